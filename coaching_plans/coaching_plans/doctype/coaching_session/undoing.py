"""The exact way back from what submitting a session did, when it is cancelled (rule 13).

A status is taken back where it is still what the session made of it. What another log did since stands on that, so
that log is cancelled first; what somebody reported or gave up by hand stays as they said.
"""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import formatdate

from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import open_actions
from coaching_plans.coaching_plans.doctype.coaching_session.effects import (
	refresh_reviews,
	save_goal,
	submitted_answers,
)
from coaching_plans.coaching_plans.doctype.coaching_session.logs import logs_submitted_since
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.goal_rules import TOO_MANY_MENTEE_ACTIONS, action_gaps, reading


def undo(session) -> None:
	"""Take back what `effects.apply` did. Raises ValidationError, having changed nothing, where somebody has built on it."""
	effects = frappe.parse_json(session.effects or "{}")
	if not session.plan or not effects:
		return
	refuse_when_later_logs_build_upon(session, effects)
	refuse_when_goals_were_set_otherwise(effects)
	restored = restored_actions(effects)
	refuse_too_many_actions(restored)
	refresh_reviews([row.action for row in session.action_reviews])
	as_before = {action.name: {"status": action.before} for action in restored}
	still_agreed = frappe.get_all(
		"Coaching Action",
		filters={"name": ("in", [*effects["agreed"], ""]), "status": "Agreed"},
		pluck="name",
	)
	as_before |= {action: {"status": "Proposed", "agreed_on": None} for action in still_agreed}
	frappe.db.bulk_update("Coaching Action", as_before)
	take_back_goals(session, effects)


def refuse_when_later_logs_build_upon(session, effects: dict) -> None:
	"""A goal that a later log moved on, or an action agreed here that one reviewed or gave up."""
	reviewed = defaultdict(set)
	for answer in submitted_answers(effects["agreed"]):
		reviewed[answer.session].add(answer.action)
	for log in logs_submitted_since(session):
		goals = log.effects.get("goals", {}).keys() & effects["goals"].keys()
		actions = {*log.effects.get("superseded", {}), *reviewed[log.name]} & set(effects["agreed"])
		for what in [*sorted(goals), *sorted(actions)]:
			frappe.throw(
				_(
					"{0}: the log {1} of {2} builds on what this session did with {3}. Cancel the later session first."
				).format(frappe.bold(_("Status")), frappe.bold(log.name), formatdate(log.starts_on), what),
				title=_("Changed Since"),
			)


def refuse_when_goals_were_set_otherwise(effects: dict) -> None:
	"""A goal that somebody set by hand to what it was neither before nor after this session."""
	now = dict(
		frappe.get_all(
			"Coaching Goal",
			filters={"name": ("in", list(effects["goals"]) or [""])},
			fields=["name", "status"],
			as_list=True,
		)
	)
	for goal, change in effects["goals"].items():
		if now[goal] not in (change["before"], change["after"]):
			# By hand nobody makes a goal Replanned.
			possible = change["before"] if change["after"] == "Replanned" else change["after"]
			frappe.throw(
				_("{0}: this session set goal {1} to {2}, and it is {3} now. Set it to {4} first.").format(
					frappe.bold(_("Status")), goal, _(change["after"]), _(now[goal]), frappe.bold(_(possible))
				),
				title=_("Changed Since"),
			)


def restored_actions(effects: dict) -> list[dict]:
	"""The actions that the session gave up with their goal's plan, and that nobody has set otherwise since."""
	actions = frappe.get_all(
		"Coaching Action",
		filters={"name": ("in", [*effects["superseded"], ""]), "status": "Superseded"},
		fields=["name", "goal", "responsible", "tracked_by", "within_control"],
	)
	for action in actions:
		action.before = effects["superseded"][action.name]
	return actions


def refuse_too_many_actions(restored: list[dict]) -> None:
	"""Rule 6 is kept always: with those that come back, the actions added since may be too many."""
	goals = {action.goal for action in restored}
	open_now = open_actions({"goal": ("in", [*goals, ""])})
	horizons = frappe.get_all(
		"Coaching Goal",
		filters={"name": ("in", [*goals, ""])},
		fields=["name", "horizon", "development_area"],
	)
	for goal in horizons:
		own = [action for action in [*open_now, *restored] if action.goal == goal.name]
		if TOO_MANY_MENTEE_ACTIONS in action_gaps(
			goal.horizon, own, max_actions=setting("max_mentee_actions")
		):
			frappe.throw(
				_(
					"{0}: goal {1} gets back the actions that this session gave up, and with those added since it would have more than {2} open ones of the employee. Set those that no longer hold to Superseded first."
				).format(
					frappe.bold(_("Actions")),
					frappe.bold(goal.development_area),
					setting("max_mentee_actions"),
				),
				title=_("Too Many Actions"),
			)


def take_back_goals(session, effects: dict) -> None:
	read = {row.goal for row in session.metric_readings if reading(row.value) is not None}
	for name in sorted(read | set(effects["goals"])):
		goal = frappe.get_doc("Coaching Goal", name, for_update=True)
		goal.readings = [row for row in goal.readings if row.session != session.name]
		if change := effects["goals"].get(name):
			if change["after"] == "Replanned":
				goal.replan_count -= 1
			goal.status = change["before"]
		save_goal(goal)
