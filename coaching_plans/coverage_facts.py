"""What the coverage of a cycle's appraisees rests on (rule 26), gathered in sets: a query a fact, not a query a person.

Everything is read through the circle of `user`, so a figure never tells more than the records behind it would. Jobs
that speak for the app itself pass "Administrator". Long Term goals and their actions enter nothing here (rule 8).
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Max, Min, Sum
from frappe.utils import getdate

from coaching_plans import coverage
from coaching_plans.agreed_levels import agreed_levels
from coaching_plans.cadence import sessions_due
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standards_for
from coaching_plans.competency_rules import mean
from coaching_plans.follow_through import SCORES, action_score
from coaching_plans.permissions import circle, people
from coaching_plans.statuses import LIVE_STATUSES, OPEN_ACTION_STATUSES, OPEN_STATUSES

# Of several plans in a cycle, the one that stands for the person: in force first, given up last.
PLAN_STATUSES = ("Active", "Completed", "Proposed", "Draft", "Closed")
IN_FORCE = ("Active", "Completed")

APPRAISAL_STATUSES = ("Draft", "Submitted")

ONE_DAY = timedelta(days=1)


class Cycle(NamedTuple):
	"""An appraisal cycle as seen on the day `on`; all days included."""

	name: str
	start: date
	end: date
	on: date

	@property
	def until(self) -> date:
		"""The last day of the cycle that has come; before `start` when none has."""
		return min(self.on, self.end)


def cycle_on(name: str, on: date | None = None) -> Cycle:
	"""The appraisal cycle of that name, seen on the day `on` (default: today). Raises DoesNotExistError."""
	dates = frappe.db.get_value("Appraisal Cycle", name, ["start_date", "end_date"])
	if not dates:
		frappe.throw(_("Appraisal Cycle {0} does not exist.").format(name), frappe.DoesNotExistError)
	return Cycle(name, getdate(dates[0]), getdate(dates[1]), on or today())


def coverage_of(
	cycle: Cycle, conditions: Sequence[tuple[str, str]] = (), user: str | None = None
) -> list[dict]:
	"""A dict for each appraisee of `cycle` whom `user` answers for, by name; see `appraisees` for `conditions`.

	The keys are those of the report Appraisal Cycle Coverage, `manager_name` and `topics_behind`, a list. Counts are of
	the cycle up to `cycle.on`; `follow_through` is a percentage or None. The number of queries does not grow with the
	people.
	"""
	persons = appraisees(cycle, conditions, user)
	names = [person.employee for person in persons]
	if not names:
		return []
	facts = Facts(
		plans=plans_of(names, cycle, user),
		sessions=sessions_of(names, cycle, user),
		topics=topics_discussed(names, cycle, user),
		actions=actions_of(names, cycle, user),
		reviews=reviews_of(names, cycle, user),
		appraisals=appraisals_of(names, cycle),
		standards=standards_for(names),
		levels=agreed_levels(names, cycle.name, user),
		times_by_topic=times_by_topic(),
	)
	return [_row(person, cycle, facts) for person in persons]


class Facts(NamedTuple):
	"""What was gathered, each by employee except the last."""

	plans: dict[str, list[dict]]
	sessions: dict[str, dict]
	topics: dict[str, dict[str, int]]
	actions: dict[str, dict]
	reviews: dict[str, dict]
	appraisals: dict[str, dict]
	standards: dict[str, dict]
	levels: dict[str, list[dict]]
	times_by_topic: dict[str, int]


def _row(person: dict, cycle: Cycle, facts: Facts) -> dict:
	employee = person.employee
	plans = facts.plans.get(employee, [])
	plan = plan_that_stands(plans) or {}
	sessions = facts.sessions.get(employee, {})
	actions = facts.actions.get(employee, {})
	reviews = facts.reviews.get(employee, {})
	appraisal = facts.appraisals.get(employee, {})
	discussed = facts.topics.get(employee, {})
	topics = topics_due_to(person, cycle, facts.times_by_topic)
	due = sessions_due_to(person, cycle, facts.standards[employee].cadence)
	held = sessions.get("held") or 0
	behind = coverage.topics_behind(topics, discussed)
	covered = len(topics) - len(behind)
	return frappe._dict(
		employee=employee,
		employee_name=person.employee_name,
		department=person.department,
		designation=person.designation,
		manager=person.manager,
		manager_name=person.manager_name,
		plan=plan.get("name"),
		plan_status=plan.get("status"),
		sessions_held=held,
		sessions_due=due,
		last_session_on=_day(sessions.get("last_held")),
		next_session_on=_day(sessions.get("next_scheduled")),
		topics_covered=covered,
		topics_due=len(topics),
		topics_behind=behind,
		open_actions=actions.get("open") or 0,
		overdue_actions=actions.get("overdue") or 0,
		follow_through=action_score(reviews.get("reviews") or 0, reviews.get("score") or 0),
		agreed_rating=mean(row.level for row in facts.levels.get(employee, [])),
		appraisal=appraisal.get("name"),
		appraisal_status=appraisal.get("status"),
		coverage=coverage.coverage(
			has_any_plan=bool(plans),
			has_plan_in_force=any(plan.status in IN_FORCE for plan in plans),
			held=held,
			due=due,
			topics_due=len(topics),
			topics_covered=covered,
		),
	)


def employed_in(person: dict, cycle: Cycle) -> tuple[date, date]:
	"""The first and the last day so far of the cycle on which `person` (date_of_joining, relieving_date) is employed."""
	return (
		max(cycle.start, getdate(person.date_of_joining or cycle.start)),
		min(cycle.until, getdate(person.relieving_date or cycle.until)),
	)


def sessions_due_to(person: dict, cycle: Cycle, cadence: str) -> int:
	"""How many sessions `person` should have had by now, in the part of the cycle in which they are employed."""
	return sessions_due(*employed_in(person, cycle), cadence)


def topics_due_to(person: dict, cycle: Cycle, times_by_topic: dict[str, int]) -> dict[str, int]:
	"""How often each topic fell due by now, in the part of the cycle in which `person` is employed."""
	return coverage.topics_due(times_by_topic, cycle.start, cycle.end, *employed_in(person, cycle))


def plan_that_stands(plans: Sequence[dict]) -> dict | None:
	"""The plan to show for a person with `plans` (dicts with status, start_date and name); None without any."""
	latest_first = sorted(plans, key=lambda plan: (plan.start_date, plan.name), reverse=True)
	return min(latest_first, key=lambda plan: PLAN_STATUSES.index(plan.status), default=None)


# --- the facts, a query each --------------------------------------------------------------------------------------


def appraisees(
	cycle: Cycle, conditions: Sequence[tuple[str, str]] = (), user: str | None = None
) -> list[dict]:
	"""The appraisees of `cycle` whose coaching `user` answers for or is part of, by name.

	`conditions` are pairs of a field of Employee and the value it must have.
	"""
	Employee, Manager = frappe.qb.DocType("Employee"), frappe.qb.DocType("Employee").as_("manager")
	Appraisee = frappe.qb.DocType("Appraisee")
	listed = frappe.qb.from_(Appraisee).select(Appraisee.employee).where(Appraisee.parent == cycle.name)
	query = (
		frappe.qb.from_(Employee)
		.left_join(Manager)
		.on(Manager.name == Employee.reports_to)
		.select(
			Employee.name.as_("employee"),
			Employee.employee_name,
			Employee.department,
			Employee.designation,
			Employee.date_of_joining,
			Employee.relieving_date,
			Employee.reports_to.as_("manager"),
			Manager.employee_name.as_("manager_name"),
		)
		.where(Employee.name.isin(listed))
		.where(people(Employee.name, Employee.company, user))
		.orderby(Employee.employee_name, Employee.name)
	)
	for fieldname, value in conditions:
		query = query.where(Employee[fieldname] == value)
	return query.run(as_dict=True)


def plans_of(employees: Sequence[str], cycle: Cycle, user: str | None = None) -> dict[str, list[dict]]:
	"""The plans that `user` sees of each employee and that run at any time in `cycle`, in any status."""
	Plan = frappe.qb.DocType("Coaching Plan")
	rows = (
		frappe.qb.from_(Plan)
		.select(Plan.name, Plan.mentee, Plan.status, Plan.start_date)
		.where(Plan.mentee.isin(employees) & _runs_in(Plan, cycle))
		.where(circle(Plan, "Coaching Plan", user))
		.run(as_dict=True)
	)
	plans = defaultdict(list)
	for row in rows:
		plans[row.mentee].append(row)
	return dict(plans)


def sessions_of(employees: Sequence[str], cycle: Cycle, user: str | None = None) -> dict[str, dict]:
	"""`held`, `last_held` and `next_scheduled` (from `cycle.on` on) of the sessions in `cycle`, with a plan or without."""
	Session = frappe.qb.DocType("Coaching Session")
	is_held = Session.docstatus == 1
	is_to_come = (
		(Session.docstatus == 0)
		& (Session.status == "Scheduled")
		& (Session.starts_on >= _start_of(cycle.on))
	)
	return _by_mentee(
		frappe.qb.from_(Session)
		.select(
			Session.mentee,
			Count(Case().when(is_held, Session.name)).as_("held"),
			Max(Case().when(is_held, Session.starts_on)).as_("last_held"),
			Min(Case().when(is_to_come, Session.starts_on)).as_("next_scheduled"),
		)
		.where(Session.mentee.isin(employees) & _starts_in(Session, cycle))
		.where(circle(Session, "Coaching Session", user))
		.groupby(Session.mentee)
	)


def topics_discussed(
	employees: Sequence[str], cycle: Cycle, user: str | None = None
) -> dict[str, dict[str, int]]:
	"""In how many held sessions of `cycle` each topic was discussed, by employee; twice in one session is once."""
	Session, Item = frappe.qb.DocType("Coaching Session"), frappe.qb.DocType("Coaching Agenda Item")
	rows = (
		frappe.qb.from_(Session)
		.join(Item)
		.on((Item.parent == Session.name) & (Item.parenttype == "Coaching Session"))
		.select(Session.mentee, Item.topic, Count(Session.name).distinct().as_("times"))
		.where(
			Session.mentee.isin(employees)
			& (Session.docstatus == 1)
			& _starts_in(Session, cycle)
			& (Item.discussed == 1)
			& (Coalesce(Item.topic, "") != "")
		)
		.where(circle(Session, "Coaching Session", user))
		.groupby(Session.mentee, Item.topic)
		.run(as_dict=True)
	)
	topics = defaultdict(dict)
	for row in rows:
		topics[row.mentee][row.topic] = row.times
	return dict(topics)


def actions_of(employees: Sequence[str], cycle: Cycle, user: str | None = None) -> dict[str, dict]:
	"""`open` actions of both sides for goals still pursued in open plans of `cycle`, and of those the agreed ones that
	are `overdue`."""
	Action, Goal, Plan = (
		frappe.qb.DocType(name) for name in ("Coaching Action", "Coaching Goal", "Coaching Plan")
	)
	is_overdue = (Action.status == "Agreed") & (Action.due_date < cycle.on)
	return _by_mentee(
		frappe.qb.from_(Action)
		.join(Goal)
		.on(Goal.name == Action.goal)
		.join(Plan)
		.on(Plan.name == Goal.plan)
		.select(
			Action.mentee,
			Count(Action.name).as_("open"),
			Count(Case().when(is_overdue, Action.name)).as_("overdue"),
		)
		.where(
			Action.mentee.isin(employees)
			& Action.status.isin(OPEN_ACTION_STATUSES)
			& (Goal.horizon != "Long Term")
			& Goal.status.isin(LIVE_STATUSES)
			& Plan.status.isin(OPEN_STATUSES)
			& _runs_in(Plan, cycle)
		)
		.where(circle(Action, "Coaching Action", user))
		.groupby(Action.mentee)
	)


def reviews_of(employees: Sequence[str], cycle: Cycle, user: str | None = None) -> dict[str, dict]:
	"""`reviews` of the employee's own actions in held sessions of `cycle`, and the sum of their `score` (rule 9)."""
	Session, Review = frappe.qb.DocType("Coaching Session"), frappe.qb.DocType("Coaching Action Review")
	Action, Goal = frappe.qb.DocType("Coaching Action"), frappe.qb.DocType("Coaching Goal")
	score = Case()
	for answer, value in SCORES.items():
		score = score.when(Review.follow_through == answer, value)
	return _by_mentee(
		frappe.qb.from_(Session)
		.join(Review)
		.on((Review.parent == Session.name) & (Review.parenttype == "Coaching Session"))
		.join(Action)
		.on(Action.name == Review.action)
		.join(Goal)
		.on(Goal.name == Action.goal)
		.select(Session.mentee, Count(Review.name).as_("reviews"), Sum(score).as_("score"))
		.where(
			Session.mentee.isin(employees)
			& (Session.docstatus == 1)
			& _starts_in(Session, cycle)
			& Review.follow_through.isin(list(SCORES))
			& (Action.responsible == "Mentee")
			& (Goal.horizon != "Long Term")
		)
		.where(circle(Session, "Coaching Session", user))
		.groupby(Session.mentee)
	)


def appraisals_of(employees: Sequence[str], cycle: Cycle) -> dict[str, dict]:
	"""`name` and `status` of the appraisal of each employee in `cycle`, the last made where there are several.

	By whether it was submitted: HRMS version-16 has no status field any more, and version-15 leaves its at Draft.
	"""
	rows = frappe.get_all(
		"Appraisal",
		filters={
			"appraisal_cycle": cycle.name,
			"employee": ("in", employees),
			"docstatus": ("!=", 2),
		},
		fields=["name", "employee", "docstatus"],
		order_by="creation",
	)
	return {row.employee: {"name": row.name, "status": APPRAISAL_STATUSES[row.docstatus]} for row in rows}


def times_by_topic() -> dict[str, int]:
	"""How often each topic is wanted in a cycle; topics that are never due are left out."""
	topics = frappe.get_all(
		"Coaching Topic",
		filters={"times_per_cycle": (">", 0)},
		fields=["name", "times_per_cycle"],
		order_by="name",
	)
	return {topic.name: topic.times_per_cycle for topic in topics}


def _runs_in(Plan, cycle: Cycle):
	return (Plan.start_date <= cycle.end) & (Plan.end_date >= cycle.start)


def _starts_in(Session, cycle: Cycle):
	return (Session.starts_on >= _start_of(cycle.start)) & (
		Session.starts_on < _start_of(cycle.end + ONE_DAY)
	)


def _start_of(day: date) -> datetime:
	return datetime.combine(day, time.min)


def _by_mentee(query) -> dict[str, dict]:
	return {row.mentee: row for row in query.run(as_dict=True)}


def _day(value) -> date | None:
	return getdate(value) if value else None
