"""Rules 5, 6 and 7: how much a plan asks for at once, and of whom."""

import pytest

import frappe
from frappe.utils import add_days, getdate, today

from tests import factories


@pytest.fixture
def draft(firm, by):
	with by("manager"):
		return factories.plan(firm.mentee)


@pytest.fixture
def as_manager(by):
	with by("manager"):
		yield


# --- rule 5 ------------------------------------------------------------------------------------------------------


def test_two_short_term_goals_are_open_at_once(draft, as_manager):
	factories.goal(draft)
	assert factories.goal(draft).name


def test_a_third_open_short_term_goal_is_refused(draft, as_manager):
	factories.goal(draft)
	factories.goal(draft)
	with pytest.raises(frappe.ValidationError, match=r"Horizon.*at most 2"):
		factories.goal(draft)
	assert frappe.db.count("Coaching Goal", {"plan": draft.name}) == 2


def test_a_dropped_goal_makes_room_for_another(draft, as_manager):
	first = factories.goal(draft)
	factories.goal(draft)
	first.status = "Dropped"
	first.save()
	assert factories.goal(draft).name


def test_a_dropped_goal_is_not_reopened_where_there_is_no_room(draft, as_manager):
	first = factories.goal(draft)
	factories.goal(draft)
	first.status = "Dropped"
	first.save()
	factories.goal(draft)
	first.status = "Open"
	with pytest.raises(frappe.ValidationError, match="Horizon"):
		first.save()


def test_a_replanned_goal_is_still_pursued_and_counted(draft, as_manager):
	replanned = factories.goal(draft)
	frappe.db.set_value("Coaching Goal", replanned.name, "status", "Replanned")
	factories.goal(draft)
	with pytest.raises(frappe.ValidationError, match=r"Horizon.*at most 2"):
		factories.goal(draft)


def test_mid_term_goals_are_not_counted_with_short_term_ones(draft, as_manager):
	for horizon in ("Mid Term", "Mid Term", "Short Term", "Short Term"):
		factories.goal(draft, horizon)
	assert factories.goal(draft, "Mid Term").name


def test_the_number_is_what_the_settings_say(draft, as_manager):
	frappe.db.set_single_value("Coaching Settings", "max_short_term_goals", 1)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")
	factories.goal(draft)
	with pytest.raises(frappe.ValidationError, match="at most 1"):
		factories.goal(draft)


def test_a_session_sets_two_new_short_term_goals_and_no_third(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		reached = factories.only_goal(plan)
		reached.status = "Reached"
		reached.save()
		first = factories.goal(plan, set_in_session=session.name)
		factories.goal(plan, set_in_session=session.name)
		first.status = "Dropped"
		first.save()
		with pytest.raises(frappe.ValidationError, match="Set in Session"):
			factories.goal(plan, set_in_session=session.name)


def test_a_goal_is_not_set_in_a_session_of_another_person(firm, by, draft):
	with by("manager"):
		session = factories.session(firm.peer)
		with pytest.raises(frappe.PermissionError, match="Set in Session"):
			factories.goal(draft, set_in_session=session.name)


def test_a_goal_is_not_set_in_a_session_without_a_plan(firm, by, draft):
	with by("manager"):
		session = factories.session(firm.mentee)
		with pytest.raises(frappe.ValidationError, match="Set in Session"):
			factories.goal(draft, set_in_session=session.name)


def test_the_session_that_set_a_goal_never_changes(firm, by):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	with by("manager"):
		goal.set_in_session = factories.session(firm.mentee, plan).name
		with pytest.raises(frappe.CannotChangeConstantError, match="Set in Session"):
			goal.save()


# --- rule 6 ------------------------------------------------------------------------------------------------------


def test_three_actions_of_the_mentee_are_open_and_no_fourth(draft, as_manager):
	goal = factories.goal(draft)
	for _number in range(3):
		factories.action(goal)
	with pytest.raises(frappe.ValidationError, match="at most 3"):
		factories.action(goal)
	assert frappe.db.count("Coaching Action", {"goal": goal.name}) == 3


def test_a_done_action_makes_room_for_another(firm, by):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	with by("manager"):
		for _number in range(2):
			factories.action(goal)
		done = factories.only_action(plan)
		done.status = "Done"
		done.save()
		assert factories.action(goal).name


def test_a_done_action_is_not_reopened_where_there_is_no_room(firm, by):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	with by("manager"):
		done = factories.only_action(plan)
		done.status = "Done"
		done.save()
		for _number in range(3):
			factories.action(goal)
		done.status = "Agreed"
		with pytest.raises(frappe.ValidationError, match="at most 3"):
			done.save()
	assert frappe.db.get_value("Coaching Action", done.name, "status") == "Done"


def test_the_number_of_actions_is_what_the_settings_say(draft, as_manager):
	frappe.db.set_single_value("Coaching Settings", "max_mentee_actions", 1)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")
	goal = factories.goal(draft)
	factories.action(goal)
	with pytest.raises(frappe.ValidationError, match="at most 1 open"):
		factories.action(goal)


def test_an_action_of_the_employer_need_not_be_trackable(draft, as_manager):
	assert factories.action(factories.goal(draft), "Employer", tracked_by="", within_control=0).name


def test_actions_of_the_employer_are_not_counted(draft, as_manager):
	goal = factories.goal(draft)
	for _number in range(3):
		factories.action(goal)
	assert factories.action(goal, "Employer").name


def test_an_action_of_the_mentee_can_be_tracked(draft, as_manager):
	with pytest.raises(frappe.ValidationError, match="Tracked By"):
		factories.action(factories.goal(draft), tracked_by=" ")


def test_an_action_of_the_mentee_is_within_their_control(draft, as_manager):
	with pytest.raises(frappe.ValidationError, match="Within the Employee's Control"):
		factories.action(factories.goal(draft), within_control=0)


def test_a_short_term_goal_without_an_action_is_not_proposed(draft, as_manager):
	factories.goal(draft)
	with pytest.raises(frappe.ValidationError, match="add an action of the employee"):
		draft.propose()
	assert frappe.db.get_value("Coaching Plan", draft.name, "status") == "Draft"


def test_an_employer_action_alone_is_not_enough_for_a_short_term_goal(draft, as_manager):
	factories.action(factories.goal(draft), "Employer")
	with pytest.raises(frappe.ValidationError, match="add an action of the employee"):
		draft.propose()


# --- rule 7 ------------------------------------------------------------------------------------------------------


def test_a_mid_term_goal_without_an_employer_action_is_not_proposed(draft, as_manager):
	factories.action(factories.goal(draft, "Mid Term"))
	with pytest.raises(frappe.ValidationError, match="add an action of the employer"):
		draft.propose()


def test_a_mid_term_goal_without_a_mentee_action_is_not_proposed(draft, as_manager):
	factories.action(factories.goal(draft, "Mid Term"), "Employer")
	with pytest.raises(frappe.ValidationError, match="add an action of the employee"):
		draft.propose()


def test_a_mid_term_goal_with_an_action_of_both_is_proposed(draft, as_manager):
	goal = factories.goal(draft, "Mid Term")
	factories.action(goal)
	factories.action(goal, "Employer")
	draft.propose()
	assert draft.status == "Proposed"


# --- what else a goal must be --------------------------------------------------------------------------------------


def test_a_goal_is_due_by_the_end_of_the_plan_where_no_date_is_named(draft, as_manager):
	assert getdate(factories.goal(draft).due_date) == getdate(draft.end_date)


def test_a_goal_is_not_due_before_the_plan_starts(draft, as_manager):
	with pytest.raises(frappe.ValidationError, match="Due Date"):
		factories.goal(draft, due_date=add_days(today(), -1))


def test_a_metric_goal_names_its_metric(draft, as_manager):
	with pytest.raises(frappe.MandatoryError, match="Metric"):
		factories.goal(draft, measure="Metric", target=5)


def test_a_metric_goal_has_somewhere_to_go(draft, as_manager):
	with pytest.raises(frappe.ValidationError, match="Target"):
		factories.goal(draft, measure="Metric", metric="Calls", baseline=5, target=5)


@pytest.mark.parametrize(("higher_is_better", "target"), [(1, 3), (0, 9)])
def test_the_target_lies_where_the_metric_is_better(draft, as_manager, higher_is_better, target):
	"""Else the first reading, even the baseline itself, would reach the goal."""
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 5, "higher_is_better": higher_is_better}
	with pytest.raises(frappe.ValidationError, match="Target"):
		factories.goal(draft, target=target, **metric)
	assert factories.goal(draft, target=10 - target + 2, **metric).name


def test_the_baseline_is_the_value_until_there_is_a_reading(draft, as_manager):
	goal = factories.goal(draft, measure="Metric", metric="Calls", baseline=5, target=9)
	assert goal.current_value == 5
	goal.append("readings", {"read_on": today(), "value": 7})
	goal.save()
	assert goal.current_value == 7


def test_plan_and_horizon_never_change(firm, draft, as_manager):
	goal = factories.goal(draft)
	other = factories.plan(firm.mentee, purpose="New Scope")
	for field, value in (("plan", other.name), ("horizon", "Mid Term")):
		goal.reload()
		goal.set(field, value)
		with pytest.raises((frappe.CannotChangeConstantError, frappe.PermissionError)):
			goal.save()


def test_goals_of_a_plan_are_counted_on_it(draft, as_manager):
	first = factories.goal(draft)
	factories.goal(draft, "Mid Term")
	first.status = "Reached"
	first.save()
	draft.reload()
	assert (draft.goals_total, draft.goals_reached) == (2, 1)


def test_replanned_is_not_set_by_hand(draft, as_manager):
	goal = factories.goal(draft)
	goal.status = "Replanned"
	with pytest.raises(frappe.ValidationError, match="Status"):
		goal.save()


def test_only_a_long_term_goal_is_deferred(draft, as_manager):
	goal = factories.goal(draft)
	goal.status = "Deferred"
	with pytest.raises(frappe.ValidationError, match="Status"):
		goal.save()


def test_a_goal_of_a_proposed_plan_is_not_deleted(firm, by):
	goal = factories.only_goal(factories.proposed_plan(firm))
	with by("manager"), pytest.raises(frappe.ValidationError, match="Dropped"):
		frappe.delete_doc("Coaching Goal", goal.name)


# --- rule 3 ------------------------------------------------------------------------------------------------------


def test_the_last_goal_of_an_active_plan_is_not_dropped_before_another_takes_its_place(firm, by):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	with by("manager"):
		goal.status = "Dropped"
		with pytest.raises(frappe.ValidationError, match=r"Status.*Add the one that takes its place first"):
			goal.save()
		factories.goal(plan, "Mid Term")
		goal.reload()
		goal.status = "Dropped"
		goal.save()
	assert frappe.db.get_value("Coaching Goal", goal.name, "status") == "Dropped"


def test_a_long_term_goal_is_dropped_also_as_the_last_one(firm, by):
	plan = factories.active_plan(firm)
	with by("mentee"):
		dream = factories.goal(plan, "Long Term")
	with by("manager"):
		goal = frappe.get_doc("Coaching Goal", {"plan": plan.name, "horizon": "Short Term"})
		goal.status = "Dropped"
		goal.save()
	with by("mentee"):
		dream.status = "Dropped"
		dream.save()
	assert frappe.db.get_value("Coaching Goal", dream.name, "status") == "Dropped"


# --- lower numbers in the settings -------------------------------------------------------------------------------


def allow(**values):
	for field, value in values.items():
		frappe.db.set_single_value("Coaching Settings", field, value)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")


def test_fewer_goals_allowed_than_are_open_keep_no_log_from_replanning_one(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		factories.action(factories.goal(plan))
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), -1))
	allow(max_short_term_goals=1)
	held = factories.held_session(firm, plan, "Followed")
	assert held.status == "Held"
	assert frappe.db.count("Coaching Goal", {"plan": plan.name, "status": "Replanned"})
	with by("manager"), pytest.raises(frappe.ValidationError, match="at most 1"):
		factories.goal(plan)


def test_fewer_actions_allowed_than_are_open_let_those_be_worded_and_agreed(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		action = factories.action(factories.only_goal(plan))
		allow(max_mentee_actions=1)
		action.status = "Agreed"
		action.save()
		with pytest.raises(frappe.ValidationError, match="at most 1"):
			factories.action(factories.only_goal(plan))
		action.status = "Done"
		action.save()
		action.status = "Agreed"
		with pytest.raises(frappe.ValidationError, match="at most 1"):
			action.save()
