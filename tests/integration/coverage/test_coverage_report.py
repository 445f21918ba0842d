"""Appraisal Cycle Coverage (rule 26): filters and chart, the right people, in a fixed number of queries."""

import pytest

import frappe

from coaching_plans.coverage_facts import coverage_of, cycle_on
from tests import bulk_organisation as bulk
from tests import factories
from tests.coverage_rows import DAY, MONTHS, figures, names, row_of, run

# --- filters, chart and summary -----------------------------------------------------------------------------------


def test_filters_narrow_rows_chart_and_summary(firm, cycle):
	answer = run(manager=firm.manager.employee)
	assert names(answer) == {firm.mentee.employee, firm.peer.employee}
	assert sum(sum(each["values"]) for each in answer["chart"]["data"]["datasets"]) == 2
	assert names(run(company="No Such")) == set()


def test_the_coverage_filter_leaves_chart_and_summary_whole(firm, mentee):
	mentee.session(MONTHS[0])
	answer = run(coverage="Partly Covered")
	assert names(answer) == {firm.mentee.employee}
	assert [each["value"] for each in answer["report_summary"]] == [0, 1, 4, 0]
	assert [sum(each["values"]) for each in answer["chart"]["data"]["datasets"]] == [0, 1, 4]
	assert answer["report_summary"][-1]["label"] == "Covered, of 5 appraisees"


def test_who_needs_looking_after_comes_first(firm, mentee):
	mentee.session(MONTHS[0])
	rows = [row["coverage"] for row in run()["result"]]
	assert rows == [*["Not Covered"] * 4, "Partly Covered"]


def test_the_chart_counts_coverage_by_department(firm, mentee):
	mentee.plan()
	mentee.all_that_is_due()
	department = frappe.get_all("Department", pluck="name", limit=1)[0]
	frappe.db.set_value("Employee", firm.mentee.employee, "department", department)
	data = run()["chart"]["data"]
	assert data["labels"] == ["No Department", department]
	assert {each["name"]: each["values"] for each in data["datasets"]} == {
		"Covered": [0, 1],
		"Partly Covered": [0, 0],
		"Not Covered": [4, 0],
	}


# --- who sees what (rules 18 and 19) ------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("who", "whom"),
	[
		("mentee", {"mentee"}),
		("peer", {"peer"}),
		("manager", {"manager", "mentee", "peer"}),
		("second_manager", {"second_manager", "manager", "mentee", "peer"}),
		("other_manager", set()),
		("mentor", set()),
		("hr", {"hr", "mentee", "peer", "manager", "second_manager"}),
		("other_hr", set()),
	],
)
def test_rows_are_those_of_the_circle(firm, cycle, by, who, whom):
	"""HR among them although ERPNext gives each employee a user permission to themselves."""
	factories.permit(firm.hr.user, "Employee", firm.hr.employee)
	with by(who):
		assert names(run()) == {getattr(firm, person).employee for person in whom}


def test_third_level_sees_two_levels_down_and_no_further(firm, cycle, by):
	with by("third_level"):
		assert names(run()) == {person.employee for person in (firm.second_manager, firm.manager, firm.hr)}


def test_a_draft_of_the_coach_is_not_shown_to_the_mentee(firm, mentee, by):
	mentee.plan("Draft", owner=firm.manager.user)
	with by("mentee"):
		assert figures(row_of(firm.mentee), "plan", "coverage") == (None, "Not Covered")
	with by("manager"):
		assert figures(row_of(firm.mentee), "plan_status", "coverage") == ("Draft", "Partly Covered")


# --- size ---------------------------------------------------------------------------------------------------------


def test_the_number_of_queries_is_fixed(site, queries):
	counted = {}
	for people in (7, 120):
		frappe.db.rollback()
		organisation = bulk.organisation(people, DAY)
		bulk.coaching(organisation)
		for user in ("Administrator", organisation.hr[0]):
			frappe.set_user(user)
			coverage_of(cycle_on("Bulk Cycle", DAY))
			with queries() as seen:
				rows = coverage_of(cycle_on("Bulk Cycle", DAY))
			assert len(rows) == people
			counted[user, people] = len(seen)
		frappe.set_user("Administrator")
	assert counted["Administrator", 7] == counted["Administrator", 120]
	hr = organisation.hr[0]
	assert counted[hr, 7] == counted[hr, 120]
	assert counted["Administrator", 120] <= MOST_QUERIES and counted[hr, 120] <= MOST_QUERIES


# Of the cycle, its people, their plans, sessions, topics, actions, reviews, levels, appraisals, groups, standards and topics
# wanted, one each; for a user also who they are and where they stand, asked with each of the seven that the circle limits.
MOST_QUERIES = 26
