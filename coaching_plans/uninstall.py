"""What Frappe does not remove by itself when the app goes."""

import frappe

from coaching_plans.install import BOARD


def before_uninstall():
	remove_board()
	remove_settings()
	remove_jobs()
	drop_indexes()


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
	if frappe.db.has_index("tabEmployee", "reports_to_index"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `reports_to_index`")
	if frappe.db.has_index("tabEmployee", "user_id_index"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `user_id_index`")
