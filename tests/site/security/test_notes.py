"""Road: private notes. Their author alone reads them: not the other side, not HR, not a later coach."""

import pytest

from tests.circle_people import OUTSIDE, SECRET

NOTE = "/api/resource/Coaching Note"
OTHERS = ("manager", "second_manager", "hr", "mentor", *(person for person in OUTSIDE if person != "former"))
MY_NOTES = "coaching_plans.coaching_plans.doctype.coaching_note.coaching_note.my_notes"


@pytest.mark.parametrize("person", OTHERS)
def test_a_note_is_for_its_author(web, records, person):
	hides = (records.note, records.former_note)
	for name in hides:
		web.refused(person, "GET", f"{NOTE}/{name}")
		web.refused(person, "PUT", f"{NOTE}/{name}", json={"note": "x"})
		web.refused(
			person,
			"PUT",
			f"{NOTE}/{name}",
			json={"owner": web.firm.user(person)} if person != "guest" else {},
		)
		web.refused(person, "DELETE", f"{NOTE}/{name}")
	web.refused(person, "GET", NOTE, hides, params={"fields": '["*"]'})
	for doctype, name in (("Coaching Plan", records.plan), ("Coaching Session", records.held)):
		answer = web.ask(person, "GET", f"/api/method/{MY_NOTES}", params={"doctype": doctype, "name": name})
		assert not any(hidden in answer.text for hidden in hides) and "note" not in answer.json().get(
			"message", []
		)


@pytest.mark.parametrize("person", ["manager", "hr", "second_manager"])
def test_a_note_leaves_no_trace_on_what_it_is_about(web, records, person):
	hides = (records.note, records.former_note, "Coaching Note")
	for doctype, name in (("Coaching Plan", records.plan), ("Coaching Session", records.held)):
		answer = web.call(person, "frappe.desk.form.load.getdoc", doctype=doctype, name=name, verb="GET")
		assert answer.ok and not any(hidden in answer.text for hidden in hides)
		answer = web.call(
			person, "frappe.desk.form.linked_with.get", doctype=doctype, docname=name, verb="GET"
		)
		assert answer.ok and not any(hidden in answer.text for hidden in hides), answer.text[:500]


def test_the_author_reads_and_changes_it_also_after_a_transfer(web, records):
	web.allowed("mentee", "GET", f"{NOTE}/{records.note}")
	web.allowed(
		"mentee", "GET", f"/api/method/{MY_NOTES}", params={"doctype": "Coaching Plan", "name": records.plan}
	)
	web.allowed("former", "GET", f"{NOTE}/{records.former_note}")
	web.allowed("former", "PUT", f"{NOTE}/{records.former_note}", json={"note": f"{SECRET} still mine"})
	answer = web.ask(
		"former",
		"GET",
		f"/api/method/{MY_NOTES}",
		params={"doctype": "Coaching Session", "name": records.held},
	)
	assert answer.status_code == 403, "the session itself is not theirs to read any more"


@pytest.mark.parametrize("person", [*OUTSIDE, "mentor"])
def test_a_note_is_written_on_what_one_reads(web, records, person):
	for about in (
		{"plan": records.plan},
		{"session": records.held},
		{"session": records.held, "plan": records.mentored},
		{},
	):
		answer = web.refused(person, "POST", NOTE, json={"note": "x", **about})
		assert not answer.ok, answer.text


def test_its_subject_and_author_stay(web, records, site, firm):
	web.ask("mentee", "PUT", f"{NOTE}/{records.note}", json={"owner": firm.user("manager")})
	web.ask("mentee", "PUT", f"{NOTE}/{records.note}", json={"plan": records.proposed})
	site.db.rollback()
	stored = site.db.get_value("Coaching Note", records.note, ["owner", "plan"])
	assert stored == (firm.user("mentee"), records.plan)


def test_no_versions_no_export_no_report(web, records, site):
	site.db.rollback()
	assert not site.db.exists("Version", {"ref_doctype": "Coaching Note"})
	for person in ("mentee", "hr"):
		answer = web.call(
			person,
			"frappe.desk.reportview.export_query",
			doctype="Coaching Note",
			fields=["`tabCoaching Note`.`note`"],
			file_format_type="CSV",
			title="x",
		)
		assert not answer.ok and SECRET not in answer.text
