"""What an Appraisal Cycle means for the coaching of its appraisees."""

from frappe.utils import getdate

from coaching_plans.appraisal_cycles import give_to_what_has_none


def follow(doc, method: str | None = None) -> None:
	"""Doc event: coaching that began before the cycle was set up, or before somebody was added to it, finds it (rule 24)."""
	employees = [row.employee for row in doc.appraisees if row.employee]
	if employees and doc.start_date and doc.end_date:
		give_to_what_has_none(doc.name, getdate(doc.start_date), getdate(doc.end_date), employees)
