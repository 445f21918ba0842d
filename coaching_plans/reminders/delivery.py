"""Sending, once and only once (rule 23).

For each person, one transaction holds the rows of Coaching Reminder and the mail in Frappe's queue, so both are kept or
neither is. The names of the rows are the reminders' keys, so the database itself refuses a second time, whoever tries:
a rerun, a run after a crash, another worker at the same moment. The first row is the digest's own, one a person and
a day; a second worker waits at it until the first has committed, and then has nothing left to do.
"""

import json
from datetime import date
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import now_datetime

from coaching_plans.clock import now
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.hierarchy import employee_of
from coaching_plans.language import language
from coaching_plans.reminders.digest import Day, Digest, already_sent, digests_of
from coaching_plans.reminders.kinds import CUSTOM, DIGEST, NOT_SENT
from coaching_plans.reminders.people import Person
from coaching_plans.reminders.render import TEMPLATE, Mail, mail_of
from coaching_plans.reminders.sentences import desk
from coaching_plans.reminders.values import key_of

ROW = "Coaching Reminder"
COLUMNS = (
	"name",
	"reminder_key",
	"creation",
	"modified",
	"owner",
	"modified_by",
	"docstatus",
	"idx",
	"user",
	"employee",
	"kind",
	"mentee",
	"company",
	"reference_doctype",
	"reference_name",
	"for_date",
	"sent_on",
	"channels",
	"status",
	"reason",
)
ATTEMPTS = 3
# So many failures in a row are no matter of this or that address: the rest waits for the next hour.
GIVE_UP_AFTER = 20

SENT, FAILED, ALREADY_SENT = "sent", "failed", "already sent"


class Channels(NamedTuple):
	mail: bool
	desk: bool

	def __str__(self) -> str:
		return ", ".join(name for name, on in (("Mail", self.mail), ("Desk", self.desk)) if on)


class Outcome(NamedTuple):
	"""How many people were reminded, how many had been already, how many could not be."""

	sent: int = 0
	already_sent: int = 0
	failed: int = 0
	complete: bool = True


def send_digests(on: date) -> Outcome:
	"""Send what is due on the day `on`. Commits after each person."""
	channels = channels_on()
	day = digests_of(on) if any(channels) else None
	counts = {SENT: 0, ALREADY_SENT: 0, FAILED: 0}
	failures_in_a_row = 0
	for digest in to_deliver(day) if day else ():
		try:
			outcome = deliver(digest, day, channels)
		except frappe.OutgoingEmailError:
			# The site has no account to send from. That is nobody's failure; the desk goes on without mail.
			channels = channels._replace(mail=False)
			if not any(channels):
				break
			outcome = deliver(digest, day, channels)
		counts[outcome] += 1
		failures_in_a_row = failures_in_a_row + 1 if outcome == FAILED else 0
		if failures_in_a_row >= GIVE_UP_AFTER:
			break
	if not any(channels):
		note_no_channel(on)
	complete = any(channels) and not counts[FAILED]
	return Outcome(counts[SENT], counts[ALREADY_SENT], counts[FAILED], complete)


def to_deliver(day: Day) -> list[Digest]:
	"""The digests that go out, those last that failed earlier in the day: they must not keep others from theirs."""
	digests = [digest for digest in day.digests if not digest.quiet]
	failed = already_sent([failure_key(digest) for digest in digests])
	return sorted(digests, key=lambda digest: failure_key(digest) in failed)


def deliver(digest: Digest, day: Day, channels: Channels) -> str:
	"""Send one digest: SENT, ALREADY_SENT or FAILED. A failure is noted without content and stops nobody else.

	Raises OutgoingEmailError where the site has no account to send from.
	"""
	error: Exception | None = None
	for _attempt in range(ATTEMPTS):
		try:
			record(digest, day, channels)
			hand_over(digest, day, channels)
			frappe.db.commit()
			return SENT
		except Exception as caught:
			frappe.db.rollback()
			frappe.clear_messages()
			if isinstance(caught, frappe.OutgoingEmailError) or _is_time_limit(caught):
				raise
			error = caught
			digest = digest._replace(reminders=_unsent(digest))
			if not digest.reminders:
				return ALREADY_SENT
			if not _may_pass(caught):
				break
	note_failure(digest, error)
	return FAILED


def _unsent(digest: Digest) -> list:
	"""What of the digest nobody has sent by now; nothing, once the person has had a digest today."""
	known = already_sent([digest.key, *(each.key for each in digest.reminders if not each.stored_key)])
	if digest.key in known:
		return []
	return [each for each in digest.reminders if each.key not in known]


def _may_pass(error: Exception) -> bool:
	"""Worth another attempt: another worker's row or lock was in the way."""
	passing = (frappe.QueryDeadlockError, frappe.QueryTimeoutError)
	return isinstance(error, passing) or frappe.db.is_duplicate_entry(error)


def _is_time_limit(error: Exception) -> bool:
	"""The job's time is up. That is nobody's failure, and the next hour goes on from here."""
	return any(kind.__module__.startswith("rq.") for kind in type(error).__mro__)


# --- the three things of one transaction --------------------------------------------------------------------------


def record(digest: Digest, day: Day, channels: Channels) -> None:
	"""Write down what is sent, the digest's own row first. Raises a duplicate entry where any of it was sent before."""
	row = _row(digest.person, digest.on, channels)
	rows = [row(key=digest.key, kind=DIGEST)]
	rows += [
		row(
			key=reminder.key,
			kind=reminder.kind,
			mentee=reminder.mentee,
			company=reminder.mentee and day.facts.people[reminder.mentee].company,
			reference_doctype=reminder.doctype,
			reference_name=reminder.name,
		)
		# In one order for all workers, so that two never wait for each other.
		for reminder in sorted(digest.reminders, key=lambda each: each.key)
		if not reminder.stored_key
	]
	frappe.db.bulk_insert(ROW, COLUMNS, rows)
	if stored := [reminder.stored_key for reminder in digest.reminders if reminder.stored_key]:
		Row = frappe.qb.DocType(ROW)
		(
			frappe.qb.update(Row)
			.set(Row.status, "Sent")
			.set(Row.sent_on, now())
			.set(Row.for_date, digest.on)
			.set(Row.channels, str(channels))
			.where(Row.name.isin(stored) & (Row.status == "Waiting"))
			.run()
		)


def _row(person: Person, on: date | None, channels: Channels | None, status: str = "Sent"):
	at = now_datetime()

	def row(key: str, kind: str, **values) -> tuple:
		values |= {
			"name": key,
			"reminder_key": key,
			"creation": at,
			"modified": at,
			"owner": "Administrator",
			"modified_by": "Administrator",
			"docstatus": 0,
			"idx": 0,
			"user": person.user,
			"employee": person.employee,
			"kind": kind,
			"for_date": on,
			"sent_on": now() if status == "Sent" else None,
			"channels": str(channels or ""),
			"status": status,
		}
		return tuple(values.get(column) for column in COLUMNS)

	return row


def hand_over(digest: Digest, day: Day, channels: Channels) -> None:
	with language(digest.person.language):
		mail = mail_of(digest, day)
		mailed = channels.mail and queue_mail(digest.person, mail)
		if channels.desk:
			notify(digest, mail)
	if channels.mail and not mailed:
		# Whoever has unsubscribed from all mail of the site gets none; the rows must not say otherwise.
		Row = frappe.qb.DocType(ROW)
		keys = [digest.key, *(reminder.key for reminder in digest.reminders)]
		left = str(channels._replace(mail=False))
		frappe.qb.update(Row).set(Row.channels, left).where(Row.name.isin(keys)).run()


def queue_mail(person: Person, mail: Mail) -> bool:
	if not person.email:
		raise frappe.InvalidEmailAddressError("no address")
	queued = frappe.sendmail(
		recipients=[person.email],
		subject=mail.subject,
		template=TEMPLATE,
		args=mail.context,
	)
	return bool(queued)


def notify(digest: Digest, mail: Mail) -> None:
	"""The bell of the desk. The title names nobody; a single thing opens itself, several open the list of them."""
	single = mail.lines[0].url if len(mail.lines) == 1 else None
	subject = (
		_("You have a coaching reminder")
		if single
		else _("You have {0} coaching reminders").format(len(mail.lines))
	)
	frappe.get_doc(
		{
			"doctype": "Notification Log",
			"type": "Alert",
			"for_user": digest.person.user,
			"from_user": "Administrator",
			"subject": subject,
			"link": single
			or desk("coaching-reminder", for_date=str(digest.on), kind=json.dumps(["!=", DIGEST])),
		}
	).insert(ignore_permissions=True)


# --- what went wrong ----------------------------------------------------------------------------------------------


def failure_key(digest: Digest) -> str:
	return key_of("Failed", digest.person.key, str(digest.on))


def note_failure(digest: Digest, error: Exception | None) -> None:
	"""For HR to see whose address to mend."""
	person = digest.person
	_note(
		failure_key(digest),
		_row(person, digest.on, Channels(False, False), status="Failed"),
		f"{person.user}: {type(error).__name__}",
		mentee=person.employee,
		company=person.company,
	)


def note_no_channel(on: date) -> None:
	"""Nothing can go out: no channel is on, or mail alone and the site has no outgoing account."""
	nobody = Person(employee=None, name="", user=None)
	_note(
		key_of("No Channel", str(on)),
		_row(nobody, on, Channels(False, False), status="Failed"),
		"No channel: see Coaching Settings, and the default outgoing Email Account",
	)


def _note(key: str, row, message: str, **values) -> None:
	"""One row and one Error Log a day for the same thing, without a word of any content."""
	if already_sent([key]):
		return
	try:
		frappe.db.bulk_insert(ROW, COLUMNS, [row(key=key, kind=NOT_SENT, **values)])
		frappe.log_error(title="Coaching reminders not sent", message=message)
		frappe.db.commit()
	except Exception:
		# Another worker was faster, or the database is gone: then there is no place to note it.
		frappe.db.rollback()


def waiting_row(key: str, user: str, **values) -> None:
	"""Write down what waits for the next digest of `user`."""
	employee = employee_of(user)
	row = _row(Person(employee, "", user), None, None, status="Waiting")
	frappe.db.bulk_insert(ROW, COLUMNS, [row(key=key, kind=CUSTOM, **values)])


# --- the channels -------------------------------------------------------------------------------------------------


def channels_on() -> Channels:
	return Channels(mail=bool(setting("remind_by_mail")), desk=bool(setting("remind_on_desk")))
