"""What each road to the one function of permissions answers about a record."""

import frappe

from coaching_plans.permissions import circle_query, in_circle, standing_of

KINDS = ("Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session")


def faces(doc, user) -> set[bool]:
	"""What each road to the one function answers: they are one set of one answer."""
	frappe.set_user(user)
	condition = circle_query(doc.doctype, user)
	by_query = frappe.db.sql(f"select name from `tab{doc.doctype}` where name = %s and {condition}", doc.name)
	answers = {
		bool(by_query),
		in_circle(doc, "read", user),
		bool(frappe.has_permission(doc.doctype, "read", doc=doc)),
		bool(frappe.get_list(doc.doctype, filters={"name": doc.name})),
		standing_of(doc, user) is not None,
	}
	frappe.set_user("Administrator")
	return answers
