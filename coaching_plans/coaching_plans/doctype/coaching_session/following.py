"""The session that comes next: found where one is scheduled, else made (rules 11 to 13).

Past permissions: it follows from submitting or cancelling the session before it, for which its doer was judged.
"""

from datetime import date, datetime

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from coaching_plans.cadence import next_date
from coaching_plans.clock import now
from coaching_plans.coaching_plans.doctype.coaching_session import carry_over, imported


def schedule(session) -> dict | None:
	"""The next session, at the same time of day on `next_session_on`, unless one is already scheduled.

	What cancelling needs to know of it: its name, and when it was last changed.
	"""
	if not session.next_session_on or open_session(session.mentee, session.plan, after=session.starts_on):
		return None
	if session.is_imported() and not imported.goes_on(session):
		return None
	if session.stored_plan_status() == "Draft":
		# It was handed back since the two met, and its employee does not see it.
		frappe.msgprint(
			_("No next session was scheduled, because the plan is a draft again. Propose it first."),
			alert=True,
		)
		return None
	following = new_session_after(session, day_to_come(session))
	following.previous_session = session.name
	following.flags.imported = False
	following.insert(ignore_permissions=True)
	return {"name": following.name, "modified": str(following.modified)}


def day_to_come(session) -> date:
	"""The day that the log names for the next session; where that is over by now, the next one of its cadence on which
	both work."""
	day = named = getdate(session.next_session_on)
	while at_time_of_day(session, day) <= now():
		day = next_date(day, carry_over.cadence_of(session))
	return day if day == named else carry_over.next_clear_day(session, day)


def remove_if_untouched(session) -> None:
	"""Takes back what `schedule` made, where nobody has written in it since."""
	made = frappe.parse_json(session.effects or "{}").get("next_session")
	if not made:
		return
	stored = frappe.db.get_value(
		"Coaching Session", made["name"], ["modified", "docstatus", "status"], as_dict=True
	)
	if (
		stored
		and stored.docstatus == 0
		and str(stored.modified) == made["modified"]
		and is_unused(made["name"])
	):
		frappe.delete_doc(
			"Coaching Session",
			made["name"],
			ignore_permissions=True,
			force=True,
			flags={"by_server": True},
		)


def let_go(session) -> None:
	"""What stays scheduled after a cancelled log no longer links to it: Frappe refuses to save what links to such."""
	Session = frappe.qb.DocType("Coaching Session")
	(
		frappe.qb.update(Session)
		.set(Session.previous_session, None)
		.where((Session.previous_session == session.name) & (Session.docstatus == 0))
		.run()
	)


def is_unused(session: str) -> bool:
	"""Nothing hangs on the session: no note, remark or file, and no goal or milestone that says it came from there."""
	links = {
		"Coaching Goal": {"set_in_session": session},
		"Coaching Note": {"session": session},
		"Coaching Milestone": {"session": session},
		"Comment": {
			"reference_doctype": "Coaching Session",
			"reference_name": session,
			"comment_type": "Comment",
		},
		"File": {"attached_to_doctype": "Coaching Session", "attached_to_name": session},
	}
	return not any(frappe.db.exists(doctype, filters) for doctype, filters in links.items())


def open_session(mentee: str, plan: str | None, after=None) -> str | None:
	"""The regular session of this plan, or of this person without a plan, that is scheduled and neither held nor over.

	The first one, or the first that starts after `after`. A talk of another kind, however near, is none of these.
	"""
	filters = {
		"mentee": mentee,
		"plan": plan or ("is", "not set"),
		"docstatus": 0,
		"status": "Scheduled",
		"session_type": "Scheduled",
	}
	if after:
		filters["starts_on"] = (">", after)
	return frappe.db.get_value("Coaching Session", filters, order_by="starts_on")


def new_session(mentee: str, plan: str | None, session_type: str, starts_on):
	"""A Coaching Session that is not inserted yet."""
	return frappe.get_doc(
		{
			"doctype": "Coaching Session",
			"mentee": mentee,
			"plan": plan,
			"session_type": session_type,
			"starts_on": starts_on,
		}
	)


def new_session_after(session, day):
	"""A new one for the same people and plan on `day`, at the time of day of `session`."""
	return new_session(session.mentee, session.plan, "Scheduled", at_time_of_day(session, getdate(day)))


def at_time_of_day(session, day: date) -> datetime:
	return datetime.combine(day, get_datetime(session.starts_on).time())
