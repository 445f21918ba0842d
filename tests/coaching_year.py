"""A year of coaching in an organisation, day by day, with what each day should remind of known beforehand.

Everything follows from a person's number, so how often each kind of reminder is due is counted here as the year goes,
by rules of thumb that share nothing with the app's own choice.
"""

from collections import Counter
from datetime import date, datetime, timedelta

import frappe

from tests import bulk_organisation as bulk

START = date(2026, 1, 5)  # a Monday
DAYS = 364
LAST = START + timedelta(days=DAYS - 1)
FORTNIGHT = timedelta(days=14)
LATE = timedelta(days=4)


class Year:
	"""Make it, then for each day call `evening` after the day's run; `expected` counts the reminders due so far."""

	def __init__(self, people: int):
		self.organisation = bulk.organisation(people, START)
		self.expected: Counter = Counter()
		self.sessions: dict[int, tuple[str, int, date]] = {}  # by person: name, how many before it, day
		self.to_log: dict[date, list[int]] = {}
		self.open_actions: dict[int, list[tuple[str, date, int]]] = {}  # by person: name, due, sessions to go
		self._plan_everybody()
		bulk.cycle(self.organisation, START, LAST)
		self.expected["Weekly Coverage"] = bulk.HR_USERS * DAYS // 7
		self.expected["Topics Missing"] = bulk.HR_USERS * 2

	def days(self):
		return (START + timedelta(days=day) for day in range(DAYS))

	def evening(self, day: date) -> None:
		"""What people do on that day, after its reminders went out."""
		for number in self.to_log.pop(day, ()):
			self._log(number, day)
		if day == START + timedelta(days=20):
			self._propose(day)
		if day == START + timedelta(days=25):
			frappe.db.set_value(
				"Coaching Plan", {"name": ("like", "YEAR-CP2-%")}, {"status": "Active", "accepted_on": day}
			)

	# --- the beginning ------------------------------------------------------------------------------------------

	def _plan_everybody(self):
		plans, goals, actions = [], [], []
		for number in range(1, len(self.organisation.employees)):
			ends_in_the_year = number % 10 == 3
			plans.append(
				self._plan(number, f"YEAR-CP-{number:05}", "Active", START)
				| {"end_date": START + timedelta(days=300 if ends_in_the_year else 800)}
			)
			if ends_in_the_year:
				self.expected.update(("Plan Ending", "Plan Ended"))
			for horizon in ("Short Term", "Long Term"):
				goals.append(
					self._circle(number)
					| {
						"name": self._goal(number, horizon),
						"plan": f"YEAR-CP-{number:05}",
						"horizon": horizon,
						"development_area": "Area",
						"status": "Open",
					}
				)
			actions.append(self._action(number, "employer", START + timedelta(days=30), "Employer"))
			self.expected.update(("Action Due", "Action Overdue"))
			if number % 10 == 4:
				actions.append(
					self._action(number, "own", START + timedelta(days=50), "Mentee", horizon="Long Term")
				)
				self.expected["Action Due"] += 1
			if number % 10 == 9:
				# Never meets: told after 1, 2, 4, 8 and 16 fortnights, and once to the manager's manager.
				self.expected["No Session"] += 5
				self.expected["Coaching Lapsed"] += self._has_second_manager(number)
		bulk.insert("Coaching Plan", plans)
		bulk.insert("Coaching Goal", goals)
		bulk.insert("Coaching Action", actions)
		for number in range(1, len(self.organisation.employees)):
			if number % 10 != 9:
				self._schedule(number, 0, START + timedelta(days=7 + number % 5))

	def _has_second_manager(self, number: int) -> bool:
		return (number - 1) // bulk.SPAN > 0

	def _circle(self, number: int) -> dict:
		mentee = self.organisation.employees[number]
		coach = self.organisation.manager_of(mentee)
		return {"mentee": mentee, "coach": coach, "appointed": 0, "company": bulk.COMPANY}

	def _plan(self, number: int, name: str, status: str, start: date) -> dict:
		return self._circle(number) | {
			"name": name,
			"purpose": "Role Growth",
			"status": status,
			"start_date": start,
			"end_date": START + timedelta(days=800),
			"proposed_on": start,
			"accepted_on": start if status == "Active" else None,
		}

	def _goal(self, number: int, horizon: str) -> str:
		return f"YEAR-CG-{number:05}-{horizon[0]}"

	def _action(
		self, number: int, which: str, due: date, responsible: str, horizon: str = "Short Term"
	) -> dict:
		circle = self._circle(number)
		return circle | {
			"name": f"YEAR-CA-{number:05}-{which}",
			"plan": f"YEAR-CP-{number:05}",
			"goal": self._goal(number, horizon),
			"responsible": responsible,
			"assigned_to": circle["mentee" if responsible == "Mentee" else "coach"],
			"description": "Action",
			"status": "Agreed",
			"due_date": due,
		}

	def _propose(self, day: date):
		numbers = [number for number in range(1, len(self.organisation.employees)) if number % 10 == 5]
		bulk.insert(
			"Coaching Plan",
			[self._plan(number, f"YEAR-CP2-{number:05}", "Proposed", day) for number in numbers],
		)
		self.expected["Plan Waiting"] += len(numbers)

	# --- a session and what comes of it -------------------------------------------------------------------------

	def _schedule(self, number: int, before: int, day: date):
		name = f"YEAR-CS-{number:05}-{before:03}"
		bulk.insert(
			"Coaching Session",
			[
				self._circle(number)
				| {
					"name": name,
					"plan": f"YEAR-CP-{number:05}",
					"session_type": "Scheduled",
					"starts_on": datetime.combine(day, datetime.min.time()) + timedelta(hours=10),
					"minutes": 30,
					"status": "Scheduled",
				}
			],
		)
		self.sessions[number] = (name, before, day)
		logged_late = (number + before) % 7 == 0
		self.to_log.setdefault(day + LATE if logged_late else day, []).append(number)
		if _working_days_before(day, 1) <= LAST:
			self.expected["Session Tomorrow"] += 2
		if logged_late and _next_working_day(day) <= LAST:
			self.expected["Session Not Logged"] += 1

	def _log(self, number: int, on: date):
		name, before, day = self.sessions[number]
		frappe.db.set_value("Coaching Session", name, {"docstatus": 1, "status": "Held"})
		self._close_actions(number, on)
		self._agree_action(number, before, day + FORTNIGHT)
		self._schedule(number, before + 1, day + FORTNIGHT)

	def _agree_action(self, number: int, before: int, due: date):
		action = self._action(number, f"{before:03}", due, "Mentee")
		bulk.insert("Coaching Action", [action])
		stays_open = (number + before) % 4 == 0
		self.open_actions.setdefault(number, []).append((action["name"], due, 2 if stays_open else 1))
		if _working_days_before(due, 2) <= LAST:
			self.expected["Action Due"] += 1
		# Closed in the evening of the session after it, or of the second; a day later where that is logged late.
		closed_late = stays_open or (number + before + 1) % 7 == 0
		if closed_late and _next_working_day(due) <= LAST:
			self.expected["Action Overdue"] += 1

	def _close_actions(self, number: int, on: date):
		still_open = []
		for name, due, sessions_to_go in self.open_actions.get(number, []):
			if sessions_to_go > 1:
				still_open.append((name, due, sessions_to_go - 1))
			else:
				frappe.db.set_value("Coaching Action", name, "status", "Done")
		self.open_actions[number] = still_open


def _working_days_before(day: date, count: int) -> date:
	while count:
		day -= timedelta(days=1)
		count -= day.weekday() < 5
	return day


def _next_working_day(day: date) -> date:
	day += timedelta(days=1)
	while day.weekday() >= 5:
		day += timedelta(days=1)
	return day
