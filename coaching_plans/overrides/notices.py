"""Comments, assignments and notifications on confidential records reach their readers alone, and say nothing of them."""

import frappe
from frappe import _
from frappe.utils import get_fullname

from coaching_plans.confidential_doctypes import CLOSED
from coaching_plans.permissions import can_read

# Notifications that Frappe words itself, with the record's title, which may be a goal.
WORDED_BY_FRAPPE = ("Assignment", "Energy Point", "Mention", "Share")


def validate_comment(doc, method: str | None = None) -> None:
	"""Doc event: whoever is mentioned is told what the comment says, so must be a reader. Raises PermissionError."""
	if doc.reference_doctype not in CLOSED or not doc.content:
		return
	from frappe.desk.notifications import extract_mentions

	for user in extract_mentions(doc.content):
		if user and not can_read(doc.reference_doctype, doc.reference_name, user):
			_refuse(user, doc.reference_doctype, doc.reference_name)


def validate_todo(doc, method: str | None = None) -> None:
	"""Doc event: only readers are assigned. Raises PermissionError."""
	if doc.reference_type not in CLOSED or not doc.reference_name:
		return
	if doc.reference_type == "Coaching Action" and doc.is_new():
		# Frappe would write the user into the field that says which employee does the action.
		frappe.throw(
			_("An action says itself who does it: change {0} on it instead.").format(
				frappe.bold(_("Assigned To"))
			)
		)
	if doc.allocated_to and not can_read(doc.reference_type, doc.reference_name, doc.allocated_to):
		_refuse(doc.allocated_to, doc.reference_type, doc.reference_name)


def word_neutrally(doc, method: str | None = None) -> None:
	"""Doc event: a notification names the record and nothing of what is in it (rule 21)."""
	if doc.document_type not in CLOSED:
		return
	if not can_read(doc.document_type, doc.document_name, doc.for_user):
		_refuse(doc.for_user, doc.document_type, doc.document_name)
	if doc.type in WORDED_BY_FRAPPE:
		doc.subject = _("{0}: {1} {2}").format(
			get_fullname(doc.from_user), _(doc.document_type), doc.document_name
		)
		doc.email_content = None


def unfollow(doc, method: str | None = None) -> None:
	"""Doc event: followers are mailed what changes, with no look at who may still read it. So nobody follows.

	Frappe follows by itself where a user's settings say so, hence no error.
	"""
	if doc.ref_doctype in CLOSED:
		frappe.delete_doc("Document Follow", doc.name, ignore_permissions=True, force=True)


def keep_no_order(doc, method: str | None = None) -> None:
	"""Doc event: a Kanban board keeps the names of its cards in order, for everyone who sees the board."""
	if doc.reference_doctype in CLOSED:
		for column in doc.columns:
			column.order = "[]"


def _refuse(user: str, doctype: str, name: str):
	frappe.throw(
		_("{0} can't read {1} {2}, which is confidential. Only its readers can be told of it.").format(
			get_fullname(user), _(doctype), name
		),
		frappe.PermissionError,
		title=_("Not Permitted"),
	)
