"""Who is away, who is above whom, who gets nothing today: rules 18 and 22."""

from datetime import date, timedelta

import pytest

from coaching_plans.holidays import Assignment, Holidays
from coaching_plans.reminders.people import (
	DISABLED,
	HOLIDAY,
	NO_USER,
	NOT_ACTIVE,
	ON_LEAVE,
	Calendar,
	Leave,
	Person,
	Tree,
	quiet_reason,
)

MONDAY = date(2026, 11, 23)
ANNA = Person("anna", "Anna", user="anna@firm.example", company="Firm")


@pytest.mark.parametrize(
	("person", "reason"),
	[
		(ANNA, None),
		(ANNA._replace(status="Left"), NOT_ACTIVE),
		(ANNA._replace(status="Suspended"), NOT_ACTIVE),
		(ANNA._replace(status="Inactive"), NOT_ACTIVE),
		(ANNA._replace(user=None), NO_USER),
		(ANNA._replace(enabled=False), DISABLED),
	],
)
def test_people_who_are_gone_get_nothing(person, reason):
	assert quiet_reason(person, Calendar(Holidays({}, {})), MONDAY) == reason


def test_holidays_are_those_of_the_persons_list_else_of_their_company():
	calendar = Calendar(Holidays({"A": {MONDAY}, "B": set()}, {"Firm": "A", "Other": "B"}))
	assert quiet_reason(ANNA, calendar, MONDAY) == HOLIDAY
	assert quiet_reason(ANNA._replace(company="Other"), calendar, MONDAY) is None
	assert quiet_reason(ANNA._replace(holiday_list="B"), calendar, MONDAY) is None
	assert quiet_reason(ANNA._replace(company="None Such"), calendar, MONDAY) is None


@pytest.mark.parametrize(
	("assigned_to", "since", "is_off"),
	[
		("anna", 0, True),
		("anna", -400, True),
		("anna", 1, False),
		("Firm", 0, True),
		("ben", 0, False),
		("Other", 0, False),
	],
)
def test_a_list_assigned_counts_from_its_day_on_before_the_one_named(assigned_to, since, is_off):
	"""As HRMS version-16 has it: of the employee, else of the company; the list named on the employee comes last."""
	assigned = Assignment(assigned_to, "A", MONDAY + timedelta(days=since))
	calendar = Calendar(Holidays({"A": {MONDAY}, "B": set()}, {"Firm": "B"}, [assigned]))
	for own in (None, "B"):
		assert calendar.is_holiday(ANNA._replace(holiday_list=own), MONDAY) == is_off


def test_of_several_lists_assigned_the_latest_of_the_employee_counts():
	day = timedelta(days=1)
	lists = {"A": {MONDAY, MONDAY - day}, "B": {MONDAY + day}}
	assigned = [
		Assignment("anna", "B", MONDAY),
		Assignment("anna", "A", MONDAY - 9 * day),
		Assignment("Firm", "A", MONDAY),
	]
	of_anna = Holidays(lists, {}, assigned).of(employee="anna", company="Firm", own=None)
	assert of_anna == {MONDAY - day, MONDAY + day}


@pytest.mark.parametrize(("day", "away"), [(-1, False), (0, True), (2, True), (3, False)])
def test_leave_counts_with_both_its_ends(day, away):
	calendar = Calendar(Holidays({}, {}), [Leave("anna", MONDAY, MONDAY + timedelta(days=2))])
	on = MONDAY + timedelta(days=day)
	assert quiet_reason(ANNA, calendar, on) == (ON_LEAVE if away else None)


def test_half_a_day_of_leave_is_half_a_day_at_work():
	calendar = Calendar(Holidays({}, {}), [Leave("anna", MONDAY, MONDAY, half_day=MONDAY)])
	assert quiet_reason(ANNA, calendar, MONDAY) is None


def test_days_ahead_are_working_days_of_that_person():
	weekend = {MONDAY + timedelta(days=5), MONDAY + timedelta(days=6)}
	calendar = Calendar(
		Holidays({"A": weekend}, {"Firm": "A"}), [Leave("anna", MONDAY, MONDAY + timedelta(days=1))]
	)
	friday = MONDAY + timedelta(days=4)
	assert calendar.ahead(ANNA, friday, 0) == friday
	assert calendar.ahead(ANNA, friday, 1) == MONDAY + timedelta(days=7)
	assert calendar.ahead(ANNA, MONDAY - timedelta(days=1), 1) == MONDAY + timedelta(days=2)


def test_calendar_without_a_working_day_ends_the_search():
	every_day = {MONDAY + timedelta(days=n) for n in range(200)}
	calendar = Calendar(Holidays({"A": every_day}, {"Firm": "A"}))
	assert calendar.ahead(ANNA, MONDAY, 1) > MONDAY


def tree(**reports_to):
	people = {key: Person(key, key, reports_to=above) for key, above in reports_to.items()}
	return Tree(people)


def test_managers_are_the_two_above():
	assert tree(anna="ben", ben="cleo", cleo="dora", dora=None).managers_of("anna") == ["ben", "cleo"]
	assert tree(anna="ben", ben=None).managers_of("anna") == ["ben"]
	assert tree(anna="nobody").managers_of("anna") == []


def test_circle_in_the_tree_is_nobodys_chain():
	assert tree(anna="ben", ben="anna").managers_of("anna") == []
	assert tree(anna="ben", ben="cleo", cleo="ben").managers_of("anna") == []
	# A circle further up is not the business of these two.
	assert tree(anna="ben", ben="cleo", cleo="dora", dora="dora").managers_of("anna") == ["ben", "cleo"]


def test_inactive_people_end_the_chain():
	people = {
		"anna": Person("anna", "", reports_to="ben"),
		"ben": Person("ben", "", reports_to="cleo", status="Left"),
		"cleo": Person("cleo", ""),
	}
	assert Tree(people).managers_of("anna") == []
	assert Tree(people).managers_of("ben") == []


def test_hr_answers_for_their_companies_and_never_for_themselves():
	hr = Person("hanna", "Hanna", company="Firm", is_hr=True)
	assert hr.answers_for(ANNA)
	assert not hr.answers_for(hr._replace(is_hr=False))
	assert not hr._replace(companies=frozenset({"Other"})).answers_for(ANNA)
	assert not hr._replace(is_hr=False).answers_for(ANNA)
