"""What a firm may set otherwise, and whose standard holds for whom (text 003)."""

import pytest

import frappe

from coaching_plans.cadence import most_specific_standard
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import (
	GROUP_FIELDS,
	standard_for,
	standards_for,
)
from coaching_plans.reminders.facts import gather
from tests import factories
from tests.bulk_organisation import insert


def standard(**values):
	return frappe.get_doc(
		{"doctype": "Coaching Standard", "cadence": "Weekly", "session_minutes": 45, **values}
	).insert()


def settings(**values):
	doc = frappe.get_doc("Coaching Settings")
	doc.update(values)
	doc.save()
	return doc


def test_the_settings_hold_where_no_standard_fits(firm):
	assert standard_for(firm.mentee.employee) == {"cadence": "Every 2 Weeks", "session_minutes": 30}


def test_the_most_specific_standard_holds(firm):
	designation = group("Designation", "Factory Trainer")
	frappe.db.set_value("Employee", firm.mentee.employee, "designation", designation)
	standard(company=factories.COMPANY, cadence="Monthly")
	assert standard_for(firm.mentee.employee).cadence == "Monthly"
	standard(designation=designation, company=factories.COMPANY, cadence="Weekly")
	assert standard_for(firm.mentee.employee).cadence == "Weekly"
	assert standard_for(firm.peer.employee).cadence == "Monthly"


def group(doctype, name):
	field = {"Designation": "designation_name", "Department": "department_name"}.get(doctype)
	insert(doctype, [{"name": name, **({field: name} if field else {})}])
	return name


def test_a_grade_comes_before_a_department_and_a_department_before_the_company(firm):
	grade, department = group("Employee Grade", "Factory Grade"), group("Department", "Factory Department")
	frappe.db.set_value("Employee", firm.mentee.employee, {"grade": grade, "department": department})
	standard(company=factories.COMPANY, cadence="Quarterly")
	standard(department=department, company=factories.COMPANY, cadence="Monthly")
	assert standard_for(firm.mentee.employee).cadence == "Monthly"
	standard(grade=grade, company=factories.COMPANY, cadence="Weekly")
	assert standard_for(firm.mentee.employee).cadence == "Weekly"


def test_a_standard_is_for_one_group(firm):
	designation, grade = group("Designation", "Factory Trainer"), group("Employee Grade", "Factory Grade")
	for groups in ({}, {"designation": designation, "grade": grade}):
		doc = frappe.get_doc(
			{"doctype": "Coaching Standard", "cadence": "Weekly", "session_minutes": 45, **groups}
		)
		# Not inserted: Frappe would fill the company with the default of the site, where there is one.
		with pytest.raises(frappe.ValidationError, match="one group"):
			doc.run_method("validate")


def test_a_standard_may_hold_for_a_group_in_one_company(firm):
	designation = group("Designation", "Factory Trainer")
	frappe.db.set_value("Employee", firm.mentee.employee, "designation", designation)
	standard(designation=designation, company=factories.COMPANY, cadence="Monthly")
	assert standard_for(firm.mentee.employee).cadence == "Monthly"
	frappe.db.set_value("Employee", firm.mentee.employee, "company", factories.OTHER_COMPANY)
	assert standard_for(firm.mentee.employee).cadence == "Every 2 Weeks"


def test_a_group_has_one_standard(firm):
	standard(company=factories.COMPANY)
	with pytest.raises(frappe.UniqueValidationError, match=factories.COMPANY):
		standard(company=factories.COMPANY)


def test_standards_of_many_cost_as_many_queries_as_of_one(firm, queries):
	people = [firm.mentee, firm.peer, firm.manager, firm.second_manager, firm.hr]
	standard_for(firm.mentee.employee)
	with queries() as of_one:
		standards_for([firm.mentee.employee])
	with queries() as of_many:
		standards_for([person.employee for person in people])
	assert len(of_many) == len(of_one)


def test_a_plan_takes_cadence_and_minutes_from_the_standard(firm, by):
	standard(company=factories.COMPANY, cadence="Monthly", session_minutes=50)
	with by("manager"):
		plan = factories.plan(firm.mentee, cadence=None)
	assert (plan.cadence, plan.session_minutes) == ("Monthly", 50)


@pytest.mark.parametrize("value", [-1, 100.5])
def test_a_percentage_out_of_range_is_refused(site, value):
	with pytest.raises(frappe.ValidationError, match="from 0 to 100"):
		settings(wrong_plan_follow_through=value)


@pytest.mark.parametrize("value", [0, 100])
def test_a_percentage_at_the_edge_is_kept(site, value):
	settings(wrong_plan_follow_through=value)
	assert setting("wrong_plan_follow_through") == value


@pytest.mark.parametrize(
	"field", ["plan_days", "session_minutes", "max_short_term_goals", "max_mentee_actions"]
)
def test_a_number_that_would_forbid_everything_is_refused(site, field):
	with pytest.raises(frappe.ValidationError, match="1 or more"):
		settings(**{field: 0})


@pytest.mark.parametrize(("hour", "kept"), [(-1, False), (0, True), (23, True), (24, False)])
def test_an_hour_is_one_of_the_day(site, hour, kept):
	if kept:
		settings(reminder_hour=hour)
		assert setting("reminder_hour") == hour
	else:
		with pytest.raises(frappe.ValidationError, match="from 0 to 23"):
			settings(reminder_hour=hour)


@pytest.mark.parametrize("who", ["manager", "mentee", "peer"])
def test_only_hr_changes_settings_and_standards(firm, by, who):
	with by(who):
		with pytest.raises(frappe.PermissionError):
			settings(plan_days=5)
		with pytest.raises(frappe.PermissionError):
			standard(company=factories.COMPANY)
	assert setting("plan_days") == 30


def test_the_topics_of_text_003_come_with_the_app(site):
	assert frappe.db.count("Coaching Topic") >= 5
	assert frappe.db.exists("Coaching Topic", "Commitments from last time")


def test_reminders_go_by_the_standard_that_everything_else_goes_by(firm):
	"""Of two for the same group that of the company comes first, whichever was made first."""
	designation = group("Designation", "Factory Trainer")
	frappe.db.set_value("Employee", firm.mentee.employee, "designation", designation)
	of_all = standard(designation=designation, cadence="Weekly")
	# Frappe fills in the user's own company, where there is one.
	of_all.db_set("company", None)
	standard(designation=designation, company=factories.COMPANY, cadence="Quarterly")
	facts = gather(today())
	person = facts.people[firm.mentee.employee]
	told = most_specific_standard(
		facts.standards, **{field: getattr(person, field) for field in GROUP_FIELDS}
	)
	assert told["cadence"] == standard_for(firm.mentee.employee).cadence == "Quarterly"
