"""Two rounds of competency ratings for some of the people: apart, revealed, talked about (rules 15 and 16)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
	open_round,
	start_discussion,
)
from coaching_plans.competency_rules import HIGHEST, LOWEST, focus_limits, is_much_apart
from coaching_plans.demo.calendar import current_day, working_day
from coaching_plans.demo.pair import Pair

# Lives in which there is time for it, and of how many of those who lead them every which takes part.
LIVES = ("steady", "wrong_plan")
EVERY = 3
# Of the others, how many are in the middle of their first round today: they have rated, their coach has not.
EVERY_HALF = 8
# Days after the cycle began on which the rounds are opened.
ROUNDS = (45, 130)
FOCUS = 2

EXAMPLES = {
	"Strength": (
		"Colleagues ask for this, twice last month",
		"The handover in spring went through without a question",
		"Named by two customers in the survey",
		"Stepped in when the schedule slipped, without being asked",
	),
	"Development": (
		"The review in March had to be repeated",
		"Two promises of the quarter were kept late",
		"Said little in the last three planning meetings",
		"The report came back with questions each time",
	),
}
DIFFERENCES = (
	"We looked at different projects; the later one shows the change",
	"The example from the audit settled it",
	"Measured against the new role, not the one before",
)
BARRIERS = (
	("Little quiet time on the shift", "Two hours on Fridays are kept free"),
	("No occasion in the present project", "Takes part in the next one from its start"),
	("Old habits come back under pressure", "A sign agreed with the coach, used in the meeting"),
)


def rounds(pairs: list[Pair], seed: int, start: date, today: date) -> list[Iterator[date]]:
	"""The rounds of those who take part, to be lived beside the other stories; none where the firm has no profile."""
	if not frappe.db.exists("Competency Profile", {"is_default": 1}):
		return []
	steady = [pair for pair in pairs if pair.person.life in LIVES and pair.person.date_of_joining <= start]
	# A chance of their own, so that the rounds change nothing for the others.
	return [
		*(_rounds(pair, Random(f"{seed} rounds {pair.person.user}"), start) for pair in steady[::EVERY]),
		*(
			_half_a_round(pair, Random(f"{seed} rounds {pair.person.user}"), today)
			for pair in steady[1::EVERY][::EVERY_HALF]
		),
	]


def _half_a_round(pair: Pair, chance: Random, today: date) -> Iterator[date]:
	"""Opened a few days ago; the coach has not rated yet, and does not see what the employee said."""
	yield working_day(today - timedelta(days=9))
	pair.as_coach()
	plan, cycle = _free_round(pair.person.employee, pair.plan)
	names = open_round(pair.person.employee, plan=plan, appraisal_cycle=cycle)
	yield _in_days(chance, 1, 4)
	pair.as_mentee()
	_rate(names["Self"], {}, chance, bias=(0, 0, 1))


def _rounds(pair: Pair, chance: Random, start: date) -> Iterator[date]:
	abilities: dict[str, int] = {}
	for days in ROUNDS:
		yield working_day(start + timedelta(days=days + chance.randint(0, 12)))
		pair.as_coach()
		plan, cycle = _free_round(pair.person.employee, pair.plan)
		if not (plan or cycle):
			return
		names = open_round(pair.person.employee, plan=plan, appraisal_cycle=cycle)
		yield _in_days(chance, 2, 6)
		pair.as_mentee()
		_rate(names["Self"], abilities, chance, bias=(0, 0, 1, 1, -1))
		yield _in_days(chance, 1, 6)
		pair.as_coach()
		_rate(names["Coach"], abilities, chance, bias=(0, 0, 0, 0, -1))
		yield _in_days(chance, 3, 9)
		# Somebody may have left or closed the plan meanwhile; what comes of a talk needs a plan under way.
		if not _is_under_way(pair.plan):
			continue
		pair.as_coach()
		_discuss(
			pair, start_discussion(pair.person.employee, plan=plan, appraisal_cycle=cycle), abilities, chance
		)


def _in_days(chance: Random, least: int, most: int) -> date:
	return working_day(current_day() + timedelta(days=chance.randint(least, most)))


def _free_round(mentee: str, plan: str | None) -> tuple[str | None, str | None]:
	"""The plan under way, if it has had no round, else the cycle, which has one of its own."""
	if _is_under_way(plan) and not frappe.db.exists("Competency Assessment", {"plan": plan}):
		return plan, None
	cycle = frappe.get_all("Appraisee", filters={"employee": mentee}, pluck="parent", limit=1)
	return None, cycle[0] if cycle else None


def _is_under_way(plan: str | None) -> bool:
	return bool(plan) and frappe.db.get_value("Coaching Plan", plan, "status") == "Active"


def _rate(name: str, abilities: dict[str, int], chance: Random, bias: tuple[int, ...]) -> None:
	doc = frappe.get_doc("Competency Assessment", name)
	if doc.docstatus:
		return
	for row in doc.ratings:
		able = abilities.setdefault(row.competency, chance.choice((2, 2, 3, 3, 3, 4)))
		row.level = min(HIGHEST, max(LOWEST, able + chance.choice(bias)))
		row.area = "Strength" if row.level > row.expected_level else None
		if row.level < row.expected_level or (not row.area and chance.random() < 0.2):
			row.area = "Development"
		if row.area:
			row.evidence = chance.choice(EXAMPLES[row.area])
	doc.submit()


def _discuss(pair: Pair, name: str, abilities: dict[str, int], chance: Random) -> None:
	doc = frappe.get_doc("Competency Assessment", name)
	if doc.docstatus:
		return
	for row in doc.ratings:
		row.level = max(LOWEST, min(HIGHEST, round((row.self_level + row.coach_level) / 2 - 0.1)))
		row.area, row.evidence = row.area or None, row.evidence or None
		if row.area and not row.evidence:
			row.evidence = chance.choice(EXAMPLES[row.area])
		if is_much_apart(row.self_level, row.coach_level):
			row.difference = chance.choice(DIFFERENCES)
	weakest = sorted(doc.ratings, key=lambda row: (row.level - row.expected_level, row.idx))
	for row in weakest[: max(FOCUS, focus_limits(len(doc.ratings))[0])]:
		row.area, row.focus, row.target_level = "Development", 1, min(HIGHEST, row.level + 1)
		row.evidence = row.evidence or chance.choice(EXAMPLES["Development"])
		# What is worked on is better the next time.
		abilities[row.competency] = min(HIGHEST, row.level + 1)
	barrier, response = chance.choice(BARRIERS)
	doc.append("barriers", {"competency": weakest[0].competency, "barrier": barrier, "response": response})
	day = working_day(current_day() + timedelta(days=pair.period))
	doc.follow_up_on = datetime.combine(day, time(11))
	doc.submit()
