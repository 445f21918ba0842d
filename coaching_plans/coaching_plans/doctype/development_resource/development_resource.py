from frappe.model.document import Document


class DevelopmentResource(Document):
	pass
