"""The agenda of both: each side adds to it, and the employee leaves the coach's items as they are (rule 14)."""

import frappe
from frappe import _


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


def refuse_changes_to_items_of_coach(session, stored: dict) -> None:
	kept = {row.name: row for row in session.agenda}
	for name, old in stored.items():
		new = kept.get(name)
		said = ("topic", "item", "discussed")
		changed = not new or any((new.get(field) or "") != (old.get(field) or "") for field in said)
		if changed and (old.raised_by == "Coach" or (new and new.discussed != old.discussed)):
			frappe.throw(
				_(
					"{0}: items of your coach, and whether an item was discussed, are not yours to change."
				).format(frappe.bold(_("Agenda"))),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)
