"""Lists of the desk."""

import json

import frappe
from frappe import is_whitelisted as is_whitelisted


def _arguments():
	args = frappe._dict(frappe.local.form_dict)
	for key in ("fields", "filters", "or_filters"):
		if isinstance(args.get(key), str):
			args[key] = json.loads(args[key])
	args.pop("cmd", None)
	return args


@frappe.whitelist()
def get():
	"""Rows of a list, as keys and values."""
	rows = get_list()
	if not rows:
		return []
	return {"keys": list(rows[0]), "values": [list(row.values()) for row in rows], "user_info": {}}


@frappe.whitelist()
def get_list():
	args = _arguments()
	names = ("fields", "filters", "or_filters", "order_by", "group_by", "distinct")
	wanted = {name: args[name] for name in names if args.get(name)}
	return frappe.get_list(args.doctype, limit_start=args.start, limit_page_length=args.page_length, **wanted)
