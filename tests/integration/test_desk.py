"""Whom the desk offers to meet, and what waits for whom."""

import json
from pathlib import Path

import pytest

import frappe
from frappe.utils import add_days, today

from coaching_plans import cards, desk, search
from tests import factories
from tests.bulk_organisation import insert


def offered(text: str = "") -> set[str]:
	return {name for name, _employee_name in desk.people_to_meet(text, limit=500)}


def test_managers_find_their_reports_and_hr_their_company(firm, by):
	with by("manager"):
		assert offered() == {firm.mentee.employee, firm.peer.employee, firm.without_user.employee}
	with by("other_hr"):
		assert firm.mentee.employee not in offered()
	with by("hr"):
		assert {firm.mentee.employee, firm.manager.employee} <= offered()
		assert firm.hr.employee not in offered(), "nobody is HR of themselves"


@pytest.mark.parametrize("who", ["mentee", "peer", "other_manager", "system_manager", "unemployed"])
def test_who_leads_nobody_finds_nobody(firm, by, who):
	with by(who):
		assert offered() == set()
		assert desk.find_colleague("Employee", "", "name", 0, 20, None) == ()


def test_the_managers_manager_finds_the_manager_alone(firm, by):
	with by("second_manager"):
		assert offered() == {firm.manager.employee, firm.other_manager.employee}


def test_an_appointed_coach_finds_the_mentee_while_the_plan_is_open(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, coach=firm.mentor.employee)
	with by("mentor"):
		assert offered() == {firm.mentee.employee, *own_reports(firm.mentor)}
		plan.reload()
		plan.close_early("No longer needed")
		assert firm.mentee.employee not in offered()


def own_reports(person) -> list[str]:
	return frappe.get_all("Employee", filters={"reports_to": person.employee}, pluck="name")


def test_people_are_found_by_name_and_employee_name(firm, by):
	with by("manager"):
		assert offered(firm.peer.name) == {firm.peer.employee}
		assert offered(firm.peer.employee) == {firm.peer.employee}
		assert offered("' or 1=1 -- ") == set()


def test_a_proposal_waits_for_its_mentee(firm, by):
	plan = factories.proposed_plan(firm)
	for who, waits in (("mentee", [plan.name]), ("manager", []), ("hr", []), ("peer", [])):
		with by(who):
			assert desk.waiting_for_me("Coaching Plan") == waits


@pytest.mark.parametrize("who", ["without_user", "mentee"])
def test_that_of_an_employee_who_can_not_sign_in_waits_for_hr(firm, by, who):
	with by("manager"):
		plan = factories.plan(getattr(firm, who))
		factories.action(factories.goal(plan))
		plan.propose()
	if who == "mentee":
		factories.enable(firm.mentee, 0)
	for who, waits in (("hr", [plan.name]), ("other_hr", []), ("manager", []), ("peer", [])):
		with by(who):
			assert desk.waiting_for_me("Coaching Plan") == waits


def test_a_draft_to_be_aligned_waits_for_the_coachs_manager(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, purpose="Performance Support")
		assert desk.waiting_for_me("Coaching Plan") == []
	with by("second_manager"):
		assert desk.waiting_for_me("Coaching Plan") == [plan.name]
		plan.align()
		assert desk.waiting_for_me("Coaching Plan") == []


def test_a_plan_that_ran_out_waits_for_its_coach(firm, by):
	plan = factories.active_plan(firm, start_date=add_days(today(), -60), end_date=add_days(today(), -1))
	with by("manager"):
		assert desk.waiting_for_me("Coaching Plan") == [plan.name]
	with by("mentee"):
		assert desk.waiting_for_me("Coaching Plan") == []


def test_a_session_waits_to_be_logged_and_then_to_be_acknowledged(firm, by):
	with by("manager"):
		session = factories.session(firm.mentee)
		assert desk.waiting_for_me("Coaching Session") == [session.name]
		factories.fill(session, next_session_on=None).submit()
		assert desk.waiting_for_me("Coaching Session") == []
	with by("mentee"):
		assert desk.waiting_for_me("Coaching Session") == [session.name]
		session.acknowledge()
		assert desk.waiting_for_me("Coaching Session") == []


def test_a_proposed_action_waits_for_the_other_side(firm, by):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	with by("mentee"):
		mine = factories.action(goal)
		assert desk.waiting_for_me("Coaching Action") == []
	with by("manager"):
		assert desk.waiting_for_me("Coaching Action") == [mine.name]


def test_overdue_are_agreed_actions_past_their_day_and_never_the_mentees_long_term_ones(firm, by):
	plan = factories.active_plan(firm)
	with by("mentee"):
		dream = factories.goal(plan, "Long Term")
		own = factories.action(dream)
		proposal = factories.action(factories.only_goal(plan))
	late = factories.only_action_of(plan, "Mentee", status="Agreed")
	frappe.db.set_value("Coaching Action", own.name, "status", "Agreed")
	frappe.db.set_value(
		"Coaching Action",
		{"name": ("in", (own.name, proposal.name, late))},
		"due_date",
		add_days(today(), -1),
	)
	with by("manager"):
		card = cards.overdue_actions()
		listed = frappe.get_list("Coaching Action", card["route_options"], pluck="name")
	assert (card["value"], listed) == (1, [late])
	for who in ("peer", "unemployed", "system_manager"):
		with by(who):
			card = cards.overdue_actions()
		assert (card["value"], card["route_options"]) == (0, {"name": ["in", [""]]}), who


def test_what_the_employee_means_to_do_for_a_long_term_goal_waits_for_nobodys_word(firm, by):
	plan = factories.active_plan(firm)
	with by("mentee"):
		factories.action(factories.goal(plan, "Long Term"))
	with by("manager"):
		assert desk.waiting_for_me("Coaching Action") == []


def overdue_for(who, by):
	"""What the card counts, after a look at whether the list that it leads to holds as many."""
	with by(who):
		card = cards.overdue_actions()
		listed = frappe.get_list("Coaching Action", card["route_options"], pluck="name")
	assert card["value"] == len(listed)
	return listed


@pytest.mark.parametrize("change", ["complete", "drop", "reach"])
def test_what_is_not_pursued_any_more_is_neither_overdue_nor_waiting(firm, by, change):
	plan = factories.active_plan(firm)
	action = factories.only_action(plan).name
	with by("manager"):
		factories.action(factories.goal(plan, "Mid Term"), "Employer", status="Agreed")
	with by("mentee"):
		factories.action(frappe.get_doc("Coaching Goal", {"plan": plan.name, "horizon": "Short Term"}))
	frappe.db.set_value("Coaching Action", action, "due_date", add_days(today(), -1))
	assert overdue_for("manager", by) == overdue_for("mentee", by) == [action]
	with by("mentee"):
		assert action in desk.waiting_for_me("Coaching Action")
	with by("manager"):
		assert len(desk.waiting_for_me("Coaching Action")) == 1
		if change == "complete":
			plan.reload()
			plan.complete("Leads the stand-up")
		else:
			goal = frappe.get_doc("Coaching Goal", {"plan": plan.name, "horizon": "Short Term"})
			goal.status = "Dropped" if change == "drop" else "Reached"
			goal.save()
		assert desk.waiting_for_me("Coaching Action") == []
	assert overdue_for("manager", by) == overdue_for("hr", by) == []
	with by("mentee"):
		assert desk.waiting_for_me("Coaching Action") == []


def test_what_the_employee_does_for_a_long_term_goal_still_waits_for_them_after_the_plan(firm, by):
	plan = factories.active_plan(firm)
	with by("mentee"):
		dream = factories.goal(plan, "Long Term")
		own = factories.action(dream, status="Agreed", due_date=today())
	with by("manager"):
		plan.reload()
		plan.complete("Leads the stand-up")
	with by("mentee"):
		assert desk.waiting_for_me("Coaching Action") == [own.name]
		dream.reload()
		dream.status = "Dropped"
		dream.save()
		assert desk.waiting_for_me("Coaching Action") == []


def test_only_what_can_wait_is_asked_for(firm, by):
	with by("manager"), pytest.raises(frappe.ValidationError):
		desk.waiting_for_me("User")


@pytest.mark.parametrize(
	("who", "leads"), [("manager", True), ("hr", True), ("mentee", False), ("peer", False)]
)
def test_the_desk_knows_who_starts_sessions(firm, by, who, leads):
	bootinfo = frappe._dict()
	with by(who):
		desk.extend_bootinfo(bootinfo)
	told = {key: bootinfo.coaching[key] for key in ("employee", "leads")}
	assert told == {"employee": getattr(firm, who).employee, "leads": leads}


@pytest.mark.parametrize(("who", "offered"), [("manager", True), ("hr", True), ("mentee", False)])
def test_who_leads_nobody_is_not_offered_to_make_what_leaders_make(firm, by, who, offered):
	"""The role alone would show a button that leads to a form in which nobody can be chosen."""
	bootinfo = frappe._dict(user=frappe._dict(can_create=["Coaching Session", "Coaching Goal", "ToDo"]))
	with by(who):
		desk.extend_bootinfo(bootinfo)
	assert ("Coaching Session" in bootinfo.user.can_create) is offered
	assert {"Coaching Goal", "ToDo"} <= set(bootinfo.user.can_create), "Long Term goals are the mentee's"


def test_reports_begin_with_the_cycle_that_runs_else_with_the_latest(firm, by):
	with by("manager"):
		before = desk.cycle_to_report_on()
	factories.appraisal_cycle("Long Over", [firm.mentee], add_days(today(), -900), add_days(today(), -600))
	factories.appraisal_cycle("Just Over", [firm.mentee], add_days(today(), -90), add_days(today(), -1))
	with by("manager"):
		# A site may have cycles of its own.
		assert desk.cycle_to_report_on() == (before or "Just Over")
	factories.appraisal_cycle("Runs Now", [firm.mentee], today(), today())
	with by("manager"):
		assert desk.cycle_to_report_on() == "Runs Now"
	with by("unemployed"):
		assert desk.cycle_to_report_on() in (None, "Runs Now")


@pytest.mark.parametrize(
	("who", "standing"),
	[
		("manager", "Manager"),
		("hr", "HR"),
		("mentee", "Mentee"),
		("second_manager", "Manager's Manager"),
		("peer", None),
	],
)
def test_the_employees_form_offers_what_its_reader_may(firm, by, who, standing):
	with by(who):
		employee = frappe.get_doc("Employee", firm.mentee.employee)
		desk.tell_employee_form(employee)
	assert employee.get_onload("coaching_standing") == standing


def test_plans_to_choose_from_are_those_that_are_open_and_seen(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		factories.plan(firm.mentee, purpose="New Scope")
		assert [found.name for found in desk.open_plans(firm.mentee.employee)] == [plan.name]
	with by("peer"):
		assert desk.open_plans(firm.mentee.employee) == []


def test_nothing_waits_for_somebody_who_may_not_see_it(firm, by):
	plan = factories.active_plan(firm)
	frappe.db.set_value(
		"Coaching Action",
		factories.only_action(plan).name,
		{"assigned_to": firm.peer.employee, "due_date": today()},
	)
	with by("peer"):
		assert desk.waiting_for_me("Coaching Action") == []


@pytest.mark.parametrize(
	"doctype", ["Coaching Standard", "Coaching Topic", "Competency", "Competency Profile"]
)
def test_a_row_of_set_up_is_told_by_its_words(site, doctype):
	"""Lists show the title in place of the name, which is a hash or says the same once more."""
	assert frappe.get_meta(doctype).title_field in [
		field.fieldname for field in frappe.get_meta(doctype).fields if field.in_list_view
	]


@pytest.mark.parametrize("doctype", ["Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session"])
def test_what_is_offered_in_a_picker_says_whose_it_is(firm, by, doctype):
	plan = factories.active_plan(firm)
	with by("manager"):
		factories.session(firm.mentee, plan)
		offered = search.find(doctype, "", "name", 0, 20, None)
	assert offered and all(
		frappe.db.get_value("Employee", firm.mentee.employee, "employee_name") in row for row in offered
	)


def test_each_block_of_the_workspace_is_one_that_comes_with_it():
	"""A card, chart or shortcut that is misspelled shows nothing, and says nothing."""
	app = Path(frappe.get_app_path("coaching_plans")) / "coaching_plans"
	workspace = json.loads((app / "workspace/coaching/coaching.json").read_text())
	named = {
		"number_card": ("number_card_name", {card["label"] for card in workspace["number_cards"]}),
		"chart": ("chart_name", {chart["label"] for chart in workspace["charts"]}),
		"shortcut": ("shortcut_name", {shortcut["label"] for shortcut in workspace["shortcuts"]}),
		"card": ("card_name", {link["label"] for link in workspace["links"] if link["type"] == "Card Break"}),
	}
	for kind, (key, there) in named.items():
		assert {
			block["data"][key] for block in json.loads(workspace["content"]) if block["type"] == kind
		} == there
	for card in workspace["number_cards"]:
		name = card["number_card_name"]
		stored = json.loads((app / f"number_card/{frappe.scrub(name)}/{frappe.scrub(name)}.json").read_text())
		assert stored["name"] == name
		if stored["type"] == "Custom":
			assert callable(frappe.get_attr(stored["method"]))


def listed_by(card: dict) -> list[str]:
	return frappe.get_list(card["route"][1], card["route_options"], pluck="name")


def test_who_does_not_log_is_shown_nothing_to_log(firm, by):
	with by("manager"):
		factories.session(firm.mentee)
	with by("mentee"):
		assert cards.sessions_to_log()["value"] == 0
	with by("hr"):
		assert cards.sessions_to_log()["value"] == 1


def test_what_nobody_rates_does_not_wait_for_who_is_no_employee(firm, as_user):
	half = {"name": "CAS-NOBODY", "kind": "Coach", "mentee": firm.mentee.employee}
	insert("Competency Assessment", [half])
	with as_user("Administrator"):
		assert half["name"] not in listed_by(cards.assessments_to_submit())


def test_a_card_counts_what_its_list_shows(firm, by):
	"""Opened, each card lists exactly what it counted, for its reader alone."""
	plan = factories.active_plan(firm)
	with by("manager"):
		open_session = factories.session(firm.mentee, plan)
	assert cards.sessions_to_log()["value"] >= 1
	with by("manager"):
		assert open_session.name in listed_by(cards.sessions_to_log())
	held = factories.held_session(firm)
	with by("manager"):
		assert cards.logs_to_acknowledge()["value"] == 0, "what waits for others does not wait for me"
	with by("mentee"):
		card = cards.logs_to_acknowledge()
		assert (card["value"], listed_by(card)) == (1, [held.name])
		frappe.get_doc("Coaching Session", held.name).acknowledge()
		assert cards.logs_to_acknowledge()["value"] == 0
	for who in ("peer", "unemployed"):
		with by(who):
			assert cards.logs_to_acknowledge()["value"] == cards.sessions_to_log()["value"] == 0
