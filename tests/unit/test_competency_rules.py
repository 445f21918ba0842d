import pytest

from coaching_plans.competency_rules import (
	discussion_gaps,
	focus_limits,
	gap,
	groups_to_show,
	in_order_of_talk,
	is_much_apart,
	mean,
	means_to_show,
	needs_talk,
	steps_done,
	to_level,
)


@pytest.mark.parametrize(
	("value", "level"), [(None, 0), ("", 0), (0, 0), ("0", 0), (1, 1), ("5", 5), (3.0, 3)]
)
def test_a_level_in_any_form(value, level):
	assert to_level(value) == level


@pytest.mark.parametrize("value", [6, -1, "six", 2.5, "1.5", "inf", "nan", [1]])
def test_what_is_no_level(value):
	with pytest.raises(ValueError):
		to_level(value)


def test_a_gap_needs_both():
	assert gap(4, 2) == -2
	assert gap(0, 2) is gap(4, None) is None
	assert is_much_apart(4, 2) and not is_much_apart(4, 3) and not is_much_apart(0, 5)


def rated(name, own, coach, expected=3):
	return {"competency": name, "self_level": own, "coach_level": coach, "expected_level": expected}


def test_what_needs_talking_about():
	assert needs_talk(rated("a", 4, 3))
	assert needs_talk(rated("a", 2, 2, expected=3))
	assert needs_talk(rated("a", 0, 3))
	assert not needs_talk(rated("a", 3, 3))


def test_the_widest_gap_comes_first_then_the_furthest_below_what_is_expected():
	rows = [rated("equal", 3, 3), rated("below", 2, 2, 4), rated("one", 4, 3), rated("two", 4, 2)]
	assert [row["competency"] for row in in_order_of_talk(rows)] == ["two", "one", "below", "equal"]


def test_focus_is_two_or_three_or_what_there_is():
	assert focus_limits(9) == (2, 3)
	assert focus_limits(1) == (1, 3)


def agreed(**values):
	return {"competency": "a", "level": 3, "self_level": 3, "coach_level": 3, **values}


@pytest.mark.parametrize(
	("row", "gaps"),
	[
		(agreed(), []),
		(agreed(level=0), ["level"]),
		(agreed(self_level=1), ["difference"]),
		(agreed(self_level=1, difference="Said why"), []),
		(agreed(area="Strength"), ["evidence"]),
		(agreed(area="Development", evidence=" "), ["evidence"]),
		(agreed(focus=1), ["target_level"]),
		(agreed(focus=1, target_level=3), ["target_level"]),
		(agreed(focus=1, target_level=4), []),
		(agreed(level=5, focus=1, target_level=5), []),
		(agreed(level=5, focus=1, target_level=4), ["target_level"]),
	],
)
def test_what_an_agreed_rating_lacks(row, gaps):
	assert discussion_gaps(row) == gaps


def steps(**values):
	facts = {
		"both_submitted": True,
		"discussion": None,
		"follow_up_scheduled": False,
	}
	return [step for step, done in steps_done(**facts | values).items() if done]


def test_steps_are_done_by_what_the_data_shows():
	assert steps() == ["prepare"]
	assert steps(both_submitted=False) == []
	rows = [agreed(competency=name, focus=1, target_level=4) for name in ("a", "b")]
	begun = {"ratings": [agreed(), agreed(level=0)], "barriers": [], "actions": []}
	assert steps(discussion=begun) == ["prepare", "begin"]
	talk = {"ratings": rows, "barriers": [{"barrier": "Time", "response": None}], "actions": []}
	assert steps(discussion=talk) == ["prepare", "begin", "identify"]
	talk["barriers"][0]["response"] = "Fridays"
	talk["actions"] = [
		{"competency": name, "responsible": who} for name in ("a", "b") for who in ("Mentee", "Employer")
	]
	assert steps(discussion=talk) == ["prepare", "begin", "identify", "barriers", "plan"]
	del talk["actions"][-1]
	assert steps(discussion=talk, follow_up_scheduled=True)[-2:] == ["barriers", "follow_up"]


def test_a_mean_of_nothing_is_nothing():
	assert mean([None, None]) is None
	assert mean([2, 3, None]) == 2.5
	assert mean([-1, 0, 1]) == 0


@pytest.mark.parametrize(
	("people", "shown", "together"),
	[
		({"a": 9, "b": 5}, ["a", "b"], []),
		({"a": 9, "b": 4}, [], ["a", "b"]),
		({"a": 9, "b": 3, "c": 2}, ["a"], ["b", "c"]),
		({"a": 9, "b": 6, "c": 4}, ["a"], ["b", "c"]),
		({"a": 4}, [], []),
		({"a": 2, "b": 2}, [], []),
	],
)
def test_no_group_of_a_few_is_shown_or_follows_from_the_others(people, shown, together):
	assert groups_to_show(people) == (shown, together)


def test_means_of_few_are_left_out_and_do_not_follow_from_the_others():
	six, one = [3] * 6, [5]
	assert means_to_show({"a": six, "b": six}) == (3, {"a": 3, "b": 3})
	assert means_to_show({"a": six, "b": one}) == (3.29, {})
	assert means_to_show({"a": six, "b": [None, None]}) == (3, {"a": 3})
	assert means_to_show({"a": one}) == (None, {})
