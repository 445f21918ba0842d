"""Who is above whom: the employee tree as it stands when asked, read from `reports_to`.

Only active employees take part. Where the tree is broken (nobody there, somebody inactive, a circle), the answer
is "nobody", never an error: rule 18 fails closed. `lft` and `rgt` of Employee are not used, since a transfer by
`db.set_value` or an import leaves them stale.
"""

import frappe


def employee_of(user: str) -> str | None:
	"""The one active employee that `user` is; None when there is none, or more than one and so no telling which."""
	employees = frappe.get_all(
		"Employee", filters={"user_id": user, "status": "Active"}, pluck="name", limit=2, order_by=None
	)
	return employees[0] if len(employees) == 1 else None


def managers_of(employee: str) -> list[str]:
	"""The manager of `employee` and that manager's manager, nearest first, as far as both are active.

	Empty for an inactive employee. The list stops before anyone who stands above themselves.
	"""
	managers = []
	for _level in range(2):
		manager = _active_manager_of(managers[-1] if managers else employee)
		if not manager or is_above_itself(manager):
			break
		managers.append(manager)
	return managers


def _active_manager_of(employee: str) -> str | None:
	Employee, Manager = frappe.qb.DocType("Employee"), frappe.qb.DocType("Employee").as_("manager")
	found = (
		frappe.qb.from_(Employee)
		.join(Manager)
		.on(Manager.name == Employee.reports_to)
		.select(Manager.name)
		.where((Employee.name == employee) & (Employee.status == "Active") & (Manager.status == "Active"))
		.run(pluck=True)
	)
	return found[0] if found else None


def is_above_itself(employee: str) -> bool:
	"""True when walking up from `employee` comes back to `employee`. One query, however high the tree.

	UNION drops the rows already seen, so a circle higher up ends the walk as well.
	"""
	return bool(
		frappe.db.sql(
			"""
			with recursive above as (
				select name, reports_to from `tabEmployee` where name = %(employee)s
				union
				select manager.name, manager.reports_to
				from `tabEmployee` manager inner join above on manager.name = above.reports_to
			)
			select 1 from above where reports_to = %(employee)s
			""",
			{"employee": employee},
		)
	)


def direct_reports(manager: str):
	"""Query (to nest in another) for the names of the active employees who report to `manager`."""
	Employee = frappe.qb.DocType("Employee").as_("direct_report")
	return (
		frappe.qb.from_(Employee)
		.select(Employee.name)
		.where((Employee.reports_to == manager) & (Employee.status == "Active"))
	)


def second_level_reports(manager: str):
	"""Query (to nest in another) for the names of the active employees whose active manager reports to `manager`."""
	Employee = frappe.qb.DocType("Employee").as_("second_level_report")
	return (
		frappe.qb.from_(Employee)
		.select(Employee.name)
		.where((Employee.status == "Active") & Employee.reports_to.isin(direct_reports(manager)))
	)
