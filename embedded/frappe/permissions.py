"""Who may do what: roles, owners, user permissions, and the apps' hooks."""

import frappe
import frappe.share
from frappe import _
from frappe._state import local
from frappe.types.frappedict import _dict
from frappe.utils import cint

rights = (
	"select", "read", "write", "create", "delete", "submit", "cancel", "amend", "print", "email", "report", "import",
	"export", "share",
)  # fmt: skip
GUEST_ROLE, ALL_USER_ROLE, SYSTEM_USER_ROLE, ADMIN_ROLE = "Guest", "All", "Desk User", "Administrator"
AUTOMATIC_ROLES = (GUEST_ROLE, ALL_USER_ROLE, SYSTEM_USER_ROLE, ADMIN_ROLE)
SHAREABLE = ("read", "write", "share", "submit", "email", "print")


def has_permission(
	doctype,
	ptype="read",
	doc=None,
	user=None,
	raise_exception=True,
	*,
	parent_doctype=None,
	debug=False,
	ignore_share_permissions=False,
):
	"""Whether a user has a right on a DocType or on one document; says why not unless told to be quiet."""
	own = not user or user == frappe.session.user
	outer = frappe.flags.get("has_permission_check_logs")
	if raise_exception:
		frappe.flags["has_permission_check_logs"] = []
	result = _has_permission(
		doctype,
		ptype,
		doc,
		user or frappe.session.user,
		raise_exception,
		parent_doctype,
		ignore_share_permissions,
	)
	if raise_exception:
		if not result and own:
			frappe.msgprint("<br>".join(frappe.flags.get("has_permission_check_logs") or []))
		frappe.flags["has_permission_check_logs"] = outer
	return result


def _has_permission(doctype, ptype, doc, user, raise_exception, parent_doctype, ignore_share_permissions):
	if user == "Administrator":
		return True
	if ptype == "share" and frappe.get_system_settings("disable_document_sharing"):
		return False
	if not doc and hasattr(doctype, "doctype"):
		doc, doctype = doctype, doctype.doctype
	if frappe.is_table(doctype):
		return has_child_permission(doctype, ptype, doc, user, raise_exception, parent_doctype)
	meta = frappe.get_meta(doctype)
	if doc:
		if isinstance(doc, str | int):
			doc = frappe.get_doc(meta.name, doc)
		allowed = get_doc_permissions(doc, user=user, ptype=ptype).get(ptype)
		if not allowed:
			push_perm_check_log(_("User {0} does not have access to this document").format(frappe.bold(user)))
	else:
		if ptype == "submit" and not cint(meta.is_submittable):
			push_perm_check_log(_("Document Type is not submittable"))
			return False
		if ptype == "import" and not cint(meta.allow_import):
			push_perm_check_log(_("Document Type is not importable"))
			return False
		allowed = get_role_permissions(meta, user=user).get(ptype)
		if not allowed:
			push_perm_check_log(
				_("User {0} does not have doctype access via role permission for document {1}").format(
					frappe.bold(user), frappe.bold(_(doctype))
				)
			)
	if not allowed and not ignore_share_permissions and ptype in SHAREABLE:
		right = "read" if ptype in ("email", "print") else ptype
		filters = [["share_name", "=", str(doc.name)]] if doc else None
		allowed = frappe.share.get_shared(doctype, user, rights=[right], filters=filters, limit=1)
	return bool(allowed)


def get_doc_permissions(doc, user=None, ptype=None, debug=False):
	"""All rights of a user on a document, as {right: 0 or 1}."""
	user = user or frappe.session.user
	meta = frappe.get_meta(doc.doctype)
	owns = (doc.get("owner") or "").lower() == user.lower()
	if not has_controller_permissions(doc, ptype, user=user):
		push_perm_check_log(_("Not allowed via controller permission check"))
		return {ptype: 0}
	permissions = get_role_permissions(meta, user=user, is_owner=owns).copy()
	if "if_owner" in permissions:
		permissions["if_owner"] = dict(permissions["if_owner"])
	if not cint(meta.is_submittable):
		permissions["submit"] = 0
	if not cint(meta.allow_import):
		permissions["import"] = 0
	if permissions.get("has_if_owner_enabled"):
		permissions.update(permissions.get("if_owner", {}))
	if not has_user_permission(doc, user, ptype=ptype):
		if owns:
			permissions = permissions.get("if_owner", {})
			permissions["create"] = 0
		else:
			permissions = {}
	return permissions


def get_role_permissions(doctype_meta, user=None, is_owner=None, debug=False):
	"""The rights that a user's roles give on a DocType, with those of owners apart in `if_owner`."""
	if isinstance(doctype_meta, str):
		doctype_meta = frappe.get_meta(doctype_meta)
	user = user or frappe.session.user
	if user == "Administrator":
		return allow_everything()
	key = (doctype_meta.name, user, bool(is_owner))
	if key not in local.role_permissions:
		roles = get_roles(user)
		rules = [rule for rule in doctype_meta.permissions if rule.role in roles and not cint(rule.permlevel)]
		owner_rules = any(cint(rule.get("if_owner")) for rule in rules)
		out = _dict(if_owner={}, has_if_owner_enabled=owner_rules)
		for right in rights:
			given = any(cint(rule.get(right)) for rule in rules)
			out[right] = cint(given)
			freely = any(cint(rule.get(right)) and not cint(rule.get("if_owner")) for rule in rules)
			if given and owner_rules and not freely and right != "create":
				out["if_owner"][right] = cint(bool(is_owner))
				out[right] = 1 if right in ("select", "read") else 0
		local.role_permissions[key] = out
	return local.role_permissions[key]


def allow_everything():
	return {right: 1 for right in rights}


def get_user_permissions(user=None):
	from frappe.core.doctype.user_permission.user_permission import get_user_permissions

	return get_user_permissions(user)


def get_allowed_docs_for_doctype(user_permissions, doctype):
	return [
		row.get("doc")
		for row in user_permissions
		if not row.get("applicable_for") or row.get("applicable_for") == doctype
	]


def has_user_permission(doc, user=None, debug=False, ptype=None):
	"""Whether User Permissions let a user see a document, by itself and by all that it links to."""
	permissions = get_user_permissions(user)
	if not permissions:
		return True
	meta = frappe.get_meta(doc.doctype)
	strict = False if meta.issingle else frappe.get_system_settings("apply_strict_user_permissions")
	doctype, name = doc.get("doctype"), doc.get("name")
	if doctype in permissions:
		allowed = get_allowed_docs_for_doctype(permissions[doctype], doctype)
		if allowed and (not name or str(name) not in allowed):
			push_perm_check_log(_("Not allowed for {0}: {1}").format(_(doctype), name))
			return False
	for row in (doc, *doc.get_all_children()):
		if not _links_allowed(row, doctype, permissions, strict):
			return False
	return True


def _links_allowed(row, doctype, permissions, strict):
	meta = frappe.get_meta(row.get("doctype"))
	for field in meta.link_field_list:
		value = row.get(field.fieldname)
		if field.ignore_user_permissions or (not value and not strict) or field.options not in permissions:
			continue
		allowed = get_allowed_docs_for_doctype(permissions[field.options], doctype)
		if allowed and str(value) not in allowed:
			push_perm_check_log(
				_(
					"You are not allowed to access this {0} record because it is linked to {1} '{2}' in field {3}"
				).format(_(meta.name), _(field.options), value or _("empty"), field.label or field.fieldname)
			)
			return False
	return True


def has_controller_permissions(doc, ptype, user=None, debug=False):
	"""Ask the `has_permission` hooks, the last installed first; the first that answers decides."""
	hooks = frappe.get_hooks("has_permission", {}) or {}
	for method in reversed(hooks.get(doc.doctype, []) + hooks.get("*", [])):
		answer = frappe.call(method, doc=doc, ptype=ptype, user=user or frappe.session.user, debug=debug)
		if answer is not None:
			return bool(answer)
	return True


def has_child_permission(
	child_doctype,
	ptype="read",
	child_doc=None,
	user=None,
	raise_exception=True,
	parent_doctype=None,
	*,
	debug=False,
):
	"""A child row is judged by its parent; a child DocType by the parent DocType that is named."""
	if isinstance(child_doc, str):
		child_doc = frappe.db.get_value(
			child_doctype, child_doc, ("parent", "parenttype", "parentfield"), as_dict=True
		)
	if child_doc:
		parent_doctype = child_doc.parenttype
	if not parent_doctype:
		push_perm_check_log(
			_("Please specify a valid parent DocType for {0}").format(frappe.bold(child_doctype))
		)
		return False
	meta = frappe.get_meta(parent_doctype)
	tables = [df.fieldname for df in meta.table_field_list if df.options == child_doctype]
	if meta.istable or not tables:
		push_perm_check_log(
			_("{0} is not a valid parent DocType for {1}").format(
				frappe.bold(parent_doctype), frappe.bold(child_doctype)
			)
		)
		return False
	doc = None
	if child_doc:
		if not child_doc.parentfield or child_doc.parentfield not in tables:
			push_perm_check_log(
				_("{0} is not a valid parentfield for {1}").format(
					child_doc.parentfield, frappe.bold(child_doctype)
				)
			)
			return False
		level = meta.get_field(child_doc.parentfield).permlevel or 0
		if level > 0 and level not in meta.get_permlevel_access(ptype, user=user):
			push_perm_check_log(
				_("Insufficient Permission Level for {0}").format(frappe.bold(parent_doctype))
			)
			return False
		doc = (
			getattr(child_doc, "parent_doc", None)
			if hasattr(type(child_doc), "parent_doc")
			else child_doc.parent
		)
	return has_permission(parent_doctype, ptype=ptype, doc=doc, user=user, raise_exception=raise_exception)


def push_perm_check_log(log, debug=False):
	logs = frappe.flags.get("has_permission_check_logs")
	if logs is not None:
		logs.append(log)


def check_doctype_permission(doctype, ptype="read"):
	"""Raise when the DocType itself, whatever the document, is closed to the user."""
	messages = local.message_log
	local.message_log = []
	frappe.has_permission(doctype, ptype, throw=True, ignore_share_permissions=True)
	local.message_log = messages


# roles


def get_roles(user=None, with_standard=True):
	user = user or frappe.session.user
	if not user or user == "Guest":
		return [GUEST_ROLE]
	roles = frappe.cache.hget("roles", user, lambda: _roles(user))
	return roles if with_standard else [role for role in roles if role not in AUTOMATIC_ROLES]


def _roles(user):
	if user == "Administrator":
		return frappe.get_all("Role", pluck="name")
	rows = frappe.db.sql(
		"select role from `tabHas Role` where parenttype = 'User' and parent = %s and role not in %s",
		(user, AUTOMATIC_ROLES),
		pluck=True,
	)
	return [*rows, ALL_USER_ROLE, GUEST_ROLE, *([SYSTEM_USER_ROLE] if is_system_user(user) else [])]


def is_system_user(user=None):
	return frappe.get_cached_value("User", user or frappe.session.user, "user_type") == "System User"


# user permissions and rules


def add_user_permission(
	doctype, name, user, ignore_permissions=False, applicable_for=None, is_default=0, hide_descendants=0
):
	from frappe.core.doctype.user_permission.user_permission import user_permission_exists

	if user_permission_exists(user, doctype, name, applicable_for):
		return
	if not frappe.db.exists(doctype, name):
		frappe.throw(_("{0} {1} not found").format(_(doctype), name), frappe.DoesNotExistError)
	frappe.get_doc(
		doctype="User Permission",
		user=user,
		allow=doctype,
		for_value=name,
		is_default=is_default,
		applicable_for=applicable_for,
		apply_to_all_doctypes=0 if applicable_for else 1,
		hide_descendants=hide_descendants,
	).insert(ignore_permissions=ignore_permissions)


def remove_user_permission(doctype, name, user):
	found = frappe.db.get_value("User Permission", {"user": user, "allow": doctype, "for_value": name})
	frappe.delete_doc("User Permission", found)


def add_permission(doctype, role, permlevel=0, ptype=None):
	"""Add a rule for a role, on a copy of the DocType's own rules."""
	setup_custom_perms(doctype)
	where = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": 0}
	if frappe.db.get_value("Custom DocPerm", where):
		return
	rule = frappe.get_doc(doctype="Custom DocPerm", read=1, **where)
	if ptype:
		rule.set(ptype, 1)
	rule.insert(ignore_permissions=True)
	frappe.clear_cache(doctype=doctype)
	return rule.name


def update_permission_property(doctype, role, permlevel, ptype, value=None, validate=True, if_owner=0):
	setup_custom_perms(doctype)
	where = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": if_owner}
	frappe.db.set_value("Custom DocPerm", frappe.db.get_value("Custom DocPerm", where), ptype, value)
	frappe.clear_cache(doctype=doctype)
	return True


def setup_custom_perms(parent):
	"""Copy a DocType's rules to Custom DocPerm, once."""
	if frappe.db.exists("Custom DocPerm", {"parent": parent}):
		return False
	for rule in frappe.get_all("DocPerm", filters={"parent": parent}, fields="*"):
		custom = frappe.new_doc("Custom DocPerm")
		custom.update(
			{key: value for key, value in rule.items() if key not in ("name", "creation", "modified")}
		)
		custom.insert(ignore_permissions=True)
	frappe.clear_cache(doctype=parent)
	return True
