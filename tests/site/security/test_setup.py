"""Road: what a System Manager sets up to act on all records of a DocType, and what only they can open."""

import json

import pytest

from tests.circle_people import SECRET

DOCTYPE = "Coaching Plan"
WHO = ("system_manager",)
SETUPS = {
	"Notification": {
		"document_type": DOCTYPE,
		"event": "New",
		"channel": "Email",
		"subject": "x",
		"message": "{{ doc.opportunity }}",
		"recipients": [{"receiver_by_role": "System Manager"}],
	},
	"Webhook": {
		"webhook_doctype": DOCTYPE,
		"webhook_docevent": "on_update",
		"request_url": "https://example.com",
		"request_method": "POST",
		"request_structure": "JSON",
		"webhook_json": "{}",
	},
	"Assignment Rule": {
		"document_type": DOCTYPE,
		"assign_condition": "1",
		"rule": "Round Robin",
		"description": "{{ opportunity }}",
		"users": [{"user": "Administrator"}],
		"assignment_days": [{"day": "Monday"}],
	},
	"Auto Repeat": {"reference_doctype": DOCTYPE, "frequency": "Daily", "start_date": "2030-01-01"},
	"Milestone Tracker": {"document_type": DOCTYPE, "track_field": "status"},
	"Energy Point Rule": {
		"reference_doctype": DOCTYPE,
		"rule_name": "circle",
		"for_doc_event": "New",
		"points": 1,
		"user_field": "owner",
	},
	"Web Form": {"title": "circle", "doc_type": DOCTYPE, "route": "circle", "module": "Coaching Plans"},
	"Workflow": {
		"workflow_name": "circle",
		"document_type": DOCTYPE,
		"workflow_state_field": "status",
		"states": [],
		"transitions": [],
	},
	"Auto Email Report": {
		"report": "Appraisal Cycle Coverage",
		"user": "Administrator",
		"email_to": "x@example.com",
		"frequency": "Daily",
		"format": "CSV",
		"enabled": 1,
		"filters": "{}",
	},
	"Prepared Report": {"report_name": "Appraisal Cycle Coverage", "filters": "{}"},
	"Report": {
		"report_name": "circle",
		"ref_doctype": "User",
		"report_type": "Query Report",
		"is_standard": "No",
		"query": "select * from `tabCoaching Plan`",
	},
	"Dashboard Chart": {
		"chart_name": "circle",
		"chart_type": "Count",
		"type": "Heatmap",
		"document_type": DOCTYPE,
		"based_on": "creation",
		"filters_json": "[]",
	},
	"Document Naming Rule": {
		"document_type": DOCTYPE,
		"prefix": "circle-",
		"prefix_digits": 3,
		"priority": 1,
	},
	"Property Setter": {
		"doctype_or_field": "DocField",
		"doc_type": DOCTYPE,
		"field_name": "opportunity",
		"property": "in_global_search",
		"value": "1",
		"property_type": "Check",
	},
}


@pytest.mark.parametrize("doctype", SETUPS)
def test_nothing_is_set_up_on_confidential_records(web, site, doctype):
	values = dict(SETUPS[doctype])
	answer = web.refused("system_manager", "POST", f"/api/resource/{doctype}", json=values)
	assert answer.status_code in (403, 417), answer.text[:600]
	# Nor by an administrator, who might do it without thinking; only by taking this app out.
	site.db.rollback()
	site.set_user("Administrator")
	with pytest.raises((site.PermissionError, site.ValidationError)) as refusal:
		site.get_doc({"doctype": doctype, "name": f"circle-{doctype}", **values}).insert(
			ignore_mandatory=True
		)
	site.db.rollback()
	assert refusal.value


@pytest.mark.parametrize(
	"doctype",
	["Version", "Deleted Document", "View Log", "Activity Log", "Access Log", "Tag Link", "DocShare"],
)
def test_a_system_manager_opens_the_log_without_our_part(web, records, site, doctype):
	web.refused(
		"system_manager",
		"GET",
		f"/api/resource/{doctype}",
		(records.plan, records.held),
		params={"fields": '["*"]', "limit_page_length": "0"},
	)


def test_what_is_deleted_is_not_kept_for_system_managers(web, records, site, firm):
	"""Frappe keeps a copy of what is deleted; of a note it keeps no word, and of the rest nobody opens it."""
	made = web.ask(
		"mentee", "POST", "/api/resource/Coaching Note", json={"plan": records.plan, "note": f"{SECRET} gone"}
	)
	assert made.ok, made.text
	name = made.json()["data"]["name"]
	assert web.ask("mentee", "DELETE", f"/api/resource/Coaching Note/{name}").ok
	site.db.rollback()
	kept = site.get_all("Deleted Document", filters={"deleted_name": name}, fields=["name", "data"])
	assert kept and SECRET not in kept[0].data
	for person in ("system_manager", "hr", "mentee"):
		web.refused(person, "GET", f"/api/resource/Deleted Document/{kept[0].name}")
		web.refused_call(
			person, "frappe.core.doctype.deleted_document.deleted_document.restore", name=kept[0].name
		)


def test_documents_of_others_are_not_compared(web, records, site):
	site.db.rollback()
	versions = site.get_all("Version", filters={"docname": records.plan}, pluck="name", limit=2)
	web.refused_call(
		"system_manager",
		"frappe.utils.diff.get_version_diff",
		from_version=versions[0],
		to_version=versions[-1],
		fieldname="status",
	)
	trail = {"doctype": "Audit Trail", "doctype_name": "Coaching Session", "document": records.held}
	web.refused_call("system_manager", "run_doc_method", docs=trail, method="compare_document")
	hook = {
		"doctype": "Webhook",
		"webhook_doctype": DOCTYPE,
		"preview_document": records.plan,
		"webhook_json": "{{ doc }}",
	}
	web.refused_call("system_manager", "run_doc_method", docs=hook, method="generate_preview")
	bulk = {
		"doctype": "Bulk Update",
		"document_type": DOCTYPE,
		"field": "opportunity",
		"update_value": "x",
		"condition": "1=1",
		"limit": 10,
	}
	web.refused_call("system_manager", "run_doc_method", docs=bulk, method="bulk_update")


def test_the_report_of_what_a_user_may_see_shows_nothing(web, records, firm):
	for person in ("mentee", "manager"):
		web.refused_call(
			"system_manager",
			"frappe.desk.query_report.run",
			(records.plan,),
			report_name="Permitted Documents For User",
			filters={"user": firm.user(person), "doctype": DOCTYPE},
		)
		web.refused_call(
			"system_manager",
			"frappe.desk.query_report.export_query",
			(records.plan,),
			report_name="Permitted Documents For User",
			filters={"user": firm.user(person), "doctype": "coaching  plan"},
			file_format_type="CSV",
			visible_idx=[],
		)
	answer = web.refused(
		"system_manager",
		"POST",
		"/api/resource/Auto Email Report",
		json={
			**SETUPS["Auto Email Report"],
			"report": "Permitted Documents For User",
			"filters": {"doctype": DOCTYPE},
		},
	)
	assert not answer.ok


def test_other_doctypes_are_set_up_as_ever(web):
	answer = web.ask(
		"system_manager",
		"POST",
		"/api/resource/Notification",
		json={
			"name": "circle todo",
			"document_type": "ToDo",
			"event": "New",
			"channel": "System Notification",
			"subject": "x",
			"message": "x",
			"recipients": [{"receiver_by_document_field": "owner"}],
		},
	)
	assert answer.ok, answer.text
	assert web.ask("system_manager", "DELETE", "/api/resource/Notification/circle todo").ok
	web.allowed("system_manager", "GET", "/api/resource/Version", None, params={"limit_page_length": "5"})
	assert (
		json.loads(web.call("system_manager", "frappe.client.get_count", doctype="User").text)["message"] > 3
	)


FIELDS = {
	"a field that is indexed": (
		"Custom Field",
		{
			"dt": "Coaching Goal",
			"fieldtype": "Small Text",
			"in_global_search": 1,
			"fetch_from": "plan.opportunity",
		},
	),
	"a table of rows": (
		"Custom Field",
		{"dt": "Note", "fieldtype": "Table", "options": "Coaching Agenda Item"},
	),
	"options of a text": (
		"Property Setter",
		{"doc_type": "Note", "field_name": "title", "property": "options", "value": "Coaching Plan"},
	),
}


@pytest.mark.parametrize("what", FIELDS)
def test_no_field_reaches_into_confidential_records(web, what):
	doctype, values = FIELDS[what]
	extra = (
		{"label": "Circle", "fieldname": "circle_field"}
		if doctype == "Custom Field"
		else {"doctype_or_field": "DocField"}
	)
	answer = web.refused("system_manager", "POST", f"/api/resource/{doctype}", json={**values, **extra})
	assert answer.status_code == 403, answer.text


def test_what_hangs_on_records_is_not_sent_as_administrator_sees_it(web, site):
	report = {
		"report_name": "Circle Comments",
		"report_type": "Report Builder",
		"ref_doctype": "Comment",
		"is_standard": "No",
		"json": json.dumps({"fields": [["name", "Comment"], ["content", "Comment"]]}),
	}
	made = web.ask("system_manager", "POST", "/api/resource/Report", json=report)
	assert made.ok, made.text
	mail = {"report": "Circle Comments", "email_to": "x@example.com", "frequency": "Daily", "format": "CSV"}
	try:
		answer = web.refused(
			"system_manager", "POST", "/api/resource/Auto Email Report", json=mail | {"user": "Administrator"}
		)
		assert answer.status_code == 403, answer.text
	finally:
		site.db.rollback()
		site.delete_doc("Report", "Circle Comments", force=True)
		site.db.commit()
