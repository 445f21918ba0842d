"""The six steps of a discussion, and both sides' levels, as the forms show them (rule 17)."""

from datetime import date, timedelta

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
	overview,
	start_discussion,
)
from tests import competency_people as build
from tests import factories


def done(name):
	return {step["key"] for step in overview(name)["steps"] if step["done"]}


def test_each_step_is_done_by_what_the_data_shows(pair, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		assert done(pair["Coach"]) == {"prepare"}, "both have submitted"
		draft = build.assessment(start_discussion(everyone.mentee.employee, plan=plan.name))
		assert done(draft.name) == {"prepare"}
		draft.ratings[0].level = 3
		draft.save()
		assert done(draft.name) == {"prepare", "begin"}
		doc = build.agree(draft.name, submit=False)
		assert done(draft.name) == {"prepare", "begin", "identify", "barriers"}
		doc.append("actions", {"competency": "Craft", "responsible": "Mentee", "description": "Sketch"})
		doc.append("actions", {"competency": "Craft", "responsible": "Employer", "description": "Pay paper"})
		doc.save()
		assert done(draft.name) == {"prepare", "begin", "identify", "barriers", "plan"}
		doc.submit()
		assert done(draft.name) == {"prepare", "begin", "identify", "barriers", "plan", "follow_up"}


def test_submitting_shows_which_goals_it_made_and_completes_the_plan_with_what_it_offered(
	draft, everyone, plan, as_user
):
	"""Step 5 speaks of the actions in the plan, also where the two chose none and resources were offered."""
	with as_user(everyone.manager.user):
		doc = build.agree(draft.name, submit=False)
		assert overview(doc.name)["made"]["goals"] == [] and "plan" not in done(doc.name)
		doc.submit()
		made = overview(doc.name)["made"]
		assert made["plan"] == plan.name
		assert {goal.competency for goal in made["goals"]} == {
			row.competency for row in doc.ratings if row.focus
		}
		assert "plan" in done(doc.name)


def test_a_goal_of_no_competency_is_not_shown_as_made(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		other = factories.goal(plan, "Mid Term")
		assert not other.competency
		doc = build.agree(draft.name, submit=False)
		doc.submit()
		assert other.name not in {goal.name for goal in overview(doc.name)["made"]["goals"]}


def test_a_scheduled_discussion_shows_what_is_agreed_in_it(pair, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		session = frappe.get_doc(
			{
				"doctype": "Coaching Session",
				"mentee": everyone.mentee.employee,
				"plan": plan.name,
				"session_type": "Competency Discussion",
				"starts_on": f"{date.today() + timedelta(days=2)} 10:00:00",
			}
		).insert()
		name = start_discussion(everyone.mentee.employee, plan=plan.name)
		assert frappe.db.get_value("Coaching Session", session.name, "assessment") == name


def test_what_is_prepared_stays_so_for_the_employee_while_levels_are_agreed(pair, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		frappe.get_doc(
			{
				"doctype": "Coaching Session",
				"mentee": everyone.mentee.employee,
				"plan": plan.name,
				"session_type": "Competency Discussion",
				"starts_on": f"{date.today() + timedelta(days=2)} 10:00:00",
			}
		).insert()
	with as_user(everyone.mentee.user):
		assert done(pair["Self"]) == {"prepare"}
	with as_user(everyone.manager.user):
		start_discussion(everyone.mentee.employee, plan=plan.name)
	with as_user(everyone.mentee.user):
		assert done(pair["Self"]) == {"prepare"}


def test_a_session_shows_nothing_but_what_was_agreed(pair, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		session = frappe.get_doc(
			{
				"doctype": "Coaching Session",
				"mentee": everyone.mentee.employee,
				"plan": plan.name,
				"session_type": "Competency Discussion",
				"starts_on": f"{date.today() + timedelta(days=2)} 10:00:00",
				"assessment": pair["Coach"],
			}
		)
		with pytest.raises(frappe.PermissionError, match="choose the Agreed assessment"):
			session.insert()


def test_the_employee_sees_steps_without_what_the_draft_says(draft, pair, everyone, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name, submit=False)
	with as_user(everyone.mentee.user):
		shown = overview(pair["Self"])
	assert shown["agreed"] is None and not any(step["done"] for step in shown["steps"][1:])


def test_levels_side_by_side_and_their_history(draft, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		build.agree(draft.name)
	with as_user(everyone.mentee.user):
		shown = overview(draft.name)
	first = shown["levels"][0]
	assert (first["self_level"], first["coach_level"], first["agreed_level"], first["target_level"]) == (
		4,
		2,
		3,
		4,
	)
	assert (first["gap"], first["much_apart"], first["needs_talk"]) == (-2, True, True)
	assert [level["needs_talk"] for level in shown["levels"]] == [True, True, False, False]
	assert shown["history"][0]["levels"] == dict.fromkeys(build.COMPETENCIES, 3)
