"""The part of ERPNext's people records that the app meets."""

__version__ = "15.0.0"


def get_default_company(user=None):
	import frappe

	return frappe.defaults.get_user_default("Company", user)
