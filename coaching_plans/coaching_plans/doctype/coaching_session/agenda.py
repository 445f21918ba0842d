"""The agenda of both: each side adds to it, and the employee leaves the coach's items as they are (rule 14)."""

import frappe
from frappe import _

from coaching_plans.on_behalf import can_sign_in
from coaching_plans.wording import says_something


def forget_who_raised_what(session) -> None:
	"""What was carried over is the mentee's where it was; what comes from a client is its sender's."""
	for row in session.agenda:
		row.raised_by = None


def keep_items_of_the_other_side(session) -> None:
	"""Sets `raised_by` of new items. Raises PermissionError where the mentee changed what is not theirs."""
	before = session.get_doc_before_save()
	stored = {row.name: row for row in before.agenda} if before else {}
	by_mentee = session.written_by_mentee()
	for row in session.agenda:
		old = stored.get(row.name)
		if old:
			row.raised_by = old.raised_by
		elif not row.raised_by or ((by_mentee or before) and not session.flags.by_server):
			row.raised_by = "Mentee" if by_mentee else "Coach"
		if by_mentee and not old:
			# Whether it was talked about is seen in the talk.
			row.discussed = 0
	if by_mentee:
		refuse_changes_to_items_of_coach(session, stored)
	elif not (session.flags.by_server or frappe.session.user == "Administrator"):
		refuse_changes_to_items_of_mentee(session, stored)


def leave_out_blank_rows(session) -> None:
	session.agenda = [row for row in session.agenda if row.topic or says_something(row.item)]


def refuse_changes_to_items_of_mentee(session, stored: dict) -> None:
	"""What the mentee wants to talk about is said in their words, and struck by them. For who can't sign in others do."""
	kept = {row.name: row for row in session.agenda}
	for name, old in stored.items():
		if old.raised_by != "Mentee" or (name in kept and _says_as_much(kept[name], old)):
			continue
		if can_sign_in(session.mentee):
			frappe.throw(
				_(
					"{0}: row {1} is an item of the employee, in their words. Tick it as discussed, or add an item of your own."
				).format(frappe.bold(_("Agenda")), old.idx),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)


def _says_as_much(row, old, fields=("topic", "item")) -> bool:
	return all((row.get(field) or "") == (old.get(field) or "") for field in fields)


def refuse_changes_to_items_of_coach(session, stored: dict) -> None:
	kept = {row.name: row for row in session.agenda}
	for name, old in stored.items():
		new = kept.get(name)
		changed = not new or not _says_as_much(new, old, ("topic", "item", "discussed"))
		if changed and (old.raised_by == "Coach" or (new and new.discussed != old.discussed)):
			frappe.throw(
				_(
					"{0}: items of your coach, and whether an item was discussed, are not yours to change."
				).format(frappe.bold(_("Agenda"))),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)
