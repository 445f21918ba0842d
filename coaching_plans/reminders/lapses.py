"""Who had no session for longer than the standard (rule 22): plain functions over plain values, as in `select`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from coaching_plans.cadence import lapsed_periods, longer_than_standard, most_specific_standard, next_date
from coaching_plans.reminders.kinds import COACHING_LAPSED, NO_SESSION
from coaching_plans.reminders.people import Person, Tree
from coaching_plans.reminders.values import Facts, Plan, Reminder, Session

ONE_DAY = timedelta(days=1)


def lapses(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	"""People who had no session for longer than their standard: for the manager, and later for that one's manager.

	Who has neither a plan nor a session nor a Coaching Standard of their group has not begun, so can't lapse; HR's
	weekly coverage shows them.
	"""
	starts = _starts_of_active_plans(facts.plans)
	arranged = _days_of_sessions(facts.sessions, lambda session: session.mentee)
	for employee, person in facts.people.items():
		standard = _standard_of(facts, person)
		since = [
			day
			for day in (
				facts.last_held.get(employee),
				starts.get(employee),
				_standard_since(standard, person),
			)
			if day
		]
		managers = tree.managers_of(employee) if since else []
		if not managers or facts.calendar.on_leave(person, facts.on):
			continue
		cadence = standard["cadence"] if standard else facts.rules.cadence
		lapse = _lapse(facts, person, max(since), cadence)
		if not lapse:
			continue
		about = {
			"mentee": employee,
			"other": employee,
			"day": lapse.since,
			"count": lapse.periods,
			"duty": True,
		}
		if not _is_arranged(arranged.get(employee), facts.on, cadence):
			yield Reminder(
				NO_SESSION, managers[0], "Employee", employee, lapse.occasion, detail=cadence, **about
			)
		if lapse.periods >= facts.rules.lapses_before_escalation and len(managers) > 1:
			yield Reminder(
				COACHING_LAPSED,
				managers[1],
				"Employee",
				employee,
				str(lapse.since),
				detail=managers[0],
				**about,
			)


def lapses_of_appointed_coaches(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	"""An appointed coach is in the circle of their plan alone, so their lapse is that of the plan's own sessions."""
	arranged = _days_of_sessions(facts.sessions, lambda session: session.plan)
	for plan in facts.plans:
		person = facts.people.get(plan.mentee)
		if plan.status != "Active" or not plan.appointed or not tree.is_active(plan.coach):
			continue
		if not tree.is_active(plan.mentee) or facts.calendar.on_leave(person, facts.on):
			continue
		standard = _standard_of(facts, person)
		cadence = standard["cadence"] if standard else facts.rules.cadence
		since = max(filter(None, (plan.start, plan.accepted_on, plan.last_session_on)))
		lapse = _lapse(facts, person, since, cadence)
		if lapse and not _is_arranged(arranged.get(plan.name), facts.on, cadence):
			yield Reminder(
				NO_SESSION,
				plan.coach,
				"Coaching Plan",
				plan.name,
				lapse.occasion,
				duty=True,
				mentee=plan.mentee,
				other=plan.mentee,
				day=lapse.since,
				count=lapse.periods,
				plan=plan.name,
				detail=cadence,
			)


class _Lapse(NamedTuple):
	since: date
	periods: int

	@property
	def occasion(self) -> str:
		"""The first lapsed period, the second, fourth, eighth: ever more rarely, so that it does not nag."""
		return f"{self.since}/{1 << (self.periods.bit_length() - 1)}"


def _lapse(facts: Facts, person: Person, since: date, cadence: str) -> _Lapse | None:
	back = facts.calendar.back_since(person, facts.on)
	since = max(since, back) if back else since
	if not longer_than_standard(since, facts.on, cadence):
		return None
	return _Lapse(since, lapsed_periods(since, facts.on - ONE_DAY, cadence))


def _starts_of_active_plans(plans: Sequence[Plan]) -> dict[str, date]:
	starts: dict[str, date] = {}
	for plan in plans:
		if plan.status == "Active":
			start = max(filter(None, (plan.start, plan.accepted_on)))
			starts[plan.mentee] = max(start, starts.get(plan.mentee, start))
	return starts


def _days_of_sessions(sessions: Sequence[Session], by) -> dict[str | None, date]:
	days: dict[str | None, date] = {}
	for session in sessions:
		days[by(session)] = min(session.day, days.get(by(session), session.day))
	return days


def _is_arranged(day: date | None, on: date, cadence: str) -> bool:
	"""A session stands in the calendar within one period, or waits to be logged: that is what is to be done then."""
	return day is not None and day <= next_date(on, cadence)


def _standard_of(facts: Facts, person: Person) -> Mapping[str, Any] | None:
	return most_specific_standard(
		facts.standards,
		designation=person.designation,
		grade=person.grade,
		department=person.department,
		company=person.company,
	)


def _standard_since(standard: Mapping[str, Any] | None, person: Person) -> date | None:
	if not standard:
		return None
	return max(filter(None, (standard["since"], person.joined)), default=None)
