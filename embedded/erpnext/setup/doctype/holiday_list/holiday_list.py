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

	@frappe.whitelist()
	def get_weekly_off_dates(self):
		"""Add a holiday for each weekly day off between the dates."""
		day = getdate(self.from_date)
		existing = {getdate(row.holiday_date) for row in self.holidays}
		while day <= getdate(self.to_date):
			if day.strftime("%A") == self.weekly_off and day not in existing:
				self.append(
					"holidays", {"description": self.weekly_off, "holiday_date": day, "weekly_off": 1}
				)
			day = add_days(day, 1)


def is_holiday(holiday_list, date=None):
	"""Whether a day is in a list."""
	date = date or frappe.utils.today()
	return bool(
		holiday_list
		and frappe.db.exists("Holiday", {"parent": holiday_list, "holiday_date": date}, cache=True)
	)
