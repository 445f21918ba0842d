"""A few people to rate each other: written in bulk, with plans, rounds and ratings made through the controllers."""

from datetime import date, timedelta
from typing import NamedTuple

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
	open_round,
	start_discussion,
)
from tests.bulk_organisation import insert

COMPANY, OTHER_COMPANY = "Competency Test Ltd", "Competency Other Ltd"
PROFILE = "Test Questionnaire"
COMPETENCIES = {"Candour": 3, "Craft": 4, "Calm": 3, "Curiosity": 2}
# What stands in an assessment and must not be found outside of it.
SECRET = {"Self": "secret-of-the-employee", "Coach": "secret-of-the-coach"}
# name: (manager, roles, company)
PEOPLE = {
	"top": (None, ["Employee"], COMPANY),
	"boss": ("top", ["Employee"], COMPANY),
	"manager": ("boss", ["Employee"], COMPANY),
	"mentee": ("manager", ["Employee"], COMPANY),
	"peer": ("manager", ["Employee"], COMPANY),
	"other": ("boss", ["Employee"], COMPANY),
	"expert": ("top", ["Employee"], COMPANY),
	"hr": (None, ["Employee", "HR Manager", "HR User"], COMPANY),
	"outsider": (None, ["Employee"], OTHER_COMPANY),
	"paper": ("manager", [], COMPANY),
}


class Person(NamedTuple):
	employee: str
	user: str


class People(NamedTuple):
	top: Person
	boss: Person
	manager: Person
	mentee: Person
	peer: Person
	other: Person
	expert: Person
	hr: Person
	outsider: Person
	paper: Person


def people(prefix: str = "COMP") -> People:
	"""The people, who have no coaching yet, and a profile of four competencies as the default."""
	for company in (COMPANY, OTHER_COMPANY):
		if not frappe.db.exists("Company", company):
			insert(
				"Company",
				[{"name": company, "company_name": company, "abbr": company[-9:-4], "lft": 0, "rgt": 0}],
			)
	made = {
		name: Person(f"{prefix}-{name.upper()}", f"{prefix}-{name}@coaching.example".lower())
		for name in PEOPLE
	}
	with_user = [name for name in PEOPLE if name != "paper"]
	insert(
		"User",
		[
			{
				"name": made[name].user,
				"email": made[name].user,
				"first_name": name.title(),
				"full_name": name.title(),
				"enabled": 1,
				"user_type": "System User",
			}
			for name in with_user
		],
	)
	insert(
		"Has Role",
		[
			{
				"name": f"{prefix}-{name}-{role}",
				"parent": made[name].user,
				"parenttype": "User",
				"parentfield": "roles",
				"role": role,
			}
			for name in with_user
			for role in PEOPLE[name][1]
		],
	)
	insert(
		"Employee",
		[
			{
				"name": made[name].employee,
				"employee": made[name].employee,
				"first_name": name.title(),
				"employee_name": name.title(),
				"status": "Active",
				"company": company,
				"user_id": made[name].user if name in with_user else None,
				"reports_to": manager and made[manager].employee,
				"date_of_joining": date.today() - timedelta(days=900),
				**tree_position(name),
			}
			for name, (manager, _roles, company) in PEOPLE.items()
		],
	)
	questionnaire()
	return People(**made)


def tree_position(name: str) -> dict[str, int]:
	"""ERPNext keeps the tree of employees as numbers too, and moves people by them."""
	order = []

	def walk(manager):
		for person, (above, _roles, _company) in PEOPLE.items():
			if above == manager:
				order.append(person)
				walk(person)
				order.append(person)

	walk(None)
	left = order.index(name)
	return {"lft": 900_001 + left, "rgt": 900_001 + order.index(name, left + 1)}


def questionnaire() -> None:
	"""Make `PROFILE` the default, on a site that may have another."""
	for name in COMPETENCIES:
		if not frappe.db.exists("Competency", name):
			competency(name).insert()
	for profile in frappe.get_all("Competency Profile", {"is_default": 1}, pluck="name"):
		frappe.db.set_value("Competency Profile", profile, "is_default", 0)
	if not frappe.db.exists("Competency Profile", PROFILE):
		frappe.get_doc(
			{
				"doctype": "Competency Profile",
				"title": PROFILE,
				"is_default": 1,
				"competencies": [
					{"competency": name, "expected_level": level} for name, level in COMPETENCIES.items()
				],
			}
		).insert()


def competency(name: str):
	return frappe.get_doc(
		{
			"doctype": "Competency",
			"competency_name": name,
			"category": "Core",
			"levels": [
				{"level": level, "label": f"Label {level}", "behaviours": f"{name} at level {level}"}
				for level in range(1, 6)
			],
			"resources": [
				{"title": f"{name} exercise", "kind": "Practice"},
				{"title": f"{name} course", "kind": "Training"},
			],
		}
	)


def plan(of: Person, status: str = "Active", purpose: str = "Competency Development", **values):
	"""A plan of that person in that status, as if it had been proposed and accepted."""
	doc = frappe.get_doc(
		{
			"doctype": "Coaching Plan",
			"mentee": of.employee,
			"purpose": purpose,
			"start_date": date.today() - timedelta(days=10),
			"end_date": date.today() + timedelta(days=200),
			**values,
		}
	).insert()
	if status != "Draft":
		frappe.db.set_value("Coaching Plan", doc.name, "status", status)
		doc.reload()
	return doc


def cycle(name: str, appraisees: list[Person]) -> str:
	insert(
		"Appraisal Cycle",
		[
			{
				"name": name,
				"cycle_name": name,
				"company": COMPANY,
				"start_date": date.today() - timedelta(days=100),
				"end_date": date.today() + timedelta(days=100),
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
			for person in appraisees
		],
	)
	return name


def assessment(name: str):
	return frappe.get_doc("Competency Assessment", name)


def rate(name: str, levels: list[int], submit: bool = True):
	"""Fill in levels, evidence and activities as whoever is logged in, and submit."""
	doc = assessment(name)
	for row, level in zip(doc.ratings, levels, strict=True):
		row.level = level
		row.area = "Strength" if level >= 4 else "Development"
		row.evidence = f"{SECRET[doc.kind]} {row.competency}"
	if submit:
		doc.submit()
	else:
		doc.save()
	return doc


def revealed(everyone: People, as_user, about: str, plan_name: str | None = None, **levels) -> dict[str, str]:
	"""A round of the mentee in which both have submitted: by default Candour two apart, Craft one, the others equal."""
	mentee = getattr(everyone, about)
	with as_user(everyone.manager.user):
		pair = open_round(mentee.employee, plan=plan_name)
		rate(pair["Coach"], levels.get("coach", [2, 3, 3, 3]))
	with as_user(mentee.user):
		rate(pair["Self"], levels.get("own", [4, 4, 3, 3]))
	return pair


def agree(name: str, focus: tuple = ("Candour", "Craft"), submit: bool = True):
	"""Fill in an Agreed assessment so that it is complete: level 3 for each, the target one above."""
	doc = assessment(name)
	for row in doc.ratings:
		row.level = 3
		row.area = "Development" if row.competency in focus else None
		row.evidence = "Seen in the last review" if row.area else None
		row.focus = int(row.competency in focus)
		row.target_level = 4 if row.focus else 0
		if abs(row.self_level - row.coach_level) >= 2:
			row.difference = "The example of the audit settled it"
	doc.append("barriers", {"competency": focus[0], "barrier": "No time", "response": "Two hours on Fridays"})
	doc.append(
		"actions", {"competency": focus[0], "responsible": "Mentee", "description": "Say it in each meeting"}
	)
	doc.append(
		"actions", {"competency": focus[0], "responsible": "Employer", "description": "Listen in once a week"}
	)
	if submit:
		doc.submit()
	else:
		doc.save()
	return doc


def agreed(everyone: People, as_user, about: str = "mentee", plan_name: str | None = None, **levels):
	"""A round of the mentee that has been talked about and agreed on."""
	revealed(everyone, as_user, about, plan_name, **levels)
	with as_user(everyone.manager.user):
		name = start_discussion(getattr(everyone, about).employee, plan=plan_name)
		return agree(name)
