"""What a DocType is made of, read from its stored definition with Custom Fields and Property Setters applied."""

import frappe
from frappe._state import local
from frappe.types.frappedict import _dict

from . import (
	child_table_fields,
	data_fieldtypes,
	default_fields,
	no_value_fields,
	optional_fields,
	std_fields,
	table_fields,
)
from .create_new import cast_property

# DocTypes whose own definition cannot be read from the tables they define
BOOTSTRAP = {}
STANDARD_FIELDS = {df["fieldname"]: _dict(df) for df in std_fields}


def get_meta(doctype, cached=True):
	"""The Meta of a DocType, kept until its definition changes."""
	meta = local.metas.get(doctype)
	if meta is None or not cached:
		meta = local.metas[doctype] = Meta(doctype)
	return meta


class FieldMeta(_dict):
	"""A field's properties; its keys are attributes proper, since they are read on every save."""

	def __init__(self, *args, **kwargs):
		super().__init__(*args, **kwargs)
		object.__setattr__(self, "__dict__", self)


class Meta:
	"""Fields, permissions and options of one DocType."""

	default_fields = list(default_fields)[1:]
	doctype = "DocType"

	def __init__(self, doctype):
		definition = BOOTSTRAP.get(doctype) or stored_definition(doctype)
		self.name = doctype
		self.properties = definition
		self.fields = [FieldMeta(df, parent=doctype) for df in definition["fields"]]
		self.permissions = [_dict(perm) for perm in definition.get("permissions") or []]
		self.links = [_dict(row) for row in definition.get("links") or []]
		self.actions = [_dict(row) for row in definition.get("actions") or []]
		self.states = [_dict(row) for row in definition.get("states") or []]
		if doctype not in BOOTSTRAP:
			self._add_custom_fields()
			self._apply_property_setters()
			self._apply_custom_permissions()
		self._fields = {df.fieldname: df for df in self.fields if df.fieldname}
		self.default_order = f"`tab{doctype}`.`{self.sort_field or 'modified'}` {self.sort_order or 'desc'}"
		self.table_field_list = [df for df in self.fields if df.fieldtype in table_fields]
		self.link_field_list = [
			df for df in self.fields if df.fieldtype == "Link" and df.options != "[Select]"
		]
		self.dynamic_link_list = [df for df in self.fields if df.fieldtype == "Dynamic Link"]
		self.select_list = [
			df for df in self.fields if df.fieldtype == "Select" and df.options and df.options != "[Select]"
		]
		self.mandatory_list = [df for df in self.fields if df.reqd]
		self.once_list = [df for df in self.fields if df.set_only_once]
		self.non_negative_list = [
			df for df in self.fields if df.non_negative and df.fieldtype in ("Int", "Float", "Currency")
		]
		self.permlevel_list = [df for df in self.fields if (df.permlevel or 0) > 0]
		stored = [df for df in self.fields if not df.is_virtual]
		self.address_list = [
			df for df in stored if df.fieldtype == "Phone" or (df.fieldtype == "Data" and df.options)
		]
		self.rating_list = [df for df in stored if df.fieldtype == "Rating"]
		self.password_list = [df for df in stored if df.fieldtype == "Password"]
		self.limits = [(df, *limit) for df in stored if (limit := _limit(df))]
		self.virtual_list = [df for df in self.fields if df.is_virtual]
		self.valid_columns = self._columns()
		self.fetches = {}
		for df in self.fields:
			if df.fetch_from and "." in df.fetch_from:
				self.fetches.setdefault(df.fetch_from.split(".")[0], []).append(df)

	def __getattr__(self, key):
		if key.startswith("_"):
			raise AttributeError(key)
		properties = self.__dict__.get("properties") or {}
		if key in properties:
			return properties[key]
		if key in DOCTYPE_PROPERTIES:
			return 0 if DOCTYPE_PROPERTIES[key] in ("Check", "Int") else None
		raise AttributeError(f"Meta of {self.name} has no attribute {key}")

	def get(self, key, filters=None, limit=None, default=None):
		"""An option of the DocType, or its fields that match `filters`."""
		value = getattr(self, key, default)
		if filters and isinstance(value, list):
			from .base_document import _filter

			return _filter(value, filters, limit)
		return value

	def _columns(self):
		names = list(self.default_fields)
		if self.istable:
			names += child_table_fields
		names += [df.fieldname for df in self.fields if df.fieldtype in data_fieldtypes and not df.is_virtual]
		return names

	def _add_custom_fields(self):
		rows = frappe.db.sql(
			"select * from `tabCustom Field` where dt = %s order by idx", self.name, as_dict=True
		)
		for row in rows:
			row = FieldMeta(row, is_custom_field=1, parent=self.name)
			names = [df.fieldname for df in self.fields]
			at = names.index(row.insert_after) + 1 if row.insert_after in names else len(names)
			self.fields.insert(at, row)

	def _apply_property_setters(self):
		rows = frappe.db.sql(
			"select * from `tabProperty Setter` where doc_type = %s", self.name, as_dict=True
		)
		fields = {df.fieldname: df for df in self.fields}
		for row in rows:
			value = cast_property(row.property_type, row.value)
			if row.doctype_or_field == "DocType":
				self.properties[row.property] = value
			elif row.field_name in fields:
				fields[row.field_name][row.property] = value

	def _apply_custom_permissions(self):
		rows = frappe.db.sql("select * from `tabCustom DocPerm` where parent = %s", self.name, as_dict=True)
		if rows:
			self.permissions = rows

	# fields

	def get_field(self, fieldname):
		return self._fields.get(fieldname)

	def has_field(self, fieldname):
		return fieldname in self._fields

	def get_label(self, fieldname):
		df = self._fields.get(fieldname)
		if df:
			return df.get("label") or ""
		return STANDARD_FIELDS.get(fieldname, {}).get("label") or "No Label"

	def get_options(self, fieldname):
		return self._fields[fieldname].options

	def get_table_fields(self):
		return self.table_field_list

	def get_link_fields(self):
		return list(self.link_field_list)

	def get_dynamic_link_fields(self):
		return list(self.dynamic_link_list)

	def get_select_fields(self):
		return list(self.select_list)

	def get_valid_columns(self):
		return self.valid_columns

	def get_fields_to_fetch(self, link_fieldname=None):
		if link_fieldname is None:
			return [df for fields in self.fetches.values() for df in fields]
		return self.fetches.get(link_fieldname, [])

	def get_search_fields(self):
		fields = [name.strip() for name in (self.search_fields or "name").split(",")]
		return fields if "name" in fields else [*fields, "name"]

	def is_nested_set(self):
		return self.has_field("lft") and self.has_field("rgt")

	def get_web_template(self, *args, **kwargs):
		raise NotImplementedError("Meta.get_web_template")

	# permissions

	def get_permissions(self, parenttype=None):
		if self.istable and parenttype:
			return get_meta(parenttype).permissions
		return self.permissions

	def get_permlevel_access(self, permission_type="read", parenttype=None, *, user=None):
		roles = set(frappe.get_roles(user))
		levels = []
		for perm in self.get_permissions(parenttype):
			if perm.role in roles and perm.get(permission_type) and (perm.permlevel or 0) not in levels:
				levels.append(perm.permlevel or 0)
		return levels

	def get_permitted_fieldnames(
		self, parenttype=None, *, user=None, permission_type="read", with_virtual_fields=True
	):
		if self.istable and not parenttype:
			return []
		if not permission_type:
			permission_type = "select" if frappe.only_has_select_perm(self.name, user=user) else "read"
		if permission_type == "select":
			return self.get_search_fields()
		names = [df for df in self.fields if df.fieldtype not in no_value_fields]
		if not with_virtual_fields:
			names = [df for df in names if not df.is_virtual]
		if not self.get_permissions(parenttype):
			return [df.fieldname for df in names]
		if (user or frappe.session.user) == "Administrator":
			return [df.fieldname for df in names]
		levels = set(self.get_permlevel_access(permission_type, parenttype, user=user))
		return [df.fieldname for df in names if (df.permlevel or 0) in levels]


DOCTYPE_PROPERTIES = {}
LARGEST = {"int": 2**31 - 1, "bigint": 2**63 - 1}


def _limit(df):
	"""What a field holds at most: ("text", signs) or ("number", value)."""
	kind = frappe.db.type_map.get(df.fieldtype, ("",))[0]
	if kind == "varchar":
		return "text", frappe.utils.cint(df.length) or 140
	if kind in LARGEST:
		return "number", LARGEST["bigint" if frappe.utils.cint(df.length) > 11 else kind]
	return None


def get_default_df(fieldname):
	if fieldname in default_fields:
		if fieldname in ("creation", "modified"):
			return _dict(fieldname=fieldname, fieldtype="Datetime")
		if fieldname in ("idx", "docstatus"):
			return _dict(fieldname=fieldname, fieldtype="Int")
		return _dict(fieldname=fieldname, fieldtype="Data")
	return None


def stored_definition(doctype):
	"""A DocType's row with its fields and permissions."""
	rows = frappe.db.sql("select * from `tabDocType` where name = %s", doctype, as_dict=True)
	if not rows:
		frappe.throw(f"DocType {doctype} not found", frappe.DoesNotExistError(doctype="DocType"))
	definition = rows[0]
	for key, table in (
		("fields", "DocField"), ("permissions", "DocPerm"), ("links", "DocType Link"),
		("actions", "DocType Action"), ("states", "DocType State"),
	):  # fmt: skip
		definition[key] = frappe.db.sql(
			f"select * from `tab{table}` where parent = %s and parenttype = 'DocType' order by idx",
			doctype,
			as_dict=True,
		)
	return definition
