"""What ratings of competencies say: gaps, what needs talking about, and the six steps. Rules 15 to 17, as plain values.

Plain values in, plain values out; nothing here knows of a site. A level is 1 to 5; 0 and None are "not rated yet".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coaching_plans.wording import says_something

LOWEST, HIGHEST = 1, 5
LEVELS = tuple(range(LOWEST, HIGHEST + 1))
# Levels that differ by so much are explained in `difference` (rule 16).
MUCH_APART = 2
FEWEST_FOCUS, MOST_FOCUS = 2, 3
# A group of fewer people is not broken out in a report: its figures would be somebody's.
FEWEST_PEOPLE = 5

STEPS = ("prepare", "begin", "identify", "barriers", "plan", "follow_up")


def is_level(value: Any) -> bool:
	"""True for a whole number from 1 to 5."""
	return isinstance(value, int) and not isinstance(value, bool) and LOWEST <= value <= HIGHEST


def to_level(value: Any) -> int:
	"""The level that was entered, in whatever form; 0 where none was. Raises ValueError for anything else."""
	if value in (None, "", 0, "0"):
		return 0
	try:
		number = float(value)
		level = int(number)
	except (TypeError, OverflowError) as error:
		raise ValueError(f"Not a level: {value!r}") from error
	if number != level or not is_level(level):
		raise ValueError(f"Not a level: {value!r}")
	return level


def gap(self_level: int | None, coach_level: int | None) -> int | None:
	"""How much higher the coach rated than the employee; None while either has not rated."""
	return coach_level - self_level if self_level and coach_level else None


def is_much_apart(self_level: int | None, coach_level: int | None) -> bool:
	"""True where the two differ by so much that the discussion says why (rule 16)."""
	return abs(gap(self_level, coach_level) or 0) >= MUCH_APART


def needs_talk(row: Mapping[str, Any]) -> bool:
	"""True where the two rated differently, or where what they see falls short of what the role expects."""
	self_level, coach_level = row.get("self_level"), row.get("coach_level")
	if gap(self_level, coach_level) is None or gap(self_level, coach_level):
		return True
	return coach_level < (row.get("expected_level") or 0)


def in_order_of_talk(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
	"""The rows, those that need talking about first: the widest gap, then the furthest below what is expected."""
	return sorted(rows, key=_order)


def _order(row: Mapping[str, Any]) -> tuple:
	apart = abs(gap(row.get("self_level"), row.get("coach_level")) or 0)
	below = (row.get("expected_level") or 0) - (row.get("coach_level") or 0)
	return (not needs_talk(row), -apart, -below)


def focus_limits(competencies: int) -> tuple[int, int]:
	"""The fewest and the most competencies to develop at once, of so many that were rated (rule 16)."""
	return min(FEWEST_FOCUS, competencies), MOST_FOCUS


def discussion_gaps(row: Mapping[str, Any]) -> list[str]:
	"""What an agreed rating still lacks, as names of its fields, in the order in which people talk (rule 16)."""
	lacks = {
		"level": not is_level(row.get("level")),
		"difference": is_much_apart(row.get("self_level"), row.get("coach_level"))
		and not says_something(row.get("difference")),
		"evidence": row.get("area") in ("Strength", "Development")
		and not says_something(row.get("evidence")),
		"target_level": bool(row.get("focus"))
		and not is_target(row.get("target_level"), row.get("level") or 0),
	}
	return [fieldname for fieldname, is_lacking in lacks.items() if is_lacking]


def is_target(target: Any, level: int) -> bool:
	"""True for a level above the agreed one; of somebody at the highest, that they stay there and grow within it."""
	return is_level(target) and (target > level or target == HIGHEST)


def steps_done(
	*,
	both_submitted: bool,
	discussion: Mapping[str, Sequence[Mapping[str, Any]]] | None,
	follow_up_scheduled: bool,
) -> dict[str, bool]:
	"""Which of the six steps the data shows as done (rule 17).

	`discussion` has the `ratings`, `barriers` and `actions` of the agreed assessment; None before there is one.
	"""
	ratings = discussion["ratings"] if discussion else []
	focus = {row["competency"] for row in ratings if row.get("focus")}
	fewest, most = focus_limits(len(ratings))
	return {
		"prepare": both_submitted,
		"begin": any(is_level(row.get("level")) for row in ratings),
		"identify": bool(ratings)
		and fewest <= len(focus) <= most
		and not any(discussion_gaps(row) for row in ratings),
		"barriers": bool(discussion and discussion["barriers"])
		and all(says_something(row.get("response")) for row in discussion["barriers"]),
		"plan": bool(focus) and all(_is_planned(competency, discussion["actions"]) for competency in focus),
		"follow_up": follow_up_scheduled,
	}


def _is_planned(competency: str, actions: Iterable[Mapping[str, Any]]) -> bool:
	return {"Mentee", "Employer"} <= {
		row["responsible"] for row in actions if row["competency"] == competency
	}


def mean(figures: Iterable[float | None]) -> float | None:
	"""The mean of the figures that there are; None when there is none."""
	given = [figure for figure in figures if figure is not None]
	return round(sum(given) / len(given), 2) if given else None


def groups_to_show(people: Mapping[str, int], fewest: int = FEWEST_PEOPLE) -> tuple[list[str], list[str]]:
	"""The groups to break out, and those to show together as one, so that no figure is that of a few.

	Where the small ones together are still too few, the smallest of the others joins them: who knows the total could
	else work them out by subtraction. Too few people in all leave nothing to show.
	"""
	by_size = sorted(people, key=lambda group: (people[group], group))
	together = [group for group in by_size if people[group] < fewest]
	shown = [group for group in by_size if people[group] >= fewest]
	while together and shown and sum(people[group] for group in together) < fewest:
		together.append(shown.pop(0))
	if sum(people[group] for group in together) < fewest:
		together = []
	return sorted(shown), sorted(together)


def means_to_show(
	figures: Mapping[str, Sequence[float | None]], fewest: int = FEWEST_PEOPLE
) -> tuple[float | None, dict[str, float]]:
	"""The mean of all, and of each group, as far as neither is a figure of a few nor follows from the others.

	Within one table a figure may speak of fewer people than its row: not everyone who was rated has agreed on a level.
	"""
	given = {group: [each for each in members if each is not None] for group, members in figures.items()}
	counts = {group: len(members) for group, members in given.items() if members}
	if sum(counts.values()) < fewest:
		return None, {}
	shown, _together = groups_to_show(counts, fewest)
	means = {group: mean(given[group]) for group in shown}
	return mean(each for members in given.values() for each in members), means
