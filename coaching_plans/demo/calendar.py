"""What day it is in the demo, who acts, and on which days people work."""

from datetime import date, timedelta

import frappe
from frappe.utils import getdate


def set_day(day: date) -> None:
	# clock.py, and Frappe for its timestamps, go by this flag.
	frappe.flags.current_date = day


def current_day() -> date:
	return getdate(frappe.flags.current_date)


def act_as(user: str) -> None:
	"""Make `user` the one who acts. Changing who acts makes Frappe forget its caches, so not for nothing."""
	if frappe.session.user != user:
		frappe.set_user(user)


def working_day(day: date) -> date:
	"""`day`, or the Monday after a weekend."""
	return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
