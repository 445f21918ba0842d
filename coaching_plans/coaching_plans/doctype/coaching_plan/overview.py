"""A plan at a glance: its sessions in time, and its goals with their actions and how far they are."""

import frappe
from frappe.utils import flt

from coaching_plans.coaching_plans.doctype.coaching_session.beside import readings_of
from coaching_plans.follow_through import action_score

SESSIONS_SHOWN = 60


def sessions(plan: str) -> list[dict]:
	"""The sessions of `plan` that the user sees, the last ones where there are very many, in the order of time."""
	found = frappe.get_list(
		"Coaching Session",
		filters={"plan": plan, "docstatus": ("<", 2)},
		fields=["name", "starts_on", "session_type", "status", "mentee_acknowledged_on"],
		order_by="starts_on desc",
		limit_page_length=SESSIONS_SHOWN,
	)
	return found[::-1]


def goals(plan: str) -> list[dict]:
	"""The goals of `plan` that the user sees, each with its `progress` (None where only reaching it counts), its
	`readings` and its `actions`; three queries."""
	found = frappe.get_list(
		"Coaching Goal",
		filters={"plan": plan},
		fields=[
			"name",
			"development_area",
			"horizon",
			"current_state",
			"goal_state",
			"measure",
			"metric",
			"unit",
			"baseline",
			"target",
			"current_value",
			"status",
			"due_date",
			"replan_count",
			"set_in_session",
			"creation",
		],
		order_by="creation",
		limit_page_length=0,
	)
	readings, actions = readings_of([goal.name for goal in found]), _actions_by_goal(plan)
	return [
		goal
		| {
			"progress": progress(goal),
			"readings": readings.get(goal.name, []),
			"actions": actions.get(goal.name, []),
		}
		for goal in found
	]


def _actions_by_goal(plan: str) -> dict[str, list[dict]]:
	actions = frappe.get_list(
		"Coaching Action",
		filters={"plan": plan},
		fields=[
			"name",
			"goal",
			"description",
			"responsible",
			"status",
			"due_date",
			"tracked_by",
			"last_review",
			"times_reviewed",
			"times_followed",
		],
		order_by="creation",
		limit_page_length=0,
	)
	by_goal = {}
	for action in actions:
		action.follow_through = action_score(action.times_reviewed, action.times_followed)
		by_goal.setdefault(action.goal, []).append(action)
	return by_goal


def progress(goal) -> float | None:
	"""How much of the way from baseline to target is gone, 0 to 100; None for a goal without a metric, and for a Long Term
	goal, which enters no percentage (rule 8)."""
	if goal.measure != "Metric" or goal.horizon == "Long Term" or flt(goal.target) == flt(goal.baseline):
		return None
	way = (flt(goal.current_value) - flt(goal.baseline)) / (flt(goal.target) - flt(goal.baseline))
	return round(100 * min(max(way, 0), 1), 1)
