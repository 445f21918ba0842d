"""The calls of `frappe.db` that read and write values of documents without running them."""

import datetime

import frappe
from frappe.types.frappedict import _dict

from . import filters as where
from .utils import DefaultOrderBy, FallBackDateTimeStr


class ValueMethods:
	"""Mixed into Database."""

	def get(self, doctype, filters=None, as_dict=True, cache=False):
		return self.get_value(doctype, filters, "*", as_dict=as_dict, cache=cache)

	def get_value(
		self,
		doctype,
		filters=None,
		fieldname="name",
		ignore=None,
		as_dict=False,
		debug=False,
		order_by=DefaultOrderBy,
		cache=False,
		for_update=False,
		*,
		run=True,
		pluck=False,
		distinct=False,
		skip_locked=False,
		wait=True,
	):
		"""The first match's value, its row when several fields are asked, or None."""
		rows = self.get_values(
			doctype, filters, fieldname, ignore, as_dict, debug, order_by,
			cache=cache, for_update=for_update, pluck=pluck, distinct=distinct, limit=1,
		)  # fmt: skip
		if not rows:
			return None
		row = rows[0]
		if as_dict or (len(row) > 1 and not isinstance(row, str)):
			return row
		return row[0]

	def get_values(
		self,
		doctype,
		filters=None,
		fieldname="name",
		ignore=None,
		as_dict=False,
		debug=False,
		order_by=DefaultOrderBy,
		update=None,
		cache=False,
		for_update=False,
		*,
		run=True,
		pluck=False,
		distinct=False,
		limit=None,
		skip_locked=False,
		wait=True,
	):
		"""The rows that match: tuples, or dicts for `as_dict` or `*`."""
		key = None
		if cache and isinstance(filters, str):
			key = (
				doctype,
				filters,
				fieldname if isinstance(fieldname, str) else tuple(fieldname),
				bool(as_dict),
			)
			if key in self.value_cache:
				return self.value_cache[key]
		if isinstance(filters, list) and not list(filter(None, filters)):
			return {}
		if filters is None or (filters == doctype and doctype != "DocType"):
			rows = self._single_values(doctype, fieldname, as_dict)
		elif isinstance(filters, dict) and self._is_single(doctype):
			rows = self._single_values(doctype, fieldname, as_dict, filters)
		else:
			if not order_by or distinct:
				order_by = None
			elif order_by == DefaultOrderBy:
				order_by = "modified"
			query, values = where.select(doctype, fieldname, filters, order_by, limit, distinct)
			try:
				rows = self.sql(
					query, values, as_dict=as_dict or fieldname == "*", pluck=pluck, update=update
				)
			except self.OperationalError as error:
				if not (ignore and self.is_missing_table_or_column(error)):
					raise
				return None
		if key:
			self.value_cache[key] = rows
		return rows

	def _is_single(self, doctype):
		try:
			return frappe.get_meta(doctype).issingle
		except frappe.DoesNotExistError:
			frappe.clear_last_message()
			return False

	def _single_values(self, doctype, fieldname, as_dict, filters=None):
		stored = self.get_singles_dict(doctype)
		if filters and any(stored.get(key) != value for key, value in filters.items()):
			return []
		if fieldname == "*":
			return [stored] if stored else []
		fields = [fieldname] if isinstance(fieldname, str) else list(fieldname)
		found = _dict((field, stored[field]) for field in fields if field in stored)
		if not found and not filters:
			return []
		return [found] if as_dict else [[stored.get(field) for field in fields]]

	def get_singles_dict(self, doctype, debug=False, *, for_update=False, cast=False):
		"""All stored values of a Single, as text unless `cast`."""
		rows = self.sql("select field, value from `tabSingles` where doctype = %s", doctype)
		stored = _dict(rows)
		if cast:
			meta = frappe.get_meta(doctype)
			for field in list(stored):
				if df := meta.get_field(field):
					stored[field] = frappe.utils.cast_fieldtype(df.fieldtype, stored[field])
		return stored

	def get_single_value(self, doctype, fieldname, cache=True):
		bucket = self.value_cache.setdefault(doctype, {})
		if cache and fieldname in bucket:
			return bucket[fieldname]
		rows = self.sql(
			"select value from `tabSingles` where doctype = %s and field = %s", (doctype, fieldname)
		)
		df = frappe.get_meta(doctype).get_field(fieldname)
		if not df:
			frappe.throw(f"Field {frappe.bold(fieldname)} does not exist on {frappe.bold(doctype)}")
		bucket[fieldname] = frappe.utils.cast_fieldtype(df.fieldtype, rows[0][0] if rows else None)
		return bucket[fieldname]

	get_singles_value = get_single_value

	def set_single_value(
		self,
		doctype,
		fieldname,
		value=None,
		*,
		modified=None,
		modified_by=None,
		update_modified=True,
		debug=False,
	):
		changes = self._changes(fieldname, value, modified, modified_by, update_modified)
		self.sql("delete from `tabSingles` where doctype = %s and field in %s", (doctype, tuple(changes)))
		for field, entry in changes.items():
			self.sql(
				"insert into `tabSingles` (doctype, field, value) values (%s, %s, %s)",
				(doctype, field, entry),
			)
		frappe.clear_document_cache(doctype, doctype)
		self.value_cache.pop(doctype, None)

	def set_value(
		self, dt, dn, field, val=None, modified=None, modified_by=None, update_modified=True, debug=False
	):
		"""Write columns of the matching rows; no event runs."""
		if dn is None or dt == dn:
			if self._is_single(dt):
				self.set_single_value(
					dt,
					field,
					val,
					modified=modified,
					modified_by=modified_by,
					update_modified=update_modified,
				)
			return
		changes = self._changes(field, val, modified, modified_by, update_modified)
		frappe.clear_document_cache(dt, dn if isinstance(dn, str) else None)
		meta = frappe.get_meta(dt)
		columns = ", ".join(f"`{column}` = %s" for column in changes)
		condition, arguments = where.conditions(dt, dn)
		values = [where.stored(meta, column, value) for column, value in changes.items()]
		self.sql(f"update `tab{dt}` set {columns}{condition}", values + arguments)
		self.forget_values(dt)

	def forget_values(self, doctype):
		"""Drop what `cache=True` reads kept of a DocType."""
		for key in [key for key in self.value_cache if key == doctype or key[0] == doctype]:
			del self.value_cache[key]

	@staticmethod
	def _changes(field, value, modified, modified_by, update_modified):
		changes = dict(field) if isinstance(field, dict) else {field: value}
		if update_modified:
			changes["modified"] = modified or frappe.utils.now()
			changes["modified_by"] = modified_by or frappe.session.user
		return changes

	def bulk_update(
		self,
		doctype,
		doc_updates,
		*,
		chunk_size=100,
		modified=None,
		modified_by=None,
		update_modified=True,
		debug=False,
	):
		for name, changes in (doc_updates or {}).items():
			self.set_value(
				doctype,
				name,
				changes,
				modified=modified,
				modified_by=modified_by,
				update_modified=update_modified,
			)

	def exists(self, dt, dn=None, cache=False):
		"""The name of the first match, or None."""
		if dt != "DocType" and dt == dn:
			return dn
		if isinstance(dt, dict):
			dn = dict(dt)
			dt = dn.pop("doctype")
		return self.get_value(dt, dn, ignore=True, cache=cache, order_by=None)

	def count(self, dt, filters=None, debug=False, cache=False, distinct=True):
		condition, arguments = where.conditions(dt, filters)
		return self.sql(f"select count(*) from `tab{dt}`{condition}", arguments)[0][0]

	def delete(self, doctype, filters=None, debug=False, **kwargs):
		"""Delete the matching rows of a table; no event runs."""
		condition, arguments = where.conditions(doctype, filters or kwargs.get("conditions"))
		table = doctype if doctype.startswith("__") else f"tab{doctype}"
		return self.sql(f"delete from `{table}`{condition}", arguments)

	def bulk_insert(self, doctype, fields, values, ignore_duplicates=False, *, chunk_size=10_000):
		fields = list(fields)
		columns = ", ".join(f"`{field}`" for field in fields)
		marks = ", ".join(["%s"] * len(fields))
		word = "insert ignore" if ignore_duplicates else "insert"
		meta = frappe.get_meta(doctype)
		rows = [
			[where.stored(meta, field, cell) for field, cell in zip(fields, row, strict=True)]
			for row in values
		]
		for at in range(0, len(rows), 500):
			chunk = rows[at : at + 500]
			places = ", ".join([f"({marks})"] * len(chunk))
			self.sql(
				f"{word} into `tab{doctype}` ({columns}) values {places}",
				[cell for row in chunk for cell in row],
			)

	def get_all(self, *args, **kwargs):
		return frappe.get_all(*args, **kwargs)

	def get_list(self, *args, **kwargs):
		return frappe.get_list(*args, **kwargs)

	def get_default(self, key, parent="__default"):
		value = frappe.defaults.get_defaults_for(parent).get(key)
		return value[0] if isinstance(value, list) else value

	def get_descendants(self, doctype, name):
		raise NotImplementedError("frappe.db.get_descendants")
