"""Reminders (rules 22 and 23): one digest a person and a day, sent once.

`facts` reads what is so, in sets; `select` chooses what is due for whom; `digest` leaves out what was sent and who is
away; `render` puts it into words; `delivery` hands it to Frappe's mail queue and writes down that it did.
"""

from datetime import date, datetime

import frappe
from frappe.utils import getdate

from coaching_plans.clock import now, today
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.language import language
from coaching_plans.reminders.delivery import Outcome, channels_on, send_digests
from coaching_plans.reminders.digest import digests_of
from coaching_plans.reminders.render import mail_of

LAST_RUN = "last_reminder_run"


def preview(on: date | str | None = None, lang: str | None = None) -> list[dict]:
	"""What would go out on the day `on` (default: today), to whom and why, without sending; one dict a person.

	Each has `user`, `employee`, `name`, `email`, `language`, `channels`, `quiet` (why nothing goes to them, else None),
	`subject`, `html`, `text` and `reminders`: dicts with `kind`, `title`, `reason`, `action`, `url`, `mentee`,
	`doctype` and `name`. A day to come is judged by what is known today. All in `lang`, else in each person's language.
	Asks for no permission: whoever shows it to a user leaves out what that user does not see.
	"""
	day = digests_of(_day(on))
	channels = str(channels_on())
	previews = []
	for digest in day.digests:
		with language(lang or digest.person.language):
			mail = mail_of(digest, day)
			previews.append(
				frappe._dict(
					user=digest.person.user,
					employee=digest.person.employee,
					name=digest.person.name,
					email=digest.person.email,
					language=frappe.local.lang,
					channels=channels,
					quiet=digest.quiet,
					subject=mail.subject,
					html=mail.html,
					text=mail.text,
					reminders=[
						frappe._dict(
							kind=reminder.kind,
							title=line.title,
							reason=line.reason,
							action=line.action,
							url=line.url,
							mentee=reminder.mentee,
							company=reminder.mentee and day.facts.people[reminder.mentee].company,
							doctype=reminder.doctype,
							name=reminder.name,
						)
						for line in mail.lines
						for reminder in line.reminders
					],
				)
			)
	return previews


def send(on: date | str | None = None) -> Outcome:
	"""Send what is due on the day `on` (default: today). Commits after each person, so a rerun sends nothing twice."""
	return send_digests(_day(on))


def send_when_due() -> None:
	"""Scheduler event, hourly: sends once a day, from the hour set on, so that a missed hour is caught up.

	The day is marked once everybody has theirs. Until then each hour goes on where the last one stopped.
	"""
	moment = now()
	if is_due(moment, setting("reminder_hour"), _last_run()) and setting("send_reminders"):
		if send(moment.date()).complete:
			frappe.db.set_single_value("Coaching Settings", LAST_RUN, moment.date(), update_modified=False)
			frappe.db.commit()


def is_due(moment: datetime, hour: int, last_run: date | None) -> bool:
	"""Whether the run of the day of `moment` is still to be made.

	Asked for equality, not order: were the clock a year ahead once, the mark of that day would silence the year.
	"""
	return moment.hour >= hour and moment.date() != last_run


def _last_run() -> date | None:
	stored = frappe.db.get_single_value("Coaching Settings", LAST_RUN, cache=False)
	return getdate(stored) if stored else None


def _day(on: date | str | None) -> date:
	return getdate(on) if on else today()
