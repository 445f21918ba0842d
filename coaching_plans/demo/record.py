"""Remembers what the demo made on a site, so that exactly that is removed."""

import json

import frappe
from frappe.defaults import clear_default, set_default

# A parent of its own among the defaults: those of the site go to every browser.
PARENT, KEY = "coaching_demo", "coaching_demo_made"


class Record:
	"""Inserts documents as Administrator and keeps their names, in the order in which they were made."""

	def __init__(self, made: list[tuple[str, str]] | None = None):
		self.made = made or []

	@classmethod
	def stored(cls) -> "Record | None":
		"""The record of the demo that is on the site; None when there is none."""
		Default = frappe.qb.DocType("DefaultValue")
		query = frappe.qb.from_(Default).select(Default.defvalue)
		rows = query.where((Default.parent == PARENT) & (Default.defkey == KEY)).run(pluck=True)
		return cls([tuple(entry) for entry in json.loads(rows[0])]) if rows else None

	def store(self) -> None:
		set_default(KEY, json.dumps(self.made), PARENT)

	def forget(self) -> None:
		clear_default(KEY, parent=PARENT)

	def insert(self, **values):
		doc = frappe.get_doc(values).insert(ignore_permissions=True)
		self.made.append((doc.doctype, doc.name))
		return doc

	def ensure(self, doctype: str, name: str, **values) -> None:
		"""Insert the document unless the site has one of that name, which then stays when the demo goes."""
		if not frappe.db.exists(doctype, name):
			self.insert(doctype=doctype, **values)

	def names(self, doctype: str) -> list[str]:
		return [name for made, name in self.made if made == doctype]
