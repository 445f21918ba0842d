"""What goes to another coach with a plan: its goals and actions, the sessions still to be held, a round under way (rule 18).

Past permissions: it follows from naming the coach, or from a transfer, for which its doer was judged.
"""

from collections.abc import Sequence

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment import rounds


def pass_on(plans: Sequence[str], others: dict, coach: str | None, appointed: int = 0) -> None:
	"""Give to `coach` the goals and actions of `plans`, and the sessions and assessments that the filters `others`
	choose. A session that was held keeps who held it."""
	for doctype in ("Coaching Goal", "Coaching Action"):
		table = frappe.qb.DocType(doctype)
		if plans:
			(
				frappe.qb.update(table)
				.set(table.coach, coach)
				.set(table.appointed, appointed)
				.where(table.plan.isin(plans))
				.run()
			)
	sessions = frappe.get_all(
		"Coaching Session", filters={"docstatus": 0, "status": "Scheduled", **others}, pluck="name"
	)
	coach_name = name_of(coach)
	values = {"coach": coach, "coach_name": coach_name, "appointed": appointed}
	frappe.db.bulk_update("Coaching Session", dict.fromkeys(sessions, values), update_modified=False)
	rounds.pass_on(others, coach, coach_name, appointed)


def name_of(coach: str | None) -> str | None:
	return coach and frappe.db.get_value("Employee", coach, "employee_name")
