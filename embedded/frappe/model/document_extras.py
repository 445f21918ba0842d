"""What documents offer besides saving: permissions, single columns, comments, versions, small queries."""

import json

import frappe
from frappe import _
from frappe.types.frappedict import _dict
from frappe.utils import compare, date_diff, get_datetime, getdate, now, to_timedelta


class DocumentExtras:
	"""Mixed into Document."""

	# permissions

	def check_permission(self, permtype="read", permlevel=None):
		if not self.has_permission(permtype):
			frappe.permissions.check_doctype_permission(self.doctype, permtype)
			self.raise_no_permission_to(permtype)

	def has_permission(self, permtype="read", *, debug=False, user=None):
		if self.flags.ignore_permissions:
			return True
		return frappe.permissions.has_permission(self.doctype, permtype, self, debug=debug, user=user)

	def raise_no_permission_to(self, perm_type):
		frappe.flags.error_message = _(
			"You need the '{0}' permission on {1} {2} to perform this action."
		).format(_(perm_type), frappe.bold(_(self.doctype)), self.name or "")
		raise frappe.PermissionError

	# values

	def has_value_changed(self, fieldname):
		previous = self.get_doc_before_save()
		if not previous:
			return True
		before, current = previous.get(fieldname), self.get(fieldname)
		df = self.meta.get_field(fieldname)
		if df and before is not None:
			convert = {"Datetime": get_datetime, "Date": getdate, "Time": to_timedelta}.get(df.fieldtype)
			current = convert(current) if convert else current
		return before != current

	def get_all_children(self, parenttype=None):
		rows = []
		for df in self.meta.table_field_list:
			if (not parenttype or df.options == parenttype) and (value := self.__dict__.get(df.fieldname)):
				rows.extend(value)
		return rows

	def db_set(self, fieldname, value=None, update_modified=True, notify=False, commit=False):
		"""Write columns at once, here and in the database, with only the change events."""
		if isinstance(fieldname, dict):
			self.update(fieldname)
		else:
			self.set(fieldname, value)
		if update_modified and (self.doctype, self.name) not in frappe.flags.currently_saving:
			self.set("modified", now())
			self.set("modified_by", frappe.session.user)
		if not self.get_doc_before_save():
			self.load_doc_before_save()
		self.run_method("before_change")
		if self.name is None:
			return
		stamp = {
			"modified": self.modified,
			"modified_by": self.modified_by,
			"update_modified": update_modified,
		}
		if self.meta.issingle:
			frappe.db.set_single_value(self.doctype, fieldname, value, **stamp)
		else:
			frappe.db.set_value(self.doctype, self.name, fieldname, value, **stamp)
		self.run_method("on_change")
		if notify:
			self.notify_update()
		if commit:
			frappe.db.commit()

	def set_title_field(self):
		"""Fill a title made of other fields, which only a field named `title` can be."""
		if self.meta.title_field != "title":
			return
		df = self.meta.get_field("title")
		values = {key: "" if value is None else value for key, value in self.as_dict().items()}
		if df.options:
			self.set("title", df.options.format(**values))
		elif self.is_new() and not self.get("title") and df.default:
			self.set("title", df.default.format(**values))

	def set_onload(self, key, value):
		if not self.get("__onload"):
			self.set("__onload", _dict())
		self.get("__onload")[key] = value

	def get_onload(self, key=None):
		return self.get("__onload")[key] if key else self.get("__onload") or _dict()

	def validate_from_to_dates(self, from_date_field, to_date_field):
		start, end = self.get(from_date_field), self.get(to_date_field)
		if start and end and date_diff(end, start) < 0:
			row = f"{_(frappe.unscrub(self.parentfield))} row #{self.idx}: " if self.meta.istable else ""
			frappe.throw(
				row
				+ _("{0} must be after {1}").format(
					frappe.bold(_(self.meta.get_label(to_date_field))),
					frappe.bold(_(self.meta.get_label(from_date_field))),
				),
				frappe.InvalidDates,
			)

	# what hangs on a document

	@frappe.whitelist()
	def add_comment(self, comment_type="Comment", text=None, comment_email=None, comment_by=None):
		return frappe.get_doc(
			doctype="Comment",
			comment_type=comment_type,
			comment_email=comment_email or frappe.session.user,
			comment_by=comment_by,
			reference_doctype=self.doctype,
			reference_name=self.name,
			content=text or comment_type,
		).insert(ignore_permissions=True)

	def save_version(self):
		"""Keep what this save changed, when the DocType tracks changes."""
		if (
			not self.meta.track_changes
			or self.doctype == "Version"
			or self.flags.ignore_version
			or frappe.flags.in_install
			or (not self._doc_before_save and frappe.flags.in_patch)
		):
			return
		previous = self._doc_before_save
		if not previous and self.get("amended_from"):
			previous = frappe.get_doc(self.doctype, self.amended_from)
		version = frappe.new_doc("Version")
		if version.update_version_info(previous, self):
			version.insert(ignore_permissions=True)

	def notify_update(self):
		if frappe.flags.in_patch:
			return
		frappe.publish_realtime(
			"doc_update",
			{"modified": self.modified, "doctype": self.doctype, "name": self.name},
			doctype=self.doctype,
			docname=self.name,
			after_commit=True,
		)
		if not self.meta.get("read_only") and not self.meta.issingle and not self.meta.istable:
			data = {"doctype": self.doctype, "name": self.name, "user": frappe.session.user}
			frappe.publish_realtime("list_update", data, after_commit=True)

	def clear_cache(self):
		frappe.clear_document_cache(self.doctype, self.name)

	def check_no_back_links_exist(self):
		from .delete_doc import check_if_doc_is_dynamically_linked, check_if_doc_is_linked

		if not self.flags.ignore_links:
			check_if_doc_is_linked(self, method="Cancel")
			check_if_doc_is_dynamically_linked(self, method="Cancel")

	def validate_amended_from(self):
		if frappe.db.get_value(self.doctype, self.amended_from, "docstatus") != 2:
			frappe.throw(
				_("{0} cannot be amended because it is not cancelled.").format(self.amended_from),
				title=_("Amendment Not Allowed"),
			)

	def get_assigned_users(self):
		return set(
			frappe.get_all(
				"ToDo",
				filters={
					"reference_type": self.doctype,
					"reference_name": self.name,
					"status": ("!=", "Cancelled"),
				},
				pluck="allocated_to",
			)
		)

	def get_url(self):
		return f"/app/{self.doctype.lower().replace(' ', '-')}/{self.name}"

	def log_error(self, title=None, message=None):
		return frappe.log_error(
			title=title, message=message, reference_doctype=self.doctype, reference_name=self.name
		)

	def lock(self, timeout=None):
		raise NotImplementedError("Document.lock")

	def get_document_share_key(self, *args, **kwargs):
		raise NotImplementedError("Document.get_document_share_key")

	def add_tag(self, tag):
		raise NotImplementedError("Document.add_tag")
