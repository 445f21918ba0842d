"""Filters of lists, as one shape."""

import frappe
from frappe import _
from frappe.database.utils import NestedSetHierarchy
from frappe.types.frappedict import _dict

OPERATORS = (
	"=", "!=", ">", "<", ">=", "<=", "like", "not like", "in", "not in", "is", "between", "timespan", "previous", "next",
	*NestedSetHierarchy,
)  # fmt: skip
CHILD_COLUMNS = ("parent", "parentfield", "parenttype")


def get_filter(doctype, f):
	"""A filter given as a list or dict, with its DocType, field, operator and value told apart."""
	if isinstance(f, dict):
		key, value = next(iter(f.items()))
		f = [doctype, key, *(value if isinstance(value, list | tuple) else ("=", value))]
	if not isinstance(f, list | tuple):
		frappe.throw(_("Filter must be a tuple or list (in a list)"))
	f = list(f)
	if len(f) == 2:
		f = [doctype, f[0], "=", f[1]]
	elif len(f) == 3:
		f = [doctype, *f]
	elif len(f) > 4:
		f = f[:4]
	elif len(f) != 4:
		frappe.throw(_("Filter must have 4 values (doctype, fieldname, operator, value): {0}").format(str(f)))
	out = _dict(doctype=f[0] or doctype, fieldname=f[1], operator=f[2] or "=", value=f[3])
	if "." in out.fieldname and "(" not in out.fieldname:
		name, out.fieldname = out.fieldname.split(".", 1)
		df = frappe.get_meta(doctype).get_field(name)
		out.doctype = df.options if df else name.strip("`").removeprefix("tab")
	out.fieldname = out.fieldname.strip("`")
	if out.operator.lower() not in OPERATORS:
		frappe.throw(_("Operator must be one of {0}").format(", ".join(OPERATORS)))
	meta = frappe.get_meta(out.doctype)
	if out.fieldname not in meta.get_valid_columns() and out.fieldname not in (
		"_user_tags",
		"_assign",
		"_comments",
		"_liked_by",
	):
		for df in frappe.get_meta(doctype).table_field_list:
			if frappe.get_meta(df.options).has_field(out.fieldname):
				out.doctype = df.options
				break
	return out


def is_nested(operator):
	return operator in NestedSetHierarchy


def nested_names(doctype, operator, name):
	"""The names above or below one in a tree."""
	edge = frappe.db.get_value(doctype, name, ["lft", "rgt"]) if name else None
	if not edge:
		return [name] if "inclusive" in operator and name else []
	below = "descendants" in operator
	signs = (">", "<") if below else ("<", ">")
	names = frappe.db.sql(
		f"select name from `tab{doctype}` where lft {signs[0]} %s and rgt {signs[1]} %s order by lft {'asc' if below else 'desc'}",
		edge,
		pluck=True,
	)
	return [*names, name] if "inclusive" in operator else names
