"""Rule 14: both put items on the agenda, and the mentee acknowledges the log."""

import pytest

import frappe

from tests import factories


@pytest.fixture
def plan(firm):
	return factories.active_plan(firm)


@pytest.fixture
def session(firm, plan, by):
	with by("manager"):
		return factories.session(firm.mentee, plan, agenda=[{"item": "The rota"}])


def agenda(session):
	return [
		(row.item, row.raised_by, row.discussed)
		for row in frappe.get_doc("Coaching Session", session.name).agenda
	]


def test_both_add_items_and_the_server_notes_who(session, by):
	with by("mentee"):
		session.reload()
		session.append("agenda", {"item": "My nights", "raised_by": "Coach"})
		session.save()
	assert agenda(session) == [("The rota", "Coach", 0), ("My nights", "Mentee", 0)]


def test_no_words_are_put_into_the_mentees_mouth(firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan, agenda=[{"item": "My pay", "raised_by": "Mentee"}])
	assert agenda(session) == [("My pay", "Coach", 0)]


def test_the_mentee_does_not_reword_the_coachs_item(session, by):
	with by("mentee"):
		session.reload()
		session.agenda[0].item = "Nothing"
		with pytest.raises(frappe.PermissionError, match="Agenda"):
			session.save()


def test_the_mentee_does_not_remove_the_coachs_item(session, by):
	with by("mentee"):
		session.reload()
		session.agenda = []
		with pytest.raises(frappe.PermissionError, match="Agenda"):
			session.save()
	assert agenda(session) == [("The rota", "Coach", 0)]


def test_the_mentee_does_not_tick_off_items(session, by):
	with by("mentee"):
		session.reload()
		session.append("agenda", {"item": "My nights"})
		session.save()
		session.agenda[1].discussed = 1
		with pytest.raises(frappe.PermissionError, match="Agenda"):
			session.save()


def test_the_mentee_rewords_and_removes_their_own_item(session, by):
	with by("mentee"):
		session.reload()
		session.append("agenda", {"item": "My nights"})
		session.save()
		session.agenda[1].item = "My evenings"
		session.save()
		assert agenda(session)[1][0] == "My evenings"
		session.agenda = session.agenda[:1]
		session.save()
	assert len(agenda(session)) == 1


@pytest.fixture
def prepared(session, by):
	"""The session with an item of the mentee, second after the coach's, and their preparation."""
	with by("mentee"):
		session.reload()
		session.append("agenda", {"item": "My nights"})
		session.mentee_preparation = "Three nights a week"
		session.save()
	return session


@pytest.mark.parametrize("who", ["manager", "hr"])
def test_nobody_rewords_or_removes_the_mentees_item(prepared, by, who):
	with by(who):
		for change in (lambda row: row.set("item", "Nothing"), prepared.remove):
			prepared.reload()
			change(prepared.agenda[1])
			with pytest.raises(frappe.PermissionError, match="Agenda.*row 2"):
				prepared.save()
	assert agenda(prepared)[1] == ("My nights", "Mentee", 0)


def test_the_coach_ticks_it_off_and_puts_items_in_order(prepared, by):
	with by("manager"):
		prepared.reload()
		prepared.agenda[1].discussed = 1
		prepared.agenda[0].idx, prepared.agenda[1].idx = 2, 1
		prepared.save()
	assert agenda(prepared) == [("My nights", "Mentee", 1), ("The rota", "Coach", 0)]


@pytest.mark.parametrize("who", ["manager", "hr"])
def test_nobody_rewords_the_mentees_preparation(prepared, by, who):
	with by(who):
		prepared.reload()
		prepared.mentee_preparation = "All is well"
		with pytest.raises(frappe.PermissionError, match="Preparation"):
			prepared.save()


def test_administrator_mends_a_record_here_as_elsewhere(prepared, as_user):
	with as_user("Administrator"):
		prepared.reload()
		prepared.mentee_preparation = "Three nights a month"
		prepared.remove(prepared.agenda[1])
		prepared.save()
	assert agenda(prepared) == [("The rota", "Coach", 0)]


def test_nor_when_a_log_is_amended(prepared, by):
	with by("manager"):
		prepared.reload()
		factories.fill(prepared, next_session_on=None).submit()
		prepared.cancel()
		amended = factories.amendment_of(prepared)
		amended.mentee_preparation = "All is well"
		with pytest.raises(frappe.PermissionError, match="Preparation"):
			amended.insert()
		assert factories.amendment_of(prepared).insert().mentee_preparation == "Three nights a week"


@pytest.mark.parametrize("who", ["manager", "hr"])
def test_a_session_that_the_mentee_prepared_is_called_off_not_deleted(firm, plan, prepared, by, who):
	with by(who):
		with pytest.raises(frappe.ValidationError, match="Call it off instead"):
			frappe.delete_doc("Coaching Session", prepared.name)
		prepared.reload()
		prepared.call_off()
		following = frappe.get_doc("Coaching Session", prepared.start_next())
	assert ("My nights", "Mentee", 0) in agenda(following)
	assert following.mentee_preparation == "Three nights a week"


def test_a_session_that_only_the_coach_has_planned_is_deleted(session, by):
	with by("manager"):
		frappe.delete_doc("Coaching Session", session.name)
	assert not frappe.db.exists("Coaching Session", session.name)


def test_what_the_mentee_raised_does_not_keep_a_log_from_being_cancelled(firm, plan, prepared, by):
	with by("manager"):
		prepared.reload()
		factories.fill(prepared).submit()
		(following,) = frappe.get_all("Coaching Session", {"previous_session": prepared.name}, pluck="name")
		assert ("My nights", "Mentee", 0) in agenda(frappe.get_doc("Coaching Session", following))
		prepared.cancel()
	assert not frappe.db.exists("Coaching Session", following)


def test_for_who_can_not_sign_in_the_coach_writes_it_down(firm, by):
	with by("manager"):
		session = factories.session(firm.without_user)
		session.mentee_preparation = "Said on the phone"
		session.save()
	assert frappe.db.get_value("Coaching Session", session.name, "mentee_preparation") == "Said on the phone"


@pytest.mark.parametrize("who", ["manager", "mentee"])
def test_a_row_that_says_nothing_is_not_kept(session, by, who):
	with by(who):
		session.reload()
		for item in (None, "  ", "<p></p>"):
			session.append("agenda", {"item": item})
		session.save()
	assert [row[0] for row in agenda(session)] == ["The rota"]


def test_who_raised_an_item_stays(session, by):
	with by("manager"):
		session.reload()
		session.agenda[0].raised_by = "Mentee"
		session.save()
	assert agenda(session)[0][1] == "Coach"


def test_the_mentee_prepares(session, by):
	with by("mentee"):
		session.reload()
		session.mentee_preparation = "Nights"
		session.save()
	assert frappe.db.get_value("Coaching Session", session.name, "mentee_preparation") == "Nights"


def test_the_preparation_of_a_held_session_stays(firm, plan, by):
	session = factories.held_session(firm, plan)
	with by("mentee"):
		session.reload()
		session.mentee_preparation = "What I meant to say"
		with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
			session.save()
	assert not frappe.db.get_value("Coaching Session", session.name, "mentee_preparation")


def test_the_mentee_acknowledges_a_held_log(firm, plan, by):
	session = factories.held_session(firm, plan)
	assert not session.mentee_acknowledged_on
	with by("mentee"):
		session.acknowledge()
	assert frappe.db.get_value("Coaching Session", session.name, "mentee_acknowledged_on")


def test_the_first_acknowledgement_stays(firm, plan, by):
	session = factories.held_session(firm, plan)
	with by("mentee"):
		session.acknowledge()
		first = session.mentee_acknowledged_on
		session.acknowledge()
	assert session.mentee_acknowledged_on == first


@pytest.mark.parametrize("who", ["manager", "hr", "second_manager", "peer"])
def test_nobody_acknowledges_for_them(firm, plan, by, who):
	session = factories.held_session(firm, plan)
	with by(who), pytest.raises(frappe.PermissionError, match="Only the employee"):
		session.acknowledge()


def test_a_session_not_held_is_not_acknowledged(session, by):
	with by("mentee"), pytest.raises(frappe.ValidationError, match="Status"):
		session.acknowledge()


def test_an_acknowledgement_sent_by_a_client_is_put_back(session, by):
	with by("manager"):
		session.reload()
		session.mentee_acknowledged_on = "2026-01-01 10:00:00"
		session.save()
	assert not frappe.db.get_value("Coaching Session", session.name, "mentee_acknowledged_on")
