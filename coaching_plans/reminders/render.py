"""A digest in words: subject, HTML and text, in the language of the person.

What stands in a mailbox is read by assistants, on lock screens and in backups. So a mail says that something is to be
done, with whom and by when, and leads to the record; what the record says, the purpose of the plan and the wording of
goals and actions included, is read there by whoever may (rule 21).
"""

from collections.abc import Iterator
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import format_date

from coaching_plans.reminders.digest import Day, Digest
from coaching_plans.reminders.kinds import ACTION_DUE, ACTION_OVERDUE, COACHING_LAPSED
from coaching_plans.reminders.sentences import SENTENCES, Line, Wording, desk
from coaching_plans.reminders.values import Reminder

TEMPLATE = "coaching_reminders"
RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ps", "ur", "yi")


class Mail(NamedTuple):
	"""A digest in words; `context` fills the template of the mail."""

	subject: str
	lines: list[Line]
	context: dict

	@property
	def html(self) -> str:
		return frappe.get_template(f"templates/emails/{TEMPLATE}.html").render(self.context)

	@property
	def text(self) -> str:
		return frappe.get_template(f"templates/emails/{TEMPLATE}.txt").render(self.context)


def mail_of(digest: Digest, day: Day) -> Mail:
	"""The mail of one digest. Call it, and fill the template, within the `language` of the person."""
	lines = list(lines_of(digest, day))
	context = {
		"name": digest.person.name,
		"lines": lines,
		"direction": "rtl" if (frappe.local.lang or "").split("-")[0] in RIGHT_TO_LEFT else "ltr",
		"preferences": desk("coaching-reminder-preference"),
	}
	return Mail(subject_of(digest), lines, context)


def subject_of(digest: Digest) -> str:
	"""Names no person, goal, rating or feedback (rule 21)."""
	return _("Your coaching reminders of {0}").format(format_date(digest.on, "d MMMM yyyy"))


def lines_of(digest: Digest, day: Day) -> Iterator[Line]:
	"""What the digest says, one line a thing to do; what asks for the same of several records is one line."""
	wording = Wording(day, digest.person)
	groups: dict[tuple, list[Reminder]] = {}
	for reminder in digest.reminders:
		groups.setdefault(_together(reminder), []).append(reminder)
	for reminders in groups.values():
		yield SENTENCES[reminders[0].kind](wording, reminders)


def _together(reminder: Reminder) -> tuple:
	if reminder.kind in (ACTION_DUE, ACTION_OVERDUE):
		return (reminder.kind, reminder.plan, reminder.detail, reminder.duty)
	if reminder.kind == COACHING_LAPSED:
		return (reminder.kind, reminder.detail)
	return (reminder.kind, reminder.key)
