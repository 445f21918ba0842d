"""Cadence, Follow-through and Topic Coverage: figures that equal a count by hand over the raw rows, within the circle."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest

import frappe
from frappe.desk import query_report

from coaching_plans.coaching_plans.report.action_follow_through import action_follow_through
from tests import bulk_organisation as bulk
from tests import factories

DAY = date(2026, 7, 2)
START, END = date(2026, 1, 1), date(2026, 12, 31)
CYCLE = "Report Cycle"
ANSWERS = ("Followed", "Partly", "Not Followed", "Followed", "Followed")
SCORES = {"Followed": 1, "Partly": 0.5, "Not Followed": 0}
REPORTS = {
	"Coaching Cadence": {"from_date": START, "to_date": DAY},
	"Action Follow-through": {"from_date": START, "to_date": DAY},
	"Coaching Topic Coverage": {"appraisal_cycle": CYCLE},
}


@pytest.fixture
def year(firm):
	"""Half a year of coaching of two people, written as rows: no rule of the app makes these figures."""
	frappe.flags.current_date = DAY
	frappe.db.delete("Coaching Topic")
	frappe.db.delete("Coaching Standard")
	bulk.insert(
		"Coaching Topic", [{"name": name, "topic": name, "times_per_cycle": 2} for name in ("Growth", "Team")]
	)
	bulk.insert(
		"Coaching Standard",
		[{"name": "FCT-STD", "company": factories.COMPANY, "cadence": "Monthly", "session_minutes": 30}],
	)
	factories.appraisal_cycle(CYCLE, [firm.mentee, firm.peer, firm.manager], START, END)
	for person, days in ((firm.mentee, 20), (firm.peer, 45)):
		coaching_of(person, firm.manager, days)
	return firm


def coaching_of(person, coach, every: int):
	key = person.employee
	common = {"mentee": key, "coach": coach.employee, "company": factories.COMPANY, "appointed": 0}
	bulk.insert(
		"Coaching Plan",
		[
			{
				"name": f"P-{key}",
				"status": "Active",
				"start_date": START,
				"end_date": END,
				"purpose": "Role Growth",
				**common,
			}
		],
	)
	bulk.insert(
		"Coaching Goal",
		[
			{
				"name": f"G-{key}-{number}",
				"plan": f"P-{key}",
				"horizon": horizon,
				"status": status,
				"replan_count": again,
				**common,
			}
			for number, (horizon, status, again) in enumerate(
				(
					("Short Term", "Reached", 0),
					("Mid Term", "Replanned", 2),
					("Short Term", "Open", 0),
					("Long Term", "Reached", 0),
					("Mid Term", "Dropped", 0),
				)
			)
		],
	)
	sides = ("Mentee", "Employer", "Mentee", "Mentee")
	bulk.insert(
		"Coaching Action",
		[
			{
				"name": f"A-{key}-{number}",
				"goal": f"G-{key}-{number}",
				"plan": f"P-{key}",
				"responsible": side,
				"status": "Agreed",
				**common,
			}
			for number, side in enumerate(sides)
		],
	)
	days = [START + timedelta(days=step) for step in range(5, (DAY - START).days, every)]
	for number, day in enumerate(days):
		session(f"S-{key}-{number}", day, number, key, common)
	session(f"S-{key}-draft", DAY - timedelta(days=1), 0, key, common, docstatus=0)


def session(name, day, number, key, common, docstatus=1):
	bulk.insert(
		"Coaching Session",
		[
			{
				"name": name,
				"starts_on": datetime.combine(day, datetime.min.time()) + timedelta(hours=23),
				"status": "Held" if docstatus else "Scheduled",
				"docstatus": docstatus,
				"plan": f"P-{key}",
				**common,
			}
		],
	)
	row = {"parent": name, "parenttype": "Coaching Session", "docstatus": docstatus}
	bulk.insert(
		"Coaching Action Review",
		[
			{
				"name": f"{name}-r{action}",
				"parentfield": "action_reviews",
				"action": f"A-{key}-{action}",
				"follow_through": ANSWERS[(number + action) % len(ANSWERS)],
				**row,
			}
			for action in range(4)
		],
	)
	bulk.insert(
		"Coaching Agenda Item",
		[
			{
				"name": f"{name}-a{topic}",
				"parentfield": "agenda",
				"topic": topic,
				"discussed": int(topic == "Growth" or number % 3 == 1),
				**row,
			}
			for topic in ("Growth", "Team")
		],
	)


def run(report, user, **filters):
	frappe.set_user(user)
	try:
		return query_report.run(report, filters={**REPORTS[report], **filters})
	finally:
		frappe.set_user("Administrator")


def rows(report, user, **filters):
	return [row for row in run(report, user, **filters)["result"] if isinstance(row, dict)]


def held():
	"""Every held session of the two, by hand."""
	return [
		row
		for row in frappe.get_all("Coaching Session", ["*"], {"docstatus": 1})
		if row.name.startswith("S-FCT")
	]


# --- Coaching Cadence --------------------------------------------------------------------------------------------


def test_cadence_counts_what_was_held_in_each_month(year):
	counted = Counter(row.starts_on.strftime("%b %Y") for row in held())
	reported = Counter()
	for row in rows("Coaching Cadence", year.manager.user):
		reported[row["month"]] += row["sessions_held"]
	assert +reported == counted


def test_cadence_counts_what_was_due_a_month_later_each_time(year):
	due = [row["sessions_due"] for row in rows("Coaching Cadence", year.mentee.user)]
	# The six whole months of a person who was there all along; July has but begun.
	assert due == [1, 1, 1, 1, 1, 1, 0]


def test_cadence_says_how_many_had_a_session_lately_and_of_how_many(year):
	summary = run("Coaching Cadence", year.manager.user)["report_summary"]
	people = len(frappe.get_all("Employee", {"reports_to": year.manager.employee, "status": "Active"})) + 1
	last = {
		person: max(row.starts_on.date() for row in held() if row.mentee == person)
		for person in {row.mentee for row in held()}
	}
	for entry, days in zip(summary, (7, 14, 30, 90), strict=True):
		recent = [person for person, day in last.items() if (DAY - day).days < days]
		assert entry["value"] == pytest.approx(100 * len(recent) / people, abs=0.06)
		assert f"of {people} people" in entry["label"]


def test_cadence_keeps_those_who_left_in_the_months_in_which_they_were_there(year):
	before = rows("Coaching Cadence", year.hr.user)
	left_on = date(START.year, START.month + 2, 20)
	frappe.db.set_value("Employee", year.peer.employee, {"status": "Left", "relieving_date": left_on})
	after = rows("Coaching Cadence", year.hr.user)

	def by_month(found, figure):
		return [
			sum(row[figure] for row in found if row["month_start"] == month)
			for month in sorted({row["month_start"] for row in before})
		]

	assert by_month(after, "sessions_held") == by_month(before, "sessions_held")
	people = [
		one - two for one, two in zip(by_month(before, "people"), by_month(after, "people"), strict=True)
	]
	assert people == [0, 0, 0, 1, 1, 1, 1]
	due = [
		one - two
		for one, two in zip(by_month(before, "sessions_due"), by_month(after, "sessions_due"), strict=True)
	]
	# The third whole month ends after they left.
	assert due == [0, 0, 1, 1, 1, 1, 0]
	everybody = run("Coaching Cadence", year.hr.user)["report_summary"][0]["label"]
	assert str(by_month(after, "people")[-1]) in everybody


# --- Action Follow-through ---------------------------------------------------------------------------------------


def test_follow_through_equals_the_mean_over_the_raw_reviews(year):
	given = defaultdict(list)
	names = [row.name for row in held()]
	for review in frappe.get_all("Coaching Action Review", ["*"], {"parent": ("in", names)}):
		action = frappe.db.get_value("Coaching Action", review.action, ["responsible", "goal"], as_dict=True)
		if frappe.db.get_value("Coaching Goal", action.goal, "horizon") != "Long Term":
			given[action.responsible].append(SCORES[review.follow_through])
	(row,) = rows("Action Follow-through", year.manager.user)
	for side, key in (("Mentee", "mentee"), ("Employer", "employer")):
		assert row[f"{key}_reviews"] == len(given[side])
		assert row[f"{key}_follow_through"] == pytest.approx(
			100 * sum(given[side]) / len(given[side]), abs=0.06
		)


def test_the_day_after_the_period_is_not_of_it(year):
	last = max(row.starts_on for row in held())
	day = last.date()
	before = rows("Action Follow-through", year.manager.user, from_date=day, to_date=day)
	frappe.db.set_value(
		"Coaching Session",
		{"starts_on": last, "docstatus": 1},
		"starts_on",
		datetime.combine(day + timedelta(days=1), datetime.min.time()),
	)
	after = rows("Action Follow-through", year.manager.user, from_date=day, to_date=day)
	assert [sum(row["mentee_reviews"] for row in found) for found in (before, after)][1] == 0
	assert sum(row["mentee_reviews"] for row in before) > 0


def test_goals_are_counted_without_long_term_and_dropped_ones(year):
	(row,) = rows("Action Follow-through", year.manager.user)
	assert (row["goals"], row["goals_reached"], row["plans_to_revise"], row["times_replanned"]) == (
		6,
		2,
		2,
		4,
	)


def test_goals_that_nobody_agreed_to_are_not_charged_to_the_coach(year):
	before = rows("Action Follow-through", year.manager.user)
	closed = {"status": "Closed", "accepted_on": None}
	frappe.db.set_value("Coaching Plan", {"mentee": year.peer.employee}, closed)
	goals = frappe.db.count(
		"Coaching Goal",
		{
			"mentee": year.peer.employee,
			"horizon": ("!=", "Long Term"),
			"status": ("!=", "Dropped"),
		},
	)
	after = rows("Action Follow-through", year.manager.user)
	assert sum(row["goals"] for row in before) - sum(row["goals"] for row in after) == goals > 0


@pytest.mark.parametrize("nobody", [None, ""])
def test_coaching_without_a_coach_has_a_row_of_its_own_at_the_end(year, nobody):
	before = rows("Action Follow-through", year.hr.user)
	for doctype in ("Coaching Session", "Coaching Goal"):
		frappe.db.set_value(doctype, {"mentee": year.peer.employee}, "coach", nobody)
	after = rows("Action Follow-through", year.hr.user)
	assert [row["coach_name"] for row in after] == [before[0]["coach_name"], "No Coach"]
	for figure in ("mentee_reviews", "employer_reviews", "goals", "goals_reached"):
		assert sum(row[figure] for row in after) == sum(row[figure] for row in before)


# --- Coaching Topic Coverage -------------------------------------------------------------------------------------


def test_topics_are_counted_as_often_as_discussed(year):
	for row in rows("Coaching Topic Coverage", year.manager.user):
		names = [session.name for session in held() if session.mentee == row["employee"]]
		items = frappe.get_all(
			"Coaching Agenda Item", ["topic"], {"parent": ("in", names or [""]), "discussed": 1}
		)
		assert row["discussed"] == dict(Counter(item.topic for item in items))


@pytest.mark.parametrize("nothing", [None, ""])
def test_what_was_said_on_no_topic_counts_for_none(year, nothing):
	frappe.db.set_value(
		"Coaching Agenda Item", {"topic": "Team", "parent": ("like", "S-FCT%")}, "topic", nothing
	)
	for row in rows("Coaching Topic Coverage", year.manager.user):
		assert set(row["discussed"]) <= {"Growth"}


def test_it_warns_from_half_of_the_cycle_on(year):
	assert "Half of the cycle" in run("Coaching Topic Coverage", year.manager.user)["message"]
	frappe.flags.current_date = date(2026, 6, 1)
	assert not run("Coaching Topic Coverage", year.manager.user)["message"]
	frappe.flags.current_date = date(2026, 11, 1)
	assert "Three quarters" in run("Coaching Topic Coverage", year.manager.user)["message"]
	frappe.flags.current_date = date(2027, 2, 1)
	assert not run("Coaching Topic Coverage", year.manager.user)["message"]


def test_only_who_is_behind(year):
	behind = rows("Coaching Topic Coverage", year.manager.user, only_missing=1)
	assert behind and all(row["missing"] for row in behind)


# --- all of them -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS)
def test_nobody_outside_sees_a_row_or_a_figure(year, report):
	for user in (year.other_manager.user, year.other_hr.user, year.unemployed.user):
		answer = run(report, user)
		seen = {row.get("employee") or row.get("coach") for row in answer["result"] if isinstance(row, dict)}
		assert year.mentee.employee not in seen
		assert year.manager.employee not in seen
		held_there = sum(row.get("sessions_held", 0) for row in answer["result"] if isinstance(row, dict))
		assert held_there == 0


@pytest.mark.parametrize("report", REPORTS)
def test_the_mentee_sees_their_own_line_alone(year, report):
	seen = rows(report, year.mentee.user)
	assert seen
	if report == "Coaching Topic Coverage":
		assert [row["employee"] for row in seen] == [year.mentee.employee]
	if report == "Coaching Cadence":
		assert sum(row["sessions_held"] for row in seen) == len(
			[r for r in held() if r.mentee == year.mentee.employee]
		)


@pytest.mark.parametrize("report", REPORTS)
def test_with_nothing_to_report_it_says_so_without_an_error(firm, report):
	frappe.flags.current_date = DAY
	factories.appraisal_cycle(CYCLE, [], START, END)
	answer = run(report, firm.unemployed.user)
	assert [row for row in answer["result"] if row] == []
	assert not answer.get("chart")


@pytest.mark.parametrize("report", REPORTS)
def test_queries_do_not_grow_with_people_and_sessions(year, report, queries):
	run(report, year.hr.user)
	with queries() as before:
		run(report, year.hr.user)
	people = {f"more_{number}": ("manager", None, factories.COMPANY) for number in range(30)}
	made = {name: factories.Person(f"FCT-{name.upper()}", None, name.title()) for name in people}
	factories.add_employees(people, made | {"manager": year.manager})
	bulk.insert(
		"Appraisee",
		[
			{
				"name": f"{CYCLE}-{person.employee}",
				"parent": CYCLE,
				"parenttype": "Appraisal Cycle",
				"parentfield": "appraisees",
				"employee": person.employee,
			}
			for person in made.values()
		],
	)
	for person in made.values():
		coaching_of(person, year.manager, 60)
	with queries() as after:
		run(report, year.hr.user)
	assert len(after) == len(before)


@pytest.mark.parametrize("report", ["Coaching Cadence", "Action Follow-through"])
def test_dates_reversed_are_refused(firm, report):
	with pytest.raises(frappe.ValidationError, match="From Date"):
		run(report, firm.manager.user, from_date=DAY, to_date=START)


def test_a_cycle_is_asked_for(firm):
	with pytest.raises(frappe.MandatoryError, match="Appraisal Cycle"):
		run("Coaching Topic Coverage", firm.manager.user, appraisal_cycle=None)


def test_the_chart_of_coaches_names_as_many_as_there_is_room_for():
	"""Longer and more labels are cut off; two who share a first name are told apart."""
	names = ["Ada Lovelace", "Ada Byron", *(f"Person{number} Surname" for number in range(20))]
	data = [
		frappe._dict(coach_name=name, coach=name, mentee_reviews=90 - at, employer_reviews=0)
		for at, name in enumerate(names)
	]
	labels = action_follow_through.get_chart(data)["data"]["labels"]
	assert labels == ["Ada Lovelace", "Ada Byron", *(f"Person{number}" for number in range(6))]
