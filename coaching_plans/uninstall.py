"""What Frappe does not remove by itself when the app goes."""

import frappe


def before_uninstall():
	drop_indexes()


def drop_indexes():
	if frappe.db.has_index("tabEmployee", "reports_to_index"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `reports_to_index`")
	if frappe.db.has_index("tabEmployee", "user_id_index"):
		frappe.db.sql_ddl("alter table `tabEmployee` drop index `user_id_index`")
