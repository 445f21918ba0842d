"""Writes the demo company to a site: masters, users, employees and the appraisal cycle."""

from datetime import date, timedelta

import frappe
from frappe.utils import add_days, getdate

from coaching_plans.demo.organization import DEPARTMENTS, MANAGEMENT, NEW_STARTER, Person
from coaching_plans.demo.record import Record

COMPANY = "Coaching Demo"
ABBR = "DEMO"
HOLIDAY_LIST = "Coaching Demo Holidays"
TEMPLATE = "Coaching Demo"
KRAS = {"Results": 50, "Quality of Work": 30, "Working Together": 20}
CYCLE_DAYS = 365
HOLIDAYS = (
	(1, 1, "New Year"),
	(5, 1, "Labour Day"),
	(10, 3, "Founders' Day"),
	(12, 25, "Christmas"),
	(12, 26, "Christmas"),
)
# The least coaching of each group (text 003).
STANDARDS = (
	{"company": COMPANY, "cadence": "Monthly", "session_minutes": 45},
	{"department": f"Customer Support - {ABBR}", "cadence": "Every 2 Weeks", "session_minutes": 30},
	{"department": f"Sales - {ABBR}", "cadence": "Every 2 Weeks", "session_minutes": 30},
	{"grade": NEW_STARTER, "cadence": "Weekly", "session_minutes": 30},
)


def cycle_dates(today: date) -> tuple[date, date]:
	"""First and last day of a cycle of a year that is at its half on the day `today`."""
	start = today - timedelta(days=CYCLE_DAYS // 2)
	return start, start + timedelta(days=CYCLE_DAYS - 1)


def found(record: Record, start: date, end: date) -> None:
	"""The company with its holidays, departments and standards."""
	record.insert(
		doctype="Holiday List",
		holiday_list_name=HOLIDAY_LIST,
		from_date=add_days(start, -60),
		to_date=add_days(end, 60),
		holidays=_holidays(getdate(add_days(start, -60)), getdate(add_days(end, 60))),
	)
	_found_company(record)
	for name in (MANAGEMENT, *DEPARTMENTS):
		record.ensure(
			"Department", f"{name} - {ABBR}", department_name=name, company=COMPANY, **_below_root()
		)
	record.ensure("Employee Grade", NEW_STARTER, __newname=NEW_STARTER)
	for standard in STANDARDS:
		# Left out, the company would be filled in from the defaults of the site.
		record.insert(doctype="Coaching Standard", **{"company": "", **standard})


def _found_company(record: Record) -> None:
	before = frappe.flags.ignore_chart_of_accounts
	# Accounts, warehouses and tax templates take minutes and have nothing to do with coaching.
	frappe.flags.ignore_chart_of_accounts = True
	try:
		record.insert(
			doctype="Company",
			company_name=COMPANY,
			abbr=ABBR,
			default_currency="EUR",
			country="Germany",
			default_holiday_list=HOLIDAY_LIST,
		)
	finally:
		frappe.flags.ignore_chart_of_accounts = before


def _below_root() -> dict:
	root = frappe.db.get_value("Department", {"parent_department": ("in", ("", None)), "is_group": 1})
	return {"parent_department": root} if root else {}


def _holidays(first: date, last: date) -> list[dict]:
	named = {
		date(year, month, day): description
		for year in range(first.year, last.year + 1)
		for month, day, description in HOLIDAYS
	}
	days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
	return [
		{
			"holiday_date": day,
			"description": named.get(day) or day.strftime("%A"),
			"weekly_off": int(day.weekday() >= 5 and day not in named),
		}
		for day in days
		if day in named or day.weekday() >= 5
	]


def hire(record: Record, persons: list[Person]) -> None:
	"""An employee and a user for each person; `employee` of the person is set."""
	for designation in dict.fromkeys(person.designation for person in persons):
		record.ensure("Designation", designation, designation_name=designation)
	# Employees first and users then: saving an Employee empties all caches, also of what a User needs.
	for person in persons:
		employee = _add_employee(record, person)
		employee.db_set("user_id", person.user)
		person.employee = employee.name
	for person in persons:
		_add_user(record, person)


def _add_employee(record: Record, person: Person):
	return record.insert(
		doctype="Employee",
		naming_series="HR-EMP-",
		first_name=person.first_name,
		last_name=person.last_name,
		gender=person.gender,
		date_of_birth=person.date_of_birth,
		date_of_joining=person.date_of_joining,
		status="Active",
		company=COMPANY,
		department=f"{person.department} - {ABBR}",
		designation=person.designation,
		grade=person.grade,
		reports_to=person.manager and person.manager.employee,
		# HR is limited to the company by hand, since to themselves they could open neither cycle nor appraisal.
		create_user_permission=int(not person.roles),
	)


def _add_user(record: Record, person: Person) -> None:
	"""With the role Employee, upon which ERPNext limits the user to the employee and the company."""
	record.insert(
		doctype="User",
		email=person.user,
		first_name=person.first_name,
		last_name=person.last_name,
		gender=person.gender,
		birth_date=person.date_of_birth,
		send_welcome_email=0,
		roles=[{"role": role} for role in ("Employee", *person.roles)],
	)
	if person.roles:
		record.insert(doctype="User Permission", user=person.user, allow="Company", for_value=COMPANY)


def open_cycle(record: Record, persons: list[Person], start: date, end: date) -> str:
	"""The name of the appraisal cycle, with everyone as appraisee and a drafted appraisal each."""
	for kra in KRAS:
		record.ensure("KRA", kra, title=kra)
	goals = [{"key_result_area": kra, "per_weightage": weight} for kra, weight in KRAS.items()]
	record.insert(doctype="Appraisal Template", template_title=TEMPLATE, goals=goals)
	cycle = record.insert(
		doctype="Appraisal Cycle",
		cycle_name=f"{COMPANY} {start:%b %Y} to {end:%b %Y}",
		company=COMPANY,
		start_date=start,
		end_date=end,
		status="In Progress",
		appraisees=[{"employee": person.employee, "appraisal_template": TEMPLATE} for person in persons],
	)
	return cycle.name


def draft_appraisals(record: Record, cycle: str, persons: list[Person]) -> None:
	for person in persons:
		record.insert(
			doctype="Appraisal",
			naming_series="HR-APR-.YYYY.-",
			employee=person.employee,
			company=COMPANY,
			appraisal_cycle=cycle,
			appraisal_template=TEMPLATE,
			appraisal_kra=[{"kra": kra, "per_weightage": weight} for kra, weight in KRAS.items()],
		)
