"""Unsaved copies of documents."""

import copy

import frappe

DROPPED = (
	"name", "owner", "creation", "modified", "modified_by", "docstatus", "parent", "amended_from", "amendment_date",
	"_user_tags", "_comments", "_assign", "_liked_by",
)  # fmt: skip


def copy_doc(doc, ignore_no_copy=True):
	"""A new document with the values of another, rows included; fields marked not to be copied are left out only on demand."""
	values = copy.deepcopy(doc if isinstance(doc, dict) else doc.as_dict())
	copied = frappe.get_doc(values)
	_clean(copied, ignore_no_copy)
	for row in copied.get_all_children():
		_clean(row, ignore_no_copy)
	copied.set("__islocal", 1)
	return copied


def _clean(doc, ignore_no_copy):
	for key in DROPPED:
		if key == "docstatus":
			doc.docstatus = 0
		else:
			doc.set(key, None)
	doc.set("__islocal", 1)
	if ignore_no_copy:
		return
	for df in doc.meta.fields:
		if df.no_copy and hasattr(doc, df.fieldname):
			doc.set(df.fieldname, None)
