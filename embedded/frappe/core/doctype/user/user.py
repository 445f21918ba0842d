"""People who sign in."""

import frappe
from frappe.model.document import Document
from frappe.permissions import AUTOMATIC_ROLES
from frappe.utils import validate_email_address

NO_DESK = {"All", "Guest"}


class User(Document):
	def autoname(self):
		if self.name not in frappe.STANDARD_USERS:
			self.email = (self.email or "").strip().lower()
			self.name = self.email
		else:
			self.name = self.first_name if not self.name else self.name

	def before_insert(self):
		self.flags.in_insert = True

	def validate(self):
		if self.name not in frappe.STANDARD_USERS:
			validate_email_address(self.email, throw=True)
		self.full_name = " ".join(filter(None, [self.first_name, self.last_name]))
		self.drop_repeated_roles()
		if self.name not in frappe.STANDARD_USERS:
			self.set_system_user()
		self.language = self.language or frappe.get_system_settings("language")

	def drop_repeated_roles(self):
		seen = set()
		for row in list(self.roles):
			if not row.role or row.role in seen or row.role in AUTOMATIC_ROLES:
				self.roles.remove(row)
			seen.add(row.role)

	def set_system_user(self):
		"""Who holds a role with desk access is a System User."""
		roles = [row.role for row in self.roles]
		desk = roles and frappe.db.get_all("Role", filters={"name": ("in", roles), "desk_access": 1}, limit=1)
		self.user_type = "System User" if desk else "Website User"

	def on_update(self):
		frappe.clear_cache(user=self.name)
		frappe.local.request_cache.pop("fullnames", None)

	def on_trash(self):
		frappe.clear_cache(user=self.name)
		if self.name in frappe.STANDARD_USERS:
			frappe.throw(f"User {self.name} cannot be deleted")

	def append_roles(self, *roles):
		current = {row.role for row in self.roles}
		for role in roles:
			if role not in current:
				self.append("roles", {"role": role})

	def add_roles(self, *roles):
		self.append_roles(*roles)
		self.save()
