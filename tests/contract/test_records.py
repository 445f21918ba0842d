"""What hangs on documents and DocTypes: versions, comments, files, to-dos, custom fields, meta."""

import json

import pytest

from tests.contract.conftest import CHILD, PROBE, SETTING, SLIP, TARGET


def versions(site, doc):
	rows = site.get_all(
		"Version",
		filters={"ref_doctype": doc.doctype, "docname": doc.name},
		pluck="data",
		order_by="creation",
	)
	return [json.loads(data) for data in rows]


def test_a_version_keeps_what_a_save_changed(site, probe):
	doc = probe(rows=[{"item": "a", "amount": 1}, {"item": "b"}])
	assert versions(site, doc) == []
	doc.reload()
	doc.subject, doc.number = "changed", 7
	doc.rows[0].amount = 2
	doc.remove(doc.rows[1])
	doc.append("rows", {"item": "c"})
	doc.save()
	(data,) = versions(site, doc)
	assert ["subject", "A probe", "changed"] in data["changed"]
	assert [each[0] for each in data["changed"]] == ["subject", "number"]
	assert data["row_changed"] == [["rows", 0, doc.rows[0].name, [["amount", "1", "2"]]]] or data[
		"row_changed"
	][0][:3] == ["rows", 0, doc.rows[0].name]
	assert [(each[0], each[1]["item"]) for each in data["added"]] == [("rows", "c")]
	assert [(each[0], each[1]["item"]) for each in data["removed"]] == [("rows", "b")]


def test_a_save_without_change_makes_no_version(site, probe):
	doc = probe()
	doc.reload()
	doc.save()
	assert versions(site, doc) == []


def test_versions_can_be_left_out(site, probe):
	doc = probe()
	doc.subject = "changed"
	doc.save(ignore_version=True)
	assert versions(site, doc) == []


def test_a_doctype_that_does_not_track_has_none(site, slip):
	doc = slip()
	doc.subject = "changed"
	doc.save()
	assert versions(site, doc) == []


def test_comments(site, probe, as_user):
	doc = probe()
	with as_user("reader@contract.example"):
		comment = doc.add_comment("Comment", "seen")
	assert (comment.reference_doctype, comment.reference_name, comment.content) == (PROBE, doc.name, "seen")
	assert (comment.owner, comment.comment_email) == ("reader@contract.example", "reader@contract.example")
	assert doc.add_comment("Info").comment_type == "Info"


def test_files_hang_on_documents(site, probe):
	doc = probe()
	file = site.get_doc(
		doctype="File", file_name="contract.txt", content="text inside", is_private=1,
		attached_to_doctype=PROBE, attached_to_name=doc.name,
	).insert()  # fmt: skip
	assert file.file_url.startswith("/private/files/contract")
	assert site.get_doc("File", file.name).get_content() in ("text inside", b"text inside")
	assert site.get_all(
		"File", filters={"attached_to_doctype": PROBE, "attached_to_name": doc.name}, pluck="name"
	) == [file.name]
	file.delete()


def test_an_assignment_is_a_todo(site, probe):
	from frappe.desk.form import assign_to

	doc = probe()
	assign_to.add(
		{"doctype": PROBE, "name": doc.name, "assign_to": ["reader@contract.example"], "description": "look"}
	)
	todo = site.get_doc("ToDo", {"reference_type": PROBE, "reference_name": doc.name})
	assert (todo.allocated_to, todo.status) == ("reader@contract.example", "Open")
	assert doc.get_assigned_users() == {"reader@contract.example"}


# meta


def test_meta_tells_fields_and_options(site):
	meta = site.get_meta(PROBE)
	assert meta.get_field("subject").reqd == 1
	assert meta.get_field("target").options == TARGET
	assert meta.has_field("rows") and not meta.has_field("nothing")
	assert meta.get_field("nothing") is None
	assert [df.fieldname for df in meta.get_table_fields()] == ["rows"]
	assert {df.fieldname for df in meta.get_link_fields()} >= {"target", "unguarded", "author", "ref_type"}
	assert meta.get_label("plain_date") == "Plain Date"
	assert meta.get_label("modified") == "Last Updated On"
	assert meta.get_options("mood") == "Good\nBad"
	assert (meta.istable, meta.issingle, meta.is_submittable, meta.track_changes) == (0, 0, 0, 1)
	assert site.get_meta(CHILD).istable == 1 and site.get_meta(SETTING).issingle == 1
	assert site.get_meta(SLIP).is_submittable == 1
	assert [df.fieldname for df in meta.get("fields", {"fieldtype": "Table"})] == ["rows"]
	assert {df.fieldname for df in meta.get("fields", {"permlevel": [">", 0]})} == {"secret"}
	assert {rule.role for rule in meta.permissions} >= {"Contract Reader", "System Manager"}
	assert "subject" in meta.get_valid_columns() and "rows" not in meta.get_valid_columns()
	assert site.is_table(CHILD) and not site.is_table(PROBE)


def test_an_unknown_doctype_is_an_error(site):
	with pytest.raises(site.DoesNotExistError):
		site.get_meta("No Such DocType")


@pytest.mark.commits
def test_custom_fields_are_fields(site, probe):
	from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

	fields = {
		PROBE: [{"fieldname": "extra", "label": "Extra", "fieldtype": "Data", "insert_after": "subject"}]
	}
	try:
		create_custom_fields(fields)
		create_custom_fields(fields)
		names = [df.fieldname for df in site.get_meta(PROBE).fields]
		assert names.index("extra") == names.index("subject") + 1
		assert site.db.has_column(PROBE, "extra")
		doc = site.get_doc({"doctype": PROBE, "subject": "x", "extra": "more"}).insert()
		assert site.db.get_value(PROBE, doc.name, "extra") == "more"
	finally:
		site.delete_doc("Custom Field", f"{PROBE}-extra", force=True)
		site.clear_cache(doctype=PROBE)
	assert not site.get_meta(PROBE).has_field("extra")


@pytest.mark.commits
def test_property_setters_change_fields(site):
	from frappe.custom.doctype.property_setter.property_setter import make_property_setter

	make_property_setter(PROBE, "shown", "reqd", 1, "Check")
	site.clear_cache(doctype=PROBE)
	assert site.get_meta(PROBE).get_field("shown").reqd == 1
	with pytest.raises(site.MandatoryError):
		site.get_doc({"doctype": PROBE, "subject": "x"}).insert()


def test_error_logs(site):
	try:
		raise ValueError("the cause")
	except ValueError:
		site.log_error("A title")
	log = site.get_last_doc("Error Log")
	assert log.method == "A title" and "the cause" in log.error
	site.log_error(title="Another", message="said so")
	assert site.db.get_value("Error Log", {"method": "Another"}, "error") == "said so"


# employees: what ERPNext does on save, and the app has to live with


@pytest.fixture
def people(site):
	"""A company, and a manager with one report, both with users."""
	company = site.get_doc(
		doctype="Company",
		company_name="Contract Company",
		abbr="CONC",
		default_currency="EUR",
		country="Germany",
	)
	company.flags.ignore_mandatory = True
	company.name = company.company_name
	company.db_insert()
	out = {}
	for key, manager in (("boss", None), ("worker", "boss")):
		email = f"{key}@people.example"
		user = site.get_doc(
			doctype="User", email=email, first_name=key.title(), last_name="Person", send_welcome_email=0
		).insert()
		out[key] = site.get_doc(
			doctype="Employee", first_name=key.title(), last_name="Person", gender="Female", date_of_birth="1990-01-01",
			date_of_joining="2020-01-01", company=company.name, status="Active", user_id=user.name,
			reports_to=out[manager].name if manager else None,
		).insert()  # fmt: skip
	return out


def test_an_employee_gives_its_user_the_role_and_limits(site, people):
	worker = people["worker"]
	assert worker.name.startswith("HR-EMP-") and worker.employee_name == "Worker Person"
	assert "Employee" in site.get_roles("worker@people.example")
	limits = site.permissions.get_user_permissions("worker@people.example")
	assert [row.doc for row in limits["Employee"]] == [worker.name]
	assert [row.doc for row in limits["Company"]] == ["Contract Company"]


def test_a_managers_own_limit_lets_their_reports_through(site, people):
	limits = site.permissions.get_user_permissions("boss@people.example")
	assert {row.doc for row in limits["Employee"]} == {people["boss"].name, people["worker"].name}


def test_no_limits_without_the_box(site, people):
	worker = people["worker"]
	worker.create_user_permission = 0
	worker.save()
	assert not site.permissions.get_user_permissions("worker@people.example").get("Employee")


def test_an_employee_list_is_limited_to_oneself(site, people, as_user):
	with as_user("worker@people.example"):
		assert site.get_list("Employee", pluck="name") == [people["worker"].name]


def test_who_leaves_has_nobody_reporting(site, people):
	boss = people["boss"]
	boss.reload()
	boss.status, boss.relieving_date = "Left", site.utils.today()
	with pytest.raises(site.ValidationError):
		boss.save()
	worker = site.get_doc("Employee", people["worker"].name)
	worker.status = "Left"
	with pytest.raises(site.ValidationError):
		worker.save()


def test_one_user_is_one_employee(site, people):
	worker = people["worker"]
	worker.user_id = "boss@people.example"
	with pytest.raises(site.DuplicateEntryError):
		worker.save()
