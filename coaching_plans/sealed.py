"""What Frappe offers on every document and a confidential one does without, as the base of their controllers.

Each method here closes a road on which a record would leave those who may read it, or change behind their back.
`guard.py` closes the roads that don't pass through the document.
"""

import hashlib

import frappe
from frappe import _
from frappe.model.document import Document

from coaching_plans.changed import changed_values
from coaching_plans.confidential_doctypes import CONFIDENTIAL, PRIVATE
from coaching_plans.permissions import can_read

# Records of HRMS that belong to a person: a link to one says something of it only if it is the mentee's own.
RECORDS_OF_EMPLOYEE = ("Appraisal", "Goal")


class SealedDocument(Document):
	"""A document that is not shared, renamed, merged, printed from values of the client, or broadcast."""

	def before_validate(self):
		self.keep_author()
		self.refuse_links_out_of_reach()

	def keep_author(self):
		"""Frappe stores the owner that a client sends; who wrote a record decides who sees its draft."""
		if before := self.get_doc_before_save():
			self.owner, self.creation = before.owner, before.creation

	def refuse_links_out_of_reach(self):
		"""Who sets a link must be able to read what it leads to, and that must concern the same person.

		Otherwise a link would tell whether a record exists, bring its attachments along when amended, or show its
		fields to the readers of this one. Raises PermissionError with the field's name.
		"""
		if self.flags.by_server or frappe.session.user == "Administrator":
			return
		for field, value in changed_values(self, lambda meta: meta.get_link_fields()):
			self.refuse_link_out_of_reach(field, value)

	def refuse_link_out_of_reach(self, field, value: str):
		if field.options in CONFIDENTIAL:
			allowed = can_read(field.options, value) and self.is_of_same_mentee(field.options, value)
		elif field.options in RECORDS_OF_EMPLOYEE and self.get("mentee"):
			allowed = frappe.db.get_value(field.options, value, "employee") == self.mentee
		else:
			return
		if not allowed:
			frappe.throw(
				_(
					"{0}: {1} can't be linked here. It is not yours to read, or it concerns somebody else."
				).format(frappe.bold(_(field.label)), value),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)

	def is_of_same_mentee(self, doctype: str, name: str) -> bool:
		mentee = self.get("mentee")
		return not mentee or frappe.db.get_value(doctype, name, "mentee") == mentee

	# --- leaving the circle -------------------------------------------------------------------------------------

	def validate_share(self, docshare):
		frappe.throw(
			_("{0} cannot be shared: it is between the people it names.").format(_(self.doctype)),
			frappe.PermissionError,
		)

	def get_document_share_key(self, expires_on=None, no_expiry=False):
		"""Such a key lets whoever has it read the print, without a login."""
		self.validate_share(None)

	def get_signature(self):
		"""Also the key of older web view links, so not to be guessed from the name as Frappe's own is."""
		from frappe.utils.password import get_encryption_key

		secret = f"{get_encryption_key()}:{self.doctype}:{self.name}"
		return hashlib.sha256(secret.encode()).hexdigest()

	def check_if_latest(self):
		"""Frappe tells when a record was changed before it asks who wants to know."""
		if not self.flags.ignore_permissions and not self.is_new():
			self.check_permission("read")
		return super().check_if_latest()

	def before_print(self, settings=None):
		"""A print shows what is stored: a print format may look up records by a link that the client has changed."""
		if frappe.db.exists(self.doctype, self.name):
			self.load_from_db()
		else:
			self.refuse_links_out_of_reach()

	def notify_update(self):
		"""To those who have the record open. Frappe also tells its name to everyone who may open the list."""
		if not frappe.flags.in_patch:
			frappe.publish_realtime(
				"doc_update",
				{"modified": self.modified, "doctype": self.doctype, "name": self.name},
				doctype=self.doctype,
				docname=self.name,
				after_commit=True,
			)

	# --- changing behind one's back -----------------------------------------------------------------------------

	def rename(self, *args, **kwargs):
		"""Frappe offers this to every reader, with a switch to leave out its checks."""
		self.before_rename()

	def before_rename(self, *args, **kwargs):
		frappe.throw(
			_("{0}: the name stays, because other records refer to it.").format(_(self.doctype)),
			frappe.PermissionError,
		)


class PrivateDocument(SealedDocument):
	"""A record of one person: its author. Nobody shows, prints or hands it on."""

	def before_print(self, settings=None):
		frappe.throw(_("{0} is for your eyes only and is not printed.").format(_(self.doctype)))

	def validate_share(self, docshare):
		frappe.throw(
			_("{0} cannot be shared: only its author sees it.").format(_(self.doctype)),
			frappe.PermissionError,
		)

	def on_trash(self):
		"""Frappe keeps a copy of what is deleted, for System Managers to restore. Of this it keeps no word."""
		for field in self.meta.fields:
			if field.fieldname not in PRIVATE[self.doctype]:
				self.set(field.fieldname, None)


class SealedRow(Document):
	"""A row of a sealed document: read by whoever reads that document, and changed only by saving it."""

	def has_permission(self, permtype="read", *, debug=False, user=None) -> bool:
		"""Asked for by its own name a row is judged by the stored record that it stands in, and never written."""
		user = user or frappe.session.user
		if self.flags.ignore_permissions or user == "Administrator":
			return True
		if permtype not in ("read", "select", "print", "export", "report"):
			return False
		stored = frappe.db.get_value(self.doctype, self.name, ["parenttype", "parent"]) if self.name else None
		parenttype, parent = stored or (self.parenttype, self.parent)
		if not parent or not frappe.db.exists(parenttype, parent):
			return False
		return frappe.get_doc(parenttype, parent).has_permission(permtype, user=user)

	get_signature = SealedDocument.get_signature

	def before_print(self, settings=None):
		"""Frappe prints a row by its name and asks for the role alone."""
		frappe.throw(
			_("A row is printed with the record that it stands in. Print that one."), frappe.PermissionError
		)

	def rename(self, *args, **kwargs):
		self.before_rename()

	def before_rename(self, *args, **kwargs):
		frappe.throw(_("A row is not renamed."), frappe.PermissionError)
