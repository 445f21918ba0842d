"""Next dates, due sessions and the standard that holds."""

from datetime import date, timedelta

import pytest

from coaching_plans.cadence import (
	CADENCES,
	clear_day,
	lapsed_periods,
	longer_than_standard,
	most_specific_standard,
	next_date,
	sessions_due,
)

MONDAY = date(2025, 9, 1)


def test_cadences_go_from_the_most_frequent_to_the_least():
	assert CADENCES == ("Weekly", "Every 2 Weeks", "Monthly", "Quarterly")


@pytest.mark.parametrize(
	("after", "cadence", "expected"),
	[
		(MONDAY, "Weekly", date(2025, 9, 8)),
		(date(2025, 12, 29), "Every 2 Weeks", date(2026, 1, 12)),
		(date(2025, 9, 15), "Monthly", date(2025, 10, 15)),
		(date(2025, 12, 15), "Monthly", date(2026, 1, 15)),
		(date(2025, 11, 15), "Quarterly", date(2026, 2, 15)),
	],
)
def test_next_date_is_one_period_later(after, cadence, expected):
	assert next_date(after, cadence) == expected


@pytest.mark.parametrize(
	("after", "cadence", "expected"),
	[
		(date(2025, 1, 31), "Monthly", date(2025, 2, 28)),
		(date(2024, 1, 31), "Monthly", date(2024, 2, 29)),
		(date(2025, 8, 31), "Monthly", date(2025, 9, 30)),
		(date(2025, 11, 30), "Quarterly", date(2026, 2, 28)),
	],
)
def test_next_date_ends_on_the_last_day_of_a_shorter_month(after, cadence, expected):
	assert next_date(after, cadence) == expected


@pytest.mark.parametrize(
	("start", "end", "cadence", "expected"),
	[
		(MONDAY, date(2025, 9, 7), "Weekly", 1),
		(MONDAY, date(2025, 9, 6), "Weekly", 0),
		(MONDAY, date(2025, 9, 14), "Weekly", 2),
		(MONDAY, date(2025, 9, 13), "Every 2 Weeks", 0),
		(MONDAY, date(2025, 9, 14), "Every 2 Weeks", 1),
		(MONDAY, date(2025, 9, 29), "Monthly", 0),
		(MONDAY, date(2025, 9, 30), "Monthly", 1),
		(date(2025, 1, 1), date(2025, 12, 31), "Monthly", 12),
		(date(2025, 1, 1), date(2025, 12, 31), "Quarterly", 4),
		(date(2025, 1, 1), date(2025, 12, 30), "Quarterly", 3),
	],
)
def test_sessions_due_counts_whole_periods_with_both_days_included(start, end, cadence, expected):
	assert sessions_due(start, end, cadence) == expected


def test_months_are_counted_from_the_start_so_that_a_short_month_shifts_nothing():
	start = date(2025, 1, 31)
	assert sessions_due(start, date(2025, 2, 27), "Monthly") == 1
	# Stepping from 28 February would put the second period's end on 27 March.
	assert sessions_due(start, date(2025, 3, 29), "Monthly") == 1
	assert sessions_due(start, date(2025, 3, 30), "Monthly") == 2


def test_no_session_is_due_when_the_end_is_before_the_start():
	assert sessions_due(MONDAY, MONDAY - timedelta(days=1), "Weekly") == 0
	assert sessions_due(MONDAY, MONDAY - timedelta(days=400), "Monthly") == 0


@pytest.mark.parametrize(
	("days_later", "cadence", "expected"),
	[
		(0, "Weekly", 0),
		(6, "Weekly", 0),
		(7, "Weekly", 1),
		(13, "Weekly", 1),
		(14, "Weekly", 2),
		(-3, "Weekly", 0),
	],
)
def test_lapsed_periods_counts_the_whole_ones(days_later, cadence, expected):
	assert lapsed_periods(MONDAY, MONDAY + timedelta(days=days_later), cadence) == expected


def test_lapsed_months_end_on_the_day_that_next_date_gives():
	last = date(2025, 1, 31)
	assert lapsed_periods(last, date(2025, 2, 27), "Monthly") == 0
	assert lapsed_periods(last, next_date(last, "Monthly"), "Monthly") == 1


@pytest.mark.parametrize(("days_later", "late"), [(6, False), (7, False), (8, True)])
def test_a_session_is_late_once_its_day_is_over(days_later, late):
	assert longer_than_standard(MONDAY, MONDAY + timedelta(days=days_later), "Weekly") is late


@pytest.mark.parametrize(
	"call",
	[
		lambda: next_date(MONDAY, "Daily"),
		lambda: sessions_due(MONDAY, MONDAY, "Daily"),
		lambda: sessions_due(MONDAY, MONDAY - timedelta(days=9), "Daily"),
		lambda: lapsed_periods(MONDAY, MONDAY, "Daily"),
		lambda: longer_than_standard(MONDAY, MONDAY, "Daily"),
	],
)
def test_an_unknown_cadence_is_refused_by_name(call):
	with pytest.raises(ValueError, match="Daily"):
		call()


def test_a_free_day_stays():
	assert clear_day(MONDAY, {MONDAY - timedelta(days=1)}) == MONDAY


def test_a_blocked_day_moves_to_the_first_free_one():
	blocked = {MONDAY, date(2025, 9, 2), date(2025, 9, 4)}
	assert clear_day(MONDAY, blocked) == date(2025, 9, 3)


def test_the_last_day_within_the_limit_is_found():
	blocked = {MONDAY + timedelta(days=ahead) for ahead in range(5)}
	assert clear_day(MONDAY, blocked, limit_days=5) == MONDAY + timedelta(days=5)


def test_the_day_itself_comes_back_when_everything_within_the_limit_is_blocked():
	blocked = {MONDAY + timedelta(days=ahead) for ahead in range(6)}
	assert clear_day(MONDAY, blocked, limit_days=5) == MONDAY


OF_COMPANY = {"company": "Initech", "cadence": "Quarterly"}
OF_DEPARTMENT = {"department": "Support - I", "cadence": "Monthly"}
OF_GRADE = {"grade": "G4", "cadence": "Every 2 Weeks"}
OF_DESIGNATION = {"designation": "Support Agent", "company": "", "grade": None, "cadence": "Weekly"}
AGENT = {"designation": "Support Agent", "grade": "G4", "department": "Support - I", "company": "Initech"}


@pytest.mark.parametrize(
	("standards", "expected"),
	[
		([OF_COMPANY, OF_DEPARTMENT, OF_GRADE, OF_DESIGNATION], OF_DESIGNATION),
		([OF_COMPANY, OF_DEPARTMENT, OF_GRADE], OF_GRADE),
		([OF_COMPANY, OF_DEPARTMENT], OF_DEPARTMENT),
		([OF_COMPANY], OF_COMPANY),
		([], None),
	],
)
def test_the_most_specific_standard_holds(standards, expected):
	assert most_specific_standard(standards, **AGENT) is expected


def test_standards_of_others_do_not_hold():
	others = [
		{"designation": "Director"},
		{"grade": "G9"},
		{"department": "Sales - I"},
		{"company": "Globex"},
	]
	assert most_specific_standard(others, **AGENT) is None


def test_someone_without_a_designation_falls_back_to_their_department():
	person = AGENT | {"designation": None, "grade": ""}
	assert most_specific_standard([OF_DESIGNATION, OF_GRADE, OF_DEPARTMENT], **person) is OF_DEPARTMENT


def test_a_standard_for_nobody_in_particular_holds_for_nobody():
	nobody = {"designation": None, "grade": "", "department": None, "company": None}
	assert most_specific_standard([nobody], **AGENT) is None
	assert most_specific_standard([nobody], **nobody) is None


def test_a_standard_that_sets_two_must_match_both():
	elsewhere = {"designation": "Support Agent", "company": "Globex"}
	assert most_specific_standard([elsewhere, OF_COMPANY], **AGENT) is OF_COMPANY
