"""Rules 24 and 25: plans for a cycle's appraisees, and the year's coaching on the appraisal."""

import pytest

import frappe
from frappe.utils import add_days, today

from coaching_plans.appraisals import (
	coverage_of_cycle,
	create_plans,
	missing_plans,
	preview_plans,
	reflection_on,
	year_of,
)
from coaching_plans.appraisals.missing_plans import create_in_background
from coaching_plans.coaching_plans.doctype.competency_assessment import bulk_rounds
from coaching_plans.coaching_plans.doctype.competency_assessment.bulk_rounds import open_cycle_rounds
from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import open_round
from coaching_plans.overrides.appraisal_cycle import follow
from tests import factories
from tests.bulk_organisation import insert
from tests.competency_people import questionnaire

CYCLE = "Factory Cycle"
HAS_PLAN = "Has a plan in this cycle"
NOT_ACTIVE = "Is not an active employee"
NO_MANAGER = "Has no active manager to be the coach"
IS_USER = "Is you: your manager or somebody else in HR makes your plan"


@pytest.fixture
def cycle(firm):
	return factories.appraisal_cycle(CYCLE, [firm.mentee, firm.peer, firm.without_user, firm.third_level])


def appraisal(person, name="FCT-APR"):
	insert(
		"Appraisal",
		[
			{
				"name": name,
				"employee": person.employee,
				"employee_name": person.name,
				"company": factories.COMPANY,
				"appraisal_cycle": CYCLE,
			}
		],
	)
	return name


def plans():
	return {plan.mentee: plan for plan in frappe.get_all("Coaching Plan", {"appraisal_cycle": CYCLE}, ["*"])}


# --- rule 24 -----------------------------------------------------------------------------------------------------


def test_a_plan_finds_its_cycle_and_appraisal(firm, cycle, by):
	name = appraisal(firm.mentee)
	with by("manager"):
		plan = factories.plan(firm.mentee)
	assert (plan.appraisal_cycle, plan.appraisal) == (cycle, name)


def test_a_plan_outside_the_cycle_finds_none(firm, cycle, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, start_date=add_days(today(), 300), end_date=add_days(today(), 330))
	assert not plan.appraisal_cycle


def test_coaching_older_than_its_cycle_finds_it_when_it_is_set_up(firm, by):
	plan = factories.active_plan(firm)
	held = factories.held_session(firm, plan, starts_on=factories.days_ago(1))
	rating = insert_rating(firm, plan)
	factories.appraisal_cycle(CYCLE, [firm.mentee])
	factories.appraisal_cycle("Factory Cycle of One", [firm.peer])
	for name in ("Factory Cycle of One", CYCLE):
		frappe.get_doc("Appraisal Cycle", name).save()
	for doc in (plan, held, rating):
		assert frappe.db.get_value(doc.doctype, doc.name, "appraisal_cycle") == CYCLE


def test_a_cycle_of_another_company_takes_nothing_of_ours(firm, by):
	plan = factories.active_plan(firm)
	factories.appraisal_cycle(CYCLE, [firm.mentee])
	cycle = frappe.get_doc("Appraisal Cycle", CYCLE)
	with by("other_hr"):
		follow(cycle)
	assert not frappe.db.get_value("Coaching Plan", plan.name, "appraisal_cycle")
	with by("hr"):
		follow(cycle)
	assert frappe.db.get_value("Coaching Plan", plan.name, "appraisal_cycle") == CYCLE


def test_a_cycle_takes_nothing_that_has_one_or_runs_outside(firm, cycle, by):
	with by("manager"):
		inside = factories.plan(firm.mentee)
		outside = factories.plan(
			firm.peer, start_date=add_days(today(), 300), end_date=add_days(today(), 330)
		)
	factories.appraisal_cycle("Factory Cycle of Two", [firm.mentee, firm.peer])
	frappe.get_doc("Appraisal Cycle", "Factory Cycle of Two").save()
	assert frappe.db.get_value("Coaching Plan", inside.name, "appraisal_cycle") == cycle
	assert not frappe.db.get_value("Coaching Plan", outside.name, "appraisal_cycle")


def test_what_is_rated_in_a_plan_follows_the_plan_to_another_cycle(firm, cycle, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
	rating = insert_rating(firm, plan)
	with by("manager"):
		plan.appraisal_cycle = factories.appraisal_cycle("Factory Other Cycle", [firm.mentee])
		plan.save()
	assert (
		frappe.db.get_value("Competency Assessment", rating.name, "appraisal_cycle") == "Factory Other Cycle"
	)


def insert_rating(firm, plan):
	"""The coach's half of a round of the plan."""
	questionnaire()
	name = open_round(firm.mentee.employee, plan=plan.name)["Coach"]
	return frappe.get_doc("Competency Assessment", name)


def test_hr_makes_the_missing_plans(firm, cycle, by):
	with by("hr"):
		summary = create_plans(cycle)
	assert summary["created"] == 3
	assert set(plans()) == {firm.mentee.employee, firm.peer.employee, firm.without_user.employee}
	plan = plans()[firm.mentee.employee]
	assert (plan.status, plan.coach, plan.appointed) == ("Draft", firm.manager.employee, 0)


def test_a_rerun_makes_none_twice(firm, cycle, by):
	with by("hr"):
		create_plans(cycle)
		assert create_plans(cycle)["created"] == 0
	assert len(plans()) == 3


def test_who_is_left_out_is_said_with_the_reason(firm, cycle, by):
	factories.active_plan(firm)
	frappe.db.set_value("Employee", firm.peer.employee, "status", "Left")
	with by("hr"):
		preview = preview_plans(cycle)
		summary = create_plans(cycle)
	assert {row.employee: row.reason for row in preview["left_out"]} == {
		firm.mentee.employee: HAS_PLAN,
		firm.peer.employee: NOT_ACTIVE,
		firm.third_level.employee: NO_MANAGER,
	}
	assert [row.employee for row in preview["to_create"]] == [firm.without_user.employee]
	assert summary == {
		"created": 1,
		"left_out": {HAS_PLAN: 1, NOT_ACTIVE: 1, NO_MANAGER: 1},
		"queued": False,
	}


def test_a_plan_closed_early_is_made_up_for(firm, cycle, by):
	with by("manager"):
		factories.plan(firm.mentee).close_early("New role")
	with by("hr"):
		assert firm.mentee.employee in [row.employee for row in preview_plans(cycle)["to_create"]]


def test_filters_choose_among_the_appraisees(firm, cycle, by):
	with by("hr"):
		assert create_plans(cycle, {"manager": firm.second_manager.employee})["created"] == 0
		assert create_plans(cycle, {"manager": firm.manager.employee})["created"] == 3


@pytest.mark.parametrize("filters", [None, "", "{}", {}])
def test_no_filters_in_any_form_choose_everybody(firm, cycle, by, filters):
	with by("hr"):
		assert len(preview_plans(cycle, filters)["to_create"]) == 3


@pytest.mark.parametrize("filters", ["abc", "[1]", "5", ["department"]])
@pytest.mark.parametrize("call", [preview_plans, create_plans, open_cycle_rounds])
def test_what_is_no_filter_is_refused(firm, cycle, by, call, filters):
	with by("hr"), pytest.raises(frappe.ValidationError, match="Filters.*as JSON"):
		call(cycle, filters)


@pytest.mark.parametrize("making", [create_plans, open_cycle_rounds])
def test_asking_twice_makes_one_job_and_asking_for_others_another(firm, cycle, by, monkeypatch, making):
	questionnaire()
	asked = []
	monkeypatch.setattr(missing_plans, "MADE_AT_ONCE", 0)
	monkeypatch.setattr(bulk_rounds, "MADE_AT_ONCE", 0)
	monkeypatch.setattr(frappe, "enqueue", lambda method, **job: asked.append(job["job_id"]))
	of_manager = {"manager": firm.manager.employee}
	with by("hr"):
		for filters in (None, "{}", of_manager, frappe.as_json(of_manager)):
			making(cycle, filters)
	making(cycle)
	assert asked[0] == asked[1] and asked[2] == asked[3]
	assert len(set(asked)) == 3


@pytest.mark.parametrize("who", ["manager", "mentee", "second_manager", "system_manager"])
def test_only_hr_makes_plans_for_a_cycle(firm, cycle, by, who):
	with by(who), pytest.raises(frappe.PermissionError):
		create_plans(cycle)
	assert not plans()


def test_hr_of_another_company_makes_none_here(firm, cycle, by):
	with by("other_hr"):
		assert create_plans(cycle)["created"] == 0
	assert not plans()


def test_hr_among_the_appraisees_makes_the_others_plans_and_not_their_own(firm, by):
	cycle = factories.appraisal_cycle(CYCLE, [firm.hr, firm.mentee, firm.peer])
	with by("hr"):
		preview = preview_plans(cycle)
		summary = create_plans(cycle)
	assert {row.employee: row.reason for row in preview["left_out"]} == {firm.hr.employee: IS_USER}
	assert summary == {"created": 2, "left_out": {IS_USER: 1}, "queued": False}
	assert set(plans()) == {firm.mentee.employee, firm.peer.employee}


@pytest.mark.commits
def test_hr_among_the_appraisees_stops_no_lot_in_the_background(firm):
	factories.appraisal_cycle(CYCLE, [firm.hr, firm.mentee, firm.peer])
	create_in_background(CYCLE, None, firm.hr.user)
	assert set(plans()) == {firm.mentee.employee, firm.peer.employee}


@pytest.mark.parametrize(
	"refusal", [frappe.ValidationError, frappe.PermissionError, frappe.DuplicateEntryError]
)
def test_a_plan_that_is_refused_is_counted_with_its_reason_and_the_others_are_made(
	firm, cycle, by, monkeypatch, refusal
):
	from coaching_plans.coaching_plans.doctype.coaching_plan.coaching_plan import CoachingPlan

	def refuse_the_peer(plan):
		if plan.mentee == firm.peer.employee:
			frappe.throw("Not this one", refusal)

	monkeypatch.setattr(CoachingPlan, "before_insert", refuse_the_peer, raising=False)
	frappe.msgprint("Said before")
	with by("hr"):
		summary = create_plans(cycle)
	assert (summary["created"], summary["left_out"]["Not this one"]) == (2, 1)
	assert set(plans()) == {firm.mentee.employee, firm.without_user.employee}
	assert [message["message"] for message in frappe.get_message_log()] == ["Said before"]


@pytest.mark.commits
def test_many_are_made_in_lots_and_a_second_run_adds_none(firm, cycle):
	people = {f"appraisee_{number}": ("manager", None, factories.COMPANY) for number in range(40)}
	made = {name: factories.Person(f"FCT-{name.upper()}", None, name) for name in people}
	factories.add_employees({**people}, made | {"manager": firm.manager})
	factories.appraisal_cycle("Factory Large Cycle", list(made.values()))
	for _run in range(2):
		create_in_background("Factory Large Cycle", None, firm.hr.user)
	assert frappe.db.count("Coaching Plan", {"appraisal_cycle": "Factory Large Cycle"}) == 40


def test_queries_for_the_choice_do_not_grow_with_the_people(firm, cycle, by, queries):
	with by("hr"):
		preview_plans(cycle)
		with queries() as of_four:
			preview_plans(cycle)
		factories.appraisal_cycle("Factory Cycle of One", [firm.mentee])
		with queries() as of_one:
			preview_plans("Factory Cycle of One")
	assert len(of_four) == len(of_one)


# --- rule 25 -----------------------------------------------------------------------------------------------------


@pytest.fixture
def year(firm, cycle):
	plan = factories.active_plan(firm)
	factories.held_session(
		firm,
		plan,
		"Partly",
		agenda=[{"topic": "Individual performance", "discussed": 1}, {"topic": "Problem solving"}],
	)
	return appraisal(firm.mentee)


def test_the_year_is_read_live_by_those_in_the_circle(firm, year, by):
	frappe.db.delete("User Permission", {"allow": "Employee"})
	frappe.cache.delete_value("user_permissions")
	with by("hr"):
		seen = year_of(year)
	assert seen["in_circle"]
	assert (seen["sessions_held"], seen["follow_through"]) == (1, 50)
	assert [goal.status for goal in seen["goals"]] == ["Open"]
	topics = {topic["topic"]: topic["discussed"] for topic in seen["topics"]}
	assert (topics["Individual performance"], topics["Problem solving"]) == (1, 0)


@pytest.mark.parametrize(
	("status", "counted"), [("Draft", 0), ("Proposed", 0), ("Completed", 1), ("Closed", 1)]
)
def test_goals_count_once_their_plan_was_agreed(firm, year, by, status, counted):
	frappe.db.set_value("Coaching Plan", {"mentee": firm.mentee.employee}, "status", status)
	with by("manager"):
		assert len(year_of(year)["goals"]) == counted


@pytest.mark.parametrize(("imported", "counted"), [(0, 0), (1, 1)])
def test_goals_of_a_plan_closed_before_anybody_accepted_it_do_not_count(firm, year, by, imported, counted):
	closed = {"status": "Closed", "accepted_on": None, "imported": imported}
	frappe.db.set_value("Coaching Plan", {"mentee": firm.mentee.employee}, closed)
	with by("manager"):
		assert len(year_of(year)["goals"]) == counted


def test_the_year_is_stored_nowhere(firm, year, by):
	before = frappe.get_doc("Appraisal", year).as_dict()
	with by("hr"):
		year_of(year)
		reflection_on(year)
	assert frappe.get_doc("Appraisal", year).as_dict() == before


def test_someone_who_reads_the_appraisal_but_is_outside_sees_that_it_is_not_for_them(firm, year, by):
	frappe.db.delete("User Permission", {"user": firm.peer.user})
	frappe.cache.hdel("user_permissions", firm.peer.user)
	with by("peer"):
		assert frappe.has_permission("Appraisal", "read", doc=year)
		assert year_of(year) == {"in_circle": False}
		assert reflection_on(year) == ""


def test_someone_who_may_not_read_the_appraisal_is_refused(firm, year, by):
	with by("peer"), pytest.raises(frappe.PermissionError):
		year_of(year)


def test_the_reflection_quotes_no_feedback_and_no_goal(firm, year, by):
	with by("hr"):
		text = reflection_on(year)
	assert "1 one-on-one sessions" in text
	for secret in (
		"Calm opening",
		"Look up from the notes",
		"Speaking to a group",
		"Leads the weekly stand-up",
	):
		assert secret not in text


def test_a_cycles_coverage_in_one_line(firm, cycle, by):
	factories.active_plan(firm)
	with by("hr"):
		seen = coverage_of_cycle(cycle)
	assert seen["total"] == 4
	assert sum(part["count"] for part in seen["parts"]) == 4
	assert seen["text"] == "Coaching covers 0 of 4 appraisees"
