"""The discussion: what the agreed assessment takes from the revealed pair, and what it must be (rule 16)."""

from datetime import datetime, time

import frappe
from frappe import _
from frappe.utils import add_days, get_datetime, getdate

from coaching_plans.availability import days_off
from coaching_plans.cadence import clear_day, next_date
from coaching_plans.clock import now, today
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standard_for
from coaching_plans.coaching_plans.doctype.competency_assessment import rounds
from coaching_plans.competency_rules import discussion_gaps, focus_limits, in_order_of_talk
from coaching_plans.statuses import OPEN_STATUSES

DAYS_LOOKED_AHEAD = 60
USUAL_TIME = time(10)
ANSWERS = ("level", "area", "evidence", "activities")


def start(mentee: str, plan: str | None, appraisal_cycle: str | None) -> str:
	"""The name of the round's Agreed assessment: the one there is, else a new one from the pair."""
	cycle = rounds.cycle_of_round(mentee, plan, appraisal_cycle)
	existing = rounds.assessments_of(mentee, plan, cycle).get("Agreed")
	if existing:
		return existing.name
	agreed = frappe.get_doc(
		{
			"doctype": "Competency Assessment",
			"mentee": mentee,
			"kind": "Agreed",
			"plan": plan,
			"appraisal_cycle": cycle,
		}
	)
	agreed.follow_up_on = next_talk(mentee, plan)
	agreed.insert()
	link_meeting(agreed)
	return agreed.name


def revealed_pair(assessment) -> dict[str, dict]:
	"""The Self and the Coach assessment of the round, once both are submitted and revealed; else what there is of it."""
	return {kind: half for kind, half in submitted_halves(assessment).items() if half.revealed}


def submitted_halves(assessment) -> dict[str, dict]:
	found = rounds.assessments_of(assessment.mentee, assessment.plan, assessment.appraisal_cycle)
	return {kind: found[kind] for kind in rounds.HALVES if kind in found and found[kind].docstatus == 1}


def require_pair(assessment) -> dict[str, dict]:
	submitted = submitted_halves(assessment)
	missing = [kind for kind in rounds.HALVES if kind not in submitted]
	if missing:
		frappe.throw(
			_("{0}: levels are agreed once both sides have submitted theirs. Still to come: {1}.").format(
				frappe.bold(_("Kind")), ", ".join(_(kind) for kind in missing)
			),
			title=_("Not Both Submitted"),
		)
	return submitted


def answers_of(pair: dict[str, dict]) -> dict[str, dict[str, dict]]:
	"""By kind, then competency, what was answered. One query, past permissions: `require_pair` has seen both submitted,
	which opens them to the circle (rule 15).
	"""
	answers: dict = {kind: {} for kind in rounds.HALVES}
	kinds = {half.name: kind for kind, half in pair.items()}
	for row in frappe.get_all(
		"Competency Rating",
		filters={"parent": ("in", [*kinds, ""]), "parenttype": "Competency Assessment"},
		fields=["parent", "competency", "expected_level", *ANSWERS],
		order_by="parent, idx",
	):
		answers[kinds[row.pop("parent")]][row.competency] = row
	return answers


def questions(assessment) -> tuple[str, list[dict]]:
	"""The profile and the rows of a new Agreed assessment, those that need talking about first.

	What both have noted is put together, so that nobody types it again; the levels are theirs to agree on.
	"""
	pair = require_pair(assessment)
	by_kind = answers_of(pair)
	own, coachs = by_kind["Self"], by_kind["Coach"]
	rows = []
	for competency in dict.fromkeys([*coachs, *own]):
		mine, theirs = own.get(competency, frappe._dict()), coachs.get(competency, frappe._dict())
		rows.append(
			{
				"competency": competency,
				"self_level": mine.level or 0,
				"coach_level": theirs.level or 0,
				"expected_level": theirs.expected_level or mine.expected_level or 0,
				"area": mine.area if mine.area == theirs.area else None,
				"evidence": both(mine.evidence, theirs.evidence),
				"activities": both(mine.activities, theirs.activities),
			}
		)
	return pair["Coach"].profile, in_order_of_talk(rows)


def both(of_mentee: str | None, of_coach: str | None) -> str | None:
	said = [
		label.format(text.strip())
		for label, text in ((_("Employee: {0}"), of_mentee), (_("Coach: {0}"), of_coach))
		if (text or "").strip()
	]
	return "\n".join(said) or None


def bring_up_to_date(assessment) -> None:
	"""The levels of both sides come from what they submitted, not from whoever saves this."""
	pair = revealed_pair(assessment)
	if len(pair) < len(rounds.HALVES):
		put_back_levels(assessment)
		return
	answers = answers_of(pair)
	assessment.self_assessment, assessment.coach_assessment = pair["Self"].name, pair["Coach"].name
	for row in assessment.ratings:
		for kind, fieldname in (("Self", "self_level"), ("Coach", "coach_level")):
			answer = answers[kind].get(row.competency)
			row.set(fieldname, answer.level if answer else 0)


def put_back_levels(assessment) -> None:
	before = assessment.get_doc_before_save()
	stored = {row.competency: row for row in before.ratings} if before else {}
	for row in assessment.ratings:
		for fieldname in ("self_level", "coach_level"):
			row.set(fieldname, stored[row.competency].get(fieldname) if row.competency in stored else 0)


def validate(assessment) -> None:
	"""What holds for a draft as well: the most of what may be chosen, and that it belongs together."""
	validate_most_focus(assessment)
	validate_competencies_named(assessment)
	validate_development_plan(assessment)
	validate_follow_up(assessment)


def validate_most_focus(assessment) -> None:
	most = focus_limits(len(assessment.ratings))[1]
	if len(focus_rows(assessment)) > most:
		throw_focus(assessment)


def throw_focus(assessment) -> None:
	frappe.throw(
		_(
			"{0}: {1} chosen. Choose {2} to {3} competencies to develop; the others wait for the next round."
		).format(
			frappe.bold(_("Focus")), len(focus_rows(assessment)), *focus_limits(len(assessment.ratings))
		),
		title=_("Two or Three at a Time"),
	)


def focus_rows(assessment) -> list:
	return [row for row in assessment.ratings if row.focus]


def validate_competencies_named(assessment) -> None:
	rated = {row.competency for row in assessment.ratings}
	for table in ("barriers", "actions"):
		for row in assessment.get(table):
			if row.competency and row.competency not in rated:
				frappe.throw(
					_("{0}, row {1}: {2} is not rated here. Choose one of the competencies above.").format(
						frappe.bold(_(assessment.meta.get_label(table))), row.idx, row.competency
					)
				)


def is_open(plan: str) -> bool:
	return frappe.db.get_value("Coaching Plan", plan, "status") in OPEN_STATUSES


def validate_development_plan(assessment) -> None:
	if assessment.plan and is_open(assessment.plan):
		assessment.development_plan = assessment.plan
	if not assessment.development_plan or not assessment.has_value_changed("development_plan"):
		return
	plan = frappe.get_doc("Coaching Plan", assessment.development_plan)
	if plan.mentee != assessment.mentee:
		frappe.throw(
			_("{0}: {1} is not a plan of this employee.").format(
				frappe.bold(_("Development Plan")), assessment.development_plan
			),
			frappe.PermissionError,
		)
	if not assessment.flags.by_server:
		plan.check_permission("write")


def validate_follow_up(assessment) -> None:
	if (
		assessment.follow_up_on
		and assessment.has_value_changed("follow_up_on")
		and get_datetime(assessment.follow_up_on) <= now()
	):
		frappe.throw(
			_("{0}: the follow-up is still to come. Choose a later time.").format(
				frappe.bold(_("Follow-up On"))
			),
			frappe.exceptions.InvalidDates,
		)


def validate_complete(assessment) -> None:
	"""What submitting asks for (rule 16)."""
	require_pair(assessment)
	validate_every_row(assessment)
	fewest, most = focus_limits(len(assessment.ratings))
	if not fewest <= len(focus_rows(assessment)) <= most:
		throw_focus(assessment)
	validate_actions_in_focus(assessment)
	if not assessment.follow_up_on or get_datetime(assessment.follow_up_on) <= now():
		assessment.follow_up_on = next_talk(assessment.mentee, assessment.plan)


def validate_every_row(assessment) -> None:
	"""All that the ratings lack, told at once: a line a field, beginning with the competencies it is about."""
	gaps: dict[str, list[str]] = {}
	for row in assessment.ratings:
		for fieldname in discussion_gaps(row.as_dict()):
			gaps.setdefault(fieldname, []).append(row.competency)
	if not gaps:
		return
	fields = frappe.get_meta("Competency Rating")
	lines = [
		_("{0}: {1}: {2}").format(
			", ".join(competencies), frappe.bold(_(fields.get_label(fieldname))), lack_message(fieldname)
		)
		for fieldname, competencies in gaps.items()
	]
	frappe.throw(
		f"{_('Still to agree on before this is submitted:')}<ul><li>{'</li><li>'.join(lines)}</li></ul>",
		title=_("Rating Not Complete"),
	)


def lack_message(fieldname: str) -> str:
	"""What an agreed rating lacks, said to the people who can mend it."""
	return {
		"level": _("agree on a level from 1 to 5."),
		"difference": _("the two ratings are two or more apart. Say why, and what you agreed."),
		"evidence": _("name behaviour that shows it; every strength and development area has evidence."),
		"target_level": _("set the level to reach: above the one agreed, or 5 where 5 is agreed."),
	}[fieldname]


def validate_actions_in_focus(assessment) -> None:
	focus = {row.competency for row in focus_rows(assessment)}
	for row in assessment.actions:
		if row.competency not in focus:
			frappe.throw(
				_("{0}, row {1}: {2} is not in focus. Tick its focus, or remove the action.").format(
					frappe.bold(_("Actions")), row.idx, row.competency
				)
			)


def next_talk(mentee: str, plan: str | None) -> datetime:
	"""A time one cadence from now when neither is away, to be moved by whoever knows better."""
	cadence = plan and frappe.db.get_value("Coaching Plan", plan, "cadence")
	coach = plan and frappe.db.get_value("Coaching Plan", plan, "coach")
	day = next_date(today(), cadence or standard_for(mentee).cadence)
	off = days_off(
		[person for person in (mentee, coach) if person], day, getdate(add_days(day, DAYS_LOOKED_AHEAD))
	)
	return datetime.combine(clear_day(day, set().union(*off.values()), DAYS_LOOKED_AHEAD), USUAL_TIME)


def link_meeting(assessment) -> None:
	"""The talk that was scheduled for this (step 1) shows what is agreed in it."""
	if meeting := unlinked_meeting(assessment):
		frappe.db.set_value("Coaching Session", meeting, "assessment", assessment.name, update_modified=False)


def unlinked_meeting(assessment) -> str | None:
	"""The talk about competencies that is scheduled with this person, and not yet about a certain assessment."""
	return frappe.db.get_value(
		"Coaching Session",
		{
			"mentee": assessment.mentee,
			"plan": assessment.plan or ("is", "not set"),
			"session_type": "Competency Discussion",
			"docstatus": 0,
			"status": "Scheduled",
			"assessment": ("is", "not set"),
		},
		order_by="starts_on desc",
	)
