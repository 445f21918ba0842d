"""Permission levels: fields that only some roles may read or change."""

import frappe

from . import display_fieldtypes


class Levels:
	"""Mixed into Document."""

	def validate_higher_perm_levels(self):
		"""Put back values of fields above the user's permission levels."""
		if self.flags.ignore_permissions or frappe.flags.in_install or frappe.session.user == "Administrator":
			return
		levels = self.get_permlevel_access()
		if self.meta.permlevel_list:
			self.reset_values_if_no_permlevel_access(levels, self.meta.permlevel_list)
		if self.is_new():
			return
		for df in self.meta.table_field_list:
			fields = frappe.get_meta(df.options).permlevel_list
			for row in self.get(df.fieldname) if fields else ():
				row.reset_values_if_no_permlevel_access(levels, fields)

	def reset_values_if_no_permlevel_access(self, has_access_to, high_permlevel_fields):
		ignored = self.flags.get("ignore_permlevel_for_fields") or []
		fields = [
			df
			for df in high_permlevel_fields
			if df.permlevel not in has_access_to
			and df.fieldtype not in display_fieldtypes
			and df.fieldname not in ignored
		]
		if not fields:
			return
		if self.is_new():
			reference = frappe.new_doc(self.doctype)
		elif self.parent_doc:
			rows = [
				row for row in self.parent_doc.get_latest().get(self.parentfield) if row.name == self.name
			]
			if not rows:
				return
			reference = rows[0]
		else:
			reference = self.get_latest()
		for df in fields:
			self.set(df.fieldname, reference.get(df.fieldname))

	def get_permissions(self):
		return frappe.get_meta(self.parenttype).permissions if self.meta.istable else self.meta.permissions

	def get_permlevel_access(self, permission_type="write"):
		roles = frappe.get_roles()
		levels = []
		for perm in self.get_permissions():
			if perm.role in roles and perm.get(permission_type) and (perm.permlevel or 0) not in levels:
				levels.append(perm.permlevel or 0)
		return levels

	def apply_fieldlevel_read_permissions(self):
		"""Drop the values of fields above the user's levels."""
		if frappe.session.user == "Administrator":
			return
		levels = self.get_permlevel_access("read")
		tables = [
			(row, frappe.get_meta(df.options))
			for df in self.meta.table_field_list
			for row in self.get(df.fieldname)
		]
		for doc, meta in [(self, self.meta), *tables]:
			for df in meta.permlevel_list:
				if df.permlevel not in levels:
					doc.__dict__.pop(df.fieldname, None)
