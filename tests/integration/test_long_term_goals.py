"""Rule 8: a Long Term goal is the mentee's own."""

import pytest

import frappe
from frappe.utils import add_days, today

from coaching_plans.coaching_plans.doctype.coaching_plan import overview
from coaching_plans.coaching_plans.doctype.coaching_session.coaching_session import start_session
from tests import factories


@pytest.fixture
def plan(firm):
	return factories.active_plan(firm)


@pytest.fixture
def dream(plan, by):
	with by("mentee"):
		return factories.goal(
			plan, "Long Term", development_area="Finish the degree", due_date=add_days(today(), 5)
		)


def test_the_mentee_adds_one(dream):
	assert (dream.horizon, dream.status) == ("Long Term", "Open")


@pytest.mark.parametrize("who", ["manager", "hr"])
def test_nobody_adds_one_for_them(plan, by, who):
	with by(who), pytest.raises(frappe.PermissionError, match="Horizon"):
		factories.goal(plan, "Long Term")


def test_hr_adds_one_for_a_mentee_without_a_user(firm, by):
	with by("hr"):
		assert factories.goal(factories.plan(firm.without_user), "Long Term").name


@pytest.mark.parametrize("status", ["Deferred", "Dropped", "Reached"])
def test_the_mentee_sets_its_status(dream, by, status):
	with by("mentee"):
		dream.status = status
		dream.save()
	assert frappe.db.get_value("Coaching Goal", dream.name, "status") == status


@pytest.mark.parametrize(
	("field", "value"), [("status", "Dropped"), ("goal_state", "Stay"), ("due_date", None)]
)
@pytest.mark.parametrize("who", ["manager", "hr"])
def test_nobody_else_changes_it(dream, by, who, field, value):
	with by(who):
		dream.reload()
		dream.set(field, value)
		with pytest.raises(frappe.PermissionError, match="Long Term goal is the employee's own"):
			dream.save()


def test_the_mentee_deletes_it_and_nobody_else(dream, by):
	with by("manager"), pytest.raises(frappe.PermissionError):
		frappe.delete_doc("Coaching Goal", dream.name)
	with by("mentee"):
		frappe.delete_doc("Coaching Goal", dream.name)
	assert not frappe.db.exists("Coaching Goal", dream.name)


def test_the_mentee_changes_it_after_the_plan_has_ended(firm, plan, dream, by):
	with by("mentee"):
		own = factories.action(dream)
	with by("manager"):
		plan.reload()
		plan.complete("Leads the stand-up")
		for record, field in ((dream, "goal_state"), (own, "description")):
			record.reload()
			record.set(field, "Rewritten")
			with pytest.raises(frappe.PermissionError):
				record.save()
	with by("mentee"):
		for record, status in ((dream, "Deferred"), (own, "Done")):
			record.reload()
			record.status = status
			record.save()
		assert factories.goal(plan, "Long Term", development_area="Learn Polish").name


def test_the_mentee_changes_it_at_any_time_before_the_plan_is_active(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		goal = factories.goal(plan, "Long Term")
		goal.goal_state = "Own a bakery"
		goal.save()
	assert goal.goal_state == "Own a bakery"


def test_handed_back_the_plan_is_hidden_and_their_own_goal_is_not(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		goal = factories.goal(plan, "Long Term")
		own = factories.action(goal)
	with by("manager"):
		support = factories.action(goal, "Employer")
	with by("mentee"):
		plan.request_changes("Shorter")
		assert frappe.get_list("Coaching Goal", {"plan": plan.name}, pluck="name") == [goal.name]
		assert frappe.get_list("Coaching Action", {"plan": plan.name}, pluck="name") == [own.name]
		for record in (plan, support):
			assert not frappe.has_permission(record.doctype, "read", doc=record)
		for record, status in ((goal, "Deferred"), (own, "Done")):
			record.reload()
			record.status = status
			record.save()
	with by("peer"):
		assert not frappe.get_list("Coaching Goal", {"plan": plan.name})


def test_a_long_term_goal_that_hr_wrote_into_a_draft_stays_hidden_with_it(firm, by):
	factories.enable(firm.mentee, 0)
	with by("hr"):
		plan = factories.plan(firm.mentee)
		factories.goal(plan, "Long Term")
	factories.enable(firm.mentee, 1)
	with by("mentee"):
		assert not frappe.get_list("Coaching Goal", {"plan": plan.name})


def test_the_mentee_is_done_with_their_own_before_the_plan_is_active(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		own = factories.action(factories.goal(plan, "Long Term"))
		own.status = "Done"
		own.save()
	with by("manager"), pytest.raises(frappe.ValidationError, match="not accepted yet"):
		other = frappe.get_doc("Coaching Action", {"plan": plan.name, "horizon": "Short Term"})
		other.status = "Done"
		other.save()
	assert frappe.db.get_value("Coaching Action", own.name, "status") == "Done"


def test_hr_keeps_goals_and_their_actions_for_who_can_not_sign_in(firm, by):
	with by("hr"):
		own = factories.action(factories.goal(factories.plan(firm.without_user), "Long Term"))
		own.status = "Done"
		own.save()
		factories.only_action_of(frappe._dict(name=own.plan), "Mentee", status="Done")
		frappe.delete_doc("Coaching Action", own.name)


def test_the_mentee_adds_no_goal_of_another_horizon(plan, by):
	for horizon in ("Short Term", "Mid Term"):
		with by("mentee"), pytest.raises(frappe.PermissionError, match="Horizon"):
			factories.goal(plan, horizon)


def test_the_employer_supports_it(dream, by):
	with by("manager"):
		assert factories.action(dream, "Employer", description="Friday afternoons off").name


def test_the_employer_sets_the_mentee_no_task_for_it(dream, by):
	with by("manager"), pytest.raises(frappe.PermissionError, match="Responsible"):
		factories.action(dream)


def test_nobody_else_deletes_what_the_mentee_set_themselves_to_do(dream, by):
	with by("mentee"):
		own = factories.action(dream)
	for who in ("manager", "hr"):
		with by(who), pytest.raises(frappe.PermissionError):
			frappe.delete_doc("Coaching Action", own.name)
	with by("mentee"):
		frappe.delete_doc("Coaching Action", own.name)
	assert not frappe.db.exists("Coaching Action", own.name)


def test_it_needs_no_date(plan, by):
	with by("mentee"):
		assert not factories.goal(plan, "Long Term").due_date


def test_its_metric_is_not_read_in_sessions(firm, plan, by):
	with by("mentee"):
		factories.goal(plan, "Long Term", measure="Metric", metric="Pages", baseline=0, target=300)
	with by("manager"):
		assert factories.session(firm.mentee, plan).metric_readings == []


def test_its_metric_makes_no_percentage(plan, by):
	with by("mentee"):
		factories.goal(plan, "Long Term", measure="Metric", metric="Pages", baseline=0, target=300)
		(shown,) = [goal for goal in overview.goals(plan.name) if goal["horizon"] == "Long Term"]
	assert shown["progress"] is None


def test_it_needs_no_actions_to_propose_or_to_submit(firm, plan, dream):
	assert factories.held_session(firm, plan).status == "Held"


def test_it_enters_no_figure_of_the_plan(plan, dream, by):
	with by("mentee"):
		dream.status = "Reached"
		dream.save()
	plan.reload()
	assert (plan.goals_total, plan.goals_reached) == (1, 0)


def test_its_own_actions_are_not_reviewed_and_enter_no_follow_through(firm, plan, dream, by):
	with by("mentee"):
		own = factories.action(dream)
	frappe.db.set_value("Coaching Action", own.name, {"status": "Agreed", "agreed_on": today()})
	with by("manager"):
		session = frappe.get_doc("Coaching Session", start_session(firm.mentee.employee, plan.name))
	assert own.name not in [row.action for row in session.action_reviews]


def test_the_employers_support_of_it_is_reviewed(firm, plan, dream, by):
	with by("manager"):
		support = factories.action(dream, "Employer")
		support.status = "Agreed"
		support.save()
		session = factories.session(firm.mentee, plan)
	assert support.name in [row.action for row in session.action_reviews]


def test_a_review_of_its_own_action_would_not_count(firm, plan, dream, by):
	"""Such a row can only stem from an import: the figure is safe from it all the same."""
	with by("mentee"):
		own = factories.action(dream)
	frappe.db.set_value("Coaching Action", own.name, {"times_reviewed": 4, "times_followed": 0})
	factories.held_session(firm, plan, "Followed")
	plan.reload()
	assert (plan.follow_through, plan.actions_reviewed) == (100, 1)


def test_past_its_date_it_is_neither_replanned_nor_on_the_agenda(firm, plan, dream, by):
	frappe.db.set_value("Coaching Goal", dream.name, "due_date", add_days(today(), -3))
	held = factories.held_session(firm, plan)
	assert frappe.db.get_value("Coaching Goal", dream.name, "status") == "Open"
	assert not [row for row in held.agenda if "degree" in (row.item or "")]
