"""Road: lists, with fields, filters, groups and order as the caller likes, and what the desk draws from them."""

import json

import pytest

from coaching_plans.confidential_doctypes import CONFIDENTIAL, PRIVATE, ROWS
from tests.circle_people import NEAR, OUTSIDE, SECRET

RECORDS = (*CONFIDENTIAL, *PRIVATE)
TEXT = {
	"Coaching Plan": "opportunity",
	"Coaching Goal": "development_area",
	"Coaching Action": "description",
	"Coaching Session": "notes",
	"Coaching Note": "note",
}
ROW_TEXT = {
	"Coaching Agenda Item": "item",
	"Coaching Action Review": "comment",
	"Coaching Barrier": "barrier",
	"Coaching Support": "description",
}


def names(records) -> tuple[str, ...]:
	return tuple(
		name for field, name in records._asdict().items() if field not in ("note", "former_note", "row")
	)


def roads(doctype: str, text: str) -> dict[str, tuple[str, str, dict]]:
	fields = json.dumps(["name", text, "owner"])
	like = json.dumps([[doctype, text, "like", f"%{SECRET}%"]])
	return {
		"v1": ("GET", f"/api/resource/{doctype}", {"fields": fields, "limit_page_length": "0"}),
		"v1 all": ("GET", f"/api/resource/{doctype}", {"fields": '["*"]'}),
		"v2": ("GET", f"/api/v2/document/{doctype}", {"fields": fields, "limit": "500"}),
		"v2 count": ("GET", f"/api/v2/doctype/{doctype}/count", {"filters": like}),
		"get_list": ("POST", "/api/method/frappe.client.get_list", {"doctype": doctype, "fields": fields}),
		"or_filters": (
			"POST",
			"/api/method/frappe.client.get_list",
			{"doctype": doctype, "fields": fields, "or_filters": like},
		),
		"group_by": (
			"POST",
			"/api/method/frappe.client.get_list",
			{"doctype": doctype, "fields": json.dumps([text, "count(name) as n"]), "group_by": text},
		),
		"order_by": (
			"POST",
			"/api/method/frappe.client.get_list",
			{"doctype": doctype, "fields": '["name"]', "order_by": f"{text} desc"},
		),
		"get_value": (
			"POST",
			"/api/method/frappe.client.get_value",
			{"doctype": doctype, "fieldname": text, "filters": json.dumps({text: ["like", f"%{SECRET}%"]})},
		),
		"reportview.get": (
			"POST",
			"/api/method/frappe.desk.reportview.get",
			{
				"doctype": doctype,
				"fields": json.dumps([f"`tab{doctype}`.`name`", f"`tab{doctype}`.`{text}`"]),
			},
		),
		"reportview.get_list": (
			"POST",
			"/api/method/frappe.desk.reportview.get_list",
			{"doctype": doctype, "fields": fields},
		),
		"export": (
			"POST",
			"/api/method/frappe.desk.reportview.export_query",
			{
				"doctype": doctype,
				"fields": json.dumps([f"`tab{doctype}`.`name`", f"`tab{doctype}`.`{text}`"]),
				"file_format_type": "CSV",
				"title": doctype,
			},
		),
		"export_data": (
			"POST",
			"/api/method/frappe.core.doctype.data_export.exporter.export_data",
			{"doctype": doctype, "with_data": "1", "all_doctypes": "1", "select_columns": "{}"},
		),
		"import template": (
			"POST",
			"/api/method/frappe.core.doctype.data_import.data_import.download_template",
			{
				"doctype": doctype,
				"export_records": "all",
				"export_fields": json.dumps({doctype: ["name", text]}),
				"file_type": "CSV",
			},
		),
		"stats": (
			"POST",
			"/api/method/frappe.desk.reportview.get_sidebar_stats",
			{"doctype": doctype, "stats": json.dumps([text, "_user_tags", "owner"])},
		),
		"filter dashboard": (
			"POST",
			"/api/method/frappe.desk.reportview.get_filter_dashboard_data",
			{"doctype": doctype, "stats": json.dumps([{"name": text, "type": "Data"}]), "filters": "[]"},
		),
		"group by count": (
			"POST",
			"/api/method/frappe.desk.listview.get_group_by_count",
			{"doctype": doctype, "current_filters": "[]", "field": text},
		),
		"custom field of a report": (
			"POST",
			"/api/method/frappe.desk.query_report.get_data_for_custom_field",
			{"doctype": doctype, "field": text},
		),
		"calendar": (
			"GET",
			"/api/method/frappe.desk.calendar.get_events",
			{
				"doctype": doctype,
				"start": "2000-01-01",
				"end": "2100-01-01",
				"field_map": json.dumps({"start": "creation", "end": "modified", "title": text}),
			},
		),
		"web list": ("GET", "/api/method/frappe.www.list.get", {"doctype": doctype}),
		"web list data": ("GET", "/api/method/frappe.www.list.get_list_data", {"doctype": doctype}),
		"web page": ("GET", "/list", {"doctype": doctype}),
		"tree": ("POST", "/api/method/frappe.desk.treeview.get_children", {"doctype": doctype}),
		"kanban boards": (
			"GET",
			"/api/method/frappe.desk.doctype.kanban_board.kanban_board.get_kanban_boards",
			{"doctype": doctype},
		),
	}


@pytest.mark.parametrize("road", roads("", ""))
@pytest.mark.parametrize("doctype", TEXT)
def test_a_list_shows_nothing_outside_the_circle(web, records, road, doctype):
	verb, path, arguments = roads(doctype, TEXT[doctype])[road]
	people = OUTSIDE if road in ("v1", "get_list", "reportview.get") else NEAR
	for person in people:
		if person == "former" and doctype == "Coaching Note":
			continue  # one of them is theirs
		web.refused(person, verb, path, names(records), **{"params" if verb == "GET" else "data": arguments})


@pytest.mark.parametrize(
	"road", ["v1", "v1 all", "v2", "get_list", "reportview.get", "reportview.get_list", "calendar"]
)
@pytest.mark.parametrize("doctype", [doctype for doctype in TEXT if doctype != "Coaching Note"])
def test_the_circle_sees_its_list(web, road, doctype):
	verb, path, arguments = roads(doctype, TEXT[doctype])[road]
	for person in ("mentee", "manager", "second_manager", "hr"):
		web.allowed(person, verb, path, **{"params" if verb == "GET" else "data": arguments})


def test_hr_exports_what_it_sees(web):
	verb, path, arguments = roads("Coaching Plan", "opportunity")["export"]
	web.allowed("hr", verb, path, data=arguments)
	assert not web.ask("mentee", verb, path, data=arguments).ok, "an employee has no right to export"


@pytest.mark.parametrize("doctype", ROW_TEXT)
@pytest.mark.parametrize("parent", ["its own", "another", "none"])
def test_rows_are_listed_with_their_parents_alone(web, records, doctype, parent):
	given = {"its own": ROWS[doctype], "another": "User", "none": ""}[parent]
	for person in OUTSIDE:
		arguments = {"doctype": doctype, "parent": given, "fields": json.dumps(["parent", ROW_TEXT[doctype]])}
		web.refused_call(person, "frappe.client.get_list", names(records), **arguments)
		web.refused_call(
			person, "frappe.desk.reportview.get", names(records), **arguments, parent_doctype=given
		)
		web.refused(
			person,
			"GET",
			f"/api/resource/{doctype}",
			names(records),
			params={"parent": given, "fields": arguments["fields"]},
		)


@pytest.mark.parametrize("doctype", ROW_TEXT)
def test_the_circle_lists_rows(web, doctype):
	for person in ("mentee", "manager", "second_manager", "hr"):
		web.allowed_call(
			person,
			"frappe.client.get_list",
			doctype=doctype,
			parent=ROWS[doctype],
			fields=[ROW_TEXT[doctype]],
			limit_page_length="0",
		)


def test_rows_of_a_hidden_draft_stay_hidden_from_the_mentee(web, records):
	web.refused_call(
		"mentee",
		"frappe.client.get_list",
		doctype="Coaching Support",
		parent="Coaching Plan",
		fields=["description"],
		filters={"parent": records.draft},
	)
