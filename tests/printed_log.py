"""A plan and a session with something in every part of their print formats, for the tests of both sites."""

import frappe
from frappe.utils import add_days, today

from tests import factories

LOG, PLAN = "Coaching Session Log", "Coaching Plan"
METRIC = {
	"measure": "Metric",
	"metric": "First answer",
	"unit": "hours",
	"baseline": 9,
	"target": 4,
	"higher_is_better": 0,
}
# Words that stand in the records, by the part of the log in which they are to be found.
AGREED = ("Open the stand-up with yesterday", "Time with the billing team")
FEEDBACK = {"recognition": "Calm when the line went down", "opportunity": "Ask before you answer"}
TALK = {
	"adjustments": "Fewer tickets on Fridays",
	"notes": "Ada asked about the rota",
}


def full_plan(firm):
	"""An active plan: two Short Term goals, one of them measured, a Mid Term and a Long Term goal, and support."""
	with factories.acting(firm.manager):
		plan = factories.plan(
			firm.mentee,
			start_date=add_days(today(), -14),
			session_minutes=30,
			support=[{"kind": "Training", "description": "A course on voice", "available_from": today()}],
			milestones=[{"achieved_on": add_days(today(), -3), "description": "Led a first stand-up"}],
		)
		factories.action(factories.goal(plan, current_state="Speaks up when asked"))
		factories.action(
			factories.goal(plan, development_area="Answering sooner", **METRIC),
			description="Sort the queue before nine",
		)
		both = factories.goal(
			plan, "Mid Term", development_area="Billing cases", due_date=add_days(today(), 60)
		)
		factories.action(both, description="Sit in on two billing calls")
		factories.action(both, "Employer", description=AGREED[1])
		plan.propose()
	with factories.acting(firm.mentee):
		plan.accept()
		own = factories.goal(
			plan, "Long Term", development_area="A degree", goal_state="Finish the evening degree"
		)
	with factories.acting(firm.manager):
		factories.action(own, "Employer", description="Leave early on Tuesdays")
	# Agreed long before the sessions that review them.
	for name in frappe.get_all("Coaching Action", {"plan": plan.name, "status": "Agreed"}, pluck="name"):
		frappe.db.set_value("Coaching Action", name, "agreed_on", add_days(today(), -14))
	return plan


def session_to_come(firm, plan):
	with factories.acting(firm.manager):
		return factories.session(
			firm.mentee,
			plan,
			agenda=[{"item": "The rota in December", "raised_by": "Coach"}],
			mentee_preparation="I led two stand-ups",
		)


def held_log(firm, plan, **values):
	with factories.acting(firm.manager):
		session = session_to_come(firm, plan)
		factories.fill(session, "Partly", **{**FEEDBACK, **TALK, "next_session_on": None, **values})
		session.action_reviews[0].comment = "On four days of five"
		session.metric_readings[0].value = "6.5"
		session.append("barriers", {"barrier": "The early shift", "response": "Swap with Jo"})
		session.submit()
	return session
