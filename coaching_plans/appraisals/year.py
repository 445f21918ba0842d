"""An employee's year of coaching, for their appraisal: read live each time, stored nowhere (rule 25)."""

import frappe
from frappe import _
from frappe.utils import formatdate

from coaching_plans import coverage_facts
from coaching_plans.agreed_levels import agreed_levels
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standard_for
from coaching_plans.coverage_facts import Cycle, cycle_on
from coaching_plans.follow_through import action_score
from coaching_plans.permissions import circle, standing_to_employee
from coaching_plans.statuses import was_agreed


@frappe.whitelist(methods=["GET"])
def year_of(appraisal: str) -> dict:
	"""The coaching behind an appraisal, for those in the circle of its employee.

	Returns a dict with `in_circle`; where that is true also cycle, from_date, to_date, sessions_held, sessions_due,
	sessions, follow_through (percent or None), goals, goals_reached, goals_replanned, topics, milestones and ratings.
	Raises PermissionError for people who may not read the appraisal.
	"""
	frappe.has_permission("Appraisal", "read", doc=appraisal, throw=True)
	employee, cycle_name = frappe.db.get_value("Appraisal", appraisal, ["employee", "appraisal_cycle"])
	if not (frappe.session.user == "Administrator" or standing_to_employee(employee)):
		return {"in_circle": False}
	cycle = cycle_on(cycle_name)
	person = frappe.db.get_value(
		"Employee", employee, ["name as employee", "date_of_joining", "relieving_date"], as_dict=True
	)
	return {
		"in_circle": True,
		"cycle": cycle.name,
		"from_date": cycle.start,
		"to_date": cycle.end,
		**sessions(person, cycle),
		**goals(employee, cycle),
		"follow_through": follow_through(employee, cycle),
		"topics": topics(person, cycle),
		"milestones": milestones(employee, cycle),
		"ratings": agreed_levels([employee], cycle.name).get(employee, []),
	}


@frappe.whitelist(methods=["GET"])
def reflection_on(appraisal: str) -> str:
	"""A few plain sentences of `year_of`, for the employee or manager to edit and save as their own reflection.

	Empty outside the circle. It quotes no feedback and no goal: what was said in private stays there.
	"""
	year = year_of(appraisal)
	if not year["in_circle"]:
		return ""
	sentences = [
		_("{0} one-on-one sessions were held from {1} to {2}; the standard asks for {3}.").format(
			year["sessions_held"],
			formatdate(year["from_date"]),
			formatdate(min(year["to_date"], today())),
			year["sessions_due"],
		)
	]
	if year["follow_through"] is not None:
		sentences.append(_("Agreed actions were followed to {0} %.").format(round(year["follow_through"])))
	if year["goals"]:
		sentences.append(
			_("{0} of {1} goals were reached.").format(year["goals_reached"], len(year["goals"]))
		)
	if year["goals_replanned"]:
		sentences.append(_("Goals that got a new plan: {0}.").format(year["goals_replanned"]))
	discussed = [topic["topic"] for topic in year["topics"] if topic["discussed"]]
	if discussed:
		sentences.append(_("Topics discussed: {0}.").format(", ".join(discussed)))
	return " ".join(sentences)


def sessions(person: dict, cycle: Cycle) -> dict:
	held = frappe.get_list(
		"Coaching Session",
		filters={
			"mentee": person.employee,
			"docstatus": 1,
			"starts_on": ("between", [cycle.start, cycle.end]),
		},
		fields=["name", "starts_on", "session_type", "mentee_acknowledged_on"],
		order_by="starts_on",
		limit_page_length=0,
	)
	due = coverage_facts.sessions_due_to(person, cycle, standard_for(person.employee).cadence)
	return {"sessions": held, "sessions_held": len(held), "sessions_due": due}


def goals(employee: str, cycle: Cycle) -> dict:
	"""Short and Mid Term goals of the agreed plans that ran in the cycle; Long Term ones are nobody's business here (rule 8)."""
	Goal, Plan = frappe.qb.DocType("Coaching Goal"), frappe.qb.DocType("Coaching Plan")
	found = (
		frappe.qb.from_(Goal)
		.join(Plan)
		.on(Plan.name == Goal.plan)
		.select(Goal.name, Goal.development_area, Goal.horizon, Goal.status, Goal.due_date, Goal.replan_count)
		.where(
			(Goal.mentee == employee)
			& (Goal.horizon != "Long Term")
			& (Goal.status != "Dropped")
			& was_agreed(Plan)
			& (Plan.start_date <= cycle.end)
			& (Plan.end_date >= cycle.start)
		)
		.where(circle(Goal, "Coaching Goal"))
		.orderby(Goal.creation)
		.run(as_dict=True)
	)
	return {
		"goals": found,
		"goals_reached": len([goal for goal in found if goal.status == "Reached"]),
		"goals_replanned": len([goal for goal in found if goal.replan_count]),
	}


def follow_through(employee: str, cycle: Cycle) -> float | None:
	reviews = coverage_facts.reviews_of([employee], cycle).get(employee, {})
	return action_score(reviews.get("reviews") or 0, reviews.get("score") or 0)


def topics(person: dict, cycle: Cycle) -> list[dict]:
	discussed = coverage_facts.topics_discussed([person.employee], cycle).get(person.employee, {})
	wanted = coverage_facts.times_by_topic()
	due = coverage_facts.topics_due_to(person, cycle, wanted)
	return [
		{
			"topic": topic,
			"discussed": discussed.get(topic, 0),
			"due": due.get(topic, 0),
		}
		for topic in sorted({*discussed, *wanted})
	]


def milestones(employee: str, cycle: Cycle) -> list[dict]:
	Milestone, Plan = frappe.qb.DocType("Coaching Milestone"), frappe.qb.DocType("Coaching Plan")
	return (
		frappe.qb.from_(Milestone)
		.join(Plan)
		.on((Plan.name == Milestone.parent) & (Milestone.parenttype == "Coaching Plan"))
		.select(Milestone.achieved_on, Milestone.description, Milestone.parent.as_("plan"))
		.where((Plan.mentee == employee) & Milestone.achieved_on.between(cycle.start, cycle.end))
		.where(circle(Plan, "Coaching Plan"))
		.orderby(Milestone.achieved_on)
		.run(as_dict=True)
	)
