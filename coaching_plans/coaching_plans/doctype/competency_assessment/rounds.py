"""A round: the pair of Self and Coach assessments of one plan, else of one person in one appraisal cycle (rule 15)."""

from collections.abc import Sequence

import frappe
from frappe import _

from coaching_plans.appraisal_cycles import cycle_of
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.competency_profile.competency_profile import items_of, profile_for
from coaching_plans.statuses import LOCKED_STATUSES

HALVES = ("Self", "Coach")


def cycle_of_round(mentee: str, plan: str | None, appraisal_cycle: str | None) -> str | None:
	"""The cycle of a round: that of its plan; without a plan the one named, else the one that runs today."""
	if plan:
		return frappe.db.get_value("Coaching Plan", plan, "appraisal_cycle")
	cycle = appraisal_cycle or cycle_of(mentee, today())
	if not cycle:
		frappe.throw(
			_("{0} or {1}: a round belongs to a plan or to a cycle. Name one of them.").format(
				frappe.bold(_("Plan")), frappe.bold(_("Appraisal Cycle"))
			),
			frappe.MandatoryError,
		)
	return cycle


def of_round(mentee: str, plan: str | None, appraisal_cycle: str | None) -> dict:
	"""The filters that the assessments of a round share. What is cancelled has left the round."""
	same = {"plan": plan} if plan else {"plan": ("is", "not set"), "appraisal_cycle": appraisal_cycle}
	return {"mentee": mentee, "docstatus": ("<", 2), **same}


def assessments_of(mentee: str, plan: str | None, appraisal_cycle: str | None, **query) -> dict[str, dict]:
	"""The assessments of a round by their kind."""
	found = frappe.db.get_values(
		"Competency Assessment",
		of_round(mentee, plan, appraisal_cycle),
		["name", "kind", "docstatus", "revealed", "profile", "rated_by", "creation"],
		as_dict=True,
		order_by="creation",
		**query,
	)
	return {row.kind: row for row in found or []}


def lock(mentee: str) -> None:
	"""Let one deed at a time change which assessments `mentee` has, and which are revealed, until it commits.

	Taken before any assessment is locked, so that two who submit at once wait for each other and do not cross.
	"""
	frappe.db.get_value("Employee", mentee, "name", for_update=True)


def open_pair(mentee: str, plan: str | None, appraisal_cycle: str | None) -> dict[str, str]:
	"""Make what is missing of the round's pair. Returns the names by kind; safe to run again."""
	cycle = cycle_of_round(mentee, plan, appraisal_cycle)
	refuse_locked_plan(plan)
	lock(mentee)
	pair = {kind: row.name for kind, row in assessments_of(mentee, plan, cycle, for_update=True).items()}
	for kind in HALVES:
		if kind not in pair:
			pair[kind] = make_half(mentee, kind, plan, cycle).name
	return {kind: pair[kind] for kind in HALVES}


def make_half(mentee: str, kind: str, plan: str | None, cycle: str | None):
	half = frappe.get_doc(
		{
			"doctype": "Competency Assessment",
			"mentee": mentee,
			"kind": kind,
			"plan": plan,
			"appraisal_cycle": cycle,
		}
	)
	half.flags.by_server = True
	return half.insert(ignore_permissions=True)


def refuse_locked_plan(plan: str | None) -> None:
	status = plan and frappe.db.get_value("Coaching Plan", plan, "status")
	if status in LOCKED_STATUSES:
		frappe.throw(
			_("{0}: the plan is {1} and locked. Open the round for another plan, or for the cycle.").format(
				frappe.bold(_("Plan")), _(status)
			),
			title=_("Plan is Locked"),
		)


def questions(assessment) -> tuple[str, list[dict]]:
	"""The profile of a new assessment and its rows to rate: those of the other half, so that both answer the same."""
	others = assessments_of(assessment.mentee, assessment.plan, assessment.appraisal_cycle)
	for kind in HALVES:
		if kind != assessment.kind and kind in others:
			return others[kind].profile, rows_of(others[kind].name)
	profile = assessment.profile or profile_for(assessment.mentee)
	return profile, items_of(profile)


def rows_of(assessment: str) -> list[dict]:
	"""What an assessment asks for, without what was answered."""
	return frappe.get_all(
		"Competency Rating",
		filters={"parent": assessment, "parenttype": "Competency Assessment"},
		fields=["competency", "expected_level"],
		order_by="idx",
	)


def reveal_if_complete(assessment) -> None:
	"""Rule 15: both are submitted, so both are revealed, by one statement."""
	pair = assessments_of(assessment.mentee, assessment.plan, assessment.appraisal_cycle, for_update=True)
	halves = [pair[kind] for kind in HALVES if kind in pair and pair[kind].docstatus == 1]
	if len(halves) < len(HALVES):
		return
	Assessment = frappe.qb.DocType("Competency Assessment")
	names = [half.name for half in halves]
	frappe.qb.update(Assessment).set(Assessment.revealed, 1).where(Assessment.name.isin(names)).run()
	assessment.revealed = 1
	for name in names:
		frappe.clear_document_cache("Competency Assessment", name)


def leave_agreed_draft(assessment) -> None:
	"""A draft of what is being agreed no longer starts from a half that was cancelled, and waits for the new one."""
	Assessment = frappe.qb.DocType("Competency Assessment")
	column = Assessment.self_assessment if assessment.kind == "Self" else Assessment.coach_assessment
	(
		frappe.qb.update(Assessment)
		.set(column, None)
		.where((column == assessment.name) & (Assessment.docstatus == 0))
		.run()
	)


def pass_on(filters: dict, coach: str | None, coach_name: str | None, appointed: int) -> None:
	"""What another coach takes over of the rounds that `filters` choose: those under way, without what the one before had
	begun to say."""
	open_halves = frappe.get_all(
		"Competency Assessment", filters={"docstatus": 0, **filters}, fields=["name", "kind"]
	)
	Assessment = frappe.qb.DocType("Competency Assessment")
	names = [half.name for half in open_halves]
	if names:
		(
			frappe.qb.update(Assessment)
			.set(Assessment.coach, coach)
			.set(Assessment.appointed, appointed)
			.where(Assessment.name.isin(names))
			.run()
		)
	names = [half.name for half in open_halves if half.kind == "Coach"]
	if names:
		(
			frappe.qb.update(Assessment)
			.set(Assessment.rated_by, coach)
			.set(Assessment.rated_by_name, coach_name)
			.where(Assessment.name.isin(names))
			.run()
		)
		forget_answers(names)


def forget_answers(assessments: Sequence[str]) -> None:
	Rating = frappe.qb.DocType("Competency Rating")
	(
		frappe.qb.update(Rating)
		.set(Rating.level, 0)
		.set(Rating.area, None)
		.set(Rating.evidence, None)
		.set(Rating.activities, None)
		.where((Rating.parenttype == "Competency Assessment") & Rating.parent.isin(assessments))
		.run()
	)
