"""Number cards whose list, once opened, shows what was counted: Frappe leaves filters that it works out on the way."""

import frappe

from coaching_plans.clock import now, today
from coaching_plans.desk import is_pursued
from coaching_plans.hierarchy import employee_of
from coaching_plans.permissions import circle


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


@frappe.whitelist(methods=["GET", "POST"])
def overdue_actions(filters: str | None = None) -> dict:
	"""Agreed actions past their date that the user sees and that are still pursued, Long Term goals left out (rule 8).

	It leads to these very actions, by name, since a list can't ask for the status of goal and plan.
	"""
	Action = frappe.qb.DocType("Coaching Action")
	overdue = (
		frappe.qb.from_(Action)
		.select(Action.name)
		.where((Action.status == "Agreed") & (Action.due_date < today()) & (Action.horizon != "Long Term"))
		.where(is_pursued(Action) & circle(Action, "Coaching Action"))
		.orderby(Action.due_date)
		.run(pluck=True)
	)
	return shown("Coaching Action", len(overdue), {"name": ["in", overdue or [""]]})


def me() -> str:
	"""The user's employee; for who is none, a name that no employee has: an empty one finds what has nobody's."""
	return employee_of(frappe.session.user) or frappe.session.user


def card(doctype: str, filters: dict) -> dict:
	"""A number card of how many of `filters` the user sees."""
	return shown(
		doctype, len(frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0)), filters
	)


def shown(doctype: str, value: int, filters: dict) -> dict:
	"""What a number card shows: the figure, and where what it counts is listed."""
	return {
		"value": value,
		"fieldtype": "Int",
		"route": ["List", doctype],
		"route_options": filters,
	}
