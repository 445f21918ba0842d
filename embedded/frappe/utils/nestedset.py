"""Trees kept as nested intervals in `lft` and `rgt`."""

import frappe
from frappe import _
from frappe.model.document import Document


class NestedSetRecursionError(frappe.ValidationError):
	pass


class NestedSetChildExistsError(frappe.ValidationError):
	pass


class NestedSet(Document):
	"""A document of a tree."""

	def __setup__(self):
		self.nsm_parent_field = self.meta.get("nsm_parent_field") or f"parent_{frappe.scrub(self.doctype)}"

	def on_update(self):
		update_nsm(self)

	def on_trash(self, allow_root_deletion=False):
		if frappe.db.count(self.doctype, {self.nsm_parent_field: self.name}):
			frappe.throw(
				_("Cannot delete {0} as it has child nodes").format(self.name), NestedSetChildExistsError
			)
		self.set(self.nsm_parent_field, "")
		update_nsm(self)


def _parent_field(doc):
	return (
		doc.get("nsm_parent_field")
		or doc.meta.get("nsm_parent_field")
		or f"parent_{frappe.scrub(doc.doctype)}"
	)


def update_nsm(doc):
	"""Give a node its place after its parent changed, or its first place."""
	field = _parent_field(doc)
	parent, before = doc.get(field) or None, doc.get("old_parent") or None
	if not doc.lft:
		_add(doc, parent)
	elif parent != before:
		_refuse_loops(doc, parent)
		rebuild_tree(doc.doctype, field)
		doc.lft, doc.rgt = frappe.db.get_value(doc.doctype, doc.name, ["lft", "rgt"])
	if doc.meta.has_field("old_parent") and parent != before:
		doc.set("old_parent", parent)
		frappe.db.set_value(doc.doctype, doc.name, "old_parent", parent or "", update_modified=False)


def _add(doc, parent):
	table = f"tab{doc.doctype}"
	if parent:
		_refuse_loops(doc, parent)
		at = frappe.db.get_value(doc.doctype, parent, "rgt") or 1
		frappe.db.sql(f"update `{table}` set rgt = rgt + 2 where rgt >= %s", at)
		frappe.db.sql(f"update `{table}` set lft = lft + 2 where lft >= %s", at)
	else:
		at = (frappe.db.sql(f"select max(rgt) from `{table}`")[0][0] or 0) + 1
	frappe.db.sql(f"update `{table}` set lft = %s, rgt = %s where name = %s", (at, at + 1, doc.name))
	doc.lft, doc.rgt = at, at + 1


def _refuse_loops(doc, parent):
	field, seen, name = _parent_field(doc), {doc.name}, parent
	while name:
		if name in seen:
			frappe.throw(_("Item cannot be added to its own descendants"), NestedSetRecursionError)
		seen.add(name)
		name = frappe.db.get_value(doc.doctype, name, field)


def rebuild_tree(doctype, parent_field=None):
	"""Number the whole tree again from its parents."""
	field = (
		parent_field or frappe.get_meta(doctype).get("nsm_parent_field") or f"parent_{frappe.scrub(doctype)}"
	)
	children = {}
	for name, parent in frappe.db.sql(f"select name, `{field}` from `tab{doctype}` order by name"):
		children.setdefault(parent or "", []).append(name)
	stack, counter, left = [(name, False) for name in reversed(children.get("", []))], 0, {}
	while stack:
		name, leaving = stack.pop()
		counter += 1
		if leaving:
			frappe.db.sql(
				f"update `tab{doctype}` set lft = %s, rgt = %s where name = %s", (left[name], counter, name)
			)
			continue
		left[name] = counter
		stack.append((name, True))
		stack.extend((child, False) for child in reversed(children.get(name, [])))


def get_root_of(doctype):
	"""The name of a node that has no node above it."""
	rows = frappe.db.sql(
		f"""select name from `tab{doctype}` t where lft > 0 and (select count(*) from `tab{doctype}` o
		where o.lft < t.lft and o.rgt > t.rgt) = 0 order by lft limit 1"""
	)
	return rows[0][0] if rows else None
