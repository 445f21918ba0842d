"""Which of the year's topics each employee has talked about, while there is time to catch up (text 003)."""

import frappe
from frappe import _

from coaching_plans.coverage import elapsed_share, topics_behind
from coaching_plans.coverage_facts import (
	Cycle,
	appraisees,
	cycle_on,
	times_by_topic,
	topics_discussed,
	topics_due_to,
)
from coaching_plans.report_parts import bar_chart, column, conditions, of_people, percent

# From these shares of the cycle on, a topic never discussed is worth a warning.
WARNING_SHARES = (0.75, 0.5)


def execute(filters: dict | None = None) -> tuple:
	"""A row an appraisee, a column a topic: how often discussed, of how often due by now.

	Within the circle of whoever runs it. Raises MandatoryError without an appraisal cycle.
	"""
	filters = frappe._dict(filters or {})
	if not filters.appraisal_cycle:
		frappe.throw(
			_("{0}: choose the cycle to report on.").format(frappe.bold(_("Appraisal Cycle"))),
			frappe.MandatoryError,
		)
	cycle = cycle_on(filters.appraisal_cycle)
	wanted = times_by_topic()
	everyone = get_everyone(cycle, wanted, filters)
	data = [row for row in everyone if row.missing] if filters.only_missing else everyone
	return (
		get_columns(wanted),
		data,
		get_warning(cycle, everyone),
		get_chart(wanted, everyone),
		get_summary(everyone),
	)


def get_everyone(cycle: Cycle, wanted: dict[str, int], filters: dict) -> list[dict]:
	persons = appraisees(cycle, conditions(filters))
	discussed = topics_discussed([person.employee for person in persons], cycle) if persons else {}
	return [
		row_of(person, wanted, topics_due_to(person, cycle, wanted), discussed.get(person.employee, {}))
		for person in persons
	]


def row_of(person: dict, wanted: dict[str, int], due: dict[str, int], discussed: dict[str, int]) -> dict:
	behind = topics_behind(due, discussed)
	row = frappe._dict(
		employee=person.employee,
		employee_name=person.employee_name,
		department=person.department,
		manager=person.manager,
		manager_name=person.manager_name,
		discussed=discussed,
		never_discussed=[topic for topic in wanted if not discussed.get(topic)],
		missing=len(behind),
	)
	for number, topic in enumerate(wanted):
		row[f"topic_{number}"] = _("{0} of {1}").format(discussed.get(topic, 0), due.get(topic, 0))
		row[f"topic_{number}_behind"] = topic in behind
	return row


def get_columns(wanted: dict[str, int]) -> list[dict]:
	return [
		column("employee", _("Employee"), width=130),
		column("employee_name", _("Employee Name"), width=170),
		column("department", _("Department"), width=160),
		column("manager", _("Manager"), width=160),
		column("missing", _("Topics Behind"), "Int", 120),
		*(column(f"topic_{number}", _(topic), width=150) for number, topic in enumerate(wanted)),
	]


def get_warning(cycle: Cycle, everyone: list[dict]) -> str | None:
	"""From half of the cycle on, who has not talked about some topic at all; nothing to warn of once it is over."""
	share = elapsed_share(cycle.start, cycle.end, cycle.on)
	passed = next((limit for limit in WARNING_SHARES if share >= limit), None)
	without = [row for row in everyone if row.never_discussed]
	if not passed or cycle.on > cycle.end or not without:
		return None
	told = (
		_(
			"Three quarters of the cycle have passed, and {0} of {1} people have a topic that was never discussed."
		)
		if passed == WARNING_SHARES[0]
		else _("Half of the cycle has passed, and {0} of {1} people have a topic that was never discussed.")
	)
	return told.format(len(without), len(everyone))


def get_chart(wanted: dict[str, int], everyone: list[dict]) -> dict | None:
	if not everyone:
		return None
	never = {topic: len([row for row in everyone if topic in row.never_discussed]) for topic in wanted}
	return bar_chart(
		[_(topic) for topic in wanted],
		[
			(_("Discussed"), [len(everyone) - never[topic] for topic in wanted], "green"),
			(_("Never Discussed"), [never[topic] for topic in wanted], "orange"),
		],
	)


def get_summary(everyone: list[dict]) -> list[dict] | None:
	if not everyone:
		return None
	up_to_date = len([row for row in everyone if not row.missing])
	return [
		{
			"value": percent(up_to_date, len(everyone)),
			"label": of_people(_("Every Topic as Often as Due"), len(everyone)),
			"datatype": "Percent",
			"indicator": "green",
		},
		{
			"value": len([row for row in everyone if row.never_discussed]),
			"label": of_people(_("A Topic Never Discussed"), len(everyone)),
			"datatype": "Int",
			"indicator": "orange",
		},
	]
