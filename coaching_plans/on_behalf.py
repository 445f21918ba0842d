"""Who does what is the employee's own to do: they themselves, and HR for those who can't sign in (rules 1 and 8)."""

import frappe

from coaching_plans.permissions import HR, MENTEE, answers_as_hr


def can_sign_in(employee: str) -> bool:
	user = frappe.db.get_value("Employee", employee, "user_id")
	return bool(user and frappe.db.get_value("User", user, "enabled"))


def who_can_sign_in():
	"""Query (to nest in another) for the employees of whom `can_sign_in` is true."""
	Employee, User = frappe.qb.DocType("Employee"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(Employee)
		.join(User)
		.on(User.name == Employee.user_id)
		.select(Employee.name)
		.where(User.enabled == 1)
	)


def doers_of_own(record) -> frozenset[str]:
	"""The standings to `record` that may do what is its employee's own; that of the user too, where they stand to it as
	the manager or the coach and are HR as well."""
	if can_sign_in(record.mentee):
		return frozenset({MENTEE})
	by_hr = {record.standing()} if answers_as_hr(record.mentee) else set()
	return frozenset({MENTEE, HR, *by_hr})
