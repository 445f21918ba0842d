"""The stand-in's `frappe`: what the app and its tests call, under Frappe's names.

Anything else raises NotImplementedError with its name.
"""

import functools
import sys

from . import exceptions
from ._hooks import (
	append_hook,
	call,
	get_attr,
	get_doc_hooks,
	get_hooks,
	get_installed_apps,
	get_module,
	get_newargs,
)
from ._messages import (
	clear_last_message,
	clear_messages,
	errprint,
	get_message_log,
	get_traceback,
	log,
	log_error,
	logger,
	msgprint,
	throw,
)
from ._missing import Missing
from ._state import STANDARD_USERS, local
from ._whitelist import (
	allowed_http_methods_for_whitelisted_func,
	guest_methods,
	is_whitelisted,
	validate_and_sanitize_search_inputs,
	whitelist,
	whitelisted,
	xss_safe_methods,
)
from .exceptions import *
from .exceptions import PermissionError as PermissionError
from .translate import _
from .types.frappedict import _dict

__version__ = "15.72.4"
__title__ = "Frappe Framework"

# attributes that belong to the running site
_LOCAL = {
	"db", "session", "flags", "form_dict", "conf", "request", "response", "message_log", "error_log", "debug_log",
	"cache", "lang",
}  # fmt: skip

form = None
unsafe_names = frozenset()


def __getattr__(name):
	if name in _LOCAL:
		return getattr(local, name)
	if name.startswith("__"):
		raise AttributeError(name)
	raise Missing(f"frappe.{name}")


for _name in exceptions.__dict__:
	if isinstance(getattr(exceptions, _name), type):
		globals()[_name] = getattr(exceptions, _name)


# the session


def init(site, sites_path=".", new_site=False, force=False):
	"""The site that stands is the only one, so a command that opens it again finds it open."""
	if site != local.site:
		raise NotImplementedError("frappe.init: a site is made with embedded.site.create_site")


def connect(site=None, db_name=None, set_admin_as_user=True):
	if set_admin_as_user:
		set_user("Administrator")


def destroy():
	"""What a command leaves uncommitted is lost; the site stays open."""
	if local.db:
		local.db.rollback()


def set_user(username):
	"""Go on as another user."""
	local.session.user = username
	local.session.sid = username
	local.session.data = _dict()
	local.form_dict = _dict()


def get_user():
	raise NotImplementedError("frappe.get_user")


def get_roles(username=None):
	return permissions.get_roles(username)


def generate_hash(txt=None, length=56):
	import secrets

	return secrets.token_hex((length + 1) // 2)[:length]


# permissions


def only_for(roles, message=False):
	"""Refuse who has none of the roles."""
	if local.flags.in_test or local.session.user == "Administrator":
		return
	roles = (roles,) if isinstance(roles, str) else roles
	if set(roles).isdisjoint(get_roles()):
		if not message:
			raise PermissionError
		names = ", ".join(bold(_(role)) for role in roles)
		throw(_("This action is only allowed for {}").format(names), PermissionError, _("Not Permitted"))


def only_has_select_perm(doctype, user=None, ignore_permissions=False):
	if ignore_permissions:
		return False
	given = permissions.get_role_permissions(doctype, user=user or local.session.user)
	return bool(given.get("select") and not given.get("read"))


def has_permission(
	doctype=None,
	ptype="read",
	doc=None,
	user=None,
	verbose=False,
	throw=False,
	*,
	parent_doctype=None,
	debug=False,
	ignore_share_permissions=False,
):
	"""Whether a user has a right on a DocType or a document; raises instead when `throw`."""
	if not doctype and doc:
		doctype = doc.doctype
	allowed = permissions.has_permission(
		doctype,
		ptype,
		doc=doc,
		user=user,
		raise_exception=throw,
		parent_doctype=parent_doctype,
		ignore_share_permissions=ignore_share_permissions,
	)
	if throw and not allowed:
		document = f"{_(doctype)} {doc if isinstance(doc, str) else doc.name}" if doc else _(doctype)
		local.flags.error_message = _("No permission for {0}").format(document)
		raise PermissionError(local.flags.error_message)
	return allowed


def has_website_permission(*args, **kwargs):
	raise NotImplementedError("frappe.has_website_permission")


def is_table(doctype):
	return bool(get_meta(doctype).istable)


def build_match_conditions(doctype, as_condition=True, user=None):
	"""What keeps a user's list of a DocType within their permissions: SQL, or the allowed names by DocType."""
	query = DatabaseQuery(doctype, user)
	query.ignore_permissions, query.values, query.reference_doctype = False, [], doctype
	return query.build_match_conditions(as_condition)


# documents


def new_doc(doctype, *, parent_doc=None, parentfield=None, as_dict=False, **kwargs):
	"""A new document with its defaults, and the given values over them."""
	from .model.create_new import get_new_doc

	doc = get_new_doc(doctype, parent_doc, parentfield, as_dict=as_dict)
	return doc.update(kwargs) if kwargs else doc


def get_cached_doc(*args, **kwargs):
	key = tuple(args) if len(args) < 3 and all(isinstance(arg, str) for arg in args) else None
	if key is None:
		return get_doc(*args, **kwargs)
	key = key if len(key) == 2 else (key[0], key[0])
	if key not in local.document_cache:
		local.document_cache[key] = get_doc(*args, **kwargs)
	return local.document_cache[key]


def clear_document_cache(doctype, name=None):
	if name is None:
		for key in [key for key in local.document_cache if key[0] == doctype]:
			del local.document_cache[key]
	else:
		local.document_cache.pop((doctype, name), None)
	if doctype == "System Settings":
		local.cache_store.delete_value("system_settings")
	if doctype == "User" or name is None:
		local.request_cache.pop("fullnames", None)
	local.db.forget_values(doctype)


def get_cached_value(doctype, name, fieldname="name", as_dict=False):
	"""Values of a document through its cached copy."""
	try:
		doc = get_cached_doc(doctype, name)
	except DoesNotExistError:
		clear_last_message()
		return None
	if isinstance(fieldname, str):
		if as_dict:
			throw("Cannot make dict for single fieldname")
		return doc.get(fieldname)
	values = [doc.get(field) for field in fieldname]
	return _dict(zip(fieldname, values, strict=True)) if as_dict else values


def get_single_value(setting, fieldname, /, *, as_dict=False):
	return get_cached_value(setting, setting, fieldname=fieldname, as_dict=as_dict)


def get_last_doc(doctype, filters=None, order_by="creation desc", *, for_update=False):
	"""The document made last among the matches."""
	names = get_all(doctype, filters=filters, limit_page_length=1, order_by=order_by, pluck="name")
	if not names:
		raise DoesNotExistError(doctype=doctype)
	return get_doc(doctype, names[0], for_update=for_update)


def copy_doc(doc, ignore_no_copy=True):
	"""An unsaved copy, without names and owners, and on demand without the fields marked not to be copied."""
	from .model.copying import copy_doc

	return copy_doc(doc, ignore_no_copy)


def rename_doc(
	doctype,
	old,
	new,
	force=False,
	merge=False,
	*,
	ignore_if_exists=False,
	show_alert=True,
	rebuild_search=True,
):
	from .model.rename_doc import rename_doc

	return rename_doc(
		doctype=doctype, old=old, new=new, force=force, merge=merge, ignore_if_exists=ignore_if_exists
	)


def get_list(doctype, *args, **kwargs):
	"""Rows that the session's user may see."""
	return DatabaseQuery(doctype).execute(*args, **kwargs)


def get_all(doctype, *args, **kwargs):
	"""Rows, whoever asks."""
	kwargs["ignore_permissions"] = True
	if "limit_page_length" not in kwargs:
		kwargs["limit_page_length"] = 0
	return DatabaseQuery(doctype).execute(*args, **kwargs)


def get_value(*args, **kwargs):
	return local.db.get_value(*args, **kwargs)


def set_value(doctype, docname, fieldname, value=None):
	from .client import set_value

	return set_value(doctype, docname, fieldname, value)


# settings, cache, time


def clear_cache(user=None, doctype=None):
	"""Forget cached definitions, documents and permissions: all, or a user's, or a DocType's."""
	if doctype:
		local.metas.pop(doctype, None)
		clear_document_cache(doctype)
	elif user:
		for name in ("roles", "user_permissions", "defaults"):
			local.cache_store.hdel(name, user)
	else:
		local.cache_store.clear()
		if local.db.definitions_changed:
			# read again only what may have changed, since apps clear everything on many saves
			local.metas.clear()
			local.db.definitions_changed = False
		local.document_cache.clear()
		local.db.value_cache.clear()
		for function in get_hooks("clear_cache"):
			get_attr(function)()
	local.role_permissions = {}
	local.new_doc_templates = {}
	local.request_cache.clear()


def get_system_settings(key):
	settings = local.cache_store.get_value("system_settings")
	if settings is None:
		# read without the DocType's definition, since the site's clock needs the time zone before there is one
		stored = local.db.get_singles_dict("System Settings")
		settings = {field: int(value) if value in ("0", "1") else value for field, value in stored.items()}
		local.cache_store.set_value("system_settings", settings)
	return settings.get(key)


def bold(text):
	return f"<strong>{text}</strong>"


def sendmail(*args, **kwargs):
	"""Put a mail into the Email Queue."""
	from .email.queue_mail import sendmail

	return sendmail(*args, **kwargs)


def publish_progress(percent, title=None, doctype=None, docname=None, description=None, task_id=None):
	from .realtime import publish_progress

	publish_progress(
		percent, title=title, doctype=doctype, docname=docname, description=description, task_id=task_id
	)


def publish_realtime(*args, **kwargs):
	from .realtime import publish_realtime

	publish_realtime(*args, **kwargs)


def enqueue(*args, **kwargs):
	from .utils.background_jobs import enqueue

	return enqueue(*args, **kwargs)


def enqueue_doc(*args, **kwargs):
	from .utils.background_jobs import enqueue_doc

	return enqueue_doc(*args, **kwargs)


def get_print(*args, **kwargs):
	from .www.printview import get_print

	return get_print(*args, **kwargs)


def attach_print(*args, **kwargs):
	raise NotImplementedError("frappe.attach_print")


def __dir__():
	return sorted({*globals(), *_LOCAL})


# what the rest of the package defines; imported last, since those modules use the names above
from . import defaults, permissions, share, utils
from ._files import *
from .model.db_query import DatabaseQuery
from .model.delete_doc import delete_doc
from .model.document import get_doc
from .model.meta import get_meta
from .query_builder import qb
from .utils.data_exchange import as_json, format_value, parse_json, safe_decode, safe_encode
from .utils.jinja import get_jenv, get_template, render_template

format = format_value
model = sys.modules["frappe.model"]
__all__ = ["STANDARD_USERS", "_", "_dict", "local"]
