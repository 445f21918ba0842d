"""The insert and update of a document's own row."""

import frappe
from frappe.database.filters import stored
from frappe.utils import cstr

DOCTYPES_FOR_DOCTYPE = {"DocType", "DocField", "DocPerm", "DocType Action", "DocType Link", "DocType State"}


class StoredRow:
	"""Mixed into BaseDocument."""

	def db_insert(self, ignore_if_duplicate=False):
		"""Write the row as a new one."""
		from .naming import set_new_name

		if not self.name:
			set_new_name(self)
		if not self.creation:
			self.creation = self.modified = frappe.utils.now()
			self.owner = self.modified_by = frappe.session.user
		values = self.get_valid_dict(ignore_virtual=True, ignore_nulls=self.doctype in DOCTYPES_FOR_DOCTYPE)
		meta = self.meta
		columns = ", ".join(f"`{column}`" for column in values)
		marks = ", ".join(["%s"] * len(values))
		try:
			frappe.db.sql(
				f"insert into `tab{self.doctype}` ({columns}) values ({marks})",
				[stored(meta, column, value) for column, value in values.items()],
			)
		except frappe.db.IntegrityError as error:
			if frappe.db.is_primary_key_violation(error) or self._name_is_taken():
				if meta.autoname == "hash" and (self.flags.retry_count or 0) < 5:
					self.flags.retry_count = (self.flags.retry_count or 0) + 1
					self.name = None
					self.db_insert()
					return
				if not ignore_if_duplicate:
					frappe.msgprint(
						f"{self.doctype} {frappe.bold(self.name)} already exists",
						title="Duplicate Name",
						indicator="red",
					)
					raise frappe.DuplicateEntryError(self.doctype, self.name, error) from error
			else:
				self._raise_unique(error)
		self.__dict__["__islocal"] = False

	def _name_is_taken(self):
		# SQLite reports another unique column first when both clash
		return bool(frappe.db.sql(f"select 1 from `tab{self.doctype}` where name = %s", cstr(self.name)))

	def db_update(self):
		"""Write the row over the stored one."""
		if self.is_new() or not self.name:
			self.db_insert()
			return
		values = self.get_valid_dict(ignore_virtual=True, ignore_nulls=self.doctype in DOCTYPES_FOR_DOCTYPE)
		name = values.pop("name")
		meta = self.meta
		assignments = ", ".join(f"`{column}`=%s" for column in values)
		arguments = [stored(meta, column, value) for column, value in values.items()]
		try:
			frappe.db.sql(
				f"update `tab{self.doctype}` set {assignments} where `name`=%s", [*arguments, cstr(name)]
			)
		except frappe.db.IntegrityError as error:
			self._raise_unique(error)

	def _raise_unique(self, error):
		if not frappe.db.is_unique_key_violation(error):
			raise error
		fieldname = str(error).rsplit(".", 1)[-1]
		df = self.meta.get_field(fieldname)
		frappe.msgprint(f"{df.label if df else fieldname} must be unique")
		raise frappe.UniqueValidationError(self.doctype, self.name, error) from error
