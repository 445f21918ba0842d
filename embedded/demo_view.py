"""What the demo shows: the coverage of its cycle, one plan, one session, and what different people see of the plan."""

from typing import Any, NamedTuple

import frappe

REPORT = "Appraisal Cycle Coverage"
RECORDS = ("Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session")
DEEDS = ("read", "write", "create", "delete", "print", "report", "export", "share", "email")
MANAGERS_ABOVE = 2
SESSIONS_TO_SHOW = 4


class Onlooker(NamedTuple):
	"""Somebody who asks for the plan, and what the app answers them."""

	role: str
	name: str
	designation: str
	standing: str | None
	counts: dict[str, int]
	may_write: bool


class View(NamedTuple):
	made: dict
	cycle: Any
	columns: list[dict]
	rows: list[dict]
	chart: dict
	summary: list[dict]
	plan: Any
	goals: list[dict]
	session: Any
	onlookers: list[Onlooker]
	# What each may do to the plan, by whom
	matrix: dict[str, set[str]]


def look_at(made):
	"""The view of what `coaching_plans.demo.create` has made, as Administrator."""
	from frappe.desk import query_report

	report = query_report.run(REPORT, filters={"appraisal_cycle": made["appraisal_cycle"]})
	plan = plan_to_show(made["company"])
	return View(
		made=made,
		cycle=frappe.get_doc("Appraisal Cycle", made["appraisal_cycle"]),
		columns=report["columns"],
		rows=report["result"],
		chart=report["chart"],
		summary=report["report_summary"],
		plan=plan,
		goals=goals_of(plan),
		session=session_to_show(plan),
		onlookers=onlookers_of(plan),
		matrix=matrix_of(plan),
	)


def plan_to_show(company):
	"""The running plan that has most to show, of somebody with a manager, a manager's manager and a peer."""
	plans = frappe.get_all(
		"Coaching Plan",
		filters={"company": company, "status": "Active"},
		fields=["name", "mentee", "purpose", "goals_reached", "sessions_held"],
	)
	return frappe.get_doc("Coaching Plan", max(plans, key=much_to_show).name)


def much_to_show(plan):
	managers = managers_of(plan.mentee)
	horizons = frappe.get_all("Coaching Goal", filters={"plan": plan.name}, pluck="horizon")
	return (
		len(managers) == MANAGERS_ABOVE and bool(peer_of(plan.mentee, managers[0])),
		plan.purpose != "Performance Support",
		plan.goals_reached > 0,
		plan.sessions_held >= SESSIONS_TO_SHOW,
		len(set(horizons)),
		plan.sessions_held,
		plan.name,
	)


def managers_of(employee):
	from coaching_plans.hierarchy import managers_of as managers

	return managers(employee)


def goals_of(plan):
	"""The goals of the plan, each with its document and its actions."""
	goals = frappe.get_all("Coaching Goal", filters={"plan": plan.name}, pluck="name")
	order = {"Short Term": 0, "Mid Term": 1, "Long Term": 2}
	docs = sorted(
		(frappe.get_doc("Coaching Goal", name) for name in goals),
		key=lambda goal: (order[goal.horizon], goal.status != "Open", goal.name),
	)
	return [
		{
			"doc": goal,
			"actions": frappe.get_all(
				"Coaching Action",
				filters={"goal": goal.name},
				fields=["description", "responsible", "due_date", "status", "last_review", "tracked_by"],
				order_by="responsible desc, name",
			),
		}
		for goal in docs
	]


def session_to_show(plan):
	"""The held session of the plan with the fullest log."""
	names = frappe.get_all(
		"Coaching Session", filters={"plan": plan.name, "docstatus": 1}, pluck="name", order_by="name"
	)
	docs = [frappe.get_doc("Coaching Session", name) for name in names]
	return max(docs, key=fullness, default=None)


def fullness(session):
	filled = ("mentee_preparation", "adjustments", "notes", "mentee_acknowledged_on", "previous_session")
	tables = (session.agenda, session.action_reviews, session.metric_readings, session.barriers)
	return sum(bool(session.get(field)) for field in filled) + sum(len(table) for table in tables)


def onlookers_of(plan):
	"""The mentee, both managers, HR and a peer, each asked for by the app's own functions."""
	return [onlooker(role, employee, plan) for role, employee in people_around(plan) if employee]


def people_around(plan):
	managers = managers_of(plan.mentee)
	return [
		("Employee", plan.mentee),
		("Manager", managers[0]),
		*(("Manager's manager", name) for name in managers[1:]),
		("HR", hr_of(plan.company)),
		("Peer", peer_of(plan.mentee, managers[0])),
	]


def matrix_of(plan):
	"""The deeds of DEEDS that the people around the plan, and some farther off, may do to it, as Frappe answers."""
	users = {role: user_of(employee) for role, employee in people_around(plan) if employee}
	users["Third level up"] = user_of(managers_of(managers_of(plan.mentee)[-1])[0])
	users["System Manager"] = system_manager()
	users["Guest"] = "Guest"
	return {role: deeds_of(user, plan) for role, user in users.items()}


def deeds_of(user, plan):
	return {deed for deed in DEEDS if frappe.has_permission("Coaching Plan", deed, doc=plan.name, user=user)}


def user_of(employee):
	return frappe.db.get_value("Employee", employee, "user_id")


def system_manager():
	"""Somebody who looks after the site and is not of HR."""
	user = {"doctype": "User", "email": "administration@demo.example", "first_name": "Administration"}
	return frappe.get_doc({**user, "roles": [{"role": "System Manager"}]}).insert().name


def hr_of(company):
	users = frappe.get_all("Has Role", filters={"role": "HR User", "parenttype": "User"}, pluck="parent")
	employees = {"company": company, "user_id": ("in", users), "status": "Active"}
	return frappe.db.get_value("Employee", employees, "name", order_by="name")


def peer_of(mentee, manager):
	peers = {"reports_to": manager, "status": "Active", "name": ("!=", mentee)}
	return frappe.db.get_value("Employee", peers, "name", order_by="name")


def onlooker(role, employee, plan):
	from coaching_plans.permissions import in_circle, standing_of

	person = frappe.db.get_value(
		"Employee", employee, ["employee_name", "designation", "user_id"], as_dict=True
	)
	before = frappe.session.user
	frappe.set_user(person.user_id)
	try:
		counts = {
			doctype: len(frappe.get_list(doctype, filters=filters_of(doctype, plan), limit=0))
			for doctype in RECORDS
		}
		return Onlooker(
			role,
			person.employee_name,
			person.designation,
			standing_of(plan),
			counts,
			in_circle(plan, "write"),
		)
	finally:
		frappe.set_user(before)


def filters_of(doctype, plan):
	return {"name": plan.name} if doctype == "Coaching Plan" else {"plan": plan.name}
