from frappe.model.document import Document


class CoachingTopic(Document):
	pass
