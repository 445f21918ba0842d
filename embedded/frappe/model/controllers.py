"""Which class runs a DocType, and which app a module belongs to."""

import importlib

import frappe
from frappe._hooks import STAND_IN_APPS
from frappe._state import local

CORE = {"DocType": "core.doctype.doctype.doctype.DocType"}


def import_controller(doctype):
	"""The controller class, or Document for DocTypes made on the site and plain ones of the host apps."""
	from .base_document import BaseDocument
	from .document import Document
	from .meta import BOOTSTRAP

	override = (frappe.get_hooks("override_doctype_class", {}) or {}).get(doctype)
	if override:
		return frappe.get_attr(override[-1])
	if doctype in BOOTSTRAP:
		module, custom = BOOTSTRAP[doctype]["module"], False
	else:
		row = frappe.db.sql("select module, custom from `tabDocType` where name = %s", doctype)
		if not row:
			raise ImportError(
				f"Module import failed for {doctype}, the DocType you're trying to open might be deleted."
			)
		module, custom = row[0]
	if custom:
		return Document
	app = local.app_modules.get(frappe.scrub(module))
	path = f"{app}.{frappe.scrub(module)}.doctype.{frappe.scrub(doctype)}.{frappe.scrub(doctype)}"
	try:
		source = importlib.import_module(path)
	except ModuleNotFoundError as error:
		if not path.startswith(error.name or "?"):
			raise
		if app in STAND_IN_APPS:
			return Document
		raise ImportError(f"Module import failed for {doctype} ({path}): {error}") from error
	classname = doctype.replace(" ", "").replace("-", "")
	controller = getattr(source, classname, None)
	if controller is None:
		raise ImportError(doctype)
	if not issubclass(controller, BaseDocument):
		raise ImportError(f"{doctype}: {classname} is not a subclass of BaseDocument")
	return controller
