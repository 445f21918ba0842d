"""What Frappe does not remove by itself when the app goes."""

import frappe

from coaching_plans import carried
from coaching_plans.install import BOARD


def before_uninstall():
	remove_what_hangs_on_records()
	remove_imports()
	remove_board()
	remove_settings()
	remove_jobs()
	drop_indexes()


def remove_what_hangs_on_records():
	"""Frappe drops our tables and leaves what it keeps beside them, which nothing guards once the app is gone."""
	for doctype in own_doctypes():
		carried.remove(doctype)


def remove_imports():
	"""The files from which records came, and the logs that name people."""
	imports = frappe.get_all("Data Import", {"reference_doctype": ("in", own_doctypes())}, pluck="name")
	if imports:
		carried.remove("Data Import", imports)
		frappe.db.delete("Data Import Log", {"data_import": ("in", imports)})
		frappe.db.delete("Data Import", {"name": ("in", imports)})


def own_doctypes() -> list[str]:
	return frappe.get_all("DocType", {"module": "Coaching Plans", "istable": 0}, pluck="name")


def remove_board():
	if frappe.db.exists("Kanban Board", BOARD):
		frappe.delete_doc("Kanban Board", BOARD, ignore_permissions=True)


def remove_settings():
	"""A Single has no table that Frappe could drop."""
	frappe.db.delete("Singles", {"doctype": "Coaching Settings"})


def remove_jobs():
	"""Otherwise the scheduler calls what is gone, until the next migration."""
	frappe.db.delete("Scheduled Job Type", {"method": ("like", "coaching_plans.%")})


def drop_indexes():
	if frappe.db.has_index("tabEmployee", "coaching_reports_to"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `coaching_reports_to`")
	if frappe.db.has_index("tabEmployee", "coaching_user_id"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `coaching_user_id`")
