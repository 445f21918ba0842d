"""How new documents are named."""

import re
import secrets

import frappe
from frappe import _
from frappe.utils import cint, cstr, now_datetime

ALPHABET = "0123456789abcdefghijklmnopqrstuv"
AUTOMATIC = ("prompt", "field", "hash", "autoincrement")


def set_new_name(doc):
	"""Name a document by its amendment, its own `autoname`, its DocType's rule, or at random."""
	doc.run_method("before_naming")
	meta = doc.meta
	autoname = meta.autoname or ""
	if autoname.lower() != "prompt" and not frappe.flags.in_import:
		doc.name = None
	if autoname == "autoincrement":
		raise NotImplementedError("autoincrement names")
	if doc.get("amended_from"):
		doc.name = _amended_name(doc)
	elif meta.issingle:
		doc.name = doc.doctype
	if not doc.name:
		doc.run_method("autoname")
	if not doc.name and autoname:
		set_name_from_naming_options(autoname, doc)
	if not doc.name:
		doc.name = make_autoname("hash", doc.doctype)
	doc.name = validate_name(doc.doctype, doc.name)


def set_name_from_naming_options(autoname, doc):
	lowered = autoname.lower()
	if lowered.startswith("field:"):
		doc.name = (cstr(doc.get(autoname[6:])) or "").strip()
		if not doc.name:
			frappe.throw(_("{0} is required").format(doc.meta.get_label(autoname[6:])))
	elif lowered.startswith("naming_series:"):
		set_name_by_naming_series(doc)
	elif lowered.startswith("prompt"):
		if not doc.name:
			frappe.throw(_("Please set the document name"))
	elif lowered.startswith("format:"):
		doc.name = re.sub(
			r"(\{[\w | #]+\})", lambda m: parse_naming_series([m.group()[1:-1]], doc=doc), autoname[7:]
		)
	elif "#" in autoname:
		doc.name = make_autoname(autoname, doc=doc)


def set_name_by_naming_series(doc):
	if not doc.get("naming_series"):
		doc.naming_series = next(filter(None, doc.meta.get_naming_series_options()), None)
	if not doc.naming_series:
		frappe.throw(_("Naming Series mandatory"))
	doc.name = make_autoname(doc.naming_series + ".#####", "", doc)


def make_autoname(key="", doctype="", doc="", *, ignore_validate=False):
	"""The next name of a series such as `CP-.YYYY.-.#####`, or a random one for `hash`."""
	if key == "hash":
		return "".join(secrets.choice(ALPHABET) for _each in range(10))
	if "#" not in key:
		key += ".#####"
	return parse_naming_series(key.split("."), doc=doc)


def parse_naming_series(parts, doctype=None, doc=None, number_generator=None):
	"""Join the parts of a series, replacing dates, fields and the counter."""
	name, counted, today = "", False, now_datetime()
	for part in parts.split(".") if isinstance(parts, str) else parts:
		if not part:
			continue
		value = part
		if part.startswith("#"):
			value = ""
			if not counted:
				value = (number_generator or getseries)(name, len(part))
				counted = True
		elif part in ("YY", "MM", "DD", "YYYY"):
			value = today.strftime({"YY": "%y", "MM": "%m", "DD": "%d", "YYYY": "%Y"}[part])
		elif part == "WW":
			value = today.strftime("%V")
		elif part == "timestamp":
			value = str(today)
		elif doc and (part.startswith("{") or doc.get(part) is not None):
			value = doc.get(part.strip("{}"))
		if value is not None:
			name += cstr(value).strip() if not isinstance(value, str) else value
	return name


def getseries(key, digits):
	"""Count one further in a series."""
	rows = frappe.db.sql("select current from `tabSeries` where name = %s", (key,))
	if rows:
		current = cint(rows[0][0]) + 1
		frappe.db.sql("update `tabSeries` set current = %s where name = %s", (current, key))
	else:
		current = 1
		frappe.db.sql("insert into `tabSeries` (name, current) values (%s, 1)", (key,))
	return str(current).zfill(digits)


def revert_series_if_last(key, name, doc=None):
	"""Give a number back when the last document of a series is deleted."""
	prefix = key
	if ".#" in key:
		prefix, hashes = key.rsplit(".", 1)
		if "#" not in hashes:
			return
	if "." in prefix:
		prefix = parse_naming_series(prefix.split("."), doc=doc)
	count = cint(name.replace(prefix, ""))
	rows = frappe.db.sql("select current from `tabSeries` where name = %s", (prefix,))
	if rows and rows[0][0] == count:
		frappe.db.sql("update `tabSeries` set current = current - 1 where name = %s", (prefix,))


def _amended_name(doc):
	base, _dash, number = doc.amended_from.rpartition("-")
	if frappe.db.get_value(doc.doctype, doc.amended_from, "amended_from") and number.isdigit():
		return f"{base}-{int(number) + 1}"
	return f"{doc.amended_from}-1"


def validate_name(doctype, name):
	"""A usable name, or an error."""
	if not name:
		frappe.throw(_("No Name Specified for {0}").format(doctype))
	if isinstance(name, int):
		frappe.throw(_("Invalid name type (integer) for varchar name column"), frappe.NameError)
	if name.startswith("New " + doctype):
		frappe.throw(
			_("There were some errors setting the name, please contact the administrator"), frappe.NameError
		)
	name = name.strip()
	if doctype == name and name != "DocType" and not frappe.get_meta(doctype).issingle:
		frappe.throw(_("Name of {0} cannot be {1}").format(doctype, name), frappe.NameError)
	if "<" in name or ">" in name:
		frappe.throw(
			_("Name cannot contain special characters like {0}").format("'<', '>'"), frappe.NameError
		)
	return name
