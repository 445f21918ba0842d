"""How far an appraisal cycle has been covered by coaching, up to a day. Rule 26.

Plain values in, plain values out; nothing here knows of a site.
"""

from collections.abc import Mapping
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

NOT_COVERED = "Not Covered"
PARTLY_COVERED = "Partly Covered"
COVERED = "Covered"


def elapsed_share(start: date, end: date, on: date) -> float:
	"""How much of the cycle has passed at the end of the day `on`: 0.0 before its first day, 1.0 from its last day on.

	Raises ValueError when the cycle ends before it starts.
	"""
	elapsed, total = _days(start, end, on)
	return elapsed / total


def times_due(times_per_cycle: int, start: date, end: date, on: date) -> int:
	"""How often a topic wanted `times_per_cycle` times is due by `on`, spread evenly and rounded down.

	Raises ValueError when the cycle ends before it starts.
	"""
	elapsed, total = _days(start, end, on)
	return times_per_cycle * elapsed // total


def topics_due(
	times_by_topic: Mapping[str, int], start: date, end: date, first: date, last: date
) -> dict[str, int]:
	"""How often each topic fell due from `first` to `last` in a cycle from `start` to `end`; those that did not left out.

	That is its part of the even spread over the cycle: who joins late is not behind at once. Raises ValueError when the
	cycle ends before it starts.
	"""
	before = first - ONE_DAY
	due = {
		topic: times_due(times, start, end, last) - times_due(times, start, end, before)
		for topic, times in times_by_topic.items()
	}
	return {topic: times for topic, times in due.items() if times > 0}


def topics_behind(due: Mapping[str, int], discussed: Mapping[str, int]) -> list[str]:
	"""The topics `due` that were not discussed as often as they are due. Talk of other topics makes up for none."""
	return [topic for topic, times in due.items() if discussed.get(topic, 0) < times]


def coverage(
	*,
	has_any_plan: bool,
	has_plan_in_force: bool,
	held: int,
	due: int,
	topics_due: int,
	topics_covered: int,
) -> str:
	"""The coverage of one appraisee in a cycle: `Not Covered`, `Partly Covered` or `Covered`.

	`has_plan_in_force` is for a plan Active or Completed within the cycle, `has_any_plan` for a plan in any status.
	`held` and `due` count sessions, `topics_due` and `topics_covered` count topics, all up to the same day.
	"""
	if has_plan_in_force and held >= due and topics_covered >= topics_due:
		return COVERED
	if has_any_plan or has_plan_in_force or held > 0:
		return PARTLY_COVERED
	return NOT_COVERED


def _days(start: date, end: date, on: date) -> tuple[int, int]:
	"""Days of the cycle passed by `on`, and its days in all, both its ends included.

	Whole days, so that a third of three is exactly one; a product with the share can fall just short of it.
	"""
	total = (end - start).days + 1
	if total < 1:
		raise ValueError(f"A cycle cannot end ({end}) before it starts ({start})")
	elapsed = (on - start).days + 1
	return min(max(elapsed, 0), total), total
