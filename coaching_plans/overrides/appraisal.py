"""What a new Appraisal means for coaching plans."""

import frappe

from coaching_plans.permissions import standing_to_employee


def link_plans(doc, method: str | None = None) -> None:
	"""Doc event: the employee's plans in the cycle point to the appraisal, once there is one (rule 24)."""
	may = frappe.session.user == "Administrator" or standing_to_employee(doc.employee)
	if not (doc.appraisal_cycle and may):
		return
	plan = frappe.qb.DocType("Coaching Plan")
	(
		frappe.qb.update(plan)
		.set(plan.appraisal, doc.name)
		.where((plan.mentee == doc.employee) & (plan.appraisal_cycle == doc.appraisal_cycle))
		.run()
	)


def unlink_plans(doc, method: str | None = None) -> None:
	"""Doc event: plans forget an appraisal that is cancelled or deleted, which they must not keep from going."""
	plan = frappe.qb.DocType("Coaching Plan")
	frappe.qb.update(plan).set(plan.appraisal, None).where(plan.appraisal == doc.name).run()
