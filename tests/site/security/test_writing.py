"""Road: writing, deleting, submitting, renaming and merging records of others, by every function that can."""

import json

import pytest

from tests.circle_people import NEAR, OUTSIDE, SECRET
from tests.site.security.test_reading_records import RECORDS
from tests.site.security.web import fingerprint


def change(doctype: str, firm, person: str) -> dict:
	"""Values that a stranger would like to have stored, first of all their own name as the mentee's or coach's."""
	mine = firm.employees.get(person) or firm.employee("peer")
	return {
		"mentee": mine,
		"coach": mine,
		"owner": firm.user(person),
		"appointed": 1,
		"company": "Circle Other Ltd",
	}


def roads(doctype: str, name: str, values: dict) -> dict[str, tuple[str, str, dict]]:
	document = {"doctype": doctype, "name": name, **values}
	local = {**document, "__islocal": 1, "__unsaved": 1}
	method = "/api/method/"
	return {
		"put": ("PUT", f"/api/resource/{doctype}/{name}", {"json": values}),
		"put v2": ("PUT", f"/api/v2/document/{doctype}/{name}", {"json": values}),
		"patch v2": ("PATCH", f"/api/v2/document/{doctype}/{name}", {"json": values}),
		"post with the name": ("POST", f"/api/resource/{doctype}", {"json": {"name": name, **values}}),
		"set_value": (
			"POST",
			f"{method}frappe.client.set_value",
			{"data": {"doctype": doctype, "name": name, "fieldname": json.dumps(values)}},
		),
		"save": ("POST", f"{method}frappe.client.save", {"data": {"doc": json.dumps(document)}}),
		"save as new": ("POST", f"{method}frappe.client.save", {"data": {"doc": json.dumps(local)}}),
		"insert": ("POST", f"{method}frappe.client.insert", {"data": {"doc": json.dumps(local)}}),
		"insert_many": (
			"POST",
			f"{method}frappe.client.insert_many",
			{"data": {"docs": json.dumps([local])}},
		),
		"bulk_update": (
			"POST",
			f"{method}frappe.client.bulk_update",
			{"data": {"docs": json.dumps([{**document, "docname": name}])}},
		),
		"savedocs": (
			"POST",
			f"{method}frappe.desk.form.save.savedocs",
			{"data": {"doc": json.dumps(document), "action": "Save"}},
		),
		"savedocs as new": (
			"POST",
			f"{method}frappe.desk.form.save.savedocs",
			{"data": {"doc": json.dumps(local), "action": "Save"}},
		),
		"submit": ("POST", f"{method}frappe.client.submit", {"data": {"doc": json.dumps(document)}}),
		"cancel": ("POST", f"{method}frappe.client.cancel", {"data": {"doctype": doctype, "name": name}}),
		"desk cancel": (
			"POST",
			f"{method}frappe.desk.form.save.cancel",
			{"data": {"doctype": doctype, "name": name}},
		),
		"run cancel": (
			"POST",
			f"{method}run_doc_method",
			{"data": {"docs": json.dumps(document), "method": "cancel"}},
		),
		"run submit": (
			"POST",
			f"{method}run_doc_method",
			{"data": {"docs": json.dumps(document), "method": "submit"}},
		),
		"delete": ("DELETE", f"/api/resource/{doctype}/{name}", {}),
		"delete v2": ("DELETE", f"/api/v2/document/{doctype}/{name}", {}),
		"client.delete": (
			"POST",
			f"{method}frappe.client.delete",
			{"data": {"doctype": doctype, "name": name}},
		),
		"delete_items": (
			"POST",
			f"{method}frappe.desk.reportview.delete_items",
			{"data": {"doctype": doctype, "items": json.dumps([name])}},
		),
		"bulk": (
			"POST",
			f"{method}frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			{
				"data": {
					"doctype": doctype,
					"docnames": json.dumps([name]),
					"action": "update",
					"data": json.dumps(values),
				}
			},
		),
		"bulk cancel": (
			"POST",
			f"{method}frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			{"data": {"doctype": doctype, "docnames": json.dumps([name]), "action": "cancel"}},
		),
		"calendar": (
			"POST",
			f"{method}frappe.desk.calendar.update_event",
			{
				"data": {
					"args": json.dumps(
						{"doctype": doctype, "name": name, "starts_on": "2030-01-01", "x": "y"}
					),
					"field_map": json.dumps({"start": "starts_on", "end": "x"}),
				}
			},
		),
		"calendar with flags": (
			"POST",
			f"{method}frappe.desk.calendar.update_event",
			{
				"data": {
					"args": json.dumps(
						{"doctype": doctype, "name": name, "flags": {"ignore_permissions": 1}, "owner": "x"}
					),
					"field_map": json.dumps({"start": "flags", "end": "owner"}),
				}
			},
		),
		"save with flags": (
			"POST",
			f"{method}frappe.client.save",
			{
				"data": {
					"doc": json.dumps(
						{**document, "flags": {"ignore_permissions": 1, "by_server": 1, "ignore_validate": 1}}
					)
				}
			},
		),
		"gantt": (
			"POST",
			f"{method}frappe.desk.gantt.update_task",
			{
				"data": {
					"args": json.dumps({"doctype": doctype, "name": name, "start": "2030-01-01", "end": "x"}),
					"field_map": json.dumps({"start": "due_date", "end": "owner"}),
				}
			},
		),
		"rename": (
			"POST",
			f"{method}frappe.client.rename_doc",
			{"data": {"doctype": doctype, "old_name": name, "new_name": "mine"}},
		),
		"rename by force": (
			"POST",
			f"{method}frappe.rename_doc",
			{"data": {"doctype": doctype, "old": name, "new": "mine", "force": "1"}},
		),
		"rename unchecked": (
			"POST",
			f"{method}run_doc_method",
			{
				"data": {
					"docs": json.dumps(document),
					"method": "rename",
					"args": json.dumps({"name": "mine", "force": True, "validate_rename": False}),
				}
			},
		),
		"retitle": (
			"POST",
			f"{method}frappe.model.rename_doc.update_document_title",
			{"data": {"doctype": doctype, "docname": name, "title": "mine", "name": "mine"}},
		),
		"tree node": (
			"POST",
			f"{method}frappe.desk.treeview.add_node",
			{
				"data": {
					"doctype": doctype,
					"parent": "",
					"is_root": "0",
					**{k: str(v) for k, v in values.items()},
				}
			},
		),
		"workflow": (
			"POST",
			f"{method}frappe.model.workflow.apply_workflow",
			{"data": {"doc": json.dumps(document), "action": "Approve"}},
		),
		"unlock": (
			"POST",
			f"{method}frappe.model.document.unlock_document",
			{"data": {"doctype": doctype, "name": name}},
		),
		"auto repeat": (
			"POST",
			f"{method}frappe.automation.doctype.auto_repeat.auto_repeat.make_auto_repeat",
			{"data": {"doctype": doctype, "docname": name}},
		),
		"assignment rule": (
			"POST",
			f"{method}frappe.automation.doctype.assignment_rule.assignment_rule.bulk_apply",
			{"data": {"doctype": doctype, "docnames": json.dumps([name])}},
		),
	}


@pytest.mark.parametrize("road", roads("", "", {}))
@pytest.mark.parametrize("record", ["plan", "action", "held", "note"])
def test_nobody_outside_changes_a_record(web, records, firm, road, record):
	doctype, name = RECORDS[record], getattr(records, record)
	people = OUTSIDE if road in ("put", "savedocs", "delete", "rename unchecked") else NEAR
	outside = people if record != "note" else (*people, "manager", "hr", "second_manager")
	for person in outside:
		verb, path, sent = roads(doctype, name, change(doctype, firm, person))[road]
		web.refused(person, verb, path, **sent)


def test_the_coach_changes_it(web, records):
	answer = web.ask(
		"manager",
		"PUT",
		f"/api/resource/Coaching Plan/{records.plan}",
		json={"opportunity": f"{SECRET} opportunity, better worded"},
	)
	assert answer.ok and "better worded" in answer.text, answer.text


@pytest.mark.parametrize("field", ["mentee", "coach", "company", "owner", "appointed", "status"])
def test_keys_stay_whoever_writes(web, records, firm, site, field):
	"""Nobody hands a record over by writing other names into it, not even those who may write it."""
	site.db.rollback()
	before = site.db.get_value("Coaching Plan", records.plan, field)
	value = {
		"mentee": firm.employee("peer"),
		"coach": firm.employee("peer"),
		"company": "Circle Other Ltd",
		"owner": firm.user("mentee"),
		"appointed": 1,
		"status": "Draft",
	}[field]
	for person in ("mentee", "manager", "hr"):
		web.ask(person, "PUT", f"/api/resource/Coaching Plan/{records.plan}", json={field: value})
		web.call(
			person,
			"frappe.client.set_value",
			doctype="Coaching Plan",
			name=records.plan,
			fieldname={field: value},
		)
		site.db.rollback()
		assert site.db.get_value("Coaching Plan", records.plan, field) == before, person


@pytest.mark.parametrize("person", ["second_manager", "mentee"])
def test_who_only_reads_writes_nothing(web, records, person):
	"""The manager's manager reads; the mentee leaves to the coach what is the coach's (rule 20)."""
	web.refused(person, "PUT", f"/api/resource/Coaching Plan/{records.plan}", json={"opportunity": "mine"})
	web.refused(person, "PUT", f"/api/resource/Coaching Goal/{records.goal}", json={"goal_state": "mine"})
	web.refused(person, "DELETE", f"/api/resource/Coaching Plan/{records.plan}")
	for verb, path, sent in (
		roads("Coaching Session", records.held, {"notes": "mine"})[road]
		for road in ("put", "save", "cancel", "run cancel", "rename unchecked", "rename by force")
	):
		before = fingerprint()
		web.ask(person, verb, path, **sent)
		assert fingerprint() == before, f"{person} {path}"


@pytest.mark.parametrize("person", ["mentee", "manager", "hr", "second_manager"])
def test_nobody_renames_or_merges(web, records, person):
	for into in ("mine", records.closed):
		for method, arguments in (
			(
				"frappe.rename_doc",
				{"doctype": "Coaching Plan", "old": records.plan, "new": into, "force": "1", "merge": "1"},
			),
			(
				"frappe.rename_doc",
				{"doctype": "Coaching Plan", "old": records.plan, "new": into, "force": "1"},
			),
			(
				"run_doc_method",
				{
					"dt": "Coaching Plan",
					"dn": records.plan,
					"method": "rename",
					"args": {"name": into, "merge": True, "force": True, "validate_rename": False},
				},
			),
			(
				"frappe.rename_doc",
				{"doctype": "Coaching Agenda Item", "old": records.row, "new": "mine", "force": "1"},
			),
		):
			before = fingerprint()
			answer = web.call(person, method, **arguments)
			assert not answer.ok and fingerprint() == before, f"{person} {method}: {answer.text[:500]}"
