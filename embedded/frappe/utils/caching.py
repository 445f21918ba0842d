"""Decorators that remember results for a request or for the site."""

import functools

from frappe._state import local


def request_cache(func):
	"""Remember results by argument until the request ends."""

	@functools.wraps(func)
	def wrapper(*args, **kwargs):
		try:
			key = (func, args, frozenset(kwargs.items()))
			bucket = local.request_cache
			if key not in bucket:
				bucket[key] = func(*args, **kwargs)
			return bucket[key]
		except TypeError:
			return func(*args, **kwargs)

	return wrapper


def http_cache(*args, **kwargs):
	raise NotImplementedError("frappe.utils.caching.http_cache")
