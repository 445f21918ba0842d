"""DocTypes made on the site: their table follows their definition."""

import frappe
from frappe.model.document import Document


class DocType(Document):
	def validate(self):
		if not self.custom:
			raise NotImplementedError("standard DocTypes made through documents")
		names = [df.fieldname for df in self.fields if df.fieldname]
		for df in self.fields:
			if not df.fieldname:
				df.fieldname = frappe.scrub(df.label or df.fieldtype)
			if df.fieldtype in ("Link", "Table", "Table MultiSelect") and not frappe.db.exists(
				"DocType", df.options
			):
				if df.options != self.name:
					frappe.throw(f"Options must be a valid DocType for field {df.fieldname}")
		if len(names) != len(set(names)):
			frappe.throw("Fieldname appears multiple times", frappe.UniqueValidationError)
		if self.is_submittable and "amended_from" not in names and not self.istable:
			self.append(
				"fields",
				{
					"label": "Amended From",
					"fieldtype": "Link",
					"fieldname": "amended_from",
					"options": self.name,
					"read_only": 1,
					"print_hide": 1,
					"no_copy": 1,
				},
			)

	def on_update(self):
		from frappe.database.schema import updatedb

		frappe.db.commit()
		updatedb(frappe.db._conn, self.as_dict())
		forget(self.name)

	def on_trash(self):
		frappe.db.delete("Custom Field", {"dt": self.name})
		frappe.db.delete("Custom DocPerm", {"parent": self.name})
		frappe.db.delete("Property Setter", {"doc_type": self.name})

	def after_delete(self):
		frappe.db.commit()
		frappe.db.sql(f"drop table if exists `tab{self.name}`")
		forget(self.name)


def forget(doctype):
	"""Drop everything cached about a DocType."""
	frappe.clear_cache(doctype=doctype)
	frappe.local.controllers.pop(doctype, None)
	frappe.cache.delete_value(["link_fields", "dynamic_links"])
