"""Definitions and records of apps, from their JSON files into the site."""

import json
import sys
from pathlib import Path

import frappe
from frappe._state import local
from frappe.database import schema
from frappe.utils import now

# folders of a module whose records are documents of DocTypes that the site has
RECORD_FOLDERS = (
	"report", "print_format", "workspace", "number_card", "dashboard_chart", "dashboard", "notification", "form_tour",
	"onboarding_step", "module_onboarding", "web_form", "dashboard_chart_source", "workflow", "custom", "kanban_board",
)  # fmt: skip


def register_modules(app, modules):
	"""Make modules known as an app's."""
	for module in modules:
		local.app_modules[frappe.scrub(module)] = app
		if not frappe.db.sql("select 1 from `tabModule Def` where name = %s", module):
			frappe.db.sql(
				"insert into `tabModule Def` (name, module_name, app_name, creation, modified, owner, modified_by) "
				"values (%s, %s, %s, %s, %s, 'Administrator', 'Administrator')",
				(module, module, app, now(), now()),
			)


def sync_definition(definition, create_table=True):
	"""Store a DocType's definition and give it its table."""
	name = definition["name"]
	columns = {df["fieldname"] for df in frappe.get_meta("DocType").fields if df["fieldtype"] != "Table"}
	stamp = {"creation": now(), "modified": now(), "owner": "Administrator", "modified_by": "Administrator"}
	frappe.db.sql("delete from `tabDocType` where name = %s", name)
	_insert("DocType", {"name": name, **{k: v for k, v in definition.items() if k in columns}, **stamp})
	for key, table in (
		("fields", "DocField"), ("permissions", "DocPerm"), ("links", "DocType Link"), ("actions", "DocType Action"),
		("states", "DocType State"),
	):  # fmt: skip
		frappe.db.sql(f"delete from `tab{table}` where parent = %s and parenttype = 'DocType'", name)
		known = {df["fieldname"] for df in frappe.get_meta(table).fields}
		for idx, row in enumerate(definition.get(key) or [], 1):
			unknown = (
				set(row) - known - {"name", "idx", "doctype", "creation", "modified", "owner", "docstatus"}
			)
			unknown -= {"parent", "parentfield", "parenttype", "modified_by", "__islocal", "__unsaved"}
			if unknown:
				raise NotImplementedError(f"{name}: {table} with {', '.join(sorted(unknown))}")
			values = {k: v for k, v in row.items() if k in known}
			if table == "DocPerm":
				# a right that a file does not name is not given, whatever a new rule starts with
				values = {right: 0 for right in known if right not in ("role", "permlevel")} | values
			values.update(stamp, name=frappe.generate_hash(length=10), parent=name, parenttype="DocType")
			values.update(parentfield=key, idx=idx)
			_insert(table, values)
	if create_table:
		schema.updatedb(frappe.db._conn, definition)
	local.metas.pop(name, None)
	local.controllers.pop(name, None)


def _insert(doctype, values):
	columns = ", ".join(f"`{column}`" for column in values)
	marks = ", ".join(["%s"] * len(values))
	frappe.db.sql(f"insert into `tab{doctype}` ({columns}) values ({marks})", list(values.values()))


def sync_app(app):
	"""Read all that an app's module folders hold."""
	modules = frappe.get_file_items(frappe.get_app_path(app, "modules.txt"))
	register_modules(app, modules)
	found = []
	for module in modules:
		folder = Path(frappe.get_app_path(app)) / frappe.scrub(module)
		found.extend(
			_read(path) for path in sorted(folder.glob("doctype/*/*.json")) if path.stem == path.parent.name
		)
	definitions = [entry for entry in found if entry and entry.get("doctype") == "DocType"]
	for definition in definitions:
		schema.updatedb(frappe.db._conn, definition)
	for definition in definitions:
		sync_definition(definition, create_table=False)
		_add_roles(definition)
	frappe.cache.delete_value(["link_fields", "dynamic_links"])
	check_definitions(definitions)
	for module in modules:
		folder = Path(frappe.get_app_path(app)) / frappe.scrub(module)
		for kind in RECORD_FOLDERS:
			for path in sorted(folder.glob(f"{kind}/*/*.json")):
				record = _read(path)
				if record and record.get("doctype") and frappe.db.exists("DocType", record["doctype"]):
					import_record(record)


def _read(path):
	try:
		return json.loads(path.read_text(encoding="utf-8"))
	except json.JSONDecodeError as error:
		print(f"{path}: {error}", file=sys.stderr)
		return None


def _add_roles(definition):
	for rule in definition.get("permissions") or []:
		if not frappe.db.exists("Role", rule["role"]):
			frappe.get_doc(doctype="Role", role_name=rule["role"], desk_access=1).insert(
				ignore_permissions=True
			)


def check_definitions(definitions):
	"""Say on stderr what Frappe would refuse in the definitions: options that are no DocType, double names."""
	for definition in definitions:
		names = [df.get("fieldname") for df in definition["fields"]]
		for name in {name for name in names if names.count(name) > 1}:
			print(f"{definition['name']}: field {name} appears twice", file=sys.stderr)
		for df in definition["fields"]:
			if df["fieldtype"] in ("Link", "Table") and not frappe.db.exists("DocType", df.get("options")):
				print(
					f"{definition['name']}.{df['fieldname']}: no DocType {df.get('options')}", file=sys.stderr
				)


def import_record(record):
	"""Insert a document over the one of the same name."""
	doctype, name = record["doctype"], record.get("name")
	meta = frappe.get_meta(doctype)
	known = {*meta.get_valid_columns(), *(df.fieldname for df in meta.fields), "doctype", "docstatus"}
	values = {key: value for key, value in record.items() if key in known}
	if name and frappe.db.exists(doctype, name):
		doc = frappe.get_doc(doctype, name)
		values.pop("modified", None)
		doc.update(values)
	else:
		doc = frappe.get_doc(values)
	doc.flags.ignore_permissions = doc.flags.ignore_validate = doc.flags.ignore_links = True
	doc.flags.ignore_mandatory = doc.flags.ignore_version = True
	if name and not frappe.db.exists(doctype, name):
		doc.insert(set_name=name)
	else:
		doc.save(ignore_version=True)
	return doc
