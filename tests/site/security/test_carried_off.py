"""Road: what a System Manager sets up, or asks to run, on what Frappe hangs on records: comments, versions, files."""

import hashlib
import json

import pytest

from tests.circle_people import SECRET

pytestmark = pytest.mark.commits

PLAN = "Coaching Plan"
UNION = "1=0 union select {column} from `tab{table}`"
# What a saved Bulk Update is told to look for, which Frappe puts into SQL as it stands.
CONDITIONS = {
	"notes": UNION.format(column="note", table="Coaching Note"),
	"plans": UNION.format(column="opportunity", table=PLAN),
	"comments": UNION.format(column="content", table="Comment"),
	"files": UNION.format(column="file_url", table="File"),
}


@pytest.fixture
def comment(web, records, site) -> str:
	site.db.rollback()
	return site.get_all(
		"Comment", {"reference_doctype": PLAN, "content": ("like", f"%{SECRET}%")}, pluck="name"
	)[0]


@pytest.fixture
def version(web, records, site) -> str:
	site.db.rollback()
	return site.get_all("Version", {"ref_doctype": PLAN, "docname": records.plan}, pluck="name")[0]


@pytest.fixture
def kept(site):
	"""Rows made by the test itself, past what is tested, and removed after it."""
	made = []

	def insert(doctype: str, **values) -> str:
		doc = site.get_doc({"doctype": doctype, **values})
		doc.set_new_name()
		doc.db_insert()
		made.append(doc)
		site.db.commit()
		return doc.name

	yield insert
	site.db.rollback()
	for doc in made:
		site.db.delete(doc.doctype, {"name": doc.name})
	site.db.commit()
	site.clear_cache()


# --- SQL that is stored first ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", CONDITIONS)
def test_a_bulk_update_runs_no_stored_query(web, site, what):
	stored = {
		"doctype": "Bulk Update",
		"document_type": "Note",
		"field": "content",
		"update_value": "x",
		"condition": CONDITIONS[what],
		"limit": 10,
	}
	web.ask("system_manager", "PUT", "/api/resource/Bulk Update/Bulk Update", json=stored)
	for ask in (
		(
			"POST",
			"/api/method/run_doc_method",
			{"dt": "Bulk Update", "dn": "Bulk Update", "method": "bulk_update"},
		),
		("POST", "/api/method/run_doc_method", {"docs": json.dumps(stored), "method": "bulk_update"}),
		("POST", "/api/v2/document/Bulk Update/Bulk Update/method/bulk_update", {}),
		("POST", "/api/resource/Bulk Update/Bulk Update", {"run_method": "bulk_update"}),
	):
		verb, path, sent = ask
		answer = web.refused("system_manager", verb, path, ("/private/files/",), data=sent)
		assert answer.status_code == 403, f"{path}: {answer.text[:500]}"


def test_a_bulk_update_of_others_runs_as_ever(web):
	stored = {
		"doctype": "Bulk Update",
		"document_type": "Note",
		"field": "title",
		"update_value": "x",
		"limit": 1,
	}
	stored["condition"] = "1=0"
	answer = web.call("system_manager", "run_doc_method", docs=stored, method="bulk_update")
	assert answer.status_code != 403, answer.text


def test_a_report_is_not_scheduled_with_a_query_for_a_filter(web):
	values = {
		"report": "Employee Birthday",
		"user": "Administrator",
		"email_to": "x@example.com",
		"frequency": "Daily",
		"format": "CSV",
		"filters": json.dumps(
			{"month": "Jan", "company": "x\\' union select note from `tabCoaching Note` -- "}
		),
	}
	answer = web.refused("system_manager", "POST", "/api/resource/Auto Email Report", json=values)
	assert answer.status_code == 403, answer.text
	prepared = {"report_name": "Employee Birthday", "filters": values["filters"]}
	answer = web.refused("system_manager", "POST", "/api/resource/Prepared Report", json=prepared)
	assert answer.status_code == 403, answer.text


def test_a_virtual_field_shows_no_table(web):
	field = {
		"dt": "Note",
		"label": "Circle",
		"fieldname": "circle_virtual",
		"is_virtual": 1,
		"fieldtype": "Small Text",
		"options": "frappe.db.sql('select note from `tabCoaching Note`')",
	}
	answer = web.refused("system_manager", "POST", "/api/resource/Custom Field", json=field)
	assert answer.status_code == 403, answer.text


# --- sent elsewhere --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("doctype", ["Comment", "Version", "ToDo", "File"])
def test_no_webhook_takes_it_off_the_site(web, doctype):
	hook = {
		"name": f"circle {doctype}",
		"webhook_doctype": doctype,
		"webhook_docevent": "after_insert",
		"request_url": "https://example.com",
		"request_method": "POST",
		"request_structure": "JSON",
		"webhook_json": "{}",
	}
	answer = web.refused("system_manager", "POST", "/api/resource/Webhook", json=hook)
	assert answer.status_code == 403, answer.text


def test_no_webhook_is_tried_out_on_it(web, comment):
	hook = {
		"doctype": "Webhook",
		"webhook_doctype": "Comment",
		"preview_document": comment,
		"webhook_json": '{"said": {{ doc.content | json }}}',
	}
	answer = web.refused_call("system_manager", "run_doc_method", docs=hook, method="generate_preview")
	assert answer.status_code == 403, answer.text


@pytest.mark.parametrize(
	"doctype, when", [("Comment", "New"), ("ToDo", "New"), ("Version", "New"), ("ToDo", "Save")]
)
def test_no_notification_tells_others_of_it(web, records, firm, site, monkeypatch, doctype, when):
	"""In this process, and with Frappe writing at once what it would hand to a worker."""
	from frappe.desk.form.assign_to import add

	monkeypatch.setitem(site.local.flags, "in_test", True)

	site.set_user("Administrator")
	site.get_doc(
		{
			"doctype": "Notification",
			"name": f"circle {doctype} {when}",
			"document_type": doctype,
			"event": when,
			"channel": "System Notification",
			"subject": "told: {{ doc.content or doc.description or doc.data }}",
			"message": "x",
			"recipients": [{"receiver_by_role": "System Manager"}],
		}
	).insert()
	site.clear_cache()
	site.set_user(firm.user("manager"))
	plan = site.get_doc(PLAN, records.plan)
	of_plan = {"doctype": PLAN, "name": records.plan, "assign_to": [firm.user("second_manager")]}
	add({**of_plan, "description": f"{SECRET} assigned"})
	plan.add_comment("Comment", f"{SECRET} said")
	plan.opportunity = f"{SECRET} changed"
	plan.save(ignore_version=False)
	assert not told(site, firm)
	# What hangs on nothing confidential is told as ever.
	site.set_user("Administrator")
	event = site.get_doc({"doctype": "Event", "subject": "circle", "starts_on": "2031-01-01"}).insert()
	event.add_comment("Comment", "of an event")
	add(
		{
			"doctype": "Event",
			"name": event.name,
			"assign_to": [firm.user("manager")],
			"description": "of an event",
		}
	)
	event.description = "of an event"
	event.save(ignore_version=False)
	assert told(site, firm)
	site.db.rollback()


def told(site, firm) -> list[str]:
	return site.get_all(
		"Notification Log",
		{"for_user": firm.user("system_manager"), "subject": ("like", "told:%")},
		pluck="subject",
	)


@pytest.mark.parametrize("doctype", ["Comment", "Version"])
def test_a_guest_is_given_no_key_to_it(web, site, kept, comment, version, doctype):
	name = {"Comment": comment, "Version": version}[doctype]
	key = {
		"reference_doctype": doctype,
		"reference_docname": name,
		"key": "circle-key",
		"expires_on": "2099-01-01",
	}
	answer = web.refused("system_manager", "POST", "/api/resource/Document Share Key", json=key)
	assert answer.status_code == 403, answer.text
	# One that was there before the app.
	kept("Document Share Key", **key)
	for person in ("guest", "peer"):
		web.refused(
			person, "GET", "/printview", params={"doctype": doctype, "name": name, "key": "circle-key"}
		)


def test_an_older_link_shows_no_row_and_no_comment(web, site, records, comment):
	settings = "allow_older_web_view_links"
	before = site.db.get_single_value("System Settings", settings)
	site.db.set_single_value("System Settings", settings, 1)
	site.db.commit()
	site.clear_cache()
	try:
		for doctype, name in (
			("Coaching Agenda Item", records.row),
			("Comment", comment),
			(PLAN, records.plan),
		):
			key = hashlib.sha224(f"{doctype}:{name}".encode()).hexdigest()
			web.refused("guest", "GET", "/printview", params={"doctype": doctype, "name": name, "key": key})
	finally:
		site.db.set_single_value("System Settings", settings, before)
		site.db.commit()
		site.clear_cache()


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheet(web, records) -> str:
	return web.attach(
		"manager", PLAN, records.plan, "circle-sheet.csv", f"ID,Title,Serial No\n,{SECRET},{SECRET}"
	)["file_url"]


def test_no_import_shows_the_file_of_a_record(web, site, kept, sheet):
	values = {"reference_doctype": "Note", "import_type": "Insert New Records", "import_file": sheet}
	answer = web.refused("system_manager", "POST", "/api/resource/Data Import", json=values)
	assert answer.status_code == 403, answer.text
	name = kept("Data Import", reference_doctype="Note", import_type="Insert New Records")
	web.refused_call(
		"system_manager",
		"frappe.client.set_value",
		doctype="Data Import",
		name=name,
		fieldname="import_file",
		value=sheet,
	)
	preview = "data_import.get_preview_from_template"
	web.refused_call(
		"system_manager", f"frappe.core.doctype.data_import.{preview}", data_import=name, import_file=sheet
	)
	bank = kept(
		"Bank Statement Import", reference_doctype="Bank Transaction", import_type="Insert New Records"
	)
	web.refused_call(
		"system_manager",
		"erpnext.accounts.doctype.bank_statement_import.bank_statement_import.get_preview_from_template",
		data_import=bank,
		import_file=sheet,
	)
	web.refused_call(
		"system_manager",
		"erpnext.stock.doctype.serial_and_batch_bundle.serial_and_batch_bundle.upload_csv_file",
		item_code="x",
		file_path=sheet,
	)


def test_what_is_gathered_of_somebody_is_asked_for_by_themselves(web, firm):
	request = "/api/resource/Personal Data Download Request"
	answer = web.refused("system_manager", "POST", request, json={"user": firm.user("manager")})
	assert answer.status_code == 403, answer.text
	# Of who has said nothing about coaching it is as ever, and of oneself.
	for user in ("unemployed", "system_manager"):
		assert web.ask("system_manager", "POST", request, json={"user": firm.user(user)}).status_code != 403


# --- what is gone ----------------------------------------------------------------------------------------------------


def test_of_what_hung_on_a_record_no_word_is_kept(web, site, firm, records):
	todo = web.call(
		"manager",
		"frappe.desk.form.assign_to.add",
		doctype=PLAN,
		name=records.plan,
		assign_to=[firm.user("hr")],
		description=f"{SECRET} to be deleted",
	).json()["message"][0]["name"]
	file = web.attach("manager", PLAN, records.plan, "circle-deleted.txt", SECRET)["name"]
	said = web.call(
		"manager",
		"frappe.desk.form.utils.add_comment",
		reference_doctype=PLAN,
		reference_name=records.plan,
		content=f"{SECRET} to be deleted",
		comment_email=firm.user("manager"),
		comment_by="x",
	).json()["message"]["name"]
	for doctype, name in (("ToDo", todo), ("File", file), ("Comment", said)):
		web.ask("hr", "DELETE", f"/api/resource/{doctype}/{name}")
		site.db.rollback()
		site.set_user("Administrator")
		site.delete_doc(doctype, name, force=True, ignore_missing=True)
		site.db.commit()
		data = site.get_all(
			"Deleted Document", {"deleted_doctype": doctype, "deleted_name": name}, pluck="data"
		)
		assert len(data) == 1 and SECRET not in data[0] and "circle-deleted" not in data[0]
	web.refused(
		"system_manager",
		"GET",
		"/api/resource/Deleted Document",
		("circle-deleted", records.plan),
		params={"fields": '["*"]'},
	)


def test_nothing_is_erased_by_a_status(web, site, firm, records, kept):
	request = kept(
		"Personal Data Deletion Request",
		name="deleted-user-9999@coaching.example",
		email=firm.user("mentee"),
		status="Pending Approval",
	)
	changed = web.call(
		"system_manager",
		"frappe.client.set_value",
		doctype="Personal Data Deletion Request",
		name=request,
		fieldname="status",
		value="Deleted",
	)
	assert changed.ok, changed.text
	web.allowed_call("mentee", "frappe.client.get", doctype=PLAN, name=records.plan)


# --- what answers tell -----------------------------------------------------------------------------------------------


def test_when_a_record_was_changed_is_not_told(web, records, site):
	for doctype, name in (
		("Coaching Note", records.note),
		(PLAN, records.plan),
		("Coaching Session", records.held),
	):
		site.db.rollback()
		modified = str(site.db.get_value(doctype, name, "modified"))
		document = {"doctype": doctype, "name": name, "modified": "2020-01-01 00:00:00"}
		for person in ("peer", "system_manager"):
			answer = web.refused_call(
				person, "run_doc_method", (modified, modified[:19]), docs=document, method="get_title"
			)
			assert answer.status_code == 403, answer.text


def test_who_wrote_a_note_is_not_found_out(web, firm, records):
	for person in ("mentee", "manager"):
		inspector = {
			"doctype": "Permission Inspector",
			"ref_doctype": "Coaching Note",
			"docname": records.note,
			"user": firm.user(person),
			"permission_type": "read",
		}
		answer = web.refused_call("system_manager", "run_doc_method", docs=inspector, method="debug")
		assert answer.status_code == 403, answer.text
