"""Files on confidential records: private, put there by who may write the record, and not taken over by their URL.

Frappe lets whoever has one File of a URL download what is behind it. So a URL that stands on a record is as
confidential as the record.
"""

import posixpath
from urllib.parse import unquote, urlsplit

import frappe
from frappe import _

from coaching_plans.changed import changed_values
from coaching_plans.confidential_doctypes import CLOSED, ROWS
from coaching_plans.overrides import carriers, data_import

ATTACHING = ["Attach", "Attach Image"]


# What keeps files for one person, who is told by its name.
KEEPERS = {"Data Import": data_import.may_read}
# Where files may be others' than of those who know their URL.
STANDING_ON = (*sorted(CLOSED), *carriers.BEARERS, *KEEPERS)


def may_open(doctype: str | None, name: str | None, user: str) -> bool:
	"""Whether `user` may open the files that stand on the record, for all that this app knows."""
	return KEEPERS[doctype](name, user) if doctype in KEEPERS else carriers.may_hang_on(doctype, name, user)


def has_permission(doc, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Hook: as for everything that hangs on a record. A new file by URL is refused here, before Frappe touches the disk."""
	if ptype == "create":
		doc.flags.content_given = bool(doc.get("content"))
		if not doc.flags.content_given and takes_over(doc.get("file_url"), doc.get("name"), user):
			return False
	return carriers.has_permission(doc, ptype, user)


def validate(doc, method: str | None = None) -> None:
	"""Doc event. Raises PermissionError for a file that is public, unwanted or somebody else's."""
	if doc.is_folder:
		return
	if doc.attached_to_doctype in CLOSED:
		refuse_public(doc)
		refuse_without_write(doc)
	# Content of one's own that equals a confidential file shares its URL, and tells its owner nothing new.
	if doc.has_value_changed("file_url") and not doc.flags.content_given:
		if takes_over(doc.file_url, doc.name):
			refuse_taking_over(_("File URL"))


def refuse_urls(doc, method: str | None = None) -> None:
	"""Doc event on every DocType: an attachment of one's own is not the file of a record that one can't read.

	Raises PermissionError. Some records read what they name: a Data Import shows its rows.
	"""
	if frappe.session.user == "Administrator":
		return
	for field, url in changed_values(doc, lambda meta: meta.get("fields", {"fieldtype": ("in", ATTACHING)})):
		if takes_over(url, None):
			refuse_taking_over(_(field.label))


def refuse_taking_over(label: str):
	frappe.throw(
		_("{0}: this file belongs to a confidential record that is not yours to read.").format(
			frappe.bold(label)
		),
		frappe.PermissionError,
		title=_("Not Permitted"),
	)


def refuse_public(doc):
	if not doc.is_private:
		frappe.throw(
			_("{0}: a file on a {1} is private. Tick it and attach the file again.").format(
				frappe.bold(_("Is Private")), _(doc.attached_to_doctype)
			),
			frappe.PermissionError,
		)


def refuse_without_write(doc):
	"""Frappe asks for it in the upload dialog, not where a File is inserted directly."""
	# Nobody writes a row by itself; and asked for one by its name Frappe looks at the role alone.
	if doc.attached_to_doctype in ROWS or not frappe.has_permission(
		doc.attached_to_doctype, "write", doc=doc.attached_to_name
	):
		frappe.throw(
			_("You can read {0} {1}, not attach files to it.").format(
				_(doc.attached_to_doctype), doc.attached_to_name
			),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)


def takes_over(file_url: str | None, name: str | None, user: str | None = None) -> bool:
	"""Whether a File other than `name` lies at this URL and stands on a record that `user` can't read."""
	user = user or frappe.session.user
	if not file_url or user == "Administrator":
		return False
	# All files lie in one folder, however an URL winds its way there.
	on_disk = posixpath.basename(posixpath.normpath(unquote(urlsplit(file_url).path)))
	stands_on = frappe.get_all(
		"File",
		filters={
			"file_url": ("in", (file_url, f"/private/files/{on_disk}", f"/files/{on_disk}")),
			"attached_to_doctype": ("in", STANDING_ON),
			"name": ("!=", name or ""),
		},
		fields=["attached_to_doctype", "attached_to_name"],
		distinct=True,
	)
	return not all(may_open(file.attached_to_doctype, file.attached_to_name, user) for file in stands_on)
