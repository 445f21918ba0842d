"""What somebody does not want to be reminded of. Nobody but they reads it."""

import frappe
from frappe import _
from frappe.model.document import Document


class CoachingReminderPreference(Document):
	def autoname(self):
		"""A person's own, whatever was sent."""
		self.user = self.name = frappe.session.user

	def validate(self):
		self.user = self.name

	def validate_share(self, docshare):
		frappe.throw(_("What you are reminded of is yours alone."), frappe.PermissionError)
