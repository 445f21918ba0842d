"""Defaults of the site and of users."""

import frappe


def get_global_default(key):
	value = get_defaults_for("__default").get(key)
	return value[0] if isinstance(value, list) else value


def get_defaults(user=None):
	"""The site's defaults with the user's over them."""
	user = user or (frappe.session.user if frappe.session else "Guest")
	out = frappe._dict(get_defaults_for("__default"))
	if user not in ("Guest", "Administrator"):
		out.update(get_defaults_for(user))
	out.update({"user": user, "owner": user})
	return out


def get_defaults_for(parent="__default"):
	def load():
		out = frappe._dict()
		for key, value in frappe.db.sql(
			"select defkey, defvalue from `tabDefaultValue` where parent = %s order by creation", parent
		):
			if key in out:
				out[key] = [*(out[key] if isinstance(out[key], list) else [out[key]]), value]
			elif value is not None:
				out[key] = value
		return out

	return frappe.cache.hget("defaults", parent, load)


def set_default(key, value, parent, parenttype="__default"):
	frappe.db.sql("delete from `tabDefaultValue` where defkey = %s and parent = %s", (key, parent))
	if value is not None:
		add_default(key, value, parent, parenttype)
	clear_cache(parent)


def add_default(key, value, parent, parenttype=None):
	frappe.db.sql(
		"insert into `tabDefaultValue` (name, parent, parenttype, parentfield, defkey, defvalue, creation) "
		"values (%s, %s, %s, 'system_defaults', %s, %s, %s)",
		(frappe.generate_hash(length=10), parent, parenttype or "__default", key, value, frappe.utils.now()),
	)
	clear_cache(parent)


def clear_default(key=None, value=None, parent=None, name=None, parenttype=None):
	frappe.db.sql(
		"delete from `tabDefaultValue` where defkey = %s and parent = %s", (key, parent or "__default")
	)
	clear_cache(parent)


def clear_cache(parent=None):
	frappe.cache.delete_value("defaults")
	frappe.local.new_doc_templates.clear()
