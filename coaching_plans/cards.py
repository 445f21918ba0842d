"""Number cards whose list, once opened, shows what was counted: Frappe leaves filters that it works out on the way."""

import frappe

from coaching_plans.clock import now
from coaching_plans.hierarchy import employee_of


@frappe.whitelist(methods=["GET", "POST"])
def sessions_to_log(filters: str | None = None) -> dict:
	"""Sessions of the user's circle that began and have no log yet; not those about the user, which others log."""
	begun = {"status": "Scheduled", "starts_on": ["<", str(now())[:19]]}
	return card("Coaching Session", {**begun, "mentee": ["!=", me()]})


@frappe.whitelist(methods=["GET", "POST"])
def logs_to_acknowledge(filters: str | None = None) -> dict:
	"""Logs about the user that they have not acknowledged."""
	return card(
		"Coaching Session", {"mentee": me(), "status": "Held", "mentee_acknowledged_on": ["is", "not set"]}
	)


@frappe.whitelist(methods=["GET", "POST"])
def assessments_to_submit(filters: str | None = None) -> dict:
	"""Assessments, of themselves and of those whom they coach, that wait for the user to rate and submit."""
	return card("Competency Assessment", {"rated_by": me(), "docstatus": 0, "kind": ["!=", "Agreed"]})


def me() -> str:
	"""The user's employee; for who is none, a name that no employee has: an empty one finds what has nobody's."""
	return employee_of(frappe.session.user) or frappe.session.user


def card(doctype: str, filters: dict) -> dict:
	"""What a number card shows: how many of `filters` the user sees, and where these are listed."""
	return {
		"value": len(frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0)),
		"fieldtype": "Int",
		"route": ["List", doctype],
		"route_options": filters,
	}
