"""Rule 9: every held session reviews every open action agreed before it, and what follows from that."""

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories


@pytest.fixture
def plan(firm):
	return factories.active_plan(firm)


def reviewed(session):
	return [row.action for row in session.action_reviews]


def agreed_action(firm, plan, responsible="Mentee", **values):
	with factories.acting(firm.manager):
		action = factories.action(factories.only_goal(plan), responsible, **values)
		action.status = "Agreed"
		action.save()
	return action


def test_open_agreed_actions_of_both_sides_are_listed(firm, plan, by):
	employer = agreed_action(firm, plan, "Employer")
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	assert set(reviewed(session)) == {factories.only_action_of(plan, "Mentee"), employer.name}
	assert session.action_reviews[0].description


def test_proposed_and_done_actions_are_not_listed(firm, plan, by):
	with by("manager"):
		factories.action(factories.only_goal(plan))
		done = agreed_action(firm, plan)
		done.status = "Done"
		done.save()
		session = factories.session(firm.mentee, plan)
	assert reviewed(session) == [factories.only_action_of(plan, "Mentee", status="Agreed")]


def test_an_action_agreed_after_the_session_is_not_listed(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=factories.days_ago(2))
	assert reviewed(session) == []


def test_an_action_agreed_meanwhile_is_listed_at_the_next_save(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		action = agreed_action(firm, plan)
		session.save()
	assert action.name in reviewed(session)


def test_an_action_of_another_plan_is_refused(firm, plan, by):
	with by("manager"):
		foreign = factories.action(factories.goal(factories.plan(firm.peer)))
		with pytest.raises(frappe.PermissionError, match="Action"):
			factories.session(firm.mentee, plan, action_reviews=[{"action": foreign.name}])


def test_rows_that_a_client_leaves_out_come_back(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.action_reviews = []
		session.save()
	assert reviewed(session) == [factories.only_action(plan).name]


def test_what_a_row_says_of_its_action_is_the_actions_own(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.action_reviews[0].update({"description": "Something easier", "responsible": "Employer"})
		session.save()
	action = factories.only_action(plan)
	assert [(row.description, row.responsible) for row in session.action_reviews] == [
		(action.description, "Mentee")
	]


def test_an_answer_that_is_none_is_refused(firm, plan, by):
	with by("manager"):
		session = factories.fill(factories.session(firm.mentee, plan), "Almost")
		with pytest.raises(frappe.ValidationError, match="Follow"):
			session.save()


@pytest.mark.parametrize("days", [0, 1])
def test_every_action_is_answered_before_the_session_is_submitted(firm, plan, by, days):
	frappe.db.set_value(
		"Coaching Action", {"plan": plan.name}, "agreed_on", add_days(today(), -days), update_modified=False
	)
	with by("manager"):
		session = factories.session(firm.mentee, plan, recognition="Calm", opportunity="Pace")
		with pytest.raises(frappe.MandatoryError, match="Action Reviews"):
			session.submit()
	assert frappe.db.get_value("Coaching Session", session.name, "docstatus") == 0


def test_what_was_agreed_in_the_talk_is_reviewed_only_where_somebody_answers(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, recognition="Calm", opportunity="Pace")
	for description in ("Agreed and done in the talk", "Agreed in the talk"):
		agreed_action(firm, plan, description=description)
	with by("manager"):
		session.reload()
		session.save()
		assert len(session.action_reviews) == 3
		before, said, _new = session.action_reviews
		before.follow_through = said.follow_through = "Followed"
		session.submit()
	assert reviewed(frappe.get_doc("Coaching Session", session.name)) == [before.action, said.action]
	assert frappe.db.get_value("Coaching Plan", plan.name, "actions_reviewed") == 2


def accepted_in_the_talk(firm, by):
	"""A session whose plan the mentee accepts once it has begun."""
	plan = factories.proposed_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan, recognition="Calm", opportunity="Pace")
	with by("mentee"):
		plan.accept()
	return session


def test_a_plan_accepted_in_the_talk_is_not_reviewed_in_it(firm, by):
	session = accepted_in_the_talk(firm, by)
	with by("manager"):
		session.reload()
		session.submit()
	assert reviewed(session) == []


def test_a_comment_on_what_is_new_is_not_lost(firm, by):
	session = accepted_in_the_talk(firm, by)
	with by("manager"):
		session.reload()
		session.save()
		session.action_reviews[0].comment = "Begun at once"
		with pytest.raises(frappe.MandatoryError, match="Action Reviews"):
			session.submit()


def test_an_action_sent_twice_is_reviewed_once(firm, plan, by):
	action = factories.only_action(plan).name
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.set(
			"action_reviews", [{"action": action}, *[{"action": action, "follow_through": "Partly"}] * 2]
		)
		factories.fill(session, next_session_on=None).submit()
	assert reviewed(session) == [action]
	assert factories.only_action(plan).times_reviewed == 1


@pytest.mark.parametrize(
	("answer", "score", "percent"), [("Followed", 1, 100), ("Partly", 0.5, 50), ("Not Followed", 0, 0)]
)
def test_an_answer_counts_one_a_half_or_nothing(firm, plan, answer, score, percent):
	factories.held_session(firm, plan, answer)
	action = factories.only_action(plan)
	assert (action.last_review, action.times_reviewed, action.times_followed) == (answer, 1, score)
	plan.reload()
	assert (plan.follow_through, plan.actions_reviewed) == (percent, 1)


def test_follow_through_is_the_mean_over_sessions(firm, plan):
	for answer in ("Followed", "Partly", "Followed"):
		factories.held_session(firm, plan, answer)
	plan.reload()
	assert plan.follow_through == pytest.approx(83.3)


def test_the_employers_actions_do_not_count_for_the_mentee(firm, plan):
	employer = agreed_action(firm, plan, "Employer")
	with factories.acting(firm.manager):
		session = factories.session(firm.mentee, plan)
		for row in session.action_reviews:
			row.follow_through = "Not Followed" if row.action == employer.name else "Followed"
		factories.fill(session, next_session_on=None).submit()
	plan.reload()
	assert plan.follow_through == 100
	assert frappe.db.get_value("Coaching Action", employer.name, "last_review") == "Not Followed"


def test_without_a_review_there_is_no_follow_through(plan):
	plan.reload()
	assert (plan.actions_reviewed, plan.follow_through) == (0, 0)


def test_goals_reached_do_not_touch_follow_through(firm, plan, by):
	factories.held_session(firm, plan, "Not Followed")
	with by("manager"):
		goal = factories.only_goal(plan)
		goal.status = "Reached"
		goal.save()
	plan.reload()
	assert (plan.follow_through, plan.goals_reached) == (0, 1)


def test_a_session_logged_late_counts_by_its_date(firm, plan):
	frappe.db.set_value("Coaching Action", {"plan": plan.name}, "agreed_on", add_days(today(), -20))
	factories.held_session(firm, plan, "Not Followed", starts_on=factories.days_ago(1))
	factories.held_session(firm, plan, "Followed", starts_on=factories.days_ago(8))
	assert factories.only_action(plan).last_review == "Not Followed"


@pytest.mark.parametrize(("status", "answer"), [("Done", "Followed"), ("Not Done", "Not Followed")])
def test_what_the_employee_reports_meanwhile_is_reviewed_all_the_same(firm, plan, by, status, answer):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	action = factories.only_action_of(plan, "Mentee")
	with by("mentee"):
		reported = frappe.get_doc("Coaching Action", action)
		reported.status = status
		reported.save()
	with by("manager"):
		factories.action(factories.only_goal(plan), description="The next one")
		session.reload()
		factories.fill(session, answer).submit()
	assert frappe.db.get_value("Coaching Action", action, ["last_review", "times_reviewed"]) == (answer, 1)


def test_an_action_of_a_goal_given_up_is_not_asked_for(firm, plan, by):
	with by("manager"):
		other = factories.goal(plan, "Mid Term")
		for side in ("Mentee", "Employer"):
			factories.action(other, side, status="Agreed")
		frappe.db.set_value("Coaching Goal", other.name, "status", "Dropped")
		session = factories.session(firm.mentee, plan)
	assert [row.action for row in session.action_reviews] == [
		factories.only_action_of(plan, "Mentee", goal=("!=", other.name))
	]
