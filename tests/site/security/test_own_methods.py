"""Road: the app's own functions, asked for records and people that are not the caller's to deal with."""

import json

import pytest

from tests.circle_people import NEAR, OUTSIDE, SECRET

MODULE = "coaching_plans.coaching_plans.doctype"
SESSION = f"{MODULE}.coaching_session.coaching_session"
CALENDAR = f"{MODULE}.coaching_session.coaching_session_calendar"
PLAN = f"{MODULE}.coaching_plan.coaching_plan"
ASSESSMENT = f"{MODULE}.competency_assessment.competency_assessment"


def calls(firm, records) -> dict[str, tuple[str, str, dict]]:
	mentee = firm.employee("mentee")
	goal = json.dumps(
		{"horizon": "Mid Term", "development_area": "x", "goal_state": "x", "measure": "Milestone"}
	)
	return {
		"start_session": ("POST", f"{SESSION}.start_session", {"mentee": mentee, "plan": records.plan}),
		"start_session without a plan": ("POST", f"{SESSION}.start_session", {"mentee": mentee}),
		"beside": ("GET", f"{SESSION}.beside", {"session": records.held}),
		"get_events": ("GET", f"{CALENDAR}.get_events", {"start": "2000-01-01", "end": "2100-01-01"}),
		"move": (
			"POST",
			f"{CALENDAR}.move",
			{
				"args": json.dumps(
					{"name": records.scheduled, "doctype": "Coaching Session", "starts_on": "2031-01-01"}
				)
			},
		),
		"overview": ("GET", f"{PLAN}.overview", {"plan": records.plan}),
		"add_goal": (
			"POST",
			f"{MODULE}.coaching_goal.coaching_goal.add_goal",
			{"plan": records.plan, "goal": goal, "actions": "[]"},
		),
		"open_round": ("POST", f"{ASSESSMENT}.open_round", {"mentee": mentee, "plan": records.plan}),
		"open_round without a plan": ("POST", f"{ASSESSMENT}.open_round", {"mentee": mentee}),
		"start_discussion": (
			"POST",
			f"{ASSESSMENT}.start_discussion",
			{"mentee": mentee, "plan": records.plan},
		),
		"round_status": ("GET", f"{ASSESSMENT}.round_status", {"mentee": mentee, "plan": records.plan}),
		"open_plans": ("GET", "coaching_plans.desk.open_plans", {"mentee": mentee}),
		"waiting_for_me": ("GET", "coaching_plans.desk.waiting_for_me", {"doctype": "Coaching Plan"}),
		"overdue_actions": ("GET", "coaching_plans.cards.overdue_actions", {}),
		"sessions_to_log": ("GET", "coaching_plans.cards.sessions_to_log", {}),
		"logs_to_acknowledge": ("GET", "coaching_plans.cards.logs_to_acknowledge", {}),
		"assessments_to_submit": ("GET", "coaching_plans.cards.assessments_to_submit", {}),
		"remind": (
			"POST",
			"coaching_plans.reminders.custom.remind",
			{"user": firm.user("mentee"), "doctype": "Coaching Plan", "name": records.plan, "text": "x"},
		),
		"held_about": ("GET", "coaching_plans.data_protection.held_about", {"employee": mentee}),
		"erase": ("POST", "coaching_plans.data_protection.erase", {"employee": mentee}),
		"my_notes": (
			"GET",
			f"{MODULE}.coaching_note.coaching_note.my_notes",
			{"doctype": "Coaching Plan", "name": records.plan},
		),
	}


@pytest.mark.parametrize("name", [
	"start_session", "start_session without a plan", "beside", "get_events", "move", "overview", "add_goal",
	"open_round", "open_round without a plan", "start_discussion", "round_status", "open_plans", "waiting_for_me",
	"overdue_actions", "sessions_to_log", "logs_to_acknowledge", "assessments_to_submit", "remind", "held_about", "erase", "my_notes",
])  # fmt: skip
def test_they_serve_nobody_outside(web, firm, records, name):
	verb, method, arguments = calls(firm, records)[name]
	for person in (*OUTSIDE, "mentor"):
		# A refusal may repeat what it was asked about.
		hides = tuple(
			name for name in (records.plan, records.held, records.goal) if name not in arguments.values()
		)
		web.refused(
			person, verb, f"/api/method/{method}", hides, **{"params" if verb == "GET" else "data": arguments}
		)


METHODS = {
	"Coaching Plan": ["align", "propose", "accept", "request_changes", "complete", "close_early"],
	"Coaching Session": ["acknowledge", "mark_missed", "call_off", "start_next"],
}


@pytest.mark.parametrize(
	"doctype, method", [(doctype, method) for doctype in METHODS for method in METHODS[doctype]]
)
def test_document_methods_serve_nobody_outside(web, firm, records, doctype, method):
	name = {"Coaching Plan": records.plan, "Coaching Session": records.scheduled}[doctype]
	arguments = {"comment": "x", "outcome": "x", "reason": "x"}
	for person in (*NEAR, "mentor"):
		mine = {
			"mentee": firm.employees.get(person, "CIRC-PEER"),
			"coach": firm.employees.get(person, "CIRC-PEER"),
		}
		document = {"doctype": doctype, "name": name, "status": "Proposed", "modified": "2030-01-01", **mine}
		for docs in (document, {**document, "__islocal": 1}, {**document, "appointed": 1}):
			web.refused_call(person, "run_doc_method", docs=docs, method=method, args=arguments)
			web.refused(
				person,
				"POST",
				"/api/v2/method/run_doc_method",
				json={"document": docs, "method": method, "kwargs": arguments},
			)
		web.refused_call(person, "run_doc_method", dt=doctype, dn=name, method=method, args=arguments)
		web.refused(
			person, "POST", f"/api/resource/{doctype}/{name}", json={"run_method": method, **arguments}
		)
		web.refused(
			person, "GET", f"/api/resource/{doctype}/{name}", params={"run_method": method, **arguments}
		)
		web.refused(person, "POST", f"/api/v2/document/{doctype}/{name}/method/{method}", json=arguments)


def test_deeds_are_for_who_may(web, records):
	"""Within the circle too: the manager does not accept for the mentee, nor the mentee align."""
	for person, method in (
		("manager", "accept"),
		("hr", "accept"),
		("mentee", "align"),
		("second_manager", "propose"),
	):
		answer = web.call(person, "run_doc_method", dt="Coaching Plan", dn=records.proposed, method=method)
		assert not answer.ok, f"{person} {method}"


def test_the_circle_is_served(web, firm, records):
	for name in ("beside", "overview", "get_events"):
		verb, method, arguments = calls(firm, records)[name]
		for person in ("manager", "mentee"):
			answer = web.ask(person, verb, f"/api/method/{method}", params=arguments)
			assert answer.ok and (
				SECRET in answer.text or records.held in answer.text
			), f"{name}: {answer.text[:500]}"


def test_a_plan_of_ones_own_opens_nobody_elses_sessions(web, firm, records):
	"""The mentor coaches one plan of the mentee, and deals with no other plan or person through it."""
	for mentee, plan in (
		(firm.employee("peer"), records.mentored),
		(firm.employee("mentee"), records.plan),
		(firm.employee("peer"), ""),
	):
		for method in (
			f"{SESSION}.start_session",
			f"{ASSESSMENT}.open_round",
			f"{ASSESSMENT}.start_discussion",
		):
			answer = web.refused_call("mentor", method, mentee=mentee, plan=plan)
			assert not answer.ok, answer.text
