"""What a session takes over from what came before, so that nobody types again what the app knows (rules 9 to 11).

Read past permissions, within the session's own plan or person: the circle that reads the session reads these.
"""

from collections.abc import Container
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, formatdate, get_datetime, getdate

from coaching_plans.availability import days_off
from coaching_plans.cadence import clear_day, next_date
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standard_for
from coaching_plans.statuses import LIVE_STATUSES

DAYS_LOOKED_AHEAD = 60
# What is not settled in them goes to the next session.
OPEN_TABLES = ("agenda", "barriers")


def fill(session) -> None:
	"""Fill a new session from the one before it: agenda not discussed, open barriers, goals overdue, the next date."""
	previous = last_session_before(session)
	if previous:
		session.previous_session = previous.name
		take_over_open_items(session, previous)
	bring_overdue_goals_up_to_date(session)
	if not session.next_session_on:
		session.next_session_on = next_session_day(session)


def last_session_before(session):
	"""The session of the same plan, or of the same person without a plan, that comes right before; None if none."""
	name = frappe.db.get_value(
		"Coaching Session",
		{
			"mentee": session.mentee,
			"plan": session.plan or ("is", "not set"),
			"docstatus": ("<", 2),
			"starts_on": ("<=", session.starts_on),
			"name": ("!=", session.name or ""),
		},
		order_by="starts_on desc, creation desc",
	)
	return frappe.get_doc("Coaching Session", name) if name else None


def take_over_open_items(session, previous) -> None:
	"""What `previous` leaves open and `session` does not have yet."""
	items = {(row.topic or None, row.item or None) for row in session.agenda}
	for item in previous.agenda:
		if not item.discussed and (item.topic or None, item.item or None) not in items:
			session.append("agenda", {"topic": item.topic, "item": item.item, "raised_by": item.raised_by})
	barriers = {row.barrier for row in session.barriers}
	for barrier in previous.barriers:
		if not barrier.response and barrier.barrier not in barriers:
			session.append("barriers", {"barrier": barrier.barrier, "goal": barrier.goal})
	if previous.status != "Held":
		session.mentee_preparation = session.mentee_preparation or previous.mentee_preparation


def hand_on(session, following: str | None) -> dict[str, list[str]]:
	"""Give what is open in `session` to the one scheduled already, which was filled before this one was over (rule 13).

	Returns the names of the rows that were added there, by table.
	"""
	if not following:
		return {}
	later = frappe.get_doc("Coaching Session", following, for_update=True)
	there = {table: {row.name for row in later.get(table)} for table in OPEN_TABLES}
	take_over_open_items(later, session)
	bring_overdue_goals_up_to_date(later)
	later.save_by_server()
	return {
		table: [row.name for row in later.get(table) if row.name not in there[table]] for table in OPEN_TABLES
	}


def take_back(handed: dict | None) -> None:
	"""Undo `hand_on`, as far as nobody has talked about it there."""
	if not handed or frappe.db.get_value("Coaching Session", handed["name"], "docstatus") != 0:
		return
	later = frappe.get_doc("Coaching Session", handed["name"], for_update=True)
	if later.status != "Scheduled":
		return
	for table, rows in handed["rows"].items():
		later.set(
			table,
			[
				row
				for row in later.get(table)
				if row.name not in rows or row.get("discussed") or row.get("response")
			],
		)
	later.save_by_server()


def bring_overdue_goals_up_to_date(session) -> None:
	"""Rule 10: a goal past its date whose actions were not followed is talked about, not replanned.

	It is on the agenda from when it was missed until it is not any more. Of a plan that was handed back nothing is
	said, since its employee does not see what is written there (rule 19).
	"""
	if not session.plan or session.stored_plan_status() == "Draft":
		return
	goals = frappe.get_all(
		"Coaching Goal",
		filters={"plan": session.plan, "horizon": ("!=", "Long Term")},
		fields=["development_area", "due_date", "status"],
		order_by="due_date",
	)
	overdue = [
		goal for goal in goals if goal.status == "Open" and goal.due_date and getdate(goal.due_date) < today()
	]
	session.agenda = [
		item
		for item in session.agenda
		if item.discussed
		or not any(says_overdue(item, goal) for goal in goals)
		or any(says_overdue(item, goal, goal.due_date) for goal in overdue)
	]
	for goal in overdue:
		if not any(names_overdue(item, goal) for item in session.agenda):
			session.append(
				"agenda",
				{
					"item": overdue_item(goal.development_area, formatdate(goal.due_date)),
					"raised_by": "Coach",
				},
			)


def overdue_item(area: str, day: str) -> str:
	return _("Goal past its date: {0}, due {1}").format(area, day)


def names_overdue(item, goal) -> bool:
	"""Whether the agenda item names the goal and the day that it was due, in whichever language."""
	text = item.item or ""
	return goal.development_area in text and formatdate(goal.due_date) in text


def says_overdue(item, goal, due_date=None) -> bool:
	"""Whether the agenda item says that `goal` is past its date: past `due_date`, or any where none is given."""
	before, after = overdue_item(goal.development_area, "\0").split("\0")
	text = item.item or ""
	if due_date:
		return text == before + formatdate(due_date) + after
	return item.raised_by == "Coach" and text.startswith(before) and text.endswith(after)


def next_session_day(session) -> date:
	"""The day one cadence after this session, moved off the holidays and leave of both."""
	return next_clear_day(session, next_date(getdate(session.starts_on), cadence_of(session)))


def cadence_of(session) -> str:
	"""The plan's, else the standard's."""
	cadence = session.plan and frappe.db.get_value("Coaching Plan", session.plan, "cadence")
	return cadence or standard_for(session.mentee).cadence


def next_clear_day(session, day: date) -> date:
	"""The first day from `day` on that is neither a holiday nor leave of one of the two."""
	both = [person for person in (session.mentee, session.coach) if person]
	off = days_off(both, day, getdate(add_days(day, DAYS_LOOKED_AHEAD)))
	return clear_day(day, set().union(*off.values()), DAYS_LOOKED_AHEAD)


def bring_reviews_up_to_date(session) -> None:
	"""One review row for each open action agreed before the session (rule 9), answered rows kept as they are.

	The mentee's own actions of Long Term goals are not reviewed: those goals have no consequence (rule 8).
	"""
	actions = {action.name: action for action in actions_to_review(session)}
	session.action_reviews = one_row_each(session.action_reviews, "action", "follow_through", actions)
	listed = {row.action for row in session.action_reviews}
	for action in actions.values():
		if action.name not in listed:
			session.append("action_reviews", {"action": action.name})
	for row in session.action_reviews:
		row.update({key: actions[row.action][key] for key in ("description", "responsible", "due_date")})


def one_row_each(rows: list, of: str, says: str, known: Container[str]) -> list:
	"""Of `rows` one for each record that `of` names and that is in `known`: the first that says something in `says`."""
	kept = {}
	for row in rows:
		name = row.get(of)
		if name in known and (name not in kept or (row.get(says) and not kept[name].get(says))):
			kept[name] = row
	return [row for row in rows if row is kept.get(row.get(of))]


def leave_out_what_is_new(session) -> None:
	"""What was agreed in the talk was not agreed before it (rule 9): it is reviewed where somebody has answered."""
	new = {action.name for action in actions_to_review(session) if may_be_agreed_in(session, action)}
	session.action_reviews = [
		row for row in session.action_reviews if row.follow_through or row.comment or row.action not in new
	]


def may_be_agreed_in(session, action) -> bool:
	"""Of the day itself, unless the action stands as it did when the talk began or when its record was made that day."""
	begun = get_datetime(session.starts_on)
	if getdate(action.agreed_on) != begun.date():
		return False
	made = get_datetime(session.creation)
	if made.date() == begun.date() and not session.amended_from:
		begun = max(begun, made)
	return get_datetime(action.modified) > begun


def actions_to_review(session) -> list[dict]:
	if not session.plan:
		return []
	Action, Goal = frappe.qb.DocType("Coaching Action"), frappe.qb.DocType("Coaching Goal")
	# What was answered stays, and what the employee has reported on meanwhile is still to be reviewed.
	listed = [row.action for row in session.action_reviews]
	answered = [row.action for row in session.action_reviews if row.follow_through or row.comment]
	if session.is_imported():
		# What a log of long ago says of an action that is done by now, stays.
		answered = listed
	is_pursued = Goal.status.isin(LIVE_STATUSES)
	reported = Action.name.isin(listed or [""]) & Action.status.isin(["Done", "Not Done"])
	kept = Action.name.isin(answered or [""]) & (Action.status != "Proposed")
	was_agreed = (is_pursued & ((Action.status == "Agreed") | reported)) | kept
	return (
		frappe.qb.from_(Action)
		.join(Goal)
		.on(Goal.name == Action.goal)
		.select(
			Action.name,
			Action.description,
			Action.responsible,
			Action.due_date,
			Action.agreed_on,
			Action.modified,
		)
		.where(
			(Action.plan == session.plan)
			& was_agreed
			& (Action.agreed_on <= get_datetime(session.starts_on).date())
			& ((Goal.horizon != "Long Term") | (Action.responsible == "Employer"))
		)
		.orderby(Action.responsible, order=frappe.qb.desc)
		.orderby(Action.creation)
		.run(as_dict=True)
	)


def bring_readings_up_to_date(session) -> None:
	"""One reading row for each metric goal still pursued in the plan."""
	goals = {goal.name: goal for goal in goals_to_read(session)}
	session.metric_readings = one_row_each(session.metric_readings, "goal", "value", goals)
	if session.stored_plan_status() == "Draft":
		# The plan was handed back and is being rewritten, which its employee does not see (rule 19).
		return
	listed = {row.goal for row in session.metric_readings}
	for goal in goals.values():
		if goal.name not in listed:
			session.append("metric_readings", {"goal": goal.name})
	for row in session.metric_readings:
		goal = goals[row.goal]
		row.metric = f"{goal.metric} ({goal.unit})" if goal.unit else goal.metric


def goals_to_read(session) -> list[dict]:
	if not session.plan:
		return []
	goals = frappe.get_all(
		"Coaching Goal",
		filters={"plan": session.plan, "measure": "Metric", "horizon": ("!=", "Long Term")},
		fields=["name", "metric", "unit", "status"],
		order_by="creation",
	)
	# As with actions: what was read stays, though the goal be reached by now.
	is_imported = session.is_imported()
	named = {row.goal for row in session.metric_readings if is_imported or str(row.value or "").strip()}
	return [goal for goal in goals if goal.status in LIVE_STATUSES or goal.name in named]
