"""HRMS version-16 assigns holiday lists with records of their own. Where the site has them, they count (rules 11, 22)."""

import pytest

import frappe
from frappe.utils import add_days, getdate, today

from coaching_plans.availability import ASSIGNMENT, days_off, holidays_between
from coaching_plans.reminders.people import HOLIDAY, Calendar, quiet_reason
from coaching_plans.reminders.workforce import employees
from tests import bulk_organisation, factories

FIELDS = {
	"applicable_for": {"fieldtype": "Select", "options": "Employee\nCompany"},
	"assigned_to": {"fieldtype": "Dynamic Link", "options": "applicable_for"},
	"holiday_list": {"fieldtype": "Link", "options": "Holiday List"},
	"from_date": {"fieldtype": "Date"},
}


@pytest.fixture(scope="module")
def assignments(site):
	"""The record of version-16, on a version-15 site as far as it is read."""
	if frappe.db.exists("DocType", ASSIGNMENT):
		yield
		return
	doctype = frappe.get_doc(
		{
			"doctype": "DocType",
			"name": ASSIGNMENT,
			"module": "HR",
			"custom": 1,
			"is_submittable": 1,
			"autoname": "hash",
			"fields": [
				{"fieldname": name, "label": frappe.unscrub(name), **field} for name, field in FIELDS.items()
			],
			"permissions": [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "submit": 1}],
		}
	).insert()
	frappe.db.commit()
	yield
	frappe.delete_doc("DocType", doctype.name, force=True)
	frappe.db.commit()
	frappe.db.sql_ddl(f"drop table if exists `tab{ASSIGNMENT}`")


def assign(to: str, day, **values):
	"""Assign a list whose only holiday is `day`."""
	holiday_list = frappe.get_doc(
		{
			"doctype": "Holiday List",
			"holiday_list_name": f"Assigned {to} {day}",
			"from_date": add_days(day, -1),
			"to_date": add_days(day, 1),
			"holidays": [{"holiday_date": day, "description": "Closed"}],
		}
	).insert()
	assigned = {"assigned_to": to, "holiday_list": holiday_list.name, "from_date": today(), **values}
	return frappe.get_doc({"doctype": ASSIGNMENT, **assigned}).insert(ignore_permissions=True)


def is_off(employee: str, day) -> bool:
	"""For the next date of a session and for the day's reminders alike."""
	off = day in days_off([employee], day, day)[employee]
	person = employees()[employee]
	assert off == (quiet_reason(person, Calendar(holidays_between(day, day)), day) == HOLIDAY)
	return off


def test_lists_assigned_to_the_employee_or_the_company_count_once_submitted(assignments):
	firm = factories.firm()
	day, other = getdate(add_days(today(), 3)), getdate(add_days(today(), 4))
	mentee = firm.mentee.employee
	bulk_organisation.holiday_list_with(mentee, day)
	assert is_off(mentee, day)
	for to, kind in ((factories.COMPANY, "Company"), (mentee, "Employee")):
		assigned = assign(to, other if kind == "Company" else add_days(other, 1), applicable_for=kind)
		# A draft assigns nothing.
		assert is_off(mentee, day) == (kind == "Company")
		assigned.submit()
		assert not is_off(mentee, day)
		assert is_off(mentee, other) == (kind == "Company")
	assert is_off(mentee, getdate(add_days(other, 1)))
