"""A made-up company with half a year of coaching, to look at the app with figures in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import frappe
from frappe import _
from frappe.utils import add_days

from coaching_plans.clock import today
from coaching_plans.demo import company, competencies, removal
from coaching_plans.demo.calendar import act_as, set_day
from coaching_plans.demo.organization import LEAST_PEOPLE, NEW_STARTER, STAFF, Person, draw
from coaching_plans.demo.pair import Pair
from coaching_plans.demo.record import Record
from coaching_plans.demo.stories import HABITS, Story, leave, live, transfer

CADENCES = {"Customer Support": "Every 2 Weeks", "Sales": "Every 2 Weeks"}


def create(people: int = 120, seed: int = 7) -> dict:
	"""Make the demo company of `people` employees and their coaching of the last half year, through the controllers.

	The same `people`, `seed` and day give the same figures on every site. Nothing is committed and no mail is sent.
	Returns a dict with company, appraisal_cycle and how many employees, plans and sessions_held there are.
	Raises ValidationError for fewer than 15 people, or when the demo or a company of its name is there already.
	"""
	if people < LEAST_PEOPLE:
		frappe.throw(_("The demo needs {0} people at least.").format(LEAST_PEOPLE))
	if Record.stored() or frappe.db.exists("Company", company.COMPANY):
		frappe.throw(
			_("{0} is on this site already. Remove the demo first, with --remove.").format(company.COMPANY)
		)
	with _as_it_was():
		return _create(people, seed)


def remove() -> int:
	"""Remove exactly what `create` made, and all that was added to it since. Returns how many documents that were.

	Raises ValidationError when there is no demo on the site. Nothing is committed.
	"""
	record = Record.stored()
	if not record:
		frappe.throw(_("There is no demo on this site."))
	with _as_it_was():
		act_as("Administrator")
		return removal.remove(record)


@contextmanager
def _as_it_was() -> Iterator[None]:
	"""Whoever acts, whatever day it is and whether mail goes out: afterwards it is as before."""
	user, messages = frappe.session.user, list(frappe.local.message_log)
	flags = {name: frappe.flags.get(name) for name in ("current_date", "mute_emails")}
	frappe.flags.mute_emails = True
	try:
		yield
	finally:
		frappe.flags.update(flags)
		frappe.local.message_log = messages
		frappe.set_user(user)


def _create(people: int, seed: int) -> dict:
	day = today()
	start, end = company.cycle_dates(day)
	act_as("Administrator")
	# People are there before the cycle begins.
	set_day(add_days(start, -7))
	record, persons = Record(), draw(people, seed, start)
	company.found(record, start, end)
	company.hire(record, persons)
	cycle = company.open_cycle(record, persons, start, end)
	company.draft_appraisals(record, cycle, persons)
	record.store()
	pairs = [_pair(person, seed) for person in persons if person.manager]
	stories = [Story(pair, start, day).life_of(pair.person.life) for pair in pairs]
	live([*stories, *_changes(pairs, start), *competencies.rounds(pairs, seed, start, day)], until=day)
	return {
		"company": company.COMPANY,
		"appraisal_cycle": cycle,
		"employees": len(persons),
		"plans": frappe.db.count("Coaching Plan", {"company": company.COMPANY}),
		"sessions_held": frappe.db.count("Coaching Session", {"company": company.COMPANY, "docstatus": 1}),
	}


def _pair(person: Person, seed: int) -> Pair:
	cadence = "Weekly" if person.grade == NEW_STARTER else CADENCES.get(person.department, "Monthly")
	# A chance of their own, so that what one does changes nothing for the others.
	return Pair(person, Random(f"{seed} {person.user}"), cadence, HABITS.get(person.life, HABITS["steady"]))


def _changes(pairs: list[Pair], start) -> list:
	"""Somebody changes the team and somebody leaves, where the company is large enough for that."""
	staff = [pair for pair in pairs if pair.person.designation in STAFF.values()]
	changes = []
	for pair in staff:
		others = [lead for lead in pair.person.manager.manager.team if lead is not pair.person.manager]
		if pair.person.life == "steady" and not pair.person.grade and others:
			changes.append(transfer(pair.person, others[0], add_days(start, 130)))
			break
	lapsing = [pair for pair in staff if pair.person.life == "lapsing"]
	if lapsing:
		changes.append(leave(lapsing[-1], add_days(start, 150)))
	return changes
