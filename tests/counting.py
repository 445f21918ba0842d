"""How many statements a piece of code sends to the database."""

from contextlib import contextmanager

import frappe


@contextmanager
def counted_queries():
	"""Collects the statements that the block sends."""
	original, seen = frappe.db.sql, []
	# Of a test that commits, what it writes is watched in the same place.
	watched = "sql" in vars(frappe.db)

	def counted(query, *args, **kwargs):
		seen.append(str(query))
		return original(query, *args, **kwargs)

	frappe.db.sql = counted
	try:
		yield seen
	finally:
		if watched:
			frappe.db.sql = original
		else:
			del frappe.db.sql
