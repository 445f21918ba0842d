"""Values of one row: reading, setting, child rows, and the row's insert and update."""

import datetime
import json
import weakref

import frappe
from frappe._state import local
from frappe.types.frappedict import _dict
from frappe.utils import cint, compare, cstr, flt

from . import child_table_fields, datetime_fields, default_fields, float_like_fields, table_fields
from .docstatus import DocStatus
from .stored_row import DOCTYPES_FOR_DOCTYPE, StoredRow

RESERVED = {"doctype", "meta", "flags", "parent_doc", "permitted_fieldnames", "dont_update_if_missing"}
PRIVATE = ("_user_tags", "__islocal", "__onload", "_liked_by", "__run_link_triggers", "__unsaved")
STRICT_TEXT = (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)


def get_controller(doctype):
	"""The class that runs a DocType's documents."""
	if doctype not in local.controllers:
		from .controllers import import_controller

		local.controllers[doctype] = import_controller(doctype)
	return local.controllers[doctype]


class BaseDocument(StoredRow):
	"""A dict of values with attribute access, and its rows of child tables."""

	def __init__(self, d):
		if d.get("doctype"):
			self.__dict__["doctype"] = d["doctype"]
		meta = frappe.get_meta(self.doctype)
		self.__dict__["_table_fieldnames"] = {df.fieldname for df in meta.table_field_list}
		self.update(d)
		self.__dict__["dont_update_if_missing"] = []
		if hasattr(self, "__setup__"):
			self.__setup__()

	@property
	def meta(self):
		return frappe.get_meta(self.doctype)

	def __getstate__(self):
		state = self.__dict__.copy()
		state.pop("_parent_doc", None)
		return state

	@property
	def docstatus(self):
		value = self.__dict__.get("docstatus")
		if type(value) is not DocStatus:
			value = self.__dict__["docstatus"] = DocStatus(value or 0)
		return value

	@docstatus.setter
	def docstatus(self, value):
		self.__dict__["docstatus"] = value if type(value) is DocStatus else DocStatus(value or 0)

	@property
	def parent_doc(self):
		reference = self.__dict__.get("_parent_doc")
		return reference() if isinstance(reference, weakref.ReferenceType) else reference

	@parent_doc.setter
	def parent_doc(self, value):
		self.__dict__["_parent_doc"] = value

	# values

	def update(self, d):
		if "name" in d:
			self.name = d["name"]
		plain = not self._table_fieldnames or self.flags.get("ignore_children")
		for key, value in d.items():
			self.set(key, value, as_value=plain)
		return self

	def update_if_missing(self, d):
		if isinstance(d, BaseDocument):
			d = d.get_valid_dict()
		for key, value in d.items():
			if (
				value is not None
				and self.__dict__.get(key) is None
				and key not in self.dont_update_if_missing
			):
				self.set(key, value)

	def get(self, key, filters=None, limit=None, default=None):
		if filters is None and limit is None and type(key) is str:
			return self.__dict__.get(key, default)
		if isinstance(key, dict):
			return _filter(self.get_all_children(), key, limit=limit)
		if isinstance(filters, dict):
			return _filter(self.__dict__.get(key, []), filters, limit=limit)
		value = self.__dict__.get(key, filters if filters is not None else default)
		if limit and isinstance(value, list | tuple) and len(value) > limit:
			value = value[:limit]
		return value

	def getone(self, key, filters=None):
		return self.get(key, filters=filters, limit=1)[0]

	def set(self, key, value, as_value=False):
		if key in RESERVED:
			return
		if not as_value and key in self._table_fieldnames:
			self.__dict__[key] = []
			if value:
				self.extend(key, value)
			return
		self.__dict__[key] = value

	def append(self, key, value=None, position=-1):
		"""Add a row to a child table and return it."""
		rows = self.__dict__.get(key)
		if rows is None:
			rows = self.__dict__[key] = []
		row = self._init_child({} if value is None else value, key)
		if position == -1:
			rows.append(row)
		else:
			rows.insert(position, row)
			for number, each in enumerate(rows, 1):
				each.idx = number
		row.parent_doc = weakref.ref(self)
		return row

	def extend(self, key, value):
		try:
			rows = iter(value)
		except TypeError:
			raise ValueError from None
		for row in rows:
			self.append(key, row)

	def remove(self, doc):
		"""Take a row out of its table and number the rest again."""
		if doc.get("parentfield"):
			rows = self.get(doc.parentfield)
			rows.remove(doc)
			for number, each in enumerate(rows, 1):
				each.idx = number

	def _init_child(self, value, key):
		if not isinstance(value, BaseDocument):
			df = self.meta.get_field(key)
			if not df or df.fieldtype not in table_fields:
				raise AttributeError(key)
			value["doctype"] = df.options
			value = get_controller(df.options)(value)
		value.parent = self.name
		value.parenttype = self.doctype
		value.parentfield = key
		if value.__dict__.get("docstatus") is None:
			value.__dict__["docstatus"] = DocStatus.DRAFT
		if not value.__dict__.get("idx"):
			value.idx = len(self.__dict__.get(key) or ()) + 1
		if not value.__dict__.get("name"):
			value.__dict__["__islocal"] = 1
		return value

	def is_new(self):
		return self.__dict__.get("__islocal")

	def get_valid_dict(
		self, sanitize=True, convert_dates_to_str=False, ignore_nulls=False, ignore_virtual=False
	):
		"""The column values, each made to fit its field's type."""
		out, meta = _dict(), self.meta
		values, fields = self.__dict__, meta._fields
		for fieldname in meta.valid_columns:
			value = values.get(fieldname)
			if value is None and not sanitize:
				out[fieldname] = None
				continue
			df = fields.get(fieldname)
			if df:
				fieldtype = df.fieldtype
				if isinstance(value, list) and fieldtype not in table_fields:
					frappe.throw(f"Value for {df.label} cannot be a list")
				if fieldtype == "Check":
					value = 1 if cint(value) else 0
				elif fieldtype == "Int":
					if not isinstance(value, int):
						value = cint(value)
				elif fieldtype in float_like_fields:
					if not isinstance(value, float):
						value = flt(value)
				elif fieldtype == "JSON" and isinstance(value, dict):
					value = json.dumps(value, separators=(",", ":"))
				elif (value == "" and fieldtype in datetime_fields) or (
					df.unique and not cstr(value).strip()
				):
					value = None
			if convert_dates_to_str and isinstance(value, STRICT_TEXT):
				value = str(value)
			if value is None and ignore_nulls:
				continue
			out[fieldname] = value
		if not ignore_virtual:
			self._add_virtual(out, meta)
		return out

	def _add_virtual(self, out, meta):
		for df in meta.virtual_list:
			if isinstance(getattr(type(self), df.fieldname, None), property):
				out[df.fieldname] = getattr(self, df.fieldname)

	def init_child_tables(self):
		for fieldname in self._table_fieldnames:
			if self.__dict__.get(fieldname) is None:
				self.__dict__[fieldname] = []

	def init_valid_columns(self):
		values = self.__dict__
		for key in default_fields:
			values.setdefault(key, None)
		if values["docstatus"] is None:
			values["docstatus"] = DocStatus.DRAFT
		if values["idx"] is None:
			values["idx"] = 0
		for key in self.meta.valid_columns:
			values.setdefault(key, None)

	def as_dict(
		self,
		no_nulls=False,
		no_default_fields=False,
		convert_dates_to_str=False,
		no_child_table_fields=False,
		no_private_properties=False,
	):
		"""The document and its rows as plain dicts."""
		out = self.get_valid_dict(convert_dates_to_str=convert_dates_to_str, ignore_nulls=no_nulls)
		out["doctype"] = self.doctype
		for df in self.meta.table_field_list:
			out[df.fieldname] = [
				row.as_dict(
					convert_dates_to_str=convert_dates_to_str,
					no_nulls=no_nulls,
					no_default_fields=no_default_fields,
					no_child_table_fields=no_child_table_fields,
					no_private_properties=no_private_properties,
				)
				for row in self.get(df.fieldname) or []
			]
		dropped = (default_fields if no_default_fields else ()) + (
			child_table_fields if no_child_table_fields else ()
		)
		for key in dropped:
			out.pop(key, None)
		if not no_private_properties:
			out.update({key: value for key in PRIVATE if (value := self.__dict__.get(key))})
		return out

	def as_json(self):
		return frappe.as_json(self.as_dict())

	def get_value(self, fieldname):
		return self.cast(self.get(fieldname), self.meta.get_field(fieldname))

	def cast(self, value, df):
		return frappe.utils.cast_fieldtype(df.fieldtype, value, show_warning=False)

	def get_formatted(
		self, fieldname, doc=None, currency=None, absolute_value=False, translated=False, format=None
	):
		from frappe.utils.formatters import format_value

		from .meta import get_default_df

		value = self.get(fieldname)
		df = self.meta.get_field(fieldname) or get_default_df(fieldname)
		return format_value(
			frappe._(value) if translated else value, df=df, doc=doc or self, currency=currency, format=format
		)

	def update_modified(self):
		self.set("modified", frappe.utils.now())
		frappe.db.set_value(self.doctype, self.name, "modified", self.modified, update_modified=False)

	def _fix_numeric_types(self):
		for df in self.meta.fields:
			value = self.__dict__.get(df.fieldname)
			if df.fieldtype == "Check":
				self.__dict__[df.fieldname] = cint(value)
			elif value is not None and df.fieldtype == "Int":
				self.__dict__[df.fieldname] = cint(value)
			elif value is not None and df.fieldtype in float_like_fields:
				self.__dict__[df.fieldname] = flt(value)


def _filter(data, filters, limit=None):
	"""The rows that match {key: value}, {key: [operator, value]}, True for set and False for not set."""
	out = []
	for row in data or []:
		for key, wanted in filters.items():
			operator = "="
			if isinstance(wanted, list | tuple):
				operator, wanted = wanted
			elif wanted is True:
				operator = "not None"
			elif wanted is False:
				operator = "None"
			elif isinstance(wanted, str) and wanted.startswith("^"):
				operator, wanted = "^", wanted[1:]
			if not compare(getattr(row, key, None), operator, wanted):
				break
		else:
			out.append(row)
			if limit and len(out) >= limit:
				break
	return out
