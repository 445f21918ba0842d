"""The questionnaire of a role: which competencies are rated, and which level is expected of each."""

import frappe
from frappe import _
from frappe.model.document import Document

from coaching_plans.coaching_plans.doctype.competency.competency import refuse_no_level


class CompetencyProfile(Document):
	def validate(self):
		self.validate_competencies()
		self.validate_expected_levels()
		self.validate_one_for_designation()
		self.validate_one_default()

	def validate_competencies(self):
		if not self.competencies:
			frappe.throw(
				_("{0}: a profile asks for at least one competency. Add a row.").format(
					frappe.bold(_("Competencies"))
				),
				frappe.MandatoryError,
				title=_("No Competency"),
			)
		seen = set()
		for row in self.competencies:
			if row.competency in seen:
				frappe.throw(
					_("{0}, row {1}: {2} stands in the profile already. Remove one of the rows.").format(
						frappe.bold(_("Competencies")), row.idx, row.competency
					),
					frappe.UniqueValidationError,
				)
			seen.add(row.competency)

	def validate_expected_levels(self):
		for row in self.competencies:
			refuse_no_level(row.expected_level, _("Competencies"), row.idx, _("Expected Level"))

	def validate_one_for_designation(self):
		other = self.designation and frappe.db.exists(
			"Competency Profile", {"designation": self.designation, "name": ("!=", self.name or "")}
		)
		if other:
			frappe.throw(
				_("{0}: {1} is the profile of {2}. Change that one, or choose another designation.").format(
					frappe.bold(_("Designation")), other, self.designation
				),
				frappe.UniqueValidationError,
			)

	def validate_one_default(self):
		other = self.is_default and frappe.db.exists(
			"Competency Profile", {"is_default": 1, "name": ("!=", self.name or "")}
		)
		if other:
			frappe.throw(
				_("{0}: {1} is the default. Untick it there first.").format(frappe.bold(_("Default")), other),
				frappe.UniqueValidationError,
			)


def profile_for(employee: str) -> str:
	"""The profile of the employee's designation, else the default. Raises ValidationError when there is neither."""
	designation = frappe.db.get_value("Employee", employee, "designation")
	profile = designation and frappe.db.get_value("Competency Profile", {"designation": designation})
	profile = profile or frappe.db.get_value("Competency Profile", {"is_default": 1})
	if not profile:
		frappe.throw(
			_(
				"{0}: there is none for {1}, and no default. Make a Competency Profile for the designation, or tick Default on one."
			).format(frappe.bold(_("Profile")), designation or employee),
			title=_("No Profile"),
		)
	return profile


def items_of(profile: str) -> list[dict]:
	"""The competencies that a profile asks for, in its order, with the level that it expects."""
	return frappe.get_all(
		"Competency Profile Item",
		filters={"parent": profile, "parenttype": "Competency Profile"},
		fields=["competency", "expected_level"],
		order_by="idx",
	)
