"""What was agreed about people's competencies in an appraisal cycle, for its reports and its appraisals."""

from collections import defaultdict
from collections.abc import Sequence

import frappe

from coaching_plans.permissions import circle


def agreed_levels(
	employees: Sequence[str], appraisal_cycle: str, user: str | None = None
) -> dict[str, list[dict]]:
	"""The last agreed level of each competency, by employee, from the assessments of the cycle that `user` sees.

	A dict each with competency, level, expected_level, label (the name of the level) and assessment. One query.
	"""
	Assessment, Rating = frappe.qb.DocType("Competency Assessment"), frappe.qb.DocType("Competency Rating")
	Level = frappe.qb.DocType("Competency Level")
	rows = (
		frappe.qb.from_(Rating)
		.join(Assessment)
		.on(Assessment.name == Rating.parent)
		.left_join(Level)
		.on((Level.parent == Rating.competency) & (Level.level == Rating.level))
		.select(
			Assessment.mentee,
			Rating.competency,
			Rating.level,
			Rating.expected_level,
			Level.label,
			Assessment.name.as_("assessment"),
		)
		.where(
			Assessment.mentee.isin(employees)
			& (Assessment.kind == "Agreed")
			& (Assessment.docstatus == 1)
			& (Assessment.appraisal_cycle == appraisal_cycle)
		)
		.where(circle(Assessment, "Competency Assessment", user))
		.orderby(Assessment.creation, Rating.idx)
		.run(as_dict=True)
	)
	last = defaultdict(dict)
	for row in rows:
		last[row.pop("mentee")][row.competency] = row
	return {employee: list(levels.values()) for employee, levels in last.items()}
