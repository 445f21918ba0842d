"""What somebody is told who does what is not theirs to do with a plan, or leaves out what it asks for."""

import frappe
from frappe import _

from coaching_plans.wording import says_something


def required(text: str | None, label: str, hint: str) -> str:
	if not says_something(text):
		frappe.throw(_("{0}: {1}").format(frappe.bold(label), hint), frappe.MandatoryError)
	return str(text).strip()


def refusal(deed: str) -> str:
	return {
		"align": _("Only the coach's manager aligns a plan."),
		"propose": _("Only the coach, the manager or HR proposes a plan."),
		"accept": _("Only the employee accepts their plan; HR may for an employee who can't sign in."),
		"request_changes": _("Only the employee asks for changes to a plan proposed to them."),
		"complete": _("Only the coach, the manager or HR completes a plan."),
		"close_early": _("Only the coach, the manager or HR closes a plan."),
	}[deed]
