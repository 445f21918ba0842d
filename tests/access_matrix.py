"""The access matrix of docs/permissions.md, worked out by asking the code: who may do what to which record.

`python -m tests.access_matrix` rewrites it in the page, on the embedded site.
"""

import sys
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
	from embedded.site import add_to_path

	add_to_path()

import frappe

from tests import competency_people
from tests.circle_people import Firm, Records, make_firm, make_records

PAGE = Path(__file__).resolve().parent.parent / "docs" / "permissions.md"
START, END = "<!-- matrix: written by tests/access_matrix.py -->", "<!-- end of matrix -->"

PERSONS = {
	"mentee": "Mentee",
	"mentor": "Coach who is a mentor from elsewhere",
	"manager": "Manager (new, after a transfer)",
	"second_manager": "Manager's manager",
	"third_level": "Third level up",
	"former": "Former manager",
	"peer": "Peer",
	"hr": "HR of this company",
	"other_hr": "HR of another company",
	"system_manager": "System Manager without HR",
	"unemployed": "User without employee",
	"guest": "Guest",
}
PERMISSIONS = (
	"read",
	"write",
	"create",
	"submit",
	"cancel",
	"delete",
	"print",
	"report",
	"export",
	"share",
	"email",
)
DEEDS = ("list", *PERMISSIONS, "assign", "follow", "comment")
RECORDS = {
	"draft": ("Coaching Plan", "Plan, Draft (of the manager)"),
	"proposed": ("Coaching Plan", "Plan, Proposed"),
	"plan": ("Coaching Plan", "Plan, Active"),
	"completed": ("Coaching Plan", "Plan, Completed"),
	"closed": ("Coaching Plan", "Plan, Closed"),
	"given_up": ("Coaching Plan", "Plan, Closed without having been proposed"),
	"mentored": ("Coaching Plan", "Plan with a mentor as appointed coach, Active"),
	"goal": ("Coaching Goal", "Goal, Mid Term"),
	"long_goal": ("Coaching Goal", "Goal, Long Term"),
	"action": ("Coaching Action", "Action"),
	"scheduled": ("Coaching Session", "Session, Scheduled"),
	"held": ("Coaching Session", "Session, Held"),
	"note": ("Coaching Note", "Private note of the mentee"),
	"self_before": ("Competency Assessment", "Self assessment, before the reveal"),
	"coach_before": ("Competency Assessment", "Coach's assessment, before the reveal"),
	"self_after": ("Competency Assessment", "Self assessment, revealed"),
	"coach_after": ("Competency Assessment", "Coach's assessment, revealed"),
	"agreed": ("Competency Assessment", "Agreed assessment"),
}
Matrix = dict[str, dict[str, list[str]]]


def all_records(firm: Firm) -> dict[str, str]:
	"""Names of one record of each kind in `RECORDS`."""
	made: Records = make_records(firm)
	names = made._asdict()
	_as(firm, "manager", lambda: frappe.get_doc("Coaching Plan", made.plan))
	names["completed"] = _copy_of(made.closed, status="Completed")
	names["given_up"] = _copy_of(made.draft, status="Closed")
	frappe.db.set_value("Coaching Plan", made.mentored, "status", "Active")
	return names | _assessments(firm, made)


def _copy_of(plan: str, **values) -> str:
	copy = frappe.get_doc("Coaching Plan", plan)
	copy.name = None
	copy.update(values)
	copy.set_new_name()
	for table in copy.meta.get_table_fields():
		copy.set(table.fieldname, [])
	copy.db_insert()
	return copy.name


def _assessments(firm: Firm, made: Records) -> dict[str, str]:
	from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
		open_round,
		start_discussion,
	)

	competency_people.questionnaire()
	mentee = firm.employee("mentee")
	names = {}
	for when, plan in (("before", made.proposed), ("after", made.plan)):
		pair = _as(firm, "manager", lambda plan=plan: open_round(mentee, plan=plan))
		names[f"self_{when}"], names[f"coach_{when}"] = pair["Self"], pair["Coach"]
	_as(firm, "mentee", lambda: competency_people.rate(names["self_before"], [3, 3, 3, 3]))
	_as(firm, "mentee", lambda: competency_people.rate(names["self_after"], [3, 3, 3, 3]))
	_as(firm, "manager", lambda: competency_people.rate(names["coach_after"], [3, 3, 3, 3]))
	names["agreed"] = _as(firm, "manager", lambda: start_discussion(mentee, plan=made.plan))
	_as(firm, "manager", lambda: competency_people.agree(names["agreed"]))
	return names


def _as(firm: Firm, person: str, deed: Callable):
	before = frappe.session.user
	frappe.set_user(firm.user(person))
	try:
		return deed()
	finally:
		frappe.set_user(before)


# --- asking -------------------------------------------------------------------------------------------------------


def matrix(firm: Firm, names: dict[str, str]) -> Matrix:
	"""The deeds that each person may do to each record, in the order of `DEEDS`; a person who may none is left out."""
	found: Matrix = {}
	for record, (doctype, _label) in RECORDS.items():
		found[record] = {}
		for person in PERSONS:
			deeds = _as(firm, person, lambda doctype=doctype, record=record: deeds_of(doctype, names[record]))
			if deeds:
				found[record][person] = deeds
	return found


def deeds_of(doctype: str, name: str) -> list[str]:
	"""What the user who is logged in may do to the record, by asking as Frappe's form and functions ask."""
	if not _listed(doctype, name) and not frappe.has_permission(doctype, "read", doc=name):
		# A note or assessment of their own, beside one that they can't see, says nothing of this one.
		return [deed for deed in DEEDS if deed != "create" and _may(deed, doctype, name)]
	return [deed for deed in DEEDS if _may(deed, doctype, name)]


def _may(deed: str, doctype: str, name: str) -> bool:
	if deed == "list":
		return _listed(doctype, name)
	if deed == "create":
		return _may_create(doctype, name)
	if deed in PERMISSIONS:
		return bool(frappe.has_permission(doctype, deed, doc=name)) and _is_done(deed, doctype, name)
	return _goes_through(_hanging(deed, doctype, name).insert, ignore_permissions=True)


def _listed(doctype: str, name: str) -> bool:
	try:
		return bool(frappe.get_list(doctype, filters={"name": name}, limit=1))
	except frappe.PermissionError:
		return False


def _may_create(doctype: str, name: str) -> bool:
	"""Another record of the same kind, for the same person and plan."""
	stored = frappe.get_doc(doctype, name)
	fields = ("mentee", "plan", "goal", "session", "kind", "coach", "horizon")
	values = {field: stored.get(field) for field in fields if stored.meta.has_field(field)}
	return bool(frappe.get_doc({"doctype": doctype, **values}).has_permission("create"))


def _hanging(deed: str, doctype: str, name: str):
	"""A comment by, a to-do for, or a subscription of the user who is logged in.

	Frappe's own functions insert these with permissions ignored, so what refuses them is this app alone.
	"""
	user = frappe.session.user
	return frappe.get_doc(
		{
			"comment": {
				"doctype": "Comment",
				"comment_type": "Comment",
				"reference_doctype": doctype,
				"reference_name": name,
				"content": "A comment",
			},
			"assign": {
				"doctype": "ToDo",
				"allocated_to": user,
				"reference_type": doctype,
				"reference_name": name,
				"description": "A to-do",
			},
			"follow": {
				"doctype": "Document Follow",
				"ref_doctype": doctype,
				"ref_docname": name,
				"user": user,
			},
		}[deed]
	)


def _is_done(deed: str, doctype: str, name: str) -> bool:
	"""Beyond the right to it, whether the record in its state lets it happen, where that needs nothing filled in."""
	if deed == "write":
		return frappe.get_doc(doctype, name).docstatus == 0 and _goes_through(
			frappe.get_doc(doctype, name).save
		)
	if deed == "delete":
		return _goes_through(frappe.delete_doc, doctype, name)
	if deed == "cancel":
		return _goes_through(frappe.get_doc(doctype, name).cancel)
	if deed == "submit":
		return frappe.get_doc(doctype, name).docstatus == 0
	return True


def _goes_through(deed: Callable, *given, **options) -> bool:
	"""Whether it is done, and not taken back at once as following is. Undone afterwards."""
	frappe.db.savepoint("deed")
	try:
		done = deed(*given, **options)
		return done is None or bool(frappe.db.exists(done.doctype, done.name))
	except (frappe.PermissionError, frappe.ValidationError, frappe.LinkExistsError):
		return False
	finally:
		frappe.db.rollback(save_point="deed")
		frappe.clear_messages()


# --- writing it down ----------------------------------------------------------------------------------------------


def as_page(found: Matrix) -> str:
	"""The matrix in Markdown: a table a record, a line a person who may do anything to it."""
	parts = []
	for record, (_doctype, label) in RECORDS.items():
		rows = found[record]
		parts += [
			f"#### {label}",
			"",
			"| | " + " | ".join(DEEDS) + " |",
			"|---" * (len(DEEDS) + 1) + "|",
			*(
				f"| {PERSONS[person]} | " + " | ".join("✓" if deed in deeds else "" for deed in DEEDS) + " |"
				for person, deeds in rows.items()
			),
			"",
			"Nothing for: "
			+ ", ".join(label for person, label in PERSONS.items() if person not in rows)
			+ ".",
			"",
		]
	return "\n".join(parts).strip()


def written() -> str:
	"""The matrix as it stands in the page."""
	return PAGE.read_text().split(START)[1].split(END)[0].strip()


def write(found: Matrix) -> None:
	page = PAGE.read_text()
	before, after = page.split(START)[0], page.split(END)[1]
	PAGE.write_text(f"{before}{START}\n\n{as_page(found)}\n\n{END}{after}")


if __name__ == "__main__":
	from embedded.site import create_site

	create_site()
	people = make_firm()
	write(matrix(people, all_records(people)))
	sys.stdout.write(f"{PAGE}\n")
