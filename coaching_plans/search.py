"""Searches over confidential records, and over what hangs on records, whatever the caller asks to be ignored."""

from collections import defaultdict

import frappe
from frappe.utils import cint

from coaching_plans.confidential_doctypes import CARRIERS, SCOPED
from coaching_plans.overrides import carriers

TEXT = ("Data", "Text", "Small Text", "Long Text", "Link", "Select", "Read Only", "Text Editor")


@frappe.whitelist(methods=["GET", "POST"])
@frappe.validate_and_sanitize_search_inputs
def find(
	doctype: str,
	txt: str,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | None = None,
	as_dict: bool = False,
) -> list:
	"""Hook `standard_queries`: name, title and search fields of the records that the user can list.

	Frappe's own search gives any field of any record to who passes `ignore_user_permissions` and `filter_fields`.
	"""
	meta = frappe.get_meta(doctype)
	shown = list(dict.fromkeys(["name", meta.title_field or "name", *meta.get_search_fields()]))
	searched = [field for field in shown if field == "name" or meta.get_field(field).fieldtype in TEXT]
	return frappe.get_list(
		doctype,
		filters=filters,
		or_filters=[[doctype, field, "like", f"%{txt}%"] for field in searched] if txt else None,
		fields=shown,
		limit_start=cint(start),
		limit_page_length=cint(page_len),
		order_by="modified desc",
		as_list=not as_dict,
	)


@frappe.whitelist(methods=["GET", "POST"])
def find_anywhere(text: str, start: int | str = 0, limit: int | str = 20, doctype: str = "") -> list[dict]:
	"""What Frappe's search of the whole site finds, without what hangs on records that the user can't read.

	Its index holds the descriptions of assignments, and it asks only whether the user may open such a list at all.
	"""
	from frappe.utils import global_search

	found = global_search.search(text, cint(start), cint(limit), doctype)
	named = defaultdict(set)
	for row in found:
		named[row.doctype].add(row.name)
	shown = {of: _readable(of, names) if of in SCOPED else names for of, names in named.items()}
	return [row for row in found if row.name in shown[row.doctype]]


def _readable(doctype: str, names: set[str]) -> set[str]:
	"""Those of `names` that may be shown. Confidential records are never indexed; what stands there came otherwise."""
	if doctype not in CARRIERS:
		return set()
	if frappe.session.user == "Administrator":
		return names
	table = frappe.qb.DocType(doctype)
	shown = carriers.readable(table, doctype, frappe.session.user)
	query = frappe.qb.from_(table).select(table.name).where(table.name.isin(sorted(names)) & shown)
	return set(query.run(pluck=True))
