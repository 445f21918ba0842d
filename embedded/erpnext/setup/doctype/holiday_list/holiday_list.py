"""Lists of holidays."""

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate


class HolidayList(Document):
	def validate(self):
		if getdate(self.from_date) > getdate(self.to_date):
			frappe.throw("To Date cannot be before From Date")
		for row in self.get("holidays"):
			if not getdate(self.from_date) <= getdate(row.holiday_date) <= getdate(self.to_date):
				frappe.throw(f"The holiday on {row.holiday_date} is not between From Date and To Date")
		self.total_holidays = len(self.holidays)


def is_holiday(holiday_list, date=None):
	"""Whether a day is in a list."""
	date = date or frappe.utils.today()
	return bool(
		holiday_list
		and frappe.db.exists("Holiday", {"parent": holiday_list, "holiday_date": date}, cache=True)
	)
