"""How well a cycle is covered, in one line for its form (rule 26)."""

from collections import Counter

import frappe
from frappe import _

from coaching_plans.coverage import COVERED, NOT_COVERED, PARTLY_COVERED
from coaching_plans.coverage_facts import coverage_of, cycle_on

PROGRESS_CLASSES = {
	COVERED: "progress-bar-success",
	PARTLY_COVERED: "progress-bar-warning",
	NOT_COVERED: "progress-bar-danger",
}


@frappe.whitelist(methods=["GET"])
def coverage_of_cycle(appraisal_cycle: str) -> dict:
	"""How many appraisees of the cycle, of those the user answers for, have which coverage.

	Returns a dict with total, text and parts (coverage, count, progress_class). Raises PermissionError for people who
	may not read cycles.
	"""
	frappe.has_permission("Appraisal Cycle", "read", throw=True)
	counts = Counter(row.coverage for row in coverage_of(cycle_on(appraisal_cycle)))
	return {
		"total": counts.total(),
		"text": _("Coaching covers {0} of {1} appraisees").format(counts[COVERED], counts.total()),
		"parts": [
			{"coverage": coverage, "count": counts[coverage], "progress_class": progress_class}
			for coverage, progress_class in PROGRESS_CLASSES.items()
		],
	}
