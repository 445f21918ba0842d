"""What day and time it is for the app: the site's, or the date that a run pretends it is."""

from datetime import date, datetime

import frappe
from frappe.utils import get_datetime


def now() -> datetime:
	"""The site's time. `frappe.flags.current_date` sets another day, as it does for `frappe.utils.now`; the demo and
	tests live through months with it."""
	return get_datetime(frappe.utils.now())


def today() -> date:
	"""The day of `now`."""
	return now().date()
