"""The site's database: `frappe.db`."""

from contextlib import contextmanager

from .utils import DefaultOrderBy, EmptyQueryValues

__all__ = ["DefaultOrderBy", "EmptyQueryValues", "savepoint"]


@contextmanager
def savepoint(catch=Exception):
	"""Undo what the block wrote when it raises one of `catch`, and go on."""
	import frappe

	name = "sp_" + frappe.generate_hash(length=10)
	frappe.db.savepoint(name)
	try:
		yield
	except catch:
		frappe.db.rollback(save_point=name)
	else:
		frappe.db.release_savepoint(name)
