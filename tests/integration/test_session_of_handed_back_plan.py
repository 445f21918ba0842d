"""A session on a proposal that the employee hands back: its log is kept, and it tells nothing of the new draft."""

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories


@pytest.fixture
def plan(firm):
	return factories.proposed_plan(firm)


@pytest.fixture
def session(firm, plan, by):
	"""Scheduled while the plan stood proposed; then its employee asked for changes."""
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	with by("mentee"):
		plan.request_changes("Shorter")
	return session


def test_its_log_is_submitted_without_a_next_session(session, by):
	with by("manager"):
		session.reload()
		factories.fill(session, next_session_on=add_days(today(), 7)).submit()
	assert session.status == "Held"
	assert not frappe.db.exists("Coaching Session", {"previous_session": session.name})
	assert "draft again" in frappe.as_json(frappe.local.message_log)


def test_goals_that_are_being_rewritten_do_not_keep_the_log_from_being_submitted(session, plan, by):
	with by("manager"):
		factories.goal(plan, "Mid Term")
		session.reload()
		factories.fill(session).submit()
	assert session.status == "Held"


def test_it_shows_no_metric_and_no_goal_of_the_draft(session, plan, by):
	with by("manager"):
		metric = {"measure": "Metric", "metric": "Hidden", "baseline": 1, "target": 5}
		goal = factories.goal(plan, "Mid Term", development_area="Hidden", **metric)
		frappe.db.set_value("Coaching Goal", goal.name, "due_date", add_days(today(), -1))
		session.reload()
		session.save()
		session.mark_missed()
	assert session.metric_readings == []
	assert "Hidden" not in frappe.as_json(frappe.get_doc("Coaching Session", session.name))


def test_a_reading_that_was_typed_before_stays(firm, by):
	plan = factories.proposed_plan(firm)
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 5}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.metric_readings[0].value = "3"
		session.save()
	with by("mentee"):
		plan.request_changes("Shorter")
	with by("manager"):
		goal = factories.only_goal(plan)
		goal.metric = "Renamed in the draft"
		goal.save()
		session.reload()
		session.save()
		assert [(row.metric, row.value) for row in session.metric_readings] == [("Calls", "3")]
		factories.fill(session, next_session_on=None).submit()
	assert factories.only_goal(plan).current_value == 3


def test_a_log_is_corrected_while_its_plan_is_rewritten(session, plan, by):
	with by("manager"):
		session.reload()
		factories.fill(session, next_session_on=None).submit()
		session.cancel()
		again = factories.amendment_of(session).insert()
		again.submit()
	assert again.status == "Held"
