from frappe.model.document import Document


class CompetencyLevel(Document):
	pass
