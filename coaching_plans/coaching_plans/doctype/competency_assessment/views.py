"""What forms and prints show of a round beside its rows: who has submitted, the six steps, levels side by side."""

import frappe
from frappe import _

from coaching_plans.coaching_plans.doctype.competency_assessment import discussion, rounds
from coaching_plans.competency_rules import STEPS, gap, is_much_apart, needs_talk, steps_done

NOT_OPENED, OPEN, SUBMITTED = "Not Opened", "Open", "Submitted"


def round_status(mentee: str, plan: str | None, appraisal_cycle: str | None) -> dict:
	"""Who has submitted, and nothing of what they said (rule 15)."""
	cycle = rounds.cycle_of_round(mentee, plan, appraisal_cycle)
	found = rounds.assessments_of(mentee, plan, cycle)
	return {
		"self": state_of(found.get("Self")),
		"coach": state_of(found.get("Coach")),
		"revealed": all(kind in found and bool(found[kind].revealed) for kind in rounds.HALVES),
		"agreed": state_of(found.get("Agreed")) == SUBMITTED,
	}


def state_of(assessment: dict | None) -> str:
	if not assessment:
		return NOT_OPENED
	return SUBMITTED if assessment.docstatus == 1 else OPEN


def overview(doc) -> dict:
	"""All that the form shows, each part from what `doc`'s reader may see."""
	return {
		"status": round_status(doc.mentee, doc.plan, doc.appraisal_cycle),
		"agreed": agreed_of(doc),
		"steps": steps(doc),
		"levels": levels(doc),
		"history": history(doc.mentee),
		"made": {"plan": doc.development_plan, "goals": goals_made(doc)} if doc.kind == "Agreed" else None,
	}


def agreed_of(doc) -> str | None:
	"""The name of the round's Agreed assessment, if the user may read it."""
	if doc.kind == "Agreed":
		return doc.name
	found = frappe.get_list(
		"Competency Assessment",
		filters={**rounds.of_round(doc.mentee, doc.plan, doc.appraisal_cycle), "kind": "Agreed"},
		pluck="name",
		limit_page_length=1,
	)
	return found[0] if found else None


def steps(doc) -> list[dict]:
	"""The six steps of text 002, each with `title`, `hints` and whether the data shows it as `done` (rule 17)."""
	status = round_status(doc.mentee, doc.plan, doc.appraisal_cycle)
	name = agreed_of(doc)
	agreed = doc if name == doc.name else name and frappe.get_doc("Competency Assessment", name)
	done = steps_done(
		both_submitted=status["self"] == status["coach"] == SUBMITTED,
		discussion=agreed
		and {
			"ratings": [row.as_dict() for row in agreed.ratings],
			"barriers": [row.as_dict() for row in agreed.barriers],
			"actions": [row.as_dict() for row in agreed.actions] + actions_made(agreed),
		},
		follow_up_scheduled=bool(name and has_follow_up(name)),
	)
	texts = step_texts()
	return [{"step": at, "key": key, "done": done[key], **texts[key]} for at, key in enumerate(STEPS, 1)]


def actions_made(agreed) -> list[dict]:
	"""What submitting made of the agreement, with what it offered where a side had chosen nothing."""
	goals = {goal.name: goal.competency for goal in goals_made(agreed)}
	made = frappe.get_list(
		"Coaching Action",
		filters={"goal": ("in", [*goals, ""])},
		fields=["goal", "responsible"],
		limit_page_length=0,
	)
	return [{"competency": goals[action.goal], "responsible": action.responsible} for action in made]


def goals_made(agreed) -> list[dict]:
	"""The goals of the plan that this agreement became, as far as the user sees them: not in a draft by others."""
	focus = [row.competency for row in discussion.focus_rows(agreed)]
	if agreed.docstatus != 1 or not agreed.development_plan or not focus:
		return []
	return frappe.get_list(
		"Coaching Goal",
		filters={
			"plan": agreed.development_plan,
			"horizon": "Mid Term",
			# An empty one among them would stand for the goals of no competency too.
			"competency": ("in", focus),
		},
		fields=["name", "development_area", "competency"],
		order_by="creation",
		limit_page_length=0,
	)


def has_follow_up(agreed: str) -> bool:
	return bool(
		frappe.db.exists(
			"Coaching Session",
			{
				"assessment": agreed,
				"session_type": "Follow-up",
				"docstatus": ("<", 2),
				"status": ("in", ("Scheduled", "Held")),
			},
		)
	)


def step_texts() -> dict[str, dict]:
	return {
		"prepare": {
			"title": _("Prepare for the session"),
			"hint": _(
				"Both rate on their own and note examples of behaviour; both submit. Then schedule the discussion."
			),
		},
		"begin": {
			"title": _("Create the climate and begin"),
			"hint": _(
				"Private, no interruptions. Recognize progress first. Agree on the level of a first competency."
			),
		},
		"identify": {
			"title": _("Identify strengths and areas for development"),
			"hint": _(
				"Agree on all levels, with evidence, and on two or three competencies to develop, each with its target."
			),
		},
		"barriers": {
			"title": _("Discuss barriers"),
			"hint": _("Listen, probe for details. Note what could stand in the way, and how it will be met."),
		},
		"plan": {
			"title": _("Agree on a development plan"),
			"hint": _(
				"For each competency in focus: what the employee does, and what support the employer gives."
			),
		},
		"follow_up": {
			"title": _("Follow up"),
			"hint": _("Submitting schedules the session in which progress is reviewed."),
		},
	}


def levels(doc) -> list[dict]:
	"""Levels side by side, as far as this record may show them: of a half not revealed its own alone."""
	if doc.kind == "Agreed":
		rows = [row.as_dict() for row in doc.ratings]
		for row in rows:
			row.agreed_level = row.level
		return [side_by_side(row) for row in rows]
	own = "self_level" if doc.kind == "Self" else "coach_level"
	other = other_half(doc) if doc.revealed else {}
	return [
		side_by_side(
			frappe._dict(
				competency=row.competency,
				expected_level=row.expected_level,
				**{
					own: row.level,
					"coach_level" if own == "self_level" else "self_level": other.get(row.competency, 0),
				},
			)
		)
		for row in doc.ratings
	]


def other_half(doc) -> dict[str, int]:
	"""The levels of the other side of a revealed round."""
	pair = discussion.revealed_pair(doc)
	kind = "Coach" if doc.kind == "Self" else "Self"
	if kind not in pair:
		return {}
	return {name: row.level for name, row in discussion.answers_of({kind: pair[kind]})[kind].items()}


def side_by_side(row: dict) -> dict:
	fields = ("self_level", "coach_level", "agreed_level", "expected_level", "target_level", "focus", "area")
	return {
		"competency": row.competency,
		**{field: row.get(field) or None for field in fields},
		"gap": gap(row.self_level, row.coach_level),
		"much_apart": is_much_apart(row.self_level, row.coach_level),
		"needs_talk": needs_talk(row),
	}


def history(mentee: str) -> list[dict]:
	"""The levels agreed in each round that the user may read, oldest round first. Two queries."""
	agreed = frappe.get_list(
		"Competency Assessment",
		filters={"mentee": mentee, "kind": "Agreed", "docstatus": 1},
		fields=["name", "appraisal_cycle", "plan", "creation"],
		order_by="creation",
		limit_page_length=0,
	)
	by_name = {row.name: {**row, "levels": {}} for row in agreed}
	for row in frappe.get_all(
		"Competency Rating",
		filters={"parent": ("in", [*by_name, ""]), "parenttype": "Competency Assessment"},
		fields=["parent", "competency", "level"],
		order_by="parent, idx",
	):
		by_name[row.parent]["levels"][row.competency] = row.level
	return list(by_name.values())


def planner(doc) -> dict:
	"""For the print formats: the stored assessments of the round that the reader of `doc` may read, by their kind; of
	a blank planner (`blank=1` in the address) none."""
	found = frappe._dict(Self=None, Coach=None, Agreed=None)
	# A print can be asked for with values that the client made up; only the stored record says which round it is.
	if frappe.form_dict.get("blank") or not frappe.db.exists("Competency Assessment", doc.name):
		return found
	stored = frappe.get_doc("Competency Assessment", doc.name)
	names = {
		kind: row.name
		for kind, row in rounds.assessments_of(stored.mentee, stored.plan, stored.appraisal_cycle).items()
	}
	for kind, name in {**names, stored.kind: stored.name}.items():
		assessment = frappe.get_doc("Competency Assessment", name)
		if assessment.has_permission("read"):
			found[kind] = assessment
	return found
