"""Frappe's Data Import, of coaching records: for HR alone, and what was imported is read by who imported it.

Its DocType is open to every System Manager, and so would be the file, and the log that names people and reasons.
"""

import frappe
from frappe import _

from coaching_plans.confidential_doctypes import CLOSED
from coaching_plans.permissions import is_hr, sql_of

INSERT = "Insert New Records"


def validate(doc, method: str | None = None) -> None:
	"""Doc event. Raises PermissionError for an import by others than HR, or one that would change records.

	An update answers "no changes" where the file says what is stored, so its answers would tell what is stored.
	"""
	if doc.reference_doctype not in CLOSED:
		return
	if not is_hr(frappe.session.user):
		frappe.throw(
			_("{0} is imported by HR alone.").format(frappe.bold(_(doc.reference_doctype))),
			frappe.PermissionError,
			title=_("Confidential"),
		)
	if doc.import_type != INSERT:
		frappe.throw(
			_("{0}: an import adds coaching records. Change those that are there in their form.").format(
				frappe.bold(_("Import Type"))
			),
			frappe.PermissionError,
		)


def has_permission(doc, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Hook: False for an import of coaching records, or its log, that somebody else made; else undecided."""
	user = user or frappe.session.user
	# Version 15 lets the next hook decide on None, and version 16 on True.
	undecided = None if frappe.__version__.startswith("15.") else True
	return undecided if may_read(_import_of(doc), user) else False


def may_read(name: str | None, user: str) -> bool:
	"""Whether `user` may read the stored import of that name, its file and its log, for all that this app knows."""
	if user == "Administrator":
		return True
	stored = frappe.db.get_value("Data Import", name, ["owner", "reference_doctype"]) if name else None
	return not stored or stored[1] not in CLOSED or stored[0] == user


def query_condition(user: str | None, doctype: str) -> str:
	"""Hook `permission_query_conditions`, of Data Import and Data Import Log: leaves out what `has_permission` refuses."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	Import = frappe.qb.DocType("Data Import").as_("seen_import")
	seen = (
		frappe.qb.from_(Import)
		.select(Import.name)
		.where(Import.reference_doctype.notin(sorted(CLOSED)) | (Import.owner == user))
	)
	table = frappe.qb.DocType(doctype)
	return sql_of((table.name if doctype == "Data Import" else table.data_import).isin(seen))


def _import_of(doc) -> str | None:
	return doc.get("name") if doc.doctype == "Data Import" else doc.get("data_import")
