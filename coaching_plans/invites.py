"""Invitations to sessions: a mail to mentee and coach with an iCalendar file that follows the session as it moves.

One event a session, known by its UID; a later file with the same UID replaces the earlier one in both calendars. What
stands in a calendar is read by assistants and on shared screens, so the event says who meets and when, and leads to
the session; purpose, agenda and type stay there (rule 21).
"""

from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.utils import (
	escape_html,
	format_datetime,
	get_datetime,
	get_system_timezone,
	get_url_to_form,
	now_datetime,
)

from coaching_plans.clock import now
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.language import language

NEW, MOVED, CALLED_OFF = "new", "moved", "called off"
BOTH = ("coach", "mentee")
# What of a session stands in its event.
SHOWN = ("starts_on", "minutes", "coach")
FIELDS = ("name", "mentee", "coach", "starts_on", "minutes", "creation")


class Guest(NamedTuple):
	name: str
	email: str
	language: str | None


def follow(session) -> None:
	"""Send both what the change of `session` means for their calendars; nothing for one that has begun."""
	if not setting("send_invites"):
		return
	before = session.get_doc_before_save()
	was_scheduled = before and before.status == "Scheduled"
	if session.status == "Scheduled":
		if not was_scheduled:
			send(session, NEW)
		elif any(session.has_value_changed(field) for field in SHOWN):
			send(session, MOVED)
	elif was_scheduled:
		send(before, CALLED_OFF)


def withdraw(filters: dict, to: tuple[str, ...] = BOTH) -> None:
	"""Take the sessions to come that `filters` choose out of the calendars; call it before they change."""
	for session in _to_come(filters):
		send(session, CALLED_OFF, to)


def renew(filters: dict) -> None:
	"""Send the sessions to come that `filters` choose to whom they now concern."""
	for session in _to_come(filters):
		send(session, MOVED)


def _to_come(filters: dict) -> list[dict]:
	if not setting("send_invites"):
		return []
	return frappe.get_all(
		"Coaching Session",
		filters={"docstatus": 0, "status": "Scheduled", "starts_on": (">", now()), **filters},
		fields=list(FIELDS),
	)


def send(session, news: str, to: tuple[str, ...] = BOTH) -> None:
	"""Mail the event of `session` to its people who have a user, each in their language; `news` is what befell it."""
	if get_datetime(session.starts_on) <= now():
		return
	guests = guests_of(session)
	event = calendar_of(session, guests, news)
	for role, guest in guests.items():
		if role not in to:
			continue
		others = [other.name for key, other in guests.items() if key != role]
		with language(guest.language):
			_mail(session, guest, others, news, event)


def _mail(session, guest: Guest, others: list[str], news: str, event: str) -> None:
	when = format_datetime(session.starts_on, "d MMMM y, HH:mm")
	with_whom = _("One-on-one with {0}").format(", ".join(others)) if others else _("One-on-one")
	lines = [with_whom, _("{0}, {1} minutes").format(when, session.minutes or setting("session_minutes"))]
	link = f'<a href="{get_url_to_form("Coaching Session", session.name)}">{escape_html(_("Open the session"))}</a>'
	message = f"<p>{'<br>'.join(map(escape_html, lines))}</p><p>{link}</p>"
	try:
		frappe.sendmail(
			recipients=[guest.email],
			subject=_subject(news).format(when),
			message=message,
			attachments=[{"fname": "invite.ics", "fcontent": event}],
		)
	except frappe.OutgoingEmailError:
		# A session must not fail for want of a mail account.
		frappe.msgprint(_("No invitation was sent: this site has no account to send mail from."), alert=True)


def _subject(news: str) -> str:
	return {
		NEW: _("Invitation: one-on-one on {0}"),
		MOVED: _("Moved: one-on-one, now on {0}"),
		CALLED_OFF: _("Called off: one-on-one on {0}"),
	}[news]


def guests_of(session) -> dict[str, Guest]:
	"""Coach and mentee, as far as they are active and have a user; one query."""
	Employee, User = frappe.qb.DocType("Employee"), frappe.qb.DocType("User")
	found = (
		frappe.qb.from_(Employee)
		.join(User)
		.on(User.name == Employee.user_id)
		.select(Employee.name, Employee.employee_name, User.email, User.language)
		.where(
			Employee.name.isin([session.coach or "", session.mentee])
			& (Employee.status == "Active")
			& (User.enabled == 1)
		)
		.run()
	)
	people = {name: Guest(*guest) for name, *guest in found}
	return {role: people[session.get(role)] for role in BOTH if session.get(role) in people}


def calendar_of(session, guests: dict[str, Guest], news: str) -> str:
	"""The iCalendar text that brings the event of `session` into a calendar, moves it there or takes it out."""
	# Here, because it is long to import and most sites' requests never need it.
	from icalendar import Calendar, Event, vCalAddress

	def address(guest: Guest, **parameters: str):
		found = vCalAddress(f"MAILTO:{guest.email}")
		found.params.update({"CN": guest.name, **parameters})
		return found

	starts = _in_utc(get_datetime(session.starts_on))
	event = Event()
	event.add("uid", f"{session.name}@{frappe.local.site}")
	event.add("sequence", _sequence(session))
	event.add("dtstamp", _in_utc(now_datetime()))
	event.add("dtstart", starts)
	event.add("dtend", starts + timedelta(minutes=session.minutes or setting("session_minutes")))
	event.add("summary", _("One-on-one: {0}").format(", ".join(guest.name for guest in guests.values())))
	event.add("class", "PRIVATE")
	event.add("status", "CANCELLED" if news == CALLED_OFF else "CONFIRMED")
	event.add("url", get_url_to_form("Coaching Session", session.name))
	if "coach" in guests:
		event.add("organizer", address(guests["coach"]))
	for guest in guests.values():
		event.add("attendee", address(guest, RSVP="TRUE", PARTSTAT="NEEDS-ACTION"))
	calendar = Calendar()
	calendar.add("prodid", "-//Coaching Plans//coaching_plans//EN")
	calendar.add("version", "2.0")
	calendar.add("method", "CANCEL" if news == CALLED_OFF else "REQUEST")
	calendar.add_component(event)
	return calendar.to_ical().decode()


def _in_utc(local: datetime) -> datetime:
	return local.replace(tzinfo=ZoneInfo(get_system_timezone())).astimezone(timezone.utc)


def _sequence(session) -> int:
	"""Calendars believe the file with the higher number: seconds of real time since the session was made."""
	return max(0, int((now_datetime() - get_datetime(session.creation)).total_seconds()))
