"""Rules 1, 3 and 4: how a plan goes from a draft to its end."""

import pytest

import frappe
from frappe.utils import add_days, getdate, today

from coaching_plans.coaching_plans.doctype.coaching_plan.roll_ups import leave_behind_what_has_passed
from tests import factories


def comments_of(plan):
	return frappe.get_all(
		"Comment", {"reference_name": plan.name, "comment_type": "Comment"}, pluck="content"
	)


def test_manager_drafts_a_plan_with_themselves_as_coach(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
	assert (plan.status, plan.coach, plan.appointed) == ("Draft", firm.manager.employee, 0)
	assert plan.coach_name == firm.manager.name
	assert plan.company == factories.COMPANY


def test_plan_lasts_thirty_days_where_no_end_is_named(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, end_date=None)
	assert getdate(plan.end_date) == getdate(add_days(today(), 30))


def test_coach_named_by_hr_is_appointed(firm, by):
	with by("hr"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
	assert plan.appointed == 1


def test_nobody_appoints_by_sending_the_flag(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, appointed=1)
	assert plan.appointed == 0


@pytest.mark.parametrize("who", ["mentee", "peer", "third_level", "other_manager", "other_hr", "unemployed"])
def test_only_manager_and_hr_make_a_plan(firm, by, who):
	with by(who), pytest.raises(frappe.PermissionError):
		factories.plan(firm.mentee)


def test_second_manager_makes_no_plan(firm, by):
	with by("second_manager"), pytest.raises(frappe.PermissionError):
		factories.plan(firm.mentee)


def test_proposal_becomes_active_when_the_mentee_accepts(firm, by):
	plan = factories.proposed_plan(firm)
	assert (plan.status, plan.proposed_on) == ("Proposed", getdate(plan.proposed_on))
	with by("mentee"):
		plan.accept()
	plan.reload()
	assert plan.status == "Active"
	assert plan.accepted_on


def test_actions_are_agreed_by_accepting(firm, by):
	plan = factories.proposed_plan(firm)
	assert factories.only_action(plan).status == "Proposed"
	with by("mentee"):
		plan.accept()
	assert factories.only_action(plan).status == "Agreed"


@pytest.mark.parametrize("who", ["manager", "second_manager", "hr", "peer"])
def test_nobody_accepts_for_a_mentee_with_a_user(firm, by, who):
	plan = factories.proposed_plan(firm)
	with by(who), pytest.raises(frappe.PermissionError, match="Only the employee accepts"):
		plan.accept()
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Proposed"


def test_hr_accepts_for_a_mentee_without_a_user(firm, by):
	with by("manager"):
		plan = factories.plan(firm.without_user)
		factories.action(factories.goal(plan))
		plan.propose()
		with pytest.raises(frappe.PermissionError):
			plan.accept()
	with by("hr"):
		plan.accept()
	assert plan.status == "Active"


@pytest.mark.parametrize("deed, status", [("accept", "Active"), ("request_changes", "Draft")])
def test_hr_answers_for_a_mentee_whose_user_is_disabled(firm, by, deed, status):
	plan = factories.proposed_plan(firm)
	factories.enable(firm.mentee, 0)
	with by("manager"), pytest.raises(frappe.PermissionError):
		plan.accept()
	with by("hr"):
		plan.accept() if deed == "accept" else plan.request_changes("Shorter")
	assert plan.status == status


def test_a_manager_who_is_hr_accepts_for_a_mentee_without_a_user(firm, by):
	with by("manager"):
		plan = factories.plan(firm.without_user)
		factories.action(factories.goal(plan))
		plan.propose()
		assert "accept" not in plan.deeds(plan.standing())
	factories.add_role(firm.manager, "HR Manager")
	frappe.clear_cache(user=firm.manager.user)
	with by("manager"):
		assert "accept" in plan.deeds(plan.standing())
		plan.accept()
	assert plan.status == "Active"


def test_a_manager_who_is_hr_does_not_accept_for_a_mentee_who_can_sign_in(firm, by):
	plan = factories.proposed_plan(firm)
	factories.add_role(firm.manager, "HR Manager")
	frappe.clear_cache(user=firm.manager.user)
	with by("manager"), pytest.raises(frappe.PermissionError, match="Only the employee accepts"):
		plan.accept()


def test_request_changes_sends_the_plan_back_with_a_comment(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		plan.request_changes("Please let me choose the meeting")
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Draft"
	assert comments_of(plan) == ["Please let me choose the meeting"]


def test_request_changes_asks_what_should_change(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"), pytest.raises(frappe.MandatoryError, match="Comment"):
		plan.request_changes("  ")
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Proposed"


def test_sent_back_it_is_a_draft_that_nobody_has_proposed(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		plan.request_changes("Shorter, please")
	assert frappe.db.get_value("Coaching Plan", plan.name, ["status", "proposed_on"]) == ("Draft", None)


def test_what_the_mentee_asks_for_is_kept_as_text_not_as_a_page(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		plan.request_changes("<img src=x onerror=alert(1)> & less")
	assert comments_of(plan) == ["&lt;img src=x onerror=alert(1)&gt; &amp; less"]


def test_coach_does_not_request_changes_for_the_mentee(firm, by):
	plan = factories.proposed_plan(firm)
	with by("manager"), pytest.raises(frappe.PermissionError, match="Only the employee"):
		plan.request_changes("Mine to say?")


def test_draft_is_not_accepted(firm, by):
	with by("hr"):
		plan = factories.plan(firm.without_user)
		with pytest.raises(frappe.ValidationError, match="Status"):
			plan.accept()


def test_a_deed_is_judged_by_the_stored_plan_not_by_what_the_form_sent(firm, by):
	with by("hr"):
		plan = factories.plan(firm.without_user)
		factories.action(factories.goal(plan))
		sent = frappe.get_doc(plan.as_dict() | {"status": "Proposed"})
		with pytest.raises(frappe.ValidationError, match=r"Status.*Draft"):
			sent.accept()
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Draft"


def test_plan_is_not_proposed_twice(firm, by):
	plan = factories.proposed_plan(firm)
	with by("manager"), pytest.raises(frappe.ValidationError, match="Status"):
		plan.propose()


def test_mentee_does_not_propose(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		plan.request_changes("Shorter, please")
		with pytest.raises(frappe.PermissionError, match="coach"):
			plan.propose()


def test_status_sent_by_a_client_is_put_back(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, status="Active")
		assert plan.status == "Draft"
		plan.status = "Completed"
		plan.save()
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Draft"


def test_figures_sent_by_a_client_are_put_back(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
		plan.update(
			{"follow_through": 100, "goals_reached": 9, "sessions_held": 9, "aligned_by": firm.hr.user}
		)
		plan.save()
	stored = frappe.get_doc("Coaching Plan", plan.name)
	assert (stored.follow_through, stored.goals_reached, stored.sessions_held) == (0, 0, 0)
	assert not stored.aligned_by


# --- rule 3 ------------------------------------------------------------------------------------------------------


def test_plan_without_a_goal_is_not_proposed(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
		with pytest.raises(frappe.ValidationError, match="at least one goal"):
			plan.propose()


def test_plan_whose_goal_was_dropped_meanwhile_is_not_accepted(firm, by):
	plan = factories.proposed_plan(firm)
	with by("manager"):
		goal = factories.only_goal(plan)
		goal.status = "Dropped"
		goal.save()
	with by("mentee"), pytest.raises(frappe.ValidationError, match="at least one goal"):
		plan.accept()
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Proposed"


def test_plan_whose_action_was_deleted_meanwhile_is_not_accepted(firm, by):
	plan = factories.proposed_plan(firm)
	with by("manager"):
		frappe.delete_doc("Coaching Action", factories.only_action(plan).name)
	with by("mentee"), pytest.raises(frappe.ValidationError, match="add an action of the employee"):
		plan.accept()
	assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Proposed"


def test_plan_for_another_person_is_allowed(firm, by):
	with by("manager"):
		factories.plan(firm.mentee)
		assert factories.plan(firm.peer).name


def test_plan_is_not_moved_onto_the_dates_of_another(firm, by):
	with by("manager"):
		factories.plan(firm.mentee)
		later = factories.plan(firm.mentee, start_date=add_days(today(), 31), end_date=add_days(today(), 60))
		later.start_date = add_days(today(), 30)
		with pytest.raises(frappe.UniqueValidationError, match="Purpose"):
			later.save()
	assert getdate(frappe.db.get_value("Coaching Plan", later.name, "start_date")) == getdate(
		add_days(today(), 31)
	)


def test_second_open_plan_for_the_same_purpose_and_dates_is_refused(firm, by):
	with by("manager"):
		factories.plan(firm.mentee)
		with pytest.raises(frappe.UniqueValidationError, match="Purpose"):
			factories.plan(firm.mentee, start_date=add_days(today(), 30), end_date=add_days(today(), 60))


def test_plan_from_the_day_after_the_other_ends_is_allowed(firm, by):
	with by("manager"):
		factories.plan(firm.mentee)
		later = factories.plan(firm.mentee, start_date=add_days(today(), 31), end_date=add_days(today(), 60))
	assert later.name


def test_plan_that_ends_on_the_day_the_other_starts_is_refused_and_the_day_before_allowed(firm, by):
	with by("manager"):
		factories.plan(firm.mentee, start_date=add_days(today(), 20), end_date=add_days(today(), 60))
		with pytest.raises(frappe.UniqueValidationError, match="Purpose"):
			factories.plan(firm.mentee, end_date=add_days(today(), 20))
		assert factories.plan(firm.mentee, end_date=add_days(today(), 19)).name


def test_plan_for_another_purpose_is_allowed(firm, by):
	with by("manager"):
		factories.plan(firm.mentee)
		assert factories.plan(firm.mentee, purpose="New Scope").name


def test_plan_after_the_other_was_closed_is_allowed(firm, by):
	with by("manager"):
		factories.plan(firm.mentee).close_early("Moved to another team")
		assert factories.plan(firm.mentee).name


# --- rule 4 ------------------------------------------------------------------------------------------------------


def test_completing_asks_for_the_outcome(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		with pytest.raises(frappe.MandatoryError, match="Outcome"):
			plan.complete("")
		plan.complete("Leads the stand-up")
	stored = frappe.get_doc("Coaching Plan", plan.name)
	assert (stored.status, stored.outcome) == ("Completed", "Leads the stand-up")


def test_closing_early_asks_for_the_reason(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		with pytest.raises(frappe.MandatoryError, match="Closing Reason"):
			plan.close_early(" ")
		plan.close_early("New role")
	stored = frappe.get_doc("Coaching Plan", plan.name)
	assert (stored.status, stored.closing_reason) == ("Closed", "New role")


@pytest.mark.parametrize("who", ["mentee", "second_manager"])
def test_only_coach_manager_and_hr_end_a_plan(firm, by, who):
	plan = factories.active_plan(firm)
	with by(who):
		with pytest.raises(frappe.PermissionError):
			plan.complete("Done")
		with pytest.raises(frappe.PermissionError):
			plan.close_early("Enough")


def test_only_an_active_plan_is_completed(firm, by):
	plan = factories.proposed_plan(firm)
	with by("manager"), pytest.raises(frappe.ValidationError, match="Status"):
		plan.complete("Too soon")


def test_draft_is_closed_but_not_completed(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
		with pytest.raises(frappe.ValidationError, match="Status"):
			plan.complete("Nothing to do")
		plan.close_early("Not now")
	assert plan.status == "Closed"


def test_ended_plan_is_not_ended_again(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		plan.complete("Leads the stand-up")
		for deed in (plan.complete, plan.close_early):
			with pytest.raises(frappe.ValidationError, match="Status"):
				deed("Rewritten")
	assert frappe.db.get_value("Coaching Plan", plan.name, ["outcome", "closing_reason"]) == (
		"Leads the stand-up",
		None,
	)


def test_ended_plan_is_locked_with_its_goals_and_actions(firm, by):
	plan = factories.active_plan(firm)
	goal, action = factories.only_goal(plan), factories.only_action(plan)
	with by("manager"):
		plan.complete("Leads the stand-up")
		for record, field in ((plan, "opportunity"), (goal, "goal_state"), (action, "description")):
			record.reload()
			record.set(field, "Rewritten")
			with pytest.raises(frappe.ValidationError, match="locked"):
				record.save()


def test_nothing_is_added_to_or_taken_from_an_ended_plan(firm, by):
	plan = factories.active_plan(firm)
	goal, action = factories.only_goal(plan), factories.only_action(plan)
	with by("mentee"):
		dream = factories.goal(plan, "Long Term")
	with by("manager"):
		plan.complete("Leads the stand-up")
		for add in (lambda: factories.goal(plan), lambda: factories.action(goal)):
			with pytest.raises(frappe.ValidationError, match="locked"):
				add()
		with pytest.raises(frappe.ValidationError, match="locked"):
			frappe.delete_doc("Coaching Action", action.name)
	# What the mentee writes is theirs to change at any time, but not to strike from the record of a plan that has ended.
	with by("mentee"), pytest.raises(frappe.ValidationError, match="locked"):
		frappe.delete_doc("Coaching Goal", dream.name)
	assert frappe.db.count("Coaching Goal", {"plan": plan.name}) == 2
	assert frappe.db.count("Coaching Action", {"plan": plan.name}) == 1


def test_ending_a_plan_calls_its_sessions_off(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=add_days(today(), 5))
		plan.close_early("New role")
	assert frappe.db.get_value("Coaching Session", session.name, "status") == "Cancelled"


@pytest.mark.parametrize("end", ["complete", "close_early"])
def test_a_plan_does_not_end_over_a_session_that_took_place_and_is_not_logged(firm, by, end):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan, notes="What was said")
		plan.reload()
		with pytest.raises(frappe.ValidationError, match=rf"{session.name}.*not logged.*Mark Missed"):
			getattr(plan, end)("Leads the stand-up")
		assert frappe.db.get_value("Coaching Plan", plan.name, "status") == "Active"
		factories.fill(session, next_session_on=None).submit()
		plan.reload()
		getattr(plan, end)("Leads the stand-up")
	assert frappe.db.get_value("Coaching Session", session.name, ["status", "notes"]) == (
		"Held",
		"What was said",
	)
	assert plan.sessions_held == 1


@pytest.mark.parametrize("table", ["agenda", "action_reviews", "metric_readings"])
def test_what_is_written_in_a_row_is_not_lost_by_the_end(firm, by, table):
	plan = factories.active_plan(firm)
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 5}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = factories.session(firm.mentee, plan, agenda=[{"item": "Stand-up"}])
		written = {
			"agenda": {"discussed": 1},
			"action_reviews": {"comment": "Begun"},
			"metric_readings": {"value": "3"},
		}
		session.get(table)[0].update(written[table])
		session.save()
		plan.reload()
		with pytest.raises(frappe.ValidationError, match="not logged"):
			plan.complete("Leads the stand-up")


@pytest.mark.parametrize("end", ["complete", "close_early"])
def test_a_session_of_which_nobody_wrote_is_called_off_with_the_plan(firm, by, end):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = factories.session(
			firm.mentee,
			plan,
			agenda=[{"item": "Stand-up"}],
			barriers=[{"barrier": "Time", "response": "Fewer meetings"}],
		)
		plan.reload()
		getattr(plan, end)("Leads the stand-up")
	assert frappe.db.get_value("Coaching Session", session.name, "status") == "Cancelled"


def test_a_plan_ends_once_its_unlogged_session_is_marked_as_missed(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		factories.session(firm.mentee, plan).mark_missed()
		plan.reload()
		plan.complete("Leads the stand-up")
	assert plan.status == "Completed"


def test_the_next_session_of_a_plan_is_one_to_come(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		factories.session(firm.mentee, plan, starts_on=factories.days_ago(20))
		plan.reload()
		assert plan.next_session_on is None
		to_come = factories.session(firm.mentee, plan, starts_on=f"{add_days(today(), 3)} 10:00:00")
		plan.reload()
		assert getdate(plan.next_session_on) == getdate(add_days(today(), 3))
	frappe.db.set_value("Coaching Session", to_come.name, "starts_on", factories.days_ago(1))
	frappe.db.set_value("Coaching Plan", plan.name, "next_session_on", add_days(today(), -1))
	modified = frappe.db.get_value("Coaching Plan", plan.name, "modified")
	leave_behind_what_has_passed()
	assert frappe.db.get_value("Coaching Plan", plan.name, ["next_session_on", "modified"]) == (
		None,
		modified,
	)


def test_proposed_plan_is_not_deleted(firm, by):
	plan = factories.proposed_plan(firm)
	with by("manager"), pytest.raises(frappe.ValidationError, match="Close it"):
		frappe.delete_doc("Coaching Plan", plan.name)


def test_draft_is_deleted_by_its_writer(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
		frappe.delete_doc("Coaching Plan", plan.name)
	assert not frappe.db.exists("Coaching Plan", plan.name)
