"""A firm with everyone who stands in, near or outside the circle of one mentee, and the mentee's records.

The people are written in bulk; the records are made through the controllers, each by who makes such a record in
life. Every text in them holds SECRET, so that one search tells whether an answer gave anything away.
"""

from datetime import date, timedelta
from typing import NamedTuple

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, now_datetime, today

from tests.bulk_organisation import insert

COMPANY, OTHER_COMPANY = "Circle Test Ltd", "Circle Other Ltd"
SECRET = "S3CRET-between-these-people"
PREFIX = "CIRC"
# name: (manager, roles, company); managers come before those who report to them
PEOPLE = {
	"third_level": (None, ["Employee"], COMPANY),
	"second_manager": ("third_level", ["Employee"], COMPANY),
	"former": ("second_manager", ["Employee"], COMPANY),
	"manager": ("second_manager", ["Employee"], COMPANY),
	"mentee": ("former", ["Employee"], COMPANY),
	"peer": ("former", ["Employee"], COMPANY),
	"mentor": ("third_level", ["Employee"], COMPANY),
	"hr": ("third_level", ["Employee", "HR Manager", "HR User"], COMPANY),
	"other_hr": (None, ["Employee", "HR Manager", "HR User"], OTHER_COMPANY),
}
# name: roles of users who are no employee
USERS = {"system_manager": ["System Manager", "Employee"], "unemployed": ["Employee"]}

INSIDE = ("mentee", "manager", "second_manager", "hr")
# The sharpest of those outside: who once knew, who sits beside, who has rights of some kind.
NEAR = ("former", "peer", "other_hr", "system_manager")
OUTSIDE = ("third_level", "former", "peer", "other_hr", "system_manager", "unemployed", "guest")


class Firm(NamedTuple):
	employees: dict[str, str]
	users: dict[str, str]

	def employee(self, name: str) -> str:
		return self.employees[name]

	def user(self, name: str) -> str:
		return {"guest": "Guest", "administrator": "Administrator"}.get(name) or self.users[name]


def make_firm() -> Firm:
	"""The people, still before the mentee's transfer from `former` to `manager`."""
	employees = {name: f"{PREFIX}-{name}".upper() for name in PEOPLE}
	users = {name: f"{PREFIX}.{name}@coaching.example".lower() for name in (*PEOPLE, *USERS)}
	roles = {name: person[1] for name, person in PEOPLE.items()} | USERS
	positions = _positions()
	for company, short in ((COMPANY, "CTL"), (OTHER_COMPANY, "COL")):
		insert("Company", [{"name": company, "company_name": company, "abbr": short, "lft": 0, "rgt": 0}])
	insert(
		"User",
		[
			{
				"name": user,
				"email": user,
				"first_name": name,
				"full_name": name,
				"enabled": 1,
				"user_type": "System User",
			}
			for name, user in users.items()
		],
	)
	insert(
		"Has Role",
		[
			{
				"name": f"{PREFIX}-{name}-{role}",
				"parent": users[name],
				"parenttype": "User",
				"parentfield": "roles",
				"role": role,
			}
			for name in users
			for role in roles[name]
		],
	)
	insert(
		"Employee",
		[
			{
				"name": employees[name],
				"employee": employees[name],
				"first_name": name,
				"employee_name": name,
				"status": "Active",
				"company": company,
				"user_id": users[name],
				"reports_to": employees.get(manager),
				"date_of_joining": date.today() - timedelta(days=900),
				**positions[name],
			}
			for name, (manager, _roles, company) in PEOPLE.items()
		],
	)
	for name, company in (("hr", COMPANY), ("other_hr", OTHER_COMPANY)):
		permit(users[name], "Company", company)
	return Firm(employees, users)


def _positions() -> dict[str, dict[str, int]]:
	"""ERPNext keeps the tree of employees as numbers too, and moves people by them. After those that are there."""
	number = (frappe.get_all("Employee", fields=["max(rgt) as last"])[0].last or 0) + 1
	positions = {name: {} for name in PEOPLE}

	def walk(manager):
		nonlocal number
		for name, person in PEOPLE.items():
			if person[0] == manager:
				positions[name]["lft"], number = number, number + 1
				walk(name)
				positions[name]["rgt"], number = number, number + 1

	walk(None)
	return positions


def permit(user: str, doctype: str, name: str, also: bool = False):
	"""A user permission, `also` to a second one; without the checks that need the rest of ERPNext."""
	insert(
		"User Permission",
		[
			{
				"name": f"{PREFIX}-{user}-{doctype}" + "-2" * also,
				"user": user,
				"allow": doctype,
				"for_value": name,
				"apply_to_all_doctypes": 1,
			}
		],
	)
	frappe.cache.hdel("user_permissions", user)


def transfer(firm: Firm, to: str = "manager"):
	"""The mentee reports to somebody else from now on, as ERPNext's form would save it."""
	employee = frappe.get_doc("Employee", firm.employee("mentee"))
	employee.reports_to = firm.employee(to)
	employee.flags.ignore_mandatory = employee.flags.ignore_validate = True
	employee.save(ignore_permissions=True)


class Records(NamedTuple):
	"""Names of the mentee's records, by what they are."""

	draft: str
	proposed: str
	plan: str
	closed: str
	mentored: str
	goal: str
	long_goal: str
	action: str
	held: str
	scheduled: str
	note: str
	former_note: str
	row: str


def make_records(firm: Firm) -> Records:
	"""The records: what `former` made while managing the mentee, then the transfer, then what `manager` made."""
	by = _as_users(firm)
	with by("former"):
		plan = _plan(firm, "Career Development")
		goal = _goal(plan, "Mid Term")
		action = _action(goal, "Mentee")
		_action(goal, "Employer")
		frappe.get_doc("Coaching Plan", plan).propose()
	with by("mentee"):
		frappe.get_doc("Coaching Plan", plan).accept()
		long_goal = _goal(plan, "Long Term")
	with by("former"):
		held = _hold_session(firm, plan)
		former_note = _note(session=held)
	with by("mentee"):
		note = _note(plan=plan)
	with by("administrator"):
		transfer(firm)
	with by("manager"):
		draft = _plan(firm, "New Scope")
		_goal(draft, "Mid Term")
		proposed = _plan(firm, "Role Growth")
		closed = _plan(firm, "Clarify Expectations")
		for shown in (proposed, closed):
			of_shown = _goal(shown, "Mid Term")
			_action(of_shown, "Mentee")
			_action(of_shown, "Employer")
			frappe.get_doc("Coaching Plan", shown).propose()
		frappe.get_doc("Coaching Plan", closed).close_early(f"{SECRET} reason")
		scheduled = _session(firm, plan, add_to_date(now_datetime(), days=3))
		mentored = _plan(firm, "Competency Development", coach=firm.employee("mentor"))
		frappe.get_doc("Coaching Plan", plan).add_comment("Comment", f"{SECRET} comment")
	row = frappe.get_all("Coaching Agenda Item", filters={"parent": held}, pluck="name")[0]
	return Records(
		draft,
		proposed,
		plan,
		closed,
		mentored,
		goal,
		long_goal,
		action,
		held,
		scheduled,
		note,
		former_note,
		row,
	)


class _as_users:
	def __init__(self, firm: Firm):
		self.firm = firm

	def __call__(self, name: str):
		self.next = self.firm.user(name)
		return self

	def __enter__(self):
		self.before = frappe.session.user
		frappe.set_user(self.next)

	def __exit__(self, *_error):
		frappe.set_user(self.before)


def _plan(firm: Firm, purpose: str, **values) -> str:
	plan = frappe.get_doc(
		{
			"doctype": "Coaching Plan",
			"mentee": firm.employee("mentee"),
			"purpose": purpose,
			"opportunity": f"{SECRET} opportunity",
			"start_date": add_days(today(), -50),
			"end_date": add_days(today(), 40),
			"cadence": "Weekly",
			"session_minutes": 30,
			"support": [{"kind": "Training", "description": f"{SECRET} support"}],
			**values,
		}
	)
	return plan.insert().name


def _goal(plan: str, horizon: str) -> str:
	goal = frappe.get_doc(
		{
			"doctype": "Coaching Goal",
			"plan": plan,
			"horizon": horizon,
			"development_area": f"{SECRET} area",
			"current_state": f"{SECRET} now",
			"goal_state": f"{SECRET} then",
			"measure": "Milestone",
			"due_date": add_days(today(), 30),
		}
	)
	return goal.insert().name


def _action(goal: str, responsible: str) -> str:
	action = frappe.get_doc(
		{
			"doctype": "Coaching Action",
			"goal": goal,
			"responsible": responsible,
			"description": f"{SECRET} action",
			"tracked_by": f"{SECRET} trace",
			"within_control": 1,
			"due_date": add_days(today(), 10),
		}
	)
	return action.insert().name


def _session(firm: Firm, plan: str, starts_on, **values) -> str:
	session = frappe.get_doc(
		{
			"doctype": "Coaching Session",
			"mentee": firm.employee("mentee"),
			"plan": plan,
			"session_type": "Scheduled",
			"starts_on": starts_on,
			"agenda": [{"item": f"{SECRET} item"}],
			**values,
		}
	)
	return session.insert().name


def _hold_session(firm: Firm, plan: str) -> str:
	# Today, even right after midnight: actions agreed today are reviewed in no session of yesterday.
	begun = max(add_to_date(now_datetime(), minutes=-1), get_datetime(today()))
	session = frappe.get_doc("Coaching Session", _session(firm, plan, begun))
	session.update(
		{
			"recognition": f"{SECRET} recognition",
			"opportunity": f"{SECRET} growth",
			"notes": f"{SECRET} notes",
			"adjustments": f"{SECRET} adjustments",
			"next_session_on": None,
		}
	)
	session.append("barriers", {"barrier": f"{SECRET} barrier", "response": f"{SECRET} response"})
	for review in session.action_reviews:
		review.follow_through, review.comment = "Followed", f"{SECRET} review"
	session.submit()
	return session.name


def _note(**about) -> str:
	return frappe.get_doc({"doctype": "Coaching Note", "note": f"{SECRET} note", **about}).insert().name
