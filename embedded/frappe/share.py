"""Shares are read, since they open documents; nothing here makes one."""

import frappe
from frappe._missing import Missing
from frappe.utils import cint


def get_shared(doctype, user=None, rights=None, *, filters=None, limit=None):
	"""Names of the documents that are shared with a user with all the given rights."""
	user = user or frappe.session.user
	query = "select share_name from `tabDocShare` where share_doctype = %s"
	values = [doctype]
	for right in rights or ["read"]:
		query += f" and `{right}` = 1"
	for fieldname, operator, value in filters or []:
		query += f" and `{fieldname}` {operator} %s"
		values.append(value)
	query += " and (user = %s" + (" or everyone = 1)" if user != "Guest" else ")")
	if limit:
		query += f" limit {cint(limit)}"
	return frappe.db.sql(query, [*values, user], pluck=True)


def add(*args, **kwargs):
	raise NotImplementedError("frappe.share.add")


def __getattr__(name):
	if name.startswith("__"):
		raise AttributeError(name)
	raise Missing(f"frappe.share.{name}")
