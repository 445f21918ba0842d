"""Rule 20 for actions, and who proposes, agrees and reports."""

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories


def test_the_coach_is_noted_as_who_proposed(firm):
	action = factories.only_action(factories.proposed_plan(firm))
	assert (action.proposed_by, action.status) == ("Coach", "Proposed")
	assert action.assigned_to == firm.mentee.employee


def test_an_employer_action_is_assigned_to_the_coach(firm, by):
	with by("manager"):
		action = factories.action(factories.goal(factories.plan(firm.mentee)), "Employer")
	assert action.assigned_to == firm.manager.employee


def test_the_mentee_proposes_an_action(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("mentee"):
		action = factories.action(goal, proposed_by="Coach")
	assert (action.proposed_by, action.status) == ("Mentee", "Proposed")


def test_the_mentees_action_is_not_agreed_by_themselves(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("mentee"), pytest.raises(frappe.PermissionError, match="Status"):
		factories.action(goal, status="Agreed")
	with by("mentee"):
		action = factories.action(goal)
		action.status = "Agreed"
		with pytest.raises(frappe.PermissionError, match="Status"):
			action.save()


def test_the_coach_agrees_to_the_mentees_proposal(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("mentee"):
		action = factories.action(goal)
	with by("manager"):
		action.status = "Agreed"
		action.save()
	assert frappe.db.get_value("Coaching Action", action.name, "agreed_on")


def test_the_mentee_agrees_to_the_coachs_proposal(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("manager"):
		action = factories.action(goal)
	with by("mentee"):
		action.reload()
		action.status = "Agreed"
		action.save()
	assert action.status == "Agreed"


def test_the_mentee_words_their_own_proposal_anew(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("mentee"):
		action = factories.action(goal)
		action.description = "Open with one question"
		action.due_date = add_days(today(), 5)
		action.save()
	assert frappe.db.get_value("Coaching Action", action.name, "description") == "Open with one question"


@pytest.mark.parametrize(
	("field", "value", "label"),
	[
		("description", "Less of it", "Description"),
		("tracked_by", "Nothing", "Tracked By"),
		("within_control", 0, "Within the Employee's Control"),
		("due_date", "2099-01-01", "Due Date"),
	],
)
def test_the_mentee_does_not_reword_an_agreed_action(firm, by, field, value, label):
	action = factories.only_action(factories.active_plan(firm))
	with by("mentee"):
		action.set(field, value)
		with pytest.raises(frappe.PermissionError, match=label):
			action.save()


@pytest.mark.parametrize("status", ["Done", "Not Done"])
def test_the_mentee_reports_on_their_action(firm, by, status):
	action = factories.only_action(factories.active_plan(firm))
	with by("mentee"):
		action.status = status
		action.save()
	assert frappe.db.get_value("Coaching Action", action.name, "status") == status


def test_the_mentee_does_not_report_on_the_employers_action(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		action = factories.action(factories.only_goal(plan), "Employer")
		action.status = "Agreed"
		action.save()
	with by("mentee"):
		action.reload()
		action.status = "Done"
		with pytest.raises(frappe.PermissionError, match="Status"):
			action.save()


def test_the_mentee_does_not_supersede_an_agreed_action(firm, by):
	action = factories.only_action(factories.active_plan(firm))
	with by("mentee"):
		action.status = "Superseded"
		with pytest.raises(frappe.PermissionError, match="Status"):
			action.save()


@pytest.mark.parametrize("status", ["Agreed", "Done"])
def test_the_mentee_does_not_take_up_what_was_superseded(firm, by, status):
	action = factories.only_action(factories.active_plan(firm))
	frappe.db.set_value("Coaching Action", action.name, "status", "Superseded")
	with by("mentee"):
		action.reload()
		action.status = status
		with pytest.raises(frappe.PermissionError, match="Status"):
			action.save()
	assert frappe.db.get_value("Coaching Action", action.name, "status") == "Superseded"


def test_the_mentee_takes_back_what_they_reported(firm, by):
	action = factories.only_action(factories.active_plan(firm))
	with by("mentee"):
		for status in ("Done", "Agreed", "Not Done"):
			action.status = status
			action.save()
	assert frappe.db.get_value("Coaching Action", action.name, "status") == "Not Done"


@pytest.mark.parametrize("field", ["goal", "responsible"])
def test_whose_action_it_is_and_for_what_never_changes(firm, by, field):
	plan = factories.active_plan(firm)
	action = factories.only_action(plan)
	with by("manager"):
		other = factories.goal(plan, "Mid Term")
		action.set(field, {"goal": other.name, "responsible": "Employer"}[field])
		with pytest.raises(frappe.CannotChangeConstantError):
			action.save()


def test_an_action_is_not_due_before_the_plan_starts(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("manager"), pytest.raises(frappe.exceptions.InvalidDates, match="Due Date"):
		factories.action(goal, due_date=add_days(today(), -1))
	with by("manager"):
		assert factories.action(goal, due_date=today()).name


def test_reviews_sent_by_a_client_are_put_back(firm, by):
	action = factories.only_action(factories.active_plan(firm))
	with by("manager"):
		action.update({"times_reviewed": 9, "times_followed": 9, "last_review": "Followed"})
		action.save()
	stored = frappe.get_doc("Coaching Action", action.name)
	assert (stored.times_reviewed, stored.times_followed, stored.last_review or "") == (0, 0, "")


def test_before_the_plan_is_accepted_its_actions_are_proposals(firm, by):
	action = factories.only_action(factories.proposed_plan(firm))
	with by("manager"):
		action.status = "Agreed"
		with pytest.raises(frappe.ValidationError, match="Status"):
			action.save()


def test_the_mentee_withdraws_their_own_proposal(firm, by):
	goal = factories.only_goal(factories.active_plan(firm))
	with by("mentee"):
		action = factories.action(goal)
		frappe.delete_doc("Coaching Action", action.name)
	assert not frappe.db.exists("Coaching Action", action.name)


def test_the_mentee_does_not_delete_what_was_agreed(firm, by):
	action = factories.only_action(factories.active_plan(firm))
	with by("mentee"), pytest.raises(frappe.PermissionError):
		frappe.delete_doc("Coaching Action", action.name)


def test_a_reviewed_action_is_kept(firm, by):
	plan = factories.active_plan(firm)
	factories.held_session(firm, plan)
	with by("manager"), pytest.raises(frappe.ValidationError, match="reviewed is kept"):
		frappe.delete_doc("Coaching Action", factories.only_action(plan).name)
