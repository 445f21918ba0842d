"""The app leaves a site as it found it, and comes back to it whole. It takes all coaching records along, so it is left
out on a site that has any."""

from pathlib import Path

import pytest

import frappe

from coaching_plans.confidential_doctypes import CARRIERS
from coaching_plans.install import BOARD, TOPICS
from tests.bulk_organisation import insert
from tests.conftest import ROOT
from tests.site.lifecycle.commands import afresh, bench

APP, MODULE = "coaching_plans", "Coaching Plans"
PLAN = "CP-2026-99999"
HOSTS = ("Appraisal", "Appraisal Cycle", "Employee")


@pytest.fixture(scope="module")
def removed(site):
	"""What was there of the app before, and what still is after it was removed; it is back when the tests are over."""
	if frappe.db.count("Coaching Plan") or frappe.db.count("Coaching Session"):
		pytest.skip("this site has coaching records, which would be lost")
	hang_things_on_records()
	before = traces()
	bench("uninstall-app", APP, "--yes", "--no-backup")
	try:
		afresh()
		yield before, traces()
	finally:
		if APP not in frappe.get_installed_apps():
			install()


@pytest.fixture(scope="module")
def returned(removed):
	"""What is there of the app after it was installed once more."""
	install()
	return traces()


def hang_things_on_records():
	"""One of each of what Frappe hangs on records, an import with its log and file, and a file on disk."""
	for carrier, (of, name) in CARRIERS.items():
		if carrier != "File" and frappe.db.table_exists(carrier):
			insert(carrier, [{"name": f"of-a-plan-{frappe.scrub(carrier)}", of: "Coaching Plan", name: PLAN}])
	insert("Version", [{"name": "of-a-competency", "ref_doctype": "Competency", "docname": "Listening"}])
	insert("Data Import", [{"name": "of-plans", "reference_doctype": "Coaching Plan"}])
	insert("Data Import Log", [{"name": 987654, "data_import": "of-plans", "docname": PLAN}])
	for attached_to, name in (("Coaching Plan", PLAN), ("Data Import", "of-plans")):
		frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{frappe.scrub(attached_to)}.txt",
				"attached_to_doctype": attached_to,
				"attached_to_name": name,
				"is_private": 1,
				"content": f"Of a {attached_to}, in confidence",
			}
		).insert(ignore_permissions=True)
	frappe.db.commit()


def hanging() -> set[str]:
	"""What hangs on records of the app, whether these are there or not, by its DocType."""
	left = {
		carrier
		for carrier, (of, _name) in CARRIERS.items()
		if frappe.db.table_exists(carrier)
		and frappe.db.count(carrier, {of: ("in", ("Coaching Plan", "Competency", "Data Import"))})
	}
	left |= {
		doctype
		for doctype, filters in (
			("Data Import", {"reference_doctype": "Coaching Plan"}),
			("Data Import Log", {"data_import": "of-plans"}),
		)
		if frappe.db.count(doctype, filters)
	}
	folder = Path(frappe.get_site_path("private", "files"))
	return left | {path.name for path in folder.glob("*.txt") if "in confidence" in path.read_text()}


def install():
	bench("install-app", APP)
	afresh()


def traces() -> dict[str, set]:
	"""Names of all that belongs to the app, by where it is kept."""
	found = {
		doctype: set(frappe.get_all(doctype, {"module": MODULE}, pluck="name")) for doctype in of_module()
	}
	found["tables"] = {table for table in frappe.db.get_tables(cached=False) if table in own_tables()}
	found["settings"] = {
		row[0] for row in frappe.db.sql("select field from tabSingles where doctype = 'Coaching Settings'")
	}
	found["jobs"] = set(
		frappe.get_all("Scheduled Job Type", {"method": ("like", f"{APP}.%")}, pluck="method")
	)
	found["boards"] = set(frappe.get_all("Kanban Board", {"name": BOARD}, pluck="name"))
	found["indexes"] = {
		row[0]
		for row in frappe.db.sql(
			"""select index_name from information_schema.statistics where table_schema = database()
			and table_name = 'tabEmployee' and index_name like 'coaching%'"""
		)
	}
	found["hanging"] = hanging()
	found["apps"] = {app for app in frappe.get_installed_apps() if app == APP}
	found["modules"] = set(frappe.get_all("Module Def", {"app_name": APP}, pluck="name"))
	return found


def of_module() -> list[str]:
	"""The DocTypes of Frappe whose records say to which module they belong."""
	return [
		doctype
		for doctype in frappe.get_all(
			"DocField", {"fieldname": "module", "options": "Module Def", "fieldtype": "Link"}, pluck="parent"
		)
		if doctype != "Coaching Settings" and not frappe.get_meta(doctype).issingle
	]


def own_tables() -> set[str]:
	folder = ROOT / APP / APP / "doctype"
	return {f"tab{path.name.replace('_', ' ').title()}" for path in folder.iterdir() if path.is_dir()}


def test_nothing_of_the_app_is_left(removed):
	before, after = removed
	assert all(
		before[kind] for kind in ("DocType", "Report", "Workspace", "tables", "jobs", "boards", "apps")
	)
	assert len(before["hanging"]) >= 20
	assert {kind: left for kind, left in after.items() if left} == {}


def test_others_are_as_they_were(removed):
	for doctype in HOSTS:
		meta = frappe.get_meta(doctype)
		named = [group["label"] for group in meta.get_dashboard_data().transactions]
		assert "Coaching" not in named
		assert not frappe.get_all("Custom Field", {"dt": doctype, "module": MODULE})
	frappe.get_list("Employee", limit=1)


def test_it_comes_back_whole(removed, returned):
	before, _after = removed
	assert returned == before | {"hanging": set()}
	assert len(returned["tables"]) >= 25 and "Coaching Plan" in returned["DocType"]
	assert set(TOPICS) <= set(frappe.get_all("Coaching Topic", pluck="name"))
	assert frappe.db.count("Competency") >= 12
