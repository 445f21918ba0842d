"""HR looks at what would go out, each within what they may see, and nothing is sent by looking."""

from datetime import date

import pytest

from tests import bulk_organisation as bulk

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def organisation(site):
	organisation = bulk.organisation(30, TUESDAY)
	bulk.coaching(organisation)
	return organisation


def rows_of(**filters):
	from coaching_plans.coaching_plans.report.coaching_reminder_preview.coaching_reminder_preview import (
		execute,
	)

	columns, rows, *_rest = execute({"date": TUESDAY, **filters})
	assert {column["fieldname"] for column in columns} <= set(rows[0]) if rows else columns
	return rows


def test_looking_sends_and_keeps_nothing(site, organisation):
	assert rows_of()
	assert not site.db.count("Coaching Reminder") and not site.db.count(
		"Email Queue Recipient", {"recipient": ("like", f"%@{bulk.DOMAIN}")}
	)


def test_hr_sees_all_of_their_companies_and_of_others_nothing(site, organisation, as_user):
	hr = f"bulk-hr-0@{bulk.DOMAIN}"
	with as_user(hr):
		seen = rows_of()
	assert {row.user for row in seen} >= {bulk.user_name(1), bulk.user_name(7), hr}
	assert f"bulk-hr-1@{bulk.DOMAIN}" not in {row.user for row in seen}
	bulk.insert(
		"Company", [{"name": "Elsewhere", "company_name": "Elsewhere", "abbr": "E", "lft": 9011, "rgt": 9012}]
	)
	bulk.insert(
		"User Permission",
		[
			{
				"name": "bulk-permission",
				"user": hr,
				"allow": "Company",
				"for_value": "Elsewhere",
				"apply_to_all_doctypes": 1,
			}
		],
	)
	site.cache.hdel("user_permissions", hr)
	with as_user(hr):
		assert not [row for row in rows_of() if row.user != hr]


def test_hr_does_not_see_what_others_are_told_of_their_own_coaching(site, organisation, as_user):
	user, employee = bulk.user_name(7), organisation.employees[7]
	site.get_doc("User", user).add_roles("HR User")
	with as_user(user):
		seen = rows_of()
	from coaching_plans.reminders import preview

	of_them = [
		reminder.title
		for digest in preview(TUESDAY)
		if digest.user != user
		for reminder in digest.reminders
		if reminder.mentee == employee and reminder.kind != "Coaching Lapsed"
	]
	assert of_them and not {row.title for row in seen if row.user != user} & set(of_them)
	assert [row for row in seen if row.user == user]


def test_quiet_people_are_shown_with_the_reason(site, organisation):
	bulk.leave(organisation.employees[1], TUESDAY, TUESDAY)
	reasons = {row.goes_out for row in rows_of() if row.user == bulk.user_name(1)}
	assert reasons == {"On Leave"}
