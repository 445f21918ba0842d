"""`frappe.get_list` and `frappe.get_all`: a query from fields and filters, within the user's permissions."""

import datetime
import json
import re

import frappe
from frappe import _
from frappe.database.utils import DefaultOrderBy, FallBackDateTimeStr
from frappe.types.frappedict import _dict
from frappe.utils import cint, cstr, flt, get_datetime, getdate

from . import get_permitted_fields, optional_fields
from .list_filters import get_filter, is_nested, nested_names
from .list_permissions import ListPermissions

ALIAS = re.compile(r"^(.*?)\s+as\s+(.+)$", re.I | re.S)
FORBIDDEN = re.compile(r"\b(select|insert|delete|drop|update|create|show)\b|[;@]|/\*|--|\bunion\b", re.I)
FORBIDDEN_FUNCTIONS = {
	"concat", "concat_ws", "if", "ifnull", "nullif", "coalesce", "connection_id", "current_user", "database",
	"last_insert_id", "session_user", "system_user", "user", "version", "global", "sleep",
}  # fmt: skip
NUMBERS = ("Check", "Float", "Int", "Currency", "Percent", "Duration", "Rating")
COLUMN = re.compile(r"(?:`tab(?P<table>[^`]+)`|(?P<alias>tab\w+))?\.?`?(?P<column>\w+)`?")


class DatabaseQuery(ListPermissions):
	"""One query on a DocType."""

	def __init__(self, doctype, user=None):
		self.doctype = doctype
		self.meta = frappe.get_meta(doctype)
		self.user = user or frappe.session.user
		self.tables = []
		self.joins = {}
		self.permission_map = {}

	def execute(
		self,
		fields=None,
		filters=None,
		or_filters=None,
		docstatus=None,
		group_by=None,
		order_by=DefaultOrderBy,
		limit_start=False,
		limit_page_length=None,
		as_list=False,
		with_childnames=False,
		debug=False,
		ignore_permissions=False,
		user=None,
		with_comment_count=False,
		join="left join",
		distinct=False,
		start=None,
		page_length=None,
		limit=None,
		ignore_ifnull=False,
		save_user_settings=False,
		save_user_settings_fields=False,
		update=None,
		add_total_row=None,
		user_settings=None,
		reference_doctype=None,
		run=True,
		strict=True,
		pluck=None,
		ignore_ddl=False,
		*,
		parent_doctype=None,
	):
		self.user = user or self.user
		self.ignore_permissions = ignore_permissions
		self.parent_doctype = parent_doctype
		self.reference_doctype = reference_doctype or self.doctype
		if not ignore_permissions:
			self.check_read_permission(self.doctype, parent_doctype)
		fields, filters = self._swap(fields, filters)
		self.fields = self._parse_fields(fields or [f"`tab{self.doctype}`.`{pluck or 'name'}`"])
		self.values = []
		conditions = [self._condition(entry) for entry in self._entries(filters)]
		alternatives = [self._condition(entry) for entry in self._entries(or_filters)]
		if alternatives:
			conditions.append(f"({' or '.join(alternatives)})")
		if not ignore_permissions:
			if match := self.build_match_conditions():
				conditions.append(f"({match})")
			self._drop_forbidden_fields()
			if not self.fields:
				return []
		query = f"select {'distinct ' if distinct else ''}{', '.join(self.fields)} from `tab{self.doctype}`"
		query += "".join(f" {join} {clause}" for clause in self.joins.values())
		if conditions:
			query += " where " + " and ".join(conditions)
		if group_by:
			self._check_order(group_by)
			query += f" group by {group_by}"
		if not distinct:
			query += self._order(order_by, group_by)
		length = limit or page_length or limit_page_length
		if length:
			query += f" limit {cint(length)} offset {cint(start or limit_start)}"
		rows = frappe.db.sql(
			query, self.values or (), as_dict=not as_list, update=update, run=run, ignore_ddl=ignore_ddl
		)
		if not run:
			return rows
		if pluck:
			return [row[pluck] for row in rows]
		return rows

	# fields

	@staticmethod
	def _swap(fields, filters):
		if isinstance(fields, dict) or (fields and isinstance(fields, list) and isinstance(fields[0], list)):
			return filters, fields
		if fields and isinstance(filters, list) and len(filters) > 1 and isinstance(filters[0], str):
			return filters, fields
		return fields, filters

	def _parse_fields(self, fields):
		if isinstance(fields, str):
			fields = (
				json.loads(fields) if fields.startswith("[") else [part.strip() for part in fields.split(",")]
			)
		return [self._field(field) for field in fields if field]

	def _field(self, field):
		field = field.strip()
		self._check_field(field)
		if "(" in field or field[0] in "'\"":
			return self._qualify(field)
		text, alias = field, ""
		if match := ALIAS.match(field):
			text, alias = match.group(1).strip(), " as " + match.group(2)
		if text == "*":
			return f"`tab{self.doctype}`.*"
		if text.startswith(("`tab", "tab")):
			self._join_named(text)
			return text + alias
		if "." in text:
			name, column = text.split(".", 1)
			df = self.meta.get_field(name)
			if not df:
				return field
			if df.fieldtype == "Link":
				return f"{self._join_link(df)}.`{column}`" + (alias or f" as `{column}`")
			self.append_table(df.options)
			return f"`tab{df.options}`.`{column}`{alias}"
		text = text.strip("`")
		if text.isdigit():
			return text + alias
		if text in optional_fields and text not in frappe.db.get_table_columns(self.doctype):
			return f"null as `{text}`"
		return f"`tab{self.doctype}`.`{text}`{alias}"

	@staticmethod
	def _check_field(field):
		if FORBIDDEN.search(field):
			frappe.throw(_("Use of sub-query or function is restricted"), frappe.DataError)
		function = field.split("(", 1)[0].strip().lower() if "(" in field else ""
		if function in FORBIDDEN_FUNCTIONS:
			frappe.throw(
				_("Use of function {0} in field is restricted").format(function), exc=frappe.DataError
			)
		if "," in field and "(" not in field:
			frappe.throw(_("Use of sub-query or function is restricted"), frappe.DataError)

	def _qualify(self, field):
		for table in re.findall(r"`tab([^`]+)`\.", field):
			self.append_table(table)
		return field

	def _join_named(self, text):
		match = re.match(r"`?tab([^`.]+)`?\.", text)
		if match:
			self.append_table(match.group(1))

	def append_table(self, doctype):
		"""Join a child table of this DocType (or, for a child, its parent's table)."""
		if doctype == self.doctype or doctype in self.joins:
			return
		self.check_read_permission(doctype)
		self.joins[doctype] = (
			f"`tab{doctype}` on (`tab{doctype}`.parenttype = {frappe.db.escape(self.doctype)} "
			f"and `tab{doctype}`.parent = `tab{self.doctype}`.name)"
		)

	def _join_link(self, df):
		key = ("link", df.fieldname)
		alias = f"`tab{df.options}_{df.fieldname}`"
		if key not in self.joins:
			self.check_read_permission(df.options)
			self.joins[key] = (
				f"`tab{df.options}` {alias} on ({alias}.`name` = `tab{self.doctype}`.`{df.fieldname}`)"
			)
		return alias

	def _drop_forbidden_fields(self):
		"""Leave out columns above the user's permission levels."""
		permitted = {self.doctype: self._permitted(self.doctype)}
		kept = []
		for field in self.fields:
			if field == f"`tab{self.doctype}`.*":
				columns = [name for name in self.meta.get_valid_columns() if name in permitted[self.doctype]]
				kept.extend(f"`tab{self.doctype}`.`{name}`" for name in columns)
				continue
			pairs = re.findall(r"`tab([^`]+)`\.`?(\w+|\*)`?", field)
			if not pairs and "(" in field:
				inner = re.findall(r"`?(\w+)`?\s*(?=[,)])", field[field.index("(") :])
				pairs = [(self.doctype, name) for name in inner if self.meta.has_field(name)]
			allowed = True
			for table, name in pairs:
				table = self._alias_doctype(table)
				if table not in permitted:
					permitted[table] = self._permitted(table)
				if name != "*" and name not in permitted[table] and name not in optional_fields:
					allowed = False
			if allowed:
				kept.append(field)
		self.fields = kept

	def _alias_doctype(self, table):
		for key in self.joins:
			if isinstance(key, tuple) and table.endswith(f"_{key[1]}"):
				return self.meta.get_field(key[1]).options
		return table

	def _permitted(self, doctype):
		parenttype = self.parent_doctype if doctype == self.doctype else self.doctype
		kind = self.permission_map.get(doctype)
		return set(get_permitted_fields(doctype, parenttype, self.user, kind, ignore_virtual=True))

	# filters

	def _entries(self, filters):
		if isinstance(filters, str):
			filters = json.loads(filters)
		if isinstance(filters, dict):
			filters = [[self.doctype, key, *_operator(value)] for key, value in filters.items()]
		return filters or []

	def _condition(self, entry):
		f = get_filter(self.doctype, entry)
		if f.doctype != self.doctype:
			self.append_table(f.doctype)
		column = f"`tab{f.doctype}`.`{f.fieldname}`"
		operator = f.operator.lower()
		df = frappe.get_meta(f.doctype).get_field(f.fieldname)
		nullable = f.fieldname not in ("name", "modified", "creation")
		if is_nested(operator):
			names = nested_names(df.options if df else f.doctype, operator, f.value) or [""]
			return (
				f"ifnull({column}, '') {'not in' if operator.startswith('not') else 'in'} {self._list(names)}"
			)
		if operator in ("in", "not in"):
			values = f.value.split(",") if isinstance(f.value, str) else list(f.value or [])
			if operator == "in":
				nullable = nullable and (not values or any(value in (None, "") for value in values))
			cells = self._list([cstr(value).strip() for value in values] or [""])
			return f"ifnull({column}, '') {operator} {cells}" if nullable else f"{column} {operator} {cells}"
		value, fallback, nullable, operator = self._operand(f, df, operator, nullable)
		if operator == "between":
			self.values.extend(value)
			return f"{column} between %s and %s"
		if operator in ("like", "not like") and isinstance(value, str):
			value = value.replace("\\", "\\\\")
		self.values.append(value)
		if not nullable or (f.value and operator in ("=", "like")):
			return f"{column} {operator} %s"
		if fallback == value and operator == "=":
			return f"({column} is null or {column} = %s)"
		if fallback == value and operator == "!=":
			return f"{column} != %s"
		literal = fallback if isinstance(fallback, int) else f"'{fallback}'"
		return f"ifnull({column}, {literal}) {operator} %s"

	def _list(self, cells):
		self.values.append(cells)
		return "%s"

	@staticmethod
	def _operand(f, df, operator, nullable):
		"""The value to compare with, what stands for null, whether null can occur, and the operator."""
		kind = df.fieldtype if df else ("Datetime" if f.fieldname in ("creation", "modified") else None)
		if kind in NUMBERS and df:
			nullable = False
		if operator in ("timespan", "previous", "next"):
			raise NotImplementedError(f"filters with {operator}")
		if operator in (">", ">=") and kind in ("Date", "Datetime"):
			nullable = False
		if operator == "between":
			if kind not in ("Date", "Datetime"):
				raise frappe.db.ProgrammingError(f"between on {f.fieldname}, which is no date")
			return _between(f.value, kind), "", False, operator
		if operator == "is":
			wanted = f.value
			f.value = ""
			return "", "", nullable and wanted != "set", "!=" if wanted == "set" else "="
		if f.fieldname in ("creation", "modified") and operator in (">", "<", ">=", "<="):
			return cstr(f.value), FallBackDateTimeStr, False, operator
		if df and kind == "Date":
			return (
				getdate(f.value).isoformat() if f.value else getdate().isoformat(),
				"0001-01-01",
				nullable,
				operator,
			)
		if kind == "Datetime" or isinstance(f.value, datetime.datetime):
			value = get_datetime(f.value).strftime("%Y-%m-%d %H:%M:%S.%f") if f.value else FallBackDateTimeStr
			return value, FallBackDateTimeStr, nullable, operator
		if kind == "Time":
			return frappe.utils.to_timedelta(f.value), "00:00:00", nullable, operator
		if operator in ("like", "not like") or (isinstance(f.value, str) and kind not in NUMBERS):
			return "" if f.value is None else f.value, "", nullable, operator
		if kind in NUMBERS or (kind is None and f.fieldname in ("docstatus", "idx")):
			return flt(f.value), 0, nullable, operator
		return cstr(f.value), "", nullable, operator

	# order

	def _order(self, order_by, group_by):
		if order_by and order_by != DefaultOrderBy:
			self._check_order(order_by)
			return f" order by {order_by}"
		if not order_by:
			return ""
		if (
			len(self.fields) == 1
			and not group_by
			and re.match(r"(count|min|max|sum|avg)\(", self.fields[0].lower())
		):
			return ""
		field = self.meta.sort_field or "modified"
		if "," in field:
			parts = [part.split() for part in field.split(",")]
			return " order by " + ", ".join(
				f"`tab{self.doctype}`.`{p[0]}` {p[1] if len(p) > 1 else ''}" for p in parts
			)
		direction = (self.meta.sort_field and self.meta.sort_order) or "desc"
		return f" order by `tab{self.doctype}`.`{field}` {direction}"

	@staticmethod
	def _check_order(text):
		lowered = text.lower()
		if ("select" in lowered and "from" in lowered) or ";" in lowered or "sleep(" in lowered:
			frappe.throw(_("Illegal SQL Query"))


def _operator(value):
	if isinstance(value, list | tuple):
		return list(value)
	return ["=", value]


def _between(value, kind):
	today = frappe.utils.nowdate()
	start, end = (list(value) + [today] * 2)[:2] if isinstance(value, list | tuple) else (today, today)
	if kind != "Datetime":
		return [getdate(start).isoformat(), getdate(end).isoformat()]
	out = []
	for part, clock in ((start, datetime.time()), (end, datetime.time(23, 59, 59, 999999))):
		if isinstance(part, str):
			part = get_datetime(part) if " " in part.strip() else getdate(part)
		if not isinstance(part, datetime.datetime):
			part = datetime.datetime.combine(part, clock)
		out.append(part.strftime("%Y-%m-%d %H:%M:%S.%f"))
	return out


def check_parent_permission(parent, child_doctype):
	"""A child DocType is listed only through a parent DocType that the user can read."""
	if parent:
		if child_doctype and not any(
			df.options == child_doctype for df in frappe.get_meta(parent).table_field_list
		):
			raise frappe.PermissionError
		if frappe.permissions.has_permission(parent):
			return
	raise frappe.PermissionError


__all__ = ["DatabaseQuery", "_dict", "check_parent_permission"]
