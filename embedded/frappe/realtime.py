"""Events for browsers: recorded, for nobody listens."""

import frappe
from frappe._state import local


def publish_realtime(
	event=None,
	message=None,
	room=None,
	user=None,
	doctype=None,
	docname=None,
	task_id=None,
	after_commit=False,
):
	"""Record an event, when the transaction commits if asked so."""
	entry = frappe._dict(
		event=event, message=message or {}, room=room, user=user, doctype=doctype, docname=docname
	)
	if after_commit:
		frappe.db.after_commit.add(lambda: local.published.append(entry))
	else:
		local.published.append(entry)


def publish_progress(percent, title=None, doctype=None, docname=None, description=None, task_id=None):
	message = {
		"percent": percent,
		"title": title,
		"doctype": doctype,
		"docname": docname,
		"description": description,
	}
	publish_realtime("progress", message, user=frappe.session.user, doctype=doctype, docname=docname)
