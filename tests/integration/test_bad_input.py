"""What people get wrong: refused with the field and the rule, and nothing half-written."""

import pytest

import frappe
from frappe.utils import add_days, today

from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import add_goal
from tests import factories
from tests.bulk_organisation import insert

TABLES = ("Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session")


@pytest.fixture
def nothing_written(site):
	before = {doctype: frappe.db.count(doctype) for doctype in TABLES}
	yield
	assert {doctype: frappe.db.count(doctype) for doctype in TABLES} == before


def refused(match, exception=frappe.ValidationError):
	return pytest.raises(exception, match=match)


def test_dates_reversed(firm, by, nothing_written):
	with by("manager"), refused("End Date.*can't be before.*Start Date"):
		factories.plan(firm.mentee, end_date=add_days(today(), -1))


@pytest.mark.parametrize("field", ["start_date", "end_date"])
def test_a_plan_without_an_end_in_sight(firm, by, nothing_written, field):
	label = {"start_date": "Start Date", "end_date": "End Date"}[field]
	with by("manager"), refused(f"{label}.*too far off"):
		factories.plan(firm.mentee, **{"end_date": None, field: "9999-12-31"})


@pytest.mark.parametrize(
	("field", "label"), [("starts_on", "Starts On"), ("next_session_on", "Next Session On")]
)
def test_a_session_at_the_end_of_time(firm, by, nothing_written, field, label):
	with by("manager"), refused(f"{label}.*too far off"):
		factories.session(firm.mentee, **{field: "9999-12-31"})


def test_a_plan_is_not_moved_away_from_under_its_goals(firm, by):
	plan = factories.active_plan(firm)
	frappe.db.set_value("Coaching Goal", {"plan": plan.name}, "due_date", add_days(today(), 10))
	with by("manager"):
		plan.start_date = add_days(today(), 11)
		with refused("Start Date.*due on.*Move that first"):
			plan.save()
		plan.reload()
		plan.start_date = add_days(today(), 10)
		plan.save()


def test_a_plan_does_not_end_before_it_was_accepted(firm, by):
	plan = factories.active_plan(firm, start_date=add_days(today(), -20))
	with by("manager"):
		plan.end_date = add_days(today(), -1)
		with refused("End Date.*can't be before.*Accepted On"):
			plan.save()
		plan.reload()
		plan.end_date = today()
		plan.save()


@pytest.mark.parametrize("text", ["<p></p>", "&nbsp;", "\u200b", "  "])
def test_a_text_that_says_nothing(firm, by, text):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	with by("manager"):
		with refused("Metric", frappe.MandatoryError):
			factories.goal(plan, "Mid Term", measure="Metric", metric=text, target=5)
		with refused("Tracked By"):
			factories.action(goal, tracked_by=text)
		with refused("Description.*say what will be done", frappe.MandatoryError):
			factories.action(goal, description=text)
		with refused("Development Area.*say what is", frappe.MandatoryError):
			factories.goal(plan, "Mid Term", development_area=text)
		with refused("Recognition|went well|empty", frappe.MandatoryError):
			session = factories.fill(factories.session(firm.mentee, plan), next_session_on=None)
			session.recognition = text
			session.submit()
		session.reload()
		session.mark_missed()
		plan.reload()
		with refused("Outcome", frappe.MandatoryError):
			plan.complete(text)


def test_a_box_not_ticked_that_is_sent_as_text(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"), refused("within their control"):
		factories.action(factories.only_goal(plan), within_control="0")


@pytest.mark.parametrize(
	("goal", "actions", "said"),
	[
		(None, [], "Goal.*an object"),
		("abc", [], "Goal.*an object"),
		("[]", [], "Goal.*an object"),
		({"horizon": "Mid Term"}, None, "Actions.*a list"),
		({"horizon": "Mid Term"}, "{}", "Actions.*a list"),
		({"horizon": "Mid Term"}, "[1]", "Actions.*an object"),
	],
)
def test_a_goal_that_is_none(firm, by, goal, actions, said):
	plan = factories.active_plan(firm)
	with by("manager"), refused(said):
		add_goal(plan.name, goal, actions)


def test_a_plan_of_one_day(firm, by):
	with by("manager"):
		assert factories.plan(firm.mentee, end_date=today()).name


@pytest.mark.parametrize(
	("doctype", "field"),
	[
		("Coaching Plan", "Employee"),
		("Coaching Session", "Employee"),
		("Competency Assessment", "Employee"),
		("Coaching Goal", "Plan"),
		("Coaching Action", "Goal"),
	],
)
@pytest.mark.parametrize("who", ["manager", "mentee", "hr"])
def test_a_record_of_nobody(firm, by, nothing_written, doctype, field, who):
	with by(who), refused(f"{field}.*choose whose {doctype} this is", frappe.MandatoryError):
		frappe.get_doc({"doctype": doctype}).insert()


@pytest.mark.parametrize("who", ["peer", "other_manager", "third_level", "other_hr", "system_manager"])
def test_a_record_for_somebody_elses_employee(firm, by, who):
	plan = factories.active_plan(firm)
	goal = factories.only_goal(plan)
	for add, field in (
		(lambda: factories.plan(firm.mentee, purpose="New Scope"), "Employee"),
		(lambda: factories.session(firm.mentee), "Employee"),
		(lambda: factories.session(firm.mentee, plan), "Employee"),
		(lambda: factories.goal(plan), "Plan"),
		(lambda: factories.action(goal), "Goal"),
	):
		with by(who), refused(f"{field}.*you can't add", frappe.PermissionError):
			add()


def test_a_session_knows_its_employee_from_its_plan(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		session = frappe.get_doc(
			{"doctype": "Coaching Session", "plan": plan.name, "starts_on": frappe.utils.now_datetime()}
		).insert()
	assert (session.mentee, session.mentee_name) == (firm.mentee.employee, firm.mentee.name)


def test_oneself_as_coach(firm, by, nothing_written):
	with by("hr"), refused("Coach.*nobody coaches themselves"):
		factories.plan(firm.mentee, coach=firm.mentee.employee)


@pytest.mark.parametrize("status", ["Left", "Inactive", "Suspended"])
def test_a_coach_who_left(firm, by, nothing_written, status):
	frappe.db.set_value("Employee", firm.mentor.employee, "status", status)
	with by("hr"), refused("Coach.*not an active employee"):
		factories.plan(firm.mentee, coach=firm.mentor.employee)


def test_a_mentee_who_left(firm, by, nothing_written):
	frappe.db.set_value("Employee", firm.mentee.employee, "status", "Left")
	with by("hr"), refused("Employee.*not an active employee"):
		factories.plan(firm.mentee)


def test_nobody_to_be_the_coach(firm, by, nothing_written):
	frappe.db.set_value("Employee", firm.mentee.employee, "reports_to", None)
	with by("hr"), refused("Coach.*has no active manager", frappe.MandatoryError):
		factories.plan(firm.mentee)


def test_an_employee_that_does_not_exist(firm, by, nothing_written):
	with by("hr"), pytest.raises((frappe.LinkValidationError, frappe.PermissionError)):
		factories.plan(firm.mentee._replace(employee="HR-EMP-NOBODY"))


def test_a_purpose_that_is_none(firm, by, nothing_written):
	with by("manager"), refused("Purpose"):
		factories.plan(firm.mentee, purpose="Revenge")


def test_a_percentage_out_of_range_on_a_plan_is_put_back(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, follow_through=400)
	assert frappe.db.get_value("Coaching Plan", plan.name, "follow_through") == 0


def test_another_persons_mentee_sent_in_a_new_session(firm, by, nothing_written):
	with by("other_manager"), pytest.raises(frappe.PermissionError):
		factories.session(firm.mentee)


def test_another_persons_plan_sent_in_a_new_session(firm, by):
	plan = factories.active_plan(firm)
	before = frappe.db.count("Coaching Session")
	with by("manager"), refused("Plan.*not a plan of this employee", frappe.PermissionError):
		factories.session(firm.peer, plan)
	assert frappe.db.count("Coaching Session") == before


def test_another_persons_plan_sent_in_a_new_goal(firm, by):
	plan = factories.active_plan(firm)
	before = frappe.db.count("Coaching Goal")
	for who in ("peer", "other_manager", "second_manager"):
		with by(who), pytest.raises(frappe.PermissionError):
			factories.goal(plan, mentee=getattr(firm, who).employee, coach=getattr(firm, who).employee)
	assert frappe.db.count("Coaching Goal") == before


def test_a_fourth_action_and_a_third_goal_leave_what_was_there(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee)
		goal = factories.goal(plan)
		for _number in range(3):
			factories.action(goal)
		factories.goal(plan)
		plan.reload()
		before = (plan.as_dict(), frappe.db.count("Coaching Goal"), frappe.db.count("Coaching Action"))
		with refused(r"Horizon.*at most 2 Short Term goals"):
			factories.goal(plan)
		with refused(r"Responsible.*at most 3 open actions"):
			factories.action(goal)
	plan.reload()
	assert (plan.as_dict(), frappe.db.count("Coaching Goal"), frappe.db.count("Coaching Action")) == before


def test_a_session_with_a_plan_of_minutes_below_nothing(firm, by, nothing_written):
	with by("manager"), refused("Minutes", frappe.NonNegativeError):
		factories.session(firm.mentee, minutes=-30)


def test_a_session_that_no_day_is_named_for(firm, by, nothing_written):
	with by("manager"), refused("starts_on", frappe.MandatoryError):
		factories.session(firm.mentee, starts_on=None)


def test_a_goal_of_hrms_that_is_somebody_elses(firm, by):
	insert("Goal", [{"name": "FCT-GOAL", "goal_name": "Sell more", "employee": firm.peer.employee}])
	with by("manager"):
		plan = factories.plan(firm.mentee)
		with refused("Goal", frappe.PermissionError):
			factories.goal(plan, hr_goal="FCT-GOAL")
	assert not frappe.db.count("Coaching Goal", {"plan": plan.name})


def test_a_company_of_the_callers_choice_is_put_right(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, company=factories.OTHER_COMPANY)
	assert plan.company == factories.COMPANY


def test_a_session_on_an_ended_plan(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		plan.complete("Done")
		with refused("Plan.*closed"):
			factories.session(firm.mentee, plan)


def test_a_barrier_about_somebody_elses_goal(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		foreign = factories.goal(factories.plan(firm.peer))
		session = factories.session(firm.mentee, plan)
		session.append("barriers", {"barrier": "Noise", "goal": foreign.name})
		with pytest.raises(frappe.PermissionError):
			session.save()
	assert not frappe.db.count("Coaching Barrier", {"parent": session.name})
