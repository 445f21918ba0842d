"""What each kind of reminder says: what it is, why, and the one thing to do (rule 22). Names and dates, no content."""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import quote, urlencode

from frappe import _
from frappe.utils import format_date, get_url_to_form

from coaching_plans.reminders import kinds
from coaching_plans.reminders.people import Person
from coaching_plans.reminders.values import Reminder

TOPICS_NAMED = 5
PEOPLE_NAMED = 5


class Line(NamedTuple):
	"""One thing to do. `url` opens what it is done in."""

	title: str
	reason: str
	action: str
	url: str
	reminders: tuple[Reminder, ...]


class Wording:
	"""Names, dates and addresses for the sentences to one person, on one day."""

	def __init__(self, day, person: Person):
		self.day = day
		self.person = person

	def name(self, employee: str | None) -> str:
		person = self.day.facts.people.get(employee)
		return (person.name or person.employee) if person else _("your coach")

	def date(self, day: date) -> str:
		if day == self.day.on:
			return _("today")
		if day == self.day.on + timedelta(days=1):
			return _("tomorrow")
		return format_date(day, "EEEE, d MMMM" if abs((day - self.day.on).days) < 200 else "d MMMM yyyy")

	def figures(self, cycle: str):
		return self.day.figures.get(cycle)


def form(reminder: Reminder) -> str:
	return get_url_to_form(reminder.doctype, reminder.name)


def desk(path: str, **query: str) -> str:
	"""The address of a page of the desk, wherever this version of Frappe keeps its desk."""
	root = get_url_to_form("Coaching Session", "new").rsplit("/", 2)[0]
	return f"{root}/{quote(path)}" + (f"?{urlencode(query)}" if query else "")


# --- sessions -----------------------------------------------------------------------------------------------------


def session_tomorrow(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	if not reminder.count:
		reason = _("Add to the agenda what you want to talk about.")
	elif reminder.count == 1:
		reason = _("One open action will be looked at.")
	else:
		reason = _("{0} open actions will be looked at.").format(reminder.count)
	return Line(
		_("Session with {0} {1}, at {2}").format(
			wording.name(reminder.other), wording.date(reminder.day), f"{reminder.at:%H:%M}"
		),
		reason,
		_("Prepare it"),
		form(reminder),
		tuple(reminders),
	)


def session_not_logged(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	return Line(
		_("Session with {0}, {1}").format(wording.name(reminder.other), wording.date(reminder.day)),
		_("Its time is past and it has no log."),
		_("Log it, or mark it as missed"),
		form(reminder),
		tuple(reminders),
	)


def no_session(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	query = {"mentee": reminder.mentee, **({"plan": reminder.plan} if reminder.plan else {})}
	return Line(
		_("No session with {0} since {1}").format(wording.name(reminder.other), wording.date(reminder.day)),
		_("The standard for them is: {0}.").format(_(reminder.detail)),
		_("Plan a session"),
		desk("coaching-session/new", **query),
		tuple(reminders),
	)


def coaching_lapsed(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	"""One line a manager below, however many of theirs it is about."""
	reminder, people = reminders[0], [reminder.mentee for reminder in reminders]
	manager = wording.name(reminder.detail)
	if len(people) == 1:
		title = _("No session for {0} since {1}").format(
			wording.name(reminder.mentee), wording.date(reminder.day)
		)
		reason = _("By the standard {0} sessions have been missed.").format(reminder.count)
		url = desk("coaching-session", mentee=reminder.mentee)
	else:
		names = [wording.name(mentee) for mentee in people[:PEOPLE_NAMED]]
		title = _("No session for {0} people of {1} for longer than the standard").format(
			len(people), manager
		)
		reason = _("The longest since {0}: {1}").format(wording.date(reminder.day), ", ".join(names))
		if len(people) > PEOPLE_NAMED:
			reason = _("{0} and others").format(reason)
		url = desk("coaching-session", mentee=json.dumps(["in", ",".join(people)]))
	return Line(title, reason, _("Ask {0} what is in the way").format(manager), url, tuple(reminders))


# --- actions, assessments, plans ----------------------------------------------------------------------------------


def action_due(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder, count = reminders[0], len(reminders)
	day = wording.date(reminder.day)
	if reminder.detail == "Long Term":
		title = _("You planned a step of your own for {0}").format(day)
		reason = _("It is yours alone: move it or drop it as you like.")
	elif reminder.own:
		title = (
			_("An action of yours is due {0}").format(day)
			if count == 1
			else _("{0} actions of yours are due, the first {1}").format(count, day)
		)
		reason = _("The next session looks at it.")
	else:
		title = (
			_("What you will do for {0} is due {1}").format(wording.name(reminder.other), day)
			if count == 1
			else _("{0} things you will do for {1} are due, the first {2}").format(
				count, wording.name(reminder.other), day
			)
		)
		reason = _("It is the employer's part of what was agreed.")
	return Line(title, reason, _("Open it"), _actions_url(reminders), tuple(reminders))


def action_overdue(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder, count = reminders[0], len(reminders)
	day = wording.date(reminder.day)
	if reminder.own:
		title = (
			_("An action of yours was due on {0}").format(day)
			if count == 1
			else _("{0} actions of yours were due, the first on {1}").format(count, day)
		)
	else:
		title = (
			_("What you would do for {0} was due on {1}").format(wording.name(reminder.other), day)
			if count == 1
			else _("{0} things you would do for {1} were due, the first on {2}").format(
				count, wording.name(reminder.other), day
			)
		)
	return Line(
		title,
		_("Nobody has said how it went."),
		_("Say how it went"),
		_actions_url(reminders),
		tuple(reminders),
	)


def _actions_url(reminders: Sequence[Reminder]) -> str:
	if len(reminders) == 1:
		return form(reminders[0])
	return desk("coaching-action", plan=reminders[0].plan, status="Agreed", responsible=_side(reminders[0]))


def _side(reminder: Reminder) -> str:
	return "Employer" if reminder.duty else "Mentee"


def assessment_due(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	day = wording.date(reminder.day)
	return Line(
		_("Your own assessment is due before the discussion {0}").format(day)
		if reminder.own
		else _("Your assessment for {0} is due before the discussion {1}").format(
			wording.name(reminder.other), day
		),
		_("Both sides make theirs before they are compared."),
		_("Fill and submit it"),
		get_url_to_form("Competency Assessment", reminder.detail),
		tuple(reminders),
	)


def plan_ending(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	return Line(
		_("The plan with {0} ends {1}").format(wording.name(reminder.other), wording.date(reminder.day)),
		_("It has no outcome yet."),
		_("Complete it, or extend it"),
		form(reminder),
		tuple(reminders),
	)


def plan_ended(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	return Line(
		_("The plan with {0} ended on {1}").format(wording.name(reminder.other), wording.date(reminder.day)),
		_("It has no outcome yet."),
		_("Complete it, or extend it"),
		form(reminder),
		tuple(reminders),
	)


def plan_waiting(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	day = wording.date(reminder.day)
	if reminder.own:
		title = _("A plan proposed to you waits for your answer")
		reason = _("{0} proposed it on {1}.").format(wording.name(reminder.other), day)
	else:
		title = _("The plan proposed to {0} waits for HR's answer").format(wording.name(reminder.other))
		reason = _("They have no user to answer with. It was proposed on {0}.").format(day)
	return Line(title, reason, _("Accept it, or ask for changes"), form(reminder), tuple(reminders))


# --- HR and others ------------------------------------------------------------------------------------------------


def coverage(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	figures = wording.figures(reminder.name)
	if figures:
		reason = _("Covered: {0}. Partly covered: {1}. Not covered: {2}.").format(
			*figures.counts_for(wording.person, wording.day.facts)
		)
	else:
		reason = _("The report has the figures.")
	return Line(
		_("Coverage of {0} this week").format(reminder.name),
		reason,
		_("See who is not covered"),
		desk("query-report/Appraisal Cycle Coverage", appraisal_cycle=reminder.name),
		tuple(reminders),
	)


def topics_missing(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	figures = wording.figures(reminder.name)
	missing = figures.missing_for(wording.person, wording.day.facts) if figures else []
	people = figures.total_for(wording.person, wording.day.facts) if figures else 0
	if missing:
		topics = [
			_("{0} ({1} of {2})").format(_(topic), count, people) for topic, count in missing[:TOPICS_NAMED]
		]
		reason = _("Not discussed often enough, with how many people: {0}.").format("; ".join(topics))
	else:
		reason = _("Every topic due so far was discussed with everybody.")
	return Line(
		_("Topics missing with {0} % of {1} over").format(reminder.count, reminder.name),
		reason,
		_("See the topics"),
		desk("query-report/Coaching Topic Coverage", appraisal_cycle=reminder.name),
		tuple(reminders),
	)


def custom(wording: Wording, reminders: Sequence[Reminder]) -> Line:
	reminder = reminders[0]
	return Line(
		_("{0} {1}").format(_(reminder.doctype), reminder.name),
		_(reminder.detail),
		_("Open it"),
		form(reminder),
		tuple(reminders),
	)


SENTENCES: dict[str, Callable[[Wording, Sequence[Reminder]], Line]] = {
	kinds.SESSION_TOMORROW: session_tomorrow,
	kinds.SESSION_NOT_LOGGED: session_not_logged,
	kinds.PLAN_WAITING: plan_waiting,
	kinds.ACTION_OVERDUE: action_overdue,
	kinds.ACTION_DUE: action_due,
	kinds.ASSESSMENT_DUE: assessment_due,
	kinds.NO_SESSION: no_session,
	kinds.PLAN_ENDING: plan_ending,
	kinds.PLAN_ENDED: plan_ended,
	kinds.COACHING_LAPSED: coaching_lapsed,
	kinds.COVERAGE: coverage,
	kinds.TOPICS_MISSING: topics_missing,
	kinds.CUSTOM: custom,
}
