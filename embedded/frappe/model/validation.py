"""The checks that every save runs: mandatory, links, options, lengths, constants, levels."""

import frappe
from frappe import _
from frappe.types.frappedict import _dict
from frappe.utils import cint, cstr, flt, sanitize_html, strip_html

from . import optional_fields, table_fields
from .docstatus import DocStatus

UNSANITIZED = ("Attach", "Attach Image", "Barcode", "Code")


class Validation:
	"""Mixed into Document."""

	def _set_defaults(self):
		if frappe.flags.in_import:
			return
		if self.is_new():
			self.update_if_missing(frappe.new_doc(self.doctype, as_dict=True))
		for df in self.meta.table_field_list:
			new = [row for row in self.get(df.fieldname) or [] if row.is_new()]
			if new:
				defaults = frappe.new_doc(df.options, parent_doc=self, parentfield=df.fieldname, as_dict=True)
				for row in new:
					row.update_if_missing(defaults)

	def _validate(self):
		self._validate_mandatory()
		for doc in (self, *self.get_all_children()):
			doc._validate_data_fields()
			doc._validate_selects()
			doc._validate_non_negative()
			doc._validate_length()
			doc._fix_rating_value()
			doc._sync_autoname_field()
			doc._sanitize_content()
			doc._save_passwords()
		if self.is_new():
			for fieldname in optional_fields:
				self.set(fieldname, None)
		else:
			self.validate_set_only_once()

	def _label(self, df):
		return _(df.label, context=df.parent) if df.label else df.fieldname

	# mandatory

	def _validate_mandatory(self):
		if self.flags.ignore_mandatory:
			return
		missing = self._get_missing_mandatory_fields()
		for row in self.get_all_children():
			missing.extend(row._get_missing_mandatory_fields())
		if not missing:
			return
		for _field, message in missing:
			frappe.msgprint(message)
		raise frappe.MandatoryError(
			f"[{self.doctype}, {self.name}]: {', '.join(field for field, _msg in missing)}"
		)

	def _get_missing_mandatory_fields(self):
		missing = []
		for df in self.meta.mandatory_list:
			value = self.__dict__.get(df.fieldname)
			if value is None or value == [] or not self._has_content(df, value):
				missing.append((df.fieldname, self._missing_message(df)))
		if self.meta.istable:
			for fieldname in ("parent", "parenttype"):
				if not self.get(fieldname):
					missing.append((fieldname, self._missing_message(_dict(label=fieldname))))
		return missing

	@staticmethod
	def _has_content(df, value):
		if not isinstance(value, str):
			return True
		text = strip_html(value).strip() if "<" in value else value.strip()
		if df.fieldtype == "Text Editor" or (df.fieldtype == "Code" and df.options == "HTML"):
			return bool(text or "<img" in value)
		return bool(text)

	def _missing_message(self, df):
		if df.fieldtype in table_fields:
			return f"{_('Error')}: {_('Data missing in table')}: {self._label(df)}"
		if self.get("parentfield"):
			return "{}: {} {} #{}: {}: {}".format(
				_("Error"),
				frappe.bold(_(self.doctype)),
				_("Row"),
				self.idx,
				_("Value missing for"),
				self._label(df),
			)
		return _("Error: Value missing for {0}: {1}").format(_(df.parent), self._label(df))

	# links

	def _validate_links(self):
		if self.flags.ignore_links or self.__dict__.get("_action") == "cancel":
			return
		invalid, cancelled = self.get_invalid_links()
		for row in self.get_all_children():
			bad, old = row.get_invalid_links(is_submittable=self.meta.is_submittable)
			invalid.extend(bad)
			cancelled.extend(old)
		if invalid:
			frappe.throw(
				_("Could not find {0}").format(", ".join(each[2] for each in invalid)),
				frappe.LinkValidationError,
			)
		if cancelled:
			frappe.throw(
				_("Cannot link cancelled document: {0}").format(", ".join(each[2] for each in cancelled)),
				frappe.CancelledLinkError,
			)

	def get_invalid_links(self, is_submittable=False):
		"""Links to nothing and to cancelled documents; fills what is fetched through a link."""
		invalid, cancelled = [], []
		for df in (*self.meta.link_field_list, *self.meta.dynamic_link_list):
			name = self.__dict__.get(df.fieldname)
			if not name:
				continue
			doctype = df.options if df.fieldtype == "Link" else self.get(df.options)
			if not doctype:
				if df.fieldtype == "Link":
					frappe.throw(_("Options not set for link field {0}").format(df.fieldname))
				frappe.throw(_("{0} must be set first").format(self.meta.get_label(df.options)))
			target = frappe.get_meta(doctype)
			fetched = [
				each
				for each in self.meta.get_fields_to_fetch(df.fieldname)
				if not each.fetch_if_empty or not self.get(each.fieldname)
			]
			values = self._linked_values(target, doctype, name, fetched)
			if not values:
				# a link whose fetch finds no row is let through, as Frappe does
				continue
			if not df.is_virtual:
				self.__dict__[df.fieldname] = values.name
			for each in fetched:
				if self.is_new() or not self.docstatus.is_submitted() or each.allow_on_submit:
					self._set_fetched(each, values, target)
			if not values.name:
				invalid.append((df.fieldname, name, self._link_message(df, name)))
			elif (
				df.fieldname != "amended_from"
				and (is_submittable or self.meta.is_submittable)
				and target.is_submittable
				and DocStatus(frappe.db.get_value(doctype, name, "docstatus") or 0).is_cancelled()
			):
				cancelled.append((df.fieldname, name, self._link_message(df, name)))
		return invalid, cancelled

	@staticmethod
	def _linked_values(target, doctype, name, fetched):
		if target.issingle:
			return _dict(name=doctype)
		if not fetched:
			return _dict(name=frappe.db.get_value(doctype, name, "name", cache=True))
		columns = ["name"] + [each.fetch_from.split(".")[-1] for each in fetched]
		return frappe.db.get_value(doctype, name, columns, as_dict=True)

	def _set_fetched(self, df, values, target):
		source = df.fetch_from.split(".")[-1]
		value = values[source]
		other = target.get_field(source)
		if (
			value
			and other
			and other.fieldtype == "Text Editor"
			and df.fieldtype in ("Small Text", "Text", "Data")
		):
			value = frappe.utils.unescape_html(strip_html(value))
		self.__dict__[df.fieldname] = value

	def _link_message(self, df, name):
		if self.get("parentfield"):
			return f"{_('Row')} #{self.idx}: {self._label(df)}: {name}"
		return f"{self._label(df)}: {name}"

	# values

	def _validate_selects(self):
		if frappe.flags.in_import:
			return
		for df in self.meta.select_list:
			value = self.__dict__.get(df.fieldname)
			if df.fieldname == "naming_series" or not value:
				continue
			options = df.options.split("\n")
			value = cstr(value).strip()
			self.set(df.fieldname, value)
			if value not in options:
				prefix = _("Row #{0}:").format(self.idx) if self.get("parentfield") else ""
				allowed = '", "'.join(_(option) for option in options)
				frappe.throw(
					_('{0} {1} cannot be "{2}". It should be one of "{3}"').format(
						prefix, _(df.label or ""), value, allowed
					)
				)

	def _validate_data_fields(self):
		from frappe.utils import split_emails, validate_email_address, validate_phone_number, validate_url

		for df in self.meta.address_list:
			if not (value := self.__dict__.get(df.fieldname)):
				continue
			if df.fieldtype == "Phone" or df.options == "Phone":
				validate_phone_number(value, throw=True)
			elif df.options == "Email":
				if self.owner in frappe.STANDARD_USERS and value in frappe.STANDARD_USERS:
					continue
				for address in split_emails(value):
					validate_email_address(address, throw=True)
			elif df.options == "URL":
				validate_url(value, throw=True)

	def _validate_non_negative(self):
		for df in self.meta.non_negative_list:
			if flt(self.get(df.fieldname)) < 0:
				label = frappe.bold(self._label(df))
				if self.get("parentfield"):
					message = f"{frappe.bold(_(self.doctype))} {_('Row')} #{self.idx}: {_('Value cannot be negative for')} {label}"
				else:
					message = _("Value cannot be negative for {0}: {1}").format(_(df.parent), label)
				frappe.throw(message, frappe.NonNegativeError, title=_("Negative Value"))

	def _validate_length(self):
		if frappe.flags.in_install or self.meta.issingle:
			return
		values = self.__dict__
		for df, kind, most in self.meta.limits:
			value = values.get(df.fieldname)
			if value is None:
				continue
			size = (
				len(value if isinstance(value, str) else cstr(value)) if kind == "text" else abs(cint(value))
			)
			if size > most:
				self._raise_length(df, most, value)

	def _raise_length(self, df, longest, value):
		where = (
			f"{_(self.doctype)}, {_('Row')} {self.idx}"
			if self.get("parentfield")
			else f"{_(self.doctype)} {self.name}"
		)
		frappe.throw(
			_("{0}: '{1}' ({3}) will get truncated, as max characters allowed is {2}").format(
				where, frappe.bold(self._label(df)), longest, value
			),
			frappe.CharacterLengthExceededError,
			title=_("Value too big"),
		)

	def _fix_rating_value(self):
		for df in self.meta.rating_list:
			self.set(df.fieldname, max(0.0, min(flt(self.get(df.fieldname)), 1.0)))

	def _sync_autoname_field(self):
		autoname = self.meta.autoname or ""
		if autoname.startswith("field:") and self.name and self.name != self.get(autoname[6:]):
			self.set(autoname[6:], self.name)

	def _sanitize_content(self):
		if frappe.flags.in_install:
			return
		values = self.__dict__
		for fieldname in self.meta.valid_columns:
			value = values.get(fieldname)
			if not isinstance(value, str) or ("<" not in value and ">" not in value):
				continue
			df = self.meta.get_field(fieldname)
			if df and (
				df.ignore_xss_filter
				or (df.fieldtype in ("Data", "Small Text", "Text") and df.options == "Email")
				or df.fieldtype in UNSANITIZED
				or self.docstatus.is_cancelled()
				or (self.docstatus.is_submitted() and not df.allow_on_submit)
			):
				continue
			self.set(fieldname, sanitize_html(value, linkify=bool(df and df.fieldtype == "Text Editor")))

	def _save_passwords(self):
		for df in self.meta.password_list:
			if value := self.get(df.fieldname):
				self.set(df.fieldname, "*" * len(value))

	# after the first save

	def validate_set_only_once(self):
		before = self.get_doc_before_save()
		for df in self.meta.once_list if before else ():
			value, original = self.get(df.fieldname), before.get(df.fieldname)
			if df.fieldtype in table_fields:
				changed = not self.is_child_table_same(df.fieldname)
			elif df.fieldtype in ("Date", "Datetime", "Time"):
				changed = str(value) != str(original)
			else:
				changed = value != original
			if changed:
				frappe.throw(
					_("Value cannot be changed for {0}").format(
						frappe.bold(self.meta.get_label(df.fieldname))
					),
					exc=frappe.CannotChangeConstantError,
				)

	def validate_update_after_submit(self):
		if self.flags.ignore_validate_update_after_submit:
			return
		self._validate_update_after_submit()
		for row in self.get_all_children():
			if not (row.is_new() and self.meta.get_field(row.parentfield).allow_on_submit):
				row._validate_update_after_submit()

	def _validate_update_after_submit(self):
		stored = frappe.get_doc(self.doctype, self.name).as_dict()
		for key in self.as_dict():
			df = self.meta.get_field(key)
			if not df or df.allow_on_submit or not (self.get(key) or stored.get(key)):
				continue
			if df.fieldtype in table_fields:
				value, before = len(self.get(key)), len(stored.get(key))
			else:
				value, before = self.get_value(key), stored.get(key)
			if value != before:
				frappe.throw(
					_("{0} Not allowed to change {1} after submission from {2} to {3}").format(
						f"Row #{self.idx}:" if self.get("parent") else "",
						frappe.bold(self._label(df)),
						frappe.bold(before),
						frappe.bold(value),
					),
					frappe.UpdateAfterSubmitError,
					title=_("Cannot Update After Submit"),
				)
