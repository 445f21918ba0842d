"""Who of a cycle's appraisees is coached as the standard asks, and who is not (rule 26)."""

from collections import Counter

import frappe
from frappe import _

from coaching_plans.coverage import COVERED, NOT_COVERED, PARTLY_COVERED
from coaching_plans.coverage_facts import coverage_of, cycle_on

COVERAGES = (COVERED, PARTLY_COVERED, NOT_COVERED)
COLORS = {COVERED: "green", PARTLY_COVERED: "orange", NOT_COVERED: "red"}
# Filters that choose among the appraisees, with the field of Employee that they ask for.
EMPLOYEE_FILTERS = {"company": "company", "department": "department", "manager": "reports_to"}


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
	return coverage_of(cycle_on(filters.appraisal_cycle), get_conditions(filters))


def get_conditions(filters: dict) -> list[tuple[str, str]]:
	return [(field, filters[name]) for name, field in EMPLOYEE_FILTERS.items() if filters.get(name)]


def get_data(everyone: list[dict], filters: dict) -> list[dict]:
	if not filters.coverage:
		return everyone
	return [row for row in everyone if row.coverage == filters.coverage]


def get_columns() -> list[dict]:
	# What names a record is Data, linked by the script: for a Link column Frappe would drop rows by the user
	# permissions of the reader, such as the one to themselves that ERPNext gives to each employee.
	return [
		_column("employee", _("Employee"), width=130),
		_column("employee_name", _("Employee Name"), width=160),
		_column("department", _("Department"), width=150),
		_column("designation", _("Designation"), width=150),
		_column("manager", _("Manager"), width=150),
		_column("plan", _("Plan"), width=130),
		_column("plan_status", _("Plan Status"), width=100),
		_column("sessions_held", _("Sessions Held"), "Int"),
		_column("sessions_due", _("Sessions Due"), "Int"),
		_column("last_session_on", _("Last Session On"), "Date", 120),
		_column("next_session_on", _("Next Session On"), "Date", 120),
		_column("topics_covered", _("Topics Covered"), "Int"),
		_column("topics_due", _("Topics Due"), "Int"),
		_column("open_actions", _("Open Actions"), "Int"),
		_column("overdue_actions", _("Overdue Actions"), "Int"),
		_column("follow_through", _("Follow-through"), "Percent", 115),
		_column("agreed_rating", _("Agreed Rating"), "Float"),
		_column("appraisal", _("Appraisal"), width=150),
		_column("appraisal_status", _("Appraisal Status"), width=120),
		_column("coverage", _("Coverage"), width=130),
	]


def _column(fieldname: str, label: str, fieldtype: str = "Data", width: int = 110) -> dict:
	return {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}


def get_chart(everyone: list[dict]) -> dict | None:
	if not everyone:
		return None
	counts = Counter((row.department or "", row.coverage) for row in everyone)
	departments = sorted({department for department, _coverage in counts})
	return {
		"data": {
			"labels": [department or _("No Department") for department in departments],
			"datasets": [
				{"name": _(coverage), "values": [counts[department, coverage] for department in departments]}
				for coverage in COVERAGES
			],
		},
		"type": "bar",
		"barOptions": {"stacked": 1},
		"colors": [COLORS[coverage] for coverage in COVERAGES],
	}


def get_summary(everyone: list[dict]) -> list[dict] | None:
	if not everyone:
		return None
	counts = Counter(row.coverage for row in everyone)
	share = round(100 * counts[COVERED] / len(everyone), 1)
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
			"value": share,
			"label": of_whom.format(len(everyone)),
			"indicator": COLORS[COVERED],
			"datatype": "Percent",
		},
	]
