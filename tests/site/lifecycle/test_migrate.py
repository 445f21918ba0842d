"""An update of the app leaves what a firm has changed, and adds what is new."""

import pytest

import frappe

from tests.site.lifecycle.commands import afresh, bench

# A record that comes with the app, with a field and what a firm may have made of it.
CHANGED = (
	("Coaching Topic", "Problem solving", "times_per_cycle", 7),
	("Competency", "Communication", "description", "As our own handbook says"),
)
SETTING = "session_lead_days"


@pytest.mark.commits
def test_a_migration_keeps_what_was_changed_and_adds_what_is_new(site):
	default = frappe.get_meta("Coaching Settings").get_field(SETTING).default
	for doctype, name, field, value in CHANGED:
		frappe.db.set_value(doctype, name, field, value)
	frappe.db.set_single_value("Coaching Settings", "session_minutes", 25)
	# As on a site that was set up before the app had this setting
	frappe.db.delete("Singles", {"doctype": "Coaching Settings", "field": SETTING})
	# As Frappe leaves it where a change of Employee clears the indexes that its DocType does not name.
	if frappe.db.has_index("tabEmployee", "coaching_reports_to"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `coaching_reports_to`")
	frappe.db.commit()
	bench("migrate", "--skip-search-index")
	afresh()
	for doctype, name, field, value in CHANGED:
		assert frappe.db.get_value(doctype, name, field) == value
	assert frappe.db.get_single_value("Coaching Settings", "session_minutes") == 25
	assert frappe.db.has_index("tabEmployee", "coaching_reports_to")
	assert str(frappe.db.get_single_value("Coaching Settings", SETTING)) == default
