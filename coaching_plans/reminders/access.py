"""Who sees what was sent: the recipient, and HR for the companies they answer for. Rows of their own coaching HR
sees as anybody does (rule 18). Nobody writes one by hand; a preference is its owner's alone."""

import frappe
from frappe.query_builder import Criterion

from coaching_plans.hierarchy import employee_of
from coaching_plans.permissions import READING, companies_of, is_hr, sql_of


def reminder_query(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions` of Coaching Reminder."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	return sql_of(_sees(frappe.qb.DocType("Coaching Reminder"), user))


def may_reminder(doc, ptype: str = "read", user: str | None = None) -> bool:
	"""Hook `has_permission` of Coaching Reminder: the stored row is judged, and only read."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ptype not in ("share", "email")
	if (ptype or "read") not in READING:
		return False
	table = frappe.qb.DocType("Coaching Reminder")
	seen = frappe.qb.from_(table).select(table.name).where((table.name == doc.name) & _sees(table, user))
	return bool(seen.run())


def _sees(table, user: str) -> Criterion:
	own = table.user == user
	if not is_hr(user):
		return own
	about_others = (table.mentee.isnotnull()) & (table.mentee != "")
	if employee := employee_of(user):
		about_others &= table.mentee != employee
	if companies := companies_of(user):
		about_others &= table.company.isin(companies)
	return own | about_others


def preference_query(user: str | None = None, doctype: str | None = None) -> str:
	"""Hook `permission_query_conditions` of Coaching Reminder Preference."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	return sql_of(frappe.qb.DocType("Coaching Reminder Preference").name == user)


def may_preference(doc, ptype: str = "read", user: str | None = None) -> bool:
	"""Hook `has_permission` of Coaching Reminder Preference."""
	user = user or frappe.session.user
	if user == "Administrator":
		return ptype not in ("share", "email")
	if ptype in ("share", "email", "import", "export"):
		return False
	# A new one is named after who makes it, whatever is sent; whether it is new the database says, not the sender.
	return doc.name == user or not frappe.db.exists("Coaching Reminder Preference", doc.name)
