"""JSON, encodings and evaluated expressions."""

import ast
import datetime
import decimal
import json


def as_json(obj, indent=1, separators=None, ensure_ascii=True):
	"""JSON with dates as text and documents as dicts."""
	separators = separators or (",", ": ")
	return json.dumps(
		obj,
		indent=indent,
		sort_keys=True,
		default=json_handler,
		separators=separators,
		ensure_ascii=ensure_ascii,
	)


def json_handler(obj):
	if isinstance(obj, datetime.date | datetime.datetime | datetime.timedelta | datetime.time):
		return str(obj)
	if isinstance(obj, decimal.Decimal):
		return float(obj)
	if hasattr(obj, "as_dict"):
		return obj.as_dict()
	if isinstance(obj, set | frozenset | tuple) or hasattr(obj, "__iter__"):
		return list(obj)
	if isinstance(obj, type) or callable(obj):
		return repr(obj)
	raise TypeError(f"Object of type {type(obj)} with value of {obj!r} is not JSON serializable")


def parse_json(val):
	import frappe

	if isinstance(val, str):
		val = json.loads(val)
	return frappe._dict(val) if isinstance(val, dict) else val


def safe_encode(param, encoding="utf-8"):
	return param.encode(encoding) if isinstance(param, str) else param


def safe_decode(param, encoding="utf-8", fallback_map=None):
	return param.decode(encoding) if isinstance(param, bytes) else param


def format_value(*args, **kwargs):
	from .formatters import format_value

	return format_value(*args, **kwargs)
