"""Rule 18: a transfer to nobody leaves a plan without a coach, until one is named; meanwhile it goes on."""

import pytest

import frappe
from frappe.utils import add_days, today

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import open_round
from tests import factories


def left_without_a_coach(firm, plan):
	factories.change(firm.mentee, reports_to=None)
	plan.reload()
	assert not plan.coach


def coaches(plan):
	"""Who coaches what belongs to the plan, and whether they are appointed."""
	found = set()
	for doctype in ("Coaching Goal", "Coaching Action", "Coaching Session"):
		for row in frappe.get_all(doctype, {"plan": plan.name, "docstatus": 0}, ["coach", "appointed"]):
			found.add((row.coach, row.appointed))
	return found


@pytest.fixture
def plan(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		factories.session(firm.mentee, plan, starts_on=add_days(today(), 2))
	left_without_a_coach(firm, plan)
	return plan


def test_the_coach_that_hr_names_takes_over_goals_actions_and_sessions(firm, plan, by):
	with by("hr"):
		plan.coach = firm.mentor.employee
		plan.save()
	assert coaches(plan) == {(firm.mentor.employee, 1)}
	session = frappe.get_doc("Coaching Session", {"plan": plan.name})
	assert session.coach_name == firm.mentor.name
	with by("mentor"):
		assert len(frappe.get_list("Coaching Goal", {"plan": plan.name})) == 1
		session.starts_on = add_days(today(), 3)
		session.save()


def test_a_manager_who_comes_later_takes_over_as_the_manager(firm, plan):
	factories.change(firm.mentee, reports_to=firm.other_manager.employee)
	assert coaches(plan) == {(firm.other_manager.employee, 0)}


def test_a_session_that_was_held_keeps_its_coach(firm, plan, by):
	factories.change(firm.mentee, reports_to=firm.manager.employee)
	held = factories.held_session(firm, plan)
	left_without_a_coach(firm, plan)
	with by("hr"):
		plan.coach = firm.mentor.employee
		plan.save()
	assert frappe.db.get_value("Coaching Session", held.name, "held_by") == firm.manager.employee
	assert frappe.db.get_value("Coaching Session", held.name, "coach") == firm.manager.employee


def test_a_round_under_way_goes_to_the_named_coach(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		pair = open_round(firm.mentee.employee, plan.name)
	left_without_a_coach(firm, plan)
	with by("hr"):
		plan.coach = firm.mentor.employee
		plan.save()
	half = frappe.db.get_value("Competency Assessment", pair["Coach"], ["coach", "appointed", "rated_by"])
	assert half == (firm.mentor.employee, 1, firm.mentor.employee)


def test_nobody_else_is_made_the_coach_of_a_plan_that_has_one(firm, by):
	plan = factories.active_plan(firm)
	with by("hr"), pytest.raises(frappe.ValidationError, match="Coach"):
		plan.coach = firm.mentor.employee
		plan.save()
	assert coaches(plan) == {(firm.manager.employee, 0)}


@pytest.mark.parametrize("deed, status", [("accept", "Active"), ("request_changes", "Draft")])
def test_the_employee_answers_a_proposal_that_has_no_coach(firm, by, deed, status):
	plan = factories.proposed_plan(firm)
	left_without_a_coach(firm, plan)
	with by("mentee"):
		plan.accept() if deed == "accept" else plan.request_changes("Shorter")
	assert plan.status == status


@pytest.mark.parametrize("end, status", [("complete", "Completed"), ("close_early", "Closed")])
def test_hr_ends_a_plan_that_has_no_coach(plan, by, end, status):
	with by("hr"):
		getattr(plan, end)("The manager left")
	assert plan.status == status


def test_a_change_of_the_plan_still_asks_for_the_coach(plan, by):
	with by("hr"), pytest.raises(frappe.MandatoryError, match="Name the coach"):
		plan.session_minutes = 45
		plan.save()
