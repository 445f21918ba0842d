"""The figures of HR's weekly digest: coverage of a running cycle, and the topics missing in it (rules 22 and 26)."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from coaching_plans import coverage_facts
from coaching_plans.coverage import COVERED, NOT_COVERED, PARTLY_COVERED
from coaching_plans.reminders.people import Person
from coaching_plans.reminders.values import Facts


class CycleFigures(NamedTuple):
	"""Of one cycle: the coverage of each appraisee, and the topics that are due and not discussed often enough."""

	coverage: dict[str, str]
	missing: dict[str, list[str]]

	def counts_for(self, hr: Person, facts: Facts) -> tuple[int, int, int]:
		"""How many are covered, partly covered and not covered, of those for whom `hr` answers."""
		counts = Counter(self.coverage[employee] for employee in self._of(hr, facts))
		return counts[COVERED], counts[PARTLY_COVERED], counts[NOT_COVERED]

	def missing_for(self, hr: Person, facts: Facts) -> list[tuple[str, int]]:
		"""Each topic with how many people lack it, the most lacked first."""
		counts = Counter(
			topic for employee in self._of(hr, facts) for topic in self.missing.get(employee, ())
		)
		return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

	def total_for(self, hr: Person, facts: Facts) -> int:
		return sum(1 for _employee in self._of(hr, facts))

	def _of(self, hr: Person, facts: Facts):
		return (
			employee
			for employee in self.coverage
			if employee in facts.people and hr.answers_for(facts.people[employee])
		)


def figures_of(cycles: Sequence[str], facts: Facts) -> dict[str, CycleFigures]:
	"""The queries are as many a cycle, whatever the number of people in it."""
	return {name: _figures(name, facts) for name in cycles}


def _figures(name: str, facts: Facts) -> CycleFigures:
	cycle = coverage_facts.cycle_on(name, facts.on)
	# The job speaks for the app; each HR user is told of their own companies alone, by answers_for.
	rows = coverage_facts.coverage_of(cycle, user="Administrator")
	return CycleFigures(
		{row.employee: row.coverage for row in rows},
		{row.employee: row.topics_behind for row in rows},
	)
