"""What the desk's calendar of sessions asks for and sends; see coaching_session_calendar.js."""

import frappe
from frappe.utils import add_to_date, time_diff_in_seconds


@frappe.whitelist(methods=["GET"])
def get_events(start: str, end: str, filters: str | list | None = None) -> list[dict]:
	"""The sessions that the user sees between two moments, for the calendar; called off ones left out."""
	sessions = frappe.get_list(
		"Coaching Session",
		filters=[
			*(frappe.parse_json(filters) or []),
			["Coaching Session", "starts_on", "between", [start, end]],
			["Coaching Session", "status", "!=", "Cancelled"],
		],
		fields=["name", "mentee_name", "starts_on", "minutes", "status", "docstatus"],
		limit_page_length=0,
	)
	for session in sessions:
		session.ends_on = add_to_date(session.starts_on, minutes=session.minutes or 30)
		# Without a word on it Frappe draws a whole day, and a drag then gives the session one.
		session.all_day = 0
	return sessions


@frappe.whitelist(methods=["POST"])
def move(args: str | dict, field_map: str | dict | None = None) -> None:
	"""Give a session the time to which it was dragged in the calendar. Raises PermissionError, as saving does."""
	moved = frappe._dict(frappe.parse_json(args))
	session = frappe.get_doc("Coaching Session", moved.name)
	session.check_permission("write")
	session.starts_on = moved.starts_on
	if moved.ends_on:
		session.minutes = time_diff_in_seconds(moved.ends_on, moved.starts_on) // 60
	session.save()
