"""Roles."""

import frappe
from frappe.model.document import Document


class Role(Document):
	def on_update(self):
		frappe.cache.delete_value("roles")
