"""What reminders cost: queries and seconds a run, by the number of employees; and a year of them, counted by kind.

	python benchmarks/reminders.py                              on the embedded site
	python benchmarks/reminders.py --bench BENCH --site SITE    on a site of a bench, from the bench's own Python

On a bench everything happens in a transaction that is rolled back, except with --year, which commits: use a site that
may be written to. Run it from the folder that has the app and its tests.
"""

import time
from collections import Counter
from datetime import date

from measuring import connect, options_of

ON = date(2026, 11, 24)


def main():
	options = parse()
	frappe = connect(options)
	if options.year:
		live_a_year(frappe, options.year)
	else:
		table(frappe, [int(size) for size in options.sizes.split(",")], options.send_up_to)


def parse():
	parser = options_of(__doc__, sizes="120,2000,20000")
	parser.add_argument("--send-up-to", type=int, default=2000, help="also send, up to so many employees")
	parser.add_argument("--year", type=int, metavar="PEOPLE", help="a year of daily runs for so many people")
	return parser.parse_args()


def table(frappe, sizes, send_up_to):
	from coaching_plans.reminders import send
	from coaching_plans.reminders.digest import digests_of
	from tests import bulk_organisation as bulk
	from tests.counting import counted_queries

	print(
		f"{'employees':>10} {'due':>7} {'digests':>8} {'queries':>8} {'seconds':>8} {'sent':>6} {'a mail':>7} {'seconds':>8}"
	)
	for size in sizes:
		frappe.db.rollback()
		organisation = bulk.organisation(size, ON)
		bulk.coaching(organisation)
		bulk.outgoing_account()
		digests_of(ON)  # what Frappe reads once and keeps is not counted
		with counted_queries() as seen:
			began = time.perf_counter()
			day = digests_of(ON)
			seconds = time.perf_counter() - began
		due = sum(len(digest.reminders) for digest in day.digests)
		line = f"{size:>10} {due:>7} {len(day.digests):>8} {len(seen):>8} {seconds:>8.1f}"
		if size <= send_up_to:
			line += cost_of_sending(frappe, send, len(seen))
		print(line, flush=True)
		frappe.db.rollback()


def cost_of_sending(frappe, send, queries):
	"""With the commits left out, so that it can be rolled back."""
	from tests.counting import counted_queries

	commit, frappe.db.commit = frappe.db.commit, lambda: None
	try:
		with counted_queries() as seen:
			began = time.perf_counter()
			outcome = send(ON)
			seconds = time.perf_counter() - began
	finally:
		frappe.db.commit = commit
	return f" {outcome.sent:>6} {(len(seen) - queries) / outcome.sent:>7.1f} {seconds:>8.1f}"


def live_a_year(frappe, people):
	from coaching_plans.reminders import send
	from tests import bulk_organisation as bulk
	from tests.coaching_year import Year

	bulk.outgoing_account()
	year = Year(people)
	frappe.db.commit()
	began = time.perf_counter()
	sent = sum(count for day in year.days() for count in (send(day).sent, year.evening(day)) if count)
	rows = frappe.get_all(
		"Coaching Reminder",
		filters={"user": ("like", f"bulk-%@{bulk.DOMAIN}"), "status": "Sent"},
		pluck="kind",
	)
	counts = Counter(rows)
	print(f"{people} people, 364 daily runs, {sent} mails, {time.perf_counter() - began:.0f} seconds")
	print(f"{'kind':<20} {'expected':>8} {'sent':>8}")
	for kind in sorted({*year.expected, *counts} - {"Digest"}):
		print(f"{kind:<20} {year.expected[kind]:>8} {counts[kind]:>8}")


if __name__ == "__main__":
	main()
