"""Rule 13: what cancelling a log takes back where others have gone on since, and what an amended log is judged by."""

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories


@pytest.fixture
def plan(firm):
	return factories.plan_of_missed_goal(firm)


def set_status(doctype, name, status):
	doc = frappe.get_doc(doctype, name)
	doc.status = status
	doc.save()


def cancelled(session):
	frappe.get_doc("Coaching Session", session.name).cancel()


def refused(session, match):
	with pytest.raises(frappe.ValidationError, match=match):
		cancelled(session)


def test_actions_that_come_back_are_no_more_than_rule_6_allows(firm, plan, by):
	with by("manager"):
		for number in (2, 3):
			factories.action(factories.only_goal(plan), description=f"Old {number}", status="Agreed")
	frappe.db.set_value("Coaching Action", {"plan": plan.name}, "agreed_on", add_days(today(), -20))
	held = factories.held_session(firm, plan, "Followed")
	with by("manager"):
		added = factories.action(factories.only_goal(plan), description="New")
		refused(held, r"more than 3 open ones.*Superseded first")
		set_status("Coaching Action", added.name, "Superseded")
		cancelled(held)
	statuses = frappe.get_all("Coaching Action", {"plan": plan.name}, pluck="status")
	assert sorted(statuses) == ["Agreed", "Agreed", "Agreed", "Superseded"]


def test_with_room_for_them_they_come_back_beside_what_was_added(firm, plan, by):
	held = factories.held_session(firm, plan, "Followed")
	with by("manager"):
		factories.action(factories.only_goal(plan), description="New")
		cancelled(held)
	statuses = frappe.get_all("Coaching Action", {"plan": plan.name}, pluck="status")
	assert sorted(statuses) == ["Agreed", "Proposed"]
	assert factories.only_goal(plan).status == "Open"


def test_an_action_given_up_that_somebody_reports_on_after_all_stays_as_reported(firm, plan, by):
	old = factories.only_action(plan).name
	held = factories.held_session(firm, plan, "Followed")
	with by("manager"):
		set_status("Coaching Action", old, "Done")
		cancelled(held)
	assert frappe.db.get_value("Coaching Action", old, "status") == "Done"
	assert (factories.only_goal(plan).status, factories.only_goal(plan).replan_count) == ("Open", 0)


def test_a_replanned_goal_that_was_dropped_is_set_to_open_before_its_log_is_cancelled(firm, plan, by):
	held = factories.held_session(firm, plan, "Followed")
	with by("manager"):
		factories.action(factories.goal(plan, "Mid Term"), "Employer")
		goal = frappe.get_doc("Coaching Goal", {"plan": plan.name, "horizon": "Short Term"})
		set_status("Coaching Goal", goal.name, "Dropped")
		refused(held, r"Replanned, and it is Dropped now. Set it to <[^>]*>Open")
		set_status("Coaching Goal", goal.name, "Open")
		cancelled(held)
	assert frappe.db.get_value("Coaching Goal", goal.name, ["status", "replan_count"]) == ("Open", 0)


def replanned_and_taken_up(firm, plan, by):
	"""Two logs: one that found the plan wrong, and one held once the goal had another."""
	first = factories.held_session(firm, plan, "Followed")
	with by("manager"):
		goal = factories.only_goal(plan)
		factories.action(goal, description="New")
		goal.reload()
		goal.due_date = add_days(today(), 14)
		goal.save()
	second = factories.held_session(firm, plan, "Followed")
	return first, second


def test_a_later_log_that_took_up_the_goal_again_is_cancelled_first(firm, plan, by):
	first, second = replanned_and_taken_up(firm, plan, by)
	assert factories.only_goal(plan).status == "Open"
	with by("manager"):
		refused(first, rf"{second.name}.*Cancel the later session first")
		cancelled(second)
		cancelled(first)
	assert (factories.only_goal(plan).status, factories.only_goal(plan).replan_count) == ("Open", 0)


def test_logs_that_do_not_say_when_they_were_submitted_follow_each_other_as_they_were_made(firm, plan, by):
	first, second = replanned_and_taken_up(firm, plan, by)
	for log in (first, second):
		effects = frappe.parse_json(frappe.db.get_value("Coaching Session", log.name, "effects"))
		effects.pop("at")
		frappe.db.set_value("Coaching Session", log.name, "effects", frappe.as_json(effects))
	with by("manager"):
		refused(first, "Cancel the later session first")
		cancelled(second)
		cancelled(first)
	assert factories.only_goal(plan).status == "Open"


def test_what_the_employee_reported_of_an_action_stays_when_the_log_that_agreed_it_is_cancelled(
	firm, plan, by
):
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), 9))
	with by("mentee"):
		proposal = factories.action(factories.only_goal(plan), description="Mine")
	held = factories.held_session(firm, plan)
	with by("mentee"):
		set_status("Coaching Action", proposal.name, "Done")
	with by("manager"):
		cancelled(held)
	assert frappe.db.get_value("Coaching Action", proposal.name, "status") == "Done"


def test_an_amended_log_is_not_judged_by_what_was_done_since(firm, plan, by):
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), 9))
	held = factories.held_session(firm, plan, "Partly")
	with by("mentee"):
		set_status("Coaching Action", factories.only_action(plan).name, "Done")
	with by("manager"):
		cancelled(held)
		again = factories.amendment_of(held).insert()
		again.submit()
	assert again.status == "Held"
	assert factories.only_action(plan).times_reviewed == 1


def test_an_amended_log_leaves_a_goal_to_the_later_log_that_replanned_it(firm, plan, by):
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), -1))
	first = factories.held_session(firm, plan, "Followed", starts_on=factories.days_ago(3))
	factories.held_session(firm, plan, "Followed")
	assert factories.only_goal(plan).status == "Replanned"
	with by("manager"):
		factories.action(factories.only_goal(plan), description="New")
		cancelled(first)
		factories.amendment_of(first).insert().submit()
	assert factories.only_goal(plan).status == "Replanned"


def test_an_amended_log_agrees_again_what_it_had_agreed(firm, plan, by):
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), 9))
	with by("mentee"):
		proposal = factories.action(factories.only_goal(plan), description="Mine")
	held = factories.held_session(firm, plan)
	with by("manager"):
		cancelled(held)
		assert frappe.db.get_value("Coaching Action", proposal.name, "status") == "Proposed"
		frappe.db.set_value("Coaching Action", proposal.name, "creation", add_days(today(), 1))
		factories.amendment_of(frappe.get_doc("Coaching Session", held.name)).insert().submit()
	assert frappe.db.get_value("Coaching Action", proposal.name, "status") == "Agreed"
