"""What Start Session and Submit cost: queries and seconds, by the number of sessions that a plan already has.

	python benchmarks/sessions.py                              on the embedded site
	python benchmarks/sessions.py --bench BENCH --site SITE    on a site of a bench, from the bench's own Python

By a manager, on a plan with two goals, one of them by a metric, and four actions. On a bench everything happens in a
transaction that is rolled back.
"""

import time
from contextlib import contextmanager

from measuring import connect, options_of


def main():
	options = options_of(__doc__, sizes="1,50").parse_args()
	frappe = connect(options)
	print(f"{'past sessions':>13} {'deed':<14} {'queries':>8} {'seconds':>8}")
	for size in map(int, options.sizes.split(",")):
		measure(frappe, size)
		frappe.db.rollback()
		frappe.clear_cache()


def measure(frappe, size: int):
	from coaching_plans.coaching_plans.doctype.coaching_session.coaching_session import start_session
	from tests import factories

	firm = factories.firm()
	plan = busy_plan(firm)
	for days in range(size, 0, -1):
		factories.held_session(firm, plan, starts_on=factories.days_ago(days))
	with factories.acting(firm.manager):
		# What Frappe reads once and keeps is not counted.
		frappe.get_doc("Coaching Session", {"plan": plan.name}).check_permission("read")
		with counted(size, "Start Session"):
			name = start_session(firm.mentee.employee, plan.name)
		session = factories.fill(frappe.get_doc("Coaching Session", name))
		for row in session.metric_readings:
			row.value = "12"
		with counted(size, "Submit"):
			session.submit()


def busy_plan(firm):
	from tests import factories

	plan = factories.active_plan(firm)
	with factories.acting(firm.manager):
		metric = {"measure": "Metric", "metric": "Calls", "baseline": 10, "target": 20}
		second = factories.goal(plan, "Mid Term", **metric)
		for goal in (factories.only_goal(plan), second):
			for responsible in ("Mentee", "Employer"):
				factories.action(goal, responsible)
	return plan


@contextmanager
def counted(size: int, deed: str):
	"""Prints a line on the deed in its block."""
	from tests.counting import counted_queries

	with counted_queries() as seen:
		began = time.perf_counter()
		yield
		seconds = time.perf_counter() - began
	print(f"{size:>13} {deed:<14} {len(seen):>8} {seconds:>8.2f}", flush=True)


if __name__ == "__main__":
	main()
