"""Speaking somebody else's language for a while, as in a mail to them."""

from contextlib import contextmanager

import frappe


@contextmanager
def language(code: str | None):
	"""Speak another language within the block; the site's own where the person has none."""
	before = frappe.local.lang
	frappe.local.lang = code or frappe.db.get_default("lang") or before or "en"
	try:
		yield
	finally:
		frappe.local.lang = before
