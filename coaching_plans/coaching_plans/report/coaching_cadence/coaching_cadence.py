"""Where one-on-ones happen as often as the standard asks, and where they have stopped (text 003)."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import NamedTuple

import frappe
from frappe import _
from frappe.query_builder.functions import Max
from frappe.utils import formatdate, get_first_day, get_last_day, getdate

from coaching_plans.cadence import sessions_due
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standards_for
from coaching_plans.permissions import circle
from coaching_plans.report_parts import bar_chart, column, employees_between, of_people, percent, period

RECENT_DAYS = (7, 14, 30, 90)


class Month(NamedTuple):
	"""A month, as much of it as the report looks at."""

	first: date
	last: date

	def has(self, person: dict) -> bool:
		"""Whether somebody is employed on any day of it."""
		joined, left = person.date_of_joining, person.relieving_date if person.status == "Left" else None
		return (not joined or getdate(joined) <= self.last) and (not left or getdate(left) >= self.first)

	@property
	def label(self) -> str:
		return formatdate(self.first, "MMM yyyy")

	@property
	def short_label(self) -> str:
		"""For the chart, which cuts longer ones off."""
		return formatdate(self.first, "MMM")


def execute(filters: dict | None = None) -> tuple:
	"""Held against due, a row for each month, department and manager, within the circle of whoever runs it.

	The chart sums the months. The summary says how many people had a session in the last 7, 14, 30 and 90 days.
	"""
	filters = frappe._dict(filters or {})
	start, end = period(filters)
	employees = employees_between(filters, start, end)
	names = [person.employee for person in employees]
	months = months_between(start, end)
	held = sessions_held(names, start, end)
	due = sessions_due_by_month(employees, months)
	data = get_data(employees, months, held, due)
	there = [person.employee for person in employees if person.status == "Active"]
	return get_columns(), data, None, get_chart(months, data), get_summary(there)


def months_between(start: date, end: date) -> list[Month]:
	months, first = [], start
	while first <= end:
		last = min(getdate(get_last_day(first)), end)
		months.append(Month(first, last))
		first = last + timedelta(days=1)
	return months


def sessions_held(employees: list[str], start: date, end: date) -> Counter:
	"""How many sessions each employee had in each month, keyed by employee and the month's first day."""
	if not employees:
		return Counter()
	Session = frappe.qb.DocType("Coaching Session")
	rows = (
		frappe.qb.from_(Session)
		.select(Session.mentee, Session.starts_on)
		.where(
			Session.mentee.isin(employees)
			& (Session.docstatus == 1)
			& (Session.starts_on >= start)
			& (Session.starts_on < end + timedelta(days=1))
		)
		.where(circle(Session, "Coaching Session"))
		.run(as_dict=True)
	)
	return Counter((row.mentee, getdate(get_first_day(row.starts_on))) for row in rows)


def sessions_due_by_month(employees: list[dict], months: list[Month]) -> dict[tuple[str, date], int]:
	"""How many sessions fell due in each month: what is due up to its end, less what was due before it."""
	standards = standards_for([person.employee for person in employees]) if employees else {}
	due = {}
	for person in employees:
		start = max(months[0].first, getdate(person.date_of_joining or months[0].first))
		end = getdate(person.relieving_date) if person.status == "Left" else months[-1].last
		cadence, before = standards[person.employee].cadence, 0
		for month in months:
			so_far = sessions_due(start, min(month.last, end), cadence)
			due[person.employee, month.first] = so_far - before
			before = so_far
	return due


def get_data(employees: list[dict], months: list[Month], held: Counter, due: dict) -> list[dict]:
	teams = defaultdict(list)
	for person in employees:
		teams[person.department or "", person.manager or "", person.manager_name or ""].append(person)
	rows = []
	for month in months:
		for (department, manager, manager_name), team in teams.items():
			people = sum(month.has(person) for person in team)
			team_held = sum(held[person.employee, getdate(get_first_day(month.first))] for person in team)
			team_due = sum(due[person.employee, month.first] for person in team)
			if not people and not team_held:
				continue
			rows.append(
				frappe._dict(
					month=month.label,
					month_start=month.first,
					department=department,
					manager=manager,
					manager_name=manager_name,
					people=people,
					sessions_held=team_held,
					sessions_due=team_due,
					share=percent(team_held, team_due),
				)
			)
	return rows


def get_columns() -> list[dict]:
	return [
		column("month", _("Month"), width=110),
		column("department", _("Department"), width=240),
		column("manager", _("Manager"), width=220),
		column("people", _("People"), "Int", 90),
		column("sessions_held", _("Sessions Held"), "Int", 120),
		column("sessions_due", _("Sessions Due"), "Int", 120),
		column("share", _("Share Held"), "Percent", 120),
	]


def get_chart(months: list[Month], data: list[dict]) -> dict | None:
	if not data:
		return None
	held, due = Counter(), Counter()
	for row in data:
		held[row.month_start] += row.sessions_held
		due[row.month_start] += row.sessions_due
	return bar_chart(
		[month.short_label for month in months],
		[
			(_("Held"), [held[month.first] for month in months], "green"),
			(_("Due"), [due[month.first] for month in months], "grey"),
		],
	)


def get_summary(employees: list[str]) -> list[dict] | None:
	"""The share of people with a held session in the days that end today, whatever the period of the report."""
	if not employees:
		return None
	Session = frappe.qb.DocType("Coaching Session")
	last_held = dict(
		frappe.qb.from_(Session)
		.select(Session.mentee, Max(Session.starts_on))
		.where(Session.mentee.isin(employees) & (Session.docstatus == 1))
		.where(circle(Session, "Coaching Session"))
		.groupby(Session.mentee)
		.run()
	)
	days_since = [(today() - getdate(day)).days for day in last_held.values()]
	return [
		{
			"value": percent(len([since for since in days_since if since < days]), len(employees)),
			"label": of_people(_("Met in {0} Days").format(days), len(employees)),
			"datatype": "Percent",
		}
		for days in RECENT_DAYS
	]
