"""What a change of an Employee means for their coaching."""

import frappe

from coaching_plans import invites
from coaching_plans.coaching_plans.doctype.competency_assessment import rounds
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
	coach_name = coach and frappe.db.get_value("Employee", coach, "employee_name")
	open_plans = (plan.mentee == employee) & plan.status.isin(OPEN_STATUSES) & (plan.appointed == 0)
	names = frappe.qb.from_(plan).select(plan.name).where(open_plans).run(pluck=True)
	frappe.qb.update(plan).set(plan.coach, coach).set(plan.coach_name, coach_name).where(open_plans).run()
	for doctype in ("Coaching Goal", "Coaching Action"):
		table = frappe.qb.DocType(doctype)
		if names:
			frappe.qb.update(table).set(table.coach, coach).where(table.plan.isin(names)).run()
	session = frappe.qb.DocType("Coaching Session")
	(
		frappe.qb.update(session)
		.set(session.coach, coach)
		.set(session.coach_name, coach_name)
		.where(
			(session.mentee == employee)
			& (session.docstatus == 0)
			& (session.status == "Scheduled")
			& (session.appointed == 0)
		)
		.run()
	)
	invites.renew(passed)
	rounds.pass_to_manager(employee, coach)
