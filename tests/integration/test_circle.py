"""Rule 18: who is in the circle of a record, in both of its faces."""

import pytest

import frappe

from coaching_plans.permissions import (
	CONFIDENTIAL,
	circle_query,
	in_circle,
	readers_of,
	standing_of,
	standing_to_employee,
)
from tests import factories

INSIDE = ("mentee", "manager", "second_manager", "hr")
OUTSIDE = (
	"third_level",
	"other_manager",
	"peer",
	"mentor",
	"other_hr",
	"without_user",
	"system_manager",
	"unemployed",
)
KINDS = ("Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session")


@pytest.fixture
def plan(firm):
	plan = factories.active_plan(firm)
	factories.held_session(firm, plan)
	return plan


def record(kind, plan):
	filters = {"name": plan.name} if kind == "Coaching Plan" else {"plan": plan.name}
	return frappe.get_doc(kind, filters)


def faces(doc, user) -> set[bool]:
	"""What each road to the one function answers: they are one set of one answer."""
	frappe.set_user(user)
	condition = circle_query(doc.doctype, user)
	by_query = frappe.db.sql(f"select name from `tab{doc.doctype}` where name = %s and {condition}", doc.name)
	answers = {
		bool(by_query),
		in_circle(doc, "read", user),
		bool(frappe.has_permission(doc.doctype, "read", doc=doc)),
		bool(frappe.get_list(doc.doctype, filters={"name": doc.name})),
		standing_of(doc, user) is not None,
	}
	frappe.set_user("Administrator")
	return answers


@pytest.mark.parametrize("kind", KINDS)
def test_those_inside_see_every_kind_of_record_by_every_face(firm, plan, kind):
	doc = record(kind, plan)
	seen = {who: faces(doc, getattr(firm, who).user) for who in INSIDE}
	assert seen == {who: {True} for who in INSIDE}


@pytest.mark.parametrize("kind", KINDS)
def test_those_outside_see_none_by_any_face(firm, plan, kind):
	doc = record(kind, plan)
	users = {who: getattr(firm, who).user for who in OUTSIDE if getattr(firm, who).user} | {"guest": "Guest"}
	for user in users.values():
		frappe.set_user(user)
		assert not in_circle(doc, "read", user)
		assert not frappe.has_permission(kind, "read", doc=doc)
		condition = circle_query(kind, user)
		assert not frappe.db.sql(f"select name from `tab{kind}` where {condition}")
	frappe.set_user("Administrator")


def test_administrator_sees_all_and_shares_nothing(plan):
	assert circle_query("Coaching Plan", "Administrator") == ""
	assert in_circle(plan, "read", "Administrator") is True
	assert in_circle(plan, "share", "Administrator") is False


def test_the_condition_is_never_empty_for_anybody_else(firm):
	for doctype in CONFIDENTIAL:
		for user in (firm.unemployed.user, firm.system_manager.user, "Guest"):
			assert circle_query(doctype, user).startswith("(")


def test_the_answer_is_a_real_bool(firm, plan):
	assert in_circle(plan, "read", firm.manager.user) is True
	assert in_circle(plan, "read", firm.peer.user) is False


def test_nobody_shares_or_mails_a_record(firm, plan):
	for who in INSIDE:
		for ptype in ("share", "email"):
			assert in_circle(plan, ptype, getattr(firm, who).user) is False


# --- how people stand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("who", "standing"),
	[("mentee", "Mentee"), ("manager", "Manager"), ("second_manager", "Manager's Manager"), ("hr", "HR")],
)
def test_standings(firm, plan, who, standing):
	assert standing_of(plan, getattr(firm, who).user) == standing


def test_an_appointed_coach_is_in_the_circle_of_their_plan_alone(firm, by):
	with by("manager"):
		mentored = factories.plan(firm.mentee, coach=firm.mentor.employee)
		other = factories.plan(firm.mentee, purpose="New Scope")
	assert standing_of(mentored, firm.mentor.user) == "Coach"
	assert standing_of(other, firm.mentor.user) is None
	assert standing_to_employee(firm.mentee.employee, firm.mentor.user) is None


def test_a_coach_who_is_the_manager_is_there_as_the_manager(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.manager.employee)
	assert (plan.appointed, standing_of(plan, firm.manager.user)) == (0, "Manager")


def test_hr_is_not_hr_of_their_own_record(firm, by):
	with by("third_level"):
		plan = factories.plan(firm.hr)
		factories.action(factories.goal(plan))
		plan.propose()
	assert standing_of(plan, firm.hr.user) == "Mentee"


def test_hr_without_a_company_permission_is_hr_of_all(firm, plan):
	frappe.db.delete("User Permission", {"user": firm.other_hr.user})
	frappe.cache.hdel("user_permissions", firm.other_hr.user)
	assert standing_of(plan, firm.other_hr.user) == "HR"


def test_readers_are_those_who_can_read(firm, plan):
	assert [(reader.standing, reader.get("user")) for reader in readers_of(plan)] == [
		("Mentee", firm.mentee.user),
		("Manager", firm.manager.user),
		("Manager's Manager", firm.second_manager.user),
		("HR", None),
	]


def test_readers_of_a_draft_leave_the_mentee_out(firm, by):
	with by("manager"):
		draft = factories.plan(firm.mentee, coach=firm.mentor.employee)
	assert [reader.standing for reader in readers_of(draft)] == [
		"Manager",
		"Manager's Manager",
		"Coach",
		"HR",
	]


# --- a tree that changes, and one that is broken -------------------------------------------------------------------


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
	assert held.held_by == firm.manager.employee


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


# --- cost ----------------------------------------------------------------------------------------------------------


def test_the_condition_costs_two_queries_whatever_the_number_of_records(firm, plan, queries):
	circle_query("Coaching Plan", firm.manager.user)
	with queries() as seen:
		circle_query("Coaching Session", firm.manager.user)
	assert len(seen) <= 2
