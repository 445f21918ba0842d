"""The session log and the plan on paper: what they show, to whom, and that what people write stays text."""

import pytest

import frappe
from frappe.utils import add_days, today

from tests import factories, printed_log
from tests.printed_log import LOG, PLAN

# Printing writes into the log of accesses, and commits.
pytestmark = pytest.mark.commits

HEADINGS = {
	LOG: (
		"Agenda",
		"Metrics",
		"Short-Term Goals and Follow-through",
		"Feedback",
		"Mid-Term Goals: What Both Sides Do",
		"Long-Term Goals",
		"Notes and Next Session",
	),
	PLAN: (
		"Opportunity",
		"Development Area",
		"Current State",
		"Goal State",
		"Activity",
		"Timeline and Update Cadence",
		"Support Assets",
		"Milestones",
		"Outcome",
	),
}
OUTSIDERS = ("peer", "third_level", "other_manager", "other_hr", "system_manager")


@pytest.fixture
def plan(firm):
	return printed_log.full_plan(firm)


@pytest.fixture
def printed(firm, by):
	def of(who, doc, print_format):
		with by(who):
			html = frappe.get_print(doc.doctype, doc.name, print_format)
		assert "{{" not in html and "Undefined" not in html
		return html

	return of


def test_a_session_to_come_is_a_form_with_what_is_known_and_lines_to_write_on(firm, plan, printed):
	html = printed("manager", printed_log.session_to_come(firm, plan), LOG)
	for heading in HEADINGS[LOG]:
		assert heading in html, heading
	for known in (
		"The rota in December",
		"I led two stand-ups",
		"First answer (hours)",
		"Speaking to a group",
		"Answering sooner",
		*printed_log.AGREED,
		"Finish the evening degree",
		"Leave early on Tuesdays",
	):
		assert known in html, known
	assert html.count('class="rule"') > 8
	# Three answers to tick for each of the four reviewed actions, and the item on the agenda.
	assert html.count('class="tick"') == 13


def test_a_form_for_a_person_without_a_plan_is_as_complete(firm, printed, by):
	with by("manager"):
		session = factories.session(firm.mentee)
	html = printed("mentee", session, LOG)
	for heading in HEADINGS[LOG]:
		assert heading in html, heading


def test_a_held_log_says_what_was_said_and_leaves_no_lines(firm, plan, printed):
	html = printed("mentee", printed_log.held_log(firm, plan), LOG)
	for said in (
		*printed_log.FEEDBACK.values(),
		*printed_log.TALK.values(),
		"Partly",
		"On four days of five",
		"6.5",
		"The early shift",
		"Swap with Jo",
		"Not acknowledged by the employee yet.",
	):
		assert said in html, said
	assert 'class="rule"' not in html and 'class="tick"' not in html


def test_a_held_log_keeps_to_its_day(firm, plan, printed, by):
	log = printed_log.held_log(firm, plan)
	with by("manager"):
		later = factories.goal(plan, "Mid Term", development_area="Set much later")
		factories.action(later, description="Agreed much later")
	frappe.db.set_value("Coaching Goal", later.name, "creation", add_days(today(), 20))
	assert "Set much later" not in printed("manager", log, LOG)


def test_the_next_form_begins_with_the_last_log(firm, plan, printed, by):
	printed_log.held_log(firm, plan, starts_on=factories.days_ago(7))
	html = printed("manager", printed_log.session_to_come(firm, plan), LOG)
	assert "Last time" in html and printed_log.FEEDBACK["recognition"] in html
	assert "6.5" in html


def test_a_plan_prints_all_that_it_agrees(firm, plan, printed):
	html = printed("mentee", plan, PLAN)
	for text in (
		*HEADINGS[PLAN],
		"Speaks up when asked",
		"from 9 to 4, now 9",
		"Weekly, 30 minutes each",
		"A course on voice",
		"Led a first stand-up",
	):
		assert text in html, text


def test_a_plan_that_ended_prints_its_outcome(firm, plan, printed, by):
	with by("manager"):
		plan.complete("Leads the stand-up on her own")
	assert "Leads the stand-up on her own" in printed("mentee", plan, PLAN)


def test_whom_it_is_between_stands_at_the_foot(firm, plan, printed):
	foot = f"Between {firm.mentee.name} and {firm.manager.name}."
	assert foot in printed("hr", plan, PLAN)
	assert foot in printed("second_manager", printed_log.session_to_come(firm, plan), LOG)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_outside_the_circle_prints(firm, plan, printed, who):
	session = printed_log.session_to_come(firm, plan)
	for doc, print_format in ((plan, PLAN), (session, LOG)):
		with pytest.raises(frappe.PermissionError):
			printed(who, doc, print_format)


def test_the_mentee_prints_no_draft_of_somebody_else(firm, printed, by):
	with by("manager"):
		draft = factories.plan(firm.mentee)
	with pytest.raises(frappe.PermissionError):
		printed("mentee", draft, PLAN)


def test_a_form_shows_the_mentee_no_goal_of_a_plan_that_is_a_draft_again(firm, printed, by):
	"""Rule 19, of a session planned on a proposal that was handed back afterwards."""
	plan = factories.proposed_plan(firm)
	with by("manager"):
		session = factories.session(firm.mentee, plan)
	with by("mentee"):
		plan.request_changes("Shorter")
	assert "Speaking to a group" in printed("manager", session, LOG)
	html = printed("mentee", session, LOG)
	assert "Speaking to a group" not in html and "Open the stand-up" not in html


def test_a_private_note_is_in_no_print(firm, plan, printed, by):
	session = printed_log.session_to_come(firm, plan)
	with by("manager"):
		frappe.get_doc(
			{
				"doctype": "Coaching Note",
				"session": session.name,
				"plan": plan.name,
				"note": "Seems tired lately",
			}
		).insert()
	assert "tired" not in printed("manager", session, LOG)
	assert "tired" not in printed("manager", plan, PLAN)


def test_a_print_takes_nothing_from_the_browser_but_the_name(firm, plan, by):
	"""Frappe prints the values that a form sends; a record of the circle is printed as it is stored."""
	log = printed_log.held_log(firm, plan)
	with by("mentee"):
		changed = frappe.get_doc("Coaching Session", log.name)
		changed.recognition = "Words put in"
		html = frappe.get_print(doc=changed, print_format=LOG)
	assert "Words put in" not in html


@pytest.mark.parametrize("print_format", [LOG, PLAN])
def test_what_people_write_is_not_taken_for_markup(firm, printed, by, print_format):
	# Frappe itself rewrites text with a tag in it when it is saved, but not what only looks like the start of one.
	text, tag = "5 < 6 & more", "<i>loud</i>"
	with by("manager"):
		plan = factories.plan(firm.mentee, opportunity=text, support=[{"kind": "Tool", "description": tag}])
		goal = factories.goal(plan, development_area=text, goal_state=tag, current_state=text)
		factories.action(goal, description=text, tracked_by=tag)
		plan.propose()
		session = factories.session(
			firm.mentee, plan, agenda=[{"item": tag}], notes=text, recognition=tag, opportunity=text
		)
	html = printed("manager", {LOG: session, PLAN: plan}[print_format], print_format)
	assert "5 &lt; 6 &amp; more" in html and "&lt;i&gt;loud" in html
	assert "5 < 6" not in html and "<i>loud" not in html


@pytest.mark.parametrize("print_format", [LOG, PLAN])
def test_the_queries_of_a_print_do_not_grow_with_the_plan(firm, plan, by, queries, print_format):
	def count():
		doc = {LOG: session, PLAN: plan}[print_format]
		with by("manager"), queries() as seen:
			frappe.get_print(doc.doctype, doc.name, print_format)
		return len(seen)

	session = printed_log.session_to_come(firm, plan)
	count()  # What is remembered between prints is not counted.
	few = count()
	with by("manager"):
		for number in range(6):
			both = factories.goal(plan, "Mid Term", development_area=f"Area {number}", **printed_log.METRIC)
			factories.action(both)
			factories.action(both, "Employer")
	assert count() == few


@pytest.mark.parametrize(
	("doctype", "print_format"),
	[
		("Coaching Plan", PLAN),
		("Coaching Session", LOG),
		("Competency Assessment", "Competency Discussion Planner Manager"),
	],
)
def test_print_begins_with_the_format_of_the_app(site, doctype, print_format):
	"""After an install and after an update alike: Print shows no list of ids, but what is meant for paper."""
	assert frappe.get_meta(doctype).default_print_format == print_format
	assert frappe.db.get_value("Print Format", {"name": print_format, "disabled": 0}, "doc_type") == doctype


def test_printing_without_naming_a_format_prints_the_log(firm, plan, by):
	session = printed_log.session_to_come(firm, plan)
	with by("manager"):
		meta = frappe.get_meta("Coaching Session")
		html = frappe.get_print("Coaching Session", session.name, meta.default_print_format)
	assert all(heading in html for heading in HEADINGS[LOG])
