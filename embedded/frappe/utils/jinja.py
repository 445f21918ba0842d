"""Templates, from the apps' folders or from text, with Frappe's filters and names."""

import jinja2
from jinja2.sandbox import SandboxedEnvironment

import frappe
from frappe._state import local


def get_jenv():
	"""The site's template environment."""
	if local.jenv is None:
		loaders = [jinja2.PackageLoader(app, ".") for app in local.installed_apps if _has_folder(app)]
		env = SandboxedEnvironment(loader=jinja2.ChoiceLoader(loaders), undefined=jinja2.DebugUndefined)
		env.globals.update(_globals())
		env.filters.update(_filters())
		hooks = frappe.get_hooks("jinja", {}) or {}
		for kind, target in (("methods", env.globals), ("filters", env.filters)):
			for path in hooks.get(kind, []):
				target.update(_functions(path))
		local.jenv = env
	return local.jenv


def _has_folder(app):
	try:
		frappe.get_app_path(app)
		return True
	except (ImportError, TypeError):
		return False


def _functions(path):
	try:
		found = frappe.get_attr(path)
	except AttributeError:
		found = frappe.get_module(path)
	if callable(found):
		return {found.__name__: found}
	return {
		name: value
		for name, value in vars(found).items()
		if callable(value) and not name.startswith("_") and value.__module__ == found.__name__
	}


def _globals():
	from frappe.utils import data_exchange

	safe = frappe._dict(
		_=frappe._,
		session=_Session(),
		utils=frappe.utils,
		format=frappe.format_value,
		format_value=frappe.format_value,
		date_format=frappe.get_system_settings("date_format"),
		db=_ReadOnlyDb(),
		get_all=frappe.get_all,
		get_list=frappe.get_list,
		get_doc=frappe.get_doc,
		get_cached_doc=frappe.get_cached_doc,
		get_meta=frappe.get_meta,
		get_hooks=frappe.get_hooks,
		get_url=frappe.utils.get_url,
		get_fullname=frappe.utils.get_fullname,
		has_permission=frappe.has_permission,
		render_template=render_template,
		parse_json=data_exchange.parse_json,
		as_json=data_exchange.as_json,
		bold=frappe.bold,
		throw=frappe.throw,
		get_system_settings=frappe.get_system_settings,
		_dict=frappe._dict,
		scrub=frappe.scrub,
	)
	return {
		"frappe": safe, "_": frappe._, "scrub": frappe.scrub, "dict": dict, "len": len,
		"get_url": frappe.utils.get_url, "json": frappe._dict(loads=data_exchange.parse_json, dumps=data_exchange.as_json),
	}  # fmt: skip


class _Session:
	@property
	def user(self):
		return frappe.session.user


class _ReadOnlyDb:
	def __getattr__(self, name):
		if name not in (
			"get_value",
			"get_all",
			"get_list",
			"get_single_value",
			"exists",
			"count",
			"escape",
			"get_default",
		):
			raise AttributeError(name)
		return getattr(frappe.db, name)


def _filters():
	from frappe.utils import (
		cint,
		cstr,
		escape_html,
		flt,
		format_datetime,
		formatdate,
		get_fullname,
		strip_html,
	)

	return {
		"json": frappe.as_json, "len": len, "int": cint, "str": cstr, "flt": flt, "global_date_format": formatdate,
		"format_date": formatdate, "format_datetime": format_datetime, "striptags": strip_html, "abs_url": frappe.utils.get_url,
		"escape_html": escape_html, "get_fullname": get_fullname, "markdown": frappe.utils.md_to_html,
	}  # fmt: skip


def get_template(path):
	return get_jenv().get_template(path)


def render_template(template, context=None, is_path=None, safe_render=True):
	"""A template by path (`templates/...html`) or as text, filled with the context."""
	if not template:
		return ""
	if is_path or (is_path is None and _is_path(template)):
		return get_jenv().get_template(template).render(context or {})
	if safe_render and ".__" in template:
		frappe.throw(frappe._("Illegal template"))
	try:
		return get_jenv().from_string(template).render(context or {})
	except jinja2.TemplateError as error:
		frappe.throw(title="Jinja Template Error", msg=f"<pre>{frappe.utils.escape_html(str(error))}</pre>")


def _is_path(template):
	return template.startswith("templates/") or (template.endswith(".html") and "\n" not in template)
