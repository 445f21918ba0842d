"""How often people meet: the next date, how many sessions were due, and which standard holds for whom.

Plain dates in, plain values out; nothing here knows of a site.
"""

from calendar import monthrange
from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

# cadence: (days, months) of one period, the most frequent first
_PERIODS = {
	"Weekly": (7, 0),
	"Every 2 Weeks": (14, 0),
	"Monthly": (0, 1),
	"Quarterly": (0, 3),
}
CADENCES = tuple(_PERIODS)

_ONE_DAY = timedelta(days=1)
_MOST_SPECIFIC_FIRST = ("designation", "grade", "department", "company")


def next_date(after: date, cadence: str) -> date:
	"""The date one period after `after`. Months keep the day, or end on the last day where the month is shorter.

	Raises ValueError for an unknown cadence.
	"""
	days, months = _period(cadence)
	return _add_months(after, months) + timedelta(days=days)


def sessions_due(start: date, end: date, cadence: str) -> int:
	"""How many whole periods fit from `start` to `end`, both days included (rule 26).

	Monday to Sunday is one weekly period. 0 when `end` is before `start`.
	Raises ValueError for an unknown cadence.
	"""
	return _whole_periods(start, end + _ONE_DAY, cadence)


def lapsed_periods(last: date, on: date, cadence: str) -> int:
	"""How many whole periods have gone by since the session of `last` (rule 22). 0 within the first one.

	A period has gone by on the date that `next_date` gives. Raises ValueError for an unknown cadence.
	"""
	return _whole_periods(last, on, cadence)


def longer_than_standard(last: date, on: date, cadence: str) -> bool:
	"""True when a session after `last` is late (rule 22): the whole day it was due on is over.

	Raises ValueError for an unknown cadence.
	"""
	return on > next_date(last, cadence)


def clear_day(day: date, blocked: Container[date], limit_days: int = 60) -> date:
	"""The first day from `day` on that is not in `blocked`: holidays, leave (rule 11).

	Looks at `day` and the `limit_days` days after it. Are they all blocked, `day` itself comes back: a holiday list
	that names every day is a mistake, and a mistake there must not keep people from meeting.
	"""
	days = (day + timedelta(days=ahead) for ahead in range(limit_days + 1))
	return next((candidate for candidate in days if candidate not in blocked), day)


def most_specific_standard(
	standards: Iterable[Mapping[str, Any]],
	*,
	designation: str | None,
	grade: str | None,
	department: str | None,
	company: str | None,
) -> Mapping[str, Any] | None:
	"""The standard that holds for someone: of their designation, else grade, else department, else company.

	A standard sets one of the four and leaves the others empty; one that sets more must match in all it sets. None
	when no standard fits, and then the one of Coaching Settings holds. The first given wins a tie.
	"""
	person = {"designation": designation, "grade": grade, "department": department, "company": company}
	fitting = [standard for standard in standards if _fits(standard, person)]
	for field in _MOST_SPECIFIC_FIRST:
		for standard in fitting:
			if standard.get(field):
				return standard
	return None


def _fits(standard: Mapping[str, Any], person: Mapping[str, str | None]) -> bool:
	return all(standard.get(field) in (None, "", value) for field, value in person.items())


def _period(cadence: str) -> tuple[int, int]:
	if cadence not in _PERIODS:
		raise ValueError(f"Unknown cadence: {cadence!r}")
	return _PERIODS[cadence]


def _whole_periods(start: date, until: date, cadence: str) -> int:
	"""The most periods that, counted from `start`, end on `until` or before; never below 0."""
	days, months = _period(cadence)
	if until < start:
		return 0
	if days:
		return (until - start).days // days
	calendar_months = (until.year - start.year) * 12 + until.month - start.month
	periods = calendar_months // months
	# Steps are counted from `start` each time: going from one clamped date to the next would drift to the 28th.
	if _add_months(start, periods * months) > until:
		periods -= 1
	return periods


def _add_months(day: date, months: int) -> date:
	years, month = divmod(day.month - 1 + months, 12)
	year, month = day.year + years, month + 1
	return date(year, month, min(day.day, monthrange(year, month)[1]))
