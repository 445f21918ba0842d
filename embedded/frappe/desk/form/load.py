"""A document as the form loads it."""

import frappe


@frappe.whitelist()
def getdoc(doctype, name, user=None):
	"""Put a document the caller can read into the answer."""
	if not frappe.db.exists(doctype, name) and not frappe.get_meta(doctype).issingle:
		raise frappe.DoesNotExistError(doctype=doctype)
	doc = frappe.get_doc(doctype, name)
	if not doc.has_permission("read"):
		frappe.flags.error_message = frappe._("Insufficient Permission for {0}").format(f"{doctype} {name}")
		raise frappe.PermissionError(("read", doctype, name))
	run_onload(doc)
	doc.apply_fieldlevel_read_permissions()
	frappe.response.docs.append(doc)


def run_onload(doc):
	doc.set("__onload", frappe._dict())
	doc.run_method("onload")
