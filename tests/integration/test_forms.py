"""What the server tells the forms: what the reader may do, which fields are theirs, what stands beside and at a glance."""

import pytest

import frappe
from frappe.utils import add_days, getdate, today

from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import add_goal
from coaching_plans.coaching_plans.doctype.coaching_plan.coaching_plan import overview
from coaching_plans.coaching_plans.doctype.coaching_session.coaching_session import beside
from coaching_plans.coaching_plans.doctype.coaching_session.coaching_session_calendar import get_events, move
from tests import factories

PEOPLE_OF_THE_CIRCLE = ("mentee", "manager", "second_manager", "hr")
OUTSIDERS = ("peer", "third_level", "other_manager", "other_hr", "system_manager", "unemployed")


def told(doc) -> dict:
	"""What the form of `doc` is told about whoever asks."""
	form = frappe.get_doc(doc.doctype, doc.name)
	form.run_method("onload")
	return form.get_onload("coaching")


def deeds(doc) -> set[str]:
	return set(told(doc)["deeds"])


@pytest.fixture
def draft(firm, by):
	with by("manager"):
		made = factories.plan(firm.mentee)
		factories.action(factories.goal(made))
	return made


@pytest.fixture
def active(firm):
	return factories.active_plan(firm)


# --- what the reader may do ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
	("who", "offered"),
	[
		("manager", {"propose", "add_goal", "close_early"}),
		("hr", {"propose", "add_goal", "close_early"}),
		("second_manager", {"align"}),
	],
)
def test_a_draft_offers_each_what_they_may_do(draft, by, who, offered):
	with by(who):
		assert deeds(draft) == offered


def test_a_draft_to_be_aligned_is_not_offered_to_be_proposed_before(firm, by):
	with by("manager"):
		plan = factories.plan(firm.mentee, purpose="Performance Support")
		factories.action(factories.goal(plan))
		assert "propose" not in deeds(plan)
	with by("second_manager"):
		plan.align()
		assert "align" not in deeds(plan)
	with by("manager"):
		assert "propose" in deeds(plan)


def test_a_proposal_is_the_mentees_to_answer(firm, by):
	plan = factories.proposed_plan(firm)
	with by("mentee"):
		assert {"accept", "request_changes"} <= deeds(plan)
	for who in ("manager", "hr", "second_manager"):
		with by(who):
			assert not {"accept", "request_changes"} & deeds(plan)


@pytest.mark.parametrize("who", ["mentee", "manager", "second_manager", "hr"])
def test_every_deed_offered_can_be_done_and_no_other(active, by, who):
	"""The offer and the method judge by the same functions; a deed not offered is refused."""
	with by(who):
		offered = deeds(active)
		for deed, text in (("complete", "Done well"), ("close_early", "Moved on")):
			form = frappe.get_doc("Coaching Plan", active.name)
			frappe.db.savepoint("deed")
			if deed in offered:
				getattr(form, deed)(text)
			else:
				with pytest.raises(frappe.PermissionError):
					getattr(form, deed)(text)
			frappe.db.rollback(save_point="deed")


def test_a_session_offers_what_its_state_allows(firm, active, by):
	with by("manager"):
		session = factories.session(firm.mentee, active)
		assert deeds(session) == {"call_off", "mark_missed", "add_goal"}
	with by("mentee"):
		assert deeds(session) == set()
	held = factories.held_session(firm, active)
	with by("mentee"):
		assert deeds(held) == {"acknowledge"}
		frappe.get_doc("Coaching Session", held.name).acknowledge()
		assert deeds(held) == set()
	with by("manager"):
		assert deeds(held) == {"start_next"}


# --- which fields are the reader's --------------------------------------------------------------------------------


def test_the_mentee_is_shown_as_theirs_what_saving_lets_them_change(firm, active, by):
	with by("manager"):
		session = factories.session(firm.mentee, active)
	with by("mentee"):
		assert told(active)["fields"] == []
		assert told(session)["fields"] == ["agenda", "mentee_preparation"]
		assert told(factories.only_goal(active))["fields"] == []
		assert told(factories.only_action(active))["fields"] == ["status"]
		own = factories.goal(active, "Long Term")
		assert told(own)["fields"] is None
	with by("manager"):
		assert told(own)["fields"] == []
		assert told(active)["fields"] is None


def test_a_closed_plan_and_all_of_it_are_nobodys_to_change(active, by):
	goal, action = factories.only_goal(active), factories.only_action(active)
	with by("manager"):
		active.reload()
		active.complete("Done well")
		for record in (active, goal, action):
			assert told(record)["fields"] == []
			assert told(record)["deeds"] == []


def test_the_managers_manager_reads(active, by):
	with by("second_manager"):
		facts = told(active)
	assert facts["fields"] == []
	assert facts["rights"] == {"write": 0, "delete": 0}


def test_the_line_of_readers_names_the_circle(firm, active, by):
	with by("mentee"):
		readers = told(active)["readers"]
	assert [reader.employee for reader in readers] == [
		firm.mentee.employee,
		firm.manager.employee,
		firm.second_manager.employee,
		None,
	]


# --- beside and at a glance ---------------------------------------------------------------------------------------


@pytest.fixture
def history(firm, by):
	"""A plan with four held sessions a week apart, the metric read in each, and one that is logged now."""
	start = getdate(add_days(today(), -40))
	frappe.flags.current_date = start
	with by("manager"):
		plan = factories.plan(firm.mentee, start_date=start, end_date=add_days(start, 90))
		goal = factories.goal(plan, measure="Metric", metric="Calls solved", baseline=60, target=80)
		factories.action(goal)
		plan.propose()
	with by("mentee"):
		plan.accept()
	for week in range(4):
		frappe.flags.current_date = getdate(add_days(start, 7 * week + 1))
		with by("manager"):
			logged = factories.session(firm.mentee, plan, starts_on=f"{frappe.flags.current_date} 00:00:00")
			held = factories.fill(logged, notes=f"Week {week}")
			held.metric_readings[0].value = str(60 + 5 * week)
			held.next_session_on = None
			held.submit()
	frappe.flags.current_date = None
	with by("manager"):
		return frappe._dict(plan=plan, goal=goal, session=factories.session(firm.mentee, plan))


def test_beside_the_log_stand_the_last_three_and_the_readings(history, by):
	with by("manager"):
		shown = beside(history.session.name)
	assert [log.notes for log in shown["sessions"]] == ["Week 3", "Week 2", "Week 1"]
	(goal,) = shown["goals"]
	assert [reading["value"] for reading in goal["readings"]] == [60, 65, 70, 75]
	(action,) = shown["actions"]
	assert (action["times_reviewed"], action["tracked_by"]) == (4, "The stand-up's notes")


def test_a_plan_at_a_glance(history, by):
	with by("mentee"):
		shown = overview(history.plan.name)
	assert [session.status for session in shown["sessions"]] == ["Held"] * 4 + ["Scheduled"]
	(goal,) = shown["goals"]
	assert goal["progress"] == 75
	assert [action.follow_through for action in goal["actions"]] == [100]


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_of_it_is_told_outside_the_circle(history, by, who):
	with by(who):
		with pytest.raises(frappe.PermissionError):
			beside(history.session.name)
		with pytest.raises(frappe.PermissionError):
			overview(history.plan.name)
		assert get_events("2000-01-01", "2100-01-01") == []


def test_the_number_of_queries_does_not_grow_with_the_history(firm, history, by, queries):
	with by("manager"):
		beside(history.session.name)
		with queries() as before:
			beside(history.session.name)
		history.session.call_off()
		for _week in range(3):
			factories.fill(factories.session(firm.mentee, history.plan), next_session_on=None).submit()
		later = factories.session(firm.mentee, history.plan)
		beside(later.name)
		with queries() as after:
			beside(later.name)
	assert len(after) == len(before)


def test_the_calendar_shows_the_circle_its_sessions_and_not_those_called_off(firm, history, by):
	with by("manager"):
		called_off = factories.session(firm.mentee, history.plan, starts_on=factories.days_ago(-3))
		called_off.call_off()
		shown = get_events("2000-01-01", "2100-01-01")
		assert all(event["all_day"] == 0 for event in shown), "a drag would give it the whole day"
	assert history.session.name in [session.name for session in shown]
	assert called_off.name not in [session.name for session in shown]


def test_dragging_a_session_moves_it_and_is_not_the_mentees_to_do(firm, history, by):
	name = history.session.name
	moved = {
		"name": name,
		"starts_on": f"{add_days(today(), 2)} 14:00:00",
		"ends_on": f"{add_days(today(), 2)} 14:45:00",
	}
	with by("mentee"), pytest.raises(frappe.PermissionError):
		move(frappe.as_json(moved))
	with by("manager"):
		history.session.reload()
		history.session.next_session_on = None
		history.session.save()
		move(frappe.as_json(moved))
	session = frappe.get_doc("Coaching Session", name)
	assert (str(session.starts_on), session.minutes) == (f"{add_days(today(), 2)} 14:00:00", 45)


# --- a goal with its actions --------------------------------------------------------------------------------------

MENTEE_ACTION = {
	"responsible": "Mentee",
	"description": "Open with the numbers",
	"tracked_by": "The notes",
	"within_control": 1,
}
EMPLOYER_ACTION = {"responsible": "Employer", "description": "Hand over the stand-up"}


def count(plan) -> tuple[int, int]:
	return tuple(
		frappe.db.count(doctype, {"plan": plan.name}) for doctype in ("Coaching Goal", "Coaching Action")
	)


def test_a_goal_is_added_with_its_actions_in_one_call(draft, by):
	with by("manager"):
		name = add_goal(
			draft.name,
			frappe.as_json({"horizon": "Mid Term", "development_area": "Leading"}),
			frappe.as_json([MENTEE_ACTION, EMPLOYER_ACTION]),
		)
	assert count(draft) == (2, 3)
	assert frappe.db.get_value("Coaching Goal", name, ["status", "mentee"]) == ("Open", draft.mentee)


@pytest.mark.parametrize(
	("horizon", "actions", "said"),
	[
		("Short Term", [], "add an action of the employee"),
		("Short Term", [MENTEE_ACTION] * 4, "at most 3"),
		("Short Term", [MENTEE_ACTION | {"tracked_by": ""}], "Tracked By"),
		("Short Term", [MENTEE_ACTION | {"within_control": 0}], "within their control"),
		("Mid Term", [MENTEE_ACTION], "action of the employer"),
		("Mid Term", [EMPLOYER_ACTION], "add an action of the employee"),
	],
)
def test_a_goal_that_falls_short_leaves_nothing(draft, by, horizon, actions, said):
	before = count(draft)
	with by("manager"), pytest.raises(frappe.ValidationError, match=said):
		add_goal(draft.name, {"horizon": horizon, "development_area": "Leading"}, actions)
	assert count(draft) == before


def test_only_the_mentee_adds_a_long_term_goal_and_no_other(active, by):
	long_term, short_term = (
		{"horizon": horizon, "development_area": "X"} for horizon in ("Long Term", "Short Term")
	)
	with by("manager"), pytest.raises(frappe.PermissionError):
		add_goal(active.name, long_term, [])
	with by("mentee"):
		with pytest.raises(frappe.PermissionError):
			add_goal(active.name, short_term, [MENTEE_ACTION])
		assert add_goal(active.name, long_term, [])


@pytest.mark.parametrize("who", (*OUTSIDERS, "second_manager"))
def test_nobody_else_adds_a_goal(active, by, who):
	before = count(active)
	with by(who), pytest.raises(frappe.PermissionError):
		add_goal(
			active.name, {"horizon": "Mid Term", "development_area": "X"}, [MENTEE_ACTION, EMPLOYER_ACTION]
		)
	assert count(active) == before


def test_the_dialog_offers_the_horizons_that_are_open(active, by):
	def offered():
		return overview(active.name)["horizons"]

	with by("mentee"):
		assert offered() == ["Long Term"]
	with by("second_manager"):
		assert offered() == []
	with by("manager"):
		assert offered() == ["Short Term", "Mid Term"]
		factories.goal(active)
		assert offered() == ["Mid Term"], "two Short Term goals are open"


def test_what_the_dialog_may_not_set_is_not_set(draft, by):
	with by("manager"):
		name = add_goal(
			draft.name,
			{"horizon": "Long Term", "development_area": "X", "status": "Reached", "replan_count": 3}
			| {"horizon": "Short Term"},
			[MENTEE_ACTION | {"status": "Done", "times_followed": 9}],
		)
	assert frappe.db.get_value("Coaching Goal", name, ["status", "replan_count"]) == ("Open", 0)
	assert frappe.db.get_value("Coaching Action", {"goal": name}, ["status", "times_followed"]) == (
		"Proposed",
		0,
	)


def test_a_log_written_late_offers_a_day_to_come_for_the_next_session(firm, active, by):
	"""The day planned may have passed before anybody wrote the log; a day to come is left as it is."""
	with by("manager"):
		late = factories.session(firm.mentee, active, starts_on=add_days(f"{today()} 10:00:00", -20))
		late.next_session_on = add_days(today(), -13)
		late.save()
		day = beside(late.name)["next_day"]
		assert getdate(day) > getdate(today())
		late.next_session_on = day
		late.save()
		assert beside(late.name)["next_day"] is None
