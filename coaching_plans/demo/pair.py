"""What one person and whoever coaches them do together: each deed by its doer, through the controllers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

import frappe
from frappe.utils import getdate

from coaching_plans.coaching_plans.doctype.coaching_session.following import new_session, open_session
from coaching_plans.demo import log, sentences
from coaching_plans.demo.calendar import act_as, current_day, working_day
from coaching_plans.demo.cases import MID, SHORT, Case
from coaching_plans.demo.organization import Person
from coaching_plans.statuses import OPEN_ACTION_STATUSES

DAYS_OF_PERIOD = {"Weekly": 7, "Every 2 Weeks": 14, "Monthly": 30}
HALF_HOURS = [time(hour, minute) for hour in range(9, 16) for minute in (0, 30)]
SMALLER_STEP = ("Do it for one case a day and count those", "Tally on the desk, read in the 1:1")


class Habit(NamedTuple):
	"""How a pair goes about it: chances, the share of a goal made in a session, the periods that a goal is given."""

	missed: float = 0.0
	postponed: float = 0.08
	prepared: float = 0.35
	mentee_follows: float = 0.88
	employer_follows: float = 0.8
	pace: float = 0.27
	periods: int = 5
	# Whether all topics get their turn, or the same is talked about each time.
	all_topics: bool = True


@dataclass
class Pursuit:
	"""How far a goal has come."""

	case: Case
	horizon: str
	share: float = 0.0


class Pair:
	def __init__(self, person: Person, chance: Random, cadence: str, habit: Habit):
		self.person = person
		self.chance = chance
		self.period = DAYS_OF_PERIOD[cadence]
		self.habit = habit
		self.plan: str | None = None
		self.pursuits: dict[str, Pursuit] = {}
		self.last_held: str | None = None
		self.sessions_held = 0
		self.cases = {"Short Term": [], "Mid Term": []}

	@property
	def goal_days(self) -> int:
		return self.habit.periods * self.period + 5

	def happens(self, share: float) -> bool:
		return self.chance.random() < share

	def one_of(self, items):
		return self.chance.choice(items)

	def as_coach(self) -> None:
		act_as(self.person.manager.user)

	def as_mentee(self) -> None:
		act_as(self.person.user)

	def next_case(self, horizon: str) -> Case:
		"""One that this person has not had yet, as long as there is one."""
		if not self.cases[horizon]:
			cases = (SHORT if horizon == "Short Term" else MID)[self.person.work]
			self.cases[horizon] = self.chance.sample(cases, len(cases))
		return self.cases[horizon].pop()

	# --- plans --------------------------------------------------------------------------------------------------

	def draft_plan(self, days: int, purpose: str | None = None, **values):
		"""The coach writes a plan with a Short Term goal, mostly another and a Mid Term one."""
		self.as_coach()
		case, start = self.next_case("Short Term"), current_day()
		performance = purpose == "Performance Support"
		plan = frappe.get_doc(
			{
				"doctype": "Coaching Plan",
				"mentee": self.person.employee,
				"purpose": purpose or self.one_of(sentences.PURPOSES),
				"opportunity": sentences.PERFORMANCE if performance else case.observed,
				"start_date": start,
				"end_date": start + timedelta(days=days),
				"support": self.support(start),
				**values,
			}
		).insert()
		self.plan, self.pursuits = plan.name, {}
		self.add_goal(case, "Short Term")
		if self.happens(0.3):
			self.add_goal(self.next_case("Short Term"), "Short Term")
		if self.happens(0.6) and not performance:
			self.add_goal(self.next_case("Mid Term"), "Mid Term", due=getdate(plan.end_date))
		return plan

	def support(self, start: date) -> list[dict]:
		coach = self.person.manager.employee
		return [
			{
				"kind": kind,
				"description": description,
				"provided_by": coach,
				"available_from": start + timedelta(days=7),
			}
			for kind, description in self.chance.sample(sentences.SUPPORT, self.chance.randint(1, 2))
		]

	def propose(self) -> None:
		self.as_coach()
		frappe.get_doc("Coaching Plan", self.plan).propose()

	def align(self) -> None:
		act_as(self.person.manager.manager.user)
		frappe.get_doc("Coaching Plan", self.plan).align()

	def accept(self) -> None:
		self.as_mentee()
		frappe.get_doc("Coaching Plan", self.plan).accept()

	def request_changes(self) -> None:
		self.as_mentee()
		frappe.get_doc("Coaching Plan", self.plan).request_changes(self.one_of(sentences.REQUESTS))

	def complete(self) -> None:
		self.as_coach()
		frappe.get_doc("Coaching Plan", self.plan).complete(self.one_of(sentences.OUTCOMES))
		self.plan = None

	def close_early(self, reason: str | None = None) -> None:
		self.as_coach()
		frappe.get_doc("Coaching Plan", self.plan).close_early(reason or self.one_of(sentences.REASONS))
		self.plan = None

	# --- goals and actions --------------------------------------------------------------------------------------

	def add_goal(self, case: Case, horizon: str, due: date | None = None, session: str | None = None) -> None:
		values = {
			"doctype": "Coaching Goal",
			"plan": self.plan,
			"horizon": horizon,
			"development_area": case.area,
			"current_state": case.now,
			"goal_state": case.then,
			"due_date": due or current_day() + timedelta(days=self.goal_days),
			"set_in_session": session,
		}
		if case.metric:
			values |= {
				"measure": "Metric",
				"metric": case.metric.name,
				"unit": case.metric.unit,
				"baseline": case.metric.baseline,
				"target": case.metric.target,
				"higher_is_better": int(case.metric.higher_is_better),
			}
		goal = frappe.get_doc(values).insert()
		self.pursuits[goal.name] = Pursuit(case, horizon)
		self.add_actions(goal.name, case.does[:2] if self.happens(0.5) else case.does[:1], case, horizon)

	def add_actions(self, goal: str, steps, case: Case, horizon: str) -> None:
		for what, tracked_by in steps:
			self.add_action(goal, "Mentee", what, tracked_by=tracked_by, within_control=1)
		if horizon == "Mid Term" or self.happens(0.4):
			self.add_action(goal, "Employer", self.one_of(case.gets))

	def add_action(self, goal: str, responsible: str, what: str, **values) -> None:
		frappe.get_doc(
			{
				"doctype": "Coaching Action",
				"goal": goal,
				"responsible": responsible,
				"description": what,
				"due_date": current_day() + timedelta(days=self.period * self.chance.randint(2, 5)),
				**values,
			}
		).insert()

	def propose_action(self) -> None:
		"""The mentee has an idea of their own for a Mid Term goal."""
		goals = [name for name, pursuit in self.pursuits.items() if pursuit.horizon == "Mid Term"]
		if goals and self.plan:
			self.as_mentee()
			what, tracked_by = self.one_of(sentences.PROPOSALS)
			self.add_action(goals[0], "Mentee", what, tracked_by=tracked_by, within_control=1)

	def dream(self) -> str:
		"""The name of a Long Term goal that the mentee sets for themselves."""
		self.as_mentee()
		area, now, then = self.one_of(sentences.LONG_TERM)
		return (
			frappe.get_doc(
				{
					"doctype": "Coaching Goal",
					"plan": self.plan,
					"horizon": "Long Term",
					"development_area": area,
					"current_state": now,
					"goal_state": then,
				}
			)
			.insert()
			.name
		)

	def support_dream(self, goal: str) -> None:
		self.as_coach()
		self.add_action(goal, "Employer", self.one_of(sentences.SUPPORT_OF_LONG_TERM))

	def defer_dream(self, goal: str) -> None:
		self.as_mentee()
		doc = frappe.get_doc("Coaching Goal", goal)
		doc.status = "Deferred"
		doc.save()

	def settle_goals(self, session: str) -> None:
		"""What the coach sees to after a session: goals reached, and goals whose plan was wrong (rule 10)."""
		statuses = dict(
			frappe.get_all(
				"Coaching Goal", filters={"plan": self.plan}, fields=["name", "status"], as_list=True
			)
		)
		for name, pursuit in list(self.pursuits.items()):
			if statuses[name] == "Open" and not pursuit.case.metric and pursuit.share >= 1:
				self.change("Coaching Goal", name, status="Reached")
				statuses[name] = "Reached"
			if statuses[name] == "Reached":
				self.close_goal(name, pursuit, session)
			elif statuses[name] == "Replanned":
				self.replan(name, pursuit)

	def change(self, doctype: str, name: str, **values) -> None:
		doc = frappe.get_doc(doctype, name)
		doc.update(values)
		doc.save()

	def close_goal(self, name: str, pursuit: Pursuit, session: str) -> None:
		del self.pursuits[name]
		for action in frappe.get_all(
			"Coaching Action",
			filters={"goal": name, "status": ("in", OPEN_ACTION_STATUSES)},
			pluck="name",
			order_by="name",
		):
			self.change("Coaching Action", action, status="Done")
		plan = frappe.get_doc("Coaching Plan", self.plan)
		said = self.one_of(sentences.MILESTONES).format(pursuit.case.area)
		plan.append("milestones", {"achieved_on": current_day(), "description": said, "session": session})
		plan.save()
		if pursuit.horizon == "Short Term" and self.cases["Short Term"]:
			self.add_goal(self.next_case("Short Term"), "Short Term", session=session)

	def replan(self, name: str, pursuit: Pursuit) -> None:
		self.change("Coaching Goal", name, due_date=current_day() + timedelta(days=self.goal_days))
		self.add_actions(name, (*pursuit.case.does[-1:], SMALLER_STEP), pursuit.case, pursuit.horizon)
		# The second plan is better than the first.
		self.habit = self.habit._replace(pace=max(self.habit.pace, 0.35))

	# --- sessions -----------------------------------------------------------------------------------------------

	def meet(self, first: date, until: date) -> Iterator[date]:
		"""Sessions from `first` on, one after the other, as long as they fall before `until`."""
		self.as_coach()
		starts_on = datetime.combine(working_day(first), self.one_of(HALF_HOURS))
		name = new_session(self.person.employee, self.plan, "Scheduled", starts_on).insert().name
		while name:
			day = getdate(frappe.db.get_value("Coaching Session", name, "starts_on"))
			if day >= until:
				return
			if self.happens(self.habit.prepared):
				yield day - timedelta(days=1)
				self.prepare(name)
			if self.happens(self.habit.postponed):
				yield day
				self.postpone(name)
				continue
			# Logs are written on the day after: the app takes no log of a session that is still to come.
			yield day + timedelta(days=1)
			name = self.miss(name) if self.happens(self.habit.missed) else self.hold(name)

	def scheduled(self) -> str | None:
		return open_session(self.person.employee, self.plan)

	def call_off_scheduled(self) -> None:
		if name := self.scheduled():
			self.as_coach()
			frappe.get_doc("Coaching Session", name).call_off()

	def prepare(self, name: str) -> None:
		"""The mentee acknowledges the last log and gets ready for the next session."""
		self.as_mentee()
		if self.last_held:
			frappe.get_doc("Coaching Session", self.last_held).acknowledge()
			self.last_held = None
		if self.happens(0.5):
			session = frappe.get_doc("Coaching Session", name)
			session.mentee_preparation = self.one_of(sentences.PREPARATION)
			if self.happens(0.4):
				session.append("agenda", {"item": self.one_of(sentences.ITEMS_OF_MENTEE)})
			session.save()

	def postpone(self, name: str) -> None:
		self.as_coach()
		session = frappe.get_doc("Coaching Session", name)
		day = working_day(getdate(session.starts_on) + timedelta(days=self.chance.randint(1, 2)))
		session.starts_on = datetime.combine(day, self.one_of(HALF_HOURS))
		if session.next_session_on and getdate(session.next_session_on) <= day:
			session.next_session_on = working_day(day + timedelta(days=self.period))
		session.save()

	def miss(self, name: str) -> str:
		self.as_coach()
		session = frappe.get_doc("Coaching Session", name)
		session.mark_missed()
		return session.start_next()

	def hold(self, name: str) -> str | None:
		"""The coach writes and submits the log. Returns the name of the next session."""
		self.as_coach()
		session = frappe.get_doc("Coaching Session", name)
		log.write(session, self)
		session.submit()
		self.sessions_held += 1
		self.last_held = name
		if self.plan:
			self.settle_goals(name)
		return self.scheduled()
