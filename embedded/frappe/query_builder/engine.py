"""`frappe.qb.get_query`: filters given as data, as PyPika criteria."""

from pypika import Order
from pypika.terms import Criterion, Term

from .terms import ParameterizedValueWrapper

COMPARE = {
	"=": lambda field, value: field == value,
	"!=": lambda field, value: field != value,
	"<": lambda field, value: field < value,
	">": lambda field, value: field > value,
	"<=": lambda field, value: field <= value,
	">=": lambda field, value: field >= value,
	"like": lambda field, value: field.like(value),
	"not like": lambda field, value: field.not_like(value),
	"in": lambda field, value: field.isin(_list(value)),
	"not in": lambda field, value: field.notin(_list(value)),
	"between": lambda field, value: field.between(*value),
	"is": lambda field, value: field != "" if value.lower() == "set" else field.isnull() | (field == ""),
}


def _list(value):
	values = value.split(",") if isinstance(value, str) else list(value)
	return values or [""]


def build(
	qb, table, fields, filters, order_by, group_by, limit, offset, distinct, for_update, update, into, delete
):
	"""The query object for the arguments of `get_query`."""
	source = qb.DocType(table) if isinstance(table, str) else table
	if update:
		query = qb.update(source)
	elif into:
		query = qb.into(source)
	elif delete:
		query = qb.from_(source).delete()
	else:
		query = qb.from_(source).select(*_fields(source, fields))
	for criterion in _criteria(source, filters):
		query = query.where(criterion)
	for part in (order_by or "").split(",") if isinstance(order_by, str) else ():
		words = part.split()
		if words:
			descending = len(words) == 1 or words[1].lower() != "asc"
			query = query.orderby(source[words[0].strip("`")], order=Order.desc if descending else Order.asc)
	if limit:
		query = query.limit(limit)
	if offset:
		query = query.offset(offset)
	if distinct:
		query = query.distinct()
	if group_by:
		query = query.groupby(group_by)
	return query


def _fields(table, fields):
	if not fields:
		return [table.name]
	if isinstance(fields, str):
		fields = fields.split(",")
	out = []
	for field in fields if isinstance(fields, list | tuple | set) else [fields]:
		if isinstance(field, Term | Criterion):
			out.append(field)
			continue
		if not isinstance(field, str) or "(" in field or "." in field:
			raise NotImplementedError(f"frappe.qb.get_query with the field {field}")
		name, _as, alias = field.strip().partition(" as ")
		out.append(table.star if name == "*" else table[name].as_(alias) if alias else table[name])
	return out


def _criteria(table, filters):
	if filters is None:
		return
	if isinstance(filters, Criterion):
		yield filters
	elif isinstance(filters, str | int):
		yield table.name == str(filters)
	elif isinstance(filters, dict):
		for field, value in filters.items():
			operator, operand = value if isinstance(value, list | tuple) else ("=", value)
			yield _criterion(table, field, operator, operand)
	elif filters and all(isinstance(entry, str | int) for entry in filters):
		yield table.name.isin(list(filters))
	else:
		for entry in filters:
			if isinstance(entry, list | tuple):
				entry = list(entry)[-3:] if len(entry) != 2 else [entry[0], "=", entry[1]]
				yield _criterion(table, *entry)
			else:
				yield from _criteria(table, entry)


def _criterion(table, field, operator, value):
	column = table[field] if isinstance(field, str) else field
	if value is None:
		return column.isnull()
	compare = COMPARE.get(operator.casefold())
	if not compare:
		raise NotImplementedError(f"frappe.qb.get_query with {operator}")
	return compare(column, int(value) if isinstance(value, bool) else value)


assert ParameterizedValueWrapper
