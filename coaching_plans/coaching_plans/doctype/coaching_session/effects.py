"""What submitting a session changes elsewhere (rules 10 and 12). The way back, when it is cancelled, is in undoing.py.

What can be worked out from the submitted sessions (reviews of actions, readings of goals) is worked out anew each
time, so sessions can be cancelled in any order. What can't (statuses) is written down in the session's `effects`.

Nothing here asks for permission: who may submit or cancel a session was judged for that, and what it does to the
plan holds for all goals and actions, whether or not that person may change each by hand.
"""

from datetime import date, timedelta

import frappe
from frappe import _
from frappe.query_builder import Criterion
from frappe.utils import get_datetime, getdate, now_datetime

from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import (
	require_enough_actions,
)
from coaching_plans.coaching_plans.doctype.coaching_session.logs import later_logs
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.follow_through import SCORES, wrong_plan
from coaching_plans.goal_rules import reading
from coaching_plans.statuses import LIVE_STATUSES, OPEN_ACTION_STATUSES


def apply(session) -> dict:
	"""Update actions and goals of the session's plan. Returns what `undo` needs, to be kept with the session."""
	effects = {"goals": {}, "superseded": {}, "agreed": [], "at": str(now_datetime())}
	if not session.plan:
		return effects
	refresh_reviews([row.action for row in session.action_reviews])
	add_readings(session, effects)
	if session.is_imported() or session.stored_plan_status() == "Draft":
		# Goals and actions were imported as they stand by now; a log of long ago adds what it saw, and moves nothing.
		# Those of a plan that was handed back since are being written anew, and judged when it is proposed.
		return effects
	replanned = replan_goals(session, effects)
	# A late log leaves to those held after it what they replanned.
	replanned += [goal for log in later_logs(session) for goal in log.replanned]
	if not session.amended_from:
		# What a log corrects was judged when it was submitted, by the actions that were open then.
		require_enough_actions(session.plan, but=replanned)
	reopen_replanned_goals(session, effects, but=replanned)
	effects["agreed"] = agree_proposals(session)
	return effects


def refresh_reviews(actions: list[str]) -> None:
	"""Work out last_review, times_reviewed and times_followed of `actions` from the submitted sessions."""
	if not actions:
		return
	answers = {action: [] for action in actions}
	for row in submitted_answers(actions):
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


def submitted_answers(actions: list[str]) -> list[dict]:
	"""How each submitted log answered for `actions`, in the order of the sessions: session, action, follow_through."""
	Review, Session = frappe.qb.DocType("Coaching Action Review"), frappe.qb.DocType("Coaching Session")
	return (
		frappe.qb.from_(Review)
		.join(Session)
		.on(Session.name == Review.parent)
		.select(Session.name.as_("session"), Review.action, Review.follow_through)
		.where(
			Review.action.isin(actions or [""])
			& (Session.docstatus == 1)
			& Review.follow_through.isin(list(SCORES))
		)
		.orderby(Session.starts_on, Session.creation)
		.run(as_dict=True)
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
		reached = goal.status in LIVE_STATUSES and goal.is_met_by(value) and is_latest_reading(goal)
		if reached and not session.is_imported():
			set_status(goal, "Reached", effects)
		save_goal(goal)


def is_latest_reading(goal) -> bool:
	"""Whether the reading just added is the newest; that of a late log tells how it was before others were taken."""
	added = goal.readings[-1]
	return all(getdate(row.read_on) <= getdate(added.read_on) for row in goal.readings)


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
		fields=["name", "status", "creation", "agreed_on"],
	)
	old = [action for action in open_ones if is_of_plan_given_up(action, on)]
	effects["superseded"] |= {action.name: action.status for action in old}
	frappe.db.bulk_update("Coaching Action", {action.name: {"status": "Superseded"} for action in old})


def is_of_plan_given_up(action, on: date) -> bool:
	if action.status == "Agreed":
		# A late log leaves what was agreed after its day.
		return not action.agreed_on or getdate(action.agreed_on) <= on
	return getdate(action.creation) < on


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
	"""What stood proposed when the two met is agreed by the log that both hold. Made since then counts only what came
	with a goal set in this session, since it may be logged on another day, and what the log agreed before it was amended.

	Of a plan that the mentee has not accepted all stays a proposal (rule 1), and what they mean to do for a Long Term
	goal is theirs to settle (rule 8).
	"""
	Action, Plan, Goal = (
		frappe.qb.DocType(name) for name in ("Coaching Action", "Coaching Plan", "Coaching Goal")
	)
	on = getdate(session.starts_on)
	amended = session.amended_from or ""
	agreed_before = frappe.parse_json(
		frappe.db.get_value("Coaching Session", amended, "effects") if amended else None
	)
	belongs_to_the_talk = Criterion.any(
		[
			Action.creation < get_datetime(on + timedelta(days=1)),
			Goal.set_in_session.isin([session.name, amended]),
			Action.name.isin((agreed_before or {}).get("agreed") or [""]),
		]
	)
	proposed = (
		frappe.qb.from_(Action)
		.join(Plan)
		.on(Plan.name == Action.plan)
		.join(Goal)
		.on(Goal.name == Action.goal)
		.select(Action.name, Action.creation)
		.where((Plan.name == session.plan) & (Plan.status == "Active") & (Action.status == "Proposed"))
		.where((Action.horizon != "Long Term") | (Action.responsible == "Employer"))
		.where(belongs_to_the_talk)
		.orderby(Action.name)
		.run(as_dict=True)
	)
	frappe.db.bulk_update(
		"Coaching Action",
		{
			action.name: {"status": "Agreed", "agreed_on": max(on, getdate(action.creation))}
			for action in proposed
		},
	)
	return [action.name for action in proposed]


def set_status(goal, status: str, effects: dict) -> None:
	"""Set the status, and write down from what to what; several steps in one session count as one."""
	before = effects["goals"].get(goal.name, {}).get("before", goal.status)
	goal.status = status
	effects["goals"][goal.name] = {"before": before, "after": status}


def save_goal(goal) -> None:
	goal.flags.by_session = True
	goal.save_by_server()
