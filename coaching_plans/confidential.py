"""What every confidential record and every row of one has in common, as base classes of their controllers."""

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.utils import cint, flt

from coaching_plans.confidential_doctypes import PARENT_LINK
from coaching_plans.hierarchy import managers_of
from coaching_plans.permissions import LEADERS, MENTEE, answers_as_hr, may, readers_of, standing_of
from coaching_plans.sealed import SealedDocument, SealedRow

CIRCLE_FIELDS = ("mentee", "coach", "appointed", "company", "department")
# Deeds of Frappe's own that its form offers by role alone.
FORM_RIGHTS = ("write", "submit", "cancel", "amend", "delete")


class ConfidentialDocument(SealedDocument):
	"""A record of the circle (rule 18): who may change what of it, judged by what is stored, not by what is sent."""

	# Set by the app's own methods alone; a value sent by a client is put back to what is stored.
	server_fields: tuple[str, ...] = ()
	# Of these, what deeds alone set: sent by the mentee it is refused by its name, not put back in silence. The others
	# change under an open form, which must still be saved.
	deed_fields: frozenset[str] = frozenset()
	# Of these, what HR may bring along when it imports records that were kept elsewhere; the controller checks it.
	imported_fields: frozenset[str] = frozenset()
	# What the mentee may change by saving; all else is refused by the field's name (rule 20).
	mentee_fields: frozenset[str] = frozenset()

	def onload(self):
		"""Tell the form how its reader stands to the record. It only shows by this; every deed is judged anew."""
		standing = self.standing()
		rights = [right for right in FORM_RIGHTS if self.meta.is_submittable or right in ("write", "delete")]
		self.set_onload(
			"coaching",
			{
				"standing": standing,
				"rights": {right: int(may(standing, self.doctype, right)) for right in rights},
				"deeds": self.deeds(standing),
				"fields": self.fields_of(standing),
				"readers": readers_of(self),
			},
		)

	def deeds(self, standing: str | None) -> list[str]:
		"""What who stands so may do with the record as it is now, beyond saving: names of methods."""
		return []

	def fields_of(self, standing: str | None) -> list[str] | None:
		"""The fields that who stands so may change in the record as it is now; None for all of the form."""
		if standing == MENTEE:
			return sorted(self.mentee_fields)
		return None if standing in LEADERS else []

	def check_permission(self, permtype="read", permlevel=None):
		"""As Frappe's. Of a record that may not be made it names the field that makes it somebody's."""
		if permtype != "create":
			return super().check_permission(permtype, permlevel)
		fieldname, _doctype = PARENT_LINK[self.doctype] or ("mentee", "Employee")
		label = frappe.bold(_(self.meta.get_label(fieldname)))
		if not self.get(fieldname) and not self.get("plan"):
			frappe.throw(
				_("{0}: choose whose {1} this is.").format(label, _(self.doctype)), frappe.MandatoryError
			)
		try:
			super().check_permission(permtype, permlevel)
		except frappe.PermissionError:
			frappe.throw(
				_("{0}: you can't add a {1} here. {2}").format(label, _(self.doctype), self.who_makes_it()),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)

	def who_makes_it(self) -> str:
		return _("Only those who coach this employee, HR, and the employee do.")

	def before_validate(self):
		# Judged once a save, by what is stored as it begins.
		self.flags.saved_by = None if self.flags.by_server else (frappe.session.user, self.standing())
		super().before_validate()
		self.put_back_server_fields()
		self.refuse_unknown_options()
		self.refuse_rows_of_others()

	def put_back_server_fields(self):
		if self.flags.by_server:
			return
		before = self.get_doc_before_save()
		brought = self.imported_fields if self.is_imported() else ()
		for fieldname in self.server_fields:
			if fieldname in brought and self.get(fieldname) not in (None, ""):
				continue
			field = self.meta.get_field(fieldname)
			if before and fieldname in self.deed_fields and self.written_by_mentee():
				self.refuse_change_of_mentee(field)
			self.set(fieldname, before.get(fieldname) if before else field.default)

	def is_imported(self) -> bool:
		"""Whether HR makes this record by Frappe's Data Import, with what became of it before it was kept here.

		`in_import` is set by the server while it imports, never by a request.
		"""
		if self.flags.imported is None:
			self.flags.imported = bool(
				frappe.flags.in_import and self.is_new() and answers_as_hr(self.mentee_by_parent())
			)
		return bool(frappe.flags.in_import and self.flags.imported)

	def mentee_by_parent(self) -> str | None:
		"""Whom the record is about, by what it belongs to rather than by what was sent."""
		if link := PARENT_LINK[self.doctype]:
			fieldname, parent_doctype = link
			return frappe.db.get_value(parent_doctype, self.get(fieldname), "mentee")
		return self.mentee

	def joins_imported_plan(self) -> bool:
		"""Whether this is imported to a plan that was imported too, and so may have ended long ago."""
		return self.is_imported() and bool(frappe.db.get_value("Coaching Plan", self.plan, "imported"))

	def refuse_unknown_options(self):
		"""Frappe leaves this out while it imports."""
		if not self.is_imported():
			return
		for row in [self, *self.get_all_children()]:
			for field in row.meta.get_select_fields():
				options = (field.options or "").split("\n")
				if row.get(field.fieldname) and row.get(field.fieldname) not in options:
					frappe.throw(
						_("{0}: {1} is none of {2}.").format(
							frappe.bold(_(field.label)),
							row.get(field.fieldname),
							", ".join(_(option) for option in options if option),
						)
					)

	def refuse_rows_of_others(self):
		"""A row that is stored in another record is not taken over from it by naming it here."""
		before = self.get_doc_before_save()
		for table in self.meta.get_table_fields():
			own = {row.name for row in before.get(table.fieldname)} if before else set()
			# A row marked as new is inserted, which a name already taken makes fail, so only the others can be foreign.
			if any(row.name not in own for row in self.get(table.fieldname) if not row.is_new()):
				frappe.throw(
					_("{0}: a row here belongs to another record. Add it as a new row instead.").format(
						frappe.bold(_(table.label))
					),
					frappe.PermissionError,
				)

	def take_circle_of_plan_or_employee(self):
		"""Whom the record is about and who is above them: from its plan, else from its employee; never from the caller.

		Raises PermissionError for a plan of somebody else.
		"""
		if self.plan:
			circle = frappe.db.get_value(
				"Coaching Plan", self.plan, (*CIRCLE_FIELDS, "mentee_name"), as_dict=True
			)
			if self.mentee and circle.mentee != self.mentee:
				frappe.throw(
					_("{0}: {1} is not a plan of this employee.").format(frappe.bold(_("Plan")), self.plan),
					frappe.PermissionError,
				)
		else:
			circle = frappe.db.get_value("Employee", self.mentee, ["company", "department"], as_dict=True)
			circle.update(coach=next(iter(managers_of(self.mentee)), None), appointed=0)
		self.update(circle)

	def standing(self, user: str | None = None) -> str | None:
		"""How the user (default: who asks) stands to this record; see permissions.standing_of."""
		return standing_of(self, user)

	def written_by_mentee(self) -> bool:
		"""Whether this change is the mentee's own, not the app's in the course of somebody else's deed."""
		if self.flags.by_server:
			return False
		user, standing = self.flags.saved_by or (None, None)
		return (standing if user == frappe.session.user else self.standing()) == MENTEE

	def refuse_changes_of_mentee(self):
		"""Rule 20. Raises PermissionError naming the first field that is not the mentee's to change."""
		if not self.written_by_mentee():
			return
		for field in self.meta.fields:
			if (
				(field.fieldtype not in no_value_fields or field.fieldtype in table_fields)
				and field.fieldname not in CIRCLE_FIELDS
				and field.fieldname not in self.server_fields
				and field.fieldname not in self.mentee_fields
				and not (field.fetch_from and field.read_only)
			):
				self.refuse_change_of_mentee(field)

	def refuse_change_of_mentee(self, field) -> None:
		"""Where the value, or any row, differs from what is stored; in a new record where there is one."""
		before = self.get_doc_before_save()
		if _value(self, field) != (_value(before, field) if before else _empty(field)):
			frappe.throw(
				_("{0} is not yours to change here. Ask your coach, who keeps this {1}.").format(
					frappe.bold(_(field.label)), _(self.doctype)
				),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)

	def save_by_server(self):
		"""Save what the app itself has set, in the course of a deed already judged."""
		self.flags.by_server = True
		try:
			return self.save(ignore_permissions=True)
		finally:
			self.flags.by_server = False
			# A deed may end that its doer sees the record, as a proposal handed back does; its comment still belongs to it.
			self.flags.deed_judged = True

	def add_comment(self, *args, **kwargs):
		"""As Frappe's. What hangs on a record is judged in overrides/carriers.py, unless a deed was judged before."""
		if self.flags.deed_judged:
			frappe.flags.comment_of_deed = (self.doctype, self.name)
		try:
			return super().add_comment(*args, **kwargs)
		finally:
			frappe.flags.comment_of_deed = None

	def save_version(self):
		"""Rule 19: what a draft said before it was proposed is not for the mentee to read afterwards."""
		status = self.get("status") if self.doctype == "Coaching Plan" else self.stored_plan_status()
		if status != "Draft":
			super().save_version()

	def stored_plan_status(self) -> str | None:
		return self.get("plan") and frappe.db.get_value("Coaching Plan", self.plan, "status")


class ConfidentialRow(SealedRow):
	"""A row of a confidential record."""


def _value(doc, field):
	if field.fieldtype in table_fields:
		return [_row(row) for row in doc.get(field.fieldname)]
	return _comparable(doc.get(field.fieldname), field.fieldtype)


def _row(row) -> dict:
	return {
		field.fieldname: _comparable(row.get(field.fieldname), field.fieldtype)
		for field in row.meta.fields
		if field.fieldtype not in no_value_fields
	} | {"name": row.name}


def _empty(field):
	return [] if field.fieldtype in table_fields else _comparable(field.default, field.fieldtype)


def _comparable(value, fieldtype):
	"""Dates, numbers and empty values in one form: a client sends text where the database holds a number."""
	if fieldtype in ("Int", "Check"):
		return cint(value)
	if fieldtype in ("Float", "Percent", "Currency"):
		return flt(value)
	return "" if value is None else str(value)
