"""What is held about a person, and how it is erased once they have left."""

import pytest

import frappe
from frappe.utils import add_months, today

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import open_round
from coaching_plans.confidential_doctypes import CONFIDENTIAL, ROWS
from coaching_plans.data_protection import erase, erase_of_those_gone, held_about
from coaching_plans.reminders.custom import remind
from tests import competency_people, factories
from tests.bulk_organisation import insert

SECRET = "Said-in-confidence"


@pytest.fixture
def coached(firm, by):
	"""An active plan with a held session, a note of the manager, a comment, every text of it SECRET."""
	plan = factories.active_plan(firm, opportunity=f"{SECRET} opportunity")
	session = factories.held_session(
		firm, plan, notes=f"{SECRET} notes", agenda=[{"item": f"{SECRET} item", "discussed": 1}]
	)
	with by("manager"):
		frappe.get_doc({"doctype": "Coaching Note", "plan": plan.name, "note": f"{SECRET} note"}).insert()
		plan.reload()
		plan.append("milestones", {"achieved_on": today(), "description": f"{SECRET} milestone"})
		plan.save(ignore_version=False)
	plan.add_comment("Comment", f"{SECRET} comment")
	hang_on(plan, "ToDo", "reference_type", "reference_name", description=f"{SECRET} to do")
	hang_on(
		session,
		"File",
		"attached_to_doctype",
		"attached_to_name",
		file_name=f"{SECRET}.txt",
		file_url=f"/private/files/{SECRET}.txt",
		is_private=1,
	)
	return plan, session


def hang_on(record, carrier, of, name, **values):
	"""Written as a row, so that no file is written to the disk."""
	insert(carrier, [{"name": f"DPT-{carrier}", of: record.doctype, name: record.name, **values}])


def leave(person, months_ago=0):
	frappe.db.set_value(
		"Employee", person.employee, {"status": "Left", "relieving_date": add_months(today(), -months_ago)}
	)


def everything():
	"""Every row of every table that may hold a word of the coaching."""
	tables = (*CONFIDENTIAL, *ROWS, "Coaching Note", "Version", "Comment", "ToDo", "File")
	rows = {doctype: frappe.get_all(doctype, fields=["*"]) for doctype in tables}
	return repr([(doctype, row) for doctype, found in rows.items() for row in found if SECRET in repr(row)])


@pytest.mark.parametrize("who", ["mentee", "hr"])
def test_the_employee_and_hr_get_all_that_is_held(firm, coached, by, who):
	with by(who):
		held = held_about(firm.mentee.employee)
	assert [len(held[doctype]) for doctype in ("Coaching Plan", "Coaching Session")] == [1, 1]
	assert held["Coaching Session"][0]["agenda"][0]["item"] == f"{SECRET} item"
	assert "note" not in repr(list(held)).lower()


@pytest.mark.parametrize("who", ["manager", "second_manager", "peer", "other_hr", "system_manager"])
def test_nobody_else_gets_it(firm, coached, by, who):
	with by(who), pytest.raises(frappe.PermissionError):
		held_about(firm.mentee.employee)


def test_hr_erases_every_word_and_keeps_the_figures(firm, coached, by):
	plan, session = coached
	leave(firm.mentee)
	assert SECRET in everything()
	with by("hr"):
		erase(firm.mentee.employee)
	assert SECRET not in everything()
	stored = frappe.get_doc("Coaching Plan", plan.name)
	assert (stored.status, stored.sessions_held, stored.follow_through) == ("Active", 1, 100)
	assert frappe.db.get_value("Coaching Session", session.name, ["status", "docstatus"]) == ("Held", 1)


def test_the_coaching_of_others_is_left_alone(firm, coached, by):
	with by("manager"):
		other = factories.plan(firm.peer, opportunity="Of somebody else")
	leave(firm.mentee)
	with by("hr"):
		erase(firm.mentee.employee)
	assert frappe.db.get_value("Coaching Plan", other.name, "opportunity") == "Of somebody else"


def test_it_is_not_erased_while_they_are_there(firm, coached, by):
	with by("hr"), pytest.raises(frappe.ValidationError, match="Status"):
		erase(firm.mentee.employee)
	assert SECRET in everything()


@pytest.mark.parametrize("who", ["manager", "mentee", "other_hr", "system_manager"])
def test_only_hr_of_the_company_erases(firm, coached, by, who):
	leave(firm.mentee)
	with by(who), pytest.raises(frappe.PermissionError):
		erase(firm.mentee.employee)
	assert SECRET in everything()


@pytest.mark.parametrize(("months", "erased"), [(0, False), (13, False), (12, True), (6, True)])
def test_the_settings_say_when(firm, coached, months, erased):
	leave(firm.mentee, months_ago=12)
	frappe.db.set_single_value("Coaching Settings", "erase_after_months", months)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")
	erase_of_those_gone()
	assert (SECRET not in everything()) is erased


def erase_after(months):
	frappe.db.set_single_value("Coaching Settings", "erase_after_months", months)
	frappe.clear_document_cache("Coaching Settings", "Coaching Settings")
	erase_of_those_gone()


def test_ratings_without_a_plan_are_erased_as_well(firm, by):
	competency_people.questionnaire()
	cycle = factories.appraisal_cycle("Factory Cycle", [firm.mentee])
	with by("manager"):
		half = open_round(firm.mentee.employee, appraisal_cycle=cycle)["Coach"]
		doc = frappe.get_doc("Competency Assessment", half)
		doc.ratings[0].evidence = f"{SECRET} evidence"
		doc.save()
	leave(firm.mentee, months_ago=12)
	erase_after(6)
	assert SECRET not in everything()


def test_notes_that_were_all_that_somebody_left_are_erased(firm, coached, by):
	"""The manager has no coaching of their own, and wrote a note about somebody who is still there."""
	frappe.db.set_value("Employee", firm.mentee.employee, "reports_to", firm.second_manager.employee)
	leave(firm.manager, months_ago=12)
	erase_after(6)
	assert not frappe.db.exists("Coaching Note", {"note": ("like", f"%{SECRET}%")})
	assert SECRET in everything()


def test_who_came_back_keeps_their_notes(firm, coached, by):
	insert(
		"Employee",
		[
			{
				"name": "FCT-BEFORE",
				"employee_name": "Manager before",
				"first_name": "Manager",
				"company": factories.COMPANY,
				"user_id": firm.manager.user,
				"status": "Left",
				"relieving_date": add_months(today(), -12),
			}
		],
	)
	erase_after(6)
	assert frappe.db.exists("Coaching Note", {"note": ("like", f"%{SECRET}%")})


def test_what_a_reminder_says_of_somebody_is_erased(firm, coached):
	plan, session = coached
	told = remind(firm.manager.user, "Coaching Plan", plan.name, f"{SECRET} reminder")
	remind(firm.manager.user, "Coaching Session", session.name, f"{SECRET} reminder")
	frappe.db.set_value(
		"Coaching Reminder", {"reference_doctype": "Coaching Session"}, {"status": "Sent", "sent_on": today()}
	)
	leave(firm.mentee, months_ago=12)
	erase_after(6)
	left = frappe.get_all("Coaching Reminder", {"mentee": firm.mentee.employee}, ["status", "reason"])
	assert told and [(row.status, row.reason) for row in left] == [("Sent", None)]


def test_the_daily_job_asks_as_often_for_many_who_left_as_for_few(firm, coached, queries):
	leave(firm.peer, months_ago=12)
	erase_after(6)
	with queries() as of_few:
		erase_of_those_gone()
	for name in ("second_manager", "third_level", "without_user"):
		leave(getattr(firm, name), months_ago=12)
	with queries() as of_many:
		erase_of_those_gone()
	assert len(of_many) == len(of_few)
