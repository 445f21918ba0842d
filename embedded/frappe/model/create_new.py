"""New documents with their defaults."""

import copy

import frappe
from frappe._state import local
from frappe.utils import cint, cstr, flt, now_datetime, nowdate, nowtime

from . import data_fieldtypes


def cast_property(property_type, value):
	"""A Property Setter's text as the value of that property."""
	if property_type in ("Check", "Int"):
		return cint(value)
	return flt(value) if property_type == "Float" else value


def get_new_doc(doctype, parent_doc=None, parentfield=None, as_dict=False):
	"""A new document (or dict) of a DocType with its defaults filled in."""
	key = (doctype, frappe.session.user)
	template = local.new_doc_templates.get(key)
	if template is None:
		template = local.new_doc_templates[key] = _template(doctype)
	values = copy.copy(template)
	for df in frappe.get_meta(doctype).fields:
		if df.fieldtype == "Datetime" and (df.default or "").lower() == "now":
			values[df.fieldname] = now_datetime()
		elif df.fieldtype == "Date" and df.default == "Today":
			values[df.fieldname] = nowdate()
		elif df.fieldtype == "Time":
			values[df.fieldname] = nowtime()
		elif df.default and cstr(df.default).startswith(":"):
			_default_from_other(df, values, parent_doc)
	if parent_doc:
		values["parent"] = parent_doc.name
		values["parenttype"] = parent_doc.doctype
	if parentfield:
		values["parentfield"] = parentfield
	return values if as_dict else frappe.get_doc(values)


def _template(doctype):
	doc = frappe.get_doc({"doctype": doctype, "__islocal": 1, "owner": frappe.session.user, "docstatus": 0})
	permissions = frappe.permissions.get_user_permissions(frappe.session.user)
	defaults = frappe.defaults.get_defaults()
	for df in doc.meta.fields:
		if df.fieldtype not in data_fieldtypes:
			continue
		value = _user_default(df, defaults, permissions)
		if value is None and df.fieldname != doc.meta.title_field:
			value = _static_default(df, permissions)
		elif value is not None and not frappe.db.exists(df.options, value):
			continue
		if value is not None:
			doc.set(df.fieldname, value)
	doc._fix_numeric_types()
	values = doc.get_valid_dict(sanitize=False, ignore_virtual=True)
	values["doctype"] = doctype
	values["__islocal"] = 1
	if not doc.meta.issingle:
		values["__unsaved"] = 1
	return values


def _allowed(df, permissions):
	rows = permissions.get(df.options, []) if df.fieldtype == "Link" else []
	docs, default = [], None
	for row in rows:
		if not row.get("applicable_for") or row.get("applicable_for") == df.parent:
			docs.append(row.get("doc"))
			if row.get("is_default"):
				default = row.get("doc")
	if len(docs) == 1 and default is None:
		default = docs[0]
	return docs, default


def _user_default(df, defaults, permissions):
	if df.fieldtype != "Link" or df.options == "User":
		return None
	docs, default = _allowed(df, permissions)
	if default and not df.ignore_user_permissions:
		return default
	value = defaults.get(df.fieldname)
	if isinstance(value, list):
		value = value[0] if value else None
	if value and (df.ignore_user_permissions or not docs or value in docs):
		return value
	return None


def _static_default(df, permissions):
	if df.default:
		if df.default == "__user":
			return frappe.session.user
		if df.default == "Today":
			return nowdate()
		if cstr(df.default).startswith(":"):
			return None
		docs, _default = _allowed(df, permissions)
		if df.fieldtype != "Link" or df.options == "User" or not docs or df.ignore_user_permissions:
			return df.default
		return df.default if df.default in docs else None
	if df.fieldtype == "Select" and df.options and df.options not in ("[Select]", "Loading..."):
		return df.options.split("\n", 1)[0]
	return None


def _default_from_other(df, values, parent_doc):
	doctype = df.default[1:]
	fieldname = frappe.scrub(doctype)
	name = parent_doc.get(fieldname) if parent_doc else frappe.db.get_default(fieldname)
	value = frappe.db.get_value(doctype, name, df.fieldname) if name else None
	if value is not None and not values.get(df.fieldname):
		values[df.fieldname] = value
