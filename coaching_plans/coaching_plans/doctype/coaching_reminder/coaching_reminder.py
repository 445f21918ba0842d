"""What was sent, to whom and when: the memory that keeps a reminder from being sent twice (rule 23)."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime


class CoachingReminder(Document):
	"""Names people and records in plain text, not as links: a list that follows a link reads what hangs on it."""

	def validate_share(self, docshare):
		frappe.throw(_("A reminder cannot be shared."), frappe.PermissionError)

	@staticmethod
	def clear_old_logs(days: int = 730) -> None:
		"""For Log Settings. What is still due after the days kept is reminded of again."""
		table = frappe.qb.DocType("Coaching Reminder")
		frappe.db.delete("Coaching Reminder", filters=(table.creation < add_days(now_datetime(), -days)))
