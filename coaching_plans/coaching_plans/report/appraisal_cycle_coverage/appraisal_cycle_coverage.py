"""Who of a cycle's appraisees is coached as the standard asks, and who is not (rule 26)."""

from collections import Counter

import frappe
from frappe import _

from coaching_plans.coverage import COVERED, NOT_COVERED, PARTLY_COVERED
from coaching_plans.coverage_facts import coverage_of, cycle_on
from coaching_plans.report_parts import bar_chart, column, conditions, percent

COVERAGES = (COVERED, PARTLY_COVERED, NOT_COVERED)
COLORS = {COVERED: "green", PARTLY_COVERED: "orange", NOT_COVERED: "red"}


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary, within the circle of whoever runs the report.

	The filter `coverage` narrows the rows alone: the chart and the summary speak of all whom the other filters leave,
	so that a share is a share of something. Raises MandatoryError without an appraisal cycle.
	"""
	filters = frappe._dict(filters or {})
	everyone = get_everyone(filters)
	return (
		get_columns(),
		get_data(everyone, filters),
		None,
		get_chart(everyone),
		get_summary(everyone),
	)


def get_everyone(filters: dict) -> list[dict]:
	if not filters.appraisal_cycle:
		frappe.throw(
			_("{0}: choose the cycle to report on.").format(frappe.bold(_("Appraisal Cycle"))),
			frappe.MandatoryError,
		)
	return coverage_of(cycle_on(filters.appraisal_cycle), conditions(filters))


def get_data(everyone: list[dict], filters: dict) -> list[dict]:
	"""Whoever needs looking after comes first."""
	rows = [row for row in everyone if filters.coverage in (None, "", row.coverage)]
	return sorted(rows, key=lambda row: COVERAGES[::-1].index(row.coverage))


def get_columns() -> list[dict]:
	return [
		column("employee", _("Employee"), width=130),
		column("employee_name", _("Employee Name"), width=160),
		column("coverage", _("Coverage"), width=130),
		column("department", _("Department"), width=150),
		column("designation", _("Designation"), width=150),
		column("manager", _("Manager"), width=150),
		column("plan", _("Plan"), width=140),
		column("plan_status", _("Plan Status"), width=100),
		column("sessions_held", _("Sessions Held"), "Int", 120),
		column("sessions_due", _("Sessions Due"), "Int", 120),
		column("last_session_on", _("Last Session On"), "Date", 120),
		column("next_session_on", _("Next Session On"), "Date", 120),
		column("topics_covered", _("Topics Covered"), "Int", 130),
		column("topics_due", _("Topics Due"), "Int"),
		column("open_actions", _("Open Actions"), "Int"),
		column("overdue_actions", _("Overdue Actions"), "Int", 130),
		column("follow_through", _("Follow-through"), "Percent", 115),
		column("agreed_rating", _("Agreed Rating"), "Float", 120),
		column("appraisal", _("Appraisal"), width=150),
		column("appraisal_status", _("Appraisal Status"), width=120),
	]


def get_chart(everyone: list[dict]) -> dict | None:
	if not everyone:
		return None
	counts = Counter((row.department or "", row.coverage) for row in everyone)
	departments = sorted({department for department, _coverage in counts})
	chart = bar_chart(
		[department or _("No Department") for department in departments],
		[
			(_(coverage), [counts[department, coverage] for department in departments], COLORS[coverage])
			for coverage in COVERAGES
		],
	)
	return chart | {"barOptions": {"stacked": 1}}


def get_summary(everyone: list[dict]) -> list[dict] | None:
	if not everyone:
		return None
	counts = Counter(row.coverage for row in everyone)
	of_whom = _("Covered, of {0} appraisees") if len(everyone) > 1 else _("Covered, of {0} appraisee")
	return [
		*(
			{
				"value": counts[coverage],
				"label": _(coverage),
				"indicator": COLORS[coverage],
				"datatype": "Int",
			}
			for coverage in COVERAGES
		),
		{
			"value": percent(counts[COVERED], len(everyone)),
			"label": of_whom.format(len(everyone)),
			"indicator": COLORS[COVERED],
			"datatype": "Percent",
		},
	]
