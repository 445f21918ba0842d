"""An organisation of any size in seconds: rows written in bulk, with no controller run.

For what looks at many people at once (reminders, their speed, a whole year of them). What the rules of a record are
is not its matter; for that there are the factories. Works on the embedded site and on a bench.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

import frappe
from frappe.utils import now_datetime

COMPANY = "Bulk Coaching Ltd"
HOLIDAY_LIST = "Bulk Coaching Weekends"
SPAN = 6
HR_USERS = 2
DOMAIN = "coaching.example"


class Organisation(NamedTuple):
	employees: list[str]
	hr: list[str]
	on: date

	def manager_of(self, employee: str) -> str | None:
		index = self.employees.index(employee)
		return self.employees[(index - 1) // SPAN] if index else None


def employee_name(index: int) -> str:
	return f"BULK-{index:05}"


def user_name(index: int) -> str:
	return f"bulk-{index:05}@{DOMAIN}"


def insert(doctype: str, rows: list[dict]) -> None:
	"""Write the rows as they are; each must have the same keys, `name` among them."""
	if not rows:
		return
	at = now_datetime()
	common = {
		"creation": at,
		"modified": at,
		"owner": "Administrator",
		"modified_by": "Administrator",
		"docstatus": 0,
		"idx": 0,
	}
	rows = [common | row for row in rows]
	columns = list(rows[0])
	frappe.db.bulk_insert(doctype, columns, [tuple(row[column] for column in columns) for row in rows])


def organisation(people: int, on: date) -> Organisation:
	"""A tree of `people` employees with a user each, `HR_USERS` of HR and a holiday list with the weekends."""
	insert(
		"Company",
		[
			{
				"name": COMPANY,
				"company_name": COMPANY,
				"abbr": "BCL",
				"default_holiday_list": HOLIDAY_LIST,
				"lft": 9001,
				"rgt": 9002,
			}
		],
	)
	insert("Holiday List", [{"name": HOLIDAY_LIST, "holiday_list_name": HOLIDAY_LIST}])
	days = [on + timedelta(days=day) for day in range(-60, 460)]
	insert(
		"Holiday",
		[
			{
				"name": f"bulk-holiday-{day}",
				"parent": HOLIDAY_LIST,
				"parenttype": "Holiday List",
				"parentfield": "holidays",
				"holiday_date": day,
			}
			for day in days
			if day.weekday() >= 5
		],
	)
	numbers = range(people)
	hr = [f"bulk-hr-{number}@{DOMAIN}" for number in range(HR_USERS)]
	insert(
		"User",
		[
			_user(user_name(number), f"Person {number}", "de" if number % 5 == 4 else "en")
			for number in numbers
		]
		+ [_user(user, f"HR {number}", "en") for number, user in enumerate(hr)],
	)
	make_hr(hr)
	insert(
		"Employee",
		[
			{
				"name": employee_name(number),
				"employee": employee_name(number),
				"first_name": f"Person {number}",
				"employee_name": f"Person {number}",
				"status": "Active",
				"company": COMPANY,
				"user_id": user_name(number),
				"reports_to": employee_name((number - 1) // SPAN) if number else None,
				"date_of_joining": on - timedelta(days=900),
			}
			for number in numbers
		],
	)
	return Organisation([employee_name(number) for number in numbers], hr, on)


def make_hr(users: list[str]) -> None:
	"""Give each of the users the role that speaks for HR."""
	insert(
		"Has Role",
		[
			{
				"name": f"bulk-role-{user}",
				"parent": user,
				"parenttype": "User",
				"parentfield": "roles",
				"role": "HR Manager",
			}
			for user in users
		],
	)


def _user(name: str, full_name: str, language: str) -> dict:
	return {
		"name": name,
		"email": name,
		"first_name": full_name,
		"full_name": full_name,
		"enabled": 1,
		"user_type": "System User",
		"language": language,
	}


def coaching(organisation: Organisation) -> None:
	"""For everybody below the top a running plan with a goal, two actions and a session, so that each kind is due for
	somebody on the day `on`."""
	on = organisation.on
	plans, goals, actions, sessions = [], [], [], []
	for number, mentee in enumerate(organisation.employees[1:], start=1):
		coach = organisation.manager_of(mentee)
		circle = {"mentee": mentee, "coach": coach, "appointed": 0, "company": COMPANY}
		plan, goal = f"BULK-CP-{number:05}", f"BULK-CG-{number:05}"
		waiting = number % 10 == 3
		plans.append(
			circle
			| {
				"name": plan,
				"purpose": "Role Growth",
				"status": "Proposed" if waiting else "Active",
				"start_date": on - timedelta(days=60),
				"end_date": on + timedelta(days=(number % 9) * 5 - 10),
				"proposed_on": on - timedelta(days=50 if not waiting else 1),
				"accepted_on": None if waiting else on - timedelta(days=49),
				"last_session_on": None,
			}
		)
		goals.append(
			circle
			| {
				"name": goal,
				"plan": plan,
				"horizon": "Long Term" if number % 7 == 5 else ("Short Term", "Mid Term")[number % 2],
				"development_area": "Secret area",
				"status": "Open",
			}
		)
		for side, responsible in enumerate(("Mentee", "Employer")):
			actions.append(
				circle
				| {
					"name": f"BULK-CA-{number:05}-{side}",
					"plan": plan,
					"goal": goal,
					"responsible": responsible,
					"assigned_to": (mentee, coach)[side],
					"description": "Secret action",
					"status": "Agreed",
					"due_date": on + timedelta(days=(number + side) % 12 - 6),
				}
			)
		sessions += [
			_session(circle, f"BULK-CS-{number:05}-0", plan, on - timedelta(days=number % 45 + 3), held=True),
			_session(circle, f"BULK-CS-{number:05}-1", plan, on + timedelta(days=number % 8 - 3)),
		]
	insert("Coaching Plan", plans)
	insert("Coaching Goal", goals)
	insert("Coaching Action", actions)
	insert("Coaching Session", sessions)
	cycle(organisation, on - timedelta(days=54), on + timedelta(days=45))


def _session(circle: dict, name: str, plan: str, day: date, held: bool = False) -> dict:
	return circle | {
		"name": name,
		"plan": plan,
		"session_type": "Scheduled",
		"starts_on": datetime.combine(day, datetime.min.time()) + timedelta(hours=10),
		"minutes": 30,
		"status": "Held" if held else "Scheduled",
		"docstatus": int(held),
		"recognition": "Secret recognition",
	}


def cycle(organisation: Organisation, start: date, end: date) -> None:
	"""An appraisal cycle of everybody."""
	insert(
		"Appraisal Cycle",
		[
			{
				"name": "Bulk Cycle",
				"cycle_name": "Bulk Cycle",
				"company": COMPANY,
				"start_date": start,
				"end_date": end,
			}
		],
	)
	insert(
		"Appraisee",
		[
			{
				"name": f"bulk-appraisee-{employee}",
				"parent": "Bulk Cycle",
				"parenttype": "Appraisal Cycle",
				"parentfield": "appraisees",
				"employee": employee,
			}
			for employee in organisation.employees
		],
	)


def leave(employee: str, first: date, last: date) -> None:
	"""Approved leave on the days from `first` to `last`."""
	insert(
		"Leave Application",
		[
			{
				"name": f"bulk-leave-{employee}-{first}",
				"employee": employee,
				"from_date": first,
				"to_date": last,
				"status": "Approved",
				"docstatus": 1,
			}
		],
	)


def holiday_list_with(employee: str, day: date) -> None:
	"""Give one employee a holiday list of their own, with `day` as its only holiday."""
	name = f"Bulk List of {employee}"
	insert("Holiday List", [{"name": name, "holiday_list_name": name}])
	insert(
		"Holiday",
		[
			{
				"name": f"bulk-holiday-{employee}",
				"parent": name,
				"parenttype": "Holiday List",
				"parentfield": "holidays",
				"holiday_date": day,
			}
		],
	)
	frappe.db.set_value("Employee", employee, "holiday_list", name)


def outgoing_account() -> None:
	"""An account for the site to queue mail from, where it has none. The embedded site needs none."""
	if not frappe.db.exists("DocType", "Email Account"):
		return
	if frappe.db.exists("Email Account", {"default_outgoing": 1, "enable_outgoing": 1}):
		return
	insert(
		"Email Account",
		[
			{
				"name": "Bulk Coaching",
				"email_account_name": "Bulk Coaching",
				"email_id": f"hr@{DOMAIN}",
				"enable_outgoing": 1,
				"default_outgoing": 1,
				"smtp_server": "localhost",
				"no_smtp_authentication": 1,
			}
		],
	)
