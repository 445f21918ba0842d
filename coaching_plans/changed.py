"""What a save would change, in a document and its rows."""

from collections.abc import Callable, Iterator
from typing import Any


def changed_values(doc, fields_of: Callable) -> Iterator[tuple[Any, Any]]:
	"""The fields, with their new values, that `doc` and its rows are given otherwise than stored.

	Of those that `fields_of` names, which gets the meta of a DocType and is asked once for each.
	"""
	before = doc.get_doc_before_save()
	stored = {row.name: row for row in [before, *before.get_all_children()]} if before else {}
	fields = {}
	for row in [doc, *doc.get_all_children()]:
		if row.doctype not in fields:
			fields[row.doctype] = fields_of(row.meta)
		old = stored.get(row.name)
		for field in fields[row.doctype]:
			value = row.get(field.fieldname)
			if value and not (old and old.get(field.fieldname) == value):
				yield field, value
