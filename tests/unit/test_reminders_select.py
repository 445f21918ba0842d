"""What is due for whom on a day: rules 8, 18, 22 and the edges of each kind."""

from datetime import date, datetime, timedelta

import pytest

from coaching_plans.holidays import Holidays
from coaching_plans.reminders.kinds import (
	ACTION_DUE,
	ACTION_OVERDUE,
	ASSESSMENT_DUE,
	COACHING_LAPSED,
	COVERAGE,
	KINDS,
	NO_SESSION,
	PLAN_ENDED,
	PLAN_ENDING,
	PLAN_WAITING,
	SESSION_NOT_LOGGED,
	SESSION_TOMORROW,
	TOPICS_MISSING,
)
from coaching_plans.reminders.people import Calendar, Leave, Person
from coaching_plans.reminders.select import choose
from coaching_plans.reminders.values import (
	Action,
	Assessment,
	Facts,
	Plan,
	Rules,
	RunningCycle,
	Session,
	Waiting,
)

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (MONDAY + timedelta(days=n) for n in range(1, 7))
WEEKENDS = {MONDAY + timedelta(days=7 * week + day) for week in range(-60, 60) for day in (5, 6)}


def person(key, reports_to=None, **values):
	values = {"user": f"{key}@firm.example", "company": "Firm", "email": f"{key}@firm.example"} | values
	return Person(key, key.title(), reports_to=reports_to, **values)


PEOPLE = {
	each.key: each
	for each in (
		person("boss"),
		person("head", "boss"),
		person("lead", "head"),
		person("mia", "lead"),
		person("peer", "head"),
		person("expert", "head"),
	)
}
HR = person("hanna", user="hanna@firm.example")._replace(is_hr=True)


def facts(on=TUESDAY, people=None, leave=(), holidays=WEEKENDS, **values):
	return Facts(
		on=on,
		now=values.pop("now", datetime.combine(on, datetime.min.time())),
		people=PEOPLE | (people or {}),
		calendar=Calendar(Holidays({"Week": holidays}, {"Firm": "Week"}), leave),
		**values,
	)


def chosen(kind=None, **values):
	return [
		(reminder.kind, reminder.to)
		for reminder in choose(facts(**values))
		if kind is None or reminder.kind == kind
	]


def session(day, **values):
	values = {"name": "CS-1", "mentee": "mia", "coach": "lead"} | values
	return Session(starts_on=datetime(day.year, day.month, day.day, 10), **values)


def plan(**values):
	return Plan(
		**{
			"name": "CP-1",
			"mentee": "mia",
			"status": "Active",
			"start": MONDAY - timedelta(days=5),
			"end": MONDAY + timedelta(days=90),
			"coach": "lead",
		}
		| values
	)


def action(due, **values):
	return Action(**{"name": "CA-1", "plan": "CP-1", "mentee": "mia", "coach": "lead"} | values, due=due)


# --- session tomorrow ---------------------------------------------------------------------------------------------


def test_session_is_announced_to_both_sides_on_the_day_before():
	assert chosen(on=TUESDAY, sessions=[session(WEDNESDAY)]) == [
		(SESSION_TOMORROW, "lead"),
		(SESSION_TOMORROW, "mia"),
	]


@pytest.mark.parametrize("on", [MONDAY, WEDNESDAY + timedelta(days=1)])
def test_session_is_not_announced_two_days_before_or_after(on):
	assert not chosen(SESSION_TOMORROW, on=on, sessions=[session(WEDNESDAY)])


def test_session_after_a_weekend_is_announced_on_the_last_working_day():
	next_monday = MONDAY + timedelta(days=7)
	assert chosen(SESSION_TOMORROW, on=FRIDAY, sessions=[session(next_monday)])
	assert not chosen(SESSION_TOMORROW, on=THURSDAY, sessions=[session(next_monday)])


def test_session_after_a_leave_is_announced_before_it_to_the_one_who_leaves():
	leave = [Leave("mia", TUESDAY, THURSDAY)]
	assert chosen(SESSION_TOMORROW, on=MONDAY, leave=leave, sessions=[session(FRIDAY)]) == [
		(SESSION_TOMORROW, "mia")
	]


def test_session_that_has_begun_is_not_announced():
	at_eleven = datetime(2026, 11, 24, 11)
	assert not chosen(SESSION_TOMORROW, on=TUESDAY, now=at_eleven, sessions=[session(TUESDAY)])


def test_session_of_today_is_still_announced_when_a_run_was_missed():
	assert len(chosen(SESSION_TOMORROW, on=TUESDAY, sessions=[session(TUESDAY)])) == 2


def test_session_names_the_open_actions_of_its_plan():
	(first, _second) = choose(facts(sessions=[session(WEDNESDAY, plan="CP-1")], open_actions={"CP-1": 4}))
	assert first.count == 4


def test_session_moved_to_another_day_is_announced_anew():
	def keys(day, on):
		return {each.key for each in choose(facts(on=on, sessions=[session(day)]))}

	assert keys(WEDNESDAY, TUESDAY).isdisjoint(keys(THURSDAY, WEDNESDAY))
	assert keys(THURSDAY, WEDNESDAY) == keys(THURSDAY, WEDNESDAY)


def test_appointed_coach_is_reminded_and_a_stale_coach_is_not():
	assert (SESSION_TOMORROW, "expert") in chosen(
		sessions=[session(WEDNESDAY, coach="expert", appointed=True)]
	)
	# The manager has changed and the record still names the former one: rule 18 goes by today's tree.
	assert chosen(sessions=[session(WEDNESDAY, coach="peer")]) == [
		(SESSION_TOMORROW, "lead"),
		(SESSION_TOMORROW, "mia"),
	]


# --- session not logged -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "expected"), [(TUESDAY, []), (WEDNESDAY, ["lead"]), (FRIDAY, ["lead"])])
def test_session_not_logged_goes_to_the_coach_from_the_day_after(on, expected):
	held_at_ten = datetime(2026, 11, 24, 12)
	now = max(held_at_ten, datetime.combine(on, datetime.min.time()))
	sessions = [session(TUESDAY)]
	assert [to for _kind, to in chosen(SESSION_NOT_LOGGED, on=on, now=now, sessions=sessions)] == expected


def test_session_of_somebody_who_left_is_silent():
	left = {"mia": person("mia", "lead", status="Left")}
	assert not chosen(people=left, sessions=[session(MONDAY), session(WEDNESDAY, name="CS-2")])


# --- no session for longer than the standard ----------------------------------------------------------------------


def lapsed(days, **values):
	values = {"plans": [plan(start=TUESDAY - timedelta(days=400))]} | values
	return chosen(on=TUESDAY, last_held={"mia": TUESDAY - timedelta(days=days)}, **values)


@pytest.mark.parametrize(
	("days", "expected"),
	[
		(14, []),
		(15, [(NO_SESSION, "lead")]),
		(28, [(NO_SESSION, "lead")]),
		(29, [(COACHING_LAPSED, "head"), (NO_SESSION, "lead")]),
	],
)
def test_lapse_is_told_when_the_day_is_over_and_escalated_after_two_periods(days, expected):
	assert lapsed(days) == expected


def test_lapse_is_told_ever_more_rarely_and_escalated_once():
	def keys(kind):
		found = []
		for day in range(1, 14 * 9):
			on = TUESDAY + timedelta(days=day)
			values = {"plans": [plan(start=TUESDAY)], "last_held": {"mia": TUESDAY}}
			found += [each.key for each in choose(facts(on=on, **values)) if each.kind == kind]
		return len(set(found))

	assert keys(NO_SESSION) == 4  # after 1, 2, 4 and 8 periods
	assert keys(COACHING_LAPSED) == 1


def test_lapse_is_silent_while_a_session_stands_in_the_calendar_but_still_escalated():
	assert lapsed(15, sessions=[session(THURSDAY)]) == []
	assert lapsed(29, sessions=[session(THURSDAY)]) == [(COACHING_LAPSED, "head")]
	far = TUESDAY + timedelta(days=15)
	assert lapsed(15, sessions=[session(far)]) == [(NO_SESSION, "lead")]


def test_lapse_counts_from_the_return_from_a_long_leave():
	back_yesterday = [Leave("mia", MONDAY - timedelta(days=40), MONDAY)]
	two_days = [Leave("mia", MONDAY - timedelta(days=1), MONDAY)]
	assert lapsed(41, leave=back_yesterday) == []
	assert lapsed(15, leave=two_days) == [(NO_SESSION, "lead")]


def test_lapse_is_silent_while_the_mentee_is_away():
	assert lapsed(29, leave=[Leave("mia", TUESDAY, FRIDAY)]) == []


def test_who_has_not_begun_does_not_lapse_unless_a_standard_names_their_group():
	assert chosen(on=TUESDAY) == []
	standard = {
		"designation": None,
		"grade": None,
		"department": None,
		"company": "Firm",
		"cadence": "Weekly",
	}
	since = TUESDAY - timedelta(days=8)
	told = chosen(NO_SESSION, standards=[standard | {"since": since}])
	assert (NO_SESSION, "lead") in told
	joined = {"mia": person("mia", "lead", joined=MONDAY)}
	told = chosen(NO_SESSION, people=joined, standards=[standard | {"since": since}])
	assert (NO_SESSION, "lead") not in told


def test_lapse_of_an_appointed_coach_is_that_of_their_plan():
	appointed = plan(coach="expert", appointed=True, start=TUESDAY - timedelta(days=15))
	# The manager met them yesterday, the appointed coach has not.
	assert chosen(plans=[appointed], last_held={"mia": MONDAY}) == [(NO_SESSION, "expert")]
	held = appointed._replace(last_session_on=MONDAY)
	assert chosen(plans=[held], last_held={"mia": MONDAY}) == []


def test_broken_tree_reminds_nobody():
	circle = {"lead": person("lead", "head"), "head": person("head", "lead")}
	assert lapsed(29, people=circle) == []


# --- actions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("due", "expected"),
	[
		(FRIDAY, []),
		(THURSDAY, [(ACTION_DUE, "mia")]),
		(TUESDAY, [(ACTION_DUE, "mia")]),
		(MONDAY, [(ACTION_OVERDUE, "mia")]),
	],
)
def test_own_action_is_due_two_days_before_and_overdue_the_day_after(due, expected):
	assert chosen(on=TUESDAY, actions=[action(due)]) == expected


def test_action_due_on_a_weekend_is_told_before_it():
	assert chosen(on=FRIDAY, actions=[action(SUNDAY)]) == [(ACTION_DUE, "mia")]


def test_action_with_a_new_date_is_told_anew():
	first, second = (choose(facts(actions=[action(due)]))[0].key for due in (TUESDAY, WEDNESDAY))
	assert first != second


def test_employers_action_goes_to_whom_it_is_assigned_if_they_see_it_else_to_the_coach():
	def told(assigned_to, **values):
		of_employer = action(TUESDAY, responsible="Employer", assigned_to=assigned_to)._replace(**values)
		return [to for _kind, to in chosen(actions=[of_employer], hr=[HR], people={"hanna": person("hanna")})]

	assert told("head") == ["head"]
	assert told("peer") == ["lead"]
	assert told("hanna") == ["hanna"]
	assert told("expert", coach="expert", appointed=True) == ["expert"]
	assert told(None, coach="expert", appointed=True) == ["expert"]


@pytest.mark.parametrize("due", [MONDAY, TUESDAY])
def test_long_term_goals_remind_the_mentee_alone_and_are_never_overdue(due):
	own = action(due, horizon="Long Term")
	of_employer = action(due, name="CA-2", horizon="Long Term", responsible="Employer", assigned_to="lead")
	expected = [(ACTION_DUE, "mia")] if due == TUESDAY else []
	assert chosen(actions=[own, of_employer]) == expected


# --- assessments --------------------------------------------------------------------------------------------------


def discussion(day, **values):
	return session(day, session_type="Competency Discussion", **values)


@pytest.mark.parametrize(
	("day", "due"), [(FRIDAY, True), (FRIDAY + timedelta(days=3), False), (MONDAY, False)]
)
def test_both_assessments_are_due_three_working_days_before_the_discussion(day, due):
	both = [
		Assessment("CAS-1", "mia", "Self", plan="CP-1", coach="lead"),
		Assessment("CAS-2", "mia", "Coach", plan="CP-1", coach="lead"),
	]
	told = chosen(ASSESSMENT_DUE, assessments=both, sessions=[discussion(day, plan="CP-1")])
	assert told == ([(ASSESSMENT_DUE, "lead"), (ASSESSMENT_DUE, "mia")] if due else [])


def test_assessment_of_another_round_is_not_due():
	of_other_plan = Assessment("CAS-1", "mia", "Self", plan="CP-2")
	of_cycle = Assessment("CAS-2", "mia", "Self", appraisal_cycle="2026")
	sessions = [discussion(THURSDAY, plan="CP-1")]
	assert not chosen(ASSESSMENT_DUE, assessments=[of_other_plan, of_cycle], sessions=sessions)
	sessions = [discussion(THURSDAY, appraisal_cycle="2026")]
	assert chosen(ASSESSMENT_DUE, assessments=[of_cycle], sessions=sessions) == [(ASSESSMENT_DUE, "mia")]


def test_reminder_of_an_assessment_keeps_its_name_to_the_one_who_makes_it():
	mine = Assessment("CAS-1", "mia", "Self", plan="CP-1")
	given = facts(assessments=[mine], sessions=[discussion(THURSDAY, plan="CP-1")])
	(reminder,) = [each for each in choose(given) if each.kind == ASSESSMENT_DUE]
	assert (reminder.doctype, reminder.name) == ("Coaching Session", "CS-1")


def test_hr_enters_the_assessment_of_somebody_without_a_user_unless_they_coach_them():
	told = chosen(
		ASSESSMENT_DUE,
		people={"mia": person("mia", "lead", user=None)},
		hr=[HR, PEOPLE["lead"]._replace(is_hr=True)],
		assessments=[Assessment("CAS-1", "mia", "Self", plan="CP-1")],
		sessions=[discussion(THURSDAY, plan="CP-1")],
	)
	assert told == [(ASSESSMENT_DUE, "hanna")]


# --- plans --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("end", "expected"),
	[
		(TUESDAY + timedelta(days=8), []),
		(TUESDAY + timedelta(days=7), [(PLAN_ENDING, "lead")]),
		(TUESDAY, [(PLAN_ENDING, "lead")]),
		(MONDAY, [(PLAN_ENDED, "lead")]),
	],
)
def test_plan_without_outcome_is_told_five_working_days_before_its_end_and_once_after(end, expected):
	assert chosen(on=TUESDAY, plans=[plan(end=end)]) == expected


@pytest.mark.parametrize(("proposed_on", "expected"), [(TUESDAY, []), (MONDAY, [(PLAN_WAITING, "mia")])])
def test_proposed_plan_waits_for_the_mentee_from_the_day_after(proposed_on, expected):
	assert chosen(plans=[plan(status="Proposed", proposed_on=proposed_on)]) == expected


@pytest.mark.parametrize("otherwise", [{"user": None}, {"enabled": False}])
def test_proposed_plan_of_somebody_who_can_not_sign_in_waits_for_hr_of_their_company(otherwise):
	no_user = {"mia": person("mia", "lead")._replace(**otherwise)}
	elsewhere = person("erik")._replace(is_hr=True, companies=frozenset({"Other"}))
	told = chosen(people=no_user, hr=[HR, elsewhere], plans=[plan(status="Proposed", proposed_on=MONDAY)])
	assert told == [(PLAN_WAITING, "hanna")]


# --- HR -----------------------------------------------------------------------------------------------------------


def cycle(start, days=100, companies=None):
	return RunningCycle("2026", start, start + timedelta(days=days - 1), companies or {"Firm": 10})


def test_coverage_comes_once_a_week_from_its_day_on():
	def key(on):
		(told,) = [
			each for each in choose(facts(on=on, hr=[HR], cycles=[cycle(MONDAY)])) if each.kind == COVERAGE
		]
		return told.key

	assert key(MONDAY) == key(TUESDAY) == key(SUNDAY)
	assert key(SUNDAY) != key(SUNDAY + timedelta(days=1))


@pytest.mark.parametrize(("passed", "threshold"), [(49, None), (50, 50), (74, 50), (75, 75), (99, 75)])
def test_missing_topics_are_told_at_half_and_three_quarters(passed, threshold):
	running = cycle(TUESDAY - timedelta(days=passed - 1))
	told = [each.count for each in choose(facts(hr=[HR], cycles=[running])) if each.kind == TOPICS_MISSING]
	assert told == ([threshold] if threshold else [])


def test_hr_is_told_of_cycles_with_people_of_their_companies():
	elsewhere = person("erik")._replace(is_hr=True, companies=frozenset({"Other"}))
	assert not chosen(hr=[elsewhere], cycles=[cycle(MONDAY)])
	assert chosen(hr=[elsewhere], cycles=[cycle(MONDAY, companies={"Other": 1})])


# --- muting and switching off -------------------------------------------------------------------------------------


def test_person_mutes_what_is_theirs_and_not_the_employers_duties():
	everything = {"mute_sessions", "mute_actions", "mute_plans", "mute_assessments"}
	muted = {f"{key}@firm.example": frozenset(everything) for key in ("mia", "lead", "head")}
	told = chosen(
		muted=muted,
		sessions=[session(WEDNESDAY), session(MONDAY, name="CS-2")],
		actions=[action(MONDAY), action(MONDAY, name="CA-2", responsible="Employer", assigned_to="lead")],
		plans=[plan(end=MONDAY), plan(name="CP-2", status="Proposed", proposed_on=MONDAY)],
	)
	assert sorted(told) == [(ACTION_OVERDUE, "lead"), (PLAN_ENDED, "lead"), (SESSION_NOT_LOGGED, "lead")]


def test_kind_that_is_off_is_silent_and_the_others_are_not():
	rules = Rules(off=frozenset({SESSION_TOMORROW}))
	assert chosen(rules=rules, sessions=[session(WEDNESDAY)], actions=[action(MONDAY)]) == [
		(ACTION_OVERDUE, "mia")
	]


# --- the whole ----------------------------------------------------------------------------------------------------


def test_each_key_comes_once_and_the_choice_is_in_the_order_of_kinds():
	given = facts(
		sessions=[session(WEDNESDAY), session(MONDAY, name="CS-2")],
		actions=[action(MONDAY), action(THURSDAY, name="CA-2"), action(MONDAY)],
		plans=[plan(end=MONDAY)],
		waiting=[Waiting("stored", "mia@firm.example", "Coaching Plan", "CP-1", "Look")],
	)
	reminders = choose(given)
	assert len({each.key for each in reminders}) == len(reminders)
	order = list(KINDS)
	for to in {each.to for each in reminders}:
		kinds = [order.index(each.kind) for each in reminders if each.to == to]
		assert kinds == sorted(kinds)
	assert any(each.key == "stored" for each in reminders)


def test_key_tells_nothing_of_what_it_stands_for():
	(reminder,) = choose(facts(actions=[action(MONDAY)]))
	assert "mia" not in reminder.key and "CA-1" not in reminder.key
