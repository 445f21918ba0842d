"""The query class behind `frappe.qb`."""

from pypika import MySQLQuery, Order, Table, terms
from pypika import functions as pypika_functions
from pypika.dialects import MySQLQueryBuilder
from pypika.queries import QueryBuilder, Schema, _SetOperation

import frappe

from .terms import ParameterizedValueWrapper, collect

UNPREFIXED = ("__Auth", "__global_search", "information_schema")


def DocType(name, *args, **kwargs):
	"""The table of a DocType."""
	return Table(name if name.startswith(("__", "tab")) else f"tab{name}", *args, **kwargs)


def _as_table(table):
	return DocType(table) if isinstance(table, str) else table


class MariaDB(MySQLQuery):
	"""Starts queries; tables given by name are DocTypes."""

	desc, asc = Order.desc, Order.asc
	Schema = Schema
	Table = Table
	Field = terms.Field
	DocType = staticmethod(DocType)
	functions = pypika_functions
	terms = terms

	@classmethod
	def from_(cls, table, *args, **kwargs):
		return super().from_(_as_table(table), *args, **kwargs)

	@classmethod
	def into(cls, table, *args, **kwargs):
		return super().into(_as_table(table), *args, **kwargs)

	@classmethod
	def update(cls, table, *args, **kwargs):
		return super().update(_as_table(table), *args, **kwargs)

	@classmethod
	def rename_table(cls, *args, **kwargs):
		raise NotImplementedError("frappe.qb.rename_table")

	@classmethod
	def get_query(
		cls,
		table,
		fields=None,
		filters=None,
		order_by=None,
		group_by=None,
		limit=None,
		offset=None,
		distinct=False,
		for_update=False,
		update=False,
		into=False,
		delete=False,
		*,
		validate_filters=False,
		**kwargs,
	):
		"""A query from filters as `frappe.db` takes them; only plain fields of the one table."""
		from .engine import build

		return build(
			cls,
			table,
			fields,
			filters,
			order_by,
			group_by,
			limit,
			offset,
			distinct,
			for_update,
			update,
			into,
			delete,
		)


def run(self, *args, **kwargs):
	"""Run the query through `frappe.db.sql`."""
	with collect() as values:
		query = self.get_sql()
	for key in ("run",):
		if kwargs.get(key) is False:
			return self.get_sql()
	return frappe.db.sql(query, values, *args, **kwargs)


def walk(self):
	with collect() as values:
		query = self.get_sql()
	return query, values


for _builder in (QueryBuilder, MySQLQueryBuilder, _SetOperation):
	_builder.run = run
	_builder.walk = walk

qb = MariaDB
assert ParameterizedValueWrapper
