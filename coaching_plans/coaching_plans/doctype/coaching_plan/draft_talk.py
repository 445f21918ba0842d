"""What coach, manager and HR said to each other about a draft: not for the mentee to read once it is proposed (rule 19).

Frappe shows all comments of a record to whoever reads it. So at the proposal those on the draft become private notes
of their authors on the plan, who keep their words, and assignments on the draft end.

Past permissions: it follows from the proposal, for which its doer was judged, and takes what others said along too.
"""

from html import unescape

import frappe
from frappe import _
from frappe.utils import strip_html

from coaching_plans.data_protection import erase_first_words_of_comments
from coaching_plans.wording import says_something

# The last two hold the text of an assignment.
TALK = ("Comment", "Assigned", "Assignment Completed")


def put_away(plan) -> None:
	"""Called when `plan` is proposed. A fixed number of queries, and an insert for each comment."""
	mentee_user = frappe.db.get_value("Employee", plan.mentee, "user_id")
	records = records_of(plan)
	last = last_word(plan, mentee_user)
	# What was said before they handed it back they have read already.
	comments = comments_on(records, mentee_user, after=last and last.creation)
	for comment in comments:
		if comment.comment_type == "Comment":
			keep_as_note(comment, plan)
	if comments:
		frappe.db.delete("Comment", {"name": ("in", [comment.name for comment in comments])})
		frappe.msgprint(
			_(
				"What was said about the draft is not the employee's to read: each author keeps it as a private note."
			),
			alert=True,
		)
	for doctype, names in records.items():
		end_assignments(doctype, names, mentee_user)
		erase_first_words_of_comments(doctype, names)


def records_of(plan) -> dict[str, list[str]]:
	return {
		"Coaching Plan": [plan.name],
		"Coaching Goal": frappe.get_all("Coaching Goal", {"plan": plan.name}, pluck="name"),
		"Coaching Action": frappe.get_all("Coaching Action", {"plan": plan.name}, pluck="name"),
	}


def asked_changes(plan) -> str | None:
	"""What the mentee asked for when they handed the plan back last, as plain text. None where they did not."""
	last = last_word(plan, frappe.db.get_value("Employee", plan.mentee, "user_id"))
	return as_text(last.content) if last else None


def as_text(content: str | None) -> str:
	return unescape(strip_html(content or "")).strip()


def last_word(plan, mentee_user: str | None):
	"""The mentee's last comment: they see no draft, so they made it as they handed the plan back, or before."""
	last = frappe.get_all(
		"Comment",
		filters={
			"reference_doctype": plan.doctype,
			"reference_name": plan.name,
			"comment_type": "Comment",
			"owner": mentee_user or "",
		},
		fields=["creation", "content"],
		order_by="creation desc",
		limit=1,
	)
	return last[0] if last else None


def comments_on(records: dict[str, list[str]], mentee_user: str | None, after) -> list[dict]:
	filters = {
		"reference_doctype": ("in", list(records)),
		"reference_name": ("in", [name for names in records.values() for name in names]),
		"comment_type": ("in", TALK),
		"owner": ("!=", mentee_user or ""),
	}
	if after:
		filters["creation"] = (">", after)
	return frappe.get_all(
		"Comment", filters=filters, fields=["name", "owner", "comment_type", "content"], order_by="creation"
	)


def keep_as_note(comment, plan) -> None:
	words = as_text(comment.content)
	if not says_something(words):
		return
	note = frappe.new_doc("Coaching Note", plan=plan.name, note=words)
	note.flags.by_server = True
	note.insert(ignore_permissions=True)
	# Frappe makes who inserts a document its owner.
	note.db_set("owner", comment.owner, update_modified=False)


def end_assignments(doctype: str, names: list[str], mentee_user: str | None) -> None:
	"""Set-wise and in silence: Frappe's own way tells of each in a comment."""
	of_others = {
		"reference_type": doctype,
		"reference_name": ("in", names or [""]),
		"status": "Open",
		"allocated_to": ("!=", mentee_user or ""),
	}
	if frappe.get_all("ToDo", filters=of_others, limit=1):
		frappe.db.set_value("ToDo", of_others, "status", "Closed", update_modified=False)
		frappe.db.set_value(doctype, {"name": ("in", names)}, "_assign", None, update_modified=False)
