"""What stands beside a session while it is logged: what was said before, and how the figures went."""

from datetime import date

import frappe
from frappe.utils import getdate

from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_session import following

SESSIONS_SHOWN = 3


def logs_before(session) -> list[dict]:
	"""The last held sessions of the same plan, or of the same person without a plan, that the user sees."""
	return frappe.get_list(
		"Coaching Session",
		filters={
			"mentee": session.mentee,
			"plan": session.plan or ("is", "not set"),
			"docstatus": 1,
			"starts_on": ("<", session.starts_on),
			"name": ("!=", session.name),
		},
		fields=["name", "starts_on", "recognition", "opportunity", "adjustments", "notes"],
		order_by="starts_on desc",
		limit_page_length=SESSIONS_SHOWN,
	)


def next_day(session) -> date | None:
	"""For a log written so late that the day planned for the next session is over, the day on which they will meet."""
	if not session.is_open() or not session.next_session_on or getdate(session.next_session_on) >= today():
		return None
	return following.day_to_come(session)


def metric_goals(plan: str) -> list[dict]:
	"""The goals of `plan` with a metric that the user sees, each with its readings in the order of their dates."""
	goals = frappe.get_list(
		"Coaching Goal",
		filters={"plan": plan, "measure": "Metric", "status": ("!=", "Dropped")},
		fields=[
			"name",
			"development_area",
			"metric",
			"unit",
			"baseline",
			"target",
			"current_value",
			"higher_is_better",
		],
		order_by="creation",
		limit_page_length=0,
	)
	readings = readings_of([goal.name for goal in goals])
	return [goal | {"readings": readings.get(goal.name, [])} for goal in goals]


def readings_of(goals: list[str]) -> dict[str, list[dict]]:
	"""The readings of goals that the caller has found visible, in the order of their dates."""
	if not goals:
		return {}
	Reading = frappe.qb.DocType("Coaching Metric Reading")
	rows = (
		frappe.qb.from_(Reading)
		.select(Reading.parent, Reading.read_on, Reading.value)
		.where(Reading.parent.isin(goals) & (Reading.parenttype == "Coaching Goal"))
		.orderby(Reading.read_on, Reading.idx)
		.run(as_dict=True)
	)
	by_goal = {}
	for row in rows:
		by_goal.setdefault(row.parent, []).append({"read_on": getdate(row.read_on), "value": row.value})
	return by_goal


def reviewed_actions(session) -> list[dict]:
	"""Of each action reviewed here: how anyone can see it done, what the last review said, and its goal's area."""
	names = [row.action for row in session.action_reviews]
	if not names:
		return []
	actions = frappe.get_list(
		"Coaching Action",
		filters={"name": ("in", names)},
		fields=["name", "goal", "tracked_by", "last_review", "times_reviewed", "times_followed"],
		limit_page_length=0,
	)
	goals = frappe.get_list(
		"Coaching Goal",
		filters={"name": ("in", list({action.goal for action in actions}))},
		fields=["name", "development_area", "horizon"],
		limit_page_length=0,
	)
	areas = {goal.name: goal for goal in goals}
	return [
		action | {key: areas.get(action.goal, {}).get(key) for key in ("development_area", "horizon")}
		for action in actions
	]
