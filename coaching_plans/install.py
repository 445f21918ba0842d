"""What the app sets up on a site, beyond what Frappe does from its files."""

import frappe
from frappe import _

from coaching_plans.competency_library import add_library

# Text 003's topics, with how often an appraisal cycle should touch each.
TOPICS = {
	"Commitments from last time": (12, "What both promised in the last session, and what came of it"),
	"Individual performance": (4, "How the work goes, with examples, and what would help"),
	"Problem solving": (4, "What stands in the way, and what has been tried"),
	"Organization and team dynamics": (2, "How the team works together, and what changes around it"),
	"Professional and career development": (2, "Where this person wants to go, and the next step there"),
}
BOARD = "Coaching Actions"
BOARD_COLUMNS = (
	("Proposed", "Orange", "Active"),
	("Agreed", "Blue", "Active"),
	("Done", "Green", "Active"),
	("Not Done", "Gray", "Active"),
	("Superseded", "Gray", "Archived"),
)
# The circle is asked for by these, which ERPNext leaves without an index. Named as ours, to be taken along.
INDEXES_OF_EMPLOYEE = {"coaching_reports_to": ["reports_to"], "coaching_user_id": ["user_id"]}
INDEXES = {
	"Coaching Goal": (["plan", "status"],),
	"Coaching Action": (["plan", "status"],),
	"Coaching Session": (["mentee", "starts_on"], ["plan", "starts_on"]),
	"Competency Assessment": (["mentee", "kind"],),
}


def before_install():
	"""Raises ValidationError on a platform that the app was not made for."""
	for app in ("frappe", "erpnext", "hrms"):
		version = int(frappe.get_attr(f"{app}.__version__").split(".")[0])
		if version not in (15, 16):
			frappe.throw(
				_("Coaching Plans runs on version 15 and 16 of {0}; this site has version {1}.").format(
					app, version
				)
			)


def after_install():
	add_topics()
	add_library()
	add_board()
	save_default_settings()
	add_indexes()


def add_topics():
	"""Added once; a firm that changes or deletes them keeps its own."""
	for topic, (times_per_cycle, description) in TOPICS.items():
		if not frappe.db.exists("Coaching Topic", topic):
			frappe.get_doc(
				{
					"doctype": "Coaching Topic",
					"topic": topic,
					"description": description,
					"times_per_cycle": times_per_cycle,
				}
			).insert(ignore_permissions=True)


def add_board():
	"""The actions by their status, as cards to be moved. Everybody's board shows the cards that they may read; the
	order of cards, which would name those of others, is not kept (see overrides.notices)."""
	if frappe.db.exists("Kanban Board", BOARD):
		return
	frappe.get_doc(
		{
			"doctype": "Kanban Board",
			"kanban_board_name": BOARD,
			"reference_doctype": "Coaching Action",
			"field_name": "status",
			"show_labels": 1,
			"fields": frappe.as_json(["mentee_name", "due_date", "responsible"]),
			"columns": [
				{"column_name": status, "indicator": indicator, "status": shown}
				for status, indicator, shown in BOARD_COLUMNS
			],
		}
	).insert(ignore_permissions=True)


def save_default_settings():
	frappe.get_doc("Coaching Settings").save(ignore_permissions=True)


def save_new_settings():
	"""Hook after_migrate: settings that came with an update start at their defaults.

	Frappe reads a box that was never saved as unticked, whatever its default says.
	"""
	doctype = "Coaching Settings"
	stored = {row[0] for row in frappe.db.sql("select field from `tabSingles` where doctype = %s", doctype)}
	for field in frappe.get_meta(doctype).fields:
		if field.default and field.fieldname not in stored:
			frappe.db.set_single_value(doctype, field.fieldname, field.default, update_modified=False)


def add_indexes():
	"""Hook after_migrate as well: Frappe drops an index of one column that is not in its DocType when that changes."""
	for name, fields in INDEXES_OF_EMPLOYEE.items():
		frappe.db.add_index("Employee", fields, name)
	for doctype, indexes in INDEXES.items():
		for fields in indexes:
			frappe.db.add_index(doctype, fields)
