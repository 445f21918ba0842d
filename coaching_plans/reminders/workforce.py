"""The people whom reminders are for and about, read in sets: a query a fact, whatever the number of people."""

from collections import Counter
from datetime import date, timedelta

import frappe
from frappe.query_builder import Case
from frappe.utils import getdate

from coaching_plans.availability import holidays_between
from coaching_plans.permissions import CONFIDENTIAL, HR_ROLES
from coaching_plans.reminders.people import DAYS_LOOKED_AHEAD, Calendar, Leave, Person

# A leave that was over longer ago explains no lapse any more.
LEAVE_DAYS_LOOKED_BACK = 400


def employees() -> dict[str, Person]:
	"""Everybody, those who left too: the tree is judged with them. Of a user with two employees neither is known, but
	somebody who came back is the employee they are now.
	"""
	Employee, User = frappe.qb.DocType("Employee"), frappe.qb.DocType("User")
	rows = (
		frappe.qb.from_(Employee)
		.left_join(User)
		.on(User.name == Employee.user_id)
		.select(
			Employee.name,
			Employee.employee_name,
			User.name.as_("user"),
			Employee.status,
			Employee.reports_to,
			Employee.company,
			Employee.department,
			Employee.designation,
			Employee.grade,
			Employee.date_of_joining,
			Employee.holiday_list,
			User.email,
			User.enabled,
			User.language,
		)
		.run(as_dict=True)
	)
	active = Counter(row.user for row in rows if row.user and row.status == "Active")
	return {
		row.name: Person(
			employee=row.name,
			name=row.employee_name,
			user=row.user if active[row.user] == (row.status == "Active") else None,
			status=row.status,
			reports_to=row.reports_to,
			company=row.company,
			department=row.department,
			designation=row.designation,
			grade=row.grade,
			joined=day_or_none(row.date_of_joining),
			holiday_list=row.holiday_list,
			email=row.email,
			enabled=bool(row.enabled),
			language=row.language,
		)
		for row in rows
	}


def companies() -> list[dict]:
	return frappe.get_all("Company", fields=["name", "lft", "rgt"])


def calendar(on: date) -> Calendar:
	ahead = on + timedelta(days=DAYS_LOOKED_AHEAD)
	return Calendar(holidays_between(on, ahead), _leave(on, ahead))


def _leave(on: date, ahead: date) -> list[Leave]:
	Application = frappe.qb.DocType("Leave Application")
	half_day = Case().when(Application.half_day == 1, Application.half_day_date)
	rows = (
		frappe.qb.from_(Application)
		.select(Application.employee, Application.from_date, Application.to_date, half_day)
		.where(
			(Application.docstatus == 1)
			& (Application.status == "Approved")
			& (Application.from_date <= ahead)
			& (Application.to_date >= on - timedelta(days=LEAVE_DAYS_LOOKED_BACK))
		)
		.run()
	)
	return [
		Leave(employee, getdate(first), getdate(last), day_or_none(half))
		for employee, first, last, half in rows
	]


def hr_people(employees: dict[str, Person], companies: list[dict]) -> list[Person]:
	"""HR's users, each with the companies they answer for; those who are employees with what is known of them."""
	User, Role = frappe.qb.DocType("User"), frappe.qb.DocType("Has Role")
	rows = (
		frappe.qb.from_(User)
		.join(Role)
		.on((Role.parent == User.name) & (Role.parenttype == "User"))
		.select(User.name, User.full_name, User.email, User.enabled, User.language)
		.distinct()
		.where(Role.role.isin(sorted(HR_ROLES)) & User.name.notin(["Administrator", "Guest"]))
		.orderby(User.name)
		.run(as_dict=True)
	)
	by_user = {person.user: person for person in employees.values() if person.user}
	former = _users_of_former(rows)
	allowed = _allowed_companies([row.name for row in rows], companies)
	default_company = frappe.defaults.get_global_default("company")
	found = []
	for row in rows:
		person = by_user.get(row.name) or Person(
			employee=None,
			name=row.full_name,
			user=row.name,
			# Somebody of HR who is no employee is there; somebody who was one has left.
			status="Left" if row.name in former else "Active",
			company=min(allowed.get(row.name, ()), default=None) or default_company,
			email=row.email,
			enabled=bool(row.enabled),
			language=row.language,
		)
		found.append(person._replace(is_hr=True, companies=allowed.get(row.name)))
	return found


def _users_of_former(rows: list[dict]) -> set[str]:
	users = [row.name for row in rows] or [""]
	return set(frappe.get_all("Employee", filters={"user_id": ("in", users)}, pluck="user_id"))


def _allowed_companies(users: list[str], companies: list[dict]) -> dict[str, frozenset[str]]:
	"""`permissions.companies_of` for many users in one query: with the companies below, unless those are hidden."""
	span = {company.name: company for company in companies}
	allowed: dict[str, set[str]] = {}
	for entry in frappe.get_all(
		"User Permission",
		filters={"allow": "Company", "user": ("in", users or [""])},
		fields=["user", "for_value", "applicable_for", "hide_descendants"],
	):
		company = span.get(entry.for_value)
		if not company or (entry.applicable_for and entry.applicable_for not in CONFIDENTIAL):
			continue
		mine = allowed.setdefault(entry.user, set())
		mine.add(company.name)
		if not entry.hide_descendants:
			mine |= {each.name for each in companies if company.lft < each.lft and each.rgt < company.rgt}
	return {user: frozenset(names) for user, names in allowed.items()}


def day_or_none(value) -> date | None:
	return getdate(value) if value else None
