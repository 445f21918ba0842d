"""The logs of a plan: those submitted beside one of them and what each changed, and those begun."""

from datetime import datetime

import frappe
from frappe.query_builder import Criterion
from frappe.query_builder.functions import Coalesce
from frappe.utils import get_datetime

from coaching_plans.clock import now

LOG_FIELDS = ("recognition", "opportunity", "adjustments", "notes")
# What is written in a row while two talk; the rest of it is there before, and so are the barriers of a follow-up.
ANSWERS = {
	"Coaching Action Review": ("follow_through", "comment"),
	"Coaching Session Reading": ("value",),
}


def other_logs(session) -> list[dict]:
	"""The other submitted logs of the session's plan, the one submitted first in front, each with its `effects` and
	the goals that it `replanned`."""
	logs = frappe.get_all(
		"Coaching Session",
		filters={"plan": session.plan, "docstatus": 1, "name": ("!=", session.name)},
		fields=["name", "starts_on", "effects", "creation"],
	)
	for log in logs:
		log.effects = frappe.parse_json(log.effects or "{}")
		log.submitted_at = submitted_at(log.effects, log.creation)
		changes = log.effects.get("goals", {})
		log.replanned = [goal for goal, change in changes.items() if change["after"] == "Replanned"]
	return sorted(logs, key=lambda log: log.submitted_at)


def later_logs(session) -> list[dict]:
	"""Of these the logs of sessions that were held after this one, whenever they were submitted."""
	return [log for log in other_logs(session) if log.starts_on > get_datetime(session.starts_on)]


def logs_submitted_since(session) -> list[dict]:
	"""Of these the logs that were submitted after this one, so that they found what it had left."""
	at = submitted_at(frappe.parse_json(session.effects or "{}"), session.creation)
	return [log for log in other_logs(session) if log.submitted_at > at]


def submitted_at(effects: dict, creation) -> datetime:
	"""Logs of an earlier version of the app don't say when; they follow each other as their sessions were made."""
	return get_datetime(effects.get("at") or creation)


def logs_begun(plan: str) -> list[dict]:
	"""The sessions of `plan` that began by now and of which somebody has written, unsubmitted, the first in front."""
	Session, Item = frappe.qb.DocType("Coaching Session"), frappe.qb.DocType("Coaching Agenda Item")
	discussed = frappe.qb.from_(Item).select(Item.parent).where(Item.discussed == 1)
	written = [Coalesce(Session[field], "") != "" for field in LOG_FIELDS]
	written += [Session.name.isin(_sessions_with(row, fields)) for row, fields in ANSWERS.items()]
	return (
		frappe.qb.from_(Session)
		.select(Session.name, Session.starts_on)
		.where((Session.plan == plan) & (Session.docstatus == 0) & (Session.status == "Scheduled"))
		.where(Session.starts_on <= now())
		.where(Criterion.any([*written, Session.name.isin(discussed)]))
		.orderby(Session.starts_on)
		.run(as_dict=True)
	)


def _sessions_with(row: str, fields: tuple[str, ...]):
	Row = frappe.qb.DocType(row)
	return (
		frappe.qb.from_(Row)
		.select(Row.parent)
		.where(Criterion.any([Coalesce(Row[field], "") != "" for field in fields]))
	)
