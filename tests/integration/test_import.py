"""What HR may bring along when it imports, by the same steps that Frappe's Data Import takes for each row."""

from contextlib import contextmanager

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories, imported_rows
from tests.imported_rows import ORDER, STATUSES, day


@contextmanager
def importing(person):
	"""As in the job of an import that this person started."""
	with factories.acting(person):
		frappe.flags.in_import = True
		try:
			yield
		finally:
			frappe.flags.in_import = False


def bring_in(row, submit=None):
	"""Insert a row as Data Import does: all of it or nothing. Returns the reason for which it was refused."""
	frappe.db.savepoint("row")
	try:
		doc = imported_rows.document(row)
		doc.insert()
		if submit or (submit is None and doc.doctype == "Coaching Session"):
			doc.submit()
	except Exception as error:
		frappe.db.rollback(save_point="row")
		messages = [str(message) for message in frappe.local.message_log]
		frappe.clear_messages()
		return " ".join([str(error), *messages]) or type(error).__name__
	return None


@pytest.fixture
def rows(firm):
	imported_rows.prepare(firm)
	return imported_rows.rows(firm)


def import_all(firm, rows):
	reasons = {}
	with importing(firm.hr):
		for doctype in ORDER:
			reasons[doctype] = [bring_in(row) for row in rows[doctype] if not row.unreadable]
	return reasons


def plan_row(firm, **values):
	usual = imported_rows.rows(firm)["Coaching Plan"][0]
	return usual._replace(values=usual.values | values)


def test_every_right_row_is_in_and_every_wrong_one_is_refused_with_its_reason(firm, rows):
	reasons = import_all(firm, rows)
	assert sum(len(rows[doctype]) for doctype in ORDER) == 200
	for doctype in ORDER:
		readable = [row for row in rows[doctype] if not row.unreadable]
		for row, reason in zip(readable, reasons[doctype], strict=True):
			if row.reason:
				assert reason and row.reason in reason, (row, reason)
			else:
				assert reason is None, (row, reason)
		right = [row.values["name"] for row in readable if not row.reason]
		assert frappe.db.count(doctype, {"name": ("in", right)}) == len(right)
		assert frappe.db.count(doctype) == len(right)


def test_what_is_imported_stands_as_it_stood(firm, rows):
	import_all(firm, rows)
	for number, status in enumerate(STATUSES):
		plan = frappe.get_doc("Coaching Plan", f"OLD-PLAN-{number:02}")
		assert (plan.status, plan.imported) == (status, 1)
		assert plan.coach == firm.manager.employee and plan.company == factories.COMPANY
	active, completed = (frappe.get_doc("Coaching Plan", f"OLD-PLAN-0{number}") for number in (0, 1))
	assert str(active.accepted_on) == day(58)
	assert (active.sessions_held, active.follow_through, active.actions_reviewed) == (1, 100, 1)
	assert completed.outcome == "Leads the stand-up alone"
	assert (completed.goals_total, completed.goals_reached, completed.follow_through) == (1, 1, 100)
	action = frappe.get_doc("Coaching Action", "OLD-ACTION-00")
	assert (action.status, str(action.agreed_on)) == ("Agreed", day(58))
	assert (action.times_reviewed, action.last_review) == (1, "Followed")
	session = frappe.get_doc("Coaching Session", "OLD-SESSION-00")
	assert (session.docstatus, session.status) == (1, "Held")
	assert session.held_by == firm.manager.employee


def test_an_imported_log_moves_no_goal_and_schedules_nothing(firm, rows):
	"""Its reading lies past the target of an open goal; the goal was imported as it stands by now."""
	import_all(firm, rows)
	goal = frappe.get_doc("Coaching Goal", "OLD-GOAL-05")
	assert (goal.status, goal.current_value) == ("Open", 35)
	assert not frappe.db.count("Coaching Session", {"docstatus": 0})
	assert frappe.db.get_value("Coaching Action", "OLD-ACTION-03", "status") == "Proposed"


def test_the_last_log_schedules_the_next_session(firm, rows):
	import_all(firm, rows)
	usual = rows["Coaching Session"][0]
	log = usual._replace(
		values={
			**usual.values,
			"name": "OLD-SESSION-LAST",
			"starts_on": f"{day(2)} 10:00:00",
			"next_session_on": add_days(today(), 5),
		}
	)
	with importing(firm.hr):
		assert bring_in(log) is None
	following = frappe.get_doc("Coaching Session", {"docstatus": 0})
	assert (following.status, following.previous_session) == ("Scheduled", "OLD-SESSION-LAST")
	assert [row.action for row in following.action_reviews] == ["OLD-ACTION-00"]


def test_an_imported_log_can_be_cancelled(firm, rows):
	import_all(firm, rows)
	frappe.get_doc("Coaching Session", "OLD-SESSION-05").cancel()
	goal = frappe.get_doc("Coaching Goal", "OLD-GOAL-05")
	assert (goal.readings, goal.current_value) == ([], 10)
	assert frappe.db.get_value("Coaching Action", "OLD-ACTION-05", "times_reviewed") == 0


def test_a_session_that_was_missed_is_imported_without_submitting(firm, rows):
	import_all(firm, rows)
	usual = rows["Coaching Session"][0]
	missed = usual._replace(
		values={key: usual.values[key] for key in ("mentee", "plan")}
		| {"name": "OLD-MISSED", "status": "Missed", "starts_on": f"{day(9)} 10:00:00"}
	)
	to_come = missed._replace(values=missed.values | {"name": "X", "starts_on": f"{day(-9)} 10:00:00"})
	with importing(firm.hr):
		assert bring_in(missed, submit=False) is None
		assert "can't have been missed" in bring_in(to_come, submit=False)
	assert frappe.db.get_value("Coaching Session", "OLD-MISSED", "status") == "Missed"


def test_goals_are_imported_to_a_plan_that_ended_only_if_it_was_imported(firm, rows, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		plan.complete("Done")
	goal = rows["Coaching Goal"][0]
	with importing(firm.hr):
		reason = bring_in(goal._replace(values=goal.values | {"plan": plan.name}))
	assert "locked" in reason


def test_hr_imports_the_long_term_goal_of_a_person_without_a_login(firm, rows):
	import_all(firm, rows)
	usual = rows["Coaching Goal"][0]
	own = {"name": "OLD-OWN", "horizon": "Long Term", "due_date": None}
	with importing(firm.hr):
		assert bring_in(usual._replace(values=usual.values | own | {"plan": "OLD-PLAN-10"})) is None
	assert frappe.db.get_value("Coaching Goal", "OLD-OWN", "mentee") == firm.without_user.employee


def test_options_are_checked_although_frappe_leaves_that_out(firm, rows):
	with importing(firm.hr):
		assert "is none of" in bring_in(plan_row(firm, cadence="Now and then"))


@pytest.mark.parametrize("who", ["manager", "system_manager", "mentee", "second_manager"])
def test_nobody_else_brings_a_history_along(firm, who):
	with importing(getattr(firm, who)):
		bring_in(plan_row(firm))
	assert not frappe.db.count("Coaching Plan", {"status": ("!=", "Draft")})
	assert not frappe.db.count("Coaching Plan", {"accepted_on": ("is", "set")})


def test_nor_does_hr_of_another_company_or_for_themselves(firm):
	with importing(firm.other_hr):
		assert bring_in(plan_row(firm))
	with importing(firm.hr):
		bring_in(plan_row(firm, mentee=firm.hr.employee))
	assert not frappe.db.count("Coaching Plan", {"status": ("!=", "Draft")})


def test_hr_who_is_the_manager_as_well_imports_for_their_people(firm):
	frappe.db.set_value("Employee", firm.mentee.employee, "reports_to", firm.hr.employee)
	with importing(firm.hr):
		assert bring_in(plan_row(firm)) is None
	assert frappe.db.get_value("Coaching Plan", "OLD-PLAN-00", "status") == "Active"


def test_outside_an_import_hr_brings_nothing_along_whatever_it_sends(firm, by):
	with by("hr"):
		sent = plan_row(firm).values | {
			"flags": {"imported": 1, "in_import": 1},
			"imported": 1,
			"in_import": 1,
		}
		plan = frappe.get_doc({"doctype": "Coaching Plan", **sent}).insert()
	plan.reload()
	assert (plan.status, plan.accepted_on, plan.imported) == ("Draft", None, 0)
	assert not plan.name.startswith("OLD")


def test_an_import_changes_no_history_of_a_plan_that_is_there(firm):
	plan = factories.proposed_plan(firm)
	with importing(firm.hr):
		stored = frappe.get_doc("Coaching Plan", plan.name)
		stored.update({"status": "Active", "accepted_on": today(), "imported": 1})
		stored.save()
	plan.reload()
	assert (plan.status, plan.accepted_on, plan.imported) == ("Proposed", None, 0)
