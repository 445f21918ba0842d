"""A private note on a session or a plan: its author alone reads it, not even HR or a later coach."""

import frappe
from frappe import _

from coaching_plans.confidential_doctypes import PRIVATE
from coaching_plans.sealed import PrivateDocument
from coaching_plans.wording import says_something


class CoachingNote(PrivateDocument):
	def check_permission(self, permtype="read", permlevel=None):
		"""Frappe refuses with a word or none; whoever writes a note is told what it may be about."""
		if permtype != "create":
			return super().check_permission(permtype, permlevel)
		self.validate_subject()
		try:
			super().check_permission(permtype, permlevel)
		except frappe.PermissionError:
			frappe.throw(
				_("{0}: a note is about a session or a plan that you can read.").format(
					frappe.bold(_(self.meta.get_label("session" if self.session else "plan")))
				),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)

	def validate(self):
		self.validate_subject()
		self.validate_note()

	def validate_subject(self):
		"""Raises MandatoryError without a session or plan. That the author may read it is asked in the circle."""
		if not any(self.get(fieldname) for fieldname in PRIVATE[self.doctype]):
			frappe.throw(
				_("{0}: a note is about a session or a plan. Write it from there.").format(
					frappe.bold(_("Session"))
				),
				frappe.MandatoryError,
			)

	def validate_note(self):
		if not says_something(self.note):
			frappe.throw(
				_("{0} is empty. Write something, or delete the note.").format(frappe.bold(_("Note"))),
				frappe.MandatoryError,
			)


@frappe.whitelist(methods=["GET", "POST"])
def my_notes(doctype: str, name: str) -> list[dict]:
	"""The user's own notes on the session or plan `name`, the latest first: name, note, modified.

	Raises PermissionError for who can't read that record any more; the notes stay theirs in their own list.
	"""
	fieldname = next((field for field, about in PRIVATE["Coaching Note"].items() if about == doctype), None)
	if not fieldname:
		frappe.throw(_("Notes are written on sessions and plans."))
	frappe.has_permission(doctype, "read", doc=name, throw=True)
	return frappe.get_list(
		"Coaching Note",
		filters={fieldname: name},
		fields=["name", "note", "modified"],
		order_by="modified desc",
	)
