"""What a run of reminders has left behind on the site that is tested."""

import email
from datetime import date
from email import policy

TUESDAY = date(2026, 11, 24)
PEOPLE = 30


def rows(site, **filters):
	return site.get_all("Coaching Reminder", filters=filters, fields=["*"])


def sent(site, **filters):
	return [row for row in rows(site, status="Sent", **filters) if row.kind != "Digest"]


def mails(site) -> dict[str, list]:
	"""The messages in the queue to the organisation, by address."""
	queued = site.get_all("Email Queue", fields=["name", "message"])
	found: dict[str, list] = {}
	for entry in queued:
		for (address,) in site.db.sql(
			"select recipient from `tabEmail Queue Recipient` where parent = %s", entry.name
		):
			if address.endswith("coaching.example"):
				message = email.message_from_string(entry.message, policy=policy.default)
				found.setdefault(address, []).append(message)
	return found


def log_names(site) -> set[str]:
	return set(site.get_all("Error Log", filters={"method": "Coaching reminders not sent"}, pluck="name"))


def logs(site) -> set[str]:
	return set(site.get_all("Error Log", filters={"name": ("in", [*log_names(site), ""])}, pluck="error"))


def set_settings(site, **values):
	for field, value in values.items():
		site.db.set_single_value("Coaching Settings", field, value)
	site.clear_document_cache("Coaching Settings", "Coaching Settings")
