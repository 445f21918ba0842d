"""Values as people read them, by field type."""

import frappe
from frappe.utils import cint, cstr, flt, fmt_money, format_datetime, format_time, formatdate


def format_value(value, df=None, doc=None, currency=None, translated=False, format=None):
	"""Text for a value of a field."""
	df = frappe._dict(df or {})
	kind = df.fieldtype
	if value is None:
		return ""
	if kind == "Date":
		return formatdate(value)
	if kind == "Datetime":
		return format_datetime(value)
	if kind == "Time":
		return format_time(value)
	if kind == "Percent":
		return f"{flt(value, 2):g}%"
	if kind in ("Float", "Currency"):
		return fmt_money(flt(value), cint(df.precision) or (2 if kind == "Currency" else 3), currency)
	if kind == "Int":
		return f"{cint(value):,}"
	if kind == "Text Editor":
		return f'<div class="ql-snow">{value}</div>'
	if kind in ("Text", "Small Text") and "<br" not in cstr(value) and "<div" not in cstr(value):
		return frappe.utils.escape_html(cstr(value)).replace("\n", "<br>")
	return value
