"""The percentage of agreed actions that were followed, and whose mistake a missed goal is."""

from datetime import date

import pytest

from coaching_plans.follow_through import SCORES, action_score, follow_through, wrong_plan

DUE = date(2025, 9, 30)
DAY_AFTER = date(2025, 10, 1)
FOUR_OF_FIVE = ["Followed"] * 4 + ["Not Followed"]


def test_scores():
	assert SCORES == {"Followed": 1.0, "Partly": 0.5, "Not Followed": 0.0}


@pytest.mark.parametrize(
	("reviews", "expected"),
	[
		(["Followed"], 100.0),
		(["Partly"], 50.0),
		(["Not Followed"], 0.0),
		(["Followed", "Partly", "Not Followed"], 50.0),
		(["Followed", "Followed", "Not Followed"], 66.7),
		(["Followed", "Not Followed", "Not Followed"], 33.3),
		(FOUR_OF_FIVE, 80.0),
	],
)
def test_follow_through_is_the_mean_in_percent(reviews, expected):
	assert follow_through(reviews) == expected


def test_no_review_is_no_data_and_not_zero():
	assert follow_through([]) is None
	assert action_score(0, 0) is None


def test_a_review_not_answered_yet_does_not_count():
	assert follow_through(["Followed", None, ""]) == 100.0
	assert follow_through([None, ""]) is None


def test_an_unknown_review_is_refused_by_name():
	with pytest.raises(ValueError, match="Mostly"):
		follow_through(["Followed", "Mostly"])


def test_reviews_may_be_any_iterable():
	assert follow_through(review for review in FOUR_OF_FIVE) == 80.0


@pytest.mark.parametrize(
	("times_reviewed", "times_followed", "expected"),
	[(4, 3, 75.0), (3, 1.5, 50.0), (5, 0, 0.0), (7, 7.0, 100.0)],
)
def test_action_score_takes_the_sums_an_action_keeps(times_reviewed, times_followed, expected):
	assert action_score(times_reviewed, times_followed) == expected


@pytest.mark.parametrize(("times_followed", "expected"), [(0.5, 3.1), (1, 6.3), (3, 18.8), (5, 31.3)])
def test_half_of_the_last_decimal_goes_up(times_followed, expected):
	# 1/16 is 6.25 %, 3/16 is 18.75 %, 5/16 is 31.25 %: to the even digit it would be 6.2 and 31.2
	assert action_score(16, times_followed) == expected


@pytest.mark.parametrize("horizon", ["Short Term", "Mid Term"])
def test_the_plan_was_wrong_when_it_was_followed_and_the_goal_missed(horizon):
	assert wrong_plan(horizon, "Open", DUE, FOUR_OF_FIVE, DAY_AFTER)


def test_the_plan_was_not_wrong_when_it_was_not_followed():
	assert not wrong_plan("Short Term", "Open", DUE, ["Followed", "Followed", "Partly", "Partly"], DAY_AFTER)


def test_a_goal_is_in_time_through_its_due_date():
	assert not wrong_plan("Short Term", "Open", DUE, FOUR_OF_FIVE, DUE)


@pytest.mark.parametrize("status", ["Reached", "Replanned", "Deferred", "Dropped"])
def test_only_an_open_goal_can_be_missed(status):
	assert not wrong_plan("Short Term", status, DUE, FOUR_OF_FIVE, DAY_AFTER)


def test_a_long_term_goal_is_never_judged():
	assert not wrong_plan("Long Term", "Open", DUE, FOUR_OF_FIVE, DAY_AFTER)


def test_without_a_due_date_nothing_is_late():
	assert not wrong_plan("Short Term", "Open", None, FOUR_OF_FIVE, DAY_AFTER)


@pytest.mark.parametrize("threshold", [80.0, 0.0])
def test_without_a_review_nobody_can_tell(threshold):
	assert not wrong_plan("Short Term", "Open", DUE, [], DAY_AFTER, threshold)
	assert not wrong_plan("Short Term", "Open", DUE, [None], DAY_AFTER, threshold)


def test_the_threshold_is_the_firms():
	assert not wrong_plan("Mid Term", "Open", DUE, FOUR_OF_FIVE, DAY_AFTER, threshold=80.1)
	assert wrong_plan("Mid Term", "Open", DUE, ["Partly"], DAY_AFTER, threshold=50)
