"""The plain values that reminders are chosen from, and a reminder itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from coaching_plans.reminders.people import Calendar, Person


class Plan(NamedTuple):
	"""A plan that is Proposed or Active."""

	name: str
	mentee: str
	status: str
	start: date
	end: date
	coach: str | None = None
	appointed: bool = False
	proposed_on: date | None = None
	accepted_on: date | None = None
	last_session_on: date | None = None


class Session(NamedTuple):
	"""A session that is Scheduled and not logged."""

	name: str
	mentee: str
	starts_on: datetime
	plan: str | None = None
	coach: str | None = None
	appointed: bool = False
	session_type: str = "Scheduled"
	appraisal_cycle: str | None = None

	@property
	def day(self) -> date:
		return self.starts_on.date()


class Action(NamedTuple):
	"""An agreed action with a due date, of an active plan and a goal still pursued."""

	name: str
	plan: str
	mentee: str
	due: date
	responsible: str = "Mentee"
	assigned_to: str | None = None
	horizon: str = "Short Term"
	coach: str | None = None
	appointed: bool = False


class Assessment(NamedTuple):
	"""A Self or Coach assessment that is not submitted."""

	name: str
	mentee: str
	kind: str
	plan: str | None = None
	appraisal_cycle: str | None = None
	coach: str | None = None
	appointed: bool = False


class RunningCycle(NamedTuple):
	name: str
	start: date
	end: date
	# how many appraisees of each company
	companies: Mapping[str | None, int]


class Waiting(NamedTuple):
	"""A reminder that an administrator's own script has asked for; it goes with the next digest."""

	key: str
	user: str
	doctype: str
	name: str
	text: str
	mentee: str | None = None


class Rules(NamedTuple):
	"""Coaching Settings, as far as reminders go. Days ahead are working days of the person reminded."""

	session_days: int = 1
	action_days: int = 2
	plan_days: int = 5
	assessment_days: int = 3
	lapses_before_escalation: int = 2
	weekly_day: str = "Monday"
	cadence: str = "Every 2 Weeks"
	off: frozenset[str] = frozenset()


class Facts(NamedTuple):
	"""All that the choice rests on. `now` is the moment from which a session counts as begun."""

	on: date
	now: datetime
	people: Mapping[str, Person]
	calendar: Calendar
	hr: Sequence[Person] = ()
	plans: Sequence[Plan] = ()
	sessions: Sequence[Session] = ()
	last_held: Mapping[str, date] = {}
	actions: Sequence[Action] = ()
	open_actions: Mapping[str, int] = {}
	assessments: Sequence[Assessment] = ()
	standards: Sequence[Mapping[str, Any]] = ()
	cycles: Sequence[RunningCycle] = ()
	waiting: Sequence[Waiting] = ()
	muted: Mapping[str, frozenset[str]] = {}
	rules: Rules = Rules()


class Reminder(NamedTuple):
	"""One thing to remind one person of; `to` is the key of a Person."""

	kind: str
	to: str
	doctype: str
	name: str
	occasion: str
	# A duty of the employer: nobody mutes it for themselves.
	duty: bool = False
	mentee: str | None = None
	# whom the sentence names
	other: str | None = None
	day: date | None = None
	at: datetime | None = None
	count: int = 0
	plan: str | None = None
	detail: str | None = None
	own: bool = False
	stored_key: str | None = None

	@property
	def key(self) -> str:
		"""The same for the same thing, whoever computes it and when; it tells nothing about what it stands for."""
		return self.stored_key or key_of(self.kind, self.to, self.doctype, self.name, self.occasion)


def key_of(*parts: str) -> str:
	return sha256("\0".join(parts).encode()).hexdigest()[:40]
