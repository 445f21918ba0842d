"""Reports."""

import frappe
from frappe.model.document import Document


class Report(Document):
	def is_permitted(self):
		roles = [row.role for row in self.roles]
		return not roles or bool(set(roles) & set(frappe.get_roles()))

	def execute_script_report(self, filters):
		from frappe.desk.query_report import generate_report_result

		result = generate_report_result(self, filters)
		return result["columns"], result["result"]
