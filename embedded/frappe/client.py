"""What browsers and other programs call to read and write documents."""

import json

import frappe
from frappe import _
from frappe.model import child_table_fields, default_fields
from frappe.model.db_query import check_parent_permission


def _parsed(value):
	return json.loads(value) if isinstance(value, str) else value


def _filters(filters):
	try:
		return json.loads(filters) if isinstance(filters, str) else filters
	except ValueError:
		return filters


@frappe.whitelist()
def get_list(
	doctype,
	fields=None,
	filters=None,
	group_by=None,
	order_by=None,
	limit_start=None,
	limit_page_length=20,
	parent=None,
	debug: bool = False,
	as_dict: bool = True,
	or_filters=None,
):
	"""Rows that the caller may see; of a child DocType through its parent."""
	if frappe.is_table(doctype):
		check_parent_permission(parent, doctype)
	return frappe.get_list(
		doctype,
		parent_doctype=parent,
		fields=_filters(fields),
		filters=_filters(filters),
		or_filters=_filters(or_filters),
		group_by=group_by,
		order_by=order_by or "KEEP_DEFAULT_ORDERING",
		limit_start=limit_start,
		limit_page_length=limit_page_length,
		as_list=not as_dict,
	)


@frappe.whitelist()
def get_count(doctype, filters=None, debug=False, cache=False):
	"""How many match; no permission is asked, which is Frappe's own gap."""
	return frappe.db.count(doctype, _filters(filters))


@frappe.whitelist()
def get(doctype, name=None, filters=None, parent=None):
	"""One document."""
	if frappe.is_table(doctype):
		check_parent_permission(parent, doctype)
	if name:
		doc = frappe.get_doc(doctype, name)
	elif filters or filters == {}:
		doc = frappe.get_doc(doctype, frappe.parse_json(filters))
	else:
		doc = frappe.get_doc(doctype)
	doc.check_permission()
	doc.apply_fieldlevel_read_permissions()
	return doc.as_dict()


@frappe.whitelist()
def get_value(doctype, fieldname, filters=None, as_dict=True, debug=False, parent=None):
	"""Values of the first match."""
	if frappe.is_table(doctype):
		check_parent_permission(parent, doctype)
	if not frappe.has_permission(doctype, parent_doctype=parent):
		frappe.throw(_("No permission for {0}").format(_(doctype)), frappe.PermissionError)
	filters = _filters(filters)
	filters = {"name": filters} if isinstance(filters, str) else filters
	try:
		fields = frappe.parse_json(fieldname)
	except (TypeError, ValueError):
		fields = [fieldname]
	fields = [fields] if isinstance(fields, str) else fields
	if frappe.get_meta(doctype).issingle:
		rows = frappe.db._single_values(doctype, fields, as_dict, filters or None)
	else:
		rows = get_list(
			doctype,
			filters=filters or None,
			fields=fields,
			limit_page_length=1,
			parent=parent,
			as_dict=as_dict,
		)
	if as_dict:
		return rows[0] if rows else {}
	if not rows:
		return None
	return rows[0] if len(fields) > 1 else rows[0][0]


@frappe.whitelist()
def get_single_value(doctype, field):
	if not frappe.has_permission(doctype):
		frappe.throw(_("No permission for {0}").format(_(doctype)), frappe.PermissionError)
	return frappe.db.get_single_value(doctype, field)


@frappe.whitelist(methods=["POST", "PUT"])
def set_value(doctype, name, fieldname, value=None):
	"""Change fields of a document, or of a row through its parent, and save."""
	if not isinstance(fieldname, dict) and fieldname in default_fields + child_table_fields:
		frappe.throw(_("Cannot edit standard fields"))
	values = {fieldname: value} if value else fieldname
	if isinstance(values, str):
		try:
			values = json.loads(values)
		except ValueError:
			values = {fieldname: ""}
	if frappe.is_table(doctype):
		row = frappe.db.get_value(doctype, name, ["parenttype", "parent"], as_dict=True)
		doc = frappe.get_doc(row.parenttype, row.parent)
		doc.getone({"doctype": doctype, "name": name}).update(values)
	else:
		doc = frappe.get_doc(doctype, name)
		doc.update(values)
	doc.save()
	return doc.as_dict()


def insert_doc(doc):
	"""A new document, or a new row of an existing one."""
	if doc.get("doctype") and frappe.is_table(doc["doctype"]):
		if not (doc.get("parenttype") and doc.get("parent") and doc.get("parentfield")):
			frappe.throw(_("Parenttype, Parent and Parentfield are required to insert a child record"))
		parent = frappe.get_doc(doc["parenttype"], doc["parent"])
		parent.append(doc["parentfield"], doc)
		parent.save()
		return parent
	return frappe.get_doc(doc).insert()


@frappe.whitelist(methods=["POST", "PUT"])
def insert(doc=None):
	return insert_doc(_parsed(doc)).as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def save(doc):
	return frappe.get_doc(_parsed(doc)).save().as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def submit(doc):
	doc = frappe.get_doc(_parsed(doc))
	doc.submit()
	return doc.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def cancel(doctype, name):
	doc = frappe.get_doc(doctype, name)
	doc.cancel()
	return doc.as_dict()


@frappe.whitelist(methods=["DELETE", "POST"])
def delete(doctype, name):
	"""Delete a document, or a row by saving its parent without it."""
	if frappe.is_table(doctype):
		row = frappe.db.get_value(doctype, name, ["parenttype", "parent", "parentfield"])
		if not row:
			raise frappe.DoesNotExistError
		parent = frappe.get_doc(row[0], row[1])
		for child in parent.get(row[2]):
			if child.name == name:
				parent.remove(child)
				break
		parent.save()
	else:
		frappe.delete_doc(doctype, name, ignore_missing=False)


@frappe.whitelist()
def has_permission(doctype: str, docname: str, perm_type: str = "read"):
	return {"has_permission": frappe.has_permission(doctype, perm_type.lower(), docname)}
