"""What the print format Coaching Session Log shows of a session: the form to write on, or the log that was held."""

import frappe
from frappe.utils import get_datetime, getdate

from coaching_plans.coaching_plans.doctype.coaching_plan import overview
from coaching_plans.coaching_plans.doctype.coaching_session.beside import logs_before
from coaching_plans.statuses import LIVE_STATUSES, OPEN_ACTION_STATUSES

# A goal put off is still talked about (text 001), a goal reached or dropped is not.
TALKED_ABOUT = (*LIVE_STATUSES, "Deferred")


def log(session) -> dict:
	"""`held`; `metrics`; `goals` by horizon, each with its actions; and `before`, the log of the last session.

	Only of what the reader of `session` may read; the same number of queries however much there is.
	"""
	held = session.docstatus == 1
	effects = frappe.parse_json(session.effects or "{}")
	reviews = {row.action: row for row in session.action_reviews}
	goals = [frappe._dict(goal) for goal in overview.goals(session.plan)] if session.plan else []
	for goal in goals:
		goal.actions = [_action(action, reviews) for action in goal.actions]
		if held:
			goal.actions = [
				action for action in goal.actions if action.review or action.name in effects.get("agreed", ())
			]
			goal.outcome = effects.get("goals", {}).get(goal.name, {}).get("after")
		else:
			goal.actions = [action for action in goal.actions if action.status in OPEN_ACTION_STATUSES]
	was_talked_about = _belongs_to_log if held else _is_talked_about
	shown = [goal for goal in goals if was_talked_about(goal, session)]
	before = None if held else logs_before(session)
	return frappe._dict(
		held=held,
		metrics=_metrics(session, {goal.name: goal for goal in goals}),
		goals={
			horizon: [goal for goal in shown if goal.horizon == horizon]
			for horizon in ("Short Term", "Mid Term", "Long Term")
		},
		before=before[0] if before else None,
	)


def _is_talked_about(goal, session) -> bool:
	return goal.status in TALKED_ABOUT


def _belongs_to_log(goal, session) -> bool:
	"""Whether a goal of the plan was one when the session was held. What was set since is not put into its log."""
	# A log imported later is younger than its goals, though its day lies before them.
	known_until = max(get_datetime(session.starts_on), get_datetime(session.creation))
	was_there = getdate(goal.creation) <= known_until.date()
	was_open = goal.status in TALKED_ABOUT or goal.outcome
	return bool(goal.actions or goal.set_in_session == session.name or (was_there and was_open))


def _action(action: dict, reviews: dict) -> dict:
	return frappe._dict(action, review=reviews.get(action["name"]))


def _metrics(session, goals: dict) -> list[dict]:
	"""The readings of the session, each with its goal's target and the reading before."""
	metrics = []
	for row in session.metric_readings:
		if not (goal := goals.get(row.goal)):
			continue
		earlier = [each["value"] for each in goal.readings if each["read_on"] < getdate(session.starts_on)]
		metrics.append(
			frappe._dict(
				metric=row.metric,
				area=goal.development_area,
				target=goal.target,
				last=earlier[-1] if earlier else goal.baseline,
				value=row.value,
			)
		)
	return metrics
