"""Comments on documents."""

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname


class Comment(Document):
	def validate(self):
		if not self.comment_email:
			self.comment_email = frappe.session.user
		if not self.comment_by:
			self.comment_by = get_fullname(self.comment_email)
