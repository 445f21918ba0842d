"""The app leaves a site as it found it, and comes back to it whole. It takes all coaching records along, so it is left
out on a site that has any."""

import pytest

import frappe

from coaching_plans.install import BOARD, TOPICS
from tests.conftest import ROOT
from tests.site.lifecycle.commands import afresh, bench

APP, MODULE = "coaching_plans", "Coaching Plans"
HOSTS = ("Appraisal", "Appraisal Cycle", "Employee")


@pytest.fixture(scope="module")
def removed(site):
	"""What was there of the app before, and what still is after it was removed; it is back when the tests are over."""
	if frappe.db.count("Coaching Plan") or frappe.db.count("Coaching Session"):
		pytest.skip("this site has coaching records, which would be lost")
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
			and table_name = 'tabEmployee' and index_name in ('reports_to_index', 'user_id_index')"""
		)
	}
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
	assert returned == before
	assert len(returned["tables"]) >= 25 and "Coaching Plan" in returned["DocType"]
	assert set(TOPICS) <= set(frappe.get_all("Coaching Topic", pluck="name"))
	assert frappe.db.count("Competency") >= 12
