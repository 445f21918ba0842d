"""Values in queries: collected as parameters while a query runs, written out otherwise."""

from datetime import date, datetime, time, timedelta

import pypika.queries
import pypika.terms
from pypika.dialects import MySQLQueryBuilder
from pypika.terms import Criterion, Function, Term, ValueWrapper
from pypika.utils import format_alias_sql

from frappe.database.connection import time_text

_collecting = []


class NamedParameterWrapper:
	"""Keeps values apart from a query; handed to `get_sql` as `param_wrapper`, which then keeps its texts."""

	def __init__(self):
		self.parameters = {}

	def get_sql(self, param_value, **kwargs):
		name = f"param{len(self.parameters) + 1}"
		self.parameters[name] = param_value
		return f"%({name})s"

	def get_parameters(self):
		return self.parameters


class collect:
	"""While this context is open, all values, not only texts, are kept in the dict it yields."""

	def __init__(self, wrapper=None):
		self.wrapper = wrapper or NamedParameterWrapper()
		self.all = wrapper is None

	def __enter__(self):
		_collecting.append(self)
		return self.wrapper.parameters

	def __exit__(self, *exc):
		_collecting.pop()


class ParameterizedValueWrapper(ValueWrapper):
	"""PyPika's constant, which knows whether its value is collected."""

	def get_sql(self, quote_char=None, secondary_quote_char="'", param_wrapper=None, **kwargs):
		value = self.value
		if isinstance(value, Term):
			return super().get_sql(quote_char=quote_char, secondary_quote_char=secondary_quote_char, **kwargs)
		collector = collect(param_wrapper) if param_wrapper else _collecting[-1] if _collecting else None
		if collector and (
			isinstance(value, str) or (collector.all and value is not None and not isinstance(value, bool))
		):
			sql = collector.wrapper.get_sql(value)
		else:
			sql = self._literal(value, quote_char, secondary_quote_char, kwargs)
		return format_alias_sql(sql, self.alias, quote_char=quote_char, **kwargs)

	def _literal(self, value, quote_char, secondary_quote_char, kwargs):
		if isinstance(value, timedelta | time):
			return f"'{time_text(value)}'"
		if isinstance(value, datetime):
			return f"'{value.strftime('%Y-%m-%d %H:%M:%S.%f')}'"
		if isinstance(value, date):
			return f"'{value.isoformat()}'"
		if isinstance(value, str):
			import frappe

			return frappe.db.escape(value, percent=False)
		return self.get_value_sql(quote_char=quote_char, secondary_quote_char=secondary_quote_char, **kwargs)


class SubQuery(Criterion):
	"""A query as a term of a condition."""

	def __init__(self, subq, alias=None):
		super().__init__(alias)
		self.subq = subq

	def get_sql(self, **kwargs):
		kwargs["subquery"] = True
		return self.subq.get_sql(**kwargs)


subqry = SubQuery
_function_sql = Function.get_sql


def _get_function_sql(self, **kwargs):
	"""A function hands the wrapper on to its arguments, which PyPika's does not."""
	wrapper = kwargs.pop("param_wrapper", None)
	if wrapper is None:
		return _function_sql(self, **kwargs)
	with collect(wrapper):
		return _function_sql(self, **kwargs)


def _copy(self):
	"""A shallow copy without the detour through pickling, for every step of building a term makes one."""
	new = object.__new__(type(self))
	new.__dict__.update(self.__dict__)
	return new


def _copy_query(self):
	new = object.__new__(type(self))
	new.__dict__.update(
		{key: value.copy() if type(value) in (list, set) else value for key, value in self.__dict__.items()}
	)
	return new


Term.__copy__ = _copy
MySQLQueryBuilder.__copy__ = _copy_query
Function.get_sql = _get_function_sql
pypika.terms.ValueWrapper = ParameterizedValueWrapper
pypika.queries.ValueWrapper = ParameterizedValueWrapper
