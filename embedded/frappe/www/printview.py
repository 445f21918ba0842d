"""Print formats that are Jinja templates, filled with a document."""

import frappe
from frappe import _


def get_print(
	doctype=None, name=None, print_format=None, style=None, as_pdf=False, doc=None, output=None, no_letterhead=0,
	password=None, pdf_options=None, letterhead=None, **kwargs,
):  # fmt: skip
	"""The HTML of a document in a print format."""
	if as_pdf:
		raise NotImplementedError("frappe.get_print(as_pdf=True)")
	doc = doc or frappe.get_doc(doctype, name)
	validate_print_permission(doc)
	doc.run_method("before_print", None)
	print_format = print_format or doc.meta.default_print_format
	if not print_format:
		raise NotImplementedError("the standard print format")
	source = frappe.get_doc("Print Format", print_format)
	template = source.html
	if source.standard == "Yes":
		folder = frappe.get_module_path(source.module, "print_format", frappe.scrub(source.name))
		template = frappe.read_file(f"{folder}/{frappe.scrub(source.name)}.html") or template
	body = frappe.render_template(
		template, {"doc": doc, "meta": doc.meta, "print_format": source}, is_path=False
	)
	return f"<style>{source.css or ''}</style>\n{body}"


def validate_print_permission(doc):
	for right in ("read", "print"):
		if not frappe.has_permission(doc.doctype, right, doc):
			raise frappe.PermissionError(_("No {0} permission").format(right))
