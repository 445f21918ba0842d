"""The least coaching that a group of employees gets (text 003)."""

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document

from coaching_plans.cadence import most_specific_standard
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting

GROUP_FIELDS = ("designation", "grade", "department", "company")


class CoachingStandard(Document):
	def validate(self):
		self.validate_one_group()
		self.validate_no_other_for_group()
		self.set_title()

	def set_title(self):
		"""For whom it is, which tells one standard from the next in lists."""
		self.title = title_of(self)

	def validate_one_group(self):
		"""A designation, grade or department, in one company or in all; or a company as a whole.

		Frappe fills the company of a new record with the user's default, so it may stand beside the others.
		"""
		groups = [field for field in GROUP_FIELDS if self.get(field)]
		if not groups or len(groups) - bool(self.company) > 1:
			frappe.throw(
				_("Fill one of {0}, {1} and {2}, or {3} alone: a standard is for one group.").format(
					*(frappe.bold(_(self.meta.get_label(field))) for field in GROUP_FIELDS)
				)
			)

	def validate_no_other_for_group(self):
		group = {field: self.get(field) or ("is", "not set") for field in GROUP_FIELDS}
		other = frappe.db.exists("Coaching Standard", {**group, "name": ("!=", self.name or "")})
		if other:
			frappe.throw(
				_("{0} already has a standard. Change that one instead.").format(
					", ".join(frappe.bold(self.get(field)) for field in GROUP_FIELDS if self.get(field))
				),
				frappe.UniqueValidationError,
			)


def title_of(standard) -> str:
	return ", ".join(standard.get(field) for field in GROUP_FIELDS if standard.get(field))


def standard_for(employee: str) -> dict:
	"""The standard of one employee; see `standards_for`."""
	return standards_for([employee])[employee]


def standards_for(employees: Sequence[str]) -> dict[str, dict]:
	"""A dict with cadence and session_minutes for each employee: the most specific standard, else the settings'.

	Two queries, whatever the number of employees, and past permissions: how often is no secret, and what is due must
	not depend on who asks.
	"""
	groups = frappe.get_all(
		"Employee",
		filters={"name": ("in", employees)},
		fields=["name", "designation", "grade", "department", "company"],
	)
	standards = all_standards()
	least = frappe._dict(cadence=setting("cadence"), session_minutes=setting("session_minutes"))
	return {
		group.name: most_specific_standard(standards, **{field: group[field] for field in GROUP_FIELDS})
		or least
		for group in groups
	}


def all_standards() -> list[dict]:
	"""Every standard, in the order in which `most_specific_standard` is to try them. One query, past permissions."""
	# Of two for the same group, the one for the employee's company comes first.
	return frappe.get_all(
		"Coaching Standard",
		fields=[*GROUP_FIELDS, "cadence", "session_minutes", "creation"],
		order_by="company desc, creation",
	)
