"""Functions that may be called from outside."""

import functools

from . import _messages, exceptions
from ._state import local
from .translate import _

whitelisted = set()
guest_methods = set()
xss_safe_methods = set()
allowed_http_methods_for_whitelisted_func = {}


def whitelist(allow_guest=False, xss_safe=False, methods=None):
	"""Let a function be called over HTTP."""

	def decorate(fn):
		from .utils.typing_validations import validate_argument_types

		fn = validate_argument_types(fn)
		whitelisted.add(fn)
		allowed_http_methods_for_whitelisted_func[fn] = methods or ["GET", "POST", "PUT", "DELETE"]
		if allow_guest:
			guest_methods.add(fn)
			if xss_safe:
				xss_safe_methods.add(fn)
		return fn

	return decorate


def is_whitelisted(method):
	"""Refuse a function that outsiders, or guests, may not call."""
	guest = local.session.user == "Guest"
	if method not in whitelisted or (guest and method not in guest_methods):
		_messages.throw(
			_("Function {0} is not whitelisted.").format(
				f"<strong>{method.__module__}.{method.__name__}</strong>"
			),
			exceptions.PermissionError,
			title=_("Method Not Allowed"),
		)


def validate_and_sanitize_search_inputs(fn):
	"""Refuse search arguments that are no fieldname, and make numbers of the page's."""

	@functools.wraps(fn)
	def wrapper(*args, **kwargs):
		kwargs.update(dict(zip(fn.__code__.co_varnames, args, strict=False)))
		from .desk.search import sanitize_searchfield
		from .utils import cint

		sanitize_searchfield(kwargs.get("searchfield"))
		kwargs["start"] = cint(kwargs.get("start"))
		kwargs["page_len"] = cint(kwargs.get("page_len"))
		if kwargs.get("doctype") and not local.db.exists("DocType", kwargs["doctype"]):
			return []
		return fn(**kwargs)

	return wrapper
