"""Rounds for many people at once: a manager's team, or the appraisees of a cycle."""

from collections import Counter

import frappe
from frappe import _

from coaching_plans.appraisals.lots import (
	MADE_AT_ONCE,
	count_reasons,
	filters_from,
	job_id,
	lock,
	refusal_counted,
	tell,
	work_through,
)
from coaching_plans.appraisals.missing_plans import appraisees, judge, require_cycle
from coaching_plans.coaching_plans.doctype.competency_assessment import rounds
from coaching_plans.hierarchy import direct_reports, employee_of, is_above_itself

NAMES_SHOWN = 12


@frappe.whitelist(methods=["GET"])
def preview_rounds(appraisal_cycle: str, team: bool = False) -> dict:
	"""For how many `open_cycle_rounds` (with `team`, `open_team_rounds`) would open a round; nothing is made.

	Returns a dict with `to_open`, the first of their `names`, and `left_out` (reason to how many). Raises what they do.
	"""
	if team:
		people = judged_team(appraisal_cycle)
	else:
		judge(appraisal_cycle)
		people = appraisees(appraisal_cycle, filters_from(None))
	to_open, left_out = sort_out(appraisal_cycle, people)
	return {
		"to_open": len(to_open),
		"names": [row.employee_name for row in to_open[:NAMES_SHOWN]],
		"left_out": count_reasons(left_out),
	}


@frappe.whitelist(methods=["POST"])
def open_team_rounds(appraisal_cycle: str) -> dict:
	"""Ask everyone who reports to the user, and the user about each of them, to rate in this cycle.

	Returns what `open_cycle_rounds` does. Raises PermissionError for people who manage nobody.
	"""
	return open_for(appraisal_cycle, judged_team(appraisal_cycle), {"team": True})


def judged_team(appraisal_cycle: str) -> list[dict]:
	"""Those who report to the user. Raises PermissionError for people who manage nobody."""
	manager = employee_of(frappe.session.user)
	team = team_of(manager) if manager and not is_above_itself(manager) else []
	if not team:
		frappe.throw(
			_("{0}: nobody reports to you, so there is no team to open rounds for.").format(
				frappe.bold(_("Reports To"))
			),
			frappe.PermissionError,
			title=_("No Team"),
		)
	require_cycle(appraisal_cycle)
	return team


@frappe.whitelist(methods=["POST"])
def open_cycle_rounds(appraisal_cycle: str, filters: str | dict | None = None) -> dict:
	"""Ask all appraisees of the cycle and their managers to rate.

	`filters` narrows it to a company, department, designation or manager. Returns a dict with `created` (how many
	rounds), `left_out` (reason to how many) and `queued`, true where they are made in the background with a progress
	bar. Safe to run again and to run twice at once: nobody gets two. Raises PermissionError for people who are not HR.
	"""
	judge(appraisal_cycle)
	filters = filters_from(filters)
	return open_for(appraisal_cycle, appraisees(appraisal_cycle, filters), {"filters": filters})


def open_for(appraisal_cycle: str, people: list[dict], chosen_by: dict) -> dict:
	to_open, left_out = sort_out(appraisal_cycle, people)
	summary = {"created": 0, "left_out": count_reasons(left_out), "queued": len(to_open) > MADE_AT_ONCE}
	if summary["queued"]:
		frappe.enqueue(
			"coaching_plans.coaching_plans.doctype.competency_assessment.bulk_rounds.open_in_background",
			queue="long",
			timeout=3600,
			job_id=job_id("rounds", appraisal_cycle, chosen_by),
			deduplicate=True,
			enqueue_after_commit=True,
			appraisal_cycle=appraisal_cycle,
			chosen_by=chosen_by,
			user=frappe.session.user,
		)
	else:
		failed: Counter = Counter()
		lock(appraisal_cycle)
		summary["created"] = make(appraisal_cycle, [row.employee for row in to_open], failed)
		summary["left_out"] |= failed
	return summary


def open_in_background(appraisal_cycle: str, chosen_by: dict, user: str) -> None:
	"""The job behind both calls, in lots that are each committed, so that a stop loses none and repeats none."""
	frappe.set_user(user)
	if chosen_by.get("team"):
		people = team_of(employee_of(user))
	else:
		people = appraisees(appraisal_cycle, frappe._dict(chosen_by["filters"]))
	to_open, left_out = sort_out(appraisal_cycle, people)
	employees = [row.employee for row in to_open]
	created, failed = work_through(appraisal_cycle, employees, make, _("Opening Competency Rounds"))
	tell("competency_rounds_opened", appraisal_cycle, created, count_reasons(left_out) | failed, user)


def team_of(manager: str) -> list[dict]:
	"""Those who report to `manager`, in the form in which the appraisees of a cycle come."""
	Employee = frappe.qb.DocType("Employee")
	team = (
		frappe.qb.from_(Employee)
		.select(Employee.name.as_("employee"), Employee.employee_name, Employee.status)
		.where(Employee.name.isin(direct_reports(manager)))
		.orderby(Employee.name)
		.run(as_dict=True)
	)
	for row in team:
		row.has_manager = True
	return team


def sort_out(appraisal_cycle: str, people: list[dict]) -> tuple[list[dict], list[dict]]:
	"""Those for whom a round is opened or completed, and the others with the reason. One query."""
	begun = rounds_begun(appraisal_cycle, [row.employee for row in people])
	to_open, left_out = [], []
	for row in people:
		reason = reason_to_leave_out(row, begun.get(row.employee))
		(left_out if reason else to_open).append(frappe._dict(row, reason=reason))
	return to_open, left_out


def reason_to_leave_out(row: dict, begun: dict | None) -> str | None:
	if row.status != "Active":
		return _("Is not an active employee")
	if begun and is_whole(begun):
		return _("Has a round in this cycle")
	return None if row.has_manager else _("Has no active manager to rate them")


def is_whole(begun: dict[str | None, set[str]]) -> bool:
	return any(kinds >= set(rounds.HALVES) for kinds in begun.values())


def rounds_begun(
	appraisal_cycle: str, employees: list[str], *, for_update: bool = False
) -> dict[str, dict[str | None, set[str]]]:
	"""For each employee the rounds in the cycle, by their plan (None: the cycle's own), with the halves they have.

	Asked past rule 15, which hides a half from the other side: that it exists is needed here, not what it says.
	"""
	begun: dict[str, dict[str | None, set[str]]] = {}
	for row in frappe.db.get_values(
		"Competency Assessment",
		{
			"appraisal_cycle": appraisal_cycle,
			"mentee": ("in", [*employees, ""]),
			"kind": ("in", rounds.HALVES),
			"docstatus": ("<", 2),
		},
		["mentee", "plan", "kind"],
		as_dict=True,
		for_update=for_update,
	):
		begun.setdefault(row.mentee, {}).setdefault(row.plan or None, set()).add(row.kind)
	return begun


def make(appraisal_cycle: str, employees: list[str], failed: Counter) -> int:
	"""Open the rounds; returns how many. One that is refused is left out and counted, and the others are opened.

	The caller holds the lock.
	"""
	begun = rounds_begun(appraisal_cycle, employees, for_update=True)
	created = 0
	for employee in employees:
		halves = begun.get(employee, {})
		if is_whole(halves):
			continue
		with refusal_counted(failed):
			rounds.open_pair(employee, next(iter(halves), None), appraisal_cycle)
			created += 1
	return created
