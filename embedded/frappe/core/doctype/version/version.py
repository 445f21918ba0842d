"""What a save changed."""

import json

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.utils import cstr

SKIPPED = frozenset(no_value_fields) - frozenset(table_fields)
UNFORMATTED = ("Markdown Editor", "Text Editor", "Code", "HTML Editor")


class Version(Document):
	def update_version_info(self, old, new):
		"""Take over what differs; false when nothing worth keeping does."""
		if not old:
			if not new.flags.updater_reference:
				return False
			changes = {
				"creation": new.creation,
				"updater_reference": new.flags.updater_reference,
				"created_by": new.owner,
			}
		else:
			changes = get_diff(old, new)
		if not changes:
			return False
		self.ref_doctype = new.doctype
		self.docname = new.name
		self.data = frappe.as_json(changes, indent=None, separators=(",", ":"))
		return True


def get_diff(old, new, for_child=False, compare_cancelled=False):
	"""Changed values, and rows added, removed and changed; None when there are none."""
	out = frappe._dict(
		changed=[],
		added=[],
		removed=[],
		row_changed=[],
		data_import=new.flags.via_data_import,
		updater_reference=new.flags.updater_reference,
	)
	old_values, new_values = old.__dict__, new.__dict__
	for df in new.meta.fields:
		if df.fieldtype in SKIPPED or df.is_virtual:
			continue
		before, after = old_values.get(df.fieldname), new_values.get(df.fieldname)
		if not for_child and df.fieldtype in table_fields:
			_compare_rows(df.fieldname, before, after, out)
			continue
		if df.fieldtype in ("Link", "Dynamic Link"):
			before, after = cstr(before), cstr(after)
		if before != after and df.fieldtype not in UNFORMATTED:
			before = old.get_formatted(df.fieldname) if before else before
			after = new.get_formatted(df.fieldname) if after else after
		if before != after:
			out.changed.append([df.fieldname, before, after])
	for key in () if for_child else ("name", "docstatus"):
		if getattr(old, key) != getattr(new, key):
			out.changed.append([key, getattr(old, key), getattr(new, key)])
	return out if any((out.changed, out.added, out.removed, out.row_changed)) else None


def _compare_rows(fieldname, before, after, out):
	stored = {row.name: row for row in before or []}
	found = set()
	for at, row in enumerate(after or []):
		if row.name in stored:
			found.add(row.name)
			diff = get_diff(stored[row.name], row, for_child=True)
			if diff and diff.changed:
				out.row_changed.append([fieldname, at, row.name, diff.changed])
		else:
			out.added.append([fieldname, row.as_dict()])
	out.removed.extend([fieldname, row.as_dict()] for name, row in stored.items() if name not in found)
