"""Search in link fields."""

import re

import frappe
from frappe import _


def sanitize_searchfield(searchfield):
	"""Refuse a search field that is more than a name."""
	if searchfield and not re.fullmatch(r"[\w.`, ]+", searchfield):
		frappe.throw(_("Invalid Search Field {0}").format(searchfield), frappe.DataError)


@frappe.whitelist()
def search_link(
	doctype: str,
	txt: str,
	query: str | None = None,
	filters: str | dict | list | None = None,
	page_length: int = 10,
	searchfield: str | None = None,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
):
	"""The choices of a link field: by the given query, the DocType's standard query, or its search fields."""
	filters = frappe.parse_json(filters) if isinstance(filters, str) else filters
	sanitize_searchfield(searchfield)
	query = query or ((frappe.get_hooks("standard_queries", {}) or {}).get(doctype) or [None])[-1]
	if query:
		method = frappe.get_attr(query)
		frappe.is_whitelisted(method)
		rows = frappe.call(
			method, doctype, txt, searchfield or "name", 0, page_length, filters, as_dict=False,
			reference_doctype=reference_doctype, ignore_user_permissions=ignore_user_permissions,
		)  # fmt: skip
		return [
			{"value": row[0], "description": ", ".join(str(cell) for cell in row[1:] if cell)} for row in rows
		]
	meta = frappe.get_meta(doctype)
	fields = meta.get_search_fields()
	if isinstance(filters, dict):
		filters = [
			[doctype, key, *(value if isinstance(value, list | tuple) else ("=", value))]
			for key, value in filters.items()
		]
	rows = frappe.get_list(
		doctype,
		filters=filters,
		fields=fields,
		or_filters=[[doctype, field, "like", f"%{txt}%"] for field in fields] if txt else None,
		limit_page_length=page_length,
		reference_doctype=reference_doctype,
		ignore_permissions=False,
		strict=False,
	)
	return [
		{
			"value": row.name,
			"description": ", ".join(str(row[field]) for field in fields if field != "name" and row[field]),
		}
		for row in rows
	]


@frappe.whitelist()
def search_widget(*args, **kwargs):
	raise NotImplementedError("frappe.desk.search.search_widget")
