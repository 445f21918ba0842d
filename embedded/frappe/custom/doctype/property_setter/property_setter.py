"""Changed properties of DocTypes and their fields."""

import frappe
from frappe.model.document import Document


class PropertySetter(Document):
	def autoname(self):
		self.name = "-".join(
			filter(None, [self.doc_type, self.field_name or self.row_name or "main", self.property])
		)

	def validate(self):
		if self.is_new():
			frappe.db.delete(
				"Property Setter",
				{"doc_type": self.doc_type, "field_name": self.field_name, "property": self.property},
			)

	def on_update(self):
		frappe.clear_cache(doctype=self.doc_type)

	def on_trash(self):
		frappe.clear_cache(doctype=self.doc_type)


def make_property_setter(
	doctype,
	fieldname,
	property,
	value,
	property_type,
	for_doctype=False,
	validate_fields_for_doctype=True,
	is_system_generated=True,
):
	"""Change one property of a field, or of the DocType itself when `for_doctype`."""
	setter = frappe.get_doc(
		doctype="Property Setter",
		doctype_or_field="DocType" if for_doctype else "DocField",
		doc_type=doctype,
		field_name=fieldname,
		property=property,
		value=None if value is None else str(value),
		property_type=property_type,
		is_system_generated=is_system_generated,
	)
	setter.flags.ignore_permissions = True
	return setter.insert()
