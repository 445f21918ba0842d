"""What day and time it is for the app: the site's, or the date that a run pretends it is."""

from datetime import date, datetime

import frappe
from frappe import _
from frappe.utils import formatdate, get_datetime, getdate

LAST_YEAR = 2199


def now() -> datetime:
	"""The site's time. `frappe.flags.current_date` sets another day, as it does for `frappe.utils.now`; the demo and
	tests live through months with it."""
	return get_datetime(frappe.utils.now())


def today() -> date:
	"""The day of `now`."""
	return now().date()


def refuse_far_off(doc, fieldname: str) -> None:
	"""Raises ValidationError for a day, such as one of the year 9999, from which nobody can count on."""
	day = doc.get(fieldname)
	if day and getdate(day).year > LAST_YEAR:
		frappe.throw(
			_("{0}: {1} is too far off. Choose a day before the year {2}.").format(
				frappe.bold(_(doc.meta.get_label(fieldname))), formatdate(day), LAST_YEAR + 1
			),
			frappe.exceptions.InvalidDates,
		)
