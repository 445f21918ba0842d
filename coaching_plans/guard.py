"""The gate before every request: functions of other apps that read or change any record without asking who may see it.

Frappe's permission hooks are asked by its lists and forms, and not by each of its functions that a browser can call.
This looks at which function a request will really run, by whatever road it is named, and refuses the unsafe ones
when confidential records are concerned. What is unsafe is listed in refusals.py, for the versions named there.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import frappe
from frappe import _

from coaching_plans import refusals
from coaching_plans.confidential_doctypes import CARRIERS, CLOSED, IMPORTS, PERSONAL
from coaching_plans.names import refuse_filters_as_names
from coaching_plans.overrides import carriers, file

OWN_APPS = ("frappe", "coaching_plans")
DOTTED_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")
NAMES_DOCTYPE = re.compile(r"doctype|^dt$|_type$|^table$|^parenttype$")
# A field behind a link: plan.title, `plan`.`title`, max(plan.title)
LINK_DOT_FIELD = re.compile(r"(?<![`\w.])`?([a-z_][a-z0-9_]*)`?\s*\.\s*`?[a-z_]")
# Levels of JSON in JSON; nobody needs more, and each level doubles what a request must send.
DEEPEST = 12


class Called(NamedTuple):
	"""A function that the request runs: its real path, the name it was asked for by, and whether by the request itself."""

	path: str
	asked: str
	directly: bool

	@property
	def app(self) -> str:
		return self.path.split(".", 1)[0]


def check_request() -> None:
	"""Hook `before_request`. Raises PermissionError for a call that would go past the readers of a record.

	It comes before the login by token, so it refuses whoever asks.
	"""
	called, arguments = called_directly()
	doctype = arguments.get("doctype")
	refuse_filters_as_names(frappe.local.form_dict, doctype if isinstance(doctype, str) else None)
	if not any(needs_look(function) for function in called):
		return
	# Only when asked for: forms send whole documents.
	words = cache(lambda: list(strings_in([frappe.local.form_dict, arguments, stored(arguments)])))
	if any(function.path in refusals.DISPATCHERS for function in called):
		called += called_by_name(words())
	for function in called:
		if is_unsafe(function, words):
			refuse(function)


def needs_look(function: Called) -> bool:
	return (
		function.app not in OWN_APPS
		or function.path in refusals.DISPATCHERS
		or function.path in refusals.OF_RECORDS
		or function.path in refusals.OF_TABLES
		or function.path in refusals.OF_FILES
		or function.path in refusals.OF_IMPORTS
		or function.path in refusals.OF_REPORTS
		or function.path in refusals.BY_FILTERS
		or function.path in refusals.LISTS
		or function.path in refusals.REPLACED
	)


def is_unsafe(function: Called, words: Callable[[], list[str]]) -> bool:
	"""Whether the function, called with `words()` among its arguments, might show or change a confidential record."""
	path = function.path
	if path in refusals.REPLACED and not is_replaced(function):
		return True
	# Some reports and functions of other apps put what they are given into SQL as it is.
	if (path in refusals.OF_REPORTS or function.app not in OWN_APPS) and names_table(words()):
		return True
	if path in refusals.OF_RECORDS:
		return names_confidential(words()) or names_table(words())
	if path in refusals.OF_TABLES:
		return names_confidential(words()) or names_carrier(words())
	if path in refusals.OF_FILES:
		return names_confidential(words()) or names_file(words()) or looks_for_file()
	if path in refusals.OF_IMPORTS:
		return names_file(words()) or looks_for_file()
	if path in refusals.OF_REPORTS and filters_name_confidential():
		return True
	if path in refusals.BY_FILTERS and frappe.local.form_dict.get("filters"):
		return names_confidential(words()) or names_carrier(words())
	if path in refusals.LISTS and reaches_through_link(words()):
		return True
	return function.app not in OWN_APPS and is_handed_doctype(function, words)


def refuse(function: Called):
	frappe.throw(
		_(
			"{0} is not available for coaching records: it does not ask who may see them. Open their list or form instead."
		).format(frappe.bold(function.asked)),
		frappe.PermissionError,
		title=_("Confidential"),
	)


# --- which functions ----------------------------------------------------------------------------------------------


def called_directly() -> tuple[list[Called], dict]:
	"""The functions that the request itself names, by `cmd` or by path, and the arguments that stand in the path."""
	named, arguments = [], {}
	if command := frappe.local.form_dict.get("cmd"):
		named.append(by_name(command, True))
	endpoint, arguments = route()
	if endpoint == "handle_rpc_call":
		named.append(by_name(method_of_path(arguments), True))
	elif endpoint == "document_list":
		named.append(Called("frappe.client.get_list", "get_list", True))
	elif endpoint == "count":
		named.append(Called("frappe.desk.reportview.get_count", "get_count", True))
	elif endpoint == "upload_file":
		named.append(Called("frappe.handler.upload_file", endpoint, True))
	elif endpoint:
		named.append(of_document(arguments))
	if any(function and function.path.endswith(".run_doc_method") for function in named):
		named.append(of_document({}))
	return [function for function in named if function], arguments


def route() -> tuple[str | None, dict]:
	"""Name of the function that Frappe's own map gives for the path, and the path's arguments."""
	from werkzeug.exceptions import HTTPException

	from frappe.api import API_URL_MAP

	request = frappe.local.request
	if not request.path.startswith("/api/"):
		return None, {}
	try:
		endpoint, arguments = API_URL_MAP.bind_to_environ(request.environ).match()
	except HTTPException:
		return None, {}
	return getattr(endpoint, "__name__", ""), dict(arguments)


def method_of_path(arguments: dict) -> str:
	method = str(arguments.get("method") or "")
	if doctype := arguments.get("doctype"):
		from frappe.modules.utils import load_doctype_module

		try:
			return f"{load_doctype_module(doctype).__name__}.{method}"
		except Exception:
			return ""
	return method.split("/")[0]


def by_name(name: Any, directly: bool) -> Called | None:
	"""The function of that name, None if there is none. The same function may have several names."""
	if not isinstance(name, str) or not name:
		return None
	module, _dot, attribute = name.rpartition(".")
	try:
		if not module:
			function = getattr(frappe.get_module("frappe.handler"), name)
		elif module.split(".", 1)[0] in frappe.get_installed_apps():
			function = getattr(frappe.get_module(module), attribute)
		else:
			return None
	except Exception:
		return None
	return Called(path_of(function), name, directly) if callable(function) else None


def path_of(function) -> str:
	return f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}"


def called_by_name(words: list[str]) -> list[Called]:
	"""What a function that runs others may be told to run: whatever in its arguments is the name of a function."""
	names = {word for word in words if DOTTED_NAME.fullmatch(word)}
	found = [by_name(name, False) for name in sorted(names)]
	return [function for function in found if function]


def of_document(arguments: dict) -> Called | None:
	"""The method of a document that the request runs, from the path or as `run_doc_method` is told."""
	given = frappe.local.form_dict
	method = arguments.get("method") or given.get("run_method") or given.get("method")
	doctype = arguments.get("doctype") or given.get("dt")
	if not doctype:
		document = given.get("docs") or given.get("document")
		try:
			document = frappe.parse_json(document)
		except ValueError:
			return None
		doctype = document.get("doctype") if isinstance(document, dict) else None
	if not (isinstance(doctype, str) and isinstance(method, str)):
		return None
	from frappe.model.base_document import get_controller

	try:
		function = getattr(get_controller(doctype), method)
	except Exception:
		return None
	return Called(path_of(function), method, True)


def stored(arguments: dict) -> dict:
	"""The values of the stored document whose method the request runs: these say what it acts on, not the request."""
	given = frappe.local.form_dict
	doctype = arguments.get("doctype") or given.get("dt")
	name = arguments.get("name") or given.get("dn")
	if not (isinstance(doctype, str) and isinstance(name, str) and frappe.db.exists(doctype, name)):
		return {}
	return frappe.get_doc(doctype, name).as_dict(no_nulls=True)


def is_replaced(function: Called) -> bool:
	"""Whether the app's own version runs instead, which is so for the plain name alone."""
	return (
		function.directly
		and function.asked == function.path
		and frappe.override_whitelisted_method(function.path) == refusals.REPLACED[function.path]
	)


# --- what they are called with ------------------------------------------------------------------------------------


def strings_in(value: Any, depth: int = 0) -> Iterator[str]:
	"""All the text in the arguments, keys too, also that of JSON within JSON."""
	if depth > DEEPEST:
		return
	if isinstance(value, dict):
		for key, entry in value.items():
			yield from strings_in(key, depth + 1)
			yield from strings_in(entry, depth + 1)
	elif isinstance(value, list | tuple):
		for entry in value:
			yield from strings_in(entry, depth + 1)
	elif isinstance(value, bytes):
		yield from strings_in(value.decode(errors="replace"), depth)
	elif isinstance(value, str):
		yield value
		if value.lstrip()[:1] in ("{", "[", '"'):
			try:
				parsed = json.loads(value)
			except ValueError:
				return
			yield from strings_in(parsed, depth + 1)


def plain(text: str) -> str:
	"""As the database compares names: without regard to case, accents and the amount of space."""
	letters = unicodedata.normalize("NFKD", text)
	return " ".join("".join(c for c in letters if not unicodedata.combining(c)).casefold().split())


CONFIDENTIAL_NAMES = frozenset(plain(doctype) for doctype in (*CLOSED, *PERSONAL))
CARRIER_NAMES = frozenset(plain(doctype) for doctype in (*CARRIERS, *IMPORTS))


def names_confidential(words: list[str]) -> bool:
	return any(name in word for word in map(plain, words) for name in CONFIDENTIAL_NAMES)


def names_carrier(words: list[str]) -> bool:
	return any(
		word in CARRIER_NAMES or any(f"tab{name}" in word for name in CARRIER_NAMES)
		for word in map(plain, words)
	)


def names_table(words: list[str]) -> bool:
	"""Whether a table of the database that holds something confidential is named anywhere."""
	return any(
		f"tab{name}" in word
		for word in map(plain, words)
		if "tab" in word
		for name in (*CONFIDENTIAL_NAMES, *CARRIER_NAMES)
	)


def names_file(words: list[str]) -> bool:
	"""Whether a file that stands on a confidential record, or on somebody else's import of such, is named, by its URL
	or by the name of its File."""
	on_disk = {word.split("?", 1)[0].rsplit("/", 1)[-1] for word in words if len(word) < 500}
	urls = [f"{folder}{name}" for name in on_disk for folder in ("/private/files/", "/files/")]
	named = frappe.get_all(
		"File",
		filters={"attached_to_doctype": ("in", file.STANDING_ON)},
		or_filters={"name": ("in", sorted(on_disk)), "file_url": ("in", urls)},
		fields=["attached_to_doctype", "attached_to_name"],
		distinct=True,
		as_list=True,
	)
	return any(
		not file.may_open(of, name, frappe.session.user)
		if of in file.KEEPERS
		else carriers.behind(of, name)[0] in CLOSED
		for of, name in named
	)


def looks_for_file() -> bool:
	"""Whether a file is to be found by a condition, and not by its name: whether there is one would be told."""
	return any(
		isinstance(value, dict | list) for key, value in frappe.local.form_dict.items() if "file" in str(key)
	)


def is_handed_doctype(function: Called, words: Callable[[], list[str]]) -> bool:
	"""Whether another app's function is handed a confidential DocType to work on. None of them has any business there."""
	if not function.directly:
		return any(plain(word) in CONFIDENTIAL_NAMES for word in words())
	return hands_over_doctype(frappe.local.form_dict)


def filters_name_confidential() -> bool:
	"""Whether a report is to look at a confidential DocType that its filters name."""
	try:
		filters = frappe.parse_json(frappe.local.form_dict.get("filters") or {})
	except ValueError:
		return False
	return isinstance(filters, dict) and hands_over_doctype(filters)


def hands_over_doctype(arguments: dict) -> bool:
	return any(
		word in CONFIDENTIAL_NAMES
		for key, value in arguments.items()
		if NAMES_DOCTYPE.search(key)
		for word in map(plain, strings_in(value))
	)


def reaches_through_link(words: list[str]) -> bool:
	"""Whether a list is asked for fields of linked records, from a confidential one or of a confidential one.

	Frappe asks only whether the user may read the linked DocType at all.
	"""
	fields = {match for word in words if "." in word for match in LINK_DOT_FIELD.findall(word)}
	if not fields:
		return False
	confidential = sorted(CLOSED)
	for table, parent in (("DocField", "parent"), ("Custom Field", "dt")):
		links = frappe.get_all(
			table,
			filters={"fieldname": ("in", sorted(fields)), "fieldtype": "Link"},
			or_filters={parent: ("in", confidential), "options": ("in", confidential)},
			fields=[f"{parent} as of", "options"],
		)
		if any(link.options in CLOSED for link in links):
			return True
		if links and names_confidential(words):
			return True
	return False
