"""From an Appraisal Cycle, a draft plan for every appraisee who has none (rule 24)."""

from collections import Counter

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.utils import getdate

from coaching_plans.appraisals.lots import (
	MADE_AT_ONCE,
	count_reasons,
	filters_from,
	job_id,
	lock,
	refusal_counted,
	tell,
	work_through,
)
from coaching_plans.clock import today
from coaching_plans.hierarchy import employee_of
from coaching_plans.permissions import HR_ROLES, led


@frappe.whitelist(methods=["GET", "POST"])
def preview_plans(appraisal_cycle: str, filters: str | dict | None = None) -> dict:
	"""Who would get a plan by `create_plans` and who would not, each with the reason; nothing is made.

	Returns a dict with `to_create` and `left_out`, lists of dicts with employee, employee_name and, for those left
	out, reason. Raises PermissionError for people who are not HR, DoesNotExistError for an unknown cycle.
	"""
	judge(appraisal_cycle)
	to_create, left_out = sort_out(appraisal_cycle, filters)
	return {"to_create": to_create, "left_out": left_out}


@frappe.whitelist(methods=["POST"])
def create_plans(appraisal_cycle: str, filters: str | dict | None = None) -> dict:
	"""Make a draft plan for every appraisee of the cycle who has none, coached by their manager (rule 24).

	`filters` narrows it to a company, department, designation or manager. Returns a dict with `created` (how many),
	`left_out` (reason to how many) and `queued`, true where the rest is made in the background with a progress bar.
	Safe to run again and to run twice at once: nobody gets two. Raises what `preview_plans` does.
	"""
	judge(appraisal_cycle)
	to_create, left_out = sort_out(appraisal_cycle, filters)
	summary = {"created": 0, "left_out": count_reasons(left_out), "queued": len(to_create) > MADE_AT_ONCE}
	if summary["queued"]:
		frappe.enqueue(
			"coaching_plans.appraisals.missing_plans.create_in_background",
			queue="long",
			timeout=3600,
			job_id=job_id("missing_plans", appraisal_cycle, filters_from(filters)),
			deduplicate=True,
			enqueue_after_commit=True,
			appraisal_cycle=appraisal_cycle,
			filters=filters,
			user=frappe.session.user,
		)
	else:
		failed: Counter = Counter()
		lock(appraisal_cycle)
		summary["created"] = make(appraisal_cycle, [row.employee for row in to_create], failed)
		summary["left_out"] |= failed
	return summary


def create_in_background(appraisal_cycle: str, filters: str | dict | None, user: str) -> None:
	"""The job behind `create_plans`, in lots that are each committed, so that a stop loses none and repeats none."""
	frappe.set_user(user)
	to_create, left_out = sort_out(appraisal_cycle, filters)
	employees = [row.employee for row in to_create]
	created, failed = work_through(appraisal_cycle, employees, make, _("Creating Coaching Plans"))
	tell("coaching_plans_created", appraisal_cycle, created, count_reasons(left_out) | failed, user)


def judge(appraisal_cycle: str) -> None:
	"""HR alone."""
	frappe.only_for(sorted(HR_ROLES))
	require_cycle(appraisal_cycle)


def require_cycle(appraisal_cycle: str) -> None:
	"""Raises DoesNotExistError for an unknown cycle, PermissionError for people who read none at all.

	That ERPNext's user permission to oneself hides every cycle with other appraisees is no reason here: whoever asks
	is told of the people that they answer for alone.
	"""
	frappe.has_permission("Appraisal Cycle", "read", throw=True)
	if not frappe.db.exists("Appraisal Cycle", appraisal_cycle):
		frappe.throw(_("{0} does not exist.").format(appraisal_cycle), frappe.DoesNotExistError)


def sort_out(appraisal_cycle: str, filters: str | dict | None) -> tuple[list[dict], list[dict]]:
	"""The appraisees that get a plan, and those that don't with the reason."""
	rows = appraisees(appraisal_cycle, filters_from(filters))
	with_plan = set(employees_with_plan(appraisal_cycle, [row.employee for row in rows]))
	to_create, left_out = [], []
	for row in rows:
		reason = reason_to_leave_out(row, with_plan)
		(left_out if reason else to_create).append(frappe._dict(row, reason=reason))
	return to_create, left_out


def reason_to_leave_out(row: dict, with_plan: set[str]) -> str | None:
	if row.status != "Active":
		return _("Is not an active employee")
	if row.employee in with_plan:
		return _("Has a plan in this cycle")
	if row.is_user:
		return _("Is you: your manager or somebody else in HR makes your plan")
	return None if row.has_manager else _("Has no active manager to be the coach")


def appraisees(appraisal_cycle: str, filters: dict) -> list[dict]:
	"""The appraisees of the cycle, once each, as `filters` narrow them: those with whom the user may begin a plan, as HR
	or as their manager, and the user, who may not with themselves.
	"""
	own = employee_of(frappe.session.user)
	Appraisee, Employee = frappe.qb.DocType("Appraisee"), frappe.qb.DocType("Employee")
	Manager = frappe.qb.DocType("Employee").as_("manager")
	query = (
		frappe.qb.from_(Appraisee)
		.join(Employee)
		.on(Employee.name == Appraisee.employee)
		.left_join(Manager)
		.on((Manager.name == Employee.reports_to) & (Manager.status == "Active"))
		.select(
			Employee.name.as_("employee"),
			Employee.employee_name,
			Employee.status,
			Case().when(Manager.name.isnull(), 0).else_(1).as_("has_manager"),
			Case().when(Employee.name == own, 1).else_(0).as_("is_user"),
		)
		.distinct()
		.where(Appraisee.parent == appraisal_cycle)
		.where(led(Employee.name, Employee.company) | (Employee.name == own))
		.orderby(Employee.name)
	)
	for fieldname, column in (
		("company", Employee.company),
		("department", Employee.department),
		("designation", Employee.designation),
		("manager", Employee.reports_to),
	):
		if filters.get(fieldname):
			query = query.where(column == filters[fieldname])
	return query.run(as_dict=True)


def employees_with_plan(appraisal_cycle: str, employees: list[str], *, for_update: bool = False) -> list[str]:
	"""Those of `employees` who have a plan that is not closed early and runs in the cycle, a draft of somebody else
	included: whether there is a plan is asked for everyone whom the caller chose, not what is in it.
	"""
	cycle = frappe.db.get_value("Appraisal Cycle", appraisal_cycle, ["start_date", "end_date"], as_dict=True)
	return frappe.db.get_values(
		"Coaching Plan",
		{
			"mentee": ("in", employees or [""]),
			"status": ("!=", "Closed"),
			"start_date": ("<=", cycle.end_date),
			"end_date": (">=", cycle.start_date),
		},
		"mentee",
		pluck=True,
		for_update=for_update,
	)


def make(appraisal_cycle: str, employees: list[str], failed: Counter) -> int:
	"""Make the plans; returns how many. One that is refused is left out and counted, and the others are made.

	The caller holds the lock.
	"""
	with_plan = set(employees_with_plan(appraisal_cycle, employees, for_update=True))
	cycle = frappe.db.get_value("Appraisal Cycle", appraisal_cycle, ["start_date", "end_date"], as_dict=True)
	start_date = min(max(getdate(cycle.start_date), today()), getdate(cycle.end_date))
	created = 0
	for employee in employees:
		if employee in with_plan:
			continue
		with refusal_counted(failed):
			frappe.get_doc(
				{
					"doctype": "Coaching Plan",
					"mentee": employee,
					"purpose": "Career Development",
					"start_date": start_date,
					"appraisal_cycle": appraisal_cycle,
				}
			).insert()
			created += 1
	return created
