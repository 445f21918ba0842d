"""What the desk asks beyond single records: whom the user may meet, and what waits for them."""

import frappe
from frappe import _
from frappe.query_builder import Criterion

from coaching_plans.clock import now, today
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.hierarchy import direct_reports, employee_of, second_level_reports
from coaching_plans.on_behalf import who_can_sign_in
from coaching_plans.permissions import circle, is_hr, led, standing_to_employee
from coaching_plans.statuses import LIVE_STATUSES, OPEN_STATUSES

# What only those make who lead somebody.
MADE_BY_LEADERS = frozenset({"Coaching Plan", "Coaching Session", "Competency Assessment"})


def extend_bootinfo(bootinfo) -> None:
	"""Hook: who the user is among the employees, whether the desk offers them to start sessions, and which cycle the
	reports begin with."""
	leads = bool(people_to_meet("", limit=1))
	bootinfo.coaching = {
		"employee": employee_of(frappe.session.user),
		"leads": leads,
		"appraisal_cycle": cycle_to_report_on(),
	}
	if not leads and bootinfo.get("user"):
		# The role may make them, this person nobody's: a button would lead to a form that nothing can be chosen in.
		offered = bootinfo["user"].get("can_create") or []
		bootinfo["user"]["can_create"] = [doctype for doctype in offered if doctype not in MADE_BY_LEADERS]


def is_shown_to_user() -> bool:
	"""Hook `add_to_apps_screen`: whether the app is offered, which it is to all who may have plans to read."""
	return bool(frappe.has_permission("Coaching Plan", "read"))


def cycle_to_report_on() -> str | None:
	"""The appraisal cycle that runs today, the one that began last where several do; else the latest one there was.

	Of those that the user may open, None where there is none.
	"""
	if not frappe.has_permission("Appraisal Cycle", "read"):
		return None
	for dates in ({"start_date": ("<=", today()), "end_date": (">=", today())}, {}):
		found = frappe.get_list(
			"Appraisal Cycle", filters=dates, pluck="name", order_by="start_date desc", limit_page_length=1
		)
		if found:
			return found[0]
	return None


def people_to_meet(text: str, start: int = 0, limit: int = 20) -> list[tuple[str, str]]:
	"""Name and employee name of the active employees with whom the user may start a session, `text` in either.

	They lead them as manager or HR, or coach them by appointment in a plan that is open.
	"""
	Employee, Plan = frappe.qb.DocType("Employee"), frappe.qb.DocType("Coaching Plan")
	coached = (
		frappe.qb.from_(Plan)
		.select(Plan.mentee)
		.where(
			(Plan.coach == (employee_of(frappe.session.user) or ""))
			& (Plan.appointed == 1)
			& Plan.status.isin(OPEN_STATUSES)
		)
	)
	return (
		frappe.qb.from_(Employee)
		.select(Employee.name, Employee.employee_name)
		.where(
			(Employee.status == "Active")
			& (led(Employee.name, Employee.company) | Employee.name.isin(coached))
			& (Employee.name.like(f"%{text}%") | Employee.employee_name.like(f"%{text}%"))
		)
		.orderby(Employee.employee_name)
		.limit(limit)
		.offset(start)
		.run()
	)


@frappe.whitelist(methods=["GET", "POST"])
@frappe.validate_and_sanitize_search_inputs
def find_person(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | list | None = None
) -> list[tuple[str, str]]:
	"""Link query: see `people_to_meet`. Managers need no access to Employee for it, which ERPNext does not give them."""
	return people_to_meet(txt, start, page_len)


@frappe.whitelist(methods=["GET", "POST"])
@frappe.validate_and_sanitize_search_inputs
def find_colleague(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | list | None = None
) -> list[tuple[str, str]]:
	"""Link query for who coaches, provides support or does an action: active employees of the companies of those
	whom the user leads. For others nobody is found."""
	Employee, Person = frappe.qb.DocType("Employee"), frappe.qb.DocType("Employee").as_("person")
	companies = frappe.qb.from_(Person).select(Person.company).where(led(Person.name, Person.company))
	return (
		frappe.qb.from_(Employee)
		.select(Employee.name, Employee.employee_name, Employee.designation)
		.where(
			(Employee.status == "Active")
			& Employee.company.isin(companies)
			& (Employee.name.like(f"%{txt}%") | Employee.employee_name.like(f"%{txt}%"))
		)
		.orderby(Employee.employee_name)
		.limit(page_len)
		.offset(start)
		.run()
	)


@frappe.whitelist(methods=["GET"])
def open_plans(mentee: str) -> list[dict]:
	"""The proposed and active plans of `mentee` that the user sees, for choosing what a session is about."""
	return frappe.get_list(
		"Coaching Plan",
		filters={"mentee": mentee, "status": ("in", ("Proposed", "Active"))},
		fields=["name", "purpose", "end_date"],
		order_by="end_date desc",
	)


def tell_employee_form(doc, method: str | None = None) -> None:
	"""Doc event `onload` of Employee: how its reader stands to this person's coaching, for the buttons on the form."""
	doc.set_onload("coaching_standing", standing_to_employee(doc.name))


WAITING = ("Coaching Plan", "Coaching Action", "Coaching Session")


@frappe.whitelist(methods=["GET"])
def waiting_for_me(doctype: str) -> list[str]:
	"""Names of the records of `doctype` that wait for the user to do something: to answer, align, log or close."""
	if doctype not in WAITING:
		frappe.throw(_("{0}: nothing of this kind waits for anybody.").format(frappe.bold(_(doctype))))
	me = employee_of(frappe.session.user)
	if not me:
		return []
	table = frappe.qb.DocType(doctype)
	waits = {"Coaching Plan": _plans, "Coaching Action": _actions, "Coaching Session": _sessions}[doctype]
	return (
		frappe.qb.from_(table)
		.select(table.name)
		.where(circle(table, doctype) & Criterion.any(waits(table, me)))
		.orderby(table.modified, order=frappe.qb.desc)
		.limit(500)
		.run(pluck=True)
	)


def _plans(plan, me: str) -> list[Criterion]:
	to_align = (plan.status == "Draft") & plan.aligned_on.isnull() & _below(plan, me)
	if not setting("require_alignment"):
		to_align &= plan.purpose == "Performance Support"
	to_answer = plan.mentee == me
	if is_hr(frappe.session.user):
		to_answer |= plan.mentee.notin(who_can_sign_in())
	return [
		to_answer & (plan.status == "Proposed"),
		(plan.coach == me) & (plan.status == "Active") & (plan.end_date < today()),
		to_align,
	]


def _below(plan, me: str) -> Criterion:
	"""Whose plan it is mine to align: see CoachingPlan.aligners."""
	of_appointed = (plan.appointed == 1) & plan.mentee.isin(direct_reports(me))
	return of_appointed | plan.mentee.isin(second_level_reports(me))


def _actions(action, me: str) -> list[Criterion]:
	# What an employee means to do for a Long Term goal asks for nobody's word.
	proposed = (action.status == "Proposed") & is_pursued(action) & ~_is_own_of_long_term_goal(action)
	return [
		proposed & (action.mentee == me) & (action.proposed_by == "Coach"),
		proposed & (action.coach == me) & (action.proposed_by == "Mentee"),
		(action.status == "Agreed")
		& (action.assigned_to == me)
		& (action.due_date <= today())
		& is_pursued(action),
	]


def is_pursued(action) -> Criterion:
	"""Of an active plan and a goal that is neither reached nor given up; what an employee does for a Long Term goal of
	theirs outlives the plan (rule 8)."""
	Goal, Plan = frappe.qb.DocType("Coaching Goal"), frappe.qb.DocType("Coaching Plan")
	pursued = (
		frappe.qb.from_(Goal)
		.join(Plan)
		.on(Plan.name == Goal.plan)
		.select(Goal.name)
		.where(Goal.status.isin(LIVE_STATUSES))
	)
	return action.goal.isin(pursued.where(Plan.status == "Active")) | (
		_is_own_of_long_term_goal(action) & action.goal.isin(pursued)
	)


def _is_own_of_long_term_goal(action) -> Criterion:
	return (action.horizon == "Long Term") & (action.responsible == "Mentee")


def _sessions(session, me: str) -> list[Criterion]:
	return [
		(session.mentee == me) & (session.docstatus == 1) & session.mentee_acknowledged_on.isnull(),
		(session.coach == me) & (session.status == "Scheduled") & (session.starts_on < now()),
	]
