"""Fields that apps and people add to DocTypes."""

import frappe
from frappe.model.document import Document


class CustomField(Document):
	def autoname(self):
		self.fieldname = (self.fieldname or frappe.scrub(self.label or "")).lower()
		self.name = f"{self.dt}-{self.fieldname}"

	def validate(self):
		meta = frappe.get_meta(self.dt)
		if self.is_new() and meta.has_field(self.fieldname):
			frappe.throw(f"A field with the name {frappe.bold(self.fieldname)} already exists in {self.dt}")
		if not self.idx:
			names = [df.fieldname for df in meta.fields]
			self.idx = names.index(self.insert_after) + 1 if self.insert_after in names else len(names)

	def on_update(self):
		refresh(self.dt)

	def on_trash(self):
		frappe.clear_cache(doctype=self.dt)

	def after_delete(self):
		forget(self.dt)


def refresh(doctype):
	"""Give the DocType's table the columns it lacks."""
	from frappe.database import schema

	forget(doctype)
	meta = frappe.get_meta(doctype)
	if meta.issingle:
		return
	frappe.db.commit()
	schema.updatedb(frappe.db._conn, {"name": doctype, "istable": meta.istable, "fields": meta.fields})


def forget(doctype):
	frappe.clear_cache(doctype=doctype)
	frappe.cache.delete_value(["link_fields", "dynamic_links"])


def create_custom_field(doctype, df, ignore_validate=False, is_system_generated=True):
	"""Add one field unless it is there."""
	df = frappe._dict(df)
	if not df.fieldname and df.label:
		df.fieldname = frappe.scrub(df.label)
	if frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": df.fieldname}):
		return None
	values = {"doctype": "Custom Field", "dt": doctype, "permlevel": 0, "fieldtype": "Data", "hidden": 0}
	field = frappe.get_doc({**values, "is_system_generated": is_system_generated, **df})
	field.flags.ignore_validate = ignore_validate
	return field.insert(ignore_permissions=True)


def create_custom_fields(custom_fields, ignore_validate=False, update=True):
	"""Add fields to DocTypes, as {doctype or (doctypes): field or [fields]}; those that exist are updated."""
	for doctypes, fields in custom_fields.items():
		for doctype in doctypes if isinstance(doctypes, tuple) else (doctypes,):
			for df in [fields] if isinstance(fields, dict) else fields:
				df = frappe._dict(df)
				name = frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": df.fieldname})
				if not name:
					create_custom_field(doctype, {**df, "owner": "Administrator"}, ignore_validate)
				elif update:
					field = frappe.get_doc("Custom Field", name)
					field.flags.ignore_validate = ignore_validate
					field.update(df)
					field.save(ignore_permissions=True)
			refresh(doctype)


def delete_custom_fields(custom_fields):
	raise NotImplementedError("delete_custom_fields")
