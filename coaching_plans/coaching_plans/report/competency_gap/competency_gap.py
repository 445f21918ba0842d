"""Where people stand against what their role expects, by competency and department (rules 15 and 16).

Only what both sides have submitted is counted, and only of people whose assessments the reader may open. Whoever may
read each of a few people's ratings is not kept from them; but what is printed and passed on names no figure of a few.
"""

import frappe
from frappe import _

from coaching_plans.competency_rules import FEWEST_PEOPLE, groups_to_show, means_to_show
from coaching_plans.permissions import circle
from coaching_plans.report_parts import EMPLOYEE_FILTERS, bar_chart, column

LEVELS = ("self_level", "coach_level", "agreed_level", "expected_level", "target_level")
# Of each person first, and only then a mean: two means may speak of different people.
DIFFERENCES = {"difference": ("coach_level", "self_level"), "gap": ("agreed_level", "expected_level")}
FIGURES = (*LEVELS, *DIFFERENCES)
LEVEL_OF = {"Self": "self_level", "Coach": "coach_level", "Agreed": "agreed_level"}


def execute(filters: dict | None = None) -> tuple:
	"""A row for each competency, followed by one for each department of enough people.

	The latest round of each person counts. Within the circle of whoever runs it.
	"""
	filters = frappe._dict(filters or {})
	by_competency = latest_levels(get_ratings(filters))
	data = [
		row for (name, category), people in by_competency.items() for row in rows_of(name, category, people)
	]
	everyone = [row for row in data if row.is_all]
	message = get_message(by_competency, data)
	return get_columns(), data, message, get_chart(everyone), get_summary(everyone, by_competency)


def get_ratings(filters: dict) -> list[dict]:
	"""All submitted and revealed ratings within the circle, oldest round first. One query."""
	Assessment, Rating = frappe.qb.DocType("Competency Assessment"), frappe.qb.DocType("Competency Rating")
	Competency, Employee = frappe.qb.DocType("Competency"), frappe.qb.DocType("Employee")
	query = (
		frappe.qb.from_(Assessment)
		.join(Rating)
		.on((Rating.parent == Assessment.name) & (Rating.parenttype == "Competency Assessment"))
		.join(Competency)
		.on(Competency.name == Rating.competency)
		.join(Employee)
		.on(Employee.name == Assessment.mentee)
		.select(
			Assessment.mentee,
			Assessment.department,
			Assessment.kind,
			Rating.competency,
			Competency.category,
			Rating.level,
			Rating.expected_level,
			Rating.focus,
			Rating.target_level,
		)
		.where(
			(Assessment.docstatus == 1)
			& ((Assessment.revealed == 1) | (Assessment.kind == "Agreed"))
			& circle(Assessment, "Competency Assessment")
		)
		.orderby(Competency.category, Competency.name, Assessment.creation)
	)
	if filters.appraisal_cycle:
		query = query.where(Assessment.appraisal_cycle == filters.appraisal_cycle)
	if filters.category:
		query = query.where(Competency.category == filters.category)
	if filters.competency:
		query = query.where(Competency.name == filters.competency)
	for name, fieldname in EMPLOYEE_FILTERS.items():
		if filters.get(name):
			query = query.where(Employee[fieldname] == filters[name])
	return query.run(as_dict=True)


def latest_levels(ratings: list[dict]) -> dict[tuple[str, str], dict[str, dict]]:
	"""By competency, then person, their latest levels and how they differ: later ratings take the place of earlier ones."""
	found: dict[tuple[str, str], dict[str, dict]] = {}
	for rating in ratings:
		people = found.setdefault((rating.competency, rating.category), {})
		levels = people.setdefault(rating.mentee, frappe._dict(department=rating.department))
		levels[LEVEL_OF[rating.kind]] = rating.level or None
		levels.expected_level = rating.expected_level or None
		if rating.kind == "Agreed":
			levels.target_level = (rating.focus and rating.target_level) or None
	for people in found.values():
		for levels in people.values():
			for name, (one, other) in DIFFERENCES.items():
				levels[name] = minus(levels.get(one), levels.get(other))
	return found


def rows_of(competency: str, category: str, people: dict[str, dict]) -> list[dict]:
	"""The row of all, then those of departments; fewer than five people in all have no row."""
	if len(people) < FEWEST_PEOPLE:
		return []
	groups = in_groups(people)
	figures = {
		name: means_to_show(
			{group: [person.get(name) for person in members] for group, members in groups.items()}
		)
		for name in FIGURES
	}
	common = {"competency": competency, "category": _(category)}
	rows = [
		frappe._dict(
			common,
			department=_("All"),
			is_all=True,
			people=len(people),
			**{name: overall for name, (overall, _by_group) in figures.items()},
		)
	]
	if len(groups) > 1:
		rows += [
			frappe._dict(
				common,
				department=group,
				people=len(members),
				**{name: by_group.get(group) for name, (_overall, by_group) in figures.items()},
			)
			for group, members in groups.items()
		]
	return rows


def in_groups(people: dict[str, dict]) -> dict[str, list[dict]]:
	"""People by department, those of small departments together."""
	by_department: dict[str, list[dict]] = {}
	for person in people.values():
		by_department.setdefault(person.department or _("No Department"), []).append(person)
	shown, together = groups_to_show({name: len(members) for name, members in by_department.items()})
	groups = {name: by_department[name] for name in shown}
	if together:
		groups[_("Other Departments")] = [person for name in together for person in by_department[name]]
	return groups


def minus(a: int | None, b: int | None) -> int | None:
	return None if a is None or b is None else a - b


def get_columns() -> list[dict]:
	return [
		column("competency", _("Competency"), width=220),
		column("category", _("Category"), width=100),
		column("department", _("Department"), width=180),
		column("people", _("People"), "Int", 80),
		*(
			column(name, label, "Float", width)
			for name, label, width in (
				("self_level", _("Self"), 90),
				("coach_level", _("Coach"), 90),
				("difference", _("Coach above Self"), 160),
				("agreed_level", _("Agreed"), 90),
				("expected_level", _("Expected"), 100),
				("gap", _("Agreed above Expected"), 200),
				("target_level", _("Target"), 90),
			)
		),
	]


def get_message(by_competency: dict, data: list[dict]) -> str | None:
	"""What is not broken out, and why."""
	if not by_competency:
		return None
	if not data:
		return _("Fewer than {0} people have been rated by both sides. Their figures are not shown.").format(
			FEWEST_PEOPLE
		)
	return _("Departments of fewer than {0} people are shown together.").format(FEWEST_PEOPLE)


def get_chart(everyone: list[dict]) -> dict | None:
	return bar_chart(
		[row.competency for row in everyone],
		[
			(label, [row[name] or 0 for row in everyone], color)
			for name, label, color in (
				("self_level", _("Self"), "light-blue"),
				("coach_level", _("Coach"), "blue"),
				("agreed_level", _("Agreed"), "green"),
				("expected_level", _("Expected"), "grey"),
				("target_level", _("Target"), "orange"),
			)
		],
	)


def get_summary(everyone: list[dict], by_competency: dict) -> list[dict] | None:
	if not everyone:
		return None
	rated_by_both = {
		person
		for people in by_competency.values()
		for person, levels in people.items()
		if levels.difference is not None
	}
	below = [row for row in everyone if row.gap is not None and row.gap < 0]
	widest = min(below, key=lambda row: row.gap, default=None)
	return [
		{
			"value": len(rated_by_both),
			"label": _("People Rated by Both Sides"),
			"datatype": "Int",
			"indicator": "blue",
		},
		{
			"value": len(below),
			"label": _("Agreed below Expected"),
			"datatype": "Int",
			"indicator": "orange" if below else "green",
		},
		{
			"value": widest.competency if widest else _("None"),
			"label": _("Widest Gap"),
			"datatype": "Data",
			"indicator": "orange" if widest else "green",
		},
	]
