"""What a firm may set otherwise."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.data import cast


class CoachingSettings(Document):
	def validate(self):
		self.validate_percentages()
		self.validate_at_least_one()
		self.validate_reminder_hour()

	def validate_percentages(self):
		for field in self.meta.get("fields", {"fieldtype": "Percent"}):
			if not 0 <= (self.get(field.fieldname) or 0) <= 100:
				frappe.throw(_("{0} must be from 0 to 100 percent.").format(frappe.bold(_(field.label))))

	def validate_at_least_one(self):
		for fieldname in (
			"session_minutes",
			"plan_days",
			"max_short_term_goals",
			"max_mentee_actions",
			"lapses_before_escalation",
		):
			if (self.get(fieldname) or 0) < 1:
				label = _(self.meta.get_label(fieldname))
				frappe.throw(_("{0} must be 1 or more.").format(frappe.bold(label)))

	def validate_reminder_hour(self):
		if not 0 <= (self.reminder_hour or 0) <= 23:
			label = _(self.meta.get_label("reminder_hour"))
			frappe.throw(_("{0} must be from 0 to 23.").format(frappe.bold(label)))


def setting(fieldname: str) -> Any:
	"""The value of a field of Coaching Settings, or its default where the firm has saved none."""
	field = frappe.get_meta("Coaching Settings").get_field(fieldname)
	value = frappe.get_cached_doc("Coaching Settings").get(fieldname)
	return cast(field.fieldtype, field.default if value in (None, "") else value)
