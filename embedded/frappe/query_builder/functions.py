"""SQL functions for `frappe.qb`: PyPika's own, and those Frappe adds."""

from pypika.functions import *
from pypika.functions import Coalesce, Count, Max, Min, Now, Sum
from pypika.terms import CustomFunction, Function

Ifnull = CustomFunction("IFNULL", ["condition", "term"])
DateFormat = CustomFunction("DATE_FORMAT", ["date", "format"])
UnixTimestamp = CustomFunction("unix_timestamp", ["date"])
TimestampDiff = CustomFunction("TIMESTAMPDIFF", ["unit", "start", "end"])
Truncate = CustomFunction("TRUNCATE", ["term", "decimal"])


class Round(Function):
	def __init__(self, term, decimal=0, **kwargs):
		super().__init__("ROUND", term, decimal, **kwargs)


class Concat_ws(Function):
	def __init__(self, *terms, **kwargs):
		super().__init__("CONCAT_WS", *terms, **kwargs)


class Locate(Function):
	def __init__(self, *terms, **kwargs):
		super().__init__("LOCATE", *terms, **kwargs)


class Timestamp(Function):
	def __init__(self, term, time=None, alias=None):
		super().__init__("TIMESTAMP", *([term, time] if time else [term]), alias=alias)


class GroupConcat(Function):
	def __init__(self, column, alias=None):
		super().__init__("GROUP_CONCAT", column, alias=alias)


def _aggregate(function, dt, fieldname, filters, **kwargs):
	import frappe

	table = frappe.qb.DocType(dt)
	query = frappe.qb.get_query(dt, filters=filters, fields=[function(table[fieldname])])
	return query.run(**kwargs)[0][0] or 0
