"""Which days are holidays for whom: plain values, without a site."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple


class Assignment(NamedTuple):
	"""The holiday list of an employee or a company from a day on, as HRMS version-16 records it."""

	assigned_to: str
	holiday_list: str
	since: date


class Holidays:
	"""The holidays of each list, and which list counts for whom on which day.

	A list assigned to the employee comes first, then one assigned to their company, as HRMS version-16 goes by; then,
	as on version-15 and where nothing is assigned, the list named on the employee, and the company's default.
	"""

	def __init__(
		self,
		days: Mapping[str, set[date]],
		of_company: Mapping[str, str | None],
		assignments: Iterable[Assignment] = (),
	):
		self._days = days
		self._of_company = of_company
		self._assigned: dict[str, list[Assignment]] = {}
		for each in sorted(assignments, key=lambda each: each.since):
			self._assigned.setdefault(each.assigned_to, []).append(each)

	def is_holiday(self, day: date, *, employee: str | None, company: str | None, own: str | None) -> bool:
		"""Whether `day` is one of `employee` of `company`, on whose record the holiday list `own` is named."""
		holiday_list = (
			self._assigned_on(day, employee)
			or self._assigned_on(day, company)
			or own
			or self._of_company.get(company)
		)
		return day in self._days.get(holiday_list, ())

	def _assigned_on(self, day: date, to: str | None) -> str | None:
		"""The latest assigned by then. It holds until the next, even when the list itself has ended."""
		return next(
			(each.holiday_list for each in reversed(self._assigned.get(to, ())) if each.since <= day), None
		)

	def of(self, *, employee: str | None, company: str | None, own: str | None) -> set[date]:
		"""All days known here that are holidays of `employee`; see `is_holiday`."""
		days = set(chain.from_iterable(self._days.values()))
		return {day for day in days if self.is_holiday(day, employee=employee, company=company, own=own)}
