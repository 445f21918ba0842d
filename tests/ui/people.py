"""A small team on a site, for the browser: python people.py SITES_FOLDER SITE make|remove. Prints what it made as JSON.

It runs in a process of its own, because what a browser is to see must be committed, and no test's transaction is.
"""

import json
import os
import sys

DOMAIN = "ui.coaching.test"
PASSWORD = "a browser types this"
TEAM = {
	# key: first name, last name, key of the manager
	"second": ("Ruth", "Lindqvist", None),
	"manager": ("Tomas", "Herrera", "second"),
	"mentee": ("Priya", "Raman", "manager"),
	"other": ("Jonas", "Weber", "manager"),
	"peer": ("Luca", "Moretti", "manager"),
}


def main(sites: str, site: str, deed: str) -> None:
	os.chdir(sites)
	import frappe

	frappe.init(site, sites_path=".")
	frappe.connect()
	frappe.flags.mute_emails = True
	remove()
	if deed == "make":
		print(json.dumps(make()))
	frappe.db.commit()
	frappe.destroy()


def user_of(key: str) -> str:
	return f"{key}@{DOMAIN}"


def make() -> dict:
	employees = {}
	for key, (first_name, last_name, manager) in TEAM.items():
		employees[key] = add_person(key, first_name, last_name, employees.get(manager))
	active = add_active_plan(employees)
	draft = add_draft_plan(employees)
	return {
		"employees": employees,
		"users": {key: user_of(key) for key in TEAM},
		"plan": active,
		"draft": draft,
	}


def add_person(key: str, first_name: str, last_name: str, manager: str | None) -> str:
	import frappe

	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": user_of(key),
			"first_name": first_name,
			"last_name": last_name,
			"send_welcome_email": 0,
			"roles": [{"role": "Employee"}],
		}
	).insert()
	from frappe.utils.password import update_password

	update_password(user.name, PASSWORD)
	company = frappe.get_all("Company", pluck="name", limit=1)[0]
	employee = frappe.get_doc(
		{
			"doctype": "Employee",
			"first_name": first_name,
			"last_name": last_name,
			"company": company,
			"gender": "Female",
			"date_of_birth": "1990-01-01",
			"date_of_joining": "2020-01-01",
			"user_id": user.name,
			"reports_to": manager,
		}
	).insert()
	return employee.name


def add_active_plan(employees: dict) -> str:
	"""Two goals and four actions, agreed weeks ago, and three sessions held since."""
	import frappe
	from frappe.utils import add_days, today

	from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import add_goal

	start = add_days(today(), -35)
	frappe.flags.current_date = start
	frappe.set_user(user_of("manager"))
	plan = frappe.get_doc(
		{
			"doctype": "Coaching Plan",
			"mentee": employees["mentee"],
			"purpose": "Role Growth",
			"opportunity": "Calls are solved, but customers call again with the same question.",
			"start_date": start,
			"end_date": add_days(start, 90),
			"cadence": "Weekly",
			"support": [{"kind": "Manager's Time", "description": "Listens in on two calls a week"}],
		}
	).insert()
	add_goal(
		plan.name,
		{
			"horizon": "Short Term",
			"development_area": "Solving calls the first time",
			"goal_state": "Three of four calls are solved in the first conversation",
			"measure": "Metric",
			"metric": "First-call resolution",
			"unit": "%",
			"baseline": 61,
			"target": 75,
		},
		[
			_mentee_action("Ask what was tried before, in every call", "Call recordings"),
			_mentee_action("Go through the checklist before hanging up", "Checklist in the ticket"),
		],
	)
	add_goal(
		plan.name,
		{"horizon": "Mid Term", "development_area": "Leading the stand-up", "goal_state": "Leads it alone"},
		[
			_mentee_action("Prepare the board each Tuesday", "The board is filled by nine"),
			{"responsible": "Employer", "description": "Hand over the Tuesday stand-up"},
		],
	)
	plan.reload()
	plan.propose()
	frappe.set_user(user_of("mentee"))
	frappe.get_doc("Coaching Plan", plan.name).accept()
	for week, reading in enumerate((63, 66, 70)):
		log_session(plan, add_days(start, 7 + 7 * week), week, reading)
	frappe.flags.current_date = None
	frappe.set_user("Administrator")
	return plan.name


def _mentee_action(description: str, tracked_by: str) -> dict:
	return {
		"responsible": "Mentee",
		"description": description,
		"tracked_by": tracked_by,
		"within_control": 1,
	}


NOTES = [
	(
		"Stayed calm in a hard call",
		"Closing questions come late",
		"The checklist slows things down at first.",
	),
	("Used the questions in every call", "Asking before explaining", "Two recordings listened to together."),
	("Led Tuesday's stand-up on time", "Shorter answers", "The board will be there half an hour earlier."),
]


def log_session(plan, day, week: int, reading: float) -> None:
	import frappe

	frappe.flags.current_date = day
	frappe.set_user(user_of("manager"))
	session = frappe.get_doc(
		{
			"doctype": "Coaching Session",
			"mentee": plan.mentee,
			"plan": plan.name,
			"starts_on": f"{day} 00:00:00",
			"agenda": [{"topic": "Commitments from last time", "discussed": 1}]
			+ ([{"topic": "Professional and career development", "item": "Study time"}] if week == 2 else []),
		}
	).insert()
	for row, action in enumerate(session.action_reviews):
		action.follow_through = "Partly" if (row + week) % 4 == 1 else "Followed"
	session.metric_readings[0].value = str(reading)
	session.recognition, session.opportunity, session.notes = NOTES[week]
	session.next_session_on = None
	session.save().submit()
	if week < 2:
		frappe.set_user(user_of("mentee"))
		frappe.get_doc("Coaching Session", session.name).acknowledge()


def add_draft_plan(employees: dict) -> str:
	import frappe

	frappe.set_user(user_of("manager"))
	plan = frappe.get_doc(
		{
			"doctype": "Coaching Plan",
			"mentee": employees["other"],
			"purpose": "Career Development",
			"opportunity": "Wants to present findings to clients.",
		}
	).insert()
	frappe.set_user("Administrator")
	return plan.name


def remove() -> None:
	"""Everything that hangs on the team, also after a run that was broken off."""
	import frappe

	from coaching_plans.confidential_doctypes import CONFIDENTIAL, ROWS

	users = [user_of(key) for key in TEAM]
	employees = frappe.get_all("Employee", filters={"user_id": ("in", users)}, pluck="name")
	if employees:
		for row, parent in ROWS.items():
			names = frappe.get_all(parent, filters={"mentee": ("in", employees)}, pluck="name")
			frappe.db.delete(row, {"parent": ("in", names or [""])})
		for doctype in CONFIDENTIAL:
			if not frappe.get_meta(doctype).has_field("mentee"):
				continue
			names = frappe.get_all(doctype, filters={"mentee": ("in", employees)}, pluck="name") or [""]
			for kept, field in (("Version", "docname"), ("Comment", "reference_name")):
				frappe.db.delete(kept, {field: ("in", names)})
			frappe.db.delete(doctype, {"mentee": ("in", employees)})
		frappe.db.set_value("Employee", {"name": ("in", employees)}, "reports_to", None)
	for employee in employees:
		frappe.delete_doc("Employee", employee, force=True, ignore_permissions=True)
	for user in users:
		if frappe.db.exists("User", user):
			for employee in frappe.get_all("User Permission", filters={"user": user}, pluck="name"):
				frappe.delete_doc("User Permission", employee, force=True)
			frappe.delete_doc("User", user, force=True, ignore_permissions=True)


if __name__ == "__main__":
	main(*sys.argv[1:])
