"""Rule 18: who is in the circle of a record, in both of its faces."""

from types import SimpleNamespace

import pytest

import frappe
from frappe.utils import add_days, today

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


# --- everybody and everything ---------------------------------------------------------------------------------------

WIDER_FIRM = factories.FIRM | {
	"abroad": ("manager", factories.EMPLOYEE, factories.OTHER_COMPANY),
	"coach_abroad": (None, factories.EMPLOYEE, factories.OTHER_COMPANY),
}


@pytest.fixture
def wider_firm(site):
	"""More people, some with records in another company, everybody limited to themselves as ERPNext does it."""
	people = factories.firm(WIDER_FIRM)
	for name in ("hr", "other_hr"):
		factories.permit(getattr(people, name).user, "Employee", getattr(people, name).employee)
	return people


@pytest.fixture
def records(wider_firm):
	"""Every kind of record, of people everywhere in the tree, in every status that the circle depends on."""
	firm = wider_firm
	active = factories.active_plan(firm)
	factories.held_session(firm, active, next_session_on=add_days(today(), 7))
	with factories.acting(firm.mentee):
		factories.action(factories.goal(active, "Long Term"))
	with factories.acting(firm.manager):
		factories.goal(factories.plan(firm.mentee, purpose="New Scope"))
		factories.plan(firm.mentee, purpose="Clarify Expectations").close_early("Not now")
		for mentee in (firm.peer, firm.abroad, firm.without_user):
			plan = factories.plan(mentee)
			factories.action(factories.goal(plan))
			plan.propose()
			factories.session(mentee)
	with factories.acting(firm.hr):
		mentored = factories.plan(firm.mentee, coach=firm.coach_abroad.employee, purpose="Career Development")
		factories.action(factories.goal(mentored))
	with factories.acting(firm.second_manager):
		factories.plan(firm.manager)
		factories.session(firm.other_manager)
	with factories.acting(firm.third_level):
		factories.plan(firm.hr)
		factories.session(firm.hr)
	return {
		kind: [frappe.get_doc(kind, name) for name in frappe.get_all(kind, pluck="name")] for kind in KINDS
	}


def should_see(doc, user):
	"""Rules 18 and 19 anew, in the plainest words, over rows read once for each question."""
	people = {row.name: row for row in frappe.get_all("Employee", fields=["*"])}
	own = [row for row in people.values() if row.user_id == user and row.status == "Active"]
	me = own[0].name if len(own) == 1 else None
	if me == doc.mentee:
		plan = (
			doc if doc.doctype == "Coaching Plan" else doc.plan and frappe.get_doc("Coaching Plan", doc.plan)
		)
		hidden = plan and plan.status == "Draft" and plan.owner != user and doc.doctype != "Coaching Session"
		return not hidden
	if doc.appointed and doc.coach == me:
		return True
	if {"HR Manager", "HR User"} & set(frappe.get_all("Has Role", {"parent": user}, pluck="role")):
		companies = frappe.get_all("User Permission", {"user": user, "allow": "Company"}, pluck="for_value")
		if not companies or doc.company in companies:
			return True
	mentee = people[doc.mentee]
	manager = people.get(mentee.reports_to)
	if not me or above_themselves(me, people) or mentee.status != "Active" or not manager:
		return False
	return manager.name == me or (manager.status == "Active" and manager.reports_to == me)


def above_themselves(name, people):
	above, seen = people[name].reports_to, set()
	while above and above not in seen:
		seen.add(above)
		above = people[above].reports_to
	return name in seen


def listed(kind, user):
	try:
		return set(frappe.get_list(kind, pluck="name", limit_page_length=0))
	except frappe.PermissionError:
		return set()


def roads_of(kind, docs, user) -> dict[str, set[str]]:
	"""What each road to the one function lets `user` see of `docs`."""
	frappe.set_user(user)
	condition = circle_query(kind, user)
	seen = {
		"query": {row[0] for row in frappe.db.sql(f"select name from `tab{kind}` where {condition}")},
		"list": listed(kind, user),
		"record": {doc.name for doc in docs if frappe.has_permission(kind, "read", doc=doc)},
		"in_circle": {doc.name for doc in docs if in_circle(doc, "read", user)},
	}
	frappe.set_user("Administrator")
	return seen


TREES = {
	"as it is": (),
	"transferred": (("mentee", {"reports_to": "other_manager"}),),
	"manager away": (("manager", {"status": "Inactive"}),),
	"manager's manager away": (("second_manager", {"status": "Suspended"}),),
	"no manager": (("mentee", {"reports_to": None}),),
	"above themselves": (("mentee", {"reports_to": "mentee"}),),
	"circle of two": (("manager", {"reports_to": "mentee"}),),
	"circle of three": (("second_manager", {"reports_to": "mentee"}),),
	"gone": (("mentee", {"status": "Left"}), ("coach_abroad", {"status": "Left"})),
	"two employees of one user": (("peer", {"user_id": "manager"}),),
}


@pytest.mark.parametrize("tree", TREES)
def test_every_road_shows_everybody_what_the_rule_says_and_nothing_else(wider_firm, records, tree):
	for who, values in TREES[tree]:
		for field, value in values.items():
			other = getattr(wider_firm, value, None) if value else None
			value = (other.user if field == "user_id" else other.employee) if other else value
			frappe.db.set_value("Employee", getattr(wider_firm, who).employee, field, value)
	users = {person.user for person in vars(wider_firm).values() if person.user} | {"Guest"}
	assert len(users) >= 13 and sum(len(docs) for docs in records.values()) >= 25
	wrong = []
	for user in sorted(users):
		for kind, docs in records.items():
			expected = {doc.name for doc in docs if should_see(doc, user)}
			wrong += [
				(user, kind, road, sorted(seen ^ expected))
				for road, seen in roads_of(kind, docs, user).items()
				if seen != expected
			]
	assert wrong == []


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


# --- cost ----------------------------------------------------------------------------------------------------------


def test_the_condition_costs_two_queries_whatever_the_number_of_records(firm, plan, queries):
	circle_query("Coaching Plan", firm.manager.user)
	with queries() as seen:
		circle_query("Coaching Session", firm.manager.user)
	assert len(seen) <= 2
