"""Road: filters where a name belongs. Whether a record is found by them tells what stands in it, word by word."""

import json

import pytest

from tests.circle_people import SECRET

ASKING = ("peer", "former", "system_manager", "unemployed", "guest")
HIT, MISS = f"%{SECRET}%", "%no such word anywhere%"
# DocType: a field of it that holds the secret, or what it says of somebody.
SAYS = {
	"Coaching Plan": "opportunity",
	"Coaching Session": "recognition",
	"Coaching Note": "note",
}


def found_by(doctype: str, pattern: str) -> dict:
	return {SAYS[doctype]: ["like", pattern]}


def requests_for(doctype: str, pattern: str) -> dict[str, tuple[str, dict]]:
	by = found_by(doctype, pattern)
	get, desk = "/api/method/frappe.client.get", "/api/method/frappe.desk.form"
	link = {"doctype": "ToDo", "description": "x", "reference_type": doctype, "reference_name": by}
	nested = [[SAYS[doctype], "like", pattern]]
	return {
		"get by filters": (get, {"data": {"doctype": doctype, "filters": json.dumps(by)}}),
		"get by name": (get, {"json": {"doctype": doctype, "name": by}}),
		"getdoc": (f"{desk}.load.getdoc", {"json": {"doctype": doctype, "name": by}}),
		"getdoc by a list": (f"{desk}.load.getdoc", {"json": {"doctype": doctype, "name": nested}}),
		"cancel": ("/api/method/frappe.client.cancel", {"json": {"doctype": doctype, "name": by}}),
		"set_value": (
			"/api/method/frappe.client.set_value",
			{"json": {"doctype": doctype, "name": by, "fieldname": "x", "value": "y"}},
		),
		"run_doc_method": (
			"/api/method/run_doc_method",
			{"json": {"dt": doctype, "dn": by, "method": "align"}},
		),
		"submit many": (
			"/api/method/frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			{"json": {"doctype": doctype, "docnames": [by], "action": "cancel"}},
		),
		"move": (
			"/api/method/coaching_plans.coaching_plans.doctype.coaching_session.coaching_session_calendar.move",
			{"data": {"args": json.dumps({"name": by, "doctype": doctype, "starts_on": "2031-01-01"})}},
		),
		"gantt": (
			"/api/method/frappe.desk.gantt.update_task",
			{"json": {"args": {"name": by, "doctype": doctype}, "field_map": {"start": "starts_on"}}},
		),
		"comment": (
			"/api/method/frappe.desk.form.utils.update_comment",
			{
				"json": {
					"name": {"reference_doctype": doctype, "content": ["like", pattern]},
					"content": "x",
				}
			},
		),
		"restore": (
			"/api/method/frappe.core.doctype.deleted_document.deleted_document.restore",
			{"json": {"name": {"deleted_doctype": doctype, "data": ["like", pattern]}}},
		),
		"file of an import": (
			"/api/method/erpnext.accounts.doctype.chart_of_accounts_importer.chart_of_accounts_importer.get_coa",
			{
				"json": {
					"doctype": "Chart of Accounts Importer",
					"parent": "x",
					"file_name": ["like", "%circle-names%" if pattern == HIT else MISS],
				}
			},
		),
		"link of a new document": ("/api/method/frappe.client.insert", {"data": {"doc": json.dumps(link)}}),
		"link in the desk": (
			f"{desk}.save.savedocs",
			{"data": {"doc": json.dumps(link | {"__islocal": 1}), "action": "Save"}},
		),
		"link by REST": ("/api/resource/ToDo", {"json": link}),
		"link by a list": ("/api/resource/ToDo", {"json": link | {"reference_name": nested}}),
	}


@pytest.fixture(scope="module", autouse=True)
def file(web, records):
	web.attach("manager", "Coaching Plan", records.plan, "circle-names.csv", SECRET)


@pytest.mark.parametrize("doctype", SAYS)
@pytest.mark.parametrize("road", list(requests_for("Coaching Plan", HIT)))
def test_whether_something_is_found_is_not_told(web, doctype, road):
	for person in ASKING:
		answers = []
		for pattern in (HIT, MISS):
			path, options = requests_for(doctype, pattern)[road]
			answer = web.refused(person, "POST", path, **options)
			answers.append((answer.status_code, answer.json().get("exc_type")))
		assert answers[0] == answers[1], f"{person}: {answers}"


@pytest.mark.parametrize("doctype", ["Comment", "Version"])
def test_nor_of_what_hangs_on_records(web, doctype):
	of, word = {"Comment": ("reference_doctype", "content"), "Version": ("ref_doctype", "data")}[doctype]
	for pattern in (HIT, MISS):
		answer = web.refused_call(
			"system_manager",
			"frappe.client.get",
			doctype=doctype,
			filters={of: "Coaching Plan", word: ["like", pattern]},
		)
		assert answer.status_code == 403


def test_names_and_filters_of_lists_are_served(web, records):
	web.allowed_call("manager", "frappe.client.get", doctype="Coaching Plan", name=records.plan)
	web.allowed_call(
		"manager",
		"frappe.client.get_list",
		doctype="Coaching Plan",
		fields=["opportunity"],
		filters={"name": ["in", [records.plan]]},
	)
	web.allowed_call(
		"system_manager", "frappe.client.get", None, doctype="Role", filters={"name": ["like", "Employee"]}
	)
