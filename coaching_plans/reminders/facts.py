"""What reminders are chosen from, read in sets: a query a fact, whatever the number of people.

Only what a digest needs is read: names, dates, states. No wording of a plan, goal, action or log comes near a mail.
"""

from datetime import date, datetime, time, timedelta

import frappe
from frappe.query_builder.functions import Count, Max
from frappe.utils import getdate

from coaching_plans.clock import now, today
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import all_standards
from coaching_plans.reminders import workforce
from coaching_plans.reminders.kinds import KINDS, MUTES
from coaching_plans.reminders.people import DAYS_LOOKED_AHEAD
from coaching_plans.reminders.values import (
	Action,
	Assessment,
	Facts,
	Plan,
	Rules,
	RunningCycle,
	Session,
	Waiting,
)
from coaching_plans.reminders.workforce import day_or_none
from coaching_plans.statuses import LIVE_STATUSES, OPEN_STATUSES


def gather(on: date) -> Facts:
	"""All facts for the reminders of the day `on`."""
	companies = workforce.companies()
	employees = workforce.employees()
	plans = _plans()
	sessions = _sessions()
	return Facts(
		on=on,
		# On a day that is not today no session has begun yet.
		now=now() if on == today() else datetime.combine(on, time.min),
		people=employees,
		calendar=workforce.calendar(on),
		hr=workforce.hr_people(employees, companies),
		plans=plans,
		sessions=sessions,
		last_held=_last_held(),
		actions=_actions(on),
		open_actions=_open_actions(),
		assessments=_assessments(),
		standards=_standards(),
		cycles=_cycles(on),
		waiting=_waiting(),
		muted=_muted(),
		rules=rules(),
	)


def rules() -> Rules:
	"""Coaching Settings, as far as reminders go."""
	return Rules(
		session_days=setting("session_lead_days"),
		action_days=setting("action_lead_days"),
		plan_days=setting("plan_lead_days"),
		assessment_days=setting("assessment_lead_days"),
		lapses_before_escalation=setting("lapses_before_escalation"),
		weekly_day=setting("weekly_coverage_day"),
		cadence=setting("cadence"),
		off=frozenset(name for name, kind in KINDS.items() if kind.setting and not setting(kind.setting)),
	)


# --- coaching -----------------------------------------------------------------------------------------------------


def _plans() -> list[Plan]:
	rows = frappe.get_all(
		"Coaching Plan",
		filters={"status": ("in", ("Proposed", "Active"))},
		fields=[
			"name",
			"mentee",
			"status",
			"start_date",
			"end_date",
			"coach",
			"appointed",
			"proposed_on",
			"accepted_on",
			"last_session_on",
		],
		order_by="name",
	)
	return [
		Plan(
			name=row.name,
			mentee=row.mentee,
			status=row.status,
			start=getdate(row.start_date),
			end=getdate(row.end_date),
			coach=row.coach,
			appointed=bool(row.appointed),
			proposed_on=day_or_none(row.proposed_on),
			accepted_on=day_or_none(row.accepted_on),
			last_session_on=day_or_none(row.last_session_on),
		)
		for row in rows
	]


def _sessions() -> list[Session]:
	"""What is scheduled and not logged. A closed plan has called its sessions off; one left over stays silent."""
	Session_, Plan_ = frappe.qb.DocType("Coaching Session"), frappe.qb.DocType("Coaching Plan")
	rows = (
		frappe.qb.from_(Session_)
		.left_join(Plan_)
		.on(Plan_.name == Session_.plan)
		.select(
			Session_.name,
			Session_.mentee,
			Session_.starts_on,
			Session_.plan,
			Session_.coach,
			Session_.appointed,
			Session_.session_type,
			Session_.appraisal_cycle,
		)
		.where((Session_.docstatus == 0) & (Session_.status == "Scheduled"))
		.where(Session_.plan.isnull() | (Session_.plan == "") | Plan_.status.isin(OPEN_STATUSES))
		.orderby(Session_.starts_on, Session_.name)
		.run()
	)
	return [
		Session(name, mentee, starts_on, plan or None, coach, bool(appointed), session_type, cycle)
		for name, mentee, starts_on, plan, coach, appointed, session_type, cycle in rows
	]


def _last_held() -> dict[str, date]:
	Session_ = frappe.qb.DocType("Coaching Session")
	rows = (
		frappe.qb.from_(Session_)
		.select(Session_.mentee, Max(Session_.starts_on))
		.where(Session_.docstatus == 1)
		.groupby(Session_.mentee)
		.run()
	)
	return {mentee: getdate(last) for mentee, last in rows}


def _actions(on: date) -> list[Action]:
	"""Agreed actions with a date that has come or soon will, of plans that run and goals that are pursued."""
	Action_, Goal, Plan_ = _actions_goals_plans()
	rows = (
		_open_actions_of_running_plans(Action_, Goal, Plan_)
		.select(
			Action_.name,
			Action_.plan,
			Action_.mentee,
			Action_.due_date,
			Action_.responsible,
			Action_.assigned_to,
			Goal.horizon,
			Action_.coach,
			Action_.appointed,
		)
		.where(Action_.due_date <= on + timedelta(days=DAYS_LOOKED_AHEAD))
		.orderby(Action_.name)
		.run()
	)
	return [
		Action(name, plan, mentee, getdate(due), responsible, assigned_to, horizon, coach, bool(appointed))
		for name, plan, mentee, due, responsible, assigned_to, horizon, coach, appointed in rows
	]


def _open_actions() -> dict[str, int]:
	"""How many actions a session of each plan will look at (rule 9); the mentee's own Long Term ones are theirs."""
	Action_, Goal, Plan_ = _actions_goals_plans()
	return dict(
		_open_actions_of_running_plans(Action_, Goal, Plan_)
		.select(Action_.plan, Count(Action_.name))
		.where((Goal.horizon != "Long Term") | (Action_.responsible == "Employer"))
		.groupby(Action_.plan)
		.run()
	)


def _actions_goals_plans():
	return (frappe.qb.DocType(name) for name in ("Coaching Action", "Coaching Goal", "Coaching Plan"))


def _open_actions_of_running_plans(Action_, Goal, Plan_):
	return (
		frappe.qb.from_(Action_)
		.join(Goal)
		.on(Goal.name == Action_.goal)
		.join(Plan_)
		.on(Plan_.name == Goal.plan)
		.where((Action_.status == "Agreed") & Goal.status.isin(LIVE_STATUSES) & (Plan_.status == "Active"))
	)


def _assessments() -> list[Assessment]:
	if not frappe.db.exists("DocType", "Competency Assessment"):
		return []
	rows = frappe.get_all(
		"Competency Assessment",
		filters={"docstatus": 0, "kind": ("in", ("Self", "Coach"))},
		fields=["name", "mentee", "kind", "plan", "appraisal_cycle", "coach", "appointed"],
		order_by="name",
	)
	return [
		Assessment(
			row.name,
			row.mentee,
			row.kind,
			row.plan or None,
			row.appraisal_cycle or None,
			row.coach,
			bool(row.appointed),
		)
		for row in rows
	]


def _standards() -> list[dict]:
	return [{**row, "since": getdate(row.creation)} for row in all_standards()]


def _cycles(on: date) -> list[RunningCycle]:
	Cycle, Appraisee, Employee = (
		frappe.qb.DocType(name) for name in ("Appraisal Cycle", "Appraisee", "Employee")
	)
	rows = (
		frappe.qb.from_(Cycle)
		.join(Appraisee)
		.on((Appraisee.parent == Cycle.name) & (Appraisee.parenttype == "Appraisal Cycle"))
		.join(Employee)
		.on(Employee.name == Appraisee.employee)
		.select(Cycle.name, Cycle.start_date, Cycle.end_date, Employee.company, Count(Employee.name))
		.where((Cycle.start_date <= on) & (Cycle.end_date >= on))
		.groupby(Cycle.name, Cycle.start_date, Cycle.end_date, Employee.company)
		.orderby(Cycle.name)
		.run()
	)
	cycles: dict[str, RunningCycle] = {}
	for name, start, end, company, count in rows:
		cycle = cycles.setdefault(name, RunningCycle(name, getdate(start), getdate(end), {}))
		cycle.companies[company] = count
	return list(cycles.values())


# --- what people and administrators have asked for ----------------------------------------------------------------


def _waiting() -> list[Waiting]:
	rows = frappe.get_all(
		"Coaching Reminder",
		filters={"status": "Waiting"},
		fields=["name", "user", "reference_doctype", "reference_name", "reason", "mentee"],
		order_by="creation, name",
	)
	return [
		Waiting(row.name, row.user, row.reference_doctype, row.reference_name, row.reason, row.mentee)
		for row in rows
	]


def _muted() -> dict[str, frozenset[str]]:
	rows = frappe.get_all("Coaching Reminder Preference", fields=["name", *MUTES])
	return {row.name: frozenset(mute for mute in MUTES if row[mute]) for row in rows}
