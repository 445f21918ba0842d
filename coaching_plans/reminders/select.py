"""What is due for whom on a day (rule 22): plain functions over the plain values that `facts` gathers.

Each reminder carries an occasion, and the same person, kind, record and occasion make the same key. What has become
due stays due until it is settled, so a day without a run is made up for by the next one; what the keys say was sent
is left out later (rule 23). So nothing here knows what was sent before.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from coaching_plans.coverage import elapsed_share
from coaching_plans.reminders.kinds import (
	ACTION_DUE,
	ACTION_OVERDUE,
	ASSESSMENT_DUE,
	COVERAGE,
	CUSTOM,
	KINDS,
	PLAN_ENDED,
	PLAN_ENDING,
	PLAN_WAITING,
	SESSION_NOT_LOGGED,
	SESSION_TOMORROW,
	TOPICS_MISSING,
)
from coaching_plans.reminders.lapses import lapses, lapses_of_appointed_coaches
from coaching_plans.reminders.people import Person, Tree
from coaching_plans.reminders.values import Action, Assessment, Facts, Reminder, RunningCycle, Session

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TOPIC_THRESHOLDS = (75, 50)


def choose(facts: Facts) -> list[Reminder]:
	"""Everything due on `facts.on` of the kinds that are on and not muted, each key once, in the order of kinds."""
	tree = Tree(facts.people)
	order = list(KINDS)
	chosen: dict[str, Reminder] = {}
	for choice in (
		sessions_to_come,
		sessions_not_logged,
		lapses,
		lapses_of_appointed_coaches,
		actions,
		assessments,
		plans_ending,
		plans_waiting,
		coverage_for_hr,
		custom,
	):
		for reminder in choice(facts, tree):
			if reminder.kind not in facts.rules.off and not is_muted(facts, reminder):
				chosen.setdefault(reminder.key, reminder)
	return sorted(
		chosen.values(),
		key=lambda each: (each.to, order.index(each.kind), each.day or date.max, each.name, each.occasion),
	)


def is_muted(facts: Facts, reminder: Reminder) -> bool:
	person = facts.people.get(reminder.to)
	user = person.user if person else reminder.to
	return not reminder.duty and KINDS[reminder.kind].mute in facts.muted.get(user, ())


def coach_of(tree: Tree, record) -> str | None:
	"""Who leads the coaching of a record: an appointed coach, else the mentee's manager of today (rule 18)."""
	if record.appointed and tree.is_active(record.coach):
		return record.coach
	return next(iter(tree.managers_of(record.mentee)), None)


# --- sessions -----------------------------------------------------------------------------------------------------


def sessions_to_come(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	for session in facts.sessions:
		if session.starts_on <= facts.now or not tree.is_active(session.mentee):
			continue
		coach = coach_of(tree, session)
		for to, other in ((session.mentee, coach), (coach, session.mentee)):
			if to and session.day <= _ahead(facts, to, facts.rules.session_days):
				yield Reminder(
					SESSION_TOMORROW,
					to,
					"Coaching Session",
					session.name,
					str(session.day),
					mentee=session.mentee,
					other=other,
					day=session.day,
					at=session.starts_on,
					count=facts.open_actions.get(session.plan, 0),
					own=to == session.mentee,
				)


def sessions_not_logged(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	for session in facts.sessions:
		if session.day >= facts.on or not tree.is_active(session.mentee):
			continue
		if coach := coach_of(tree, session):
			yield Reminder(
				SESSION_NOT_LOGGED,
				coach,
				"Coaching Session",
				session.name,
				str(session.day),
				duty=True,
				mentee=session.mentee,
				other=session.mentee,
				day=session.day,
			)


# --- actions, assessments, plans ----------------------------------------------------------------------------------


def actions(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	for action in facts.actions:
		to = _answerable(facts, tree, action)
		if not to:
			continue
		is_overdue = action.due < facts.on
		# Rule 8: what stands under a Long Term goal is never overdue.
		if is_overdue and action.horizon == "Long Term":
			continue
		if not is_overdue and action.due > _ahead(facts, to, facts.rules.action_days):
			continue
		yield Reminder(
			ACTION_OVERDUE if is_overdue else ACTION_DUE,
			to,
			"Coaching Action",
			action.name,
			str(action.due),
			duty=action.responsible == "Employer",
			mentee=action.mentee,
			other=action.mentee,
			day=action.due,
			plan=action.plan,
			detail="Long Term" if action.horizon == "Long Term" else None,
			own=to == action.mentee,
		)


def _answerable(facts: Facts, tree: Tree, action: Action) -> str | None:
	"""Who is reminded of an action; of a Long Term goal the mentee alone, and of what is theirs to do (rule 8)."""
	if not tree.is_active(action.mentee):
		return None
	if action.responsible == "Mentee":
		return action.mentee
	if action.horizon == "Long Term":
		return None
	# An employer's action may be assigned to somebody who does not see it; then the coach sees to it.
	if action.assigned_to and action.assigned_to in _employer_side(facts, tree, action):
		return action.assigned_to
	return coach_of(tree, action)


def _employer_side(facts: Facts, tree: Tree, record) -> set[str]:
	mentee = facts.people[record.mentee]
	side = set(tree.managers_of(record.mentee))
	side |= {person.key for person in facts.hr if person.answers_for(mentee)}
	if record.appointed and tree.is_active(record.coach):
		side.add(record.coach)
	return side


def assessments(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	"""Both sides' assessments are wanted before the discussion that compares them (rules 15 and 16); HR enters what
	somebody without a user has to say of themselves, unless they coach them."""
	discussions = [
		session
		for session in facts.sessions
		if session.session_type == "Competency Discussion" and session.day >= facts.on
	]
	for assessment in facts.assessments:
		discussion = next((each for each in discussions if _belongs(assessment, each)), None)
		if not discussion or not tree.is_active(assessment.mentee):
			continue
		mentee = facts.people[assessment.mentee]
		own = assessment.kind == "Self"
		coach = coach_of(tree, assessment)
		if own and not mentee.user:
			rating = [hr for hr in facts.hr if hr.answers_for(mentee) and hr.key != coach]
		else:
			rating = [facts.people.get(mentee.key if own else coach)]
		for person in filter(None, rating):
			if discussion.day > facts.calendar.ahead(person, facts.on, facts.rules.assessment_days):
				continue
			# The row that is kept names the discussion: not even the name of an assessment is known to others
			# before both are revealed (rule 15).
			yield Reminder(
				ASSESSMENT_DUE,
				person.key,
				"Coaching Session",
				discussion.name,
				f"{discussion.day}/{assessment.kind}",
				duty=person is not mentee,
				mentee=mentee.key,
				other=mentee.key,
				day=discussion.day,
				detail=assessment.name,
				own=person is mentee,
			)


def _belongs(assessment: Assessment, discussion: Session) -> bool:
	"""One round: same mentee and plan, else same mentee and cycle (rule 15)."""
	if assessment.mentee != discussion.mentee:
		return False
	if assessment.plan or discussion.plan:
		return assessment.plan == discussion.plan
	return assessment.appraisal_cycle == discussion.appraisal_cycle


def plans_ending(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	for plan in facts.plans:
		if plan.status != "Active" or not tree.is_active(plan.mentee):
			continue
		coach = coach_of(tree, plan)
		if coach and plan.end <= _ahead(facts, coach, facts.rules.plan_days):
			yield Reminder(
				PLAN_ENDED if plan.end < facts.on else PLAN_ENDING,
				coach,
				"Coaching Plan",
				plan.name,
				str(plan.end),
				duty=True,
				mentee=plan.mentee,
				other=plan.mentee,
				day=plan.end,
			)


def plans_waiting(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	"""From the day after the proposal; for a mentee who can't sign in HR answers (rule 1)."""
	for plan in facts.plans:
		if plan.status != "Proposed" or not plan.proposed_on or plan.proposed_on >= facts.on:
			continue
		if not tree.is_active(plan.mentee):
			continue
		mentee = facts.people[plan.mentee]
		answering = (
			[mentee] if mentee.user and mentee.enabled else [hr for hr in facts.hr if hr.answers_for(mentee)]
		)
		for person in answering:
			yield Reminder(
				PLAN_WAITING,
				person.key,
				"Coaching Plan",
				plan.name,
				str(plan.proposed_on),
				duty=person is not mentee,
				mentee=plan.mentee,
				other=coach_of(tree, plan) if person is mentee else plan.mentee,
				day=plan.proposed_on,
				own=person is mentee,
			)


# --- HR, and what administrators add ------------------------------------------------------------------------------


def coverage_for_hr(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	"""Weekly the coverage of each running cycle; at half and three quarters of it the topics missing (rule 22).

	The week runs from the day set, so an HR user who is away on it gets the figures when they are back.
	"""
	days_ago = (facts.on.weekday() - WEEKDAYS.index(facts.rules.weekly_day)) % 7
	week = facts.on - timedelta(days=days_ago)
	for cycle in facts.cycles:
		passed = elapsed_share(cycle.start, cycle.end, facts.on) * 100
		threshold = next((each for each in TOPIC_THRESHOLDS if passed >= each), None)
		for person in facts.hr:
			if not _has_appraisees(cycle, person):
				continue
			yield Reminder(COVERAGE, person.key, "Appraisal Cycle", cycle.name, str(week), duty=True)
			if threshold:
				yield Reminder(
					TOPICS_MISSING,
					person.key,
					"Appraisal Cycle",
					cycle.name,
					str(threshold),
					duty=True,
					count=threshold,
				)


def _has_appraisees(cycle: RunningCycle, person: Person) -> bool:
	return any(
		count and (person.companies is None or company in person.companies)
		for company, count in cycle.companies.items()
	)


def custom(facts: Facts, tree: Tree) -> Iterator[Reminder]:
	by_user = {person.user: person.key for person in (*facts.people.values(), *facts.hr) if person.user}
	for entry in facts.waiting:
		if entry.user in by_user:
			yield Reminder(
				CUSTOM,
				by_user[entry.user],
				entry.doctype,
				entry.name,
				"",
				duty=True,
				mentee=entry.mentee,
				detail=entry.text,
				stored_key=entry.key,
			)


def _ahead(facts: Facts, to: str, days: int) -> date:
	return facts.calendar.ahead(facts.people[to], facts.on, days)
