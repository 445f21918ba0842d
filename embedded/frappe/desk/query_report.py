"""Script Reports: run, with the role checks and the row filter that Frappe's runner adds."""

import json

import frappe
from frappe import _
from frappe.utils import cint, flt

TOTALLED = ("Currency", "Float", "Int", "Percent", "Duration")


def get_report_doc(report_name):
	"""The report, if the caller may run it."""
	doc = frappe.get_doc("Report", report_name)
	roles = [row.role for row in doc.roles]
	if roles and not set(roles) & set(frappe.get_roles()):
		frappe.throw(_("You don't have access to Report: {0}").format(_(doc.name)), frappe.PermissionError)
	if not frappe.has_permission(doc.ref_doctype, "report"):
		frappe.throw(
			_("You don't have permission to get a report on: {0}").format(_(doc.ref_doctype)),
			frappe.PermissionError,
		)
	if doc.disabled:
		frappe.throw(_("Report {0} is disabled").format(_(report_name)))
	return doc


@frappe.whitelist()
def run(
	report_name,
	filters=None,
	user=None,
	ignore_prepared_report=False,
	custom_columns=None,
	is_tree=False,
	parent_field=None,
	are_default_filters=True,
):
	"""Columns, rows, chart and summary of a report, as the desk shows them."""
	report = get_report_doc(report_name)
	if report.prepared_report and not ignore_prepared_report:
		raise NotImplementedError("prepared reports")
	try:
		result = generate_report_result(report, filters, user, custom_columns)
	except Exception:
		frappe.log_error("Report Error")
		raise
	result["add_total_row"] = report.add_total_row and not result.get("skip_total_row", False)
	return result


def generate_report_result(
	report, filters=None, user=None, custom_columns=None, is_tree=False, parent_field=None
):
	if custom_columns:
		raise NotImplementedError("custom columns of reports")
	filters = json.loads(filters) if isinstance(filters, str) else filters or {}
	if report.report_type != "Script Report" or report.is_standard != "Yes":
		raise NotImplementedError(f"{report.report_type} reports")
	module = report.module or frappe.get_meta(report.ref_doctype).module
	app, module, name = (
		frappe.local.app_modules[frappe.scrub(module)],
		frappe.scrub(module),
		frappe.scrub(report.name),
	)
	execute = frappe.get_attr(f"{app}.{module}.report.{name}.{name}.execute")
	answer = list(execute(frappe._dict(filters)) or [])
	columns, rows, message, chart, summary, skip_total = (answer + [None] * 6)[:6]
	columns = [as_column(column) for column in columns or []]
	if rows and isinstance(rows[0], list | tuple):
		rows = [dict(zip([column.fieldname for column in columns], row, strict=False)) for row in rows]
	if rows:
		rows = get_filtered_data(report.ref_doctype, columns, rows, user or frappe.session.user)
	if cint(report.add_total_row) and rows and not skip_total:
		rows = [*rows, _totals(columns, rows)]
	return {
		"result": rows or [],
		"columns": columns,
		"message": message,
		"chart": chart,
		"report_summary": summary,
		"skip_total_row": skip_total or 0,
		"status": None,
		"execution_time": 0,
	}


def as_column(column):
	"""A column given as `Label:Type/Options:Width` or as a dict."""
	if isinstance(column, str):
		parts = column.split(":")
		out = frappe._dict(label=parts[0], fieldname=frappe.scrub(parts[0]))
		if len(parts) > 1:
			out.fieldtype, _slash, options = parts[1].partition("/")
			if options:
				out.options = options
		if len(parts) > 2:
			out.width = parts[2]
		return out
	out = frappe._dict(column)
	out.setdefault("fieldname", frappe.scrub(out.label))
	return out


def _totals(columns, rows):
	row = [""] * len(columns)
	for at, column in enumerate(columns):
		if column.fieldtype in TOTALLED and not column.disable_total:
			row[at] = sum(flt(each.get(column.fieldname)) for each in rows if each)
			if column.fieldtype == "Percent":
				row[at] /= len(rows)
	if columns and columns[0].fieldtype not in (*TOTALLED, "Date"):
		row[0] = _("Total")
	return row


def get_filtered_data(ref_doctype, columns, data, user):
	"""Drop the rows whose links the user's User Permissions do not allow."""
	linked = {column.options: column.fieldname for column in columns if column.fieldtype == "Link"}
	filled = {key for row in data for key, value in (row or {}).items() if value}
	linked = {doctype: key for doctype, key in linked.items() if key in filled}
	limits = {}
	for doctype in linked:
		if found := frappe.build_match_conditions(doctype, user=user, as_condition=False):
			limits[doctype] = found
	if not limits:
		return list(data)
	shared = frappe.share.get_shared(ref_doctype, user)
	return [
		row
		for row in data
		if (linked.get(ref_doctype) and row.get(linked[ref_doctype]) in shared)
		or _matches(row, linked, limits)
	]


def _matches(row, linked, limits):
	if not row:
		return True
	return all(any(_allowed(row, linked, allowed) for allowed in filters) for filters in limits.values())


def _allowed(row, linked, allowed):
	for doctype, key in linked.items():
		value = row.get(key)
		if doctype in allowed and value not in allowed[doctype] and frappe.db.exists(doctype, value):
			return False
	return True
