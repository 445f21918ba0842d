"""Secrets of a site."""

import secrets

from frappe._state import local


def get_encryption_key():
	"""The site's key, made when first asked for."""
	return local.conf.setdefault("encryption_key", secrets.token_urlsafe(32))
