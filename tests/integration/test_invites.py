"""Calendar invitations: one event a session, that follows it as it moves and says nothing of what it is about."""

from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header

import pytest

import frappe
from frappe.utils import add_days, add_to_date, now_datetime, today

from tests import factories
from tests.bulk_organisation import outgoing_account

ical = pytest.importorskip("icalendar")

SECRET = "Kestrel"


@pytest.fixture
def invites_on(site):
	outgoing_account()
	frappe.db.set_single_value("Coaching Settings", "send_invites", 1)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")


@pytest.fixture
def plan_of(firm):
	return factories.active_plan(firm, opportunity=SECRET)


def tomorrow(hour: int = 10):
	return add_to_date(now_datetime(), days=1).replace(hour=hour, minute=0, second=0, microsecond=0)


def scheduled(firm, plan, **values):
	with factories.acting(firm.manager):
		return factories.session(firm.mentee, plan, starts_on=tomorrow(), **values)


def mails() -> list[dict]:
	"""What is queued, the oldest first: to whom, the subject, the whole text and the event."""
	found = []
	for name in frappe.get_all("Email Queue", pluck="name", order_by="creation"):
		queued = frappe.get_doc("Email Queue", name)
		mail = message_from_string(queued.message)
		parts = [part for part in mail.walk() if not part.is_multipart()]
		file = next(part for part in parts if (part.get_filename() or "").endswith(".ics"))
		calendar = ical.Calendar.from_ical(file.get_payload(decode=True))
		(event,) = calendar.walk("VEVENT")
		found.append(
			frappe._dict(
				to=[row.recipient for row in queued.recipients],
				subject=str(make_header(decode_header(mail["Subject"]))),
				text="".join(part.get_payload(decode=True).decode() for part in parts),
				method=str(calendar["METHOD"]),
				event=event,
			)
		)
	return found


def recipients(found) -> set[str]:
	return {address for mail in found for address in mail.to}


@pytest.fixture
def empty_queue(site):
	frappe.db.delete("Email Queue")


@pytest.fixture
def session(firm, plan_of, invites_on, empty_queue):
	return scheduled(firm, plan_of)


def test_without_the_switch_nothing_is_sent(firm, plan_of, empty_queue):
	scheduled(firm, plan_of)
	assert not frappe.get_all("Email Queue")


def test_both_are_invited_to_a_session_to_come(firm, session):
	sent = mails()
	assert recipients(sent) == {firm.manager.user, firm.mentee.user}
	for mail in sent:
		assert mail.method == "REQUEST"
		assert mail.event.decoded("dtend") - mail.event.decoded("dtstart") == timedelta(
			minutes=session.minutes
		)
		assert str(mail.event["ORGANIZER"]) == f"MAILTO:{firm.manager.user}"
		assert len(mail.event["ATTENDEE"]) == 2


def test_a_session_that_begins_now_invites_nobody(firm, plan_of, invites_on, empty_queue, by):
	with by("manager"):
		factories.session(firm.mentee, plan_of)
	assert not frappe.get_all("Email Queue")


def test_neither_mail_nor_event_says_what_it_is_about(firm, plan_of, invites_on, empty_queue):
	scheduled(firm, plan_of, session_type="Competency Discussion", agenda=[{"item": f"The {SECRET} report"}])
	for mail in mails():
		said = mail.subject + mail.text + mail.event.to_ical().decode()
		for word in (SECRET, "Competency", "Role Growth", "report", "plan"):
			assert word.lower() not in said.lower().replace("coaching_plans", "").replace(
				"coaching plans", ""
			)
		assert mail.event["CLASS"] == "PRIVATE"


def test_a_moved_session_moves_in_both_calendars(firm, session, by):
	(first, _other) = mails()
	frappe.db.delete("Email Queue")
	with by("manager"):
		session.reload()
		session.starts_on = tomorrow(15)
		session.save()
	moved = mails()
	assert recipients(moved) == {firm.manager.user, firm.mentee.user}
	assert moved[0].event["UID"] == first.event["UID"]
	assert moved[0].event["SEQUENCE"] >= first.event["SEQUENCE"]
	assert moved[0].event.decoded("dtstart") > first.event.decoded("dtstart")


def test_a_change_of_anything_else_sends_nothing(firm, session, by):
	frappe.db.delete("Email Queue")
	with by("manager"):
		session.reload()
		session.append("agenda", {"item": "The rota"})
		session.save()
	assert not frappe.get_all("Email Queue")


@pytest.mark.parametrize("deed", ["call_off", "delete", "close the plan"])
def test_a_session_that_will_not_be_leaves_both_calendars(firm, plan_of, session, by, deed):
	uid = mails()[0].event["UID"]
	frappe.db.delete("Email Queue")
	with by("manager"):
		if deed == "call_off":
			session.call_off()
		elif deed == "delete":
			frappe.delete_doc("Coaching Session", session.name)
		else:
			plan_of.reload()
			plan_of.close_early("Changed teams")
	sent = mails()
	assert recipients(sent) == {firm.manager.user, firm.mentee.user}
	assert {(mail.method, str(mail.event["UID"]), str(mail.event["STATUS"])) for mail in sent} == {
		("CANCEL", str(uid), "CANCELLED")
	}


def test_submitting_invites_to_the_next_session(firm, plan_of, invites_on, empty_queue):
	factories.held_session(firm, plan_of, next_session_on=add_days(today(), 7))
	assert recipients(mails()) == {firm.manager.user, firm.mentee.user}


def test_a_transfer_takes_it_from_the_former_manager_and_gives_it_to_the_new_one(firm, session):
	frappe.db.delete("Email Queue")
	factories.change(firm.mentee, reports_to=firm.other_manager.employee)
	by_address = {mail.to[0]: mail.method for mail in mails()}
	assert by_address == {
		firm.manager.user: "CANCEL",
		firm.other_manager.user: "REQUEST",
		firm.mentee.user: "REQUEST",
	}


def test_who_has_no_user_gets_no_mail(firm, invites_on, empty_queue, by):
	with by("manager"):
		factories.session(firm.without_user, starts_on=tomorrow())
	assert recipients(mails()) == {firm.manager.user}


def test_want_of_a_mail_account_does_not_keep_a_session_from_being_saved(
	firm, plan_of, invites_on, monkeypatch
):
	def no_account(**_mail):
		raise frappe.OutgoingEmailError

	monkeypatch.setattr(frappe, "sendmail", no_account)
	assert scheduled(firm, plan_of).name
