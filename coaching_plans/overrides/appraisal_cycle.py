"""What an Appraisal Cycle means for the coaching of its appraisees."""

import frappe
from frappe.utils import getdate

from coaching_plans.appraisal_cycles import give_to_what_has_none
from coaching_plans.permissions import led


def follow(doc, method: str | None = None) -> None:
	"""Doc event: coaching that began before the cycle was set up, or before somebody was added to it, finds it (rule 24).

	Of those with whom whoever saves the cycle may begin a plan: naming others as appraisees changes nothing of theirs.
	"""
	named = [row.employee for row in doc.appraisees if row.employee]
	if not (named and doc.start_date and doc.end_date):
		return
	Employee = frappe.qb.DocType("Employee")
	employees = (
		frappe.qb.from_(Employee)
		.select(Employee.name)
		.where(Employee.name.isin(named) & led(Employee.name, Employee.company))
		.run(pluck=True)
	)
	if employees:
		give_to_what_has_none(doc.name, getdate(doc.start_date), getdate(doc.end_date), employees)
