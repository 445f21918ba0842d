"""Rule 11: a session is made from the one before it, so that nobody types again what is known."""

import pytest

import frappe
from frappe.utils import add_days, get_datetime, getdate, today

from coaching_plans.coaching_plans.doctype.coaching_session.coaching_session import start_session
from tests import factories
from tests.bulk_organisation import insert
from tests.holiday_lists import holidays


@pytest.fixture
def plan(firm):
	return factories.active_plan(firm)


def start(firm, plan=None, **values):
	name = start_session(firm.mentee.employee, plan and plan.name, **values)
	return frappe.get_doc("Coaching Session", name)


def test_the_first_session_starts_now(firm, plan, by):
	with by("manager"):
		session = start(firm, plan)
	assert (session.status, session.session_type, session.plan) == ("Scheduled", "Scheduled", plan.name)
	assert getdate(session.starts_on) == getdate(today())
	assert (session.mentee, session.coach) == (firm.mentee.employee, firm.manager.employee)


def test_a_one_on_one_needs_no_plan(firm, by):
	with by("manager"):
		session = start(firm)
		factories.fill(session, next_session_on=None).submit()
	assert (session.plan, session.status) == (None, "Held")


def test_the_session_that_is_scheduled_is_started_not_another(firm, plan, by):
	with by("manager"):
		assert start(firm, plan).name == start(firm, plan).name


def test_an_ad_hoc_session_is_always_new(firm, plan, by):
	with by("manager"):
		assert start(firm, plan).name != start(firm, plan, session_type="Ad-hoc").name


@pytest.mark.parametrize("who", ["mentee", "peer", "second_manager", "third_level", "other_hr"])
def test_only_coach_manager_and_hr_start_one(firm, plan, by, who):
	for in_plan in (plan.name, None):
		with by(who), pytest.raises(frappe.PermissionError, match="HR starts a session"):
			start_session(firm.mentee.employee, in_plan)


def test_an_appointed_coach_starts_one_in_their_plan_and_no_other(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
		factories.action(factories.goal(plan))
		plan.propose()
	with by("mentee"):
		plan.accept()
	with by("mentor"):
		assert start(firm, plan).coach == firm.mentor.employee
		with pytest.raises(frappe.PermissionError):
			start_session(firm.mentee.employee)


def test_agenda_items_not_discussed_are_taken_over(firm, plan, by):
	with by("manager"):
		session = start(firm, plan)
		session.append("agenda", {"item": "The rota"})
		session.append("agenda", {"item": "The audit", "discussed": 1})
		factories.fill(session, next_session_on=None).submit()
		following = start(firm, plan)
	assert [(row.item, row.raised_by, row.discussed) for row in following.agenda] == [
		("The rota", "Coach", 0)
	]
	assert following.previous_session == session.name


def test_an_item_taken_over_is_still_the_mentees(firm, plan, by):
	with by("manager"):
		session = start(firm, plan)
	with by("mentee"):
		session.reload()
		session.append("agenda", {"item": "My nights"})
		session.save()
	with by("manager"):
		session.reload()
		factories.fill(session, next_session_on=None).submit()
		following = start(firm, plan)
	assert [(row.item, row.raised_by) for row in following.agenda] == [("My nights", "Mentee")]


def test_nothing_is_taken_over_from_another_plan_or_from_a_cancelled_log(firm, plan, by):
	with by("manager"):
		factories.session(firm.mentee, agenda=[{"item": "Without a plan"}])
	cancelled = factories.held_session(firm, plan, agenda=[{"item": "Logged by mistake"}])
	with by("manager"):
		cancelled.cancel()
		session = start(firm, plan)
	assert (session.agenda, session.previous_session) == ([], None)


def test_barriers_without_a_response_are_taken_over(firm, plan, by):
	with by("manager"):
		session = start(firm, plan)
		session.append("barriers", {"barrier": "No room"})
		session.append("barriers", {"barrier": "Noise", "response": "Headset"})
		factories.fill(session, next_session_on=None).submit()
		following = start(firm, plan)
	assert [row.barrier for row in following.barriers] == ["No room"]


def test_metric_goals_are_listed_to_be_read(firm, by):
	plan = factories.active_plan(firm)
	metric = {"measure": "Metric", "metric": "Calls", "unit": "a day", "baseline": 1, "target": 5}
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, metric)
	with by("manager"):
		session = start(firm, plan)
	assert [(row.metric, row.value) for row in session.metric_readings] == [("Calls (a day)", None)]


def test_the_next_date_follows_the_plans_cadence(firm, plan, by):
	with by("manager"):
		assert getdate(start(firm, plan).next_session_on) == getdate(add_days(today(), 7))


def test_without_a_plan_the_next_date_follows_the_standard(firm, by):
	with by("manager"):
		assert getdate(start(firm).next_session_on) == getdate(add_days(today(), 14))


def test_the_next_date_is_moved_off_holidays(firm, plan, by):
	holidays(firm, add_days(today(), 7), add_days(today(), 8))
	with by("manager"):
		assert getdate(start(firm, plan).next_session_on) == getdate(add_days(today(), 9))


def test_the_next_date_is_moved_off_the_companys_holidays(firm, plan, by):
	holidays(firm, add_days(today(), 7))
	frappe.db.set_value("Employee", firm.mentee.employee, "holiday_list", None)
	frappe.db.set_value("Company", factories.COMPANY, "default_holiday_list", "Factory Holidays")
	with by("manager"):
		assert getdate(start(firm, plan).next_session_on) == getdate(add_days(today(), 8))


def test_the_next_date_is_moved_off_the_coachs_leave(firm, plan, by):
	insert(
		"Leave Application",
		[
			{
				"name": "FCT-LEAVE",
				"employee": firm.manager.employee,
				"from_date": add_days(today(), 6),
				"to_date": add_days(today(), 10),
				"status": "Approved",
				"docstatus": 1,
			}
		],
	)
	with by("manager"):
		assert getdate(start(firm, plan).next_session_on) == getdate(add_days(today(), 11))


@pytest.mark.parametrize(
	("status", "docstatus"), [("Open", 0), ("Approved", 0), ("Rejected", 1), ("Approved", 2)]
)
def test_leave_not_approved_or_not_submitted_moves_nothing(firm, plan, by, status, docstatus):
	insert(
		"Leave Application",
		[
			{
				"name": "FCT-LEAVE",
				"employee": firm.mentee.employee,
				"from_date": add_days(today(), 6),
				"to_date": add_days(today(), 10),
				"status": status,
				"docstatus": docstatus,
			}
		],
	)
	with by("manager"):
		assert getdate(start(firm, plan).next_session_on) == getdate(add_days(today(), 7))


def test_start_next_from_a_held_session(firm, plan, by):
	held = factories.held_session(firm, plan)
	with by("manager"):
		following = frappe.get_doc("Coaching Session", held.start_next())
	assert following.previous_session == held.name
	assert getdate(following.starts_on) == getdate(add_days(held.starts_on, 7))
	assert get_datetime(following.starts_on).time() == get_datetime(held.starts_on).time()


def planned(firm, plan, days, **values):
	"""A session that is in the calendar already, made without what comes after the one before it."""
	return factories.session(firm.mentee, plan, starts_on=add_days(factories.days_ago(0), days), **values)


@pytest.mark.parametrize("deed", ["mark_missed", "call_off"])
def test_what_did_not_take_place_goes_to_the_session_that_is_planned_already(firm, plan, by, deed):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=factories.days_ago(1))
		later = planned(firm, plan, 7)
		session.reload()
		session.append("agenda", {"item": "The rota"})
		session.append("barriers", {"barrier": "No time"})
		session.save()
	with by("mentee"):
		session.reload()
		session.append("agenda", {"item": "My nights"})
		session.mentee_preparation = "I want to talk about nights"
		session.save()
	with by("manager"):
		session.reload()
		getattr(session, deed)()
		assert session.start_next() == later.name
	later.reload()
	assert [(row.item, row.raised_by) for row in later.agenda] == [
		("The rota", "Coach"),
		("My nights", "Mentee"),
	]
	assert [row.barrier for row in later.barriers] == ["No time"]
	assert later.mentee_preparation == "I want to talk about nights"


def test_what_a_log_leaves_open_goes_to_the_session_planned_already_and_comes_back(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=factories.days_ago(1))
		later = planned(firm, plan, 7, agenda=[{"item": "Known there"}])
		session.reload()
		for item in ("The rota", "Known there"):
			session.append("agenda", {"item": item})
		session.append("agenda", {"item": "Done with", "discussed": 1})
		factories.fill(session).submit()
		later.reload()
		assert [row.item for row in later.agenda] == ["Known there", "The rota"]
		session.reload()
		session.cancel()
	later.reload()
	assert [row.item for row in later.agenda] == ["Known there"]


@pytest.mark.parametrize("kind", ["Competency Discussion", "Follow-up", "Ad-hoc"])
def test_a_talk_of_another_kind_does_not_stand_for_the_next_session(firm, plan, by, kind):
	with by("manager"):
		talk = planned(firm, plan, 90, session_type=kind)
		session = factories.session(firm.mentee, plan, starts_on=factories.days_ago(1))
		factories.fill(session, next_session_on=add_days(today(), 7)).submit()
		following = frappe.db.get_value("Coaching Session", {"previous_session": session.name}, "name")
		assert following and following != talk.name
		assert start_session(firm.mentee.employee, plan.name) == following


def test_start_next_after_a_long_time_is_not_in_the_past(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=factories.days_ago(30))
		session.mark_missed()
		following = frappe.get_doc("Coaching Session", session.start_next())
	assert getdate(session.next_session_on) < getdate(today()) == getdate(following.starts_on)


def test_start_next_of_a_session_still_to_be_logged_is_refused(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		with pytest.raises(frappe.ValidationError, match="Status"):
			session.start_next()


@pytest.mark.parametrize("deed", ["mark_missed", "call_off"])
def test_missed_and_called_off_sessions_keep_what_was_on_them(firm, plan, by, deed):
	with by("manager"):
		session = factories.session(firm.mentee, plan, agenda=[{"item": "The rota"}])
	with by("mentee"):
		session.reload()
		session.mentee_preparation = "I want to talk about nights"
		session.save()
	with by("manager"):
		getattr(session, deed)()
		following = frappe.get_doc("Coaching Session", session.start_next())
	assert [row.item for row in following.agenda] == ["The rota"]
	assert following.mentee_preparation == "I want to talk about nights"


@pytest.mark.parametrize("deed", ["mark_missed", "call_off"])
@pytest.mark.parametrize("who", ["mentee", "second_manager", "peer"])
def test_only_coach_manager_and_hr_say_that_a_session_did_not_take_place(firm, plan, by, who, deed):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	with by(who), pytest.raises(frappe.PermissionError):
		getattr(session, deed)()
	assert frappe.db.get_value("Coaching Session", session.name, "status") == "Scheduled"


def test_a_session_to_come_is_not_missed(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=add_days(today(), 3))
		with pytest.raises(frappe.ValidationError, match="Starts On"):
			session.mark_missed()


def test_a_postponed_session_loses_nothing(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, agenda=[{"item": "The rota"}])
		session.starts_on = add_days(today(), 2)
		session.next_session_on = add_days(today(), 9)
		session.save()
	stored = frappe.get_doc("Coaching Session", session.name)
	assert [row.item for row in stored.agenda] == ["The rota"]
	assert stored.plan == plan.name


def test_postponed_beyond_the_next_one_it_moves_the_next_one_along(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		assert getdate(session.next_session_on) == getdate(add_days(today(), 7))
		session.starts_on = add_days(today(), 9)
		session.save()
	assert getdate(session.next_session_on) == getdate(add_days(today(), 16))


def test_postponed_by_less_it_leaves_the_next_one_where_it_is(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		session.starts_on = add_days(today(), 6)
		session.save()
	assert getdate(session.next_session_on) == getdate(add_days(today(), 7))


def test_held_earlier_it_takes_along_the_next_one_that_follows_by_cadence(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, starts_on=add_days(today(), 20))
		session.starts_on = today()
		session.save()
	assert getdate(session.next_session_on) == getdate(add_days(today(), 7))


def test_held_earlier_it_leaves_a_day_that_somebody_chose(firm, plan, by):
	with by("manager"):
		session = factories.session(
			firm.mentee, plan, starts_on=add_days(today(), 20), next_session_on=add_days(today(), 25)
		)
		session.starts_on = today()
		session.save()
	assert getdate(session.next_session_on) == getdate(add_days(today(), 25))


def test_the_appraisal_cycle_is_found_by_person_and_date(firm, plan, by):
	cycle = factories.appraisal_cycle("Factory Year", [firm.mentee])
	with by("manager"):
		assert start(firm, plan).appraisal_cycle == cycle
		assert not factories.session(firm.peer).appraisal_cycle
