"""Who sees what was sent, and whom an administrator's own script may remind (rules 18, 21 and 23)."""

from datetime import timedelta

import pytest

from tests import bulk_organisation as bulk
from tests.sent_reminders import TUESDAY, mails, rows, sent

# --- who sees what was sent ---------------------------------------------------------------------------------------


@pytest.mark.commits
def test_rows_are_seen_by_their_recipient_and_hr_alone(site, organisation, as_user, reminders):
	reminders.send(TUESDAY)
	hr, other_hr = (f"bulk-hr-{number}@{bulk.DOMAIN}" for number in range(2))
	mentee, manager = bulk.user_name(7), bulk.user_name(1)
	for user in (mentee, manager):
		site.get_doc("User", user).add_roles("Employee")
	of_manager = sent(site, user=manager)
	about_mentee = [row.name for row in of_manager if row.mentee == organisation.employees[7]]
	assert about_mentee
	with as_user(mentee):
		seen = site.get_list("Coaching Reminder", pluck="user", limit=0)
		assert set(seen) == {mentee}
		assert not site.has_permission(
			"Coaching Reminder", doc=site.get_doc("Coaching Reminder", about_mentee[0])
		)
	with as_user(hr):
		seen = site.get_list("Coaching Reminder", fields=["name", "user", "mentee"], limit=0)
		assert set(about_mentee) <= {row.name for row in seen}
		assert not [row for row in seen if row.user == other_hr]
	# HR that is an employee sees what concerns their own coaching as any employee does.
	site.get_doc("User", mentee).add_roles("HR User")
	with as_user(mentee):
		seen = site.get_list("Coaching Reminder", pluck="name", limit=0)
		assert seen and not set(seen) & set(about_mentee)


def test_nobody_writes_a_reminder_or_reads_anothers_preference(site, organisation, as_user):
	first, second = bulk.user_name(1), bulk.user_name(2)
	for user in (first, second):
		site.get_doc("User", user).add_roles("Employee")
	with as_user(first):
		assert not site.has_permission("Coaching Reminder", "create")
		assert not site.has_permission("Coaching Reminder", "write")
		mine = site.get_doc(
			{"doctype": "Coaching Reminder Preference", "user": second, "mute_plans": 1}
		).insert()
		assert mine.name == first
	with as_user(second):
		assert site.get_list("Coaching Reminder Preference", pluck="name") == []
		assert not site.has_permission("Coaching Reminder Preference", doc=mine)
		mine.mute_plans = 0
		with pytest.raises(site.PermissionError):
			mine.save()


# --- an administrator's own ---------------------------------------------------------------------------------------


@pytest.mark.commits
def test_own_script_reminds_once_with_the_next_digest(site, organisation, reminders):
	from coaching_plans.reminders.custom import remind

	user = bulk.user_name(1)
	site.get_doc("User", user).add_roles("Employee")
	plan = site.db.get_value("Coaching Plan", {"mentee": organisation.employees[1]}, "name")
	assert remind(user, "Coaching Plan", plan, "Its support is not arranged yet.")
	assert not remind(user, "Coaching Plan", plan, "Its support is not arranged yet.")
	reminders.send(TUESDAY)
	(row,) = rows(site, kind="Custom")
	assert (row.status, row.user, row.for_date) == ("Sent", user, TUESDAY)
	assert "Its support is not arranged yet." in mails(site)[user][0].get_body(("plain",)).get_content()
	reminders.send(TUESDAY + timedelta(days=1))
	assert len(rows(site, kind="Custom")) == 1


def test_own_script_reminds_nobody_outside_the_circle(site, organisation, as_user):
	from coaching_plans.reminders.custom import remind

	for number in (1, 2, 7):
		site.get_doc("User", bulk.user_name(number)).add_roles("Employee")
	plan = site.db.get_value("Coaching Plan", {"mentee": organisation.employees[7]}, "name")
	with pytest.raises(site.PermissionError):
		remind(bulk.user_name(2), "Coaching Plan", plan, "Look at this.")
	with as_user(bulk.user_name(1)), pytest.raises(site.PermissionError):
		remind(bulk.user_name(7), "Coaching Plan", plan, "Look at this.")
