"""What is refused while its effects on other records are worked out leaves nothing behind, whoever called it.

By then Frappe has stored that a document is submitted or cancelled. A request undoes that at its end; a script that
goes on after the refusal, as one that submits many logs does, would keep half of it.
"""

from contextlib import contextmanager

import frappe


def begin(doc) -> None:
	"""Called before `doc` is stored as submitted or cancelled."""
	frappe.db.savepoint(_point(doc))


@contextmanager
def or_nothing(doc):
	"""Around what follows from it: a refusal goes back to where `begin` was called. Other errors end the request."""
	try:
		yield
	except (frappe.ValidationError, frappe.PermissionError):
		frappe.db.rollback(save_point=_point(doc))
		raise


def _point(doc) -> str:
	return f"before_{frappe.scrub(doc.doctype)}"
