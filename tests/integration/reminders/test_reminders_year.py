"""A year of daily runs: each thing once, one mail a person and a day, none on a day off (rules 22 and 23)."""

from collections import Counter

import pytest

from tests import bulk_organisation as bulk
from tests.coaching_year import Year

PEOPLE = 30


@pytest.mark.commits
def test_a_year_of_daily_runs_sends_each_thing_once(site):
	from coaching_plans import reminders

	bulk.outgoing_account()
	year = Year(PEOPLE)
	site.db.commit()
	for day in year.days():
		# Some days the scheduler is down; the next run makes up for them.
		if day.timetuple().tm_yday % 29 != 0:
			reminders.send(day)
		year.evening(day)
	rows = site.get_all(
		"Coaching Reminder",
		filters={"user": ("like", f"bulk-%@{bulk.DOMAIN}"), "status": "Sent"},
		fields=["user", "employee", "kind", "reference_name", "for_date", "reminder_key"],
	)
	digests = Counter((row.user, row.for_date) for row in rows if row.kind == "Digest")
	sent = Counter(row.kind for row in rows if row.kind != "Digest")
	assert set(digests.values()) == {1}
	assert not [row for row in rows if row.employee and row.for_date.weekday() >= 5]
	assert not site.db.count("Coaching Reminder", {"status": "Failed"})
	queued = site.db.sql(
		"select recipient, count(*) from `tabEmail Queue Recipient` where recipient like %s group by recipient",
		f"bulk-%@{bulk.DOMAIN}",
	)
	assert dict(queued) == Counter(user for user, _day in digests)
	assert sent == year.expected
