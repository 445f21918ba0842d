"""Which records a user is limited to."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr


class UserPermission(Document):
	def validate(self):
		same = {
			"allow": self.allow,
			"for_value": self.for_value,
			"user": self.user,
			"applicable_for": cstr(self.applicable_for),
			"apply_to_all_doctypes": self.apply_to_all_doctypes,
			"name": ["!=", self.name],
		}
		if frappe.get_all("User Permission", filters=same, limit=1):
			frappe.throw(_("User permission already exists"), frappe.DuplicateEntryError)

	def on_update(self):
		self.forget()

	def on_trash(self):
		self.forget()

	def forget(self):
		frappe.cache.hdel("user_permissions", self.user)
		frappe.local.new_doc_templates = {}


@frappe.whitelist()
def get_user_permissions(user=None):
	"""A user's permissions as {doctype: [{doc, applicable_for, is_default, hide_descendants}]}."""
	user = user or frappe.session.user
	if user in ("Administrator", "Guest"):
		return {}
	return frappe.cache.hget("user_permissions", user, lambda: _load(user))


def _load(user):
	out = frappe._dict()
	rows = frappe.db.sql(
		"select allow, for_value, applicable_for, is_default, hide_descendants from `tabUser Permission` where user = %s",
		user,
		as_dict=True,
	)
	for row in rows:
		entry = frappe._dict(
			doc=row.pop("for_value"),
			**{key: row[key] for key in ("applicable_for", "is_default", "hide_descendants")},
		)
		entries = out.setdefault(row.allow, [])
		entries.append(entry)
		if frappe.get_meta(row.allow).is_nested_set() and not entry.hide_descendants:
			from frappe.model.list_filters import nested_names

			for name in nested_names(row.allow, "descendants of", entry.doc):
				entries.append(frappe._dict(entry, doc=name, is_default=False, hide_descendants=False))
	return out


def user_permission_exists(user, allow, for_value, applicable_for=None):
	for entry in get_user_permissions(user).get(allow, []):
		if entry.doc == for_value and entry.applicable_for == applicable_for:
			return entry
	return None
