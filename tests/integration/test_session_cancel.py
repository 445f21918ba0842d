"""Rule 13: a submitted log is changed only by cancelling it, which undoes all that it did."""

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories

WATCHED = {
	"Coaching Plan": (
		"sessions_held",
		"follow_through",
		"goals_reached",
		"next_session_on",
		"last_session_on",
	),
	"Coaching Goal": ("status", "current_value", "replan_count"),
	"Coaching Action": ("status", "last_review", "times_reviewed", "times_followed", "agreed_on"),
}


@pytest.fixture
def plan(firm):
	return factories.active_plan(firm)


def state(plan):
	"""All that a session may change, as it stands."""
	found = {
		doctype: frappe.get_all(
			doctype,
			{"name" if doctype == "Coaching Plan" else "plan": plan.name},
			["name", *fields],
			order_by="name",
		)
		for doctype, fields in WATCHED.items()
	}
	goals = [goal.name for goal in found["Coaching Goal"]]
	found["readings"] = frappe.get_all("Coaching Metric Reading", {"parent": ("in", goals)}, pluck="value")
	found["drafts"] = frappe.db.count("Coaching Session", {"plan": plan.name, "docstatus": 0})
	return repr(found).replace("''", "None")


@pytest.mark.parametrize("hanging", ["note", "comment", "goal"])
def test_a_following_session_on_which_something_hangs_stays(firm, plan, by, hanging):
	held = factories.held_session(firm, plan, next_session_on=add_days(today(), 7))
	following = frappe.get_doc("Coaching Session", {"previous_session": held.name})
	with by("manager"):
		if hanging == "note":
			frappe.get_doc({"doctype": "Coaching Note", "session": following.name, "note": "Mine"}).insert()
		elif hanging == "comment":
			following.add_comment("Comment", "Bring the figures")
		else:
			factories.goal(plan, "Mid Term", set_in_session=following.name)
		held.reload()
		held.cancel()
	assert frappe.db.exists("Coaching Session", following.name)


def test_a_submitted_log_is_not_edited(firm, plan, by):
	session = factories.held_session(firm, plan)
	with by("manager"):
		session.notes = "Rewritten"
		with pytest.raises(frappe.ValidationError, match="locked"):
			session.save()
	assert not frappe.db.get_value("Coaching Session", session.name, "notes")


def test_cancelling_undoes_reviews_and_the_next_session(firm, plan, by):
	before = state(plan)
	session = factories.held_session(firm, plan, "Partly", next_session_on=add_days(today(), 7))
	assert state(plan) != before
	with by("manager"):
		session.cancel()
	assert state(plan) == before
	assert session.status == "Cancelled"


def test_cancelling_undoes_a_replanned_goal(firm, plan, by):
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), -1))
	before = state(plan)
	session = factories.held_session(firm, plan)
	assert factories.only_goal(plan).status == "Replanned"
	with by("manager"):
		session.cancel()
	assert state(plan) == before


def test_cancelling_undoes_a_reading_and_a_goal_reached_by_it(firm, plan, by):
	metric = {"measure": "Metric", "metric": "Calls", "baseline": 1, "target": 5, "current_value": 1}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	before = state(plan)
	with by("manager"):
		session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
		session.metric_readings[0].value = "6"
		session.submit()
		assert factories.only_goal(plan).status == "Reached"
		session.cancel()
	assert state(plan) == before


def test_cancelling_undoes_an_agreed_proposal(firm, plan, by):
	with by("mentee"):
		proposal = factories.action(factories.only_goal(plan))
	before = state(plan)
	session = factories.held_session(firm, plan)
	with by("manager"):
		session.cancel()
	assert state(plan) == before
	assert frappe.db.get_value("Coaching Action", proposal.name, "status") == "Proposed"


def test_cancelling_takes_reviews_back_to_none(firm, plan, by):
	session = factories.held_session(firm, plan, "Partly")
	assert factories.only_action(plan).last_review == "Partly"
	with by("manager"):
		session.cancel()
	assert not factories.only_action(plan).last_review


def test_sessions_are_cancelled_in_any_order(firm, plan, by):
	before = state(plan)
	sessions = [
		factories.held_session(firm, plan, answer, starts_on=f"{today()} 00:00:0{second}")
		for second, answer in enumerate(("Followed", "Partly", "Not Followed"))
	]
	with by("manager"):
		sessions[0].cancel()
		assert factories.only_action(plan).times_followed == 0.5
		sessions[2].cancel()
		assert factories.only_action(plan).last_review == "Partly"
		sessions[1].cancel()
	assert state(plan) == before


def test_a_cancelled_log_is_amended_and_counts_once(firm, plan, by):
	with by("manager"):
		session = factories.held_session(firm, plan, "Not Followed")
		once = state(plan)
		session.cancel()
		amended = factories.amendment_of(session)
		amended.insert()
		assert (amended.status, amended.docstatus, amended.held_by) == ("Scheduled", 0, None)
		factories.fill(amended, "Not Followed", next_session_on=None).submit()
	assert state(plan) == once
	assert frappe.db.get_value("Coaching Session", session.name, "status") == "Cancelled"


def test_a_cancelled_log_is_not_submitted_again(firm, plan, by):
	session = factories.held_session(firm, plan)
	with by("manager"):
		session.cancel()
		session.docstatus = 1
		with pytest.raises(frappe.ValidationError, match="cancelled"):
			session.save()
	assert frappe.db.get_value("Coaching Session", session.name, "docstatus") == 2


def test_a_goal_changed_since_keeps_the_session_from_being_cancelled(firm, plan, by):
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), -1))
	session = factories.held_session(firm, plan)
	with by("manager"):
		goal = factories.only_goal(plan)
		# The last goal of an active plan is not dropped.
		factories.goal(plan, "Mid Term")
		goal.status = "Dropped"
		goal.save()
		with pytest.raises(frappe.ValidationError, match=r"Status.*Replanned.*Dropped"):
			session.cancel()
	assert frappe.db.get_value("Coaching Session", session.name, "docstatus") == 1


def test_an_action_reviewed_later_keeps_the_session_that_agreed_it_from_being_cancelled(firm, plan, by):
	with by("mentee"):
		factories.action(factories.only_goal(plan))
	first = factories.held_session(firm, plan)
	factories.held_session(firm, plan)
	with by("manager"), pytest.raises(frappe.ValidationError, match="Cancel the later session"):
		first.cancel()


@pytest.mark.parametrize("end", ["complete", "close_early"])
def test_a_log_is_part_of_the_record_of_a_plan_that_has_ended(firm, plan, by, end):
	session = factories.held_session(firm, plan, "Partly")
	with by("manager"):
		plan.reload()
		getattr(plan, end)("Leads the stand-up")
		before = state(plan)
		with pytest.raises(frappe.ValidationError, match="Plan.*locked"):
			frappe.get_doc("Coaching Session", session.name).cancel()
	assert state(plan) == before
	assert frappe.db.get_value("Coaching Session", session.name, "docstatus") == 1


def test_a_log_without_a_plan_is_cancelled(firm, by):
	session = factories.held_session(firm)
	with by("manager"):
		session.cancel()
	assert session.status == "Cancelled"


def test_a_next_session_that_somebody_prepared_is_kept(firm, plan, by):
	session = factories.held_session(firm, plan, next_session_on=add_days(today(), 7))
	following = frappe.get_doc("Coaching Session", {"previous_session": session.name})
	with by("mentee"):
		following.mentee_preparation = "Nights"
		following.save()
	with by("manager"):
		session.cancel()
	assert frappe.db.exists("Coaching Session", following.name)


@pytest.mark.parametrize("who", ["mentee", "second_manager", "peer", "other_hr"])
def test_only_coach_manager_and_hr_cancel(firm, plan, by, who):
	session = factories.held_session(firm, plan)
	with by(who), pytest.raises(frappe.PermissionError):
		frappe.get_doc("Coaching Session", session.name).cancel()


def test_what_is_sent_along_with_a_cancel_is_not_stored(firm, plan, by):
	session = factories.held_session(firm, plan)
	with by("manager"):
		session.recognition = "Rewritten"
		session.action_reviews[0].comment = "Rewritten"
		session.cancel()
	stored = frappe.get_doc("Coaching Session", session.name)
	assert stored.recognition == "Calm opening"
	assert not stored.action_reviews[0].comment


def test_a_held_missed_or_called_off_session_is_not_deleted(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.mark_missed()
		with pytest.raises(frappe.ValidationError, match="kept on record"):
			frappe.delete_doc("Coaching Session", session.name)


def test_a_missed_session_is_not_edited(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.mark_missed()
		session.notes = "After all"
		with pytest.raises(frappe.ValidationError, match="Missed"):
			session.save()


def test_an_answer_and_its_comment_stay_when_a_log_is_cancelled_and_amended(firm, plan, by):
	held = factories.held_session(firm, plan, "Partly", next_session_on=None)
	action = factories.only_action_of(plan, "Mentee")
	with by("mentee"):
		done = frappe.get_doc("Coaching Action", action)
		done.status = "Done"
		done.save()
	with by("manager"):
		factories.action(factories.only_goal(plan), description="The next one")
		held.reload()
		held.cancel()
		again = factories.amendment_of(held)
		again.insert()
		again.submit()
	assert [(row.action, row.follow_through) for row in again.action_reviews] == [(action, "Partly")]
	assert frappe.db.get_value("Coaching Action", action, "times_reviewed") == 1


def test_the_session_after_a_cancelled_log_goes_on(firm, plan, by):
	held = factories.held_session(firm, plan, next_session_on=add_days(today(), 7))
	with by("mentee"):
		following = frappe.get_doc("Coaching Session", {"previous_session": held.name})
		following.mentee_preparation = "What I tried"
		following.save()
	with by("manager"):
		held.reload()
		held.cancel()
	with by("mentee"):
		following.reload()
		following.mentee_preparation = "What I tried, and how it went"
		following.save()
