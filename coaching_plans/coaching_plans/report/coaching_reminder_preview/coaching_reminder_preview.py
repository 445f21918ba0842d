"""What would go out on a day, to whom and why, without sending it: for HR to look before people are written to."""

import frappe
from frappe import _
from frappe.utils import getdate

from coaching_plans.clock import today
from coaching_plans.hierarchy import employee_of
from coaching_plans.permissions import companies_of
from coaching_plans.reminders import preview
from coaching_plans.reminders.digest import SENT_TODAY
from coaching_plans.reminders.people import DISABLED, HOLIDAY, NO_USER, NOT_ACTIVE, ON_LEAVE
from coaching_plans.report_parts import column


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary of the day `filters.date` (default: today), in the reader's language.

	HR sees what is about the coaching of the people of their companies and what would go to themselves; not what is
	about their own coaching and goes to others (rule 18).
	"""
	filters = frappe._dict(filters or {})
	on = getdate(filters.date) if filters.date else today()
	rows = get_data(on, filters)
	return get_columns(), rows, get_message(on, rows), None, get_summary(rows)


def get_columns() -> list[dict]:
	return [
		column("recipient", _("To"), width=160),
		column("kind", _("Kind"), width=150),
		column("title", _("What"), width=380),
		column("reason", _("Why"), width=380),
		column("goes_out", _("Goes Out"), width=130),
		column("record", _("Record"), width=170),
	]


def goes_out(quiet: str | None) -> str:
	return {
		None: _("Yes"),
		DISABLED: _("User Disabled"),
		HOLIDAY: _("Holiday"),
		NO_USER: _("No User"),
		NOT_ACTIVE: _("Not Active"),
		ON_LEAVE: _("On Leave"),
		SENT_TODAY: _("Sent Today"),
	}[quiet]


def get_data(on, filters: dict) -> list[dict]:
	user = frappe.session.user
	own, companies = employee_of(user), companies_of(user)
	return [
		frappe._dict(
			recipient=digest.name,
			user=digest.user,
			kind=_(reminder.kind),
			title=reminder.title,
			reason=reminder.reason,
			goes_out=goes_out(digest.quiet),
			quiet=digest.quiet,
			record_doctype=reminder.doctype,
			record=reminder.name,
		)
		for digest in preview(on, frappe.local.lang)
		for reminder in digest.reminders
		if (not filters.kind or reminder.kind == filters.kind)
		and is_shown(digest, reminder, user, own, companies)
	]


def is_shown(digest: dict, reminder: dict, user: str, own: str | None, companies: list[str]) -> bool:
	if user == "Administrator" or digest.user == user:
		return True
	if not reminder.mentee or reminder.mentee == own:
		return False
	return not companies or reminder.company in companies


def get_message(on, rows: list[dict]) -> str | None:
	if not rows:
		return _(
			"Nothing is left to be sent on this day. What was sent stands in the list of Coaching Reminders."
		)
	if on > today():
		return _("A day to come, by what is known today: what goes out until then is in it as well.")
	return None


def get_summary(rows: list[dict]) -> list[dict]:
	"""How many people get how many reminders, and how many are held back; the filter tells the kinds apart."""
	going = [row for row in rows if not row.quiet]
	people = len({row.user for row in going})
	return [
		{"label": _("People"), "value": people, "datatype": "Int", "indicator": "blue"},
		{"label": _("Reminders"), "value": len(going), "datatype": "Int", "indicator": "green"},
		{"label": _("Held Back"), "value": len(rows) - len(going), "datatype": "Int", "indicator": "grey"},
	]
