"""Renaming documents and the links to them."""

import frappe

from .delete_doc import get_link_fields
from .naming import validate_name


def rename_doc(
	doctype=None,
	old=None,
	new=None,
	force=False,
	merge=False,
	ignore_permissions=False,
	ignore_if_exists=False,
	**kwargs,
):
	"""Give a document another name, here and wherever it is linked."""
	if merge:
		raise NotImplementedError("frappe.rename_doc with merge")
	doc = frappe.get_doc(doctype, old)
	new = validate_name(doctype, new)
	if frappe.db.exists(doctype, new) and new.lower() != old.lower():
		frappe.throw(f"{doctype} with name {new} already exists")
	if not (ignore_permissions or doc.has_permission("write")):
		frappe.throw(f"You need write permission on {doctype} {old} to rename", frappe.PermissionError)
	if not (force or ignore_permissions) and not frappe.get_meta(doctype).allow_rename:
		frappe.throw(f"{doctype} not allowed to be renamed")
	new = doc.run_method("before_rename", old, new, merge) or new
	if isinstance(new, dict):
		new = new.get("new") or old
	frappe.db.sql(f"update `tab{doctype}` set name = %s where name = %s", (new, old))
	for df in doc.meta.table_field_list:
		frappe.db.sql(
			f"update `tab{df.options}` set parent = %s where parent = %s and parenttype = %s",
			(new, old, doctype),
		)
	for link in get_link_fields(doctype):
		if link.issingle:
			frappe.db.sql(
				"update `tabSingles` set value = %s where doctype = %s and field = %s and value = %s",
				(new, link.parent, link.fieldname, old),
			)
		else:
			frappe.db.sql(
				f"update `tab{link.parent}` set `{link.fieldname}` = %s where `{link.fieldname}` = %s",
				(new, old),
			)
	autoname = doc.meta.autoname or ""
	if autoname.startswith("field:"):
		frappe.db.sql(f"update `tab{doctype}` set `{autoname[6:]}` = %s where name = %s", (new, new))
	frappe.clear_cache()
	doc = frappe.get_doc(doctype, new)
	doc.run_method("after_rename", old, new, merge)
	return new
