"""Rule 18: who is in the circle of a record, in both of its faces."""

from types import SimpleNamespace

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
from tests.bulk_organisation import insert
from tests.circle_faces import KINDS, faces

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


def record(kind, plan):
	filters = {"name": plan.name} if kind == "Coaching Plan" else {"plan": plan.name}
	return frappe.get_doc(kind, filters)


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


def test_people_saved_as_erpnext_saves_them_are_in_each_others_circle(site):
	"""With the users, roles and permissions to themselves and their company that ERPNext gives them then."""
	made = {}
	for name, manager in (("top", None), ("lead", "top"), ("member", "lead"), ("outsider", None)):
		user = frappe.get_doc(
			{
				"doctype": "User",
				"email": f"saved.{name}@coaching.example",
				"first_name": name.title(),
				"send_welcome_email": 0,
			}
		).insert()
		employee = frappe.get_doc(
			{
				"doctype": "Employee",
				"first_name": name.title(),
				"gender": "Female",
				"date_of_birth": "1990-01-01",
				"date_of_joining": "2020-01-01",
				"company": company_of_this_test(),
				"user_id": user.name,
				"reports_to": manager and made[manager].employee,
			}
		).insert()
		made[name] = factories.Person(employee.name, user.name, employee.employee_name)
	people = SimpleNamespace(mentee=made["member"], manager=made["lead"])
	assert frappe.db.exists("User Permission", {"user": people.mentee.user, "allow": "Employee"})
	assert frappe.db.exists("User Permission", {"user": people.mentee.user, "allow": "Company"})
	plan = factories.active_plan(people)
	factories.held_session(people, plan)
	assert {name: faces(plan, person.user) for name, person in made.items()} == {
		"top": {True},
		"lead": {True},
		"member": {True},
		"outsider": {False},
	}
	employee = frappe.get_doc("Employee", people.mentee.employee)
	employee.reports_to = made["outsider"].employee
	employee.save()
	assert faces(plan, made["lead"].user) == faces(plan, made["top"].user) == {False}
	assert faces(plan, made["outsider"].user) == {True}
	assert frappe.db.get_value("Coaching Plan", plan.name, "coach") == made["outsider"].employee


def company_of_this_test():
	name = "Factory Saved Ltd"
	if not frappe.db.exists("Company", name):
		insert("Company", [{"name": name, "company_name": name, "abbr": "FSL", "lft": 0, "rgt": 0}])
	return name


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


def test_what_is_permitted_for_another_doctype_limits_no_hr(firm, plan):
	user = firm.other_hr.user
	frappe.db.delete("User Permission", {"user": user})
	insert(
		"User Permission",
		[
			{
				"name": f"{user}-Company",
				"user": user,
				"allow": "Company",
				"for_value": factories.OTHER_COMPANY,
				"apply_to_all_doctypes": 0,
				"applicable_for": "Employee",
			}
		],
	)
	frappe.cache.hdel("user_permissions", user)
	assert standing_of(plan, user) == "HR"


def test_hr_of_a_group_is_hr_of_its_companies(firm, plan):
	for company, (lft, rgt) in {
		factories.OTHER_COMPANY: (90001, 90004),
		factories.COMPANY: (90002, 90003),
	}.items():
		frappe.db.set_value("Company", company, {"lft": lft, "rgt": rgt})
	frappe.cache.hdel("user_permissions", firm.other_hr.user)
	assert faces(plan, firm.other_hr.user) == {True}


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


# --- cost ----------------------------------------------------------------------------------------------------------


def test_the_condition_costs_two_queries_whatever_the_number_of_records(firm, plan, queries):
	circle_query("Coaching Plan", firm.manager.user)
	with queries() as seen:
		circle_query("Coaching Session", firm.manager.user)
	assert len(seen) <= 2
