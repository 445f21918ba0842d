"""Competency Gap: figures of enough people, of those whom the reader may read, in a fixed number of queries."""

from datetime import date

import pytest

import frappe
from frappe.desk import query_report

from tests import bulk_organisation as bulk
from tests import competency_people as build

REPORT = "Competency Gap"
DAY = date(2026, 6, 1)


@pytest.fixture
def firm(site):
	build.questionnaire()
	return bulk.organisation(31, DAY)


def rate(
	firm, people, department=None, own=4, coach=2, agreed=3, cycle=None, revealed=1, round_number=0, focus=1
):
	"""Submitted rounds of those people (by number), written in bulk: two competencies of the same levels."""
	assessments, ratings = [], []
	for number in people:
		mentee = firm.employees[number]
		for kind, level in (("Self", own), ("Coach", coach), ("Agreed", agreed)):
			if not level:
				continue
			name = f"GAP-{round_number}-{number}-{kind}"
			assessments.append(
				{
					"name": name,
					"mentee": mentee,
					"kind": kind,
					"coach": firm.manager_of(mentee),
					"rated_by": mentee if kind == "Self" else firm.manager_of(mentee),
					"company": bulk.COMPANY,
					"department": department,
					"appraisal_cycle": cycle,
					"revealed": revealed if kind != "Agreed" else 0,
					"docstatus": 1,
					"creation": f"2026-05-{round_number + 1:02} 10:00:00",
				}
			)
			ratings += [
				{
					"name": f"{name}-{competency}",
					"parent": name,
					"parenttype": "Competency Assessment",
					"parentfield": "ratings",
					"competency": competency,
					"level": level,
					"expected_level": 4,
					"focus": focus if kind == "Agreed" else 0,
					"target_level": 5 if kind == "Agreed" and focus else 0,
				}
				for competency in ("Candour", "Craft")
			]
	bulk.insert("Competency Assessment", assessments)
	bulk.insert("Competency Rating", ratings)


def run(as_user, user, **filters):
	with as_user(user):
		return query_report.run(
			REPORT, filters={"competency": "Candour", **filters}, ignore_prepared_report=True
		)


def figures(answer):
	return [
		(
			row["department"],
			row["people"],
			row["self_level"],
			row["coach_level"],
			row["agreed_level"],
			row["target_level"],
		)
		for row in answer["result"]
	]


def test_levels_of_all_and_of_each_department(firm, as_user):
	rate(firm, range(1, 7), "North", own=4, coach=2)
	rate(firm, range(7, 13), "South", own=2, coach=4, agreed=4)
	answer = run(as_user, firm.hr[0])
	assert figures(answer) == [
		("All", 12, 3.0, 3.0, 3.5, 5.0),
		("North", 6, 4.0, 2.0, 3.0, 5.0),
		("South", 6, 2.0, 4.0, 4.0, 5.0),
	]
	first = answer["result"][0]
	assert (first["difference"], first["expected_level"], first["gap"]) == (0, 4, -0.5)
	assert answer["chart"]["data"]["labels"] == ["Candour"]
	assert [tile["value"] for tile in answer["report_summary"]] == [12, 1, "Candour"]


def test_a_gap_is_the_mean_of_peoples_own_gaps(firm, as_user):
	"""People who have not agreed yet are in the mean of what is expected, and in no gap."""
	rate(firm, range(1, 7), agreed=4)
	rate(firm, range(7, 13), agreed=None)
	frappe.db.set_value(
		"Competency Rating", {"parent": ("like", "GAP-0-%"), "competency": "Candour"}, "expected_level", 2
	)
	expects_four = [f"GAP-0-{number}-{kind}" for number in range(7, 13) for kind in ("Self", "Coach")]
	frappe.db.set_value("Competency Rating", {"parent": ("in", expects_four)}, "expected_level", 4)
	(first,) = run(as_user, firm.hr[0])["result"]
	assert (first["agreed_level"], first["expected_level"], first["gap"]) == (4.0, 3.0, 2.0)


def test_a_difference_needs_both_sides(firm, as_user):
	rate(firm, range(1, 7), own=4, coach=2)
	rate(firm, range(7, 13), own=1, coach=None, agreed=None)
	answer = run(as_user, firm.hr[0])
	assert (answer["result"][0]["people"], answer["result"][0]["difference"]) == (12, -2)
	assert answer["report_summary"][0]["value"] == 6


def test_people_rated_in_different_competencies_are_each_counted_once(firm, as_user):
	rate(firm, range(1, 13))
	for competency, numbers in (("Candour", range(1, 7)), ("Craft", range(7, 13))):
		others = [f"GAP-0-{number}-{kind}" for number in numbers for kind in ("Self", "Coach", "Agreed")]
		frappe.db.delete("Competency Rating", {"parent": ("in", others), "competency": competency})
	answer = run(as_user, firm.hr[0], competency=None)
	assert [row["people"] for row in answer["result"]] == [6, 6]
	assert answer["report_summary"][0]["value"] == 12


def test_departments_of_few_are_shown_together(firm, as_user):
	rate(firm, range(1, 7), "North")
	rate(firm, range(7, 10), "South")
	rate(firm, range(10, 13), "West")
	answer = run(as_user, firm.hr[0])
	assert [row[:2] for row in figures(answer)] == [("All", 12), ("North", 6), ("Other Departments", 6)]
	assert "fewer than 5 people" in answer["message"]


def test_a_department_of_few_does_not_follow_from_the_others(firm, as_user):
	rate(firm, range(1, 7), "North")
	rate(firm, range(7, 13), "South")
	rate(firm, range(13, 15), "West", own=1)
	assert [row[0] for row in figures(run(as_user, firm.hr[0]))] == ["All", "South", "Other Departments"]


def test_fewer_than_five_people_have_no_figures(firm, as_user):
	rate(firm, range(1, 5), "North")
	answer = run(as_user, firm.hr[0])
	assert answer["result"] == [] and answer["chart"] is None
	assert "Fewer than 5 people" in answer["message"]


def test_a_figure_of_few_is_left_out_of_a_row_of_many(firm, as_user):
	rate(firm, range(1, 7), "North", agreed=None)
	rate(firm, range(7, 10), "North")
	assert figures(run(as_user, firm.hr[0])) == [("All", 9, 4.0, 2.0, None, None)]


def test_the_latest_round_of_each_person_counts(firm, as_user):
	rate(firm, range(1, 7), "North", own=2)
	rate(firm, range(1, 7), "North", own=5, round_number=1)
	assert figures(run(as_user, firm.hr[0]))[0][:3] == ("All", 6, 5.0)


def test_a_cycle_can_be_chosen(firm, as_user):
	rate(firm, range(1, 7), "North", own=2, cycle="First")
	rate(firm, range(1, 7), "North", own=5, cycle="Second", round_number=1)
	assert figures(run(as_user, firm.hr[0], appraisal_cycle="First"))[0][2] == 2.0


def test_what_is_not_revealed_counts_for_nobody(firm, as_user):
	rate(firm, range(1, 7), "North", agreed=None, revealed=0)
	for user in (firm.hr[0], bulk.user_name(1), bulk.user_name(0)):
		frappe.get_doc("User", user)
		assert run(as_user, firm.hr[0])["result"] == []


def grant_employee(user):
	bulk.insert(
		"Has Role",
		[
			{
				"name": f"gap-{user}",
				"parent": user,
				"parenttype": "User",
				"parentfield": "roles",
				"role": "Employee",
			}
		],
	)
	frappe.cache.hdel("roles", user)


def test_each_sees_the_figures_of_their_own_circle(firm, as_user):
	rate(firm, range(1, 31), "North")
	manager, top = bulk.user_name(1), bulk.user_name(0)
	for user in (manager, top, bulk.user_name(30)):
		grant_employee(user)
	team = [number for number in range(1, 31) if (number - 1) // bulk.SPAN == 1]
	# The manager sees their team and themselves, the top both levels below, somebody at the foot one person: too few.
	assert figures(run(as_user, manager))[0][:2] == ("All", len(team) + 1)
	assert figures(run(as_user, top))[0][:2] == ("All", 30)
	assert run(as_user, bulk.user_name(30))["result"] == []


def test_the_number_of_queries_does_not_grow(firm, as_user, queries):
	rate(firm, range(1, 7), "North")
	run(as_user, firm.hr[0])
	with queries() as few:
		run(as_user, firm.hr[0])
	rate(firm, range(7, 31), "South")
	with queries() as many:
		run(as_user, firm.hr[0])
	assert len(many) == len(few)


def test_no_column_names_a_record_as_a_link(firm, as_user):
	rate(firm, range(1, 7), "North")
	assert all(
		column["fieldtype"] in ("Data", "Int", "Float") for column in run(as_user, firm.hr[0])["columns"]
	)


def test_filters_of_people(firm, as_user):
	rate(firm, range(1, 31), "North")
	assert figures(run(as_user, firm.hr[0], manager=firm.employees[2]))[0][1] == 6
	assert run(as_user, firm.hr[0], company="Nowhere Ltd")["result"] == []
	assert figures(run(as_user, firm.hr[0], category="Core"))[0][1] == 30
	assert run(as_user, firm.hr[0], category="Leadership")["result"] == []
