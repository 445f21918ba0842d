"""Employees, their users, and what a user may see because of them."""

import frappe
from frappe import _
from frappe.model.naming import set_name_by_naming_series
from frappe.permissions import add_user_permission, has_permission, remove_user_permission
from frappe.utils import getdate, today
from frappe.utils.nestedset import NestedSet, update_nsm


class EmployeeUserDisabledError(frappe.ValidationError):
	pass


class InactiveEmployeeStatusError(frappe.ValidationError):
	pass


class Employee(NestedSet):
	nsm_parent_field = "reports_to"

	def autoname(self):
		set_name_by_naming_series(self)
		self.employee = self.name

	def validate(self):
		self.employee = self.name
		self.employee_name = " ".join(filter(None, [self.first_name, self.middle_name, self.last_name]))
		self.validate_dates()
		self.validate_leaving()
		if self.reports_to == self.name:
			frappe.throw(_("Employee cannot report to himself."))
		field = frappe.scrub(self.prefered_contact_email)
		self.prefered_email = self.get(field) if field else None
		if self.user_id:
			self.validate_user()
		else:
			self.let_user_go()

	def validate_dates(self):
		if self.date_of_birth and getdate(self.date_of_birth) > getdate(today()):
			frappe.throw(_("Date of Birth cannot be greater than today."))
		self.validate_from_to_dates("date_of_birth", "date_of_joining")
		self.validate_from_to_dates("date_of_joining", "relieving_date")
		self.validate_from_to_dates("date_of_joining", "contract_end_date")

	def validate_leaving(self):
		"""Who leaves has a last day, and nobody active reports to them."""
		if self.status != "Left":
			return
		if frappe.db.exists("Employee", {"reports_to": self.name, "status": "Active"}):
			frappe.throw(
				_("The following employees are currently still reporting to {0}:").format(self.employee_name),
				InactiveEmployeeStatusError,
				_("Cannot Relieve Employee"),
			)
		if not self.relieving_date:
			frappe.throw(_("Please enter relieving date."))

	def validate_user(self):
		enabled = frappe.db.get_value("User", self.user_id, "enabled")
		if enabled is None:
			self.user_id = None
			return
		if self.status == "Active" and not enabled:
			frappe.throw(_("User {0} is disabled").format(self.user_id), EmployeeUserDisabledError)
		other = frappe.db.get_value(
			"Employee", {"user_id": self.user_id, "status": "Active", "name": ("!=", self.name)}
		)
		if other:
			frappe.throw(
				_("User {0} is already assigned to Employee {1}").format(self.user_id, other),
				frappe.DuplicateEntryError,
			)

	def let_user_go(self):
		"""A user taken off an employee loses the role and the limit that came with it."""
		user_id = frappe.db.get_value("Employee", self.name, "user_id")
		if user_id:
			user = frappe.get_doc("User", user_id)
			validate_employee_role(user, ignore_emp_check=True)
			user.save(ignore_permissions=True)
			remove_user_permission("Employee", self.name, user_id)

	def on_update(self):
		update_nsm(self)
		frappe.clear_cache()
		if self.user_id:
			self.update_user()
			self.update_user_permissions()

	def update_user(self):
		user = frappe.get_doc("User", self.user_id)
		user.flags.ignore_permissions = True
		user.append_roles("Employee")
		if self.employee_name and not (user.first_name and user.last_name):
			first, _space, rest = self.employee_name.partition(" ")
			user.first_name, user.last_name = first, rest
		user.birth_date = self.date_of_birth or user.birth_date
		user.gender = self.gender or user.gender
		user.save()

	def update_user_permissions(self):
		"""Limit the user to this employee and company, as long as the box is ticked."""
		if not self.has_value_changed("user_id") and not self.has_value_changed("create_user_permission"):
			return
		if not has_permission("User Permission", ptype="write", raise_exception=False):
			return
		limited = frappe.db.exists(
			"User Permission", {"allow": "Employee", "for_value": self.name, "user": self.user_id}
		)
		if limited and not self.create_user_permission:
			remove_user_permission("Employee", self.name, self.user_id)
			remove_user_permission("Company", self.company, self.user_id)
		elif not limited and self.create_user_permission:
			add_user_permission("Employee", self.name, self.user_id)
			add_user_permission("Company", self.company, self.user_id)

	def on_trash(self):
		frappe.db.set_value("Employee", self.name, "reports_to", None, update_modified=False)


def validate_employee_role(doc, method=None, ignore_emp_check=False):
	"""A user without an employee does not keep the Employee role."""
	if not ignore_emp_check and frappe.db.get_value("Employee", {"user_id": doc.name}):
		return
	for row in doc.get("roles", {"role": ("in", ["Employee", "Employee Self Service"])}):
		doc.get("roles").remove(row)


def update_user_permissions(doc, method):
	if "Employee" in [row.role for row in doc.get("roles")]:
		if not has_permission("User Permission", ptype="write", raise_exception=False):
			return
		frappe.get_doc("Employee", {"user_id": doc.name}).update_user_permissions()


def get_holiday_list_for_employee(employee, raise_exception=True):
	"""The employee's holiday list, else the company's."""
	row = frappe.get_cached_value("Employee", employee, ["holiday_list", "company"]) if employee else None
	holiday_list, company = row or (None, None)
	if not holiday_list and company:
		holiday_list = frappe.get_cached_value("Company", company, "default_holiday_list")
	if not holiday_list and raise_exception:
		frappe.throw(
			_("Please set a default Holiday List for Employee {0} or Company {1}").format(employee, company)
		)
	return holiday_list


def is_holiday(employee, date=None, raise_exception=True, only_non_weekly=False, with_description=False):
	"""Whether a day is in the employee's holiday list."""
	holiday_list = get_holiday_list_for_employee(employee, raise_exception)
	if not holiday_list:
		return False
	filters = {"parent": holiday_list, "holiday_date": date or today()}
	if only_non_weekly:
		filters["weekly_off"] = 0
	found = frappe.get_all("Holiday", filters=filters, pluck="description")
	return (bool(found), found) if with_description else bool(found)


def get_employee_email(employee_doc):
	return (
		employee_doc.get("user_id") or employee_doc.get("personal_email") or employee_doc.get("company_email")
	)
