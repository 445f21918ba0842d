"""Calls from outside: a function by its path, or a method of a document."""

import inspect

import frappe
from frappe import _, is_whitelisted


def execute_cmd(cmd, from_async=False):
	"""Call a whitelisted function with the arguments of the request."""
	override = (frappe.get_hooks("override_whitelisted_methods", {}) or {}).get(cmd)
	cmd = override[-1] if override else cmd
	try:
		method = frappe.get_attr(cmd)
	except Exception as error:
		frappe.throw(_("Failed to get method for command {0} with {1}").format(cmd, error))
	if method != run_doc_method:
		is_whitelisted(method)
		is_valid_http_method(method)
	return frappe.call(method, **frappe.form_dict)


def is_valid_http_method(method):
	if frappe.local.request.method not in frappe.allowed_http_methods_for_whitelisted_func[method]:
		throw_permission_error()


def throw_permission_error():
	frappe.throw(_("Not permitted"), frappe.PermissionError)


def run_doc_method(method, docs=None, dt=None, dn=None, arg=None, args=None):
	"""Call a whitelisted method of a stored document, or of one that the client sends."""
	args = args or arg
	if dt:
		doc = frappe.get_doc(dt, dn or dt)
	else:
		doc = frappe.get_doc(frappe.parse_json(docs))
		doc._original_modified = doc.modified
		doc.check_if_latest()
	if not doc or not doc.has_permission("read"):
		throw_permission_error()
	try:
		args = frappe.parse_json(args)
	except ValueError:
		pass
	bound = getattr(doc, method)
	function = getattr(bound, "__func__", bound)
	is_whitelisted(function)
	is_valid_http_method(function)
	names = list(inspect.signature(bound).parameters)
	if not names:
		answer = doc.run_method(method)
	elif "args" in names or not isinstance(args, dict):
		answer = doc.run_method(method, args)
	else:
		answer = doc.run_method(method, **args)
	frappe.response.docs.append(doc)
	if answer is not None:
		frappe.response["message"] = answer


runserverobj = run_doc_method
