"""What is held about a person, and how it is erased once they have left.

Erasing takes every word that people wrote; what remains are dates, statuses and numbers, so that reports over past
cycles stay true. What the law asks a firm to keep or erase, and when, is the firm's to set in Coaching Settings.
"""

from collections import defaultdict
from collections.abc import Sequence

import frappe
from frappe import _
from frappe.utils import add_months

from coaching_plans import carried
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.confidential_doctypes import CLOSED, CONFIDENTIAL, PRIVATE
from coaching_plans.permissions import HR, MENTEE, standing_to_employee

WORDS = ("Small Text", "Text", "Long Text", "Text Editor", "Data", "HTML Editor", "Markdown Editor")
# Of what hangs on a record this says who looked at it or did what, and none of its words.
TRAILS = ("Access Log", "Activity Log", "View Log")
ERASED = "Erased"


# --- all that is held about one person ---------------------------------------------------------------------------


@frappe.whitelist(methods=["GET"])
def held_about(employee: str) -> dict[str, list[dict]]:
	"""Every coaching record of `employee` that the user may read, by DocType, rows included.

	For the employee themselves and for HR. Raises PermissionError for anybody else. Private notes of others are not
	among them: they are of their authors.
	"""
	if frappe.session.user != "Administrator" and standing_to_employee(employee) not in (MENTEE, HR):
		frappe.throw(
			_("Only the employee and HR get all that is held about a person."), frappe.PermissionError
		)
	return {doctype: records_of(doctype, employee) for doctype in CONFIDENTIAL}


def records_of(doctype: str, employee: str) -> list[dict]:
	"""The records with their rows, those that the user may read; a query for them and one for each kind of row."""
	records = frappe.get_list(
		doctype, filters={"mentee": employee}, fields=["*"], order_by="creation", limit_page_length=0
	)
	names = [record.name for record in records]
	for table in frappe.get_meta(doctype).get_table_fields():
		rows = frappe.get_all(
			table.options,
			filters={"parent": ("in", names or [""]), "parenttype": doctype, "parentfield": table.fieldname},
			fields=["*"],
			order_by="idx",
		)
		rows_of = defaultdict(list)
		for row in rows:
			rows_of[row.parent].append(row)
		for record in records:
			record[table.fieldname] = rows_of[record.name]
	return records


def validate_download_request(doc, method: str | None = None) -> None:
	"""Doc event: what Frappe gathers of a user holds every comment of theirs, and whoever asked opens it.

	Raises PermissionError where somebody else asks and some of these comments are on coaching records.
	"""
	if doc.user in (None, "", frappe.session.user) or frappe.session.user == "Administrator":
		return
	if frappe.db.exists("Comment", {"owner": doc.user, "reference_doctype": ("in", sorted(CLOSED))}):
		frappe.throw(
			_(
				"{0}: their data holds comments on coaching that are not yours to read. {1} can request it."
			).format(frappe.bold(_("User")), frappe.utils.get_fullname(doc.user)),
			frappe.PermissionError,
			title=_("Confidential"),
		)


# --- erasing -----------------------------------------------------------------------------------------------------


@frappe.whitelist(methods=["POST"])
def erase(employee: str) -> None:
	"""Erase every word of the coaching of an employee who has left, for good.

	For HR Managers of the employee's company. Raises PermissionError for others, ValidationError while they are active.
	"""
	if frappe.session.user != "Administrator":
		frappe.only_for("HR Manager")
		if standing_to_employee(employee) != HR:
			frappe.throw(_("This employee is not of your company."), frappe.PermissionError)
	if frappe.db.get_value("Employee", employee, "status") != "Left":
		frappe.throw(
			_("{0}: coaching is erased after an employee has left.").format(frappe.bold(_("Status"))),
			title=_("Still Here"),
		)
	erase_coaching_of([employee])


def erase_of_those_gone() -> None:
	"""Scheduled daily: erase the coaching of those who left as long ago as Coaching Settings says; 0 is never."""
	months = setting("erase_after_months")
	if not months:
		return
	gone = frappe.get_all(
		"Employee",
		filters={"status": "Left", "relieving_date": ("<=", add_months(today(), -months))},
		pluck="name",
	)
	if gone:
		erase_coaching_of(with_words(gone))


def with_words(employees: Sequence[str]) -> list[str]:
	"""Those of `employees` of whom a record or a note still says something. A fixed number of queries."""
	found = set()
	for doctype in CONFIDENTIAL:
		if frappe.get_meta(doctype).has_field("erased_on"):
			found |= set(
				frappe.get_all(
					doctype,
					filters={"mentee": ("in", employees), "erased_on": ("is", "not set")},
					pluck="mentee",
					distinct=True,
				)
			)
	users = users_of(employees)
	for doctype, links in PRIVATE.items():
		for fieldname, linked in links.items():
			found |= {mentee for _note, mentee in notes_on(doctype, fieldname, linked, employees)}
		writers = frappe.get_all(
			doctype, filters={"owner": ("in", [*users, ""])}, pluck="owner", distinct=True
		)
		found |= {users[user] for user in writers}
	return sorted(found)


def users_of(employees: Sequence[str]) -> dict[str, str]:
	"""Whose user each user is, of these people; without those who have come back and use it again."""
	rows = frappe.get_all(
		"Employee",
		filters={"name": ("in", employees), "user_id": ("is", "set")},
		fields=["user_id", "name"],
		as_list=True,
	)
	back = frappe.get_all(
		"Employee",
		filters={"user_id": ("in", [*(user for user, _name in rows), ""]), "status": "Active"},
		pluck="user_id",
	)
	return {user: name for user, name in rows if user not in back}


def follow_deletion_request(doc, method: str | None = None) -> None:
	"""Doc event on_change: whose personal data Frappe deletes on request, their coaching is erased too.

	Frappe sets the status when it is done, past the events of a save, and by then it has renamed the user to the name
	of the request. A status that somebody saves by hand erases nothing: the employee still has their own user.
	"""
	if doc.status == "Deleted":
		erase_coaching_of(frappe.get_all("Employee", filters={"user_id": doc.name}, pluck="name"))


def erase_coaching_of(employees: Sequence[str]) -> None:
	"""Erase the words of all coaching records of `employees`, with what hangs on them and notes about them.

	The number of statements grows with the files alone. Nothing asks for permission here: callers do.
	"""
	if not employees:
		return
	for doctype in CONFIDENTIAL:
		names = frappe.get_all(doctype, filters={"mentee": ("in", employees)}, pluck="name")
		if names:
			erase_words(doctype, "name", names)
			for table in frappe.get_meta(doctype).get_table_fields():
				erase_words(table.options, "parent", names)
			carried.remove(doctype, names, but=TRAILS)
			erase_first_words_of_comments(doctype, names)
	erase_notes(employees)
	erase_reminders(employees)


def erase_words(doctype: str, key: str, names: Sequence[str]) -> None:
	meta = frappe.get_meta(doctype)
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table).where(table[key].isin(names))
	for field in meta.fields:
		if field.fieldtype in WORDS and not field.fetch_from:
			query = query.set(table[field.fieldname], ERASED if field.reqd else None)
	if meta.has_field("erased_on"):
		query = query.set(table.erased_on, today())
	if query._updates:
		query.run()


def erase_first_words_of_comments(doctype: str, names: Sequence[str]) -> None:
	"""Frappe keeps them on the record as well."""
	if frappe.db.has_column(doctype, "_comments"):
		frappe.db.set_value(doctype, {"name": ("in", names)}, "_comments", None, update_modified=False)


def erase_notes(employees: Sequence[str]) -> None:
	"""Notes of anybody on the records of these people, and what these people noted themselves."""
	users = list(users_of(employees))
	for doctype, links in PRIVATE.items():
		for fieldname, linked in links.items():
			notes = [note for note, _mentee in notes_on(doctype, fieldname, linked, employees)]
			if notes:
				remove_notes(doctype, {"name": ("in", notes)})
		if users:
			remove_notes(doctype, {"owner": ("in", users)})


def notes_on(
	doctype: str, fieldname: str, linked: str, employees: Sequence[str]
) -> Sequence[tuple[str, str]]:
	"""Each note that `fieldname` links to a record of these people, with whose it is."""
	Note, Record = frappe.qb.DocType(doctype), frappe.qb.DocType(linked)
	return (
		frappe.qb.from_(Note)
		.join(Record)
		.on(Record.name == Note[fieldname])
		.select(Note.name, Record.mentee)
		.where(Record.mentee.isin(employees))
		.run()
	)


def remove_notes(doctype: str, filters: dict) -> None:
	names = frappe.get_all(doctype, filters=filters, pluck="name")
	if names:
		carried.remove(doctype, names)
		frappe.db.delete(doctype, {"name": ("in", names)})


def erase_reminders(employees: Sequence[str]) -> None:
	"""What an administrator's script had somebody told about these people, or waits to tell (a custom reminder)."""
	frappe.db.delete("Coaching Reminder", {"mentee": ("in", employees), "status": "Waiting"})
	frappe.db.set_value(
		"Coaching Reminder", {"mentee": ("in", employees)}, "reason", None, update_modified=False
	)
