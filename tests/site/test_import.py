"""Two hundred rows through Frappe's own Data Import: each wrong one is named with its reason, each right one is in."""

import csv
import io
import json
from pathlib import Path

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

import frappe
from frappe.core.doctype.data_import.data_import import (
	get_import_logs,
	get_preview_from_template,
	start_import,
)

from coaching_plans.guard import check_request
from tests import factories, imported_rows
from tests.imported_rows import ORDER, PEOPLE

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "import"
# Each row is committed by itself.
pytestmark = pytest.mark.commits


@pytest.fixture
def firm(site):
	firm = factories.firm()
	imported_rows.prepare(firm)
	# Who starts an import needs a role that opens Frappe's Data Import, beside being HR.
	for person in (firm.hr, firm.other_hr, firm.manager):
		factories.add_role(person, "System Manager")
	return firm


def csv_of(rows) -> str:
	columns = sorted({column for row in rows for column in row.values}, key=lambda column: "." in column)
	file = io.StringIO()
	writer = csv.writer(file)
	writer.writerow(columns)
	writer.writerows([row.values.get(column) for column in columns] for row in rows)
	return file.getvalue()


def data_import(person, doctype, rows, submit=False, **values):
	"""A Data Import of `rows`, or of the text of a file, made by `person`."""
	with factories.acting(person):
		made = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": doctype,
				"import_type": "Insert New Records",
				"submit_after_import": int(submit),
				"mute_emails": 1,
				**values,
			}
		).insert()
		made.import_file = (
			frappe.get_doc(
				{
					"doctype": "File",
					"file_name": "records.csv",
					"content": rows if isinstance(rows, str) else csv_of(rows),
					"attached_to_doctype": "Data Import",
					"attached_to_name": made.name,
					"is_private": 1,
				}
			)
			.insert()
			.file_url
		)
		made.save()
	return made


def run(person, made):
	"""What the job does. Returns the import's warnings and its log, by the number of the row in the file."""
	with factories.acting(person):
		start_import(made.name)
		made.reload()
		warnings = json.loads(made.template_warnings or "[]")
		log = {json.loads(entry.row_indexes)[0]: entry for entry in get_import_logs(made.name)}
	return warnings, log


def test_two_hundred_rows(firm, site):
	number = 0
	for doctype in ORDER:
		rows = imported_rows.rows(firm)[doctype]
		number += len(rows)
		submit = doctype == "Coaching Session"

		# Rows that can't be read keep the whole file out, and are all named at once.
		warnings, log = run(firm.hr, data_import(firm.hr, doctype, rows, submit))
		named = {warning["row"]: warning["message"] for warning in warnings if warning.get("row")}
		unreadable = {at: row for at, row in enumerate(rows, 2) if row.unreadable}
		assert set(named) == set(unreadable) and not log
		for at, row in unreadable.items():
			assert row.reason in named[at], (row, named[at])
		assert not frappe.db.count(doctype)

		# Without them the rest is imported row by row.
		rows = [row for row in rows if not row.unreadable]
		made = data_import(firm.hr, doctype, rows, submit)
		warnings, log = run(firm.hr, made)
		assert made.status == "Partial Success", warnings
		assert len(log) == len(rows)
		for at, row in enumerate(rows, 2):
			said = f"{log[at].messages} {log[at].exception}"
			assert bool(log[at].success) is not bool(row.reason), (row, said)
			if row.reason:
				assert row.reason in said, (row, said)
			else:
				assert log[at].docname == row.values["name"]
		assert frappe.db.count(doctype) == len([row for row in rows if not row.reason])
	assert number == 200
	people = [getattr(firm, name).employee for name in PEOPLE]
	assert frappe.db.count("Coaching Session", {"docstatus": 1, "mentee": ("in", people)}) == 25
	# In the web process that imports at once where no worker runs, nothing is left of it for who comes next.
	assert not frappe.flags.in_import


def test_the_examples_of_the_documentation_can_be_imported(site):
	people = factories.firm(
		{
			"00001": (None, factories.EMPLOYEE, factories.COMPANY),
			"00002": ("00001", factories.EMPLOYEE, factories.COMPANY),
			"00003": (None, factories.HR, factories.COMPANY),
		},
		users={},
		prefix="HR-EMP",
	)
	hr = vars(people)["00003"]
	factories.add_role(hr, "System Manager")
	for doctype, name in zip(ORDER, ("plans", "goals", "actions", "sessions"), strict=True):
		text = (EXAMPLES / f"{name}.csv").read_text()
		made = data_import(hr, doctype, text, submit=name == "sessions")
		warnings, log = run(hr, made)
		assert made.status == "Success", (name, warnings, [entry.messages for entry in log.values()])
	plan = frappe.get_doc("Coaching Plan", "OLD-PLAN-2")
	assert (plan.status, plan.coach, plan.sessions_held) == ("Active", "HR-EMP-00001", 1)
	assert plan.follow_through == 75
	assert len(frappe.get_doc("Coaching Plan", "OLD-PLAN-1").support) == 2
	assert len(frappe.get_doc("Coaching Session", "OLD-SESSION-2").action_reviews) == 3


def test_only_hr_imports_coaching_records(firm):
	rows = imported_rows.rows(firm)["Coaching Plan"][:1]
	with pytest.raises(frappe.PermissionError):
		data_import(firm.manager, "Coaching Plan", rows)


def test_an_import_changes_no_records_that_are_there(firm):
	"""It would answer "no changes" where a guess is right."""
	rows = imported_rows.rows(firm)["Coaching Plan"][:1]
	with pytest.raises(frappe.PermissionError):
		data_import(firm.hr, "Coaching Plan", rows, import_type="Update Existing Records")


def test_who_imported_alone_reads_the_file_and_the_log(firm):
	made = data_import(firm.hr, "Coaching Plan", imported_rows.rows(firm)["Coaching Plan"][:1])
	run(firm.hr, made)
	file = frappe.get_doc("File", {"file_url": made.import_file})
	log = frappe.get_doc("Data Import Log", {"data_import": made.name})
	for name in ("other_hr", "manager"):
		with factories.acting(getattr(firm, name)):
			for doc in (made, file, log):
				assert not frappe.has_permission(doc.doctype, "read", doc=doc), (name, doc.doctype)
			assert not frappe.get_list("Data Import", filters={"name": made.name})
			assert not frappe.get_list("Data Import Log", filters={"data_import": made.name})
			with pytest.raises(frappe.PermissionError):
				get_import_logs(made.name)
			with pytest.raises(frappe.PermissionError):
				get_preview_from_template(made.name)
	with factories.acting(firm.hr):
		assert frappe.get_list("Data Import", filters={"name": made.name})
		assert get_preview_from_template(made.name).data


@pytest.mark.parametrize(("who", "may"), [("hr", True), ("other_hr", False), ("manager", False)])
def test_the_preview_that_the_form_asks_for_is_for_who_imports(firm, who, may):
	"""The name of an import says that it is of coaching records, which other calls are refused for."""
	made = data_import(firm.hr, "Coaching Plan", imported_rows.rows(firm)["Coaching Plan"][:1])
	method = "frappe.core.doctype.data_import.data_import.get_preview_from_template"
	frappe.local.request = Request(EnvironBuilder(path=f"/api/method/{method}", method="POST").get_environ())
	with factories.acting(getattr(firm, who)):
		frappe.local.form_dict.update(cmd=method, data_import=made.name, import_file=made.import_file)
		if may:
			check_request()
			assert get_preview_from_template(made.name, made.import_file).data
		else:
			with pytest.raises(frappe.PermissionError):
				check_request()


def test_no_file_of_an_import_is_taken_over_by_its_url(firm):
	made = data_import(firm.hr, "Coaching Plan", imported_rows.rows(firm)["Coaching Plan"][:1])
	with factories.acting(firm.manager), pytest.raises(frappe.PermissionError):
		frappe.get_doc({"doctype": "File", "file_name": "mine.csv", "file_url": made.import_file}).insert()


def test_deleting_an_import_takes_its_file_and_log_along(firm):
	made = data_import(firm.hr, "Coaching Plan", imported_rows.rows(firm)["Coaching Plan"][:1])
	run(firm.hr, made)
	with factories.acting(firm.hr):
		frappe.delete_doc("Data Import", made.name)
	assert not frappe.db.exists("File", {"attached_to_name": made.name})
	assert not frappe.db.exists("Data Import Log", {"data_import": made.name})


def test_other_imports_are_as_they_were(firm):
	with factories.acting(firm.manager):
		made = frappe.get_doc(
			{
				"doctype": "Data Import",
				"reference_doctype": "Coaching Topic",
				"import_type": "Update Existing Records",
			}
		).insert()
	with factories.acting(firm.other_hr):
		assert frappe.get_list("Data Import", filters={"name": made.name})
		assert frappe.has_permission("Data Import", "read", doc=made)
