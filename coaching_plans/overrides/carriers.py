"""What Frappe hangs on records (files, comments, to-dos, versions and more) is as closed as the record it hangs on.

Frappe judges most of these by their own DocType, or by the values that a client sends. Here they are judged by the
record that they refer to, the stored reference as well as the proposed one, so that nothing changes hands.
"""

import frappe
from frappe import _
from frappe.query_builder import Criterion

from coaching_plans.confidential_doctypes import CARRIERS, CLOSED, CONFIDENTIAL, PRIVATE, SCOPED
from coaching_plans.data_protection import WORDS
from coaching_plans.permissions import Place, can_read, place_of, sql_of, visible

# Written by the server alone, in the course of a deed already judged that may end its doer's own sight of the record.
UNCHECKED = frozenset(
	(
		"Access Log",
		"Activity Log",
		"Deleted Document",
		"Document Follow",
		"Notification Log",
		"Submission Queue",
		"Version",
		"View Log",
	)
)


# Carriers that have files and comments of their own.
BEARERS = ("Communication", "ToDo")

WORDED = frozenset((*WORDS, "Attach", "Attach Image", "Code", "JSON"))


def has_permission(doc, ptype: str | None = None, user: str | None = None) -> bool | None:
	"""Hook: False where `doc` hangs on a confidential record that `user` can't read, else undecided.

	Version 15 lets the next hook decide on None, and version 16 on True.
	"""
	user = user or frappe.session.user
	undecided = None if frappe.__version__.startswith("15.") else True
	if user == "Administrator":
		return undecided
	records = {(doc.get(field), doc.get(name)) for field, name in [CARRIERS[doc.doctype]]}
	if doc.get("name"):
		stored = frappe.db.get_value(doc.doctype, doc.name, CARRIERS[doc.doctype])
		records.add(tuple(stored or (None, None)))
	return undecided if all(may_hang_on(*record, user) for record in records) else False


def may_hang_on(doctype: str | None, name: str | None, user: str | None = None) -> bool:
	"""Whether `user` may see what hangs on the record. True for records that are not confidential."""
	doctype, name = behind(doctype, name)
	return doctype not in CLOSED or can_read(doctype, name, user)


def behind(doctype: str | None, name: str | None) -> tuple[str | None, str | None]:
	"""The record that a carrier hangs on, for what hangs on that: a file on a to-do of a plan is one of the plan.

	The carrier itself where that is no confidential record.
	"""
	of, record = doctype, name
	for _step in CARRIERS:
		if of not in CARRIERS or not record:
			break
		of, record = frappe.db.get_value(of, record, CARRIERS[of]) or (None, None)
	return (of, record) if of in CLOSED else (doctype, name)


def query_condition(user: str | None, doctype: str) -> str:
	"""Hook `permission_query_conditions`: leaves out what hangs on confidential records that `user` can't read."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	return sql_of(readable(frappe.qb.DocType(doctype), doctype, user))


def readable(table, doctype: str, user: str) -> Criterion:
	"""The criterion for the rows of `table`, which holds the carrier `doctype`, that `query_condition` leaves in."""
	of, name = (table[field] for field in CARRIERS[doctype])
	place = place_of(user)
	hangs_on_others = of.notin([*sorted(CLOSED), *BEARERS])
	on_bearers = [(of == bearer) & name.isin(_seen_bearers(bearer, user, place)) for bearer in BEARERS]
	return Criterion.any([of.isnull(), hangs_on_others, *_on_visible(of, name, user, place), *on_bearers])


def _seen_bearers(bearer: str, user: str, place: Place):
	"""Query for the bearers that hang on no confidential record, or on one that the user reads."""
	table = frappe.qb.DocType(bearer).as_("bearing_" + frappe.scrub(bearer))
	of, name = (table[field] for field in CARRIERS[bearer])
	return (
		frappe.qb.from_(table)
		.select(table.name)
		.where(Criterion.any([of.isnull(), of.notin(sorted(CLOSED)), *_on_visible(of, name, user, place)]))
	)


def _on_visible(of, name, user: str, place: Place) -> list[Criterion]:
	return [
		(of == doctype) & name.isin(visible(doctype, user, place)) for doctype in (*CONFIDENTIAL, *PRIVATE)
	]


# --- writing ------------------------------------------------------------------------------------------------------


def refuse_reference(doc, method: str | None = None) -> None:
	"""Doc event on every DocType: nothing refers to a confidential record that its writer can't read.

	Raises PermissionError. Costs no query where nothing refers to such a record.
	"""
	if doc.doctype in CLOSED or doc.doctype in UNCHECKED or frappe.session.user == "Administrator":
		return
	for doctype, name in references(doc):
		if (doctype, name) == frappe.flags.comment_of_deed:
			continue
		if not can_read(doctype, name):
			frappe.throw(
				_("{0} {1} is confidential and not yours to read, so nothing can be attached to it.").format(
					_(doctype), name
				),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)


def references(doc) -> set[tuple[str, str]]:
	"""The confidential records that `doc` and its rows refer to, as sent and as stored, also by way of a carrier."""
	before = doc.get_doc_before_save()
	found, fields = set(), {}
	for version in [doc, before] if before else [doc]:
		for row in [version, *version.get_all_children()]:
			if row.doctype not in fields:
				fields[row.doctype] = _reference_fields(row.meta)
			for of, fieldname in fields[row.doctype]:
				# A link names its DocType itself, a dynamic one the field that does.
				doctype = of if of in SCOPED else row.get(of)
				if doctype in SCOPED and row.get(fieldname):
					found.add((doctype, row.get(fieldname)))
	return {record for record in (behind(*named) for named in found) if record[0] in CLOSED}


def _reference_fields(meta) -> list[tuple[str, str]]:
	named = [CARRIERS[meta.name]] if meta.name in CARRIERS else []
	dynamic = [(field.options, field.fieldname) for field in meta.get_dynamic_link_fields()]
	links = [(field.options, field.fieldname) for field in meta.get_link_fields() if field.options in SCOPED]
	return [*named, *dynamic, *links]


# --- what Frappe does with them of itself --------------------------------------------------------------------------


def notify_nobody(doc, method: str | None = None) -> None:
	"""Doc event on every DocType: no Notification of the site tells others what hangs on a confidential record."""
	if doc.doctype in CARRIERS and hangs_on_closed(doc):
		# Where Frappe keeps those to be sent for this document, once it has looked them up.
		doc.flags.notifications = []


def refuse_print(doc, method: str | None = None, settings=None) -> None:
	"""Doc event: a key for guests lets print what its maker may not read. Raises PermissionError."""
	if doc.doctype in CARRIERS and has_permission(doc) is False:
		frappe.throw(
			_("{0} {1} hangs on a confidential record that is not yours to read.").format(
				_(doc.doctype), doc.name
			),
			frappe.PermissionError,
			title=_("Confidential"),
		)


def keep_no_word(doc, method: str | None = None) -> None:
	"""Doc event on_trash: Frappe keeps a copy of what is deleted, where what it hung on is not seen any more."""
	notify_nobody(doc)
	if doc.doctype in CARRIERS and doc.doctype != "Deleted Document" and hangs_on_closed(doc):
		for field in doc.meta.fields:
			if field.fieldtype in WORDED or field.fieldname in CARRIERS[doc.doctype]:
				doc.set(field.fieldname, None)


def hangs_on_closed(doc) -> bool:
	of, name = CARRIERS[doc.doctype]
	return behind(doc.get(of), doc.get(name))[0] in CLOSED
