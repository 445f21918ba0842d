"""Rounds and their secrecy (rule 15): who opens, who rates, who reads before and after both have submitted."""

import pytest

import frappe

from coaching_plans.cards import assessments_to_submit
from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
	open_round,
	round_status,
)
from tests import competency_people as build


@pytest.fixture
def pair(everyone, plan, as_user):
	with as_user(everyone.manager.user):
		return open_round(everyone.mentee.employee, plan=plan.name)


def readers(name, everyone):
	doc = build.assessment(name)
	return {
		role
		for role, person in everyone._asdict().items()
		if role != "paper" and doc.has_permission("read", user=person.user)
	}


def listed(person, as_user):
	with as_user(person.user):
		return {row.kind for row in frappe.get_list("Competency Assessment", fields=["kind"])}


def test_the_pair_is_made_from_the_profile(pair, everyone, plan):
	own, coachs = build.assessment(pair["Self"]), build.assessment(pair["Coach"])
	assert [row.competency for row in own.ratings] == list(build.COMPETENCIES)
	assert [row.expected_level for row in coachs.ratings] == list(build.COMPETENCIES.values())
	assert own.rated_by == everyone.mentee.employee and coachs.rated_by == everyone.manager.employee
	assert own.profile == coachs.profile == build.PROFILE
	assert not own.revealed and not coachs.revealed


def test_each_side_is_told_that_its_own_half_waits(pair, everyone, as_user):
	"""On the workspace, by a card that counts what its list shows; nothing of the other half."""
	for role, kind in (("mentee", "Self"), ("manager", "Coach")):
		with as_user(getattr(everyone, role).user):
			told = assessments_to_submit()
			assert told["value"] == 1
			assert frappe.get_list(told["route"][1], told["route_options"], pluck="name") == [pair[kind]]
	with as_user(everyone.hr.user):
		assert assessments_to_submit()["value"] == 0
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [1, 2, 3, 3])
		assert assessments_to_submit()["value"] == 0


def test_opening_again_makes_no_second_pair(pair, everyone, plan, as_user):
	with as_user(everyone.hr.user):
		assert open_round(everyone.mentee.employee, plan=plan.name) == pair
	assert frappe.db.count("Competency Assessment", {"mentee": everyone.mentee.employee}) == 2


def test_before_the_reveal_each_side_reads_its_own_alone(pair, everyone):
	assert readers(pair["Self"], everyone) == {"mentee"}
	assert readers(pair["Coach"], everyone) == {"manager"}


def test_lists_agree_with_forms_before_the_reveal(pair, everyone, as_user):
	assert listed(everyone.mentee, as_user) == {"Self"}
	assert listed(everyone.manager, as_user) == {"Coach"}
	for role in ("boss", "hr", "peer", "other", "top", "expert", "outsider"):
		assert listed(getattr(everyone, role), as_user) == set(), role


def test_one_submitted_reveals_nothing(pair, everyone, as_user):
	with as_user(everyone.manager.user):
		build.rate(pair["Coach"], [2, 3, 3, 3])
	assert readers(pair["Coach"], everyone) == {"manager"}
	assert readers(pair["Self"], everyone) == {"mentee"}


def test_both_submitted_reveals_both_to_the_circle(everyone, plan, as_user):
	pair = build.revealed(everyone, as_user, "mentee", plan.name)
	for name in pair.values():
		assert build.assessment(name).revealed
		assert readers(name, everyone) == {"mentee", "manager", "boss", "hr"}


def test_an_appointed_coach_rates_and_the_manager_waits(everyone, as_user):
	with as_user(everyone.hr.user):
		plan = build.plan(everyone.mentee, coach=everyone.expert.employee)
	with as_user(everyone.expert.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
	assert readers(pair["Coach"], everyone) == {"expert"}
	with as_user(everyone.expert.user):
		build.rate(pair["Coach"], [2, 2, 2, 2])
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [2, 2, 2, 2])
	assert readers(pair["Coach"], everyone) == {"mentee", "manager", "boss", "hr", "expert"}


def test_hr_that_opens_a_round_still_does_not_read_it(everyone, plan, as_user):
	with as_user(everyone.hr.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
	assert readers(pair["Self"], everyone) == {"mentee"}
	assert readers(pair["Coach"], everyone) == {"manager"}


@pytest.mark.parametrize("role", ["mentee", "boss", "peer", "other", "top", "expert", "outsider"])
def test_others_open_no_round(everyone, plan, as_user, role):
	with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError, match="opens a round"):
		open_round(everyone.mentee.employee, plan=plan.name)


def test_status_tells_who_has_submitted_and_no_more(pair, everyone, plan, as_user):
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [4, 4, 3, 3])
	for role in ("mentee", "manager", "boss", "hr"):
		with as_user(getattr(everyone, role).user):
			status = round_status(everyone.mentee.employee, plan=plan.name)
		assert status == {"self": "Submitted", "coach": "Open", "revealed": False, "agreed": False}


@pytest.mark.parametrize("role", ["peer", "other", "top", "expert", "outsider"])
def test_status_is_for_the_circle(pair, everyone, plan, as_user, role):
	with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError):
		round_status(everyone.mentee.employee, plan=plan.name)


# --- a round of a cycle ---------------------------------------------------------------------------------------------


def test_without_a_plan_the_round_is_that_of_the_cycle(everyone, as_user):
	cycle = build.cycle("Competency Cycle", [everyone.mentee])
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, appraisal_cycle=cycle)
		assert open_round(everyone.mentee.employee, appraisal_cycle=cycle) == pair
	assert build.assessment(pair["Self"]).appraisal_cycle == cycle
	assert not build.assessment(pair["Self"]).plan


def test_a_round_of_nothing_is_refused(everyone, as_user):
	with as_user(everyone.manager.user), pytest.raises(frappe.ValidationError, match="Plan.*Appraisal Cycle"):
		open_round(everyone.mentee.employee)


def test_rounds_of_two_plans_are_two(everyone, plan, as_user):
	second = build.plan(everyone.mentee, purpose="Role Growth")
	with as_user(everyone.manager.user):
		first = open_round(everyone.mentee.employee, plan=plan.name)
		assert not set(first.values()) & set(open_round(everyone.mentee.employee, plan=second.name).values())


def test_a_locked_plan_opens_no_round(everyone, as_user):
	plan = build.plan(everyone.mentee, status="Completed")
	with as_user(everyone.manager.user), pytest.raises(frappe.ValidationError, match="locked"):
		open_round(everyone.mentee.employee, plan=plan.name)


def test_a_plan_of_somebody_else_is_refused(everyone, plan, as_user):
	with as_user(everyone.manager.user), pytest.raises(frappe.PermissionError, match="not a plan of this"):
		open_round(everyone.peer.employee, plan=plan.name)


def test_nobody_to_rate_is_refused(everyone, as_user):
	cycle = build.cycle("Competency Cycle", [everyone.top])
	with as_user(everyone.hr.user), pytest.raises(frappe.ValidationError, match="no active manager"):
		open_round(everyone.top.employee, appraisal_cycle=cycle)


def test_somebody_who_left_is_not_rated(everyone, plan, as_user):
	frappe.db.set_value("Employee", everyone.mentee.employee, "status", "Left")
	with as_user(everyone.hr.user), pytest.raises(frappe.ValidationError, match="not an active employee"):
		open_round(everyone.mentee.employee, plan=plan.name)


# --- who rates ------------------------------------------------------------------------------------------------------


def new(kind, everyone, plan):
	return frappe.get_doc(
		{
			"doctype": "Competency Assessment",
			"kind": kind,
			"mentee": everyone.mentee.employee,
			"plan": plan.name,
		}
	)


def test_a_second_self_assessment_in_a_round_is_refused(pair, everyone, plan, as_user):
	with (
		as_user(everyone.mentee.user),
		pytest.raises(frappe.UniqueValidationError, match="Self assessment already"),
	):
		new("Self", everyone, plan).insert()


def test_the_employee_may_begin_by_themselves(everyone, plan, as_user):
	with as_user(everyone.mentee.user):
		own = new("Self", everyone, plan).insert()
	with as_user(everyone.manager.user):
		assert open_round(everyone.mentee.employee, plan=plan.name)["Self"] == own.name


@pytest.mark.parametrize("role", ["peer", "other", "top", "expert", "outsider", "boss"])
@pytest.mark.parametrize("kind", ["Self", "Coach", "Agreed"])
def test_nobody_rates_outside_their_circle(everyone, plan, as_user, role, kind):
	with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError):
		new(kind, everyone, plan).insert()


@pytest.mark.parametrize(
	("role", "kind", "says"),
	[
		("manager", "Self", "only the employee rates themselves"),
		("hr", "Self", "only the employee rates themselves"),
		("mentee", "Coach", "only the one who coaches"),
		("hr", "Coach", "only the one who coaches"),
		("mentee", "Agreed", "only the coach, the manager or HR"),
	],
)
def test_nobody_rates_for_the_other_side(everyone, plan, as_user, role, kind, says):
	with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError, match=says):
		new(kind, everyone, plan).insert()


@pytest.mark.parametrize(("field", "value"), [("revealed", 1), ("rated_by", "manager")])
def test_who_rated_and_what_is_revealed_is_refused_to_the_employee(pair, everyone, as_user, field, value):
	with as_user(everyone.mentee.user):
		own = build.assessment(pair["Self"])
		own.set(field, everyone.manager.employee if value == "manager" else value)
		with pytest.raises(frappe.PermissionError, match=own.meta.get_label(field).split(" (")[0]):
			own.save()
	own = build.assessment(pair["Self"])
	assert (own.revealed, own.rated_by) == (0, everyone.mentee.employee)


def test_who_rated_and_what_is_revealed_is_put_back_from_the_coach(pair, everyone, as_user):
	with as_user(everyone.manager.user):
		own = build.assessment(pair["Coach"])
		own.update({"revealed": 1, "rated_by": everyone.mentee.employee, "entered_by_hr": 1})
		own.save()
	own = build.assessment(pair["Coach"])
	assert (own.revealed, own.rated_by, own.entered_by_hr) == (0, everyone.manager.employee, 0)


def test_the_employee_changes_their_ratings_and_not_what_is_expected(pair, everyone, as_user):
	with as_user(everyone.mentee.user):
		own = build.assessment(pair["Self"])
		own.ratings[0].update(
			{
				"level": 4,
				"expected_level": 1,
				"coach_level": 5,
				"focus": 1,
				"target_level": 5,
				"difference": "None",
			}
		)
		own.save()
	row = build.assessment(pair["Self"]).ratings[0]
	assert (row.level, row.expected_level, row.coach_level, row.focus, row.target_level) == (4, 3, 0, 0, 0)


# --- what a rating must be ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [6, -1, 2.5, "high", "inf", [1]])
def test_a_level_outside_one_to_five_is_refused(pair, everyone, as_user, level):
	with as_user(everyone.mentee.user):
		own = build.assessment(pair["Self"])
		own.ratings[1].level = level
		with pytest.raises(frappe.ValidationError, match="row 2, Craft: .*Level.*from 1 to 5"):
			own.save()


def test_every_competency_is_rated_before_submitting(pair, everyone, as_user):
	with as_user(everyone.mentee.user):
		with pytest.raises(frappe.ValidationError, match="Level.*rate every competency.*Calm"):
			build.rate(pair["Self"], [1, 2, 0, 3])


def test_a_row_more_is_refused_and_a_row_less_comes_back(pair, everyone, as_user):
	with as_user(everyone.mentee.user):
		own = build.assessment(pair["Self"])
		own.append("ratings", {"competency": "Candour", "level": 5})
		with pytest.raises(frappe.ValidationError, match="row 5: Candour is not asked for again"):
			own.save()
		own.reload()
		own.ratings = own.ratings[1:]
		own.save()
	assert {row.competency for row in build.assessment(pair["Self"]).ratings} == set(build.COMPETENCIES)


# --- the way back ---------------------------------------------------------------------------------------------------


def test_cancelling_before_the_reveal_reopens_it(pair, everyone, as_user):
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [4, 4, 3, 3]).cancel()
		again = frappe.get_last_doc("Competency Assessment", {"amended_from": pair["Self"]})
		assert (again.docstatus, again.ratings[0].level) == (0, 4)
	with as_user(everyone.manager.user):
		build.rate(pair["Coach"], [2, 3, 3, 3])
	assert not build.assessment(pair["Coach"]).revealed
	for name in (pair["Self"], again.name):
		assert readers(name, everyone) == {"mentee"}
	with as_user(everyone.mentee.user):
		again.submit()
	assert build.assessment(pair["Coach"]).revealed and build.assessment(again.name).revealed
	assert readers(pair["Self"], everyone) == {"mentee"}


def test_after_the_reveal_both_stay_readable_and_the_change_is_on_record(everyone, plan, as_user):
	pair = build.revealed(everyone, as_user, "mentee", plan.name)
	with as_user(everyone.mentee.user):
		build.assessment(pair["Self"]).cancel()
	assert (
		readers(pair["Self"], everyone)
		== readers(pair["Coach"], everyone)
		== {"mentee", "manager", "boss", "hr"}
	)
	assert frappe.db.count("Version", {"ref_doctype": "Competency Assessment", "docname": pair["Self"]}) == 1
	assert not frappe.db.exists("Competency Assessment", {"amended_from": pair["Self"]})


@pytest.mark.parametrize("role", ["manager", "boss", "hr"])
def test_nobody_cancels_what_another_said(everyone, plan, as_user, role):
	pair = build.revealed(everyone, as_user, "mentee", plan.name)
	with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError):
		build.assessment(pair["Self"]).cancel()


def test_values_sent_along_with_a_cancel_are_not_kept(pair, everyone, as_user):
	with as_user(everyone.mentee.user):
		own = build.rate(pair["Self"], [4, 4, 3, 3])
		own.revealed, own.ratings[0].level = 1, 1
		own.cancel()
	own = build.assessment(pair["Self"])
	assert (own.revealed, own.ratings[0].level) == (0, 4)


def test_versions_and_deleted_drafts_keep_no_word(pair, everyone, as_user):
	with as_user(everyone.manager.user):
		build.rate(pair["Coach"], [2, 3, 3, 3], submit=False)
		build.rate(pair["Coach"], [1, 3, 3, 3], submit=False)
		frappe.delete_doc("Competency Assessment", pair["Coach"])
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [4, 4, 3, 3])
	assert not frappe.db.exists("Version", {"ref_doctype": "Competency Assessment"})
	kept = frappe.get_all("Deleted Document", {"deleted_name": pair["Coach"]}, pluck="data")
	assert all("secret" not in data for data in kept)


# --- a new manager --------------------------------------------------------------------------------------------------


def transfer(everyone):
	employee = frappe.get_doc("Employee", everyone.mentee.employee)
	employee.reports_to = everyone.other.employee
	employee.flags.ignore_mandatory = True
	employee.save()


def test_a_new_manager_rates_afresh(pair, everyone, as_user):
	with as_user(everyone.manager.user):
		build.rate(pair["Coach"], [2, 3, 3, 3], submit=False)
	transfer(everyone)
	assert readers(pair["Coach"], everyone) == {"other"}
	coachs = build.assessment(pair["Coach"])
	assert coachs.rated_by == everyone.other.employee
	assert not any(row.level or row.evidence for row in coachs.ratings)


def test_what_a_former_manager_submitted_stays_closed_until_the_reveal(pair, everyone, as_user):
	with as_user(everyone.manager.user):
		build.rate(pair["Coach"], [2, 3, 3, 3])
	transfer(everyone)
	assert readers(pair["Coach"], everyone) == set()
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [2, 3, 3, 3])
	assert readers(pair["Coach"], everyone) == {"mentee", "other", "boss", "hr"}


# --- people without a user ------------------------------------------------------------------------------------------


def test_hr_copies_the_paper_of_someone_without_a_user(everyone, as_user):
	plan = build.plan(everyone.paper)
	with as_user(everyone.hr.user):
		pair = open_round(everyone.paper.employee, plan=plan.name)
		build.rate(pair["Self"], [3, 3, 3, 3])
	assert readers(pair["Self"], everyone) == {"hr"}
	assert readers(pair["Coach"], everyone) == {"manager"}


def test_once_the_employee_rates_hr_no_longer_reads(everyone, plan, as_user):
	frappe.db.set_value("Employee", everyone.mentee.employee, "user_id", None)
	with as_user(everyone.hr.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
	frappe.db.set_value("Employee", everyone.mentee.employee, "user_id", everyone.mentee.user)
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [4, 4, 3, 3], submit=False)
	assert readers(pair["Self"], everyone) == {"mentee"}
