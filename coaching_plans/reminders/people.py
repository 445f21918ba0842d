"""Who can be reminded, who is above whom, and who is away: plain values, without a site."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from coaching_plans.holidays import Holidays

ONE_DAY = timedelta(days=1)
DAYS_LOOKED_AHEAD = 62
# Somebody back from a leave of this length is not behind on the day of their return.
LONG_LEAVE_DAYS = 7

# Why somebody gets nothing today.
NOT_ACTIVE = "Not Active"
NO_USER = "No User"
DISABLED = "User Disabled"
HOLIDAY = "Holiday"
ON_LEAVE = "On Leave"


class Person(NamedTuple):
	"""An employee, or (with no `employee`) somebody of HR who is none."""

	employee: str | None
	name: str
	user: str | None = None
	status: str = "Active"
	reports_to: str | None = None
	company: str | None = None
	department: str | None = None
	designation: str | None = None
	grade: str | None = None
	joined: date | None = None
	holiday_list: str | None = None
	email: str | None = None
	enabled: bool = True
	language: str | None = None
	# Of HR alone: the companies they answer for, None for all.
	is_hr: bool = False
	companies: frozenset[str] | None = None

	@property
	def key(self) -> str:
		return self.employee or self.user

	def answers_for(self, other: "Person") -> bool:
		"""Whether this is HR for `other`; never for themselves (rule 18)."""
		in_company = self.companies is None or other.company in self.companies
		return self.is_hr and in_company and self.key != other.key


class Tree:
	"""Who is above whom, as `coaching_plans.hierarchy` answers, over people read in one go (rule 18)."""

	def __init__(self, people: Mapping[str, Person]):
		self.people = people

	def is_active(self, employee: str | None) -> bool:
		return employee in self.people and self.people[employee].status == "Active"

	def managers_of(self, employee: str) -> list[str]:
		"""The manager and the manager's manager, nearest first, as far as both are active."""
		managers: list[str] = []
		below = employee
		for _level in range(2):
			if not self.is_active(below):
				break
			above = self.people[below].reports_to
			if not self.is_active(above) or self._is_above_itself(above):
				break
			managers.append(above)
			below = above
		return managers

	def _is_above_itself(self, employee: str) -> bool:
		seen: set[str] = set()
		above = self.people[employee].reports_to
		while above in self.people and above not in seen:
			if above == employee:
				return True
			seen.add(above)
			above = self.people[above].reports_to
		return False


class Leave(NamedTuple):
	employee: str
	first: date
	last: date
	half_day: date | None = None


class Calendar:
	"""On which days people are away: their holidays, and approved leave."""

	def __init__(self, holidays: Holidays, leave: Iterable[Leave] = ()):
		self._holidays = holidays
		self._leave: dict[str, list[Leave]] = {}
		for entry in leave:
			self._leave.setdefault(entry.employee, []).append(entry)

	def is_holiday(self, person: Person, day: date) -> bool:
		return self._holidays.is_holiday(
			day, employee=person.employee, company=person.company, own=person.holiday_list
		)

	def on_leave(self, person: Person, day: date) -> bool:
		"""Half a day of leave is half a day at work."""
		return any(
			entry.first <= day <= entry.last and entry.half_day != day
			for entry in self._leave.get(person.employee, ())
		)

	def works(self, person: Person, day: date) -> bool:
		return not self.is_holiday(person, day) and not self.on_leave(person, day)

	def ahead(self, person: Person, on: date, days: int) -> date:
		"""The working day of `person` that is `days` working days after `on`.

		"Tomorrow" on a Friday reaches to Monday: nobody reads a reminder on the Sunday before.
		"""
		day = on
		for _step in range(DAYS_LOOKED_AHEAD):
			if days < 1:
				break
			day += ONE_DAY
			days -= self.works(person, day)
		return day

	def back_since(self, person: Person, on: date) -> date | None:
		"""The last day of the latest long leave that was over before `on`."""
		ends = [
			entry.last
			for entry in self._leave.get(person.employee, ())
			if entry.last < on and (entry.last - entry.first).days + 1 >= LONG_LEAVE_DAYS
		]
		return max(ends, default=None)


def quiet_reason(person: Person, calendar: Calendar, on: date) -> str | None:
	"""Why `person` gets nothing on the day `on`; None when they do."""
	if person.status != "Active":
		return NOT_ACTIVE
	if not person.user:
		return NO_USER
	if not person.enabled:
		return DISABLED
	if calendar.is_holiday(person, on):
		return HOLIDAY
	if calendar.on_leave(person, on):
		return ON_LEAVE
	return None
