"""Makes a site: an empty database with the host DocTypes, then the app installed as Frappe installs it."""

import importlib
import json
import sys
from pathlib import Path

from . import definitions

HERE = Path(__file__).resolve().parent
APP = "coaching_plans"
ROLES = {
	"Administrator": 1, "All": 0, "Guest": 0, "Desk User": 1, "System Manager": 1, "HR Manager": 1, "HR User": 1,
	"Employee": 1, "Leave Approver": 1, "Report Manager": 1, "Accounts Manager": 1, "Auditor": 1, "Sales User": 1,
	"Website Manager": 1, "Employee Self Service": 1,
}  # fmt: skip
SETTINGS = {
	"language": "en", "time_zone": "UTC", "date_format": "yyyy-mm-dd", "time_format": "HH:mm:ss", "float_precision": "3",
	"first_day_of_the_week": "Sunday", "rounding_method": "Banker's Rounding", "setup_complete": 1, "enable_scheduler": 1,
	"currency_precision": "", "number_format": "#,###.##", "country": "India", "apply_strict_user_permissions": 0,
	"disable_document_sharing": 0,
}  # fmt: skip
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "ar": "العربية"}
OTHER_RECORDS = ("report", "print_format")


def add_to_path():
	"""Let `import frappe`, `erpnext` and `hrms` find the stand-in."""
	for folder in (str(HERE.parent), str(HERE)):
		if folder not in sys.path:
			sys.path.insert(0, folder)


def create_site(path=":memory:", install=True, app=APP, conf=None):
	"""Make a site and return `frappe`; with `install=False` without the app."""
	add_to_path()
	import frappe
	from frappe._state import local

	if local.db:
		local.db.close()
	from frappe.database.database import Database

	local.reset(
		"embedded.localhost", Database(path), {"db_type": "mariadb", "developer_mode": 0, **(conf or {})}
	)
	local.installed_apps = ["frappe", "erpnext", "hrms"]
	existing = path != ":memory:" and frappe.db.table_exists("DocType")
	_register_bootstrap()
	if existing:
		_open(frappe, app)
	else:
		_create(frappe)
		if install:
			install_app(app)
	local.start_request()
	return frappe


def _register_bootstrap():
	from frappe.model import meta

	for definition in definitions.load():
		if definition["name"] in definitions.BOOTSTRAP:
			meta.BOOTSTRAP[definition["name"]] = definition
	meta.DOCTYPE_PROPERTIES.update(
		{
			df["fieldname"]: df["fieldtype"]
			for df in meta.BOOTSTRAP["DocType"]["fields"]
			if df["fieldtype"] != "Table"
		}
	)


def _create(frappe):
	from frappe.database.schema import SYSTEM_TABLES
	from frappe.model.sync import register_modules, sync_definition

	for statement in SYSTEM_TABLES:
		frappe.db._conn.execute(statement)
	for field, value in SETTINGS.items():
		frappe.db.sql(
			"insert into `tabSingles` (doctype, field, value) values ('System Settings', %s, %s)",
			(field, str(value)),
		)
	frappe.flags.in_install = "frappe"
	all_definitions = definitions.load()
	from frappe.database.schema import updatedb

	for definition in all_definitions:
		updatedb(frappe.db._conn, definition)
	for app in ("frappe", "erpnext", "hrms"):
		register_modules(app, sorted({entry["module"] for entry in all_definitions if entry["app"] == app}))
	for definition in all_definitions:
		sync_definition(definition, create_table=False)
	_records(frappe)
	frappe.flags.in_install = False
	frappe.db.commit()
	frappe.clear_cache()


def _records(frappe):
	def add(doctype, **values):
		frappe.get_doc(doctype=doctype, **values).insert(ignore_permissions=True)

	for name in ("System User", "Website User"):
		frappe.get_doc(doctype="User Type", name=name, is_standard=1).insert()
	for role, desk in ROLES.items():
		add("Role", role_name=role, desk_access=desk)
	for code, name in LANGUAGES.items():
		add("Language", language_code=code, language_name=name)
	for country in ("India", "Germany", "United States", "United Kingdom"):
		add("Country", country_name=country, code=country[:2].lower())
	for currency in ("INR", "EUR", "USD", "GBP"):
		add("Currency", currency_name=currency, enabled=1)
	for gender in ("Male", "Female", "Other", "Prefer not to say"):
		add("Gender", gender=gender)
	root = frappe.get_doc(doctype="Department", department_name="All Departments", is_group=1)
	root.insert(ignore_permissions=True, ignore_mandatory=True)
	for user, kind in (("Administrator", "System User"), ("Guest", "Website User")):
		doc = frappe.get_doc(doctype="User", name=user, first_name=user, email=f"{user.lower()}@example.com")
		doc.user_type = kind
		if user == "Administrator":
			doc.append_roles("System Manager", "HR Manager", "HR User")
		doc.insert(ignore_permissions=True, set_name=user)


def _open(frappe, app):
	"""Take up a site whose file exists already."""
	from frappe._state import local

	rows = frappe.db.sql("select name, app_name from `tabModule Def`")
	local.app_modules = {frappe.scrub(module): owner for module, owner in rows}
	if any(owner == app for _module, owner in rows):
		local.installed_apps.append(app)


def install_app(app=APP):
	"""Install an app: its hooks, DocTypes, records and fixtures, in Frappe's order."""
	import frappe
	from frappe._hooks import get_attr_unchecked
	from frappe._state import local
	from frappe.model.sync import sync_app

	frappe.flags.in_install = app
	hooks = frappe.get_hooks(app_name=app)
	for method in hooks.get("before_install", []):
		if get_attr_unchecked(method)() is False:
			return
	local.installed_apps.append(app)
	frappe.clear_cache()
	sync_app(app)
	for method in hooks.get("after_install", []):
		frappe.get_attr(method)()
	for method in hooks.get("after_sync", []):
		frappe.get_attr(method)()
	sync_fixtures(app)
	frappe.flags.in_install = False
	frappe.flags.in_migrate = True
	for method in frappe.get_hooks("after_migrate"):
		frappe.get_attr(method)()
	frappe.flags.in_migrate = False
	frappe.db.commit()
	frappe.clear_cache()


def sync_fixtures(app):
	"""Insert or update the documents of the app's `fixtures` folder."""
	import frappe

	folder = Path(frappe.get_app_path(app)) / "fixtures"
	frappe.flags.in_import, frappe.flags.in_fixtures = True, True
	for path in sorted(folder.glob("*.json")):
		from frappe.model.sync import import_record

		for record in json.loads(path.read_text(encoding="utf-8")):
			import_record(record)
	frappe.flags.in_import, frappe.flags.in_fixtures = False, False


def run_scheduler(frequency):
	"""Run the app's scheduled functions of a frequency (`daily`, `hourly_long`, or a cron line) now, in turn."""
	import frappe

	events = frappe.get_hooks("scheduler_events", {}) or {}
	methods = events.get(frequency) or (events.get("cron") or {}).get(frequency) or []
	for method in methods:
		try:
			frappe.get_attr(method)()
			frappe.db.commit()
		except Exception:
			frappe.db.rollback()
			frappe.log_error(title=method)
			frappe.db.commit()
	return methods


def run_jobs():
	"""Run what is queued."""
	from frappe.utils.background_jobs import run_jobs

	run_jobs()


def reload_app(app=APP):
	"""Forget imported modules of the app, so that the next site runs its current code."""
	for name in [name for name in sys.modules if name == app or name.startswith(f"{app}.")]:
		del sys.modules[name]
	importlib.invalidate_caches()
