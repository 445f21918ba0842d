"""What the actions of a goal must and must not be."""

import pytest

from coaching_plans import goal_rules
from coaching_plans.goal_rules import action_gaps, exceeds, missing, reading

MENTEE = {"responsible": "Mentee", "tracked_by": "Ticket export", "within_control": 1}
EMPLOYER = {"responsible": "Employer", "tracked_by": None, "within_control": 0}
ALL_CODES = [
	goal_rules.NO_MENTEE_ACTION,
	goal_rules.TOO_MANY_MENTEE_ACTIONS,
	goal_rules.UNTRACKABLE,
	goal_rules.OUTSIDE_CONTROL,
	goal_rules.NO_EMPLOYER_ACTION,
]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_short_term_goal_takes_one_to_three_mentee_actions(count):
	assert action_gaps("Short Term", [MENTEE] * count) == []


def test_a_short_term_goal_without_a_mentee_action():
	assert action_gaps("Short Term", []) == ["no_mentee_action"]
	assert action_gaps("Short Term", [EMPLOYER]) == ["no_mentee_action"]


def test_a_short_term_goal_with_four_mentee_actions():
	assert action_gaps("Short Term", [MENTEE] * 4) == ["too_many_mentee_actions"]
	assert action_gaps("Short Term", [MENTEE] * 4, max_actions=4) == []


def test_employer_actions_are_not_counted_nor_held_to_the_mentees_rule():
	assert action_gaps("Short Term", [MENTEE] * 3 + [EMPLOYER] * 3) == []


@pytest.mark.parametrize("tracked_by", [None, "", "  \n"])
def test_an_action_nobody_can_track(tracked_by):
	assert action_gaps("Short Term", [MENTEE, MENTEE | {"tracked_by": tracked_by}]) == ["untrackable"]


def test_an_action_outside_the_mentees_control():
	assert action_gaps("Short Term", [MENTEE, MENTEE | {"within_control": 0}]) == ["outside_control"]


def test_each_gap_is_named_once():
	unfit = {"responsible": "Mentee"}
	assert action_gaps("Short Term", [unfit] * 4) == [
		"too_many_mentee_actions",
		"untrackable",
		"outside_control",
	]


@pytest.mark.parametrize(
	("actions", "gaps"),
	[
		([MENTEE, EMPLOYER], []),
		([MENTEE] * 5 + [EMPLOYER], []),
		([MENTEE], ["no_employer_action"]),
		([EMPLOYER], ["no_mentee_action"]),
		([], ["no_mentee_action", "no_employer_action"]),
	],
)
def test_a_mid_term_goal_takes_an_action_of_either_side(actions, gaps):
	assert action_gaps("Mid Term", actions) == gaps


@pytest.mark.parametrize("actions", [[], [EMPLOYER], [{"responsible": "Mentee"}] * 9])
def test_nothing_is_asked_of_a_long_term_goal(actions):
	assert action_gaps("Long Term", actions) == []


def test_an_unknown_horizon_is_refused_by_name():
	with pytest.raises(ValueError, match="Someday"):
		action_gaps("Someday", [MENTEE])


def test_too_much_or_unfit_is_always_refused_and_too_little_only_later():
	assert exceeds(ALL_CODES) == ["too_many_mentee_actions", "untrackable", "outside_control"]
	assert missing(ALL_CODES) == ["no_mentee_action", "no_employer_action"]


def test_no_gaps_no_problem():
	assert exceeds([]) == missing([]) == []


@pytest.mark.parametrize(
	("said", "number"),
	[
		("3.5", 3.5),
		(" 12 ", 12.0),
		("-4", -4.0),
		(".5", 0.5),
		("0", 0.0),
		(0, 0.0),
		(7.25, 7.25),
		("", None),
		("  ", None),
		(None, None),
	],
)
def test_a_reading_is_a_number_or_nothing(said, number):
	assert reading(said) == number and isinstance(reading(said), type(number))


@pytest.mark.parametrize(
	"said", ["3,5", "1,234", "1 234", "1e3", "nan", "inf", "5 %", "4..2", ".", "-", "1_0", "٣"]
)
def test_what_may_mean_another_number_is_refused(said):
	with pytest.raises(ValueError, match="not a number"):
		reading(said)
