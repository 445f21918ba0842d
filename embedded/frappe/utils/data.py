"""Numbers, comparison and type conversion."""

import math
import operator as op
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation

from frappe.types.frappedict import _dict

from .dates import get_datetime, getdate, to_timedelta

__all__ = ["cast", "cast_fieldtype", "ceil", "cint", "compare", "cstr", "floor", "flt", "fmt_money", "rounded", "sbool", "unique"]  # fmt: skip


def cstr(value, encoding="utf-8"):
	"""Text of anything; nothing for None."""
	if isinstance(value, str):
		return value
	if value is None:
		return ""
	return value.decode(encoding) if isinstance(value, bytes) else str(value)


def cint(value, default=0):
	"""A whole number of anything; the default when it is none."""
	try:
		return int(float(value)) if not isinstance(value, int) else int(value)
	except (TypeError, ValueError, OverflowError):
		return default


def flt(value, precision=None, rounding_method=None):
	"""A number of anything, rounded when a precision is given; 0 when it is none."""
	if isinstance(value, str):
		value = value.replace(",", "")
	try:
		number = float(value)
	except (TypeError, ValueError):
		return 0.0
	if precision is not None:
		number = rounded(number, precision, rounding_method)
	return number


def rounded(num, precision=0, rounding_method=None):
	"""Round a number, half to even unless the site says otherwise."""
	precision = cint(precision)
	number = flt(num)
	if rounding_method is None:
		import frappe

		rounding_method = frappe.get_system_settings("rounding_method") or "Banker's Rounding (legacy)"
	if math.isnan(number) or math.isinf(number):
		return number
	kind = ROUND_HALF_UP if rounding_method == "Commercial Rounding" else ROUND_HALF_EVEN
	try:
		result = float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-precision), rounding=kind))
	except InvalidOperation:
		return number
	return result if precision else float(int(result))


def floor(value):
	return math.floor(flt(value))


def ceil(value):
	return math.ceil(flt(value))


def sbool(value):
	"""True and False from their spellings; anything else unchanged."""
	if isinstance(value, str):
		lowered = value.lower()
		if lowered in ("true", "1"):
			return True
		if lowered in ("false", "0"):
			return False
	return value


def fmt_money(amount, precision=None, currency=None, format=None):
	number = f"{flt(amount):,.{2 if precision is None else cint(precision)}f}"
	return f"{currency} {number}" if currency else number


def unique(values):
	return list(dict.fromkeys(values))


def cast_fieldtype(fieldtype, value, show_warning=True):
	"""A stored value as its field type's Python value."""
	if fieldtype in ("Currency", "Float", "Percent"):
		return flt(value)
	if fieldtype in ("Int", "Check"):
		return cint(value)
	if fieldtype in (
		"Data", "Text", "Small Text", "Long Text", "Text Editor", "Select", "Link", "Dynamic Link",
	):  # fmt: skip
		return cstr(value)
	if fieldtype == "Date":
		return getdate(value) if value else None
	if fieldtype == "Datetime":
		return get_datetime(value) if value else None
	if fieldtype == "Time":
		return to_timedelta(value)
	return value


cast = cast_fieldtype

OPERATORS = {
	"^": lambda left, right: cstr(left).startswith(cstr(right)),
	"in": lambda left, right: left in right,
	"not in": lambda left, right: left not in right,
	"=": op.eq,
	"!=": op.ne,
	">": op.gt,
	"<": op.lt,
	">=": op.ge,
	"<=": op.le,
	"not None": lambda left, right: left is not None,
	"None": lambda left, right: left is None,
	"like": lambda left, right: cstr(right).strip("%").lower() in cstr(left).lower(),
	"is": lambda left, right: bool(left) == (right == "set"),
	"between": lambda left, right: right[0] <= left <= right[1],
}


def compare(val1, condition, val2, fieldtype=None):
	"""Whether `val1 condition val2` holds."""
	if fieldtype:
		val1, val2 = cast_fieldtype(fieldtype, val1), cast_fieldtype(fieldtype, val2)
	if condition not in OPERATORS:
		return False
	return OPERATORS[condition](val1, val2)


assert _dict
