"""Hooks of the installed apps, and functions found by their dotted path."""

import importlib
import inspect
from types import ModuleType

from ._state import local
from .types.frappedict import _dict

STAND_IN_APPS = ("frappe", "erpnext", "hrms")


def get_hooks(hook=None, default="_KEEP_DEFAULT_LIST", app_name=None):
	"""The merged hooks of all installed apps, or one of them."""
	hooks = _load(app_name) if app_name else local.cache_store.get_value("app_hooks", _load)
	if hook:
		return hooks.get(hook, [] if default == "_KEEP_DEFAULT_LIST" else default)
	return hooks


def get_doc_hooks():
	"""doc_events with their tuple keys spread, as {doctype: {event: [handlers]}}."""
	hooks = local.cache_store.get_value("doc_events")
	if hooks is None:
		hooks = {}
		for doctypes, events in get_hooks("doc_events", {}).items():
			for doctype in doctypes if isinstance(doctypes, tuple) else (doctypes,):
				for event, handlers in events.items():
					hooks.setdefault(doctype, {}).setdefault(event, []).extend(handlers)
		local.cache_store.set_value("doc_events", hooks)
	return hooks


def append_hook(target, key, value):
	"""Add one hook: dicts merge by key, all else becomes a list."""
	if isinstance(value, dict):
		inner = target.setdefault(key, {})
		for name, entry in value.items():
			append_hook(inner, name, entry)
	else:
		target.setdefault(key, []).extend(value if isinstance(value, list) else [value])


def get_attr(path):
	"""The function (or other attribute) at a dotted path, of an installed app only."""
	module, _, name = path.rpartition(".")
	if module.split(".", 1)[0] not in (*STAND_IN_APPS, *local.installed_apps):
		import frappe

		frappe.throw(f"App {module.split('.', 1)[0]} is not installed", frappe.AppNotInstalledError)
	return getattr(importlib.import_module(module), name)


def get_attr_unchecked(path):
	module, _dot, name = path.rpartition(".")
	return getattr(importlib.import_module(module), name)


def get_module(name):
	return importlib.import_module(name)


def call(fn, *args, **kwargs):
	"""Call `fn` with those of the keywords that it takes."""
	if isinstance(fn, str):
		fn = get_attr(fn)
	return fn(*args, **get_newargs(fn, kwargs))


def get_newargs(fn, kwargs):
	"""The keywords that `fn` accepts; request bookkeeping is never passed on."""
	kwargs = {key: value for key, value in kwargs.items() if key not in ("ignore_permissions", "flags")}
	parameters = inspect.signature(fn).parameters
	if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()):
		return kwargs
	return {key: value for key, value in kwargs.items() if key in parameters}


def get_installed_apps(**_kwargs):
	return list(local.installed_apps)


def _load(app_name=None):
	merged = {}
	for app in [app_name] if app_name else local.installed_apps:
		try:
			module = importlib.import_module(f"{app}.hooks")
		except ModuleNotFoundError as error:
			if error.name not in (f"{app}.hooks", app):
				raise
			continue
		for key, value in vars(module).items():
			if not (key.startswith("_") or isinstance(value, ModuleType) or inspect.isroutine(value)):
				append_hook(merged, key, value)
	return _dict(merged)
