"""How far a cycle is covered, up to a day."""

from datetime import date

import pytest

from coaching_plans.coverage import (
	COVERED,
	NOT_COVERED,
	PARTLY_COVERED,
	coverage,
	elapsed_share,
	times_due,
	topics_behind,
	topics_due,
)

START, END = date(2025, 1, 1), date(2025, 12, 31)
ENOUGH = {
	"has_any_plan": True,
	"has_plan_in_force": True,
	"held": 4,
	"due": 4,
	"topics_due": 2,
	"topics_covered": 2,
}
NOTHING = dict.fromkeys(ENOUGH, 0)


@pytest.mark.parametrize(
	("on", "expected"),
	[
		(date(2024, 12, 31), 0.0),
		(START, 1 / 365),
		(date(2025, 3, 14), 0.2),
		(END, 1.0),
		(date(2026, 6, 1), 1.0),
	],
)
def test_elapsed_share_includes_both_ends_and_stays_within_the_cycle(on, expected):
	assert elapsed_share(START, END, on) == expected


def test_a_cycle_of_one_day_is_over_on_that_day():
	assert elapsed_share(START, START, START) == 1.0


def test_a_cycle_that_ends_before_it_starts_is_refused():
	with pytest.raises(ValueError, match="2025-12-31"):
		elapsed_share(END, START, END)
	with pytest.raises(ValueError):
		times_due(4, END, START, END)


@pytest.mark.parametrize(
	("times", "on", "expected"),
	[
		(4, date(2024, 12, 31), 0),
		(4, date(2025, 4, 1), 0),
		(4, date(2025, 4, 2), 1),
		(4, END, 4),
		(1, date(2025, 12, 30), 0),
		(1, END, 1),
		(0, END, 0),
	],
)
def test_times_due_are_spread_evenly_and_rounded_down(times, on, expected):
	assert times_due(times, START, END, on) == expected


@pytest.mark.parametrize("days", [10, 30, 49, 100])
def test_a_topic_a_day_is_due_once_a_day(days):
	# with a float share, 49 * (1 / 49) is less than 1
	start, end = date.fromordinal(1000), date.fromordinal(1000 + days - 1)
	for day in range(1, days + 1):
		assert times_due(days, start, end, date.fromordinal(999 + day)) == day


def test_topics_not_due_yet_are_left_out():
	times = {"Commitments": 12, "Career": 2, "Teamwork": 1, "Whenever useful": 0}
	assert topics_due(times, START, END, START, date(2025, 7, 2)) == {"Commitments": 6, "Career": 1}


def test_no_topic_is_due_before_the_cycle():
	assert topics_due({"Commitments": 365}, START, END, START, date(2024, 12, 31)) == {}


def test_topics_are_due_for_the_days_somebody_is_there():
	times = {"Commitments": 12, "Career": 2}
	assert topics_due(times, START, END, date(2025, 7, 3), END) == {"Commitments": 6, "Career": 1}
	assert topics_due(times, START, END, date(2025, 7, 2), date(2025, 7, 1)) == {}


@pytest.mark.parametrize(
	("discussed", "behind"),
	[
		({"Commitments": 3, "Career": 1}, []),
		({"Commitments": 9, "Career": 0}, ["Career"]),
		({"Commitments": 2, "Career": 1}, ["Commitments"]),
		({"Teamwork": 9}, ["Commitments", "Career"]),
		({}, ["Commitments", "Career"]),
	],
)
def test_a_topic_is_behind_until_discussed_as_often_as_due(discussed, behind):
	assert topics_behind({"Commitments": 3, "Career": 1}, discussed) == behind


def test_the_names_of_coverage_are_those_of_the_report():
	assert (NOT_COVERED, PARTLY_COVERED, COVERED) == ("Not Covered", "Partly Covered", "Covered")


def test_neither_plan_nor_session_is_not_covered():
	assert coverage(**NOTHING) == NOT_COVERED
	assert coverage(**NOTHING | {"due": 4, "topics_due": 2}) == NOT_COVERED


def test_all_that_was_due_is_covered():
	assert coverage(**ENOUGH) == COVERED
	assert coverage(**ENOUGH | {"held": 9}) == COVERED


def test_a_plan_in_force_covers_the_days_on_which_nothing_is_due_yet():
	assert coverage(**NOTHING | {"has_any_plan": True, "has_plan_in_force": True}) == COVERED


@pytest.mark.parametrize(
	"lack",
	[{"has_plan_in_force": False}, {"held": 3}, {"topics_covered": 1}, {"held": 0, "topics_covered": 0}],
)
def test_anything_short_of_that_is_partly_covered(lack):
	assert coverage(**ENOUGH | lack) == PARTLY_COVERED


def test_sessions_without_any_plan_are_partly_covered():
	without_plan = {"has_any_plan": False, "has_plan_in_force": False}
	assert coverage(**ENOUGH | without_plan) == PARTLY_COVERED
	assert coverage(**NOTHING | {"held": 1}) == PARTLY_COVERED


def test_a_plan_not_in_force_without_a_session_is_partly_covered():
	assert coverage(**NOTHING | {"has_any_plan": True}) == PARTLY_COVERED
