"""Arguments of whitelisted functions, checked against their annotations when a request calls them."""

import functools
import inspect
import types
import typing

import frappe
from frappe._state import local

CASTS = {int: int, float: float, bool: lambda value: bool(int(value)) if str(value).isdigit() else value}


def validate_argument_types(func, apply_condition=None):
	"""Refuse arguments of another type than annotated, in a request or a test."""
	signature = inspect.signature(func)
	annotated = any(p.annotation is not p.empty for p in signature.parameters.values())
	if not annotated:
		return func

	@functools.wraps(func)
	def wrapper(*args, **kwargs):
		if local.request or local.flags.in_test:
			bound = signature.bind(*args, **kwargs)
			hints = _hints(func)
			for name, value in bound.arguments.items():
				if name in hints and signature.parameters[name].kind not in (2, 4):
					bound.arguments[name] = _checked(
						func, name, value, hints[name], signature.parameters[name]
					)
			return func(*bound.args, **bound.kwargs)
		return func(*args, **kwargs)

	return wrapper


@functools.lru_cache(maxsize=1024)
def _hints(func):
	try:
		return typing.get_type_hints(func)
	except NameError:
		return {}


def _checked(func, name, value, hint, parameter):
	if value is None and parameter.default is None:
		return value
	kinds = _kinds(hint)
	if kinds is None or isinstance(value, kinds):
		return value
	for kind in kinds:
		if kind in CASTS:
			try:
				return CASTS[kind](value)
			except (TypeError, ValueError):
				continue
	names = "' or '".join(kind.__name__ for kind in kinds)
	raise frappe.FrappeTypeError(
		f"Argument '{name}' in '{func.__module__}.{func.__qualname__}' should be of type '{names}' "
		f"but got '{type(value).__name__}' instead."
	)


def _kinds(hint):
	"""The plain classes of an annotation, or None when it has none that can be checked."""
	origin = typing.get_origin(hint)
	if origin in (typing.Union, types.UnionType):
		out = []
		for part in typing.get_args(hint):
			kinds = _kinds(part)
			if kinds is None:
				return None
			out.extend(kinds)
		return tuple(out)
	if origin is not None:
		return (origin,) if isinstance(origin, type) else None
	if hint is typing.Any or not isinstance(hint, type):
		return None
	return (int, float) if hint is float else (hint,)
