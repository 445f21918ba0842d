"""What the reports cost: queries and seconds a run, by the number of people in the company.

	python benchmarks/reports.py                              on the embedded site
	python benchmarks/reports.py --bench BENCH --site SITE    on a site of a bench, from the bench's own Python

Run as one of HR, who sees everyone. On a bench everything happens in a transaction that is rolled back.
"""

import time
from datetime import date

from measuring import connect, options_of

ON = date(2026, 11, 24)
CYCLE = "Bulk Cycle"
REPORTS = {
	"Appraisal Cycle Coverage": {"appraisal_cycle": CYCLE},
	"Coaching Cadence": {},
	"Action Follow-through": {"from_date": "2026-01-01", "to_date": "2026-12-31"},
	"Coaching Topic Coverage": {"appraisal_cycle": CYCLE},
}


def main():
	options = options_of(__doc__, sizes="120,2000").parse_args()
	frappe = connect(options)
	from frappe.desk import query_report

	from tests import bulk_organisation as bulk
	from tests.counting import counted_queries

	frappe.flags.current_date = ON
	print(f"{'report':<26} {'people':>7} {'rows':>6} {'queries':>8} {'seconds':>8}")
	for size in map(int, options.sizes.split(",")):
		frappe.set_user("Administrator")
		organisation = bulk.organisation(size, ON)
		bulk.coaching(organisation)
		frappe.set_user(organisation.hr[0])
		for report, filters in REPORTS.items():
			query_report.run(report, filters=dict(filters))  # what Frappe reads once and keeps is not counted
			with counted_queries() as seen:
				began = time.perf_counter()
				rows = query_report.run(report, filters=dict(filters))["result"]
				seconds = time.perf_counter() - began
			print(f"{report:<26} {size:>7} {len(rows):>6} {len(seen):>8} {seconds:>8.2f}", flush=True)
		frappe.db.rollback()
		frappe.clear_cache()


if __name__ == "__main__":
	main()
