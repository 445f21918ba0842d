"""The submitted logs of a plan beside one of them, and what each changed."""

from datetime import datetime

import frappe
from frappe.utils import get_datetime


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
