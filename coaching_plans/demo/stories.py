"""How half a year of coaching goes for different people. A story yields the day of its next step."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from heapq import heappop, heappush

import frappe

from coaching_plans.demo.calendar import act_as, current_day, set_day, working_day
from coaching_plans.demo.pair import Habit, Pair

HABITS = {
	"steady": Habit(),
	"patchy": Habit(missed=0.35, prepared=0.2, mentee_follows=0.5, employer_follows=0.5, pace=0.15, all_topics=False),
	"lapsing": Habit(missed=0.05, mentee_follows=0.75, pace=0.25),
	"without_plan": Habit(missed=0.1, prepared=0.2),
	"draft": Habit(missed=0.15, all_topics=False),
	"proposed": Habit(missed=0.1),
	"given_up": Habit(missed=0.1, mentee_follows=0.7, pace=0.2),
	"wrong_plan": Habit(mentee_follows=1.0, pace=0.06, periods=3),
	"performance_support": Habit(mentee_follows=0.8, pace=0.3),
}  # fmt: skip
# The least and the most days of a plan, by the days between two sessions.
PLAN_DAYS = {7: (56, 80), 14: (84, 130), 30: (110, 150)}


def live(stories: list[Iterator[date]], until: date) -> None:
	"""Let the stories happen side by side, day by day, each step on its day, up to and on the day `until`."""
	steps: list[tuple[date, int]] = []
	for number in range(len(stories)):
		heappush(steps, (date.min, number))
	while steps:
		day, number = heappop(steps)
		if day > until:
			continue
		if day != date.min:
			set_day(day)
		following = next(stories[number], None)
		if following:
			heappush(steps, (max(following, day), number))


class Story:
	"""The lives that people lead; `life_of` picks the one of a person."""

	def __init__(self, pair: Pair, start: date, today: date):
		self.pair = pair
		self.today = today
		self.begin = max(start, pair.person.date_of_joining) + timedelta(days=pair.chance.randint(1, 4))
		# Somewhere in the second half of what has passed, where lives take a turn.
		self.turn = start + timedelta(days=pair.chance.randint(85, 120))

	def life_of(self, life: str) -> Iterator[date]:
		lives: dict[str, Callable[[], Iterator[date]]] = {
			"steady": self.steady,
			"patchy": self.steady,
			"wrong_plan": self.steady,
			"lapsing": self.lapsing,
			"without_plan": self.without_plan,
			"nothing": self.nothing,
			"draft": self.draft,
			"proposed": self.proposed,
			"given_up": self.given_up,
			"performance_support": self.performance_support,
		}
		return lives[life]()

	@property
	def forever(self) -> date:
		return self.today + timedelta(days=365)

	def in_days(self, least: int, most: int) -> date:
		return current_day() + timedelta(days=self.pair.chance.randint(least, most))

	def plan_days(self) -> int:
		return self.pair.chance.randint(*PLAN_DAYS[self.pair.period])

	def agreed_plan(self, days: int | None = None) -> Iterator[date]:
		"""The coach writes a plan and proposes it, the mentee accepts it."""
		self.pair.draft_plan(days or self.plan_days())
		self.pair.propose()
		yield self.in_days(1, 2)
		if self.pair.happens(0.15):
			self.pair.request_changes()
			yield self.in_days(1, 2)
			self.pair.propose()
			yield self.in_days(1, 1)
		self.pair.accept()

	def steady(self) -> Iterator[date]:
		"""Plan, sessions, outcome, and the next plan."""
		yield working_day(self.begin)
		first = None
		while True:
			yield from self.agreed_plan()
			end = frappe.db.get_value("Coaching Plan", self.pair.plan, "end_date")
			dream = self.pair.dream() if self.pair.happens(0.4) else None
			if dream and self.pair.happens(0.5):
				self.pair.support_dream(dream)
			if self.pair.happens(0.4):
				self.pair.propose_action()
			yield from self.pair.meet(first or self.in_days(1, 4), end)
			if dream and self.pair.happens(0.4):
				self.pair.defer_dream(dream)
			first = frappe.db.get_value("Coaching Session", self.pair.scheduled(), "starts_on").date()
			self.pair.complete()

	def lapsing(self) -> Iterator[date]:
		"""Begins well; then a session is neither held nor missed, and nobody asks."""
		yield working_day(self.begin)
		yield from self.agreed_plan(170)
		yield from self.pair.meet(self.in_days(1, 6), self.turn)

	def without_plan(self) -> Iterator[date]:
		yield working_day(self.begin)
		yield from self.pair.meet(self.in_days(2, 12), self.forever)

	def nothing(self) -> Iterator[date]:
		yield from ()

	def sessions_until(self, day: date) -> Iterator[date]:
		"""One-on-ones without a plan, which a plan then takes the place of."""
		yield working_day(self.begin)
		yield from self.pair.meet(self.in_days(2, 12), day)
		yield max(day, current_day())

	def draft(self) -> Iterator[date]:
		"""A plan that the coach has written and not shown yet, beside the sessions."""
		yield from self.sessions_until(self.today - timedelta(days=self.pair.chance.randint(3, 12)))
		self.pair.draft_plan(self.plan_days())

	def proposed(self) -> Iterator[date]:
		"""A plan that waits for the mentee's answer."""
		yield from self.sessions_until(self.today - timedelta(days=self.pair.chance.randint(3, 12)))
		self.pair.draft_plan(self.plan_days())
		self.pair.propose()

	def given_up(self) -> Iterator[date]:
		yield working_day(self.begin)
		yield from self.agreed_plan(150)
		yield from self.pair.meet(self.in_days(2, 8), self.turn)
		yield max(self.turn, current_day())
		self.pair.close_early()

	def performance_support(self) -> Iterator[date]:
		"""Sessions without a plan first, then weekly ones on a plan that the coach's manager aligned (rule 2)."""
		yield from self.sessions_until(self.turn)
		self.pair.call_off_scheduled()
		self.pair.period = 7
		self.pair.draft_plan(84, "Performance Support", cadence="Weekly", session_minutes=45)
		yield self.in_days(1, 3)
		self.pair.align()
		self.pair.propose()
		yield self.in_days(1, 3)
		self.pair.accept()
		yield from self.pair.meet(self.in_days(1, 4), self.forever)


def transfer(person, manager, day: date) -> Iterator[date]:
	"""`person` moves to the team of `manager`, and their open plan with them (rule 18)."""
	yield day
	act_as("Administrator")
	employee = frappe.get_doc("Employee", person.employee)
	employee.reports_to = manager.employee
	employee.save()
	person.manager = manager


def leave(pair: Pair, day: date) -> Iterator[date]:
	"""The person leaves the company; their coach closes the plan before."""
	yield day
	if pair.plan:
		pair.close_early("Leaves the company at the end of the month.")
	act_as("Administrator")
	employee = frappe.get_doc("Employee", pair.person.employee)
	employee.update({"status": "Left", "relieving_date": day})
	employee.save()
