"""What Frappe does not remove by itself when the app goes."""

import frappe

from coaching_plans.install import BOARD


def before_uninstall():
	remove_board()
	drop_indexes()


def remove_board():
	if frappe.db.exists("Kanban Board", BOARD):
		frappe.delete_doc("Kanban Board", BOARD, ignore_permissions=True)


def drop_indexes():
	if frappe.db.has_index("tabEmployee", "reports_to_index"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `reports_to_index`")
	if frappe.db.has_index("tabEmployee", "user_id_index"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `user_id_index`")
