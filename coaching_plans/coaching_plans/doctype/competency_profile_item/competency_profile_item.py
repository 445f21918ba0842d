from frappe.model.document import Document


class CompetencyProfileItem(Document):
	pass
