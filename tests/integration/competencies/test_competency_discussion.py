"""From the revealed pair to what was agreed, to goals, actions and a follow-up, and back (rules 16 and 17)."""

from datetime import date, timedelta

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
	open_round,
	start_discussion,
)
from tests import competency_people as build


def goals_of(plan):
	return frappe.get_all(
		"Coaching Goal",
		{"plan": plan.name},
		[
			"name",
			"horizon",
			"competency",
			"target_level",
			"development_area",
			"status",
			"current_state",
			"goal_state",
		],
		order_by="creation",
	)


def actions_of(goal):
	return frappe.get_all(
		"Coaching Action",
		{"goal": goal.name},
		["name", "responsible", "description", "status"],
		order_by="creation",
	)


# --- where it starts ------------------------------------------------------------------------------------------------


def test_it_starts_from_both_levels_with_the_widest_gap_on_top(draft, pair):
	assert [(row.competency, row.self_level, row.coach_level, row.level) for row in draft.ratings] == [
		("Candour", 4, 2, 0),
		("Craft", 4, 3, 0),
		("Calm", 3, 3, 0),
		("Curiosity", 3, 3, 0),
	]
	assert (draft.self_assessment, draft.coach_assessment) == (pair["Self"], pair["Coach"])
	assert (
		build.SECRET["Self"] in draft.ratings[0].evidence
		and build.SECRET["Coach"] in draft.ratings[0].evidence
	)
	assert draft.follow_up_on.date() > date.today()


def test_starting_again_opens_the_same(draft, everyone, plan, as_user):
	with as_user(everyone.hr.user):
		assert start_discussion(everyone.mentee.employee, plan=plan.name) == draft.name


@pytest.mark.parametrize(
	("submitted", "waits"), [(None, "Self, Coach"), ("Coach", "Self"), ("Self", "Coach")]
)
def test_it_starts_only_when_both_have_submitted(everyone, plan, as_user, submitted, waits):
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
	if submitted:
		with as_user(everyone.manager.user if submitted == "Coach" else everyone.mentee.user):
			build.rate(pair[submitted], [3, 3, 3, 3])
	with (
		as_user(everyone.manager.user),
		pytest.raises(frappe.ValidationError, match=f"Still to come: {waits}\\."),
	):
		start_discussion(everyone.mentee.employee, plan=plan.name)


@pytest.mark.parametrize("role", ["mentee", "boss", "peer", "other", "top", "outsider"])
def test_others_do_not_start_it(pair, everyone, plan, as_user, role):
	with (
		as_user(getattr(everyone, role).user),
		pytest.raises(frappe.PermissionError, match="starts the discussion"),
	):
		start_discussion(everyone.mentee.employee, plan=plan.name)


def test_the_employee_does_not_see_the_draft(draft, everyone, as_user):
	assert not draft.has_permission("read", user=everyone.mentee.user)
	for role in ("manager", "boss", "hr"):
		assert draft.has_permission("read", user=getattr(everyone, role).user)
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	assert draft.has_permission("read", user=everyone.mentee.user)


def test_levels_of_both_sides_are_not_for_the_client(draft, everyone, as_user):
	with as_user(everyone.manager.user):
		draft.ratings[0].update({"self_level": 2, "coach_level": 2, "expected_level": 1})
		draft.save()
	draft.reload()
	assert (draft.ratings[0].self_level, draft.ratings[0].coach_level, draft.ratings[0].expected_level) == (
		4,
		2,
		3,
	)


# --- what is agreed -------------------------------------------------------------------------------------------------


def submit(draft, everyone, as_user, change):
	with as_user(everyone.manager.user):
		doc = build.agree(draft.name, submit=False)
		change(doc)
		doc.submit()
		return doc


def row_of(doc, competency):
	return next(row for row in doc.ratings if row.competency == competency)


@pytest.mark.parametrize(
	("competency", "change", "says"),
	[
		("Calm", {"level": 0}, "Calm: .*Level.*agree on a level from 1 to 5"),
		("Candour", {"difference": " "}, "Candour: .*Difference.*two or more apart"),
		("Craft", {"evidence": None}, "Craft: .*Evidence.*every strength and development area"),
		("Calm", {"area": "Strength", "evidence": ""}, "Calm: .*Evidence"),
		("Craft", {"target_level": 0}, "Craft: .*Target.*above the one agreed"),
		("Craft", {"target_level": 3}, "Craft: .*Target.*above the one agreed"),
		("Craft", {"focus": 0}, "Focus.*1 chosen. Choose 2 to 3"),
	],
)
def test_what_is_missing_is_named(draft, everyone, as_user, competency, change, says):
	with pytest.raises(frappe.ValidationError, match=says):
		submit(draft, everyone, as_user, lambda doc: row_of(doc, competency).update(change))


def test_one_apart_needs_no_explanation(draft, everyone, as_user):
	doc = submit(draft, everyone, as_user, lambda doc: row_of(doc, "Craft").update({"difference": None}))
	assert doc.docstatus == 1


def test_four_in_focus_are_refused_at_once(draft, everyone, as_user):
	with as_user(everyone.manager.user):
		for row in draft.ratings:
			row.focus = 1
		with pytest.raises(frappe.ValidationError, match="Focus.*4 chosen. Choose 2 to 3"):
			draft.save()


def test_somebody_at_the_highest_level_everywhere_develops_within_it(draft, everyone, plan, as_user):
	def all_five(doc):
		for row in doc.ratings:
			row.level = 5
			row.target_level = 5 if row.focus else 0

	submit(draft, everyone, as_user, all_five)
	assert [goal.target_level for goal in goals_of(plan)] == [5, 5]


def test_three_in_focus_are_fine(draft, everyone, as_user, plan):
	submit(draft, everyone, as_user, lambda doc: row_of(doc, "Calm").update({"focus": 1, "target_level": 5}))
	assert len(goals_of(plan)) == 3


def test_a_profile_of_one_competency_can_be_agreed_on(everyone, plan, as_user):
	profile = frappe.get_doc("Competency Profile", build.PROFILE)
	profile.competencies = profile.competencies[:1]
	profile.save()
	build.revealed(everyone, as_user, "mentee", plan.name, own=[3], coach=[3])
	with as_user(everyone.manager.user):
		name = start_discussion(everyone.mentee.employee, plan=plan.name)
		assert build.agree(name, focus=("Candour",)).docstatus == 1


def test_actions_belong_to_a_competency_in_focus(draft, everyone, as_user):
	action = {"competency": "Calm", "responsible": "Mentee", "description": "Breathe"}
	with pytest.raises(frappe.ValidationError, match="Actions.*row 3: Calm is not in focus"):
		submit(draft, everyone, as_user, lambda doc: doc.append("actions", action))


def test_barriers_name_what_is_rated(draft, everyone, as_user):
	build.competency("Elsewhere").insert()
	with pytest.raises(frappe.ValidationError, match="Barriers.*row 2: Elsewhere is not rated here"):
		submit(
			draft,
			everyone,
			as_user,
			lambda doc: doc.append("barriers", {"competency": "Elsewhere", "barrier": "None"}),
		)


def test_a_follow_up_in_the_past_is_refused(draft, everyone, as_user):
	with pytest.raises(frappe.ValidationError, match="Follow-up On"):
		submit(draft, everyone, as_user, lambda doc: doc.update({"follow_up_on": "2020-01-01 10:00:00"}))


def test_what_was_cancelled_after_the_reveal_is_agreed_on_no_more(draft, pair, everyone, as_user):
	with as_user(everyone.mentee.user):
		build.assessment(pair["Self"]).cancel()
	with pytest.raises(frappe.ValidationError, match="Still to come: Self"):
		submit(draft, everyone, as_user, lambda doc: None)


# --- what comes of it -----------------------------------------------------------------------------------------------


def test_each_focus_becomes_a_mid_term_goal_with_actions_of_both(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	goals = goals_of(plan)
	assert [(goal.horizon, goal.competency, goal.target_level, goal.status) for goal in goals] == [
		("Mid Term", "Candour", 4, "Open"),
		("Mid Term", "Craft", 4, "Open"),
	]
	assert goals[0].current_state == "Level 3, Label 3: Candour at level 3"
	assert goals[0].goal_state == "Level 4, Label 4: Candour at level 4"
	assert [(action.responsible, action.description, action.status) for action in actions_of(goals[0])] == [
		("Mentee", "Say it in each meeting", "Agreed"),
		("Employer", "Listen in once a week", "Agreed"),
	]


def test_where_no_action_was_chosen_the_resources_are_offered(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	offered = {
		(action.responsible, action.description, action.status) for action in actions_of(goals_of(plan)[1])
	}
	assert offered == {("Mentee", "Craft exercise", "Proposed"), ("Employer", "Craft course", "Proposed")}


def test_the_follow_up_is_scheduled_with_the_barriers(draft, everyone, plan, as_user):
	at = f"{date.today() + timedelta(days=21)} 14:00:00"
	submit(draft, everyone, as_user, lambda doc: doc.update({"follow_up_on": at}))
	session = frappe.get_last_doc("Coaching Session", {"assessment": draft.name})
	assert (session.session_type, str(session.starts_on), session.plan, session.status) == (
		"Follow-up",
		at,
		plan.name,
		"Scheduled",
	)
	assert [(row.barrier, row.response, row.goal) for row in session.barriers] == [
		("No time", "Two hours on Fridays", goals_of(plan)[0].name)
	]


def test_a_goal_that_is_pursued_already_gets_the_new_target(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	second_plan_round(everyone, as_user, plan)
	goals = goals_of(plan)
	assert len(goals) == 2 and {goal.target_level for goal in goals} == {5}


def second_plan_round(everyone, as_user, plan):
	"""A round of the cycle, whose goals go to the plan that is open."""
	cycle = build.cycle("Second Cycle", [everyone.mentee])
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, appraisal_cycle=cycle)
		build.rate(pair["Coach"], [3, 3, 3, 3])
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [3, 3, 3, 3])
	with as_user(everyone.manager.user):
		doc = build.agree(start_discussion(everyone.mentee.employee, appraisal_cycle=cycle), submit=False)
		for row in doc.ratings:
			row.target_level = 5 if row.focus else 0
		doc.submit()
	return doc


def test_without_an_open_plan_one_is_drafted(everyone, as_user):
	plan = build.plan(everyone.mentee, status="Completed")
	doc = second_plan_round(everyone, as_user, plan)
	doc.reload()
	made = frappe.get_doc("Coaching Plan", doc.development_plan)
	assert (made.status, made.purpose, made.mentee) == (
		"Draft",
		"Competency Development",
		everyone.mentee.employee,
	)
	assert len(goals_of(made)) == 2
	assert not frappe.db.get_value("Coaching Session", {"assessment": doc.name}, "plan")


def test_a_locked_plan_takes_no_goals(draft, everyone, plan, as_user):
	frappe.db.set_value("Coaching Plan", plan.name, "status", "Closed")
	with pytest.raises(frappe.ValidationError, match="Development Plan.*locked"):
		submit(draft, everyone, as_user, lambda doc: None)


@pytest.mark.parametrize("another_is_open", [True, False])
def test_when_the_plan_has_ended_another_takes_the_goals(draft, everyone, plan, as_user, another_is_open):
	frappe.db.set_value("Coaching Plan", plan.name, "status", "Completed")
	another = build.plan(everyone.mentee, purpose="Role Growth") if another_is_open else None
	doc = submit(draft, everyone, as_user, lambda doc: doc.update({"development_plan": None}))
	doc.reload()
	taken = frappe.get_doc("Coaching Plan", doc.development_plan)
	assert not goals_of(plan) and len(goals_of(taken)) == 2
	assert taken.name == another.name if another else taken.status == "Draft"
	assert doc.plan == plan.name


def test_goals_of_a_plan_past_its_end_are_due_at_the_follow_up(draft, everyone, plan, as_user):
	frappe.db.set_value("Coaching Plan", plan.name, "end_date", date.today() - timedelta(days=3))
	doc = submit(draft, everyone, as_user, lambda doc: None)
	due = frappe.get_all("Coaching Goal", {"plan": plan.name}, pluck="due_date")
	assert set(due) == {frappe.utils.getdate(doc.follow_up_on)} and min(due) > date.today()


def test_a_follow_up_that_has_passed_meanwhile_is_put_off(draft, everyone, as_user):
	frappe.db.set_value("Competency Assessment", draft.name, "follow_up_on", "2020-01-01 10:00:00")
	doc = submit(draft, everyone, as_user, lambda doc: None)
	assert frappe.utils.getdate(doc.follow_up_on) > date.today()


def test_a_plan_of_somebody_else_takes_no_goals(everyone, as_user):
	other = build.plan(everyone.peer)
	cycle = build.cycle("Second Cycle", [everyone.mentee])
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, appraisal_cycle=cycle)
		build.rate(pair["Coach"], [3, 3, 3, 3])
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [3, 3, 3, 3])
	with as_user(everyone.manager.user):
		doc = build.assessment(start_discussion(everyone.mentee.employee, appraisal_cycle=cycle))
		doc.development_plan = other.name
		with pytest.raises(frappe.PermissionError, match="Development Plan"):
			doc.save()


# --- the way back ---------------------------------------------------------------------------------------------------


def test_cancelling_takes_everything_back(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name).cancel()
		assert not goals_of(plan)
		assert not frappe.db.exists("Coaching Action", {"plan": plan.name})
		assert not frappe.db.exists("Coaching Session", {"assessment": draft.name})
		again = start_discussion(everyone.mentee.employee, plan=plan.name)
		assert again != draft.name
	assert build.assessment(draft.name).has_permission("read", user=everyone.mentee.user)


def test_cancelling_takes_back_a_plan_made_for_it(everyone, as_user):
	doc = second_plan_round(everyone, as_user, build.plan(everyone.mentee, status="Completed"))
	doc.reload()
	made = doc.development_plan
	with as_user(everyone.manager.user):
		doc.cancel()
	assert not frappe.db.exists("Coaching Plan", made)


def test_cancelling_gives_a_goal_its_former_target_back(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	second = second_plan_round(everyone, as_user, plan)
	with as_user(everyone.manager.user):
		build.assessment(second.name).cancel()
	goals = goals_of(plan)
	assert len(goals) == 2 and {goal.target_level for goal in goals} == {4}
	assert len(actions_of(goals[0])) == 2


def test_a_goal_that_waited_for_a_new_plan_before_does_not_keep_it(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "status", "Replanned")
	second = second_plan_round(everyone, as_user, plan)
	with as_user(everyone.manager.user):
		build.assessment(second.name).cancel()
	assert {goal.target_level for goal in goals_of(plan)} == {4}


@pytest.mark.parametrize(
	("doctype", "filters", "value"),
	[
		("Coaching Goal", {"competency": "Candour"}, {"status": "Reached"}),
		("Coaching Action", {"description": "Say it in each meeting"}, {"times_reviewed": 1}),
		("Coaching Action", {"description": "Say it in each meeting"}, {"status": "Done"}),
	],
)
def test_what_has_been_worked_on_is_not_taken_back(draft, everyone, plan, as_user, doctype, filters, value):
	with as_user(everyone.manager.user):
		doc = build.agree(draft.name)
		frappe.db.set_value(doctype, {"plan": plan.name, **filters}, value)
		with pytest.raises(frappe.ValidationError, match="worked on since"):
			doc.cancel()
	assert frappe.db.get_value("Competency Assessment", doc.name, "docstatus") == 1
	assert len(goals_of(plan)) == 2


def test_a_follow_up_that_was_prepared_stays(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		doc = build.agree(draft.name)
	with as_user(everyone.mentee.user):
		session = frappe.get_last_doc("Coaching Session", {"assessment": draft.name})
		session.mentee_preparation = "What I tried"
		session.save()
	with as_user(everyone.manager.user):
		doc.cancel()
	assert frappe.db.exists("Coaching Session", session.name)


def test_what_led_to_an_agreement_is_cancelled_after_it(draft, pair, everyone, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
		with pytest.raises(frappe.ValidationError, match=f"Cancel {draft.name} first"):
			build.assessment(pair["Coach"]).cancel()
