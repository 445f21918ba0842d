"""`frappe.db`: statements, transactions, and the calls that read and write single values."""

import re
import sqlite3

import frappe
from frappe._missing import Missing
from frappe.types.frappedict import _dict

from . import connection as link
from . import schema
from .dialect import translate
from .utils import CallbackManager, EmptyQueryValues
from .values import ValueMethods

WRITES = ("insert", "update", "delete", "replace")
DEFINITIONS = re.compile(
	r"`?tab(?:DocType|DocField|DocPerm|Custom Field|Custom DocPerm|Property Setter)\b", re.I
)
DDL = ("create", "alter", "drop", "truncate", "rename")


class Database(ValueMethods):
	"""One connection, in one transaction at a time that starts by itself."""

	db_type = "mariadb"
	SQLError = sqlite3.Error
	ProgrammingError = OperationalError = sqlite3.OperationalError
	InternalError = sqlite3.InternalError
	IntegrityError = sqlite3.IntegrityError
	DataError = sqlite3.DataError
	TableMissingError = sqlite3.OperationalError
	InvalidColumnName = frappe.InvalidColumnName
	VARCHAR_LEN = 140
	MAX_COLUMN_LENGTH = 64
	type_map = schema.TYPE_MAP

	def __init__(self, path=":memory:"):
		self.path = path
		self._conn = link.open_connection(path)
		self._cursor = self._conn.cursor()
		self.value_cache = {}
		self.transaction_writes = 0
		# whether definitions of DocTypes were written since they were last read, and in this transaction
		self.definitions_changed = self.definitions_written = False
		self.before_commit = CallbackManager()
		self.after_commit = CallbackManager()
		self.before_rollback = CallbackManager()
		self.after_rollback = CallbackManager()
		self.cur_db_name = "embedded"

	def sql(
		self,
		query,
		values=EmptyQueryValues,
		as_dict=0,
		as_list=0,
		debug=0,
		ignore_ddl=0,
		auto_commit=0,
		update=None,
		explain=False,
		run=True,
		pluck=False,
		as_iterator=False,
	):
		"""Run a statement in MariaDB's spelling and return its rows."""
		query = str(query)
		if not run:
			return query
		word = query.lstrip(" \t\r\n(")[:8].split(None, 1)[0].lower() if query.strip() else ""
		if word in DDL:
			if self.transaction_writes:
				raise frappe.ImplicitCommitError("This statement can cause implicit commit")
			frappe.cache.delete_key("db_tables")
		elif word in WRITES:
			self.transaction_writes += 1
			if DEFINITIONS.search(query, 0, 80):
				self.definitions_written = self.definitions_changed = True
		if auto_commit:
			self.commit()
		statement, arguments = self._prepare(query, values)
		if not self._conn.in_transaction and word not in ("pragma", "vacuum"):
			self._conn.execute("BEGIN")
		if word == "set" or word == "start":
			return ()
		try:
			self._cursor.execute(statement, arguments)
		except sqlite3.Error as error:
			if ignore_ddl and (self.is_missing_column(error) or self.is_table_missing(error)):
				return ()
			error.add_note(statement) if hasattr(error, "add_note") else None
			raise
		if self._cursor.description is None:
			rows = ()
		else:
			rows = self._shape(statement, as_dict, as_list, update, pluck)
		if auto_commit:
			self.commit()
		return iter(rows) if as_iterator else rows

	def _prepare(self, query, values):
		if values is EmptyQueryValues or values is None:
			return translate(query, False)[2], ()
		if not isinstance(values, tuple | list | dict):
			values = (values,)
		pieces, keys, whole = translate(query, bool(values) or values == {})
		arguments, listed = [], False
		for key in keys:
			value = values[key]
			if isinstance(value, list | tuple | set | frozenset):
				listed = True
				arguments.extend([link.adapt(item) for item in value])
			else:
				arguments.append(link.adapt(value))
		if not listed:
			return whole, arguments
		out = [pieces[0]]
		for key, piece in zip(keys, pieces[1:], strict=True):
			value = values[key]
			many = isinstance(value, list | tuple | set | frozenset)
			marks = f"({', '.join('?' * len(value))})" if many and value else "(NULL)"
			out.append(f"{marks if many else '?'}{piece}")
		return "".join(out), arguments

	def _shape(self, statement, as_dict, as_list, update, pluck):
		rows = self._cursor.fetchall()
		if "(" in statement:
			rows = [link.revive(row) for row in rows]
		if pluck:
			return [row[0] for row in rows]
		if as_dict:
			names = [column[0] for column in self._cursor.description]
			rows = [_dict(zip(names, row, strict=True)) for row in rows]
			if update:
				for row in rows:
					row.update(update)
			return rows
		if as_list:
			return [list(row) for row in rows]
		return tuple(rows)

	def multisql(self, sql_dict, values=(), **kwargs):
		return self.sql(sql_dict.get(self.db_type), values, **kwargs)

	def sql_ddl(self, query, debug=False):
		"""Commit what is pending, then change the schema, as MariaDB does by itself."""
		self.commit()
		self.sql(query)

	def sql_list(self, query, values=EmptyQueryValues, debug=False, **kwargs):
		return self.sql(query, values, pluck=True, **kwargs)

	# transactions

	def begin(self, *, read_only=False):
		if not self._conn.in_transaction:
			self._conn.execute("BEGIN")
		self.transaction_writes = 0

	def commit(self):
		"""Keep what was written, and run what waited for that."""
		self.before_rollback.reset()
		self.after_rollback.reset()
		self.before_commit.run()
		if self._conn.in_transaction:
			self._conn.execute("COMMIT")
		self.transaction_writes = 0
		self.definitions_written = False
		self.after_commit.run()

	def rollback(self, *, save_point=None):
		"""Forget what was written, since a savepoint or since the last commit."""
		self.definitions_changed = self.definitions_changed or self.definitions_written
		if save_point:
			self.sql(f"rollback to savepoint {save_point}")
			return
		self.before_commit.reset()
		self.after_commit.reset()
		self.before_rollback.run()
		if self._conn.in_transaction:
			self._conn.execute("ROLLBACK")
		self.transaction_writes = 0
		self.definitions_written = False
		self.after_rollback.run()

	def savepoint(self, save_point):
		self.sql(f"savepoint {save_point}")

	def release_savepoint(self, save_point):
		self.sql(f"release savepoint {save_point}")

	def close(self):
		self._conn.close()

	def connect(self):
		"""The connection is opened with the object."""

	# what went wrong

	@staticmethod
	def is_primary_key_violation(error):
		return isinstance(error, sqlite3.IntegrityError) and str(error).endswith(".name")

	@staticmethod
	def is_unique_key_violation(error):
		return (
			isinstance(error, sqlite3.IntegrityError)
			and "UNIQUE" in str(error)
			and not str(error).endswith(".name")
		)

	@staticmethod
	def is_duplicate_entry(error):
		return isinstance(error, sqlite3.IntegrityError) and "UNIQUE" in str(error)

	@staticmethod
	def is_table_missing(error):
		return "no such table" in str(error)

	@staticmethod
	def is_missing_column(error):
		return "no such column" in str(error) or "has no column named" in str(error)

	def is_missing_table_or_column(self, error):
		return self.is_missing_column(error) or self.is_table_missing(error)

	@staticmethod
	def is_deadlocked(error):
		return False

	is_timedout = is_deadlocked

	# schema

	def get_tables(self, cached=True):
		return self.sql("select name from sqlite_master where type = 'table'", pluck=True)

	def table_exists(self, doctype, cached=True):
		return bool(
			self.sql("select 1 from sqlite_master where type = 'table' and name = %s", f"tab{doctype}")
		)

	has_table = table_exists

	def get_table_columns(self, doctype):
		columns = [row[1] for row in self._conn.execute(f"PRAGMA table_info(`tab{doctype}`)")]
		if not columns:
			raise self.TableMissingError(f"no such table: tab{doctype}")
		return columns

	def get_db_table_columns(self, table):
		return [row[1] for row in self._conn.execute(f"PRAGMA table_info(`{table}`)")]

	def has_column(self, doctype, column):
		return column in self.get_table_columns(doctype)

	def field_exists(self, doctype, fieldname):
		return self.exists("DocField", {"fieldname": fieldname, "parent": doctype})

	def has_index(self, table_name, index_name):
		return bool(
			self.sql(
				"select 1 from sqlite_master where type = 'index' and tbl_name = %s and name = %s",
				(table_name, f"{table_name}.{index_name}"),
			)
		)

	@staticmethod
	def get_index_name(fields):
		return "_".join(str(field).split("(")[0] for field in fields) + "_index"

	def add_index(self, doctype, fields, index_name=None):
		"""Add an index once; committing, as MariaDB does."""
		index_name = index_name or self.get_index_name(fields)
		self._add_index("INDEX", doctype, fields, index_name)

	def add_unique(self, doctype, fields, constraint_name=None):
		fields = [fields] if isinstance(fields, str) else list(fields)
		self._add_index("UNIQUE INDEX", doctype, fields, constraint_name or "unique_" + "_".join(fields))

	def _add_index(self, kind, doctype, fields, name):
		if self.has_index(f"tab{doctype}", name):
			return
		columns = ", ".join(f"`{str(field).split('(')[0]}`" for field in fields)
		self.commit()
		self._conn.execute(f"CREATE {kind} `tab{doctype}.{name}` ON `tab{doctype}` ({columns})")

	def describe(self, doctype):
		return self.sql(f"PRAGMA table_info(`tab{doctype}`)")

	def truncate(self, doctype):
		self.commit()
		self.sql(f"delete from `tab{doctype}`")
		self.commit()

	@staticmethod
	def escape(s, percent=True):
		"""A quoted literal; percent signs are doubled unless told otherwise."""
		if s is None:
			return "''"
		text = str(s).replace("\\", "\\\\").replace("'", "\\'")
		if percent:
			text = text.replace("%", "%%")
		return f"'{text}'"

	def get_database_size(self):
		return 0

	def __getattr__(self, name):
		if name.startswith("__"):
			raise AttributeError(name)
		raise Missing(f"frappe.db.{name}")
