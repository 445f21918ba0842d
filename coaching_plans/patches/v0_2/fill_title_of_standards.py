import frappe

from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import GROUP_FIELDS, title_of


def execute():
	"""Standards say in lists for whom they are."""
	for standard in frappe.get_all("Coaching Standard", fields=["name", *GROUP_FIELDS]):
		frappe.db.set_value(
			"Coaching Standard", standard.name, "title", title_of(standard), update_modified=False
		)
