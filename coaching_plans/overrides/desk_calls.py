"""Functions of Frappe's that the desk needs for every DocType, asking here who may see what they tell.

Each takes what Frappe's takes. Where no confidential record is concerned it is Frappe's that answers.
"""

import inspect

import frappe
from frappe import _

from coaching_plans.confidential_doctypes import CLOSED, SCOPED
from coaching_plans.guard import names_carrier, names_confidential, strings_in
from coaching_plans.overrides.setup_records import is_ours
from coaching_plans.permissions import can_read

# What a browser sends for a box or a switch, and for filters
Flag = bool | int | str
Filters = str | dict | list | None


@frappe.whitelist(methods=["GET", "POST"])
def get_count(doctype: str, filters: Filters = None, debug: Flag = False, cache: Flag = False) -> int:
	"""The number of records that match. Of confidential ones, and of what hangs on records, those the user can list."""
	words = list(strings_in([doctype, filters]))
	if not (names_confidential(words) or names_carrier(words)):
		from frappe import client

		return client.get_count(doctype, filters, debug, cache)
	return _count(doctype, frappe.parse_json(filters))


@frappe.whitelist(methods=["GET", "POST"])
def is_document_amended(doctype: str, docname: str) -> str | None:
	"""The name of the amendment, None where there is none that the user can read."""
	if doctype not in CLOSED:
		from frappe import client

		return client.is_document_amended(doctype, docname)
	found = frappe.get_list(doctype, filters={"amended_from": docname}, pluck="name", limit=1)
	return found[0] if found else None


@frappe.whitelist(methods=["GET", "POST"])
def validate_link(doctype: str, docname: str, fields: str | list | None = None) -> dict:
	"""The name, and `fields` of it, as Frappe's; empty for a confidential record that the user can't read."""
	from frappe import client

	if doctype in CLOSED and not can_read(doctype, docname):
		return frappe._dict()
	return client.validate_link(doctype, docname, fields)


@frappe.whitelist(methods=["GET", "POST"])
def get_next(
	doctype: str,
	value: str | int,
	prev: Flag,
	filters: Filters = None,
	sort_order: str = "desc",
	sort_field: str = "modified",
) -> str | None:
	"""The name of the record before or after `value`, which is to be the user's own to read. Raises PermissionError."""
	from frappe.desk.form import utils

	if doctype in SCOPED:
		_require_read(doctype, value)
	return utils.get_next(doctype, value, prev, filters, sort_order, sort_field)


@frappe.whitelist(methods=["GET", "POST"])
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""How many records there are by value of `field`. By assignee Frappe counts all, here those the user can list."""
	if field != "assigned_to" or doctype not in SCOPED:
		from frappe.desk import listview

		return listview.get_group_by_count(doctype, current_filters, field)
	names = frappe.get_list(doctype, filters=frappe.parse_json(current_filters), pluck="name")
	counts = {}
	for user in frappe.get_all(
		"ToDo",
		filters={"reference_type": doctype, "reference_name": ("in", names or [""]), "status": "Open"},
		pluck="allocated_to",
	):
		counts[user] = counts.get(user, 0) + 1
	ordered = sorted(counts.items(), key=lambda entry: -entry[1])
	return [frappe._dict(name=user, count=count) for user, count in ordered]


@frappe.whitelist(methods=["GET", "POST"])
def get_submitted_linked_docs(
	doctype: str, name: str, ignore_doctypes_on_cancel_all: str | list | None = None
) -> dict:
	"""What would be cancelled along with a record, without the confidential records that the user can't read."""
	from frappe.desk.form import linked_with

	found = linked_with.get_submitted_linked_docs(doctype, name, ignore_doctypes_on_cancel_all)
	docs = [doc for doc in found["docs"] if _may_name(doc["doctype"], doc["name"])]
	return {"docs": docs, "count": len(docs)}


@frappe.whitelist(methods=["GET", "POST"])
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""The figures of a form's connections. Confidential records count where the user can list them."""
	from frappe.desk import notifications

	frappe.get_doc(doctype, name).check_permission()
	links = frappe.get_meta(doctype).get_dashboard_data()
	if items is None:
		items = [item for group in links.transactions for item in group.get("items")]
	items = frappe.parse_json(items)
	answer = notifications.get_open_count(doctype, name, [item for item in items if item not in SCOPED])
	if isinstance(answer["count"], dict):
		answer["count"]["external_links_found"] += [
			_connection(item, name, links) for item in items if item in SCOPED
		]
	return answer


def _connection(doctype: str, name: str, links) -> dict:
	field = links.get("non_standard_fieldnames", {}).get(doctype, links.get("fieldname"))
	if not (field and frappe.get_meta(doctype).has_field(field) and frappe.has_permission(doctype, "read")):
		return {"doctype": doctype, "count": 0, "open_count": 0}
	return {"doctype": doctype, "count": _count(doctype, {field: name}), "open_count": 0}


@frappe.whitelist(methods=["GET", "POST"])
def get_chart(
	chart_name: str | None = None,
	chart: str | dict | None = None,
	no_cache: Flag | None = None,
	filters: Filters = None,
	from_date: str | None = None,
	to_date: str | None = None,
	timespan: str | None = None,
	time_interval: str | None = None,
	heatmap_year: str | int | None = None,
	refresh: Flag | None = None,
) -> dict:
	"""The figures of a dashboard chart. Frappe keeps them for all users alike, so those of confidential records are
	worked out each time. Raises PermissionError for a heatmap of them, which counts all records."""
	from frappe.desk.doctype.dashboard_chart import dashboard_chart

	given = dict(
		chart_name=chart_name,
		chart=chart,
		no_cache=no_cache,
		filters=filters,
		from_date=from_date,
		to_date=to_date,
		timespan=timespan,
		time_interval=time_interval,
		heatmap_year=heatmap_year,
		refresh=refresh,
	)
	shown = frappe.get_doc("Dashboard Chart", chart_name) if chart_name else frappe.parse_json(chart)
	words = list(strings_in([shown.get("document_type"), shown.get("filters_json"), chart, filters]))
	if not (names_confidential(words) or names_carrier(words)):
		return dashboard_chart.get(**given)
	if shown.get("type") == "Heatmap":
		frappe.throw(
			_("{0} is not available for {1}: it would count records that are not yours to see.").format(
				frappe.bold(_("Heatmap")), _(shown.get("document_type"))
			),
			frappe.PermissionError,
		)
	return inspect.unwrap(dashboard_chart.get)(**given)


@frappe.whitelist(methods=["POST", "PUT"])
def toggle_like(doctype: str, name: str | int, add: Flag = False) -> None:
	"""Likes, or takes it back. Raises PermissionError for a confidential record that the user can't read: Frappe writes
	into it whoever asks."""
	from frappe.desk import like

	if doctype in CLOSED:
		_require_read(doctype, name)
	return like.toggle_like(doctype, name, add)


@frappe.whitelist(methods=["POST", "PUT"])
def update_order(board_name: str, order: str | dict):
	"""Moves cards on a Kanban board. Raises PermissionError for a card that the user can't read, instead of telling by
	what happens in which column it is."""
	from frappe.desk.doctype.kanban_board import kanban_board

	doctype = frappe.db.get_value("Kanban Board", board_name, "reference_doctype")
	if doctype in SCOPED:
		cards = [card for column in frappe.parse_json(order).values() for card in column]
		readable = frappe.get_list(doctype, filters={"name": ("in", cards or [""])}, pluck="name")
		if set(cards) - set(readable):
			frappe.throw(_("A card named here is not yours to see."), frappe.PermissionError)
	return kanban_board.update_order(board_name, order)


@frappe.whitelist(methods=["GET", "POST"])
def run_report(
	report_name: str,
	filters: Filters = None,
	user: str | None = None,
	ignore_prepared_report: Flag = False,
	custom_columns: str | list | None = None,
	is_tree: Flag = False,
	parent_field: str | None = None,
	are_default_filters: Flag = True,
) -> dict:
	"""A report's rows. Those on confidential records are never prepared beforehand, nor run for somebody else."""
	from frappe.desk import query_report

	if is_ours(report_name):
		user, ignore_prepared_report = None, True
	return query_report.run(
		report_name,
		filters,
		user,
		ignore_prepared_report,
		custom_columns,
		is_tree,
		parent_field,
		are_default_filters,
	)


def _count(doctype: str, filters) -> int:
	# As names: version 16 takes no function of SQL among the fields.
	return len(frappe.get_list(doctype, filters=filters, pluck="name", distinct=True, limit_page_length=0))


def _require_read(doctype: str, name: str | int) -> None:
	"""Raises PermissionError. Asked for a row by its name Frappe looks at the role alone."""
	if not _may_name(doctype, str(name)):
		frappe.throw(
			_("{0} {1} is confidential and not yours to read.").format(_(doctype), name),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)
	if doctype not in CLOSED:
		frappe.has_permission(doctype, "read", doc=name, throw=True)


def _may_name(doctype: str, name: str) -> bool:
	return doctype not in CLOSED or can_read(doctype, name)
