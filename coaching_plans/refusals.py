"""Functions of other apps that read or change records of any DocType without asking who may see them. Plain data.

Written from Frappe 15.72, ERPNext 15.71 and HRMS 15.33; what was looked at is listed in
tests/site/security/reviewed_functions.txt, and a test fails when an upgrade changes that list.
"""

REVIEWED = {"frappe": "15.72", "erpnext": "15.71", "hrms": "15.33"}

# Run another function that the caller names, so what they are asked to run is judged as well.
DISPATCHERS = frozenset(
	(
		"frappe.desk.search.search_link",
		"frappe.desk.search.search_widget",
		"frappe.desk.treeview.get_all_nodes",
		"frappe.handler.upload_file",
		"frappe.handler.uploadfile",
		"frappe.model.mapper.make_mapped_doc",
		"frappe.model.mapper.map_docs",
		"hrms.utils.hierarchy_chart.get_all_nodes",
	)
)

# Refused when a confidential DocType is named anywhere in the request.
OF_RECORDS = frozenset(
	(
		"frappe.core.doctype.audit_trail.audit_trail.AuditTrail.compare_document",
		"frappe.core.doctype.permission_inspector.permission_inspector.PermissionInspector.debug",
		"frappe.desk.doctype.bulk_update.bulk_update.BulkUpdate.bulk_update",
		"frappe.desk.doctype.tag.tag.add_tag",
		"frappe.desk.doctype.tag.tag.add_tags",
		"frappe.desk.doctype.tag.tag.get_tagged_docs",
		"frappe.desk.doctype.tag.tag.remove_tag",
		"frappe.desk.form.document_follow.follow_document",
		"frappe.desk.form.document_follow.get_follow_users",
		"frappe.desk.form.document_follow.update_follow",
		"frappe.email.relink",
		"frappe.model.document.unlock_document",
		"frappe.social.doctype.energy_point_log.energy_point_log.get_reviews",
		"frappe.social.doctype.energy_point_log.energy_point_log.review",
		"frappe.templates.includes.comments.comments.add_comment",
		"frappe.templates.includes.likes.likes.like",
		"frappe.website.doctype.web_form.web_form.get_form_data",
		"hrms.api.get_attachments",
	)
)

# Refused also when what Frappe hangs on records is asked for: versions, comments, files and the like.
OF_TABLES = frozenset(
	(
		"erpnext.controllers.queries.get_filtered_child_rows",
		"erpnext.mobile.api.mobile_sync.get_offline_data",
		"frappe.desk.doctype.number_card.number_card.get_cards_for_user",
		"frappe.geo.utils.get_coords",
		"frappe.integrations.doctype.webhook.webhook.Webhook.generate_preview",
		"frappe.utils.goal.get_monthly_goal_graph_data",
		"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
		"hrms.api.roster.get_values",
	)
)

# Open a file by the URL or name that the caller gives. Refused when it stands on a confidential record.
OF_FILES = frozenset(
	(
		"erpnext.accounts.doctype.bank_statement_import.bank_statement_import.get_preview_from_template",
		"erpnext.accounts.doctype.chart_of_accounts_importer.chart_of_accounts_importer.get_coa",
		"erpnext.accounts.doctype.chart_of_accounts_importer.chart_of_accounts_importer.import_coa",
		"erpnext.edi.doctype.code_list.code_list_import.import_genericode",
		"erpnext.edi.doctype.code_list.code_list_import.process_genericode_import",
		"erpnext.stock.doctype.serial_and_batch_bundle.serial_and_batch_bundle.upload_csv_file",
		"frappe.core.api.file.unzip_file",
		"frappe.core.doctype.data_import.data_import.DataImport.get_preview_from_template",
		"frappe.utils.file_manager.add_attachments",
	)
)

# Run a report. Some of Frappe's list the records of any DocType that a filter names, for any user.
OF_REPORTS = frozenset(
	(
		"frappe.core.doctype.prepared_report.prepared_report.make_prepared_report",
		"frappe.desk.query_report.export_query",
		"frappe.desk.query_report.run",
	)
)

# Find one record by filters and ask only then who may see it, so that yes or no tells what stands in it.
BY_FILTERS = frozenset(("frappe.client.get",))

# As these, but of a stored Data Import, whose name says of what; who may read that is asked for by Frappe.
OF_IMPORTS = frozenset(("frappe.core.doctype.data_import.data_import.get_preview_from_template",))

# List records, with fields of linked ones where they are asked for as link.field.
LISTS = frozenset(
	(
		"frappe.client.get_list",
		"frappe.client.get_value",
		"frappe.client.validate_link",
		"frappe.core.doctype.data_export.exporter.export_data",
		"frappe.core.doctype.data_import.data_import.download_template",
		"frappe.desk.calendar.get_events",
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		"frappe.desk.doctype.number_card.number_card.get_percentage_difference",
		"frappe.desk.doctype.number_card.number_card.get_result",
		"frappe.desk.form.utils.get_next",
		"frappe.desk.listview.get_group_by_count",
		"frappe.desk.query_report.export_query",
		"frappe.desk.query_report.get_data_for_custom_field",
		"frappe.desk.query_report.run",
		"frappe.desk.reportview.export_query",
		"frappe.desk.reportview.get",
		"frappe.desk.reportview.get_count",
		"frappe.desk.reportview.get_filter_dashboard_data",
		"frappe.desk.reportview.get_list",
		"frappe.desk.reportview.get_sidebar_stats",
		"frappe.desk.reportview.get_stats",
		"frappe.desk.search.search_link",
		"frappe.desk.search.search_widget",
		"frappe.www.list.get",
		"frappe.www.list.get_list_data",
	)
)

# Replaced where the desk needs them; see overrides/desk_calls.py. By way of another function they are refused.
REPLACED = {
	"frappe.client.get_count": "coaching_plans.overrides.desk_calls.get_count",
	"frappe.client.is_document_amended": "coaching_plans.overrides.desk_calls.is_document_amended",
	"frappe.client.validate_link": "coaching_plans.overrides.desk_calls.validate_link",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": "coaching_plans.overrides.desk_calls.get_chart",
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": "coaching_plans.overrides.desk_calls.update_order",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": (
		"coaching_plans.overrides.desk_calls.get_submitted_linked_docs"
	),
	"frappe.desk.form.utils.get_next": "coaching_plans.overrides.desk_calls.get_next",
	"frappe.desk.like.toggle_like": "coaching_plans.overrides.desk_calls.toggle_like",
	"frappe.desk.listview.get_group_by_count": "coaching_plans.overrides.desk_calls.get_group_by_count",
	"frappe.desk.notifications.get_open_count": "coaching_plans.overrides.desk_calls.get_open_count",
	"frappe.desk.query_report.run": "coaching_plans.overrides.desk_calls.run_report",
	"frappe.utils.global_search.search": "coaching_plans.search.find_anywhere",
}
