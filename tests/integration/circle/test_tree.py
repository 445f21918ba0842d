"""Rule 18 in a tree that changes, and in one that is broken: at once, and closed."""

import pytest

import frappe

from coaching_plans.permissions import standing_of
from tests import factories
from tests.circle_faces import faces


def test_a_transfer_takes_effect_at_once(firm, plan):
	factories.change(firm.mentee, reports_to=firm.other_manager.employee)
	assert standing_of(plan, firm.manager.user) is None
	assert standing_of(plan, firm.other_manager.user) == "Manager"
	assert standing_of(plan, firm.second_manager.user) == "Manager's Manager"


def test_a_transfer_without_a_doc_event_takes_effect_too(firm, plan):
	frappe.db.set_value("Employee", firm.mentee.employee, "reports_to", firm.other_manager.employee)
	assert faces(plan, firm.manager.user) == {False}
	assert faces(plan, firm.other_manager.user) == {True}


def test_an_open_plan_passes_to_the_new_manager_and_a_held_session_keeps_who_held_it(firm, plan, by):
	with by("manager"):
		coming = factories.session(firm.mentee, plan)
	factories.change(firm.mentee, reports_to=firm.other_manager.employee)
	for doctype, name in (
		("Coaching Plan", plan.name),
		("Coaching Goal", factories.only_goal(plan).name),
		("Coaching Action", factories.only_action(plan).name),
		("Coaching Session", coming.name),
	):
		assert frappe.db.get_value(doctype, name, "coach") == firm.other_manager.employee
	held = frappe.get_doc("Coaching Session", {"plan": plan.name, "docstatus": 1})
	assert (held.held_by, held.coach) == (firm.manager.employee, firm.manager.employee)


def test_an_ended_plan_keeps_who_coached_it(firm, plan, by):
	with by("manager"):
		plan.complete("Leads the stand-up")
	factories.change(firm.mentee, reports_to=firm.other_manager.employee)
	assert frappe.db.get_value("Coaching Plan", plan.name, "coach") == firm.manager.employee
	assert standing_of(plan, firm.manager.user) is None
	assert standing_of(plan, firm.other_manager.user) == "Manager"


def test_an_appointed_coach_who_left_sees_nothing(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
	frappe.db.set_value("Employee", firm.mentor.employee, "status", "Left")
	assert faces(plan, firm.mentor.user) == {False}


def test_an_appointed_coach_stays_through_a_transfer(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
	factories.change(firm.mentee, reports_to=firm.other_manager.employee)
	assert frappe.db.get_value("Coaching Plan", plan.name, "coach") == firm.mentor.employee
	assert standing_of(plan, firm.mentor.user) == "Coach"


def test_a_move_to_another_company_moves_the_records_between_hr(firm, plan):
	factories.change(firm.mentee, company=factories.OTHER_COMPANY)
	assert standing_of(plan, firm.hr.user) is None
	assert standing_of(plan, firm.other_hr.user) == "HR"


@pytest.mark.parametrize("status", ["Inactive", "Suspended", "Left"])
def test_an_inactive_manager_sees_nothing_and_ends_the_walk(firm, plan, status):
	frappe.db.set_value("Employee", firm.manager.employee, "status", status)
	assert faces(plan, firm.manager.user) == {False}
	assert faces(plan, firm.second_manager.user) == {False}
	assert faces(plan, firm.hr.user) == {True}


def test_without_a_manager_there_are_the_mentee_and_hr(firm, plan):
	frappe.db.set_value("Employee", firm.mentee.employee, "reports_to", None)
	for who, sees in (("manager", False), ("second_manager", False), ("mentee", True), ("hr", True)):
		assert faces(plan, getattr(firm, who).user) == {sees}


def reports(firm, who, to):
	frappe.db.set_value("Employee", getattr(firm, who).employee, "reports_to", getattr(firm, to).employee)


@pytest.mark.parametrize(
	"circle",
	[
		(("mentee", "mentee"),),
		(("manager", "mentee"),),
		(("second_manager", "mentee"),),
		(("manager", "manager"),),
	],
	ids=["mentee above themselves", "circle of two", "circle of three", "manager above themselves"],
)
def test_a_circle_in_the_tree_fails_closed(firm, plan, circle):
	for who, to in circle:
		reports(firm, who, to)
	assert faces(plan, firm.manager.user) == {False}
	assert faces(plan, firm.second_manager.user) == {False}
	assert faces(plan, firm.mentee.user) == {True}


def test_a_circle_above_the_second_manager_harms_nobody_below_it(firm, plan):
	reports(firm, "third_level", "third_level")
	assert faces(plan, firm.manager.user) == {True}
	assert faces(plan, firm.second_manager.user) == {True}


def test_a_user_of_two_active_employees_is_nobody(firm, plan):
	frappe.db.set_value("Employee", firm.peer.employee, "user_id", firm.manager.user)
	assert faces(plan, firm.manager.user) == {False}


def test_an_employee_who_left_sees_nothing_of_their_own(firm, plan):
	frappe.db.set_value("Employee", firm.mentee.employee, "status", "Left")
	assert faces(plan, firm.mentee.user) == {False}
	assert faces(plan, firm.hr.user) == {True}
