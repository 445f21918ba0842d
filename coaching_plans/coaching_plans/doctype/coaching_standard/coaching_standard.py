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

	def validate_one_group(self):
		if len([field for field in GROUP_FIELDS if self.get(field)]) != 1:
			frappe.throw(
				_("Fill exactly one of {0}, {1}, {2} and {3}: a standard is for one group.").format(
					*(frappe.bold(_(self.meta.get_label(field))) for field in GROUP_FIELDS)
				)
			)

	def validate_no_other_for_group(self):
		group = next(field for field in GROUP_FIELDS if self.get(field))
		other = frappe.db.exists(
			"Coaching Standard", {group: self.get(group), "name": ("!=", self.name or "")}
		)
		if other:
			frappe.throw(
				_("{0}: {1} already has a standard. Change that one instead.").format(
					frappe.bold(_(self.meta.get_label(group))), self.get(group)
				),
				frappe.DuplicateEntryError,
			)


def standard_for(employee: str) -> dict:
	"""The standard of one employee; see `standards_for`."""
	return standards_for([employee])[employee]


def standards_for(employees: Sequence[str]) -> dict[str, dict]:
	"""A dict with cadence and session_minutes for each employee: the most specific standard, else the settings'.

	Two queries, whatever the number of employees.
	"""
	groups = frappe.get_all(
		"Employee",
		filters={"name": ("in", employees)},
		fields=["name", "designation", "grade", "department", "company"],
	)
	standards = frappe.get_all("Coaching Standard", fields=[*GROUP_FIELDS, "cadence", "session_minutes"])
	least = frappe._dict(cadence=setting("cadence"), session_minutes=setting("session_minutes"))
	return {
		group.name: most_specific_standard(standards, **{field: group[field] for field in GROUP_FIELDS})
		or least
		for group in groups
	}
