"""The days on which people are away, so that nothing is planned or said to them then."""

from collections.abc import Sequence
from datetime import date

import frappe
from frappe.utils import add_days, getdate

from coaching_plans.holidays import Assignment, Holidays

# Of HRMS version-16. Before, an employee and a company name their list themselves.
ASSIGNMENT = "Holiday List Assignment"


def days_off(employees: Sequence[str], start: date, end: date) -> dict[str, set[date]]:
	"""The holidays and approved days of leave of each employee from `start` to `end`, both included.

	A fixed number of queries, whatever the number of employees.
	"""
	holidays = holidays_between(start, end)
	off = {
		person.name: holidays.of(employee=person.name, company=person.company, own=person.holiday_list)
		for person in frappe.get_all(
			"Employee", filters={"name": ("in", employees)}, fields=["name", "company", "holiday_list"]
		)
	}
	for employee, first, last in _leave(employees, start, end):
		day = max(getdate(first), getdate(start))
		while day <= min(getdate(last), getdate(end)):
			off[employee].add(day)
			day = getdate(add_days(day, 1))
	return off


def holidays_between(start: date, end: date) -> Holidays:
	"""The holidays from `start` to `end`, both included, of every list. Three queries."""
	Holiday = frappe.qb.DocType("Holiday")
	days: dict[str, set[date]] = {}
	for holiday_list, day in (
		frappe.qb.from_(Holiday)
		.select(Holiday.parent, Holiday.holiday_date)
		.where((Holiday.parenttype == "Holiday List") & Holiday.holiday_date.between(start, end))
		.run()
	):
		days.setdefault(holiday_list, set()).add(getdate(day))
	of_company = frappe.get_all("Company", fields=["name", "default_holiday_list"], as_list=True)
	return Holidays(days, dict(of_company), _assignments(end))


def _assignments(until: date) -> list[Assignment]:
	if not frappe.db.exists("DocType", ASSIGNMENT):
		return []
	rows = frappe.get_all(
		ASSIGNMENT,
		filters={"docstatus": 1, "from_date": ("<=", until)},
		fields=["assigned_to", "holiday_list", "from_date"],
		as_list=True,
	)
	return [Assignment(to, holiday_list, getdate(since)) for to, holiday_list, since in rows]


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
