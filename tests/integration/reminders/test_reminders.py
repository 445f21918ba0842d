"""Reminders as they reach people: one digest each, sent once, quiet when it should be, and lean (rules 21 to 23)."""

from datetime import timedelta

import pytest

from tests import bulk_organisation as bulk
from tests.sent_reminders import PEOPLE, TUESDAY, log_names, logs, mails, rows, sent, set_settings

# --- what goes out ------------------------------------------------------------------------------------------------


@pytest.mark.commits
def test_everybody_gets_one_mail_and_what_the_preview_said(site, reminders):
	previewed = [each for each in reminders.preview(TUESDAY) if not each.quiet]
	outcome = reminders.send(TUESDAY)
	mailed = mails(site)
	ours = [each for each in previewed if each.email.endswith("coaching.example")]
	assert outcome.complete and outcome.sent == len(previewed)
	assert set(mailed) == {each.email for each in ours}
	assert all(len(messages) == 1 for messages in mailed.values())
	for each in ours:
		assert mailed[each.email][0]["subject"] == each.subject
	kinds = sorted(reminder.kind for each in previewed for reminder in each.reminders)
	assert sorted(row.kind for row in sent(site)) == kinds


@pytest.mark.commits
def test_a_second_run_sends_nothing(site, reminders):
	first = reminders.send(TUESDAY)
	before = {address: len(messages) for address, messages in mails(site).items()}
	again = reminders.send(TUESDAY)
	assert first.sent and not again.sent
	assert {address: len(messages) for address, messages in mails(site).items()} == before


@pytest.mark.commits
def test_nothing_is_said_twice_on_the_next_day(site, reminders):
	reminders.send(TUESDAY)
	reminders.send(TUESDAY + timedelta(days=1))
	keys = [row.reminder_key for row in rows(site)]
	assert len(keys) == len(set(keys))
	told = [(row.user, row.kind, row.reference_name) for row in sent(site, kind="Action Overdue")]
	assert len(told) == len(set(told))


@pytest.mark.commits
def test_what_comes_up_after_the_digest_of_a_day_waits_for_the_next(site, organisation, reminders):
	user = bulk.user_name(1)
	reminders.send(TUESDAY)
	site.db.set_value("Coaching Action", "BULK-CA-00001-0", "due_date", TUESDAY - timedelta(days=20))
	assert [each.quiet for each in reminders.preview(TUESDAY) if each.user == user] == ["Sent Today"]
	reminders.send(TUESDAY)
	assert len(mails(site)[user]) == 1
	reminders.send(TUESDAY + timedelta(days=1))
	assert len(mails(site)[user]) == 2


@pytest.mark.parametrize("status", ["Proposed", "Done", "Not Done", "Superseded"])
def test_only_what_was_agreed_is_due(site, organisation, status):
	from coaching_plans.reminders.facts import gather

	def is_there():
		return "BULK-CA-00001-0" in {each.name for each in gather(TUESDAY).actions}

	assert is_there()
	site.db.set_value("Coaching Action", "BULK-CA-00001-0", "status", status)
	assert not is_there()


@pytest.mark.parametrize("status", ["Reached", "Deferred", "Dropped"])
def test_actions_of_a_goal_no_longer_pursued_are_silent(site, organisation, status):
	from coaching_plans.reminders.facts import gather

	site.db.set_value("Coaching Goal", "BULK-CG-00001", "status", status)
	assert "BULK-CA-00001-0" not in {each.name for each in gather(TUESDAY).actions}


@pytest.mark.commits
def test_three_days_without_a_run_make_one_digest(site, reminders):
	reminders.send(TUESDAY + timedelta(days=3))
	assert all(len(messages) == 1 for messages in mails(site).values())
	overdue = {row.reference_name for row in sent(site, kind="Action Overdue")}
	# Due on each of the three days that passed, and all in the one digest.
	for days in range(3):
		due = TUESDAY + timedelta(days=days)
		of_day = site.get_all(
			"Coaching Action",
			filters={
				"due_date": due,
				"status": "Agreed",
				"responsible": "Mentee",
				"name": ("like", "BULK-%"),
			},
			fields=["name", "goal", "plan"],
		)
		expected = {
			each.name
			for each in of_day
			if site.db.get_value("Coaching Goal", each.goal, "horizon") != "Long Term"
			and site.db.get_value("Coaching Plan", each.plan, "status") == "Active"
		}
		assert expected and expected <= overdue


@pytest.mark.commits
def test_mail_says_nothing_of_what_records_say(site, reminders):
	set_settings(site, remind_on_desk=1)
	reminders.send(TUESDAY)
	for messages in mails(site).values():
		for message in messages:
			text = message.as_string() + "".join(
				part.get_content() for part in message.walk() if part.get_content_maintype() == "text"
			)
			for secret in ("Secret", "Role Growth", "Short Term", "Mid Term", "Long Term"):
				assert secret not in text
	for subject in site.get_all("Notification Log", pluck="subject"):
		assert "Secret" not in subject and "Person" not in subject


@pytest.mark.commits
def test_mail_has_html_and_text_with_the_same_links(site, reminders):
	reminders.send(TUESDAY)
	(message,) = mails(site)[bulk.user_name(1)]
	html = message.get_body(("html",)).get_content()
	text = message.get_body(("plain",)).get_content()
	links = [word for word in text.split() if "/app/" in word]
	assert len(links) > 1
	for link in links:
		assert link.replace("&", "&amp;") in html or link in html


@pytest.mark.commits
def test_mail_is_in_the_persons_language(site, reminders, monkeypatch):
	from coaching_plans.reminders import render, sentences

	def translate(text, *args, **kwargs):
		return f"[{site.local.lang}] {text}"

	monkeypatch.setattr(render, "_", translate)
	monkeypatch.setattr(sentences, "_", translate)
	reminders.send(TUESDAY)
	mailed = mails(site)
	german, english = mailed[bulk.user_name(4)][0], mailed[bulk.user_name(1)][0]
	assert german["subject"].startswith("[de]") and english["subject"].startswith("[en]")
	assert "[de]" in german.get_body(("plain",)).get_content()
	assert site.local.lang == "en"


@pytest.mark.commits
def test_desk_notifies_where_that_channel_is_on(site, reminders):
	set_settings(site, remind_on_desk=1, remind_by_mail=0)
	outcome = reminders.send(TUESDAY)
	assert outcome.sent and not mails(site)
	told = site.get_all("Notification Log", filters={"for_user": ("like", "bulk-%")}, pluck="for_user")
	assert (
		len(told) == len(set(told)) == len({row.user for row in sent(site) if row.user.startswith("bulk-")})
	)
	assert {row.channels for row in sent(site)} == {"Desk"}


@pytest.mark.commits
def test_hr_is_told_the_coverage_of_their_companies_once_a_week(site, reminders):
	hr = f"bulk-hr-0@{bulk.DOMAIN}"
	for day in range(5):
		reminders.send(TUESDAY + timedelta(days=day))
	week = sent(site, user=hr)
	assert sorted(row.kind for row in week) == ["Topics Missing", "Weekly Coverage"]
	(message,) = mails(site)[hr]
	text = message.get_body(("plain",)).get_content()
	assert "Partly covered: " in text and f"of {PEOPLE})" in text


@pytest.mark.commits
def test_hr_who_are_employees_are_told_the_same_but_for_themselves(site, reminders):
	both = bulk.user_name(PEOPLE - 1)
	bulk.make_hr([both])
	reminders.send(TUESDAY)
	text = mails(site)[both][0].get_body(("plain",)).get_content()
	assert f"of {PEOPLE - 1})" in text
	assert "Not discussed often enough" in text and f"of {PEOPLE - 1});" in text


@pytest.mark.commits
def test_hr_who_left_and_came_back_are_the_employee_they_are_now(site, organisation, reminders):
	user = bulk.user_name(PEOPLE - 1)
	bulk.make_hr([user])
	bulk.insert(
		"Employee",
		[
			{
				"name": f"BULK-{number}-BEFORE",
				"employee_name": "Person before",
				"first_name": "Person",
				"status": "Left",
				"company": bulk.COMPANY,
				"user_id": user,
			}
			for number in ("00000", "99999")
		],
	)
	told = [each for each in reminders.preview(TUESDAY) if each.user == user]
	assert [(each.employee, each.quiet) for each in told] == [(organisation.employees[-1], None)]


# --- quiet --------------------------------------------------------------------------------------------------------


@pytest.mark.commits
@pytest.mark.parametrize("why", ["left", "suspended", "disabled", "leave", "holiday", "no user"])
def test_quiet_people_get_nothing_and_the_preview_says_why(site, organisation, reminders, why):
	employee, user = organisation.employees[1], bulk.user_name(1)
	reason = {
		"left": lambda: site.db.set_value("Employee", employee, "status", "Left"),
		"suspended": lambda: site.db.set_value("Employee", employee, "status", "Suspended"),
		"disabled": lambda: site.db.set_value("User", user, "enabled", 0),
		"no user": lambda: site.db.set_value("Employee", employee, "user_id", None),
		"leave": lambda: bulk.leave(employee, TUESDAY, TUESDAY),
		"holiday": lambda: bulk.holiday_list_with(employee, TUESDAY),
	}
	reason[why]()
	expected = {
		"disabled": "User Disabled",
		"no user": "No User",
		"leave": "On Leave",
		"holiday": "Holiday",
	}.get(why)
	quiet = {each.employee: each.quiet for each in reminders.preview(TUESDAY)}
	assert quiet.get(employee) == expected
	reminders.send(TUESDAY)
	assert user not in mails(site) and len(mails(site)) > 10


@pytest.mark.commits
def test_who_comes_back_from_leave_gets_what_waited(site, organisation, reminders):
	bulk.leave(organisation.employees[1], TUESDAY, TUESDAY)
	reminders.send(TUESDAY)
	reminders.send(TUESDAY + timedelta(days=1))
	assert len(mails(site)[bulk.user_name(1)]) == 1


@pytest.mark.commits
def test_nobody_is_reminded_on_a_holiday_of_their_company(site, reminders):
	saturday = TUESDAY + timedelta(days=4)
	assert reminders.preview(saturday)
	reminders.send(saturday)
	# HR's own users here are no employees, so no holiday list is theirs.
	assert not [address for address in mails(site) if not address.startswith("bulk-hr")]


def test_closed_plans_and_logged_sessions_are_silent(site, organisation, reminders):
	from coaching_plans.reminders.facts import gather

	employee = organisation.employees[1]
	plan = site.db.get_value("Coaching Plan", {"mentee": employee}, "name")
	before = gather(TUESDAY)
	assert any(each.plan == plan for each in before.sessions + before.actions)
	site.db.set_value("Coaching Plan", plan, "status", "Closed")
	after = gather(TUESDAY)
	assert not any(each.plan == plan for each in after.sessions + after.actions)
	assert not any(each.name == plan for each in after.plans)
	other = site.db.get_value(
		"Coaching Session", {"mentee": organisation.employees[2], "docstatus": 0}, "name"
	)
	site.db.set_value("Coaching Session", other, {"docstatus": 1, "status": "Held"})
	assert not any(each.name == other for each in gather(TUESDAY).sessions)


@pytest.mark.commits
def test_muted_kind_is_left_out_of_the_next_digest(site, as_user, reminders):
	user = bulk.user_name(1)
	with as_user(user):
		mine = site.get_doc({"doctype": "Coaching Reminder Preference", "user": "x", "mute_sessions": 1})
		mine.insert(ignore_permissions=True)
	assert mine.name == user
	kinds = [
		reminder.kind
		for each in reminders.preview(TUESDAY)
		if each.user == user
		for reminder in each.reminders
	]
	assert kinds and "Session Tomorrow" not in kinds


# --- once ---------------------------------------------------------------------------------------------------------


@pytest.mark.commits
def test_one_failing_recipient_is_logged_without_content_and_the_rest_go_out(site, organisation, reminders):
	user = bulk.user_name(1)
	site.db.set_value("User", user, "email", "")
	before = logs(site)
	everybody = {each.user for each in reminders.preview(TUESDAY) if not each.quiet}
	outcome = reminders.send(TUESDAY)
	assert outcome.failed == 1 and not outcome.complete and outcome.sent == len(everybody) - 1
	(failed,) = rows(site, status="Failed")
	assert (failed.user, failed.kind, failed.reference_name) == (user, "Not Sent", None)
	assert logs(site) - before == {f"{user}: InvalidEmailAddressError"}
	# The next hour tries again, and logs it no second time.
	reminders.send(TUESDAY)
	assert len(rows(site, status="Failed")) == 1
	site.db.set_value("User", user, "email", user)
	assert reminders.send(TUESDAY).sent == 1
	assert len(mails(site)[user]) == 1


@pytest.mark.commits
def test_those_who_fail_keep_nobody_else_from_theirs(site, reminders, monkeypatch):
	from coaching_plans.reminders import delivery

	monkeypatch.setattr(delivery, "GIVE_UP_AFTER", 2)
	everybody = [each.user for each in reminders.preview(TUESDAY) if not each.quiet]
	failing = everybody[:4]
	for user in failing:
		site.db.set_value("User", user, "email", "")
	site.db.commit()
	for _hour in range(3):
		reminders.send(TUESDAY)
	assert {row.user for row in sent(site)} == set(everybody) - set(failing)
	assert {row.user for row in rows(site, status="Failed")} == set(failing)


@pytest.mark.commits
def test_reminder_that_another_worker_sent_meanwhile_is_not_sent_again(site, reminders):
	from coaching_plans.reminders import delivery
	from coaching_plans.reminders.digest import digests_of

	stale = digests_of(TUESDAY)
	reminders.send(TUESDAY)
	before = len(rows(site))
	mailed = site.db.count("Email Queue")
	channels = delivery.channels_on()
	for digest in stale.digests:
		if not digest.quiet:
			assert delivery.deliver(digest, stale, channels) == delivery.ALREADY_SENT
	assert len(rows(site)) == before and site.db.count("Email Queue") == mailed


@pytest.mark.commits
def test_site_without_an_account_sends_nothing_and_says_so_once(site, reminders, monkeypatch):
	def refuse(*args, **kwargs):
		raise site.OutgoingEmailError

	before = log_names(site)
	monkeypatch.setattr(site, "sendmail", refuse)
	for _hour in range(2):
		outcome = reminders.send(TUESDAY)
		assert not outcome.sent and not outcome.complete
	assert not sent(site)
	assert len(log_names(site) - before) == 1
	monkeypatch.undo()
	assert reminders.send(TUESDAY).sent


@pytest.mark.commits
def test_hourly_event_acts_once_a_day_from_the_hour_set(site, reminders, monkeypatch):
	from datetime import datetime

	calls = []
	monkeypatch.setattr(reminders, "send", lambda on: calls.append(on) or reminders.Outcome())
	moment = {"hour": 6, "day": TUESDAY}
	monkeypatch.setattr(
		reminders,
		"now",
		lambda: datetime.combine(moment["day"], datetime.min.time()).replace(hour=moment["hour"]),
	)
	set_settings(site, reminder_hour=7, last_reminder_run=None)

	def at(hour, day=TUESDAY):
		moment.update(hour=hour, day=day)
		reminders.send_when_due()
		return len(calls)

	assert at(6) == 0
	assert at(9) == 1  # the hours of seven and eight were missed
	assert at(10) == 1
	assert at(2, TUESDAY + timedelta(days=1)) == 1
	assert at(7, TUESDAY + timedelta(days=1)) == 2
	# Were the clock far ahead once, the days after it is put right are not silenced.
	assert at(7, TUESDAY + timedelta(days=400)) == 3
	assert at(7, TUESDAY + timedelta(days=2)) == 4
	set_settings(site, send_reminders=0)
	assert at(7, TUESDAY + timedelta(days=3)) == 4


@pytest.mark.commits
def test_day_is_marked_only_when_everybody_has_theirs(site, reminders, monkeypatch):
	from datetime import datetime

	set_settings(site, reminder_hour=7, last_reminder_run=None)
	monkeypatch.setattr(reminders, "now", lambda: datetime(2026, 11, 24, 7, 5))
	site.db.set_value("User", bulk.user_name(1), "email", "")
	reminders.send_when_due()
	assert reminders._last_run() != TUESDAY
	site.db.set_value("User", bulk.user_name(1), "email", bulk.user_name(1))
	reminders.send_when_due()
	assert reminders._last_run() == TUESDAY


# --- the cost -----------------------------------------------------------------------------------------------------


def test_number_of_queries_does_not_grow_with_people(site, queries):
	from coaching_plans.reminders.digest import digests_of

	def count(people):
		organisation = bulk.organisation(people, TUESDAY)
		bulk.coaching(organisation)
		digests_of(TUESDAY)
		with queries() as seen:
			digests = digests_of(TUESDAY).digests
		site.db.rollback()
		return len(seen), len(digests)

	few, many = count(12), count(240)
	assert many[1] > 5 * few[1]
	assert many[0] == few[0]


@pytest.mark.parametrize(("field", "value"), [("reminder_hour", 24), ("lapses_before_escalation", 0)])
def test_settings_that_make_no_sense_are_refused(site, field, value):
	settings = site.get_doc("Coaching Settings")
	settings.save()
	settings.set(field, value)
	with pytest.raises(site.ValidationError):
		settings.save()
