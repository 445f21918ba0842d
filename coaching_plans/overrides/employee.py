"""What a change of an Employee means for their coaching."""

import frappe

from coaching_plans import invites
from coaching_plans.coaching_plans.doctype.coaching_plan.passing_on import name_of, pass_on
from coaching_plans.hierarchy import managers_of
from coaching_plans.permissions import CONFIDENTIAL
from coaching_plans.statuses import OPEN_STATUSES


def follow_transfer(doc, method: str | None = None) -> None:
	"""Doc event: pass open plans to a new manager (rule 18), and all records to a new company and department."""
	if doc.has_value_changed("reports_to"):
		pass_to_manager(doc.name)
	if doc.has_value_changed("company") or doc.has_value_changed("department"):
		for doctype in CONFIDENTIAL:
			table = frappe.qb.DocType(doctype)
			(
				frappe.qb.update(table)
				.set(table.company, doc.company)
				.set(table.department, doc.department)
				.where(table.mentee == doc.name)
				.run()
			)


def pass_to_manager(employee: str) -> None:
	"""Make the present manager the coach of what is open and has no appointed coach; nobody, where there is none."""
	coach = next(iter(managers_of(employee)), None)
	passed = {"mentee": employee, "appointed": 0}
	invites.withdraw(passed, to=("coach",))
	plan = frappe.qb.DocType("Coaching Plan")
	open_plans = (plan.mentee == employee) & plan.status.isin(OPEN_STATUSES) & (plan.appointed == 0)
	names = frappe.qb.from_(plan).select(plan.name).where(open_plans).run(pluck=True)
	frappe.qb.update(plan).set(plan.coach, coach).set(plan.coach_name, name_of(coach)).where(open_plans).run()
	pass_on(names, passed, coach)
	invites.renew(passed)
