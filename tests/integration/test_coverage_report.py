"""Appraisal Cycle Coverage (rule 26): right figures, to the right people, in a fixed number of queries."""

from datetime import date, datetime, timedelta

import pytest

import frappe
from frappe.desk import query_report

from coaching_plans.appraisals import year_of
from coaching_plans.coverage_facts import coverage_of, cycle_on, plan_that_stands
from coaching_plans.reminders.hr_figures import figures_of
from tests import bulk_organisation as bulk
from tests import factories

REPORT = "Appraisal Cycle Coverage"
CYCLE = "Coverage Cycle"
START, END = date(2026, 1, 1), date(2026, 12, 31)
# A day past the half: of what a cycle wants twice, one is due.
DAY = date(2026, 7, 2)
MONTHS = [date(2026, month, 10) for month in range(1, 7)]


@pytest.fixture
def cycle(firm):
	"""A cycle of a year at its half, on the day DAY, with monthly sessions, and two topics that are ever due."""
	frappe.flags.current_date = DAY
	frappe.db.delete("Coaching Topic")
	frappe.db.delete("Coaching Standard")
	bulk.insert(
		"Coaching Topic",
		[
			{"name": topic, "topic": topic, "times_per_cycle": times}
			for topic, times in (("Once", 2), ("Twice", 4), ("Never", 0))
		],
	)
	bulk.insert(
		"Coaching Standard",
		[{"name": "coverage", "company": factories.COMPANY, "cadence": "Monthly", "session_minutes": 30}],
	)
	everyone = [firm.mentee, firm.peer, firm.manager, firm.second_manager, firm.hr]
	return factories.appraisal_cycle(CYCLE, everyone, START, END)


class Coaching:
	"""Writes coaching of one person as rows, so that each figure is there for one reason alone."""

	def __init__(self, person, coach):
		self.person, self.coach = person, coach
		self.made = 0

	def row(self, doctype, **values):
		self.made += 1
		name = f"COV-{self.person.employee}-{self.made}"
		bulk.insert(
			doctype,
			[
				{
					"name": name,
					"mentee": self.person.employee,
					"coach": self.coach.employee,
					"company": factories.COMPANY,
					"appointed": 0,
					**values,
				}
			],
		)
		return name

	def plan(self, status="Active", start=START, end=END, **values):
		return self.row("Coaching Plan", status=status, start_date=start, end_date=end, **values)

	def session(self, day, topics=(), discussed=1, docstatus=1, status="Held"):
		name = self.row(
			"Coaching Session",
			starts_on=datetime.combine(day, datetime.min.time()) + timedelta(hours=23),
			docstatus=docstatus,
			status=status,
		)
		self.rows_of(
			name,
			"agenda",
			"Coaching Agenda Item",
			[{"topic": topic, "discussed": discussed} for topic in topics],
		)
		return name

	def rows_of(self, parent, field, doctype, rows, parenttype="Coaching Session"):
		bulk.insert(
			doctype,
			[
				{
					"name": f"{parent}-{field}-{number}",
					"parent": parent,
					"parenttype": parenttype,
					"parentfield": field,
					**row,
				}
				for number, row in enumerate(rows)
			],
		)

	def action(self, plan, horizon="Short Term", responsible="Mentee", status="Agreed", due=None):
		goal = self.row("Coaching Goal", plan=plan, horizon=horizon, status="Open")
		return self.row(
			"Coaching Action", plan=plan, goal=goal, responsible=responsible, status=status, due_date=due
		)

	def review(self, session, answers):
		"""`answers` by action."""
		rows = [{"action": action, "follow_through": answer} for action, answer in answers.items()]
		self.rows_of(session, "action_reviews", "Coaching Action Review", rows)

	def assessment(self, day, levels, kind="Agreed", docstatus=1, cycle=CYCLE):
		"""`levels` by competency."""
		name = self.row(
			"Competency Assessment",
			kind=kind,
			docstatus=docstatus,
			appraisal_cycle=cycle,
			revealed=1,
			creation=datetime.combine(day, datetime.min.time()),
		)
		rows = [{"competency": competency, "level": level} for competency, level in levels.items()]
		self.rows_of(name, "ratings", "Competency Rating", rows, "Competency Assessment")

	def all_that_is_due(self):
		"""What makes the person Covered."""
		for day in MONTHS:
			self.session(day, ("Once", "Twice"))


@pytest.fixture
def mentee(firm, cycle):
	return Coaching(firm.mentee, firm.manager)


def run(**filters):
	return query_report.run(
		REPORT, filters={"appraisal_cycle": CYCLE, **filters}, ignore_prepared_report=True
	)


def row_of(person, **filters):
	return next(row for row in run(**filters)["result"] if row["employee"] == person.employee)


def names(answer):
	return {row["employee"] for row in answer["result"]}


def figures(row, *fields):
	return tuple(row[field] for field in fields)


# --- coverage (rule 26) -------------------------------------------------------------------------------------------


def test_columns_are_those_of_the_design_in_their_order(cycle):
	assert [column["fieldname"] for column in run()["columns"]] == (
		"employee employee_name department designation manager plan plan_status sessions_held sessions_due "
		"last_session_on next_session_on topics_covered topics_due open_actions overdue_actions follow_through "
		"agreed_rating appraisal appraisal_status coverage"
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
				"status": "Draft",
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
