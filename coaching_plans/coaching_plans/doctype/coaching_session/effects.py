"""What submitting a session changes elsewhere, and the exact way back when it is cancelled (rules 10, 12 and 13).

What can be worked out from the submitted sessions (reviews of actions, readings of goals) is worked out anew each
time, so sessions can be cancelled in any order. What can't (statuses) is written down in the session's `effects`
and only taken back while nobody has changed it since.

Nothing here asks for permission: who may submit or cancel a session was judged for that, and what it does to the
plan holds for all goals and actions, whether or not that person may change each by hand.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import (
	require_enough_actions,
)
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.follow_through import SCORES, wrong_plan
from coaching_plans.goal_rules import reading
from coaching_plans.statuses import OPEN_ACTION_STATUSES


def apply(session) -> dict:
	"""Update actions and goals of the session's plan. Returns what `undo` needs, to be kept with the session."""
	effects = {"goals": {}, "superseded": {}, "agreed": []}
	if not session.plan:
		return effects
	refresh_reviews([row.action for row in session.action_reviews])
	add_readings(session, effects)
	if session.is_imported():
		# Goals and actions were imported as they stand by now; a log of long ago adds what it saw, and moves nothing.
		return effects
	replanned_now = replan_goals(session, effects)
	require_enough_actions(session.plan, but=replanned_now)
	reopen_replanned_goals(session, effects, but=replanned_now)
	effects["agreed"] = agree_proposals(session)
	return effects


def undo(session) -> None:
	"""Take back what `apply` did. Raises ValidationError, having changed nothing, where somebody has built on it."""
	effects = frappe.parse_json(session.effects or "{}")
	if not session.plan or not effects:
		return
	refuse_when_built_upon(effects)
	refresh_reviews([row.action for row in session.action_reviews])
	as_before = {action: {"status": status} for action, status in effects["superseded"].items()}
	as_before |= {action: {"status": "Proposed", "agreed_on": None} for action in effects["agreed"]}
	frappe.db.bulk_update("Coaching Action", as_before)
	take_back_goals(session, effects)


def refresh_reviews(actions: list[str]) -> None:
	"""Work out last_review, times_reviewed and times_followed of `actions` from the submitted sessions."""
	if not actions:
		return
	Review, Session = frappe.qb.DocType("Coaching Action Review"), frappe.qb.DocType("Coaching Session")
	rows = (
		frappe.qb.from_(Review)
		.join(Session)
		.on(Session.name == Review.parent)
		.select(Review.action, Review.follow_through)
		.where(
			Review.action.isin(actions) & (Session.docstatus == 1) & Review.follow_through.isin(list(SCORES))
		)
		.orderby(Session.starts_on, Session.creation)
		.run(as_dict=True)
	)
	answers = {action: [] for action in actions}
	for row in rows:
		answers[row.action].append(row.follow_through)
	frappe.db.bulk_update(
		"Coaching Action",
		{
			action: {
				"last_review": given[-1] if given else None,
				"times_reviewed": len(given),
				"times_followed": sum(SCORES[answer] for answer in given),
			}
			for action, given in answers.items()
		},
	)


def add_readings(session, effects: dict) -> None:
	for row in session.metric_readings:
		value = reading(row.value)
		if value is None:
			continue
		goal = frappe.get_doc("Coaching Goal", row.goal, for_update=True)
		goal.append(
			"readings",
			{"read_on": getdate(session.starts_on), "value": value, "session": session.name},
		)
		if goal.is_met_by(value) and not session.is_imported():
			set_status(goal, "Reached", effects)
		save_goal(goal)


def replan_goals(session, effects: dict) -> list[str]:
	"""Rule 10: a goal missed although its actions were followed had the wrong plan, and gets another."""
	on, threshold = getdate(session.starts_on), setting("wrong_plan_follow_through")
	overdue = frappe.get_all(
		"Coaching Goal",
		filters={"plan": session.plan, "status": "Open", "due_date": ("<", on)},
		fields=["name", "horizon", "status", "due_date"],
	)
	answers = reviews_of_mentee_actions([goal.name for goal in overdue])
	wrong = [
		goal.name
		for goal in overdue
		if wrong_plan(goal.horizon, goal.status, getdate(goal.due_date), answers[goal.name], on, threshold)
	]
	for name in wrong:
		goal = frappe.get_doc("Coaching Goal", name, for_update=True)
		set_status(goal, "Replanned", effects)
		goal.replan_count += 1
		save_goal(goal)
	supersede_open_actions(wrong, on, effects)
	return wrong


def reviews_of_mentee_actions(goals: list[str]) -> dict[str, list[str]]:
	"""The answers given so far to the mentee's actions of each goal, those of a plan given up before left out."""
	answers = {goal: [] for goal in goals}
	if not goals:
		return answers
	Review, Session, Action = (
		frappe.qb.DocType(name) for name in ("Coaching Action Review", "Coaching Session", "Coaching Action")
	)
	rows = (
		frappe.qb.from_(Review)
		.join(Session)
		.on(Session.name == Review.parent)
		.join(Action)
		.on(Action.name == Review.action)
		.select(Action.goal, Review.follow_through)
		.where(
			Action.goal.isin(goals)
			& (Action.responsible == "Mentee")
			& (Action.status != "Superseded")
			& (Session.docstatus == 1)
		)
		.run(as_dict=True)
	)
	for row in rows:
		answers[row.goal].append(row.follow_through)
	return answers


def supersede_open_actions(goals: list[str], on: date, effects: dict) -> None:
	"""The actions of the plan that was wrong; what was proposed on the day of the session or since may be the new one."""
	if not goals:
		return
	# Of the goals that the submit replans, whoever added the actions.
	open_ones = frappe.get_all(
		"Coaching Action",
		filters={"goal": ("in", goals), "status": ("in", OPEN_ACTION_STATUSES)},
		fields=["name", "status", "creation"],
	)
	old = [action for action in open_ones if action.status == "Agreed" or getdate(action.creation) < on]
	effects["superseded"] |= {action.name: action.status for action in old}
	frappe.db.bulk_update("Coaching Action", {action.name: {"status": "Superseded"} for action in old})


def reopen_replanned_goals(session, effects: dict, but: list[str]) -> None:
	"""A replanned goal that has new actions is pursued again, towards a date that is still to come."""
	goals = frappe.get_all(
		"Coaching Goal",
		filters={"plan": session.plan, "status": "Replanned", "name": ("not in", but or [""])},
		pluck="name",
	)
	for name in goals:
		goal = frappe.get_doc("Coaching Goal", name, for_update=True)
		if getdate(goal.due_date) < getdate(session.starts_on):
			frappe.throw(
				_("{0}: {1} was replanned. Give it a new due date to go with its new actions.").format(
					frappe.bold(_("Due Date")), frappe.bold(goal.development_area)
				),
				title=_("Goal Needs a New Date"),
			)
		set_status(goal, "Open", effects)
		save_goal(goal)


def agree_proposals(session) -> list[str]:
	"""What stood proposed when the two met is agreed by the log that both hold.

	Of a plan that the mentee has not accepted all stays a proposal (rule 1), and what they mean to do for a Long Term
	goal is theirs to settle (rule 8).
	"""
	Action, Plan = frappe.qb.DocType("Coaching Action"), frappe.qb.DocType("Coaching Plan")
	proposed = (
		frappe.qb.from_(Action)
		.join(Plan)
		.on(Plan.name == Action.plan)
		.select(Action.name)
		.where((Plan.name == session.plan) & (Plan.status == "Active") & (Action.status == "Proposed"))
		.where((Action.horizon != "Long Term") | (Action.responsible == "Employer"))
		.orderby(Action.name)
		.run(pluck=True)
	)
	agreed = {"status": "Agreed", "agreed_on": getdate(session.starts_on)}
	frappe.db.bulk_update("Coaching Action", {action: agreed for action in proposed})
	return proposed


def set_status(goal, status: str, effects: dict) -> None:
	"""Set the status, and write down from what to what; several steps in one session count as one."""
	before = effects["goals"].get(goal.name, {}).get("before", goal.status)
	goal.status = status
	effects["goals"][goal.name] = {"before": before, "after": status}


def save_goal(goal) -> None:
	goal.flags.by_session = True
	goal.save_by_server()


# --- the way back -------------------------------------------------------------------------------------------------


def refuse_when_built_upon(effects: dict) -> None:
	"""What this session set may have been changed or reviewed since; then the later change is taken back first."""
	now = dict(
		frappe.get_all(
			"Coaching Goal",
			filters={"name": ("in", list(effects["goals"]) or [""])},
			fields=["name", "status"],
			as_list=True,
		)
	)
	for goal, change in effects["goals"].items():
		if now.get(goal) != change["after"]:
			frappe.throw(
				_(
					"{0}: this session set goal {1} to {2}, and it is {3} now. Cancel the later session, or set the goal back, first."
				).format(frappe.bold(_("Status")), goal, _(change["after"]), _(now.get(goal) or "Deleted")),
				title=_("Changed Since"),
			)
	later = frappe.get_all(
		"Coaching Action",
		filters={"name": ("in", [*effects["agreed"], ""])},
		or_filters={"status": ("!=", "Agreed"), "times_reviewed": (">", 0)},
		pluck="name",
	)
	if later:
		frappe.throw(
			_(
				"{0}: action {1} was agreed in this session and has been reviewed or changed since. Cancel the later session first."
			).format(frappe.bold(_("Actions")), later[0]),
			title=_("Changed Since"),
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
