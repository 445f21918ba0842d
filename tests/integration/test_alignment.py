"""Rule 2: the coach aligns the plan with their own manager before it is proposed."""

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from tests import factories


@pytest.fixture
def draft(firm, by):
	def make(**values):
		with by("manager"):
			plan = factories.plan(firm.mentee, **values)
			factories.action(factories.goal(plan))
		return plan

	return make


def test_plan_for_performance_support_is_not_proposed_before_it_is_aligned(draft, by):
	plan = draft(purpose="Performance Support")
	with by("manager"), pytest.raises(frappe.ValidationError, match="Aligned On"):
		plan.propose()


def test_aligned_plan_is_proposed(firm, draft, by):
	plan = draft(purpose="Performance Support")
	with by("second_manager"):
		plan.align()
	assert (plan.aligned_by, bool(plan.aligned_on)) == (firm.second_manager.user, True)
	with by("manager"):
		plan.propose()
	assert plan.status == "Proposed"


def test_other_purposes_need_no_alignment_by_default(draft, by):
	assert not setting("require_alignment")
	plan = draft()
	with by("manager"):
		plan.propose()
	assert plan.status == "Proposed"


def test_settings_can_ask_for_alignment_of_every_plan(draft, by):
	frappe.db.set_single_value("Coaching Settings", "require_alignment", 1)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")
	plan = draft()
	with by("manager"), pytest.raises(frappe.ValidationError, match="Aligned On"):
		plan.propose()


@pytest.mark.parametrize("who", ["manager", "hr"])
def test_the_coach_or_hr_does_not_align_where_there_is_a_manager_above(draft, by, who):
	plan = draft(purpose="Performance Support")
	with by(who), pytest.raises(frappe.PermissionError, match="coach's manager"):
		plan.align()


def test_the_mentee_does_not_align(draft, by):
	plan = draft(purpose="Performance Support")
	with by("mentee"), pytest.raises(frappe.PermissionError):
		plan.align()


def test_hr_aligns_where_the_tree_ends(firm, by):
	with by("third_level"):
		plan = factories.plan(firm.second_manager, purpose="Performance Support")
	with by("hr"):
		plan.align()
	assert plan.aligned_by == firm.hr.user


def test_the_plan_of_an_appointed_coach_is_aligned_by_the_manager(firm, by):
	with by("hr"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee, purpose="Performance Support")
		factories.action(factories.goal(plan))
	with by("mentor"), pytest.raises(frappe.PermissionError, match="coach's manager"):
		plan.align()
	with by("manager"):
		plan.align()
	with by("mentor"):
		plan.propose()
	assert (plan.aligned_by, plan.status) == (firm.manager.user, "Proposed")


def test_a_proposed_plan_is_not_aligned_any_more(firm, by):
	plan = factories.proposed_plan(firm)
	with by("second_manager"), pytest.raises(frappe.ValidationError, match="Status"):
		plan.align()


@pytest.mark.parametrize("why", ["is of HR", "has no user", "can not sign in"])
def test_hr_aligns_where_the_managers_manager_can_not(firm, draft, by, why):
	plan = draft(purpose="Performance Support")
	if why == "is of HR":
		factories.add_role(firm.second_manager, "HR User")
	elif why == "has no user":
		frappe.db.set_value("Employee", firm.second_manager.employee, "user_id", None)
	else:
		frappe.db.set_value("User", firm.second_manager.user, "enabled", 0)
	with by("hr"):
		plan.align()
	assert plan.aligned_by == firm.hr.user


def test_a_managers_manager_of_hr_aligns(firm, draft, by):
	plan = draft(purpose="Performance Support")
	factories.add_role(firm.second_manager, "HR User")
	with by("second_manager"):
		plan.align()
	assert plan.aligned_by == firm.second_manager.user


@pytest.mark.parametrize("status", ["Proposed", "Active"])
def test_what_was_not_aligned_does_not_become_performance_support(firm, by, status):
	plan = factories.proposed_plan(firm) if status == "Proposed" else factories.active_plan(firm)
	with by("manager"):
		plan.reload()
		plan.purpose = "Performance Support"
		with pytest.raises(frappe.ValidationError, match="Purpose"):
			plan.save()
