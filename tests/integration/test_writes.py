"""Rule 20: who changes what. What is not the mentee's is refused by the field's name, and nothing is stored."""

import json

import pytest

import frappe
from frappe.model import no_value_fields, table_fields

from coaching_plans.confidential import CIRCLE_FIELDS
from tests import factories

OTHER_VALUES = {
	"Date": "2031-01-02",
	"Datetime": "2031-01-02 10:00:00",
	"Int": 17,
	"Float": 17.5,
	"Percent": 17.5,
	"Check": 1,
	"JSON": "{}",
}


@pytest.fixture
def records(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	return {
		"Coaching Plan": plan,
		"Coaching Goal": factories.only_goal(plan),
		"Coaching Action": factories.only_action(plan),
		"Coaching Session": session,
	}


def changeable(doctype, own):
	"""The fields of `doctype` that hold what people enter, except those in `own`."""
	meta = frappe.get_meta(doctype)
	server_fields = frappe.get_doc({"doctype": doctype}).server_fields
	return [
		field
		for field in meta.fields
		if field.fieldtype not in (*no_value_fields, *table_fields, "Link")
		and field.fieldname not in (*own, *server_fields, *CIRCLE_FIELDS)
		and not field.set_only_once
		and not field.read_only
	]


def other_value(field, value):
	if field.fieldtype == "Select":
		return next(option for option in field.options.split("\n") if option and option != value)
	if field.fieldtype == "Check":
		return int(not value)
	return OTHER_VALUES.get(field.fieldtype, "Said by somebody else")


@pytest.mark.parametrize(
	("doctype", "own"),
	[
		("Coaching Plan", ()),
		("Coaching Goal", ()),
		("Coaching Action", ("status",)),
		("Coaching Session", ("mentee_preparation",)),
	],
)
def test_every_field_that_is_not_theirs_is_refused_to_the_mentee_by_its_name(records, by, doctype, own):
	fields = changeable(doctype, own)
	assert len(fields) >= 4
	before = frappe.get_doc(doctype, records[doctype].name).as_dict()
	for field in fields:
		doc = frappe.get_doc(doctype, records[doctype].name)
		doc.set(field.fieldname, other_value(field, doc.get(field.fieldname)))
		with by("mentee"), pytest.raises(frappe.PermissionError) as refused:
			doc.save()
		assert field.label in str(refused.value)
	assert frappe.get_doc(doctype, records[doctype].name).as_dict() == before


@pytest.mark.parametrize("doctype", ["Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session"])
def test_what_deeds_alone_set_is_refused_to_the_mentee_by_its_name(records, by, doctype):
	stored = frappe.get_doc(doctype, records[doctype].name)
	for fieldname in sorted(stored.deed_fields):
		field = stored.meta.get_field(fieldname)
		doc = frappe.get_doc(doctype, stored.name)
		linked = {"User": "Administrator", "Employee": doc.coach}.get(field.options)
		doc.set(fieldname, linked or other_value(field, doc.get(fieldname)))
		with by("mentee"), pytest.raises(frappe.PermissionError) as refused:
			doc.save()
		assert field.label in str(refused.value)
	assert frappe.get_doc(doctype, stored.name).as_dict() == stored.as_dict()


def test_what_a_form_sends_along_unchanged_is_saved(records, by):
	sent = json.loads(frappe.as_json(frappe.get_doc("Coaching Session", records["Coaching Session"].name)))
	with by("mentee"):
		frappe.get_doc(sent | {"mentee_preparation": "Two tickets"}).save()
	assert (
		frappe.db.get_value("Coaching Session", records["Coaching Session"].name, "mentee_preparation")
		== "Two tickets"
	)


@pytest.mark.parametrize(
	("doctype", "table", "row", "label"),
	[
		("Coaching Plan", "support", {"kind": "Tool", "description": "A car"}, "Support"),
		("Coaching Plan", "milestones", {"achieved_on": "2026-01-01", "description": "Won"}, "Milestones"),
		("Coaching Goal", "readings", {"read_on": "2026-01-01", "value": 9}, "Readings"),
		("Coaching Session", "barriers", {"barrier": "You"}, "Barriers"),
	],
)
def test_rows_that_are_not_theirs_are_refused_to_the_mentee(records, by, doctype, table, row, label):
	doc = frappe.get_doc(doctype, records[doctype].name)
	doc.append(table, row)
	with by("mentee"), pytest.raises(frappe.PermissionError, match=label):
		doc.save()
	assert not frappe.get_doc(doctype, doc.name).get(table)


def test_the_mentee_does_not_answer_reviews(records, by):
	session = frappe.get_doc("Coaching Session", records["Coaching Session"].name)
	session.action_reviews[0].follow_through = "Followed"
	with by("mentee"), pytest.raises(frappe.PermissionError, match="Action Reviews"):
		session.save()


@pytest.mark.parametrize("who", ["manager", "hr"])
@pytest.mark.parametrize(
	("doctype", "field"),
	[
		("Coaching Plan", "opportunity"),
		("Coaching Goal", "goal_state"),
		("Coaching Action", "description"),
		("Coaching Session", "notes"),
	],
)
def test_manager_and_hr_write(records, by, who, doctype, field):
	doc = frappe.get_doc(doctype, records[doctype].name)
	doc.set(field, "Written")
	with by(who):
		doc.save()
	assert frappe.db.get_value(doctype, doc.name, field) == "Written"


@pytest.mark.parametrize("who", ["second_manager", "third_level", "peer", "other_hr", "system_manager"])
@pytest.mark.parametrize("doctype", ["Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session"])
def test_the_managers_manager_and_outsiders_do_not(records, by, who, doctype):
	doc = frappe.get_doc(doctype, records[doctype].name)
	with by(who):
		with pytest.raises(frappe.PermissionError):
			doc.save()
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(doctype, doc.name)


@pytest.mark.parametrize("doctype", ["Coaching Plan", "Coaching Session"])
def test_the_mentee_makes_and_deletes_no_plan_and_no_session(firm, records, by, doctype):
	before = frappe.db.count(doctype)
	with by("mentee"):
		with pytest.raises(frappe.PermissionError):
			frappe.delete_doc(doctype, records[doctype].name)
		with pytest.raises(frappe.PermissionError):
			if doctype == "Coaching Plan":
				factories.plan(firm.mentee, purpose="New Scope")
			else:
				factories.session(firm.mentee, records["Coaching Plan"])
	assert frappe.db.count(doctype) == before


def test_the_mentee_takes_no_field_along_with_what_is_theirs(records, by):
	"""Neither half is stored: not the preparation, which is theirs, nor the notes, which are not."""
	session = frappe.get_doc("Coaching Session", records["Coaching Session"].name)
	session.mentee_preparation, session.notes = "Nights", "All is well"
	with by("mentee"), pytest.raises(frappe.PermissionError, match="Notes"):
		session.save()
	assert frappe.db.get_value("Coaching Session", session.name, ["mentee_preparation", "notes"]) == (
		None,
		None,
	)


def test_an_appointed_coach_makes_no_further_plan(firm, by):
	with by("manager"):
		factories.plan(firm.mentee, coach=firm.mentor.employee)
	with by("mentor"), pytest.raises(frappe.PermissionError):
		factories.plan(firm.mentee, purpose="New Scope")


def test_an_appointed_coach_writes_in_their_plan(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
	with by("mentor"):
		plan.opportunity = "Seen in the workshop"
		plan.save()
		assert factories.goal(plan).name


@pytest.mark.parametrize("field", ["mentee", "coach"])
def test_who_a_plan_is_between_never_changes(firm, records, by, field):
	plan = frappe.get_doc("Coaching Plan", records["Coaching Plan"].name)
	plan.set(field, firm.mentor.employee)
	with by("manager"), pytest.raises((frappe.CannotChangeConstantError, frappe.PermissionError)):
		plan.save()
	assert frappe.db.get_value("Coaching Plan", plan.name, field) != firm.mentor.employee


def test_the_stored_record_is_judged_not_the_values_sent(firm, records, by):
	"""Whoever sends their own name as the mentee is still outside."""
	for doctype, doc in records.items():
		doc = frappe.get_doc(doctype, doc.name)
		doc.mentee = firm.peer.employee
		with by("peer"):
			assert not doc.has_permission("read")
			with pytest.raises(frappe.PermissionError):
				doc.save()
