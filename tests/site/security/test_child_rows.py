"""Road: rows of a record, which Frappe judges by their own DocType when they are asked for by their own name."""

import json

import pytest

from tests.circle_people import OUTSIDE, SECRET
from tests.site.security.web import fingerprint

ROW = "Coaching Agenda Item"


@pytest.fixture(scope="module")
def rows(web, records, site) -> dict[str, str]:
	site.db.rollback()
	return {
		"held": site.get_all(ROW, filters={"parent": records.held}, pluck="name")[0],
		"scheduled": site.get_all(ROW, filters={"parent": records.scheduled}, pluck="name")[0],
	}


@pytest.mark.parametrize("person", [*OUTSIDE, "mentor"])
@pytest.mark.parametrize("parent", ["held", "scheduled"])
def test_a_row_is_not_read(web, rows, person, parent):
	name = rows[parent]
	web.refused(person, "GET", f"/api/resource/{ROW}/{name}")
	web.refused(person, "GET", f"/api/v2/document/{ROW}/{name}")
	web.refused_call(person, "frappe.desk.form.load.getdoc", doctype=ROW, name=name)
	for given in ("Coaching Session", "User", ""):
		web.refused_call(person, "frappe.client.get", doctype=ROW, name=name, parent=given)
		web.refused_call(
			person,
			"frappe.client.get_value",
			doctype=ROW,
			fieldname="item",
			filters={"name": name},
			parent=given,
		)


def writes(name: str, parent: str, mine: str) -> dict[str, tuple[str, str, dict]]:
	row = {
		"doctype": ROW,
		"name": name,
		"parent": parent,
		"parenttype": "Coaching Session",
		"parentfield": "agenda",
		"item": "intruded",
	}
	new = {key: value for key, value in row.items() if key != "name"}
	stolen = {**row, "parent": mine}
	return {
		"put": ("PUT", f"/api/resource/{ROW}/{name}", {"json": {"item": "intruded"}}),
		"put v2": ("PUT", f"/api/v2/document/{ROW}/{name}", {"json": {"item": "intruded"}}),
		"move": ("PUT", f"/api/resource/{ROW}/{name}", {"json": {"parent": mine}}),
		"delete": ("DELETE", f"/api/resource/{ROW}/{name}", {}),
		"delete v2": ("DELETE", f"/api/v2/document/{ROW}/{name}", {}),
		"client.delete": (
			"POST",
			"/api/method/frappe.client.delete",
			{"data": {"doctype": ROW, "name": name}},
		),
		"post": ("POST", f"/api/resource/{ROW}", {"json": new}),
		"post v2": ("POST", f"/api/v2/document/{ROW}", {"json": new}),
		"insert": ("POST", "/api/method/frappe.client.insert", {"data": {"doc": json.dumps(new)}}),
		"save": ("POST", "/api/method/frappe.client.save", {"data": {"doc": json.dumps(row)}}),
		"save as mine": ("POST", "/api/method/frappe.client.save", {"data": {"doc": json.dumps(stolen)}}),
		"set_value": (
			"POST",
			"/api/method/frappe.client.set_value",
			{"data": {"doctype": ROW, "name": name, "fieldname": "item", "value": "intruded"}},
		),
		"in my own": (
			"PUT",
			f"/api/resource/Coaching Session/{mine}",
			{"json": {"agenda": [{**stolen, "__islocal": 0}]}},
		),
		"run": (
			"POST",
			"/api/method/run_doc_method",
			{"data": {"docs": json.dumps(row), "method": "submit"}},
		),
	}


@pytest.mark.parametrize("road", writes("", "", ""))
@pytest.mark.parametrize("parent", ["held", "scheduled"])
def test_a_row_is_not_written_from_outside(web, records, rows, road, parent):
	for person in (*OUTSIDE, "mentor", "second_manager"):
		verb, path, sent = writes(rows[parent], getattr(records, parent), records.mentored)[road]
		before = fingerprint()
		answer = web.ask(person, verb, path, **sent)
		assert fingerprint() == before, f"{person} {road}: {answer.text[:500]}"
		if person != "second_manager":
			web.gives_nothing(answer, (), f"{person} {road}")


@pytest.mark.parametrize("road", writes("", "", ""))
def test_a_locked_log_is_not_changed_by_its_rows(web, records, rows, road):
	for person in ("mentee", "manager", "hr"):
		verb, path, sent = writes(rows["held"], records.held, records.scheduled)[road]
		before = fingerprint()
		answer = web.ask(person, verb, path, **sent)
		assert fingerprint() == before, f"{person} {road}: {answer.text[:500]}"


@pytest.mark.parametrize(
	"road", ["put", "put v2", "delete", "delete v2", "post", "save", "client.delete", "set_value"]
)
def test_the_mentee_leaves_the_coachs_items_alone(web, records, rows, road):
	"""Rule 20 holds by every road: an item of the coach's is not the mentee's to change."""
	verb, path, sent = writes(rows["scheduled"], records.scheduled, records.scheduled)[road]
	before = fingerprint()
	answer = web.ask("mentee", verb, path, **sent)
	assert fingerprint() == before, f"{road}: {answer.text[:500]}"


def test_the_circle_reads_rows_and_changes_them_by_their_record(web, records, rows):
	for person in ("mentee", "manager", "second_manager", "hr"):
		web.allowed(person, "GET", f"/api/resource/{ROW}/{rows['scheduled']}")
	answer = web.call(
		"manager",
		"frappe.client.set_value",
		doctype=ROW,
		name=rows["scheduled"],
		fieldname="item",
		value=f"{SECRET} new",
	)
	assert answer.ok and f"{SECRET} new" in answer.text, answer.text
	answer = web.call(
		"mentee",
		"frappe.client.insert",
		doc={
			"doctype": ROW,
			"parent": records.scheduled,
			"parenttype": "Coaching Session",
			"parentfield": "agenda",
			"item": "added by the mentee",
		},
	)
	assert answer.ok and "added by the mentee" in answer.text, answer.text


def test_a_row_is_not_printed_by_itself(web, site, records):
	"""Nor for those who read its record: they print that."""
	row = site.get_all(
		"Coaching Support", filters={"parent": records.plan, "parenttype": "Coaching Plan"}, pluck="name"
	)[0]
	for person in (*OUTSIDE, "manager"):
		web.refused(person, "GET", "/printview", params={"doctype": "Coaching Support", "name": row})
