"""Messages to the user, errors raised with a message, and the logs."""

import json
import logging
import sys
import traceback

from ._state import local
from .exceptions import ValidationError
from .types.frappedict import _dict


def msgprint(
	msg,
	title=None,
	raise_exception=False,
	as_table=False,
	as_list=False,
	indicator=None,
	alert=False,
	primary_action=None,
	is_minimizable=False,
	wide=False,
	*,
	realtime=False,
):
	"""Keep a message for the answer, and raise when asked to."""
	if local.flags.mute_messages:
		_raise(msg, raise_exception)
		return
	entry = _dict(message=msg)
	for key, value in (
		("title", title),
		("indicator", indicator or ("red" if raise_exception else None)),
		("alert", 1 if alert else None),
		("primary_action", primary_action),
		("wide", wide or None),
		("as_table", 1 if as_table else None),
		("as_list", 1 if as_list else None),
	):
		if value is not None:
			entry[key] = value
	if raise_exception:
		entry.raise_exception = 1
	local.message_log.append(entry)
	_raise(msg, raise_exception)


def _raise(msg, raise_exception):
	if not raise_exception:
		return
	if isinstance(raise_exception, Exception):
		raise_exception.args = (msg,)
		raise raise_exception
	if isinstance(raise_exception, type) and issubclass(raise_exception, Exception):
		raise raise_exception(msg)
	raise ValidationError(msg)


def throw(
	msg, exc=ValidationError, title=None, is_minimizable=False, wide=False, as_list=False, primary_action=None
):
	"""Stop with a message for the user."""
	msgprint(
		msg,
		raise_exception=exc,
		title=title,
		indicator="red",
		is_minimizable=is_minimizable,
		wide=wide,
		as_list=as_list,
		primary_action=primary_action,
	)


def clear_messages():
	local.message_log = []


def clear_last_message():
	if local.message_log:
		local.message_log = local.message_log[:-1]


def get_message_log():
	return [dict(message) for message in local.message_log]


def log_error(title=None, message=None, reference_doctype=None, reference_name=None, *, defer_insert=False):
	"""Write an Error Log, with the traceback of the running exception when no message is given."""
	import frappe

	trace = get_traceback() if sys.exc_info()[0] else None
	if message is None:
		if title and "\n" in title:
			title, message = "Error", title
		else:
			message = trace or title
	log = frappe.get_doc(
		doctype="Error Log",
		method=(title or "Error")[:140],
		error=str(message),
		reference_doctype=reference_doctype,
		reference_name=reference_name,
	)
	return log.insert(ignore_permissions=True)


def get_traceback(with_context=False):
	"""The running exception as text."""
	if not sys.exc_info()[0]:
		return ""
	return traceback.format_exc()


def logger(module=None, with_more_info=False, allow_site=True, filter=None, max_size=0, file_count=0):
	return logging.getLogger(f"embedded.{module or 'frappe'}")


def log(msg):
	local.debug_log.append(str(msg))


def errprint(msg):
	local.error_log.append({"exc": msg if isinstance(msg, str) else json.dumps(msg, default=str)})
