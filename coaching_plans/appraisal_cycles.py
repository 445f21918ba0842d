"""In which appraisal cycle somebody is appraised, and what takes part in one that came after it (rule 24)."""

from collections.abc import Sequence
from datetime import date, timedelta

import frappe
from frappe.query_builder.functions import Coalesce


def cycle_of(employee: str, start, end=None) -> str | None:
	"""The appraisal cycle with `employee` among its appraisees that runs at any time from `start` to `end`.

	The one that began last, where several overlap; None when there is none.
	"""
	Cycle, Appraisee = frappe.qb.DocType("Appraisal Cycle"), frappe.qb.DocType("Appraisee")
	found = (
		frappe.qb.from_(Cycle)
		.join(Appraisee)
		.on(Appraisee.parent == Cycle.name)
		.select(Cycle.name)
		.where(
			(Appraisee.employee == employee)
			& (Cycle.start_date <= (end or start))
			& (Cycle.end_date >= start)
		)
		.orderby(Cycle.start_date, order=frappe.qb.desc)
		.limit(1)
		.run(pluck=True)
	)
	return found[0] if found else None


def give_to_what_has_none(appraisal_cycle: str, start: date, end: date, employees: Sequence[str]) -> None:
	"""Let what these employees have had of plans and sessions from `start` to `end` be of this cycle, unless of another.

	Past the events of a save: nothing that anybody wrote changes, and a locked plan finds its cycle as well. A fixed
	number of statements.
	"""
	Plan, Session = frappe.qb.DocType("Coaching Plan"), frappe.qb.DocType("Coaching Session")
	plans = frappe.get_all(
		"Coaching Plan",
		filters={
			"mentee": ("in", employees),
			"appraisal_cycle": ("is", "not set"),
			"start_date": ("<=", end),
			"end_date": (">=", start),
		},
		pluck="name",
	)
	if plans:
		frappe.qb.update(Plan).set(Plan.appraisal_cycle, appraisal_cycle).where(Plan.name.isin(plans)).run()
		give_to_rounds_of(plans, appraisal_cycle)
	(
		frappe.qb.update(Session)
		.set(Session.appraisal_cycle, appraisal_cycle)
		.where(Session.mentee.isin(employees) & Coalesce(Session.appraisal_cycle, "").eq(""))
		.where((Session.starts_on >= start) & (Session.starts_on < end + timedelta(days=1)))
		.run()
	)


def give_to_rounds_of(plans: Sequence[str], appraisal_cycle: str | None) -> None:
	"""What is rated in a plan belongs to the plan's cycle, whichever it was when the round was opened."""
	Assessment = frappe.qb.DocType("Competency Assessment")
	(
		frappe.qb.update(Assessment)
		.set(Assessment.appraisal_cycle, appraisal_cycle)
		.where(Assessment.plan.isin(plans))
		.run()
	)
