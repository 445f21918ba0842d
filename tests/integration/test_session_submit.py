"""Rule 12: what a session needs to be submitted, and what submitting does, all of it or nothing."""

import pytest

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, getdate, now_datetime, today

from coaching_plans.coaching_plans.doctype.coaching_session import complete_log
from tests import factories


@pytest.fixture
def plan(firm):
	return factories.active_plan(firm)


def stored(session, field):
	return frappe.db.get_value("Coaching Session", session.name, field)


def test_submitting_makes_it_held_by_whoever_submits(firm, plan):
	session = factories.held_session(firm, plan)
	assert (session.status, session.held_by) == ("Held", firm.manager.employee)


def test_an_appointed_coach_who_submits_has_held_it(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
		factories.action(factories.goal(plan))
		plan.propose()
	with by("mentee"):
		plan.accept()
	with by("mentor"):
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
		session.submit()
	assert (session.status, session.held_by) == ("Held", firm.mentor.employee)


def test_hr_who_submits_has_held_it(firm, plan, by):
	with by("hr"):
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
		session.submit()
	assert (session.coach, session.held_by) == (firm.manager.employee, firm.hr.employee)


@pytest.mark.parametrize(
	("missing", "label"), [("recognition", "Recognition"), ("opportunity", "Opportunity")]
)
def test_feedback_is_balanced(firm, plan, by, missing, label):
	with by("manager"):
		session = factories.fill(factories.session(firm.mentee, plan))
		session.set(missing, " ")
		with pytest.raises(frappe.MandatoryError, match=label):
			session.submit()
	assert stored(session, "docstatus") == 0


def test_what_is_missing_is_translated_in_whole_sentences(firm, plan, by, monkeypatch):
	monkeypatch.setattr(complete_log, "_", str.upper)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	said = complete_log.missing_feedback(session)
	assert len(said) == 2
	assert all(frappe.utils.strip_html(sentence).isupper() for sentence in said)


def test_all_that_a_log_lacks_is_named_at_once(firm, plan, by):
	frappe.db.set_value("Coaching Action", {"plan": plan.name}, "agreed_on", add_days(today(), -1))
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		with pytest.raises(frappe.MandatoryError) as refused:
			session.submit()
	told = str(refused.value)
	for lacking in ("Recognition", "Opportunity", session.action_reviews[0].description):
		assert frappe.utils.escape_html(lacking) in told


def test_a_session_to_come_is_not_submitted(firm, plan, by):
	with by("manager"):
		session = factories.session(
			firm.mentee, plan, starts_on=add_to_date(now_datetime(), hours=1), next_session_on=None
		)
		factories.fill(session)
		with pytest.raises(frappe.ValidationError, match="Starts On"):
			session.submit()
	assert stored(session, "status") == "Scheduled"


def test_a_session_that_begins_now_is_submitted(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=now_datetime().replace(microsecond=0))
		factories.fill(session, next_session_on=None).submit()
	assert stored(session, "docstatus") == 1


def test_a_held_session_is_not_submitted_again(firm, plan, by):
	session = factories.held_session(firm, plan)
	with by("manager"), pytest.raises(frappe.ValidationError, match="held and its log locked"):
		session.submit()
	plan.reload()
	assert plan.sessions_held == 1


def test_what_the_mentee_proposed_is_agreed_in_a_session(firm, plan, by):
	with by("mentee"):
		proposal = factories.action(factories.only_goal(plan))
	factories.held_session(firm, plan)
	assert frappe.db.get_value("Coaching Action", proposal.name, "status") == "Agreed"


def test_a_session_agrees_nothing_of_a_plan_that_the_mentee_has_not_accepted(firm, by):
	plan = factories.proposed_plan(firm)
	factories.held_session(firm, plan)
	assert factories.only_action(plan).status == "Proposed"
	with by("mentee"):
		plan.reload()
		plan.accept()
	assert factories.only_action(plan).status == "Agreed"


def test_a_session_agrees_the_employers_support_of_a_long_term_goal_and_not_what_the_mentee_means_to_do(
	firm, plan, by
):
	with by("mentee"):
		dream = factories.goal(plan, "Long Term")
		own = factories.action(dream)
	with by("manager"):
		support = factories.action(dream, "Employer")
	factories.held_session(firm, plan)
	assert [frappe.db.get_value("Coaching Action", action.name, "status") for action in (own, support)] == [
		"Proposed",
		"Agreed",
	]


@pytest.mark.parametrize("value", ["3,5", "1,200", "about 4", "nan"])
def test_a_reading_that_is_no_plain_number_is_refused(firm, plan, by, value):
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 50, "current_value": 1}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.metric_readings[0].value = value
		with pytest.raises(frappe.ValidationError, match="Metric Readings.*row 1.*is not a number"):
			session.save()


@pytest.mark.parametrize(("value", "current"), [("3.5", 3.5), ("0", 0), ("", 1), (None, 1)])
def test_a_reading_is_the_goals_value_and_none_is_none(firm, plan, by, value, current):
	metric = {
		"measure": "Metric",
		"metric": "Calls",
		"baseline": 1,
		"target": 50,
		"higher_is_better": 1,
		"current_value": 1,
	}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
		session.metric_readings[0].value = value
		session.submit()
	goal = factories.only_goal(plan)
	assert (goal.current_value, len(goal.readings)) == (current, 0 if value in ("", None) else 1)


@pytest.mark.parametrize("deed", ["mark_missed", "call_off"])
def test_a_session_that_did_not_take_place_is_not_submitted(firm, plan, by, deed):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		getattr(session, deed)()
		factories.fill(session)
		with pytest.raises(frappe.ValidationError, match="Status"):
			session.submit()


@pytest.mark.parametrize("who", ["mentee", "second_manager", "peer"])
def test_only_coach_manager_and_hr_submit(firm, plan, by, who):
	with by("manager"):
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
		session.save()
	with by(who), pytest.raises(frappe.PermissionError):
		frappe.get_doc("Coaching Session", session.name).submit()
	assert stored(session, "docstatus") == 0


def test_the_plans_figures_follow(firm, plan):
	session = factories.held_session(firm, plan, next_session_on=add_days(today(), 7))
	plan.reload()
	assert plan.sessions_held == 1
	assert getdate(plan.last_session_on) == getdate(session.starts_on)
	assert getdate(plan.next_session_on) == getdate(add_days(today(), 7))


def test_the_next_session_is_scheduled_for_the_day_named(firm, plan):
	session = factories.held_session(firm, plan, next_session_on=add_days(today(), 7))
	following = frappe.get_doc("Coaching Session", {"previous_session": session.name})
	assert getdate(following.starts_on) == getdate(add_days(today(), 7))
	assert get_datetime(following.starts_on).time() == get_datetime(session.starts_on).time()
	assert (following.docstatus, following.status, following.plan) == (0, "Scheduled", plan.name)


def test_without_a_day_named_none_is_scheduled(firm, plan):
	session = factories.held_session(firm, plan)
	assert not frappe.db.exists("Coaching Session", {"previous_session": session.name})


def test_where_one_is_scheduled_already_no_second_is_made(firm, plan, by):
	with by("manager"):
		factories.session(firm.mentee, plan, starts_on=add_days(today(), 3))
	factories.held_session(firm, plan, session_type="Ad-hoc", next_session_on=add_days(today(), 7))
	assert frappe.db.count("Coaching Session", {"plan": plan.name, "docstatus": 0}) == 1


def test_the_next_day_is_after_this_one(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.next_session_on = getdate(session.starts_on)
		with pytest.raises(frappe.ValidationError, match="Next Session On"):
			session.save()


def test_readings_reach_the_goal(firm, plan, by):
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 50}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
		session.metric_readings[0].value = "7.5"
		session.submit()
	goal = factories.only_goal(plan)
	assert (goal.current_value, goal.status) == (7.5, "Open")
	assert [(row.value, row.session) for row in goal.readings] == [(7.5, session.name)]


def test_a_reading_left_empty_is_no_reading(firm, plan):
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 50}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	factories.held_session(firm, plan)
	assert factories.only_goal(plan).readings == []


def test_a_reading_is_a_number(firm, plan, by):
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 50}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.metric_readings[0].value = "about five"
		with pytest.raises(frappe.ValidationError, match="Metric Readings"):
			session.save()


def test_what_was_proposed_when_they_met_is_agreed(firm, plan, by):
	with by("mentee"):
		proposal = factories.action(factories.only_goal(plan))
	factories.held_session(firm, plan)
	assert frappe.db.get_value("Coaching Action", proposal.name, "status") == "Agreed"


def test_a_refused_submit_leaves_nothing_behind(firm, plan, by):
	"""The goal lacks an action by then, which is found out after the reviews were counted."""
	with by("manager"):
		mid = factories.goal(plan, "Mid Term")
		factories.action(mid)
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=add_days(today(), 7))
		session.save()
		with pytest.raises(frappe.ValidationError, match="add an action of the employer"):
			session.submit()
		assert (stored(session, "docstatus"), stored(session, "status")) == (0, "Scheduled")
		assert frappe.db.get_value("Coaching Action", {"plan": plan.name}, "times_reviewed") == 0
		factories.action(mid, "Employer")
		session.reload()
		session.submit()
	assert (stored(session, "docstatus"), stored(session, "status")) == (1, "Held")


def test_two_who_save_at_once_lose_nothing(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		mine = frappe.get_doc("Coaching Session", session.name)
	with by("mentee"):
		theirs = frappe.get_doc("Coaching Session", session.name)
		theirs.mentee_preparation = "Nights"
		theirs.save()
	with by("manager"):
		mine.notes = "Rota"
		with pytest.raises(frappe.TimestampMismatchError):
			mine.save()
	assert stored(session, "mentee_preparation") == "Nights"
