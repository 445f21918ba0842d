"""Road: from a record that one may read to one that one may not, by a link between them."""

import pytest

from tests.circle_people import OUTSIDE, SECRET
from tests.site.security.test_lists import names

# Read by the mentee, and linked to a plan that went back to a draft; or linked to records of HRMS and ERPNext.
BEHIND = {
	"plan of a session": ("Coaching Session", "plan.opportunity"),
	"employee of a plan": ("Coaching Plan", "mentee.date_of_joining"),
	"employee, quoted": ("Coaching Plan", "`mentee`.`date_of_joining`"),
	"employee, renamed": ("Coaching Plan", "mentee.date_of_joining as joined"),
	"employee, in a function": ("Coaching Plan", "max(mentee.date_of_joining)"),
	"appraisal of a plan": ("Coaching Plan", "appraisal.final_score"),
	"company of a goal": ("Coaching Goal", "company.abbr"),
}


@pytest.mark.parametrize("behind", BEHIND)
def test_no_list_gives_fields_behind_a_link(web, behind):
	doctype, field = BEHIND[behind]
	for person in ("mentee", "manager", "second_manager", "mentor", "hr"):
		for method in (
			"frappe.client.get_list",
			"frappe.desk.reportview.get",
			"frappe.desk.reportview.get_list",
		):
			answer = web.refused_call(person, method, doctype=doctype, fields=["name", field])
			assert answer.status_code == 403, answer.text
		answer = web.refused(person, "GET", f"/api/resource/{doctype}", params={"fields": f'["{field}"]'})
		assert answer.status_code == 403
		answer = web.refused(person, "GET", f"/api/v2/document/{doctype}", params={"fields": f'["{field}"]'})
		assert answer.status_code == 403
	answer = web.refused_call(
		"mentee",
		"frappe.client.get_value",
		doctype=doctype,
		fieldname=[field],
		filters={"name": ["like", "C%"]},
	)
	assert answer.status_code == 403


@pytest.mark.parametrize("clause", ["order_by", "group_by"])
def test_nor_does_one_sort_or_group_by_them(web, clause):
	answer = web.refused_call(
		"mentee",
		"frappe.client.get_list",
		doctype="Coaching Plan",
		fields=["name"],
		**{clause: "mentee.date_of_joining"},
	)
	assert answer.status_code == 403
	answer = web.refused_call(
		"mentee",
		"frappe.client.get_list",
		doctype="Coaching Plan",
		fields=["name"],
		filters={"mentee.date_of_joining": [">", "2000-01-01"]},
	)
	assert answer.status_code == 403


def test_a_table_named_outright_is_not_joined(web):
	for person in ("mentee", "manager"):
		answer = web.ask(
			person,
			"POST",
			"/api/method/frappe.client.get_list",
			data={"doctype": "Coaching Plan", "fields": '["`tabEmployee`.`date_of_joining`"]'},
		)
		assert not answer.ok, answer.text


@pytest.mark.commits
def test_a_draft_handed_back_is_hidden_behind_its_sessions(web, records, site):
	"""The mentee still reads a session of a plan that the coach works on again (rule 19)."""
	site.db.set_value("Coaching Plan", records.plan, "status", "Draft")
	site.db.commit()
	try:
		web.allowed("mentee", "GET", f"/api/resource/Coaching Session/{records.held}")
		for field in ("plan.opportunity", "plan.purpose"):
			answer = web.call("mentee", "frappe.client.get_list", doctype="Coaching Session", fields=[field])
			assert answer.status_code == 403
		assert web.ask("mentee", "GET", f"/api/resource/Coaching Plan/{records.plan}").status_code == 403
		assert web.ask("mentee", "GET", f"/api/resource/Coaching Goal/{records.goal}").status_code == 403
	finally:
		site.db.set_value("Coaching Plan", records.plan, "status", "Active")
		site.db.commit()


def test_connections_count_for_each_what_they_see(web, firm):
	"""Everyone in the firm may open some employees; how much they are coached is not theirs to know."""
	items = ["Coaching Plan", "Coaching Session", "Coaching Goal"]
	for person in ("system_manager", "peer", "former", "third_level"):
		answer = web.refused_call(
			person,
			"frappe.desk.notifications.get_open_count",
			doctype="Employee",
			name=firm.employee("mentee"),
			items=items,
		)
		if answer.ok:
			found = answer.json()["message"]["count"]["external_links_found"]
			assert not any(entry["count"] for entry in found), answer.text
		answer = web.refused_call(
			person, "frappe.desk.notifications.get_open_count", doctype="Company", name="Circle Test Ltd"
		)


def test_the_employees_form_connects_hr_to_the_coaching(web, firm):
	answer = web.call(
		"hr", "frappe.desk.notifications.get_open_count", doctype="Employee", name=firm.employee("mentee")
	)
	found = {
		entry["doctype"]: entry["count"]
		for entry in answer.json()["message"]["count"]["external_links_found"]
	}
	assert found["Coaching Plan"] >= 3 and found["Coaching Session"] >= 2, answer.text


def test_connections_of_a_plan_are_counted_for_the_circle(web, records):
	answer = web.call(
		"manager",
		"frappe.desk.notifications.get_open_count",
		doctype="Coaching Plan",
		name=records.plan,
		items=["Coaching Goal", "Coaching Session"],
	)
	found = {
		entry["doctype"]: entry["count"]
		for entry in answer.json()["message"]["count"]["external_links_found"]
	}
	assert found["Coaching Goal"] >= 2 and found["Coaching Session"] >= 2, answer.text


@pytest.mark.parametrize("person", OUTSIDE)
def test_what_would_be_cancelled_along_names_no_record(web, records, firm, person):
	submitted = tuple(name for name in names(records) if name.startswith("CS-"))
	for doctype, name in (("Employee", firm.employee("mentee")), ("Company", "Circle Test Ltd")):
		web.refused_call(
			person,
			"frappe.desk.form.linked_with.get_submitted_linked_docs",
			submitted,
			doctype=doctype,
			name=name,
		)
		web.refused_call(
			person, "frappe.desk.form.linked_with.get", names(records), doctype=doctype, docname=name
		)


@pytest.mark.parametrize("person", OUTSIDE)
def test_next_and_amended_tell_nothing(web, records, person):
	answer = web.refused_call(
		person,
		"frappe.desk.form.utils.get_next",
		doctype="Coaching Plan",
		value=records.plan,
		prev="0",
		sort_field="opportunity",
	)
	assert not (answer.ok and answer.json().get("message")), answer.text
	answer = web.refused_call(
		person, "frappe.client.is_document_amended", doctype="Coaching Session", docname=records.held
	)
	assert not (answer.ok and answer.json().get("message")), answer.text


def test_the_circle_moves_to_the_next_plan(web, records):
	answer = web.call(
		"manager", "frappe.desk.form.utils.get_next", doctype="Coaching Plan", value=records.plan, prev="0"
	)
	assert answer.ok, answer.text
	assert SECRET not in answer.text
