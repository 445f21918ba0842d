"""A session of a past day that is logged late says how it was then, and moves nothing that came after it."""

import pytest

import frappe
from frappe.utils import add_days, getdate, today

from tests import factories
from tests.holiday_lists import holidays


@pytest.fixture
def plan(firm):
	"""An active plan agreed long before."""
	plan = factories.active_plan(firm, start_date=add_days(today(), -40), end_date=add_days(today(), 20))
	frappe.db.set_value("Coaching Action", {"plan": plan.name}, "agreed_on", add_days(today(), -40))
	return plan


def metric(plan):
	values = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 5, "current_value": 1}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, values)


def logged(firm, plan, value, **values):
	with factories.acting(firm.manager):
		session = factories.fill(factories.session(firm.mentee, plan, **values), next_session_on=None)
		session.metric_readings[0].value = value
		session.submit()
	return session


def status(action):
	return frappe.db.get_value("Coaching Action", action.name, ["status", "agreed_on"])


def test_what_was_proposed_after_its_day_stays_a_proposal(firm, plan, by):
	with by("mentee"):
		proposal = factories.action(factories.only_goal(plan), description="Mine")
	factories.held_session(firm, plan, starts_on=factories.days_ago(5))
	assert status(proposal)[0] == "Proposed"
	factories.held_session(firm, plan)
	assert status(proposal) == ("Agreed", getdate(today()))


def test_a_goal_set_in_the_session_comes_with_its_actions_though_logged_another_day(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=factories.days_ago(1))
		goal = factories.goal(plan, set_in_session=session.name)
		proposal = factories.action(goal)
		factories.fill(session, next_session_on=None).submit()
	assert status(proposal) == ("Agreed", getdate(today()))


def test_what_was_agreed_after_its_day_is_not_given_up_by_it(firm, plan, by):
	old = factories.only_action(plan).name
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), -7))
	with by("manager"):
		new = factories.action(factories.only_goal(plan), description="New", status="Agreed")
	factories.held_session(firm, plan, "Followed", starts_on=factories.days_ago(5))
	assert factories.only_goal(plan).status == "Replanned"
	statuses = [frappe.db.get_value("Coaching Action", name, "status") for name in (old, new.name)]
	assert statuses == ["Superseded", "Agreed"]


def test_an_old_reading_does_not_reach_a_goal_that_was_read_lower_since(firm, plan):
	metric(plan)
	logged(firm, plan, "3")
	logged(firm, plan, "6", starts_on=factories.days_ago(5))
	goal = factories.only_goal(plan)
	assert (goal.status, goal.current_value) == ("Open", 3)


def test_the_last_reading_reaches_it_also_when_logged_late(firm, plan):
	metric(plan)
	logged(firm, plan, "3", starts_on=factories.days_ago(9))
	logged(firm, plan, "6", starts_on=factories.days_ago(5))
	assert factories.only_goal(plan).status == "Reached"


def next_of(session):
	return frappe.db.get_value("Coaching Session", {"previous_session": session.name}, "starts_on")


def test_its_next_session_is_the_next_of_the_cadence_to_come_and_on_a_working_day(firm, plan, by):
	holidays(firm, add_days(today(), 5))
	held = factories.held_session(
		firm, plan, starts_on=factories.days_ago(30), next_session_on=add_days(today(), -23)
	)
	assert next_of(held).date() == getdate(add_days(today(), 6))
	assert next_of(held).time() == factories.days_ago(30).time()


def test_a_day_named_that_is_still_to_come_holds(firm, plan):
	held = factories.held_session(
		firm, plan, starts_on=factories.days_ago(30), next_session_on=add_days(today(), 4)
	)
	assert next_of(held).date() == getdate(add_days(today(), 4))
