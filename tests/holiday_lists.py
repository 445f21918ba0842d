"""Holidays for the people of `factories.FIRM`."""

import frappe
from frappe.utils import add_days, today

from tests.bulk_organisation import insert


def holidays(firm, *days):
	"""Give the mentee a holiday list with `days`."""
	name = "Factory Holidays"
	span = {"from_date": add_days(today(), -365), "to_date": add_days(today(), 365)}
	insert("Holiday List", [{"name": name, "holiday_list_name": name, **span}])
	insert(
		"Holiday",
		[
			{
				"name": f"{name}-{day}",
				"parent": name,
				"parenttype": "Holiday List",
				"parentfield": "holidays",
				"holiday_date": day,
			}
			for day in days
		],
	)
	frappe.db.set_value("Employee", firm.mentee.employee, "holiday_list", name)
