"""A competency with its five described levels and what helps to develop it."""

from collections.abc import Sequence

import frappe
from frappe import _
from frappe.model.document import Document

from coaching_plans.competency_rules import HIGHEST, LEVELS, LOWEST, is_level


class Competency(Document):
	def validate(self):
		self.validate_levels()
		self.validate_resources()

	def before_rename(self, old: str, new: str, merge: bool = False):
		if merge:
			frappe.throw(
				_("{0}: two competencies can't be merged, as what was rated stays what it was.").format(
					frappe.bold(_("Competency"))
				)
			)

	def on_trash(self):
		"""What was rated or agreed keeps its meaning. Says no more than that there is such a record, and not whose."""
		named_in = {
			"Competency Rating": _("it is rated in assessments"),
			"Coaching Goal": _("goals develop it"),
			"Competency Profile Item": _("profiles ask for it"),
		}
		for doctype, reason in named_in.items():
			if frappe.db.exists(doctype, {"competency": self.name}):
				frappe.throw(
					_(
						"{0}: {1} can't be deleted, because {2}. Take it out of the profiles, and no new round asks for it."
					).format(frappe.bold(_("Competency")), self.name, reason),
					frappe.LinkExistsError,
					title=_("Competency in Use"),
				)

	def validate_levels(self):
		"""All five levels, each once, or none yet."""
		levels = [row.level for row in self.levels]
		for row in self.levels:
			refuse_no_level(row.level, _("Levels"), row.idx, _("Level"))
		if levels and sorted(levels) != list(LEVELS):
			frappe.throw(
				_("{0}: describe each level from {1} to {2} once.").format(
					frappe.bold(_("Levels")), LOWEST, HIGHEST
				)
			)
		self.levels.sort(key=lambda row: row.level)
		for idx, row in enumerate(self.levels, 1):
			row.idx = idx

	def validate_resources(self):
		for row in self.resources:
			if row.from_level:
				refuse_no_level(row.from_level, _("Resources"), row.idx, _("From Level"))


def refuse_no_level(value, table: str, idx: int, label: str) -> None:
	"""Raises ValidationError naming table, row and field unless `value` is 1 to 5."""
	if not is_level(value):
		frappe.throw(
			_("{0}, row {1}: {2} must be a whole number from {3} to {4}.").format(
				frappe.bold(table), idx, frappe.bold(label), LOWEST, HIGHEST
			),
			title=_("Not a Level"),
		)


@frappe.whitelist(methods=["GET"])
def guide(competencies: str | list) -> dict[str, dict]:
	"""Description, levels and resources of each competency, for the questionnaire. Three queries, however many.

	Raises PermissionError for people who may not read competencies.
	"""
	frappe.has_permission("Competency", "read", throw=True)
	return guides(frappe.parse_json(competencies))


def guides(names: Sequence[str]) -> dict[str, dict]:
	"""What `guide` returns, for code that need not ask."""
	found = {
		row.name: {**row, "levels": [], "resources": []}
		for row in frappe.get_all(
			"Competency",
			filters={"name": ("in", [*names, ""])},
			fields=["name", "category", "description"],
		)
	}
	for table, doctype, fields in (
		("levels", "Competency Level", ["level", "label", "behaviours"]),
		("resources", "Development Resource", ["title", "kind", "url", "from_level", "description"]),
	):
		for row in frappe.get_all(
			doctype,
			filters={"parent": ("in", [*found, ""]), "parenttype": "Competency"},
			fields=["parent", *fields],
			order_by="parent, idx",
		):
			found[row.pop("parent")][table].append(row)
	return found
