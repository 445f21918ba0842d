"""Rounds for a team and for a cycle: everyone once, however often it is run."""

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment import bulk_rounds
from coaching_plans.coaching_plans.doctype.competency_assessment.bulk_rounds import (
	open_cycle_rounds,
	open_in_background,
	open_team_rounds,
	preview_rounds,
)
from tests import competency_people as build


@pytest.fixture
def cycle(everyone):
	return build.cycle("Competency Cycle", [everyone.mentee, everyone.peer, everyone.top, everyone.other])


def rounds(cycle):
	return sorted(
		frappe.get_all(
			"Competency Assessment",
			{"appraisal_cycle": cycle, "docstatus": ("<", 2)},
			["mentee", "kind"],
			as_list=True,
		)
	)


def test_all_appraisees_with_a_manager_get_a_round(everyone, cycle, as_user):
	with as_user(everyone.hr.user):
		told = open_cycle_rounds(cycle)
	assert told == {"created": 3, "left_out": {"Has no active manager to rate them": 1}, "queued": False}
	assert rounds(cycle) == sorted(
		(person.employee, kind)
		for person in (everyone.mentee, everyone.peer, everyone.other)
		for kind in ("Coach", "Self")
	)


def test_a_rerun_opens_no_second_round(everyone, cycle, as_user):
	with as_user(everyone.hr.user):
		open_cycle_rounds(cycle)
		before = rounds(cycle)
		assert open_cycle_rounds(cycle)["created"] == 0
	assert rounds(cycle) == before


def test_a_round_of_a_plan_in_the_cycle_counts(everyone, cycle, as_user):
	plan = build.plan(everyone.mentee)
	assert plan.appraisal_cycle == cycle
	with as_user(everyone.manager.user):
		bulk_rounds.rounds.open_pair(everyone.mentee.employee, plan.name, None)
	with as_user(everyone.hr.user):
		assert open_cycle_rounds(cycle)["left_out"]["Has a round in this cycle"] == 1


def test_a_round_that_the_employee_began_is_completed(everyone, cycle, as_user):
	with as_user(everyone.mentee.user):
		frappe.get_doc(
			{
				"doctype": "Competency Assessment",
				"kind": "Self",
				"mentee": everyone.mentee.employee,
				"appraisal_cycle": cycle,
			}
		).insert()
	with as_user(everyone.hr.user):
		open_cycle_rounds(cycle)
	assert [kind for mentee, kind in rounds(cycle) if mentee == everyone.mentee.employee] == ["Coach", "Self"]


def test_filters_narrow_it(everyone, cycle, as_user):
	with as_user(everyone.hr.user):
		assert open_cycle_rounds(cycle, {"manager": everyone.boss.employee})["created"] == 1
	assert {mentee for mentee, _kind in rounds(cycle)} == {everyone.other.employee}


@pytest.mark.parametrize("role", ["mentee", "manager", "boss", "outsider"])
def test_a_cycle_is_opened_by_hr(everyone, cycle, as_user, role):
	with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError):
		open_cycle_rounds(cycle)


def test_a_manager_opens_rounds_for_their_team(everyone, cycle, as_user):
	with as_user(everyone.manager.user):
		assert open_team_rounds(cycle)["created"] == 3
	assert {mentee for mentee, _kind in rounds(cycle)} == {
		everyone.mentee.employee,
		everyone.peer.employee,
		everyone.paper.employee,
	}


def test_a_manager_whom_erpnext_shows_only_themselves_opens_rounds_for_their_team(everyone, cycle, as_user):
	"""Each employee with a user gets such a permission, which hides a cycle that has others among its appraisees."""
	frappe.get_doc(
		{
			"doctype": "User Permission",
			"user": everyone.manager.user,
			"allow": "Employee",
			"for_value": everyone.manager.employee,
		}
	).insert(ignore_permissions=True)
	with as_user(everyone.manager.user):
		assert preview_rounds(cycle, team=True)["to_open"] == 3
		assert open_team_rounds(cycle)["created"] == 3
		with pytest.raises(frappe.DoesNotExistError):
			open_team_rounds("No Such Cycle")


def test_a_preview_says_for_how_many_and_makes_nothing(everyone, cycle, as_user):
	with as_user(everyone.manager.user):
		told = preview_rounds(cycle, team=True)
		assert (told["to_open"], len(told["names"]), told["left_out"]) == (3, 3, {})
		assert rounds(cycle) == []
		open_team_rounds(cycle)
		again = preview_rounds(cycle, team=True)
	assert again["to_open"] == 0 and sum(again["left_out"].values()) == 3
	for role in ("mentee", "manager", "outsider"):
		with as_user(getattr(everyone, role).user), pytest.raises(frappe.PermissionError):
			preview_rounds(cycle)
	with as_user(everyone.mentee.user), pytest.raises(frappe.PermissionError):
		preview_rounds(cycle, team=True)


@pytest.mark.parametrize("role", ["mentee", "expert", "hr"])
def test_who_manages_nobody_has_no_team(everyone, cycle, as_user, role):
	with (
		as_user(getattr(everyone, role).user),
		pytest.raises(frappe.PermissionError, match="nobody reports to you"),
	):
		open_team_rounds(cycle)


def test_without_a_profile_nobody_is_asked_and_the_reason_told(everyone, cycle, as_user):
	frappe.db.set_value("Competency Profile", build.PROFILE, "is_default", 0)
	with as_user(everyone.manager.user):
		told = open_team_rounds(cycle)
	assert told["created"] == 0 and sum(told["left_out"].values()) == 3
	assert all("Profile" in reason for reason in told["left_out"])
	assert rounds(cycle) == []


def test_hr_among_the_appraisees_gets_a_round_like_the_others(everyone, as_user):
	cycle = build.cycle("Competency Cycle of HR", [everyone.hr, everyone.mentee])
	with as_user(everyone.hr.user):
		told = open_cycle_rounds(cycle)
	assert told["created"] + sum(told["left_out"].values()) == 2
	assert (everyone.mentee.employee, "Coach") in rounds(cycle)


def test_a_round_that_is_refused_keeps_nobody_else_out(everyone, cycle, as_user, monkeypatch):
	open_pair = bulk_rounds.rounds.open_pair

	def refuse_the_peer(mentee, *args):
		if mentee == everyone.peer.employee:
			frappe.throw("Not this one", frappe.PermissionError)
		return open_pair(mentee, *args)

	monkeypatch.setattr(bulk_rounds.rounds, "open_pair", refuse_the_peer)
	with as_user(everyone.hr.user):
		told = open_cycle_rounds(cycle)
	assert (told["created"], told["left_out"]["Not this one"]) == (2, 1)


@pytest.mark.commits
def test_many_are_opened_in_the_background(everyone, cycle, as_user, monkeypatch):
	queued = []
	monkeypatch.setattr(bulk_rounds, "MADE_AT_ONCE", 2)
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: queued.append((method, kwargs)))
	with as_user(everyone.hr.user):
		assert open_cycle_rounds(cycle) == {
			"created": 0,
			"left_out": {"Has no active manager to rate them": 1},
			"queued": True,
		}
	assert rounds(cycle) == []
	assert queued[0][0].endswith("bulk_rounds.open_in_background")
	job = {key: queued[0][1][key] for key in ("appraisal_cycle", "chosen_by", "user")}
	told = []
	monkeypatch.setattr(frappe, "publish_progress", lambda percent, **kwargs: told.append(percent))
	open_in_background(**job)
	open_in_background(**job)
	assert len(rounds(cycle)) == 6 and told[-1] == 100
