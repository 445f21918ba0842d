"""What Frappe has hung on coaching records (files, comments, versions and more), and how it is removed with them."""

from collections.abc import Collection, Sequence

import frappe

from coaching_plans.confidential_doctypes import CARRIERS


def remove(doctype: str, names: Sequence[str] | None = None, but: Collection[str] = ()) -> None:
	"""Remove for good what hangs on the records `names` of `doctype`, on all of them where none are named.

	Carriers in `but` are left. Nothing asks for permission here: callers do.
	"""
	# Files first: to the record of a file removed Frappe adds a comment that names it.
	for carrier in sorted(set(CARRIERS) - set(but), key=lambda carrier: carrier != "File"):
		if not frappe.db.table_exists(carrier):
			continue
		of, name = CARRIERS[carrier]
		filters = {of: doctype} if names is None else {of: doctype, name: ("in", names)}
		if carrier == "File":
			remove_files(filters)
		else:
			remove_rows(carrier, filters)


def remove_files(filters: dict) -> None:
	"""One by one, since Frappe clears the disk of a file only once nobody else's record has the same one."""
	for name in frappe.get_all("File", filters=filters, pluck="name"):
		frappe.delete_doc("File", name, ignore_permissions=True, force=True, delete_permanently=True)


def remove_rows(carrier: str, filters: dict) -> None:
	names = frappe.get_all(carrier, filters=filters, pluck="name")
	if not names:
		return
	for table in frappe.get_meta(carrier).get_table_fields():
		frappe.db.delete(table.options, {"parent": ("in", names), "parenttype": carrier})
	frappe.db.delete(carrier, {"name": ("in", names)})
