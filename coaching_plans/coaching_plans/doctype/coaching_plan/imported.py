"""What HR brings along when it imports a plan that was kept elsewhere: how far it has come, and when.

Nothing here makes a plan complete: its goals and actions are imported after it.
"""

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from coaching_plans.clock import today

FIELDS = frozenset(
	{"status", "aligned_by", "aligned_on", "proposed_on", "accepted_on", "outcome", "closing_reason"}
)
# By status: what such a plan has, and what it can't have yet or at all.
HAS = {
	"Draft": (),
	"Proposed": ("proposed_on",),
	"Active": ("accepted_on",),
	"Completed": ("accepted_on", "outcome"),
	"Closed": ("closing_reason",),
}
HAS_NOT = {
	"Draft": ("proposed_on", "accepted_on", "outcome", "closing_reason"),
	"Proposed": ("accepted_on", "outcome", "closing_reason"),
	"Active": ("outcome", "closing_reason"),
	"Completed": ("closing_reason",),
	"Closed": ("outcome",),
}
# In the order in which they happen.
DATES = ("aligned_on", "proposed_on", "accepted_on")


def validate(plan) -> None:
	"""Raises ValidationError with the field's name where status and dates contradict each other."""
	for fieldname in HAS[plan.status]:
		if not plan.get(fieldname):
			_refuse(plan, fieldname, _("a plan that is {0} has one.").format(_(plan.status)))
	for fieldname in HAS_NOT[plan.status]:
		if plan.get(fieldname):
			_refuse(plan, fieldname, _("a plan that is {0} has none.").format(_(plan.status)))
	if plan.status in ("Proposed", "Active", "Completed") and plan.needs_alignment():
		_refuse(plan, "aligned_on", _("this plan was to be aligned before it was proposed. Say when it was."))
	_validate_dates(plan)
	plan.imported = 1


def _validate_dates(plan) -> None:
	before = None
	for fieldname in DATES:
		day = plan.get(fieldname)
		if not day:
			continue
		if getdate(day) > today():
			_refuse(plan, fieldname, _("{0} is still to come.").format(formatdate(day)))
		if before and getdate(day) < getdate(plan.get(before)):
			_refuse(plan, fieldname, _("{0} is before {1}.").format(formatdate(day), _label(plan, before)))
		before = fieldname


def _refuse(plan, fieldname: str, reason: str):
	frappe.throw(_("{0}: {1}").format(_label(plan, fieldname), reason), title=_("Plan Can't Have Been So"))


def _label(plan, fieldname: str) -> str:
	return frappe.bold(_(plan.meta.get_label(fieldname)))
