"""The days on which people are away, so that nothing is planned for them then."""

from collections.abc import Sequence
from datetime import date

import frappe
from frappe.query_builder.functions import Coalesce
from frappe.utils import add_days, getdate


def days_off(employees: Sequence[str], start: date, end: date) -> dict[str, set[date]]:
	"""The holidays and approved days of leave of each employee from `start` to `end`, both included.

	An employee's own holiday list counts, else their company's. Two queries, whatever the number of employees.
	"""
	off: dict[str, set[date]] = {employee: set() for employee in employees}
	for employee, day in _holidays(employees, start, end):
		off[employee].add(getdate(day))
	for employee, first, last in _leave(employees, start, end):
		day = max(getdate(first), getdate(start))
		while day <= min(getdate(last), getdate(end)):
			off[employee].add(day)
			day = getdate(add_days(day, 1))
	return off


def _holidays(employees, start, end):
	Employee, Company, Holiday = (frappe.qb.DocType(name) for name in ("Employee", "Company", "Holiday"))
	return (
		frappe.qb.from_(Employee)
		.join(Company)
		.on(Company.name == Employee.company)
		.join(Holiday)
		.on(Holiday.parent == Coalesce(Employee.holiday_list, Company.default_holiday_list))
		.select(Employee.name, Holiday.holiday_date)
		.where(Employee.name.isin(employees) & Holiday.holiday_date.between(start, end))
		.run()
	)


def _leave(employees, start, end):
	Leave = frappe.qb.DocType("Leave Application")
	return (
		frappe.qb.from_(Leave)
		.select(Leave.employee, Leave.from_date, Leave.to_date)
		.where(
			Leave.employee.isin(employees)
			& (Leave.docstatus == 1)
			& (Leave.status == "Approved")
			& (Leave.from_date <= end)
			& (Leave.to_date >= start)
		)
		.run()
	)
