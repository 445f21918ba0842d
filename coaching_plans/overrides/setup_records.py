"""What can be set up on a site to act on every record of a DocType, past its readers, is not set up on these."""

import frappe
from frappe import _

from coaching_plans.confidential_doctypes import ACTING, CARRIERS, CLOSED, PRIVATE, REPORTING
from coaching_plans.guard import hands_over_doctype, names_table, strings_in
from coaching_plans.overrides import carriers

# Properties of a DocType or field that would put records where their readers are not asked for.
OPENING_PROPERTIES = frozenset(
	(
		"allow_auto_repeat",
		"allow_guest_to_view",
		"autoname",
		"email_append_to",
		"has_web_view",
		"in_global_search",
		"index_web_pages_for_search",
		"show_title_field_in_link",
		"track_views",
	)
)

TABLES = ("Table", "Table MultiSelect")
REACHING = ("Link", *TABLES)


def refuse(doc, method: str | None = None) -> None:
	"""Doc event. Raises PermissionError for what would act on a confidential DocType, or run a report on one."""
	if doc.doctype in ACTING:
		acted_on = doc.get(ACTING[doc.doctype])
		if acted_on in CLOSED or hands_on_carriers(doc, acted_on):
			_refuse(doc.doctype, acted_on)
	if doc.doctype in REPORTING:
		report = doc.get(REPORTING[doc.doctype])
		filters = frappe.parse_json(doc.get("filters") or {})
		if (
			sends_carriers_as_another(doc)
			or is_ours(report)
			or (isinstance(filters, dict) and hands_over_doctype(filters))
			or names_table(list(strings_in(filters)))
		):
			_refuse(doc.doctype, report)


def hands_on_carriers(doc, acted_on: str | None) -> bool:
	"""Whether what hangs on records would leave the site: a comment sent to an address, a version shown to guests.

	A Notification on such is not refused, but sends nothing of confidential records; see carriers.notify_nobody.
	"""
	if acted_on not in CARRIERS:
		return False
	if doc.doctype == "Document Share Key":
		return carriers.behind(acted_on, doc.reference_docname)[0] in CLOSED
	return doc.doctype == "Webhook"


def sends_carriers_as_another(doc) -> bool:
	"""Whether a report on what hangs on records is to be sent as somebody else sees it, Administrator above all."""
	if not doc.get("user") or doc.user == frappe.session.user or frappe.session.user == "Administrator":
		return False
	report = doc.get(REPORTING[doc.doctype])
	return bool(report) and frappe.db.get_value("Report", report, "ref_doctype") in CARRIERS


def is_ours(report: str | None) -> bool:
	"""Whether a report shows confidential records: the app's own, and whatever is built on their DocTypes."""
	if not report:
		return False
	found = frappe.db.get_value("Report", report, ["module", "ref_doctype", "reference_report"], as_dict=True)
	if not found:
		return False
	return (
		found.module == "Coaching Plans"
		or found.ref_doctype in CLOSED
		or (found.reference_report != report and is_ours(found.reference_report))
	)


def validate_report(doc, method: str | None = None) -> None:
	"""Doc event: a query of one's own reads whole tables. Raises PermissionError where it reads these."""
	query = (doc.query or "").casefold()
	if any(f"tab{doctype}".casefold() in query for doctype in CLOSED):
		_refuse(doc.doctype, doc.ref_doctype)


def validate_chart(doc, method: str | None = None) -> None:
	"""Doc event: a heatmap counts all records. Raises PermissionError for one of confidential records."""
	if doc.type == "Heatmap" and (doc.document_type in CLOSED or doc.document_type in CARRIERS):
		_refuse(_("Heatmap"), doc.document_type)


def validate_property(doc, method: str | None = None) -> None:
	"""Doc event. Raises PermissionError for a customization that would show confidential records elsewhere."""
	opens = doc.property in OPENING_PROPERTIES or (
		doc.doc_type in PRIVATE and doc.property == "track_changes"
	)
	if doc.doc_type in CLOSED and opens and doc.value not in (None, "", "0", 0):
		_refuse(doc.property, doc.doc_type)
	# A text turned into a link would show the fields of what it names; a table would take its rows away.
	if doc.property == "options" and (doc.value in CLOSED or names_table([doc.value or ""])):
		_refuse(doc.property, doc.value if doc.value in CLOSED else doc.doc_type)
	if doc.property == "fieldtype" and doc.value in REACHING:
		field = frappe.get_meta(doc.doc_type).get_field(doc.field_name)
		if field and field.options in CLOSED:
			_refuse(doc.property, field.options)


def validate_custom_field(doc, method: str | None = None) -> None:
	"""Doc event. Raises PermissionError for a field that would index confidential records, or take rows of theirs."""
	if doc.dt in CLOSED and doc.in_global_search:
		_refuse("in_global_search", doc.dt)
	if doc.fieldtype in TABLES and doc.options in CLOSED:
		_refuse(doc.fieldtype, doc.options)
	# What stands in the options of a virtual field is worked out on the server for each record shown.
	if doc.is_virtual and names_table([doc.options or ""]):
		_refuse("is_virtual", doc.dt)


def _refuse(what: str, doctype: str):
	frappe.throw(
		_(
			"{0} is not available for {1}: it would show confidential records to others than their readers."
		).format(frappe.bold(_(what)), frappe.bold(_(doctype))),
		frappe.PermissionError,
		title=_("Confidential"),
	)
