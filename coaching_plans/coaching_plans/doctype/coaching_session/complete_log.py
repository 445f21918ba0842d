"""What a log must have before it is locked (rules 9 and 12), all that is missing told at once."""

import frappe
from frappe import _
from frappe.utils import escape_html, get_datetime

from coaching_plans.clock import now
from coaching_plans.wording import says_something


def validate(session) -> None:
	"""Raises ValidationError where the session is not over, and MandatoryError that names every field still to be filled."""
	validate_time_is_past(session)
	missing = [*missing_feedback(session), *missing_reviews(session)]
	if missing:
		items = "".join(f"<li>{item}</li>" for item in missing)
		frappe.throw(
			f"{_('Still to be filled before this log is submitted:')}<ul>{items}</ul>",
			frappe.MandatoryError,
			title=_("Log Not Complete"),
		)


def validate_time_is_past(session) -> None:
	if get_datetime(session.starts_on) > now():
		frappe.throw(
			_("{0}: this session is still to come. Submit its log once it was held.").format(
				frappe.bold(_("Starts On"))
			),
			title=_("Not Held Yet"),
		)
	if session.status != "Scheduled":
		frappe.throw(
			_("{0}: this session is {1}. Start the next one and log that.").format(
				frappe.bold(_("Status")), _(session.status)
			)
		)


def missing_feedback(session) -> list[str]:
	"""Rule 12: feedback is balanced, it names both what went well and what to grow."""
	sentences = {
		"recognition": _("{0}: say what went well; feedback is balanced when it has both."),
		"opportunity": _("{0}: say what to grow; feedback is balanced when it has both."),
	}
	return [
		sentence.format(frappe.bold(_(session.meta.get_label(fieldname))))
		for fieldname, sentence in sentences.items()
		if not says_something(session.get(fieldname))
	]


def missing_reviews(session) -> list[str]:
	"""Rule 9."""
	open_reviews = [
		escape_html(row.description or "") for row in session.action_reviews if not row.follow_through
	]
	if not open_reviews:
		return []
	return [
		_("{0}: say of each action whether it was followed. Not answered yet: {1}").format(
			frappe.bold(_("Action Reviews")), "; ".join(open_reviews)
		)
	]
