"""Assignments: a ToDo for a user on a document."""

import json

import frappe
from frappe import _


@frappe.whitelist()
def add(args=None, *, ignore_permissions=False):
	"""Assign a document to users who can read it."""
	args = frappe._dict(args or frappe.local.form_dict)
	doc = frappe.get_doc(args.doctype, args.name)
	if not ignore_permissions:
		doc.check_permission()
	for user in frappe.parse_json(args.assign_to) if isinstance(args.assign_to, str) else args.assign_to:
		same = {
			"reference_type": args.doctype,
			"reference_name": args.name,
			"status": "Open",
			"allocated_to": user,
		}
		if frappe.get_all("ToDo", filters=same, limit=1):
			continue
		todo = frappe.get_doc(
			doctype="ToDo",
			description=args.description or _("Assignment for {0} {1}").format(args.doctype, args.name),
			priority=args.priority or "Medium",
			date=args.date or frappe.utils.nowdate(),
			assigned_by=args.assigned_by or frappe.session.user,
			**same,
		).insert(ignore_permissions=True)
		_follow(todo)
		if not frappe.has_permission(doc=doc, user=user):
			raise NotImplementedError("assigning to a user who cannot read the document, which shares it")
	return get({"doctype": args.doctype, "name": args.name})


def _follow(todo):
	users = frappe.get_all(
		"ToDo",
		filters={
			"reference_type": todo.reference_type,
			"reference_name": todo.reference_name,
			"status": "Open",
		},
		pluck="allocated_to",
	)
	frappe.db.set_value(
		todo.reference_type, todo.reference_name, "_assign", json.dumps(users), update_modified=False
	)


@frappe.whitelist()
def get(args=None):
	args = frappe._dict(args)
	return frappe.get_all(
		"ToDo",
		fields=["allocated_to as owner", "name"],
		filters={
			"reference_type": args.doctype,
			"reference_name": args.name,
			"status": ("not in", ("Cancelled", "Closed")),
		},
		limit=5,
	)
