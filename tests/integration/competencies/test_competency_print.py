"""The planners of text 002, blank and filled, with no word of what the reader may not see (rule 15)."""

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import (
	open_round,
	start_discussion,
)
from tests import competency_people as build

# Printing writes into the log of accesses, and commits.
pytestmark = pytest.mark.commits

MANAGER, EMPLOYEE = "Competency Discussion Planner Manager", "Competency Discussion Planner Employee"
STEPS = (
	"Step 1: Prepare for the Session",
	"Step 2: Create the Climate and Initiate the Discussion",
	"Step 3: Identify Areas of Strength and Opportunities for Development",
	"Step 4: Discuss Barriers/Challenges",
	"Step 5: Agree on a Development Plan",
	"Step 6: Follow Up",
)
PREPARATION = (
	"Employee's Name:",
	"Date:",
	"Areas of strength:",
	"Behavioural examples (supporting evidence):",
	"Areas for development/possible coaching needs:",
	"Potential development activities:",
	"Purpose",
	"Keys to effective coaching",
)
QUESTIONS = (
	"Which competencies did you identify as your key strengths?",
	"Which competencies do you see as potential areas for development?",
	"What is your goal in this area?",
	"What potential challenges do you foresee?",
	"What ideas do you have for developing these competencies?",
	"What specific actions will you take?",
	"How will you address the challenges we discussed?",
	"What is a realistic time frame for completing these development activities?",
	"Schedule next coaching session to review progress:",
)
OF_MANAGER = (
	"Competencies Discussion Planner: Manager",
	"Manager's role and responsibilities",
	"Which of the areas we discussed do you feel you would work on and why?",
	"What actions will you take to develop each of the identified competencies?",
	"How do you propose to address the challenges identified?",
	"What do you feel are reasonable timeframes?",
	"What support do you need from me?",
	"What support/assistance do you need from me?",
	"What development actions will the employee take?",
	"How will challenges be addressed?",
	"What is the time frame for completion?",
	"Actions the employee will take:",
	"Actions you will take:",
)
OF_EMPLOYEE = (
	"Competencies Discussion Planner: Employee",
	"Employee's role and responsibilities",
	"Actions you will take:",
	"Actions your manager will take:",
)


@pytest.fixture
def printed(as_user):
	def of(name, person, print_format, **arguments):
		with as_user(person.user):
			frappe.local.form_dict.update(arguments)
			try:
				return frappe.get_print("Competency Assessment", name, print_format)
			finally:
				frappe.local.form_dict.clear()

	return of


def test_a_blank_planner_has_every_heading_and_question_and_lines_to_write_on(
	everyone, plan, as_user, printed
):
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
	for kind, person, print_format, own in (
		("Coach", everyone.manager, MANAGER, OF_MANAGER),
		("Self", everyone.mentee, EMPLOYEE, OF_EMPLOYEE),
	):
		html = printed(pair[kind], person, print_format)
		for text in (*STEPS, *PREPARATION, *QUESTIONS, *own):
			assert text in html, text
		assert html.count('class="rule"') > 25
		assert "{{" not in html and "Undefined" not in html


def test_a_filled_planner_tells_what_was_rated_and_agreed(everyone, plan, as_user, printed):
	name = build.agreed(everyone, as_user, plan_name=plan.name).name
	html = printed(name, everyone.manager, MANAGER)
	assert f"{build.SECRET['Coach']} Candour" in html
	for said in (
		"The example of the audit settled it",
		"No time",
		"Two hours on Fridays",
		"Listen in once a week",
	):
		assert said in html
	assert "from level 3 to level 4" in html
	html = printed(name, everyone.mentee, EMPLOYEE)
	assert f"{build.SECRET['Self']} Candour" in html and "Say it in each meeting" in html
	blank = printed(name, everyone.mentee, EMPLOYEE, blank="1")
	assert "secret" not in blank and "Say it in each meeting" not in blank


@pytest.mark.parametrize("print_format", [MANAGER, EMPLOYEE])
def test_before_the_reveal_a_planner_shows_one_side(everyone, plan, as_user, printed, print_format):
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
		build.rate(pair["Coach"], [2, 3, 3, 3])
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [4, 4, 3, 3], submit=False)
	assert build.SECRET["Self"] not in printed(pair["Coach"], everyone.manager, print_format)
	assert build.SECRET["Coach"] not in printed(pair["Self"], everyone.mentee, print_format)
	for kind, person in (("Self", everyone.manager), ("Coach", everyone.mentee), ("Coach", everyone.hr)):
		with pytest.raises(frappe.PermissionError):
			printed(pair[kind], person, print_format)


def test_the_employee_prints_no_draft_of_what_is_being_agreed(everyone, plan, as_user, printed):
	pair = build.revealed(everyone, as_user, "mentee", plan.name)
	with as_user(everyone.manager.user):
		name = start_discussion(everyone.mentee.employee, plan=plan.name)
		build.agree(name, submit=False)
	assert "No time" in printed(pair["Coach"], everyone.manager, MANAGER)
	assert "No time" not in printed(pair["Self"], everyone.mentee, EMPLOYEE)


def test_what_people_write_is_not_taken_for_markup(everyone, plan, as_user, printed):
	with as_user(everyone.manager.user):
		pair = open_round(everyone.mentee.employee, plan=plan.name)
	with as_user(everyone.mentee.user):
		own = build.assessment(pair["Self"])
		own.ratings[0].update({"area": "Strength", "evidence": "5 < 6 & more"})
		own.ratings[1].update({"area": "Strength", "evidence": "<b>loud</b>"})
		own.save()
	html = printed(pair["Self"], everyone.mentee, EMPLOYEE)
	assert "5 &lt; 6 &amp; more" in html and "<b>loud" not in html
