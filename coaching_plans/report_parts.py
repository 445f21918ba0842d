"""What the Script Reports of this app build their answers from."""

from collections.abc import Sequence
from datetime import date

import frappe
from frappe import _
from frappe.utils import add_months, get_first_day, getdate

from coaching_plans.clock import today
from coaching_plans.permissions import people

NUMBERS = ("Int", "Float", "Percent", "Currency")
# Filters that choose among employees, with the field of Employee that they ask for.
EMPLOYEE_FILTERS = {"company": "company", "department": "department", "manager": "reports_to"}


def column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 110) -> dict:
	"""A column. What names a person or a record is Data, which the report's script turns into a link: for a Link
	column Frappe drops rows by the reader's user permissions, such as the one to themselves that ERPNext gives to
	each employee.
	"""
	made = {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
	if fieldtype == "Float":
		made["precision"] = 2
	elif fieldtype not in NUMBERS:
		# Otherwise the desk's table takes a column whose first cell is empty for one of numbers.
		made["align"] = "left"
	return made


def conditions(filters: dict) -> list[tuple[str, str]]:
	"""Pairs of a field of Employee and the value that the filters ask of it."""
	return [(field, filters[name]) for name, field in EMPLOYEE_FILTERS.items() if filters.get(name)]


def period(filters: dict, months: int = 6) -> tuple[date, date]:
	"""The first and last day that the filters ask for; without them this month and the ones before it, up to today.

	Raises ValidationError where they are reversed.
	"""
	end = getdate(filters.get("to_date") or today())
	start = getdate(filters.get("from_date") or get_first_day(add_months(end, 1 - months)))
	if start > end:
		frappe.throw(
			_("{0} must not be after {1}.").format(frappe.bold(_("From Date")), frappe.bold(_("To Date"))),
			frappe.exceptions.InvalidDates,
		)
	return start, end


def employees_between(filters: dict, start: date, end: date) -> list[dict]:
	"""Those employed at some time from `start` to `end` whose coaching the user answers for or is part of.

	As the filters narrow them: the active, and those who have left since.
	"""
	Employee, Manager = frappe.qb.DocType("Employee"), frappe.qb.DocType("Employee").as_("manager")
	query = (
		frappe.qb.from_(Employee)
		.left_join(Manager)
		.on(Manager.name == Employee.reports_to)
		.select(
			Employee.name.as_("employee"),
			Employee.employee_name,
			Employee.department,
			Employee.status,
			Employee.date_of_joining,
			Employee.relieving_date,
			Employee.reports_to.as_("manager"),
			Manager.employee_name.as_("manager_name"),
		)
		.where(
			(Employee.status == "Active") | ((Employee.status == "Left") & (Employee.relieving_date >= start))
		)
		.where(Employee.date_of_joining.isnull() | (Employee.date_of_joining <= end))
		.where(people(Employee.name, Employee.company))
		.orderby(Employee.department, Manager.employee_name, Employee.employee_name)
	)
	for fieldname, value in conditions(filters):
		query = query.where(Employee[fieldname] == value)
	return query.run(as_dict=True)


def percent(part: float, whole: float) -> float | None:
	"""`part` of `whole` in percent with one decimal; None of nothing, since no data is not 0 %."""
	return round(100 * part / whole, 1) if whole else None


def of_people(label: str, count: int) -> str:
	"""A label that says of how many people its figure speaks."""
	return _("{0}, of {1} people").format(label, count) if count != 1 else _("{0}, of 1 person").format(label)


def bar_chart(labels: Sequence[str], datasets: Sequence[tuple[str, Sequence, str]]) -> dict | None:
	"""A bar chart of (name, values, colour); None without labels, for which Frappe shows that there is no data."""
	if not labels:
		return None
	return {
		"data": {
			"labels": list(labels),
			"datasets": [{"name": name, "values": list(values)} for name, values, _color in datasets],
		},
		"type": "bar",
		"colors": [color for _name, _values, color in datasets],
	}
