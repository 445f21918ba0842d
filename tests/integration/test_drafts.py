"""Rule 19: the mentee does not see a draft that somebody else wrote."""

import pytest

import frappe

from tests import factories


@pytest.fixture
def draft(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
		factories.action(factories.goal(plan))
	return plan


def visible_to_mentee(plan, by):
	with by("mentee"):
		return {
			doctype: len(frappe.get_list(doctype, filters={field: plan.name}))
			for doctype, field in (
				("Coaching Plan", "name"),
				("Coaching Goal", "plan"),
				("Coaching Action", "plan"),
			)
		}


HIDDEN = {"Coaching Plan": 0, "Coaching Goal": 0, "Coaching Action": 0}
SHOWN = {"Coaching Plan": 1, "Coaching Goal": 1, "Coaching Action": 1}


def test_a_draft_and_what_hangs_on_it_is_hidden_from_the_mentee(draft, by):
	assert visible_to_mentee(draft, by) == HIDDEN


@pytest.mark.parametrize("who", ["manager", "second_manager", "hr"])
def test_the_others_see_the_draft(draft, by, who):
	with by(who):
		assert frappe.get_list("Coaching Plan", filters={"name": draft.name})


def test_a_proposal_is_shown(draft, by):
	with by("manager"):
		draft.propose()
	assert visible_to_mentee(draft, by) == SHOWN


def test_sent_back_it_is_a_draft_again_and_hidden(draft, by):
	with by("manager"):
		draft.propose()
	with by("mentee"):
		draft.request_changes("Shorter")
	assert visible_to_mentee(draft, by) == HIDDEN


def asked_changes(plan, by):
	with by("manager"):
		form = frappe.get_doc("Coaching Plan", plan.name)
		form.run_method("onload")
		return form.get_onload("asked_changes")


def test_the_form_of_a_draft_says_what_was_asked_for_last(draft, by):
	with by("manager"):
		draft.add_comment("Comment", "My own thought")
	assert asked_changes(draft, by) is None
	for words in ("Shorter", "Fewer <b>mails</b> & calls"):
		with by("manager"):
			draft.reload()
			draft.propose()
		assert asked_changes(draft, by) is None, "a proposal is the employee's to answer"
		with by("mentee"):
			draft.reload()
			draft.request_changes(words)
		assert asked_changes(draft, by) == words, "as it was typed, markup and all"


def test_nobody_makes_a_draft_the_mentees_by_sending_an_owner(firm, draft, by):
	with by("manager"):
		draft.owner = firm.mentee.user
		draft.opportunity = "Changed"
		draft.save()
	assert frappe.db.get_value("Coaching Plan", draft.name, "owner") == firm.manager.user
	assert visible_to_mentee(draft, by) == HIDDEN


def test_what_a_draft_said_before_is_not_in_its_history(firm, draft, by):
	with by("manager"):
		for record, field in ((draft, "opportunity"), (factories.only_goal(draft), "goal_state")):
			record.set(field, "Worded more kindly")
			record.save()
		draft.propose()
	names = [draft.name, factories.only_goal(draft).name]
	history = frappe.get_all("Version", {"docname": ("in", names)}, pluck="data")
	assert not [data for data in history if "Worded" in data or "hesitates" in data]


def test_a_change_after_the_proposal_is_in_its_history(firm, draft, by):
	with by("manager"):
		draft.propose()
		draft.opportunity = "Worded anew"
		draft.save()
	assert [
		data for data in frappe.get_all("Version", {"docname": draft.name}, pluck="data") if "anew" in data
	]


def test_a_draft_that_is_given_up_stays_hidden(draft, by):
	with by("manager"):
		draft.close_early("Not now")
	assert visible_to_mentee(draft, by) == HIDDEN
	with by("hr"):
		assert frappe.get_list("Coaching Plan", filters={"name": draft.name})


def test_handed_back_and_given_up_it_is_hidden_as_well(draft, by):
	with by("manager"):
		draft.propose()
	with by("mentee"):
		draft.request_changes("Shorter")
	with by("manager"):
		draft.close_early("Not now")
	assert visible_to_mentee(draft, by) == HIDDEN


def test_a_proposal_that_is_closed_stays_the_mentees_to_read(draft, by):
	with by("manager"):
		draft.propose()
		draft.close_early("Not now")
	assert visible_to_mentee(draft, by) == SHOWN


def comments_on(doctype, name):
	return frappe.get_all(
		"Comment",
		{"reference_doctype": doctype, "reference_name": name, "comment_type": "Comment"},
		pluck="content",
	)


def notes_of(who, by, firm):
	with by(who):
		return frappe.get_list("Coaching Note", fields=["note", "owner", "plan"])


def test_what_was_said_about_a_draft_becomes_notes_of_those_who_said_it(firm, draft, by):
	goal = factories.only_goal(draft)
	with by("second_manager"):
		draft.add_comment("Comment", "Is he <b>up</b> to this &amp; that?")
	with by("manager"):
		goal.add_comment("Comment", "Rather less")
		draft.propose()
	assert comments_on("Coaching Plan", draft.name) == comments_on("Coaching Goal", goal.name) == []
	kept = {
		who: [note.note for note in notes_of(who, by, firm)]
		for who in ("mentee", "manager", "second_manager", "hr")
	}
	assert kept == {
		"mentee": [],
		"manager": ["Rather less"],
		"second_manager": ["Is he up to this & that?"],
		"hr": [],
	}


def test_what_was_said_before_it_was_handed_back_stays(firm, draft, by):
	with by("manager"):
		draft.propose()
		draft.add_comment("Comment", "Have a look")
	with by("mentee"):
		draft.request_changes("Shorter")
	with by("manager"):
		draft.add_comment("Comment", "He wants it easy")
		draft.propose()
	assert sorted(comments_on("Coaching Plan", draft.name)) == ["Have a look", "Shorter"]
	assert [note.note for note in notes_of("manager", by, firm)] == ["He wants it easy"]


def test_an_assignment_on_a_draft_ends_with_it(firm, draft, by):
	with by("manager"):
		todo = frappe.get_doc(
			{
				"doctype": "ToDo",
				"description": "Align this, he is slow",
				"allocated_to": firm.second_manager.user,
				"reference_type": "Coaching Plan",
				"reference_name": draft.name,
			}
		).insert(ignore_permissions=True)
		draft.propose()
	assert frappe.db.get_value("ToDo", todo.name, "status") == "Closed"
	assert not frappe.get_all("Comment", {"reference_name": draft.name, "content": ("like", "%slow%")})


def test_hr_does_not_see_the_draft_of_a_plan_for_themselves(firm, by):
	with by("third_level"):
		plan = factories.plan(firm.hr)
	with by("hr"):
		assert not frappe.get_list("Coaching Plan", filters={"name": plan.name})
		assert not frappe.has_permission("Coaching Plan", "read", doc=plan)


def test_no_session_is_planned_on_a_draft(firm, draft, by):
	with by("manager"), pytest.raises(frappe.ValidationError, match="Plan"):
		factories.session(firm.mentee, draft)


def test_the_mentee_reads_a_session_to_come_so_that_they_can_prepare(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	with by("mentee"):
		assert frappe.get_list("Coaching Session", filters={"name": session.name})
