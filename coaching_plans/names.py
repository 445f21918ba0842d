"""A record is asked for by its name, and by nothing else.

Frappe takes filters in place of a name, in calls and in links of documents, and looks the record up by them before it
asks who may see it. Whether there is one told anybody what stands in it, word by word. So what stands where a name
belongs must be a name.
"""

import json
import re
from typing import Any

import frappe
from frappe import _

# Parameters of functions that take a name.
NAMED = re.compile(r"^(dn|docs?names?|names?|parent|.*_(name|names|docname|docnames))$")
# What is a condition by right: who may see what it finds is asked by whoever runs it.
CONDITIONS = frozenset(("filters", "or_filters", "conditions", "filters_json", "dynamic_filters_json"))
# Parameters that hold documents or parameters as text.
AS_TEXT = frozenset(("doc", "docs", "document", "args", "data"))
LINKS = frozenset(("Link", "Dynamic Link"))
DEEPEST = 12


def refuse_filters_as_names(given: dict, doctype: str | None = None) -> None:
	"""Raises PermissionError where filters stand for a name in the parameters of a request.

	`doctype` is that of the document which the parameters are, where the path of the request says so.
	"""
	found = found_in(given, doctype)
	if found:
		frappe.throw(
			_("{0}: give the name of the record, not what to look for.").format(frappe.bold(found)),
			frappe.PermissionError,
			title=_("Confidential"),
		)


def found_in(value: Any, doctype: str | None = None, depth: int = 0) -> str | None:
	"""The first key under which filters stand for a name, None if there is none."""
	if depth > DEEPEST:
		return "…"
	if isinstance(value, dict):
		own = value.get("doctype")
		links = link_fields(doctype or (own if isinstance(own, str) else None))
		for key, entry in value.items():
			key = str(key)
			if key in CONDITIONS or key.startswith("__"):
				continue
			if (NAMED.match(key) or key in links) and is_no_name(entry):
				return key
			if key == "value" and value.get("fieldname") in links and is_no_name(entry):
				return str(value["fieldname"])
			inner = parsed(entry) if key in AS_TEXT else entry
			# What a document is set to has the fields of that document.
			of = own if key == "fieldname" and isinstance(own, str) else None
			of = doctype if key == "data" and doctype else of
			if isinstance(inner, dict | list) and (found := found_in(inner, of, depth + 1)):
				return found
	elif isinstance(value, list):
		for entry in value:
			if isinstance(entry, dict | list) and (found := found_in(entry, doctype, depth + 1)):
				return found
	return None


def is_no_name(value: Any) -> bool:
	"""An object, or a list that holds one. A list of names is one of names."""
	return isinstance(value, dict) or (
		isinstance(value, list) and any(isinstance(entry, dict | list) for entry in value)
	)


def link_fields(doctype: str | None) -> frozenset[str]:
	if not doctype or not frappe.db.exists("DocType", doctype, cache=True):
		return frozenset()
	meta = frappe.get_meta(doctype)
	return frozenset(field.fieldname for field in meta.fields if field.fieldtype in LINKS)


def parsed(value: Any) -> Any:
	if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
		try:
			return json.loads(value)
		except ValueError:
			return value
	return value
