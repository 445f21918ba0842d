"""Documents: loading, and the order in which a save, submit or cancel runs."""

import hashlib

import frappe
from frappe import _
from frappe.types.frappedict import _dict
from frappe.utils import cstr, now

from .base_document import BaseDocument, get_controller
from .docstatus import DocStatus
from .document_extras import DocumentExtras
from .levels import Levels
from .naming import set_new_name, validate_name
from .validation import Validation


def get_doc(*args, **kwargs):
	"""A document by name, or a new one from a dict or keywords."""
	doctype = None
	if args:
		if isinstance(args[0], BaseDocument):
			return args[0]
		if isinstance(args[0], str):
			doctype = args[0]
		elif isinstance(args[0], dict):
			kwargs = args[0]
		else:
			raise ValueError("First non keyword argument must be a string or dict")
	if len(args) < 2 and kwargs and not (doctype and set(kwargs) == {"for_update"}):
		if "doctype" in kwargs:
			doctype = kwargs["doctype"]
		elif not doctype:
			raise ValueError('"doctype" is a required key')
	return get_controller(doctype)(*args, **kwargs)


class Document(Validation, Levels, DocumentExtras, BaseDocument):
	"""The parent of every controller."""

	def __init__(self, *args, **kwargs):
		values = self.__dict__
		values["doctype"] = None
		values["name"] = None
		values["flags"] = _dict()
		if args and args[0]:
			if isinstance(args[0], str):
				values["doctype"] = args[0]
				values["name"] = args[0] if len(args) == 1 else args[1]
				self.flags.for_update = kwargs.get("for_update")
				self.load_from_db()
				return
			if isinstance(args[0], dict):
				kwargs = args[0]
		if not kwargs:
			raise ValueError("Illegal arguments")
		super().__init__(kwargs)
		self.init_child_tables()
		self.init_valid_columns()

	# loading

	def load_from_db(self):
		"""Fill the document from its stored row and child rows."""
		meta = self.meta
		self.flags.ignore_children = True
		if meta.issingle:
			stored = frappe.db.get_singles_dict(self.doctype)
			if not stored:
				stored = frappe.new_doc(self.doctype, as_dict=True)
				stored["name"] = self.doctype
				stored.pop("__islocal", None)
			BaseDocument.__init__(self, stored)
			self.init_valid_columns()
			self._fix_numeric_types()
		else:
			filters = self.name
			if isinstance(filters, dict | list):
				row = frappe.db.get_value(self.doctype, filters, "*", as_dict=True)
			else:
				row = frappe.db.sql(
					f"select * from `tab{self.doctype}` where name = %s limit 1", cstr(filters), as_dict=True
				)
				row = row[0] if row else None
			if not row:
				frappe.throw(
					_("{0} {1} not found").format(_(self.doctype), self.name),
					frappe.DoesNotExistError(doctype=self.doctype),
				)
			BaseDocument.__init__(self, row)
		self.flags.pop("ignore_children", None)
		for df in meta.table_field_list:
			rows = frappe.db.sql(
				f"select * from `tab{df.options}` where parent = %s and parenttype = %s and parentfield = %s order by idx",
				(cstr(self.name), self.doctype, df.fieldname),
				as_dict=True,
			)
			self.set(df.fieldname, rows)
		if hasattr(self, "__setup__"):
			self.__setup__()
		return self

	def reload(self):
		return self.load_from_db()

	def get_latest(self):
		if not self.__dict__.get("_doc_before_save"):
			self.load_doc_before_save()
		return self._doc_before_save

	def load_doc_before_save(self, *, raise_exception=False):
		self.__dict__["_doc_before_save"] = None
		if self.is_new():
			return
		try:
			self.__dict__["_doc_before_save"] = frappe.get_doc(self.doctype, self.name, for_update=True)
		except frappe.DoesNotExistError:
			if raise_exception:
				raise
			frappe.clear_last_message()

	def get_doc_before_save(self):
		return self.__dict__.get("_doc_before_save")

	# saving

	def insert(
		self,
		ignore_permissions=None,
		ignore_links=None,
		ignore_if_duplicate=False,
		ignore_mandatory=None,
		set_name=None,
		set_child_names=True,
	):
		"""Store the document as a new one."""
		self.flags.notifications_executed = []
		self._set_flags(
			ignore_permissions=ignore_permissions,
			ignore_links=ignore_links,
			ignore_mandatory=ignore_mandatory,
		)
		self.set("__islocal", True)
		self._set_defaults()
		self.set_user_and_timestamp()
		self.set_docstatus()
		self.check_if_latest()
		self._validate_links()
		self.check_permission("create")
		self.run_method("before_insert")
		self.set_new_name(set_name=set_name, set_child_names=set_child_names)
		self.set_parent_in_children()
		self.validate_higher_perm_levels()
		self.flags.in_insert = True
		self.run_before_save_methods()
		self._validate()
		self.set_docstatus()
		self.flags.in_insert = False
		if self.meta.issingle:
			self.update_single(self.get_valid_dict())
		else:
			self.db_insert(ignore_if_duplicate=ignore_if_duplicate)
		for row in self.get_all_children():
			row.db_insert()
		self.run_method("after_insert")
		self.flags.in_insert = True
		if self.get("amended_from"):
			self.validate_amended_from()
		self.run_post_save_methods()
		self.flags.in_insert = False
		self.__dict__.pop("__islocal", None)
		self.__dict__.pop("__unsaved", None)
		return self

	def save(self, *args, **kwargs):
		return self._save(*args, **kwargs)

	def _save(self, ignore_permissions=None, ignore_version=None):
		self.flags.notifications_executed = []
		self._set_flags(ignore_permissions=ignore_permissions)
		self.flags.ignore_version = frappe.flags.in_test if ignore_version is None else ignore_version
		if self.get("__islocal") or not self.get("name"):
			return self.insert()
		self._set_defaults()
		self.check_permission("write", "save")
		self.set_user_and_timestamp()
		self.set_docstatus()
		self.check_if_latest()
		self.set_parent_in_children()
		for row in self.get_all_children():
			if not row.name:
				set_new_name(row)
		self.validate_higher_perm_levels()
		self._validate_links()
		self.run_before_save_methods()
		if self._action != "cancel":
			self._validate()
		if self._action == "update_after_submit":
			self.validate_update_after_submit()
		self.set_docstatus()
		if self.meta.issingle:
			self.update_single(self.get_valid_dict())
		else:
			self.db_update()
		for df in self.meta.table_field_list:
			self.update_child_table(df.fieldname, df)
		self.run_post_save_methods()
		self.__dict__.pop("__unsaved", None)
		return self

	def _set_flags(self, **flags):
		for key, value in flags.items():
			if value is not None:
				self.flags[key] = value

	def update_child_table(self, fieldname, df=None):
		"""Make the stored rows of one child table those of the document."""
		df = df or self.meta.get_field(fieldname)
		rows = self.get(fieldname) or []
		if df.options not in (self.flags.ignore_children_type or ()):
			kept = [row.name for row in rows if row.name and not row.is_new()]
			query = (
				f"delete from `tab{df.options}` where parent = %s and parenttype = %s and parentfield = %s"
			)
			values = [cstr(self.name), self.doctype, fieldname]
			if kept:
				query += " and name not in %s"
				values.append(kept)
			frappe.db.sql(query, values)
		for row in rows:
			row.db_update()

	def update_single(self, d):
		frappe.db.sql("delete from `tabSingles` where doctype = %s", self.doctype)
		for field, value in d.items():
			if field != "doctype":
				frappe.db.sql(
					"insert into `tabSingles` (doctype, field, value) values (%s, %s, %s)",
					(self.doctype, field, None if value is None else cstr(value)),
				)
		frappe.db.value_cache.pop(self.doctype, None)

	def set_new_name(self, force=False, set_name=None, set_child_names=True):
		if (frappe.flags.api_name_set or self.flags.name_set) and not force:
			return
		if self.get("__newname") and (self.meta.autoname or "").lower() == "prompt":
			self.name = validate_name(self.doctype, self.get("__newname"))
			self.flags.name_set = True
			return
		if set_name:
			self.name = validate_name(self.doctype, set_name)
		else:
			set_new_name(self)
		if set_child_names:
			for row in self.get_all_children():
				set_new_name(row)
		self.flags.name_set = True

	def set_user_and_timestamp(self):
		self.__dict__["_original_modified"] = self.modified
		self.modified = now()
		self.modified_by = frappe.session.user
		if self.is_new() and not (
			frappe.flags.in_install or frappe.flags.in_patch or frappe.flags.in_migrate
		):
			self.creation = self.modified
			self.owner = self.modified_by
		for row in self.get_all_children():
			row.modified = self.modified
			row.modified_by = self.modified_by
			row.owner = row.owner or self.owner
			row.creation = row.creation or self.creation
		frappe.flags.currently_saving.append((self.doctype, self.name))

	def set_docstatus(self):
		docstatus = self.docstatus
		for row in self.get_all_children():
			row.__dict__["docstatus"] = docstatus

	def set_parent_in_children(self):
		for row in self.get_all_children():
			row.parent = self.name
			row.parenttype = self.doctype

	def check_if_latest(self):
		"""Refuse to save over someone else's change, and find which action this save is."""
		self.load_doc_before_save(raise_exception=True)
		self.__dict__["_action"] = "save"
		previous = self._doc_before_save
		if not previous:
			self.check_docstatus_transition(0)
			return
		if cstr(previous.modified) != cstr(self._original_modified):
			frappe.msgprint(
				_("Error: Document has been modified after you have opened it")
				+ f" ({previous.modified}, {self.modified}). "
				+ _("Please refresh to get the latest document."),
				raise_exception=frappe.TimestampMismatchError,
			)
		if not self.meta.issingle:
			self.check_docstatus_transition(previous.docstatus)

	def check_docstatus_transition(self, to_docstatus):
		"""Only draft to submitted, submitted to cancelled, and staying as it is, are allowed."""
		wanted = self.docstatus
		if to_docstatus == DocStatus.CANCELLED:
			raise frappe.ValidationError(_("Cannot edit cancelled document"))
		if wanted not in (0, 1, 2):
			raise frappe.ValidationError(_("Invalid docstatus"), wanted)
		action = {
			(0, 0): "save", (0, 1): "submit", (1, 1): "update_after_submit", (1, 2): "cancel",
		}.get((int(to_docstatus), int(wanted)))  # fmt: skip
		if not action:
			names = ("0 (Draft)", "1 (Submitted)", "2 (Cancelled)")
			raise frappe.DocstatusTransitionError(
				_("Cannot change docstatus from {0} to {1}").format(names[to_docstatus], names[wanted])
			)
		self.__dict__["_action"] = action
		if action != "save":
			self.check_permission("cancel" if action == "cancel" else "submit")

	def run_before_save_methods(self):
		if self._action in ("save", "submit"):
			self.run_method("before_validate")
		if self.flags.ignore_validate:
			return
		if self._action in ("save", "submit"):
			self.run_method("validate")
		self.run_method(
			{
				"save": "before_save",
				"submit": "before_submit",
				"cancel": "before_cancel",
				"update_after_submit": "before_update_after_submit",
			}[self._action]
		)
		self.set_title_field()

	def run_post_save_methods(self):
		if self._action in ("save", "submit"):
			self.run_method("on_update")
		if self._action == "submit":
			self.run_method("on_submit")
		elif self._action == "cancel":
			self.run_method("on_cancel")
			self.check_no_back_links_exist()
		elif self._action == "update_after_submit":
			self.run_method("on_update_after_submit")
		self.clear_cache()
		if self.flags.get("notify_update", True):
			self.notify_update()
		self.save_version()
		self.run_method("on_change")
		if (self.doctype, self.name) in frappe.flags.currently_saving:
			frappe.flags.currently_saving.remove((self.doctype, self.name))

	def run_method(self, method, *args, **kwargs):
		"""Run the controller's method, then the handlers that hooks add for it."""
		own = getattr(self, method, None)
		out = own(*args, **kwargs) if callable(own) else None
		events = frappe.get_doc_hooks()
		for handler in (*events.get(self.doctype, {}).get(method, ()), *events.get("*", {}).get(method, ())):
			value = frappe.get_attr(handler)(self, method, *args, **kwargs)
			if isinstance(value, dict):
				out = {**(out if isinstance(out, dict) else {}), **value}
			elif value is not None:
				out = value
		return out

	run_trigger = run_method

	def _submit(self):
		self.docstatus = DocStatus.SUBMITTED
		return self.save()

	def _cancel(self):
		self.docstatus = DocStatus.CANCELLED
		return self.save()

	@frappe.whitelist()
	def submit(self):
		return self._submit()

	@frappe.whitelist()
	def cancel(self):
		return self._cancel()

	def delete(self, ignore_permissions=False, force=False, *, delete_permanently=False):
		return frappe.delete_doc(
			self.doctype,
			self.name,
			ignore_permissions=ignore_permissions,
			flags=self.flags,
			force=force,
			delete_permanently=delete_permanently,
		)

	def __repr__(self):
		return f"<{type(self).__name__}: {self.name or 'unsaved'}>"

	def __str__(self):
		return f"{type(self).__name__}({self.name or 'unsaved'})"
