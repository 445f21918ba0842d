"""What is otherwise with a session that HR imports: it was held elsewhere, perhaps long ago.

Its log is submitted by Data Import's own "Submit After Import". It says what its file says: nothing is carried over
into it, and it changes no goal or action, because these were imported as they stand by now.
"""

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from coaching_plans.clock import now, today
from coaching_plans.coaching_plans.doctype.coaching_session import carry_over

FIELDS = frozenset({"status", "held_by"})


def link(session) -> None:
	"""The session before it, as far as it is imported already."""
	previous = carry_over.last_session_before(session)
	session.previous_session = previous and previous.name


def validate(session) -> None:
	"""Raises ValidationError with the field's name for what can't have been so."""
	_validate_status(session)
	if session.held_by == session.mentee:
		_refuse("Held By", _("nobody holds a session with themselves."))
	reviewed = {action.name for action in carry_over.actions_to_review(session)}
	for row in session.action_reviews:
		if row.action not in reviewed:
			_refuse(
				"Action Reviews",
				_("row {0}: {1} is no action of this plan that was agreed by that day.").format(
					row.idx, row.action
				),
			)
	read = {goal.name for goal in carry_over.goals_to_read(session)}
	for row in session.metric_readings:
		if row.goal not in read:
			_refuse(
				"Metric Readings",
				_("row {0}: {1} is no goal of this plan with a metric.").format(row.idx, row.goal),
			)


def _validate_status(session) -> None:
	"""Held is what submitting makes it."""
	if session.status == "Held" and session.docstatus == 0:
		session.status = "Scheduled"
	if session.status == "Missed" and get_datetime(session.starts_on) > now():
		_refuse("Status", _("a session that is still to come can't have been missed."))


def goes_on(session) -> bool:
	"""Whether the next session that the log names is still to come; those between were imported as well."""
	return getdate(session.next_session_on) >= today()


def _refuse(label: str, reason: str):
	frappe.throw(_("{0}: {1}").format(frappe.bold(_(label)), reason), title=_("Session Can't Have Been So"))
