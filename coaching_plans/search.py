"""Link search over confidential records, and over what hangs on records, whatever the caller asks to be ignored."""

import frappe
from frappe.utils import cint

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
