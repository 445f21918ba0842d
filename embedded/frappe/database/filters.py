"""Filters of `frappe.db` calls as SQL conditions, with their values apart."""

import re

import frappe

PLAIN = re.compile(r"^[\w ]+$")
ALIAS = re.compile(r"^(.+?)\s+as\s+`?(\w+)`?$", re.I)
COMPARISONS = ("=", "!=", "<", ">", "<=", ">=", "like", "not like")


def select(doctype, fields, filters, order_by=None, limit=None, distinct=False):
	"""A select statement on a DocType's table, and its values."""
	if isinstance(fields, str):
		fields = [fields] if fields == "*" or "(" in fields else fields.split(",")
	columns = ", ".join(column(doctype, field) for field in fields)
	condition, values = conditions(doctype, filters)
	query = f"select {'distinct ' if distinct else ''}{columns} from `tab{doctype}`{condition}"
	if order_by:
		query += " order by " + ", ".join(_order(part) for part in order_by.split(","))
	if limit:
		query += f" limit {int(limit)}"
	return query, values


def column(doctype, field):
	"""A field as it is written in a select list."""
	field = str(field).strip()
	if field == "*" or "`" in field or "(" in field:
		return field
	if match := ALIAS.match(field):
		return f"`{match.group(1)}` as `{match.group(2)}`"
	if "." in field:
		raise NotImplementedError(f"frappe.db.get_value with the joined field {field}")
	return f"`{field}`"


def _order(part):
	words = part.strip().split()
	direction = words[1].lower() if len(words) > 1 else "desc"
	name = words[0] if "`" in words[0] or "(" in words[0] else f"`{words[0]}`"
	return f"{name} {'asc' if direction == 'asc' else 'desc'}"


def conditions(doctype, filters):
	"""The where clause for a name, a list of names, a dict, or lists of conditions."""
	parts, values = [], []
	if filters is None or filters == {} or filters == []:
		return "", values
	if isinstance(filters, str | int):
		filters = {"name": str(filters)}
	if isinstance(filters, dict):
		for field, value in filters.items():
			operator = "="
			if isinstance(value, list | tuple):
				operator, value = value
			_condition(doctype, field, operator, value, parts, values)
	elif all(isinstance(entry, str | int) for entry in filters):
		_condition(doctype, "name", "in", list(filters), parts, values)
	else:
		for entry in filters:
			if isinstance(entry, dict):
				for field, value in entry.items():
					operator, operand = value if isinstance(value, list | tuple) else ("=", value)
					_condition(doctype, field, operator, operand, parts, values)
				continue
			entry = list(entry)
			if len(entry) == 4:
				if entry[0] != doctype:
					raise NotImplementedError("frappe.db filters on another DocType")
				entry = entry[1:]
			field, operator, value = entry if len(entry) == 3 else (entry[0], "=", entry[1])
			_condition(doctype, field, operator, value, parts, values)
	return " where " + " and ".join(parts), values


def _condition(doctype, field, operator, value, parts, values):
	if not isinstance(field, str) or not PLAIN.match(field):
		frappe.throw(f"Invalid filter: {field}")
	operator = operator.casefold()
	name = f"`{field}`"
	if isinstance(value, bool):
		value = int(value)
	elif isinstance(value, list | tuple | set) and not value:
		value = ("",)
	if value is None:
		parts.append(f"{name} is null")
	elif operator in COMPARISONS:
		parts.append(f"{name} {operator} %s")
		values.append(value)
	elif operator in ("in", "not in"):
		if isinstance(value, str):
			value = value.split(",")
		parts.append(f"{name} {operator} %s")
		values.append(list(value))
	elif operator == "between":
		low, high = value
		parts.append(f"{name} between %s and %s")
		values.extend((low, high))
	elif operator == "is" and value.lower() == "set":
		parts.append(f"{name} != ''")
	elif operator == "is" and value.lower() == "not set":
		parts.append(f"({name} is null or {name} = '')")
	else:
		raise NotImplementedError(f"frappe.db filters with {operator} {value}")


def stored(meta, fieldname, value):
	"""A value as its column holds it: dates without time, times with microseconds, numbers as numbers."""
	if value is None or value == "":
		kind = _kind(meta, fieldname)
		if kind in ("Date", "Datetime", "Time"):
			return None
		return value
	kind = _kind(meta, fieldname)
	if kind == "Date":
		return value if isinstance(value, str) and len(value) == 10 else str(frappe.utils.getdate(value))
	if kind == "Datetime":
		if isinstance(value, str) and len(value) != 26:
			return frappe.utils.get_datetime(value)
		return value
	if kind == "Time" and isinstance(value, str):
		return frappe.utils.to_timedelta(value)
	if isinstance(value, dict | list):
		return frappe.as_json(value)
	return value


def _kind(meta, fieldname):
	df = meta.get_field(fieldname)
	if df:
		return df.fieldtype
	return "Datetime" if fieldname in ("creation", "modified") else None
