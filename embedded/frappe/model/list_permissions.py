"""What a user may list: roles, owner, user permissions, and the query conditions of hooks."""

import frappe
from frappe import _


class ListPermissions:
	"""Mixed into DatabaseQuery."""

	def check_read_permission(self, doctype, parent_doctype=None):
		if self.ignore_permissions or doctype in self.permission_map:
			return
		ptype = "select" if frappe.only_has_select_perm(doctype, user=self.user) else "read"
		frappe.has_permission(
			doctype, ptype=ptype, parent_doctype=parent_doctype or self.doctype, throw=True, user=self.user
		)
		self.permission_map[doctype] = ptype

	def build_match_conditions(self, as_condition=True):
		"""The condition that keeps a query within the user's permissions, or [{doctype: allowed names}]."""
		given = frappe.permissions.get_role_permissions(self.meta, user=self.user)
		if (
			not self.meta.istable
			and not (given.get("select") or given.get("read"))
			and not self._has_any_user_permission()
		):
			shared = frappe.share.get_shared(self.doctype, self.user)
			if not shared:
				frappe.throw(_("No permission to read {0}").format(_(self.doctype)), frappe.PermissionError)
			if not as_condition:
				return []
			own = self._share_condition(shared)
			hooked = self.get_permission_query_conditions()
			return f"{own} and {hooked}" if hooked else own
		matches, restricted, allowed = [], False, {}
		if requires_owner_constraint(given):
			restricted = True
			matches.append(f"`tab{self.doctype}`.`owner` = {self._literal(self.user)}")
		elif given.get("read") or given.get("select"):
			limits, allowed = self._user_permission_conditions()
			if limits:
				restricted = True
				matches.append(" and ".join(limits))
		if not as_condition:
			return [allowed] if allowed else []
		condition = "((" + ") or (".join(matches) + "))" if matches else ""
		if hooked := self.get_permission_query_conditions():
			condition += f" and {hooked}" if condition else hooked
		if restricted and condition:
			if shared := frappe.share.get_shared(self.doctype, self.user):
				condition = f"(({condition}) or ({self._share_condition(shared)}))"
		return condition

	def _literal(self, value):
		# a percent sign is doubled since the query carries placeholders
		return frappe.db.escape(value, percent=bool(self.values))

	def _share_condition(self, shared):
		return f"`tab{self.doctype}`.name in ({', '.join(self._literal(name) for name in shared)})"

	def _user_permission_conditions(self):
		permissions = frappe.permissions.get_user_permissions(self.user)
		if not permissions:
			return [], {}
		strict = frappe.get_system_settings("apply_strict_user_permissions")
		conditions, allowed = [], {}
		own_name = frappe._dict(options=self.doctype, fieldname="name")
		for df in (*self.meta.link_field_list, own_name):
			if df.ignore_user_permissions:
				continue
			docs = []
			for row in permissions.get(df.options, []):
				applicable = row.get("applicable_for")
				wanted = self.reference_doctype if df.fieldname == "name" else self.doctype
				if not applicable or applicable == wanted:
					docs.append(row.get("doc"))
			if docs:
				column = f"`tab{self.doctype}`.`{df.fieldname}`"
				listed = ", ".join(self._literal(name) for name in docs)
				empty = "" if strict else f"ifnull({column}, '')='' or "
				conditions.append(f"({empty}{column} in ({listed}))")
				allowed[df.options] = docs
		return conditions, allowed

	def get_permission_query_conditions(self):
		hooks = frappe.get_hooks("permission_query_conditions", {}) or {}
		conditions = []
		for method in hooks.get(self.doctype, []) + hooks.get("*", []):
			if condition := frappe.call(frappe.get_attr(method), self.user, doctype=self.doctype):
				# the query carries placeholders, the condition is finished text
				conditions.append(condition.replace("%", "%%") if self.values else condition)
		return " and ".join(conditions)


def requires_owner_constraint(role_permissions):
	"""Whether a user sees only what they own."""
	own = role_permissions.get("if_owner")
	if not role_permissions.get("has_if_owner_enabled") or not own:
		return False
	return not any(role_permissions.get(right) and right not in own for right in ("select", "read"))
