"""The figures of Appraisal Cycle Coverage, each for one reason alone (rule 26)."""

from datetime import date, timedelta

import pytest

import frappe
from frappe.desk import query_report

from coaching_plans.appraisals import year_of
from coaching_plans.coverage_facts import plan_that_stands
from coaching_plans.reminders.hr_figures import figures_of
from tests import bulk_organisation as bulk
from tests import factories
from tests.coverage_rows import CYCLE, DAY, END, MONTHS, REPORT, START, figures, row_of, run

# --- coverage (rule 26) -------------------------------------------------------------------------------------------


def test_columns_are_those_of_the_design_and_coverage_in_sight(cycle):
	assert [column["fieldname"] for column in run()["columns"]] == (
		"employee employee_name coverage department designation manager plan plan_status sessions_held sessions_due "
		"last_session_on next_session_on topics_covered topics_due open_actions overdue_actions follow_through "
		"agreed_rating appraisal appraisal_status"
	).split()


def test_without_plan_and_session_nobody_is_covered(firm, cycle):
	row = row_of(firm.mentee)
	assert figures(
		row, "coverage", "plan", "sessions_held", "sessions_due", "topics_covered", "topics_due"
	) == (
		"Not Covered",
		None,
		0,
		6,
		0,
		2,
	)
	assert figures(row, "last_session_on", "follow_through", "open_actions") == (None, None, 0)


def test_covered_by_a_plan_in_force_all_sessions_and_all_topics(firm, mentee):
	mentee.plan()
	mentee.all_that_is_due()
	assert figures(row_of(firm.mentee), "coverage", "sessions_held", "topics_covered") == ("Covered", 6, 2)


@pytest.mark.parametrize("status", ["Draft", "Proposed", "Closed"])
def test_a_plan_not_in_force_covers_in_part(firm, mentee, status):
	mentee.plan(status)
	mentee.all_that_is_due()
	assert row_of(firm.mentee)["coverage"] == "Partly Covered"


def test_a_completed_plan_covers(firm, mentee):
	mentee.plan("Completed", START, date(2026, 3, 1))
	mentee.all_that_is_due()
	assert row_of(firm.mentee)["coverage"] == "Covered"


def test_a_plan_of_another_time_covers_nothing(firm, mentee):
	mentee.plan("Completed", date(2025, 6, 1), date(2025, 12, 31))
	assert figures(row_of(firm.mentee), "coverage", "plan") == ("Not Covered", None)


def test_one_session_short_is_partly_covered(firm, mentee):
	mentee.plan()
	for day in MONTHS[1:]:
		mentee.session(day, ("Once", "Twice"))
	assert figures(row_of(firm.mentee), "coverage", "sessions_held") == ("Partly Covered", 5)


def test_a_session_without_plan_counts(firm, mentee):
	mentee.session(MONTHS[0])
	assert figures(row_of(firm.mentee), "coverage", "sessions_held") == ("Partly Covered", 1)


def test_sessions_missed_cancelled_or_outside_the_cycle_do_not_count(firm, mentee):
	mentee.session(MONTHS[0], docstatus=0, status="Missed")
	mentee.session(MONTHS[0], docstatus=2, status="Cancelled")
	mentee.session(START - timedelta(days=1))
	assert row_of(firm.mentee)["sessions_held"] == 0


def test_sessions_on_the_first_day_and_today_count(firm, mentee):
	mentee.session(START)
	mentee.session(DAY)
	assert figures(row_of(firm.mentee), "sessions_held", "last_session_on") == (2, DAY)


def test_next_session_is_the_first_that_is_still_to_come(firm, mentee):
	for days in (-3, 9, 4):
		mentee.session(DAY + timedelta(days=days), docstatus=0, status="Scheduled")
	assert row_of(firm.mentee)["next_session_on"] == DAY + timedelta(days=4)


@pytest.mark.parametrize(
	("topics", "covered"),
	[(["Once"], 1), (["Twice"], 0), (["Never"], 0), (["Once", "Twice", "Twice"], 1)],
)
def test_a_topic_is_covered_by_as_many_sessions_as_it_is_due(firm, mentee, topics, covered):
	"""Twice in one session is one session."""
	mentee.session(MONTHS[0], topics)
	assert figures(row_of(firm.mentee), "topics_covered", "topics_due") == (covered, 2)


def test_a_topic_put_on_the_agenda_and_not_discussed_is_not_covered(firm, mentee):
	mentee.plan()
	mentee.all_that_is_due()
	frappe.db.delete("Coaching Agenda Item", {"topic": "Once"})
	mentee.session(MONTHS[0], ["Once"], discussed=0)
	assert figures(row_of(firm.mentee), "coverage", "topics_covered") == ("Partly Covered", 1)


def test_who_joins_late_is_due_from_then_on(firm, mentee):
	frappe.db.set_value("Employee", firm.mentee.employee, "date_of_joining", date(2026, 5, 2))
	mentee.plan(start=date(2026, 5, 2))
	for day in (date(2026, 5, 20), date(2026, 6, 20)):
		mentee.session(day, ("Once", "Twice"))
	assert figures(row_of(firm.mentee), "sessions_due", "topics_due", "coverage") == (2, 2, "Covered")


@pytest.mark.parametrize(
	("docstatuses", "shown"), [((0,), "Draft"), ((1,), "Submitted"), ((2,), None), ((2, 0), "Draft")]
)
def test_an_appraisal_is_a_draft_or_submitted(firm, cycle, docstatuses, shown):
	"""By that alone: version-16 of HRMS has no other status, and version-15 leaves its other one at Draft."""
	bulk.insert(
		"Appraisal",
		[
			{
				"name": f"COV-APR-{docstatus}",
				"employee": firm.mentee.employee,
				"company": factories.COMPANY,
				"appraisal_cycle": CYCLE,
				"docstatus": docstatus,
			}
			for docstatus in docstatuses
		],
	)
	row = row_of(firm.mentee)
	assert row["appraisal_status"] == shown
	assert row["appraisal"] == (f"COV-APR-{docstatuses[-1]}" if shown else None)


def test_who_joins_late_is_behind_alike_wherever_topics_are_counted(firm, cycle):
	frappe.flags.current_date = DAY + timedelta(days=30)
	frappe.db.set_value("Employee", firm.mentee.employee, "date_of_joining", DAY + timedelta(days=1))
	appraisal = "COV-APR"
	bulk.insert(
		"Appraisal",
		[
			{
				"name": appraisal,
				"employee": firm.mentee.employee,
				"company": factories.COMPANY,
				"appraisal_cycle": CYCLE,
			}
		],
	)
	topics = query_report.run("Coaching Topic Coverage", filters={"appraisal_cycle": CYCLE})["result"]
	in_mail = figures_of([CYCLE], frappe._dict(on=DAY + timedelta(days=30)))[CYCLE].missing
	late, early = firm.mentee.employee, firm.peer.employee
	assert row_of(firm.mentee)["topics_due"] == 0 and row_of(firm.peer)["topics_due"] == 2
	assert {row["employee"]: row["missing"] for row in topics if row["employee"] in (late, early)} == {
		late: 0,
		early: 2,
	}
	assert (in_mail[late], in_mail[early]) == ([], ["Once", "Twice"])
	assert not any(topic["due"] for topic in year_of(appraisal)["topics"])


def test_who_has_left_is_due_until_then(firm, cycle):
	frappe.db.set_value(
		"Employee", firm.mentee.employee, {"status": "Left", "relieving_date": date(2026, 2, 28)}
	)
	assert figures(row_of(firm.mentee), "sessions_due", "topics_due") == (2, 0)


def test_the_standard_of_the_person_counts_not_the_cadence_of_the_plan(firm, mentee):
	mentee.plan(cadence="Weekly")
	assert row_of(firm.mentee)["sessions_due"] == 6


# --- actions and follow-through -----------------------------------------------------------------------------------


def test_open_and_overdue_actions_of_both_sides(firm, mentee):
	plan = mentee.plan()
	yesterday = DAY - timedelta(days=1)
	mentee.action(plan, due=yesterday)
	mentee.action(plan, responsible="Employer", due=DAY)
	mentee.action(plan, status="Proposed", due=yesterday)
	mentee.action(plan, status="Done", due=yesterday)
	assert figures(row_of(firm.mentee), "open_actions", "overdue_actions") == (3, 1)


def test_actions_of_a_plan_that_has_ended_are_not_open(firm, mentee):
	mentee.action(mentee.plan("Completed"), due=START)
	assert figures(row_of(firm.mentee), "open_actions", "overdue_actions") == (0, 0)


@pytest.mark.parametrize(("status", "counted"), [("Reached", 0), ("Dropped", 0), ("Replanned", 1)])
def test_actions_of_a_goal_that_is_not_pursued_any_more_are_not_open(firm, mentee, status, counted):
	plan = mentee.plan()
	mentee.action(plan, due=START)
	frappe.db.set_value("Coaching Goal", {"plan": plan}, "status", status)
	assert figures(row_of(firm.mentee), "open_actions", "overdue_actions") == (counted, counted)


def test_long_term_goals_enter_no_figure(firm, mentee):
	plan = mentee.plan()
	own, of_employer = (
		mentee.action(plan, "Long Term", responsible, due=START) for responsible in ("Mentee", "Employer")
	)
	mentee.review(mentee.session(MONTHS[0]), {own: "Not Followed", of_employer: "Not Followed"})
	fields = ("open_actions", "overdue_actions", "follow_through")
	assert figures(row_of(firm.mentee), *fields) == (0, 0, None)


def test_follow_through_is_the_mean_of_the_mentee_s_reviews_in_the_cycle(firm, mentee):
	plan = mentee.plan()
	first, second = mentee.action(plan), mentee.action(plan)
	of_employer = mentee.action(plan, responsible="Employer")
	mentee.review(mentee.session(START - timedelta(days=9)), {first: "Not Followed"})
	mentee.review(mentee.session(MONTHS[0], docstatus=2, status="Cancelled"), {first: "Not Followed"})
	mentee.review(
		mentee.session(MONTHS[0]), {first: "Followed", second: "Partly", of_employer: "Not Followed"}
	)
	assert row_of(firm.mentee)["follow_through"] == 75


# --- agreed rating ------------------------------------------------------------------------------------------------


def test_the_agreed_rating_is_the_mean_of_the_last_level_agreed_of_each_competency(firm, mentee):
	assert row_of(firm.mentee)["agreed_rating"] is None
	mentee.assessment(MONTHS[0], {"Craft": 1, "Care": 4})
	mentee.assessment(MONTHS[3], {"Craft": 3})
	assert row_of(firm.mentee)["agreed_rating"] == 3.5


@pytest.mark.parametrize(
	"other", [{"docstatus": 0}, {"docstatus": 2}, {"kind": "Coach"}, {"cycle": "Another"}]
)
def test_what_is_not_agreed_in_the_cycle_is_no_agreed_rating(firm, mentee, other):
	mentee.assessment(MONTHS[0], {"Craft": 3}, **other)
	assert row_of(firm.mentee)["agreed_rating"] is None


def test_the_plan_in_force_stands_for_the_person():
	def plan(status, start, name="CP-1"):
		return frappe._dict(status=status, start_date=start, name=name)

	plans = [
		plan("Closed", date(2026, 6, 1)),
		plan("Completed", date(2026, 5, 1)),
		plan("Active", date(2026, 1, 1), "CP-2"),
		plan("Active", date(2026, 2, 1), "CP-3"),
	]
	assert plan_that_stands(plans).name == "CP-3"
	assert plan_that_stands(plans[:2]).status == "Completed"
	assert plan_that_stands([]) is None


# --- cycles -------------------------------------------------------------------------------------------------------


def test_before_the_cycle_begins_nothing_is_due(firm, mentee):
	frappe.flags.current_date = START - timedelta(days=20)
	mentee.plan()
	row = row_of(firm.mentee)
	assert figures(row, "sessions_due", "topics_due", "coverage") == (0, 0, "Covered")
	assert row_of(firm.peer)["coverage"] == "Not Covered"


def test_a_cycle_long_over_keeps_its_figures(firm, mentee):
	mentee.plan()
	mentee.all_that_is_due()
	mentee.session(END + timedelta(days=30), ("Once",))
	mentee.session(END + timedelta(days=500), docstatus=0, status="Scheduled")
	frappe.flags.current_date = END + timedelta(days=400)
	fields = ("sessions_held", "sessions_due", "topics_due", "next_session_on", "coverage")
	assert figures(row_of(firm.mentee), *fields) == (6, 12, 2, None, "Partly Covered")


def test_a_cycle_of_nobody_shows_nothing(cycle):
	frappe.db.delete("Appraisee", {"parent": CYCLE})
	answer = run()
	assert (answer["result"], answer["chart"], answer["report_summary"]) == ([], None, None)


def test_an_appraisee_entered_twice_is_one_row(firm, cycle):
	bulk.insert(
		"Appraisee",
		[
			{
				"name": "coverage-twice",
				"parent": CYCLE,
				"parenttype": "Appraisal Cycle",
				"parentfield": "appraisees",
				"employee": firm.mentee.employee,
			}
		],
	)
	assert len(run()["result"]) == 5


def test_a_cycle_is_asked_for(firm):
	with pytest.raises(frappe.MandatoryError):
		query_report.run(REPORT, filters={}, ignore_prepared_report=True)
	with pytest.raises(frappe.DoesNotExistError):
		query_report.run(REPORT, filters={"appraisal_cycle": "No Such"}, ignore_prepared_report=True)
