"""The days of a plan: in order, within reach, and not moved away from under what it holds (rule 3)."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from coaching_plans.clock import refuse_far_off


def refuse_far_off_days(plan) -> None:
	for fieldname in ("start_date", "end_date"):
		refuse_far_off(plan, fieldname)


def validate(plan) -> None:
	"""Raises InvalidDates, naming the field."""
	if getdate(plan.end_date) < getdate(plan.start_date):
		_refuse(
			_("{0} can't be before {1}.").format(frappe.bold(_("End Date")), frappe.bold(_("Start Date")))
		)
	if plan.get_doc_before_save():
		_refuse_start_after_what_is_due(plan)
		_refuse_end_before_it_was_accepted(plan)


def _refuse_start_after_what_is_due(plan) -> None:
	if not plan.has_value_changed("start_date"):
		return
	first = first_due_date(plan.name)
	if first < getdate(plan.start_date):
		_refuse(
			_(
				"{0}: a goal or an action of this plan is due on {1}, before it would start. Move that first."
			).format(frappe.bold(_("Start Date")), formatdate(first))
		)


def _refuse_end_before_it_was_accepted(plan) -> None:
	if not plan.accepted_on or not plan.has_value_changed("end_date"):
		return
	if getdate(plan.end_date) < getdate(plan.accepted_on):
		_refuse(
			_("{0} can't be before {1}, which is {2}.").format(
				frappe.bold(_("End Date")), frappe.bold(_("Accepted On")), formatdate(plan.accepted_on)
			)
		)


def first_due_date(plan: str) -> date:
	"""Of its goals and actions, Long Term ones left out; the end of time where none has one."""
	dated = {"plan": plan, "horizon": ("!=", "Long Term"), "due_date": ("is", "set")}
	first = (
		frappe.db.get_value(doctype, dated, "due_date", order_by="due_date asc")
		for doctype in ("Coaching Goal", "Coaching Action")
	)
	return min((getdate(day) for day in first if day), default=date.max)


def _refuse(message: str) -> None:
	frappe.throw(message, frappe.exceptions.InvalidDates)
