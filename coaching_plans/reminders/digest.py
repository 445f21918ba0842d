"""From what is due to what goes out: one digest a person, without what was sent before and without quiet people."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

import frappe

from coaching_plans.reminders import facts as sources
from coaching_plans.reminders.hr_figures import CycleFigures, figures_of
from coaching_plans.reminders.kinds import COVERAGE, DIGEST, TOPICS_MISSING
from coaching_plans.reminders.people import Person, quiet_reason
from coaching_plans.reminders.select import choose
from coaching_plans.reminders.values import Facts, Reminder, key_of

# Why nothing goes to somebody for whom there would be something.
SENT_TODAY = "Sent Today"


class Digest(NamedTuple):
	"""What goes to one person on one day; `quiet` says why it does not go."""

	on: date
	person: Person
	reminders: list[Reminder]
	quiet: str | None = None

	@property
	def key(self) -> str:
		"""One a person and a day, whatever is in it (rule 22)."""
		return day_key(self.person, self.on)


class Day(NamedTuple):
	"""The digests of a day, and what their sentences are made from."""

	on: date
	digests: list[Digest]
	facts: Facts
	figures: dict[str, CycleFigures]


def day_key(person: Person, on: date) -> str:
	return key_of(DIGEST, person.key, str(on))


def digests_of(on: date) -> Day:
	"""What is to be sent on the day `on`, quiet people's digests included, in a fixed number of queries."""
	facts = sources.gather(on)
	reminders = choose(facts)
	# Of HR's own, what they answer for is known there alone.
	people = {**facts.people, **{person.key: person for person in facts.hr}}
	recipients = {people[reminder.to] for reminder in reminders}
	known = already_sent(
		[reminder.key for reminder in reminders if not reminder.stored_key]
		+ [day_key(person, on) for person in recipients]
	)
	digests = [
		Digest(on, people[to], list(mine), _quiet(people[to], facts, known))
		for to, mine in groupby(
			(reminder for reminder in reminders if reminder.key not in known),
			key=lambda reminder: reminder.to,
		)
	]
	return Day(on, digests, facts, _figures(digests, facts))


def _quiet(person: Person, facts: Facts, known: set[str]) -> str | None:
	if day_key(person, facts.on) in known:
		return SENT_TODAY
	return quiet_reason(person, facts.calendar, facts.on)


def already_sent(keys: Iterable[str]) -> set[str]:
	"""Which of the keys stand in Coaching Reminder."""
	keys = list(keys)
	if not keys:
		return set()
	Row = frappe.qb.DocType("Coaching Reminder")
	return set(frappe.qb.from_(Row).select(Row.name).where(Row.name.isin(keys)).run(pluck=True))


def _figures(digests: list[Digest], facts: Facts) -> dict[str, CycleFigures]:
	"""Only of the cycles that somebody is told about today: gathering them is the dear part."""
	told = {
		reminder.name
		for digest in digests
		if not digest.quiet
		for reminder in digest.reminders
		if reminder.kind in (COVERAGE, TOPICS_MISSING)
	}
	return figures_of(sorted(told), facts) if told else {}
