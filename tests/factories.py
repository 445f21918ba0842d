"""Builders of people and of their coaching records, for the tests of both sites.

People are written as rows, since how ERPNext saves an Employee is not what is tested; each gets the user permissions
to themselves and their company that ERPNext gives by default. Records are made through the controllers, by whoever is
logged in, except where a builder says as whom.
"""

from collections.abc import Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import NamedTuple

from faker import Faker

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, now_datetime, today

from tests.bulk_organisation import insert

COMPANY, OTHER_COMPANY = "Factory Coaching Ltd", "Factory Other Ltd"
EMPLOYEE, HR = ("Employee",), ("Employee", "HR Manager", "HR User")

# name: (manager, roles, company); managers come before those who report to them
FIRM = {
	"third_level": (None, EMPLOYEE, COMPANY),
	"second_manager": ("third_level", EMPLOYEE, COMPANY),
	"manager": ("second_manager", EMPLOYEE, COMPANY),
	"other_manager": ("second_manager", EMPLOYEE, COMPANY),
	"mentee": ("manager", EMPLOYEE, COMPANY),
	"peer": ("manager", EMPLOYEE, COMPANY),
	"mentor": ("third_level", EMPLOYEE, COMPANY),
	"hr": ("third_level", HR, COMPANY),
	"other_hr": (None, HR, OTHER_COMPANY),
	"without_user": ("manager", None, COMPANY),
}
USERS_WITHOUT_EMPLOYEE = {"system_manager": ("System Manager", "Employee"), "unemployed": EMPLOYEE}


class Person(NamedTuple):
	"""An employee and the user that they log in as; one of the two may be missing."""

	employee: str | None
	user: str | None
	name: str


def firm(
	people: Mapping[str, tuple] = FIRM,
	users: Mapping[str, tuple] = USERS_WITHOUT_EMPLOYEE,
	prefix: str = "FCT",
) -> SimpleNamespace:
	"""Write the people of `people` and the users of `users`; returns a Person under each name."""
	faker = Faker()
	faker.seed_instance(7)
	for number, company in enumerate(sorted({person[2] for person in people.values()})):
		if not frappe.db.exists("Company", company):
			insert(
				"Company",
				[{"name": company, "company_name": company, "abbr": f"{prefix}{number}", "lft": 0, "rgt": 0}],
			)
	made = {
		name: Person(
			f"{prefix}-{name.upper()}",
			None if roles is None else f"{prefix}.{name}@coaching.example".lower(),
			faker.name(),
		)
		for name, (_manager, roles, _company) in people.items()
	}
	made |= {name: Person(None, f"{prefix}.{name}@coaching.example".lower(), faker.name()) for name in users}
	add_users({made[name]: roles for name, roles in users.items()})
	add_users({made[name]: roles for name, (_m, roles, _c) in people.items() if roles is not None})
	add_employees(people, made)
	return SimpleNamespace(**made)


def add_users(roles_of: Mapping[Person, tuple]) -> None:
	insert(
		"User",
		[
			{
				"name": person.user,
				"email": person.user,
				"first_name": person.name.split()[0],
				"full_name": person.name,
				"enabled": 1,
				"user_type": "System User",
			}
			for person in roles_of
		],
	)
	insert(
		"Has Role",
		[
			{
				"name": f"{person.user}-{role}",
				"parent": person.user,
				"parenttype": "User",
				"parentfield": "roles",
				"role": role,
			}
			for person, roles in roles_of.items()
			for role in roles
		],
	)


def add_role(person: Person, role: str) -> None:
	insert(
		"Has Role",
		[
			{
				"name": f"{person.user}-{role}",
				"parent": person.user,
				"parenttype": "User",
				"parentfield": "roles",
				"role": role,
			}
		],
	)


def add_employees(people: Mapping[str, tuple], made: Mapping[str, Person]) -> None:
	tree = positions(people)
	insert(
		"Employee",
		[
			{
				"name": made[name].employee,
				"employee": made[name].employee,
				"first_name": made[name].name.split()[0],
				"employee_name": made[name].name,
				"gender": "Female",
				"date_of_birth": "1990-01-01",
				"date_of_joining": add_days(today(), -900),
				"status": "Active",
				"company": company,
				"user_id": made[name].user,
				"reports_to": made[manager].employee if manager else None,
				**tree[name],
			}
			for name, (manager, _roles, company) in people.items()
		],
	)
	for name, (_manager, roles, company) in people.items():
		if roles is not None:
			permit(made[name].user, "Company", company)
			if roles is not HR:
				permit(made[name].user, "Employee", made[name].employee)


def positions(people: Mapping[str, tuple]) -> dict[str, dict[str, int]]:
	"""The tree of employees as the numbers that ERPNext keeps, after those that are there."""
	number = (frappe.get_all("Employee", fields=["max(rgt) as last"])[0].last or 0) + 1
	tree = {name: {} for name in people}

	def walk(manager):
		nonlocal number
		for name, person in people.items():
			if person[0] == manager:
				tree[name]["lft"], number = number, number + 1
				walk(name)
				tree[name]["rgt"], number = number, number + 1

	walk(None)
	return tree


def permit(user: str, doctype: str, name: str) -> None:
	"""A user permission."""
	insert(
		"User Permission",
		[
			{
				"name": f"{user}-{doctype}",
				"user": user,
				"allow": doctype,
				"for_value": name,
				"apply_to_all_doctypes": 1,
			}
		],
	)
	frappe.cache.hdel("user_permissions", user)


def change(person: Person, **values) -> None:
	"""Change the Employee as ERPNext's form would, so that doc events run."""
	employee = frappe.get_doc("Employee", person.employee)
	employee.update(values)
	employee.flags.ignore_mandatory = True
	employee.save(ignore_permissions=True)


def enable(person: Person, enabled: int) -> None:
	"""Let the user of that person sign in, or not."""
	frappe.db.set_value("User", person.user, "enabled", enabled)


@contextmanager
def acting(person: Person):
	"""The block runs as that person."""
	before = frappe.session.user
	frappe.set_user(person.user)
	try:
		yield
	finally:
		frappe.set_user(before)


# --- records -----------------------------------------------------------------------------------------------------


def plan(mentee: Person, **values):
	"""A draft plan."""
	return frappe.get_doc(
		{
			"doctype": "Coaching Plan",
			"mentee": mentee.employee,
			"purpose": "Role Growth",
			"opportunity": "Explains well to one person, hesitates before a group",
			"start_date": today(),
			"end_date": add_days(today(), 30),
			"cadence": "Weekly",
			**values,
		}
	).insert()


def goal(plan, horizon: str = "Short Term", **values):
	"""A goal of `plan` (the document or its name), measured by a milestone."""
	return frappe.get_doc(
		{
			"doctype": "Coaching Goal",
			"plan": getattr(plan, "name", plan),
			"horizon": horizon,
			"development_area": "Speaking to a group",
			"goal_state": "Leads the weekly stand-up three times by the end of the plan",
			**values,
		}
	).insert()


def action(goal, responsible: str = "Mentee", **values):
	"""An action of `goal` (the document or its name) that meets rule 6."""
	return frappe.get_doc(
		{
			"doctype": "Coaching Action",
			"goal": getattr(goal, "name", goal),
			"responsible": responsible,
			"description": "Open the stand-up with yesterday's numbers",
			"tracked_by": "The stand-up's notes",
			"within_control": 1,
			**values,
		}
	).insert()


def proposed_plan(firm, **values):
	"""A plan with a Short Term goal and an action, proposed by the manager."""
	with acting(firm.manager):
		made = plan(firm.mentee, **values)
		action(goal(made))
		made.propose()
	return made


def active_plan(firm, **values):
	"""A plan with a Short Term goal and an action, proposed by the manager and accepted by the mentee."""
	made = proposed_plan(firm, **values)
	with acting(firm.mentee):
		made.accept()
	return made


def plan_of_missed_goal(firm):
	"""An active plan whose goal was due yesterday, its action agreed long before."""
	made = active_plan(firm)
	miss(made)
	return made


def miss(plan):
	"""Lets the goals of `plan` be due yesterday, and what is done for them agreed long before."""
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), -1))
	frappe.db.set_value("Coaching Action", {"plan": plan.name}, "agreed_on", add_days(today(), -20))


def only_goal(plan):
	return frappe.get_doc("Coaching Goal", {"plan": plan.name})


def only_action(plan):
	return frappe.get_doc("Coaching Action", {"plan": plan.name})


def session(mentee: Person, plan=None, **values):
	"""A scheduled session that has just begun, today even right after midnight."""
	return frappe.get_doc(
		{
			"doctype": "Coaching Session",
			"mentee": mentee.employee,
			"plan": plan and plan.name,
			"starts_on": max(add_to_date(now_datetime(), minutes=-1), get_datetime(today())).replace(
				microsecond=0
			),
			**values,
		}
	).insert()


def fill(session, answer: str = "Followed", **values):
	"""Fill in what rule 12 asks for."""
	session.update({"recognition": "Calm opening", "opportunity": "Look up from the notes", **values})
	for row in session.action_reviews:
		row.follow_through = row.follow_through or answer
	return session


def held_session(firm, plan=None, answer: str = "Followed", **values):
	"""A session of the mentee that the manager has held and logged; no next one unless asked for."""
	filled = {key: values.pop(key) for key in ("next_session_on",) if key in values}
	with acting(firm.manager):
		held = fill(session(firm.mentee, plan, **values), answer)
		held.next_session_on = filled.get("next_session_on")
		held.submit()
	return held


def amendment_of(session):
	"""What the form sends: all values but those Frappe sets anew, rows as new ones."""
	sent = session.as_dict(no_default_fields=True) | {"amended_from": session.name, "docstatus": 0}
	for rows in (value for value in sent.values() if isinstance(value, list)):
		for row in rows:
			row.pop("name", None)
	return frappe.get_doc({"doctype": "Coaching Session", **sent})


def appraisal_cycle(name: str, people: list[Person], start=None, end=None) -> str:
	"""An appraisal cycle with `people` as appraisees; by default a year at its half."""
	insert(
		"Appraisal Cycle",
		[
			{
				"name": name,
				"cycle_name": name,
				"company": COMPANY,
				"start_date": start or add_days(today(), -182),
				"end_date": end or add_days(today(), 182),
			}
		],
	)
	insert(
		"Appraisee",
		[
			{
				"name": f"{name}-{person.employee}",
				"parent": name,
				"parenttype": "Appraisal Cycle",
				"parentfield": "appraisees",
				"employee": person.employee,
			}
			for person in people
		],
	)
	return name


def days_ago(days: int, hour: int = 10):
	"""A time of day, that many days ago."""
	return (now_datetime() - timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def only_action_of(plan, responsible: str, **filters) -> str:
	"""The name of the plan's one action of that side."""
	(name,) = frappe.get_all(
		"Coaching Action", {"plan": plan.name, "responsible": responsible, **filters}, pluck="name"
	)
	return name
