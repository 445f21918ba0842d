"""Rule 18 for everybody and every record at once: each road shows what the rule says, in any tree."""

import pytest

import frappe
from frappe.utils import add_days, today

from coaching_plans.permissions import circle_query, in_circle
from tests import factories
from tests.circle_faces import KINDS

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
		never_shown = plan and (plan.status == "Draft" or (plan.status == "Closed" and not plan.proposed_on))
		hidden = never_shown and plan.owner != user and doc.doctype != "Coaching Session"
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
