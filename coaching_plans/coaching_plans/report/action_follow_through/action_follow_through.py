"""Who keeps their word: employees on their actions, employers on theirs, and coaches on plans that work (rules 9, 10)."""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Sum

from coaching_plans.follow_through import SCORES, action_score
from coaching_plans.permissions import circle
from coaching_plans.report_parts import bar_chart, column, conditions, period
from coaching_plans.statuses import was_agreed

COACHES_SHOWN = 8


def execute(filters: dict | None = None) -> tuple:
	"""A row a coach, within the circle of whoever runs the report. Long Term goals enter no figure (rule 8)."""
	filters = frappe._dict(filters or {})
	start, end = period(filters)
	data = get_data(reviews(filters, start, end), goals(filters, start, end))
	return get_columns(), data, None, get_chart(data), get_summary(data)


def reviews(filters: dict, start, end) -> list[dict]:
	"""Reviews in sessions held from `start` to `end`, with the sum of their scores, by coach and who is responsible."""
	Session, Review = frappe.qb.DocType("Coaching Session"), frappe.qb.DocType("Coaching Action Review")
	Action, Goal = frappe.qb.DocType("Coaching Action"), frappe.qb.DocType("Coaching Goal")
	score = Case()
	for answer, value in SCORES.items():
		score = score.when(Review.follow_through == answer, value)
	query = (
		frappe.qb.from_(Session)
		.join(Review)
		.on((Review.parent == Session.name) & (Review.parenttype == "Coaching Session"))
		.join(Action)
		.on(Action.name == Review.action)
		.join(Goal)
		.on(Goal.name == Action.goal)
		.select(
			coach_of(Session).as_("coach"),
			Action.responsible,
			Count(Review.name).as_("reviews"),
			Sum(score).as_("score"),
			Count(Session.mentee).distinct().as_("people"),
		)
		.where(
			(Session.docstatus == 1)
			& (Session.starts_on >= start)
			& (Session.starts_on < frappe.utils.add_days(end, 1))
			& Review.follow_through.isin(list(SCORES))
			& (Goal.horizon != "Long Term")
		)
		.where(circle(Session, "Coaching Session"))
		.groupby(coach_of(Session), Action.responsible)
	)
	return chosen(query, Session, filters).run(as_dict=True)


def goals(filters: dict, start, end) -> list[dict]:
	"""Goals of plans that ran from `start` to `end`, by coach: all, those reached, those whose plan was wrong."""
	Goal, Plan = frappe.qb.DocType("Coaching Goal"), frappe.qb.DocType("Coaching Plan")
	query = (
		frappe.qb.from_(Goal)
		.join(Plan)
		.on(Plan.name == Goal.plan)
		.select(
			coach_of(Goal).as_("coach"),
			Count(Goal.name).as_("goals"),
			Count(Case().when(Goal.status == "Reached", Goal.name)).as_("reached"),
			Count(Case().when(Goal.status == "Replanned", Goal.name)).as_("to_revise"),
			Sum(Goal.replan_count).as_("replans"),
		)
		.where(
			(Goal.horizon != "Long Term")
			& (Goal.status != "Dropped")
			& was_agreed(Plan)
			& (Plan.start_date <= end)
			& (Plan.end_date >= start)
		)
		.where(circle(Goal, "Coaching Goal"))
		.groupby(coach_of(Goal))
	)
	return chosen(query, Goal, filters).run(as_dict=True)


def coach_of(table):
	"""Empty for somebody without a manager, who has been coached all the same: the figures of all are of all."""
	return Coalesce(table.coach, "")


def chosen(query, table, filters: dict):
	"""The query for the mentees that the filters choose, and for one coach where they name one."""
	if filters.coach:
		query = query.where(table.coach == filters.coach)
	if pairs := conditions(filters):
		Employee = frappe.qb.DocType("Employee")
		query = query.join(Employee).on(Employee.name == table.mentee)
		for fieldname, value in pairs:
			query = query.where(Employee[fieldname] == value)
	return query


def get_data(reviews: list[dict], goals: list[dict]) -> list[dict]:
	by_side = {(row.coach, row.responsible): row for row in reviews}
	goals_of = {row.coach: row for row in goals}
	coaches = {row.coach for row in (*reviews, *goals)}
	names = dict(
		frappe.get_all(
			"Employee",
			filters={"name": ("in", [*coaches, ""])},
			fields=["name", "employee_name"],
			as_list=True,
		)
	)
	names[""] = _("No Coach")
	rows = [row_of(coach, names.get(coach), by_side, goals_of.get(coach, {})) for coach in coaches]
	return sorted(rows, key=lambda row: (not row.coach, row.coach_name or "", row.coach))


def row_of(coach: str, coach_name: str | None, by_side: dict, goals: dict) -> dict:
	mentee, employer = by_side.get((coach, "Mentee"), {}), by_side.get((coach, "Employer"), {})
	return frappe._dict(
		coach=coach,
		coach_name=coach_name,
		mentee_reviews=mentee.get("reviews") or 0,
		mentee_score=mentee.get("score") or 0,
		mentee_follow_through=follow_through(mentee),
		employer_reviews=employer.get("reviews") or 0,
		employer_score=employer.get("score") or 0,
		employer_follow_through=follow_through(employer),
		goals=goals.get("goals") or 0,
		goals_reached=goals.get("reached") or 0,
		plans_to_revise=goals.get("to_revise") or 0,
		times_replanned=int(goals.get("replans") or 0),
	)


def follow_through(side: dict) -> float | None:
	return action_score(side.get("reviews") or 0, side.get("score") or 0)


def get_columns() -> list[dict]:
	return [
		column("coach", _("Coach"), width=200),
		column("mentee_reviews", _("Reviews of Employees' Actions"), "Int", 240),
		column("mentee_follow_through", _("Employees' Follow-through"), "Percent", 215),
		column("employer_reviews", _("Reviews of Employer's Actions"), "Int", 240),
		column("employer_follow_through", _("Employer's Follow-through"), "Percent", 215),
		column("goals", _("Goals"), "Int", 90),
		column("goals_reached", _("Goals Reached"), "Int", 130),
		column("plans_to_revise", _("Plans to Revise"), "Int", 135),
		column("times_replanned", _("Times Replanned"), "Int", 130),
	]


def get_chart(data: list[dict]) -> dict | None:
	"""Of the coaches with the most reviews, as many as there is room to name."""
	shown = [row for row in data if row.mentee_reviews or row.employer_reviews]
	shown = sorted(shown, key=lambda row: -(row.mentee_reviews + row.employer_reviews))[:COACHES_SHOWN]
	return bar_chart(
		short_names([row.coach_name or row.coach for row in shown]),
		[
			(_("Employees"), [row.mentee_follow_through or 0 for row in shown], "green"),
			(_("Employer"), [row.employer_follow_through or 0 for row in shown], "blue"),
		],
	)


def short_names(names: list[str]) -> list[str]:
	"""First names, and the whole name where two share one: a chart cuts longer labels off."""
	first = [name.split()[0] for name in names]
	return [short if first.count(short) == 1 else name for short, name in zip(first, names, strict=True)]


def get_summary(data: list[dict]) -> list[dict] | None:
	if not data:
		return None
	return [
		share_of_reviews(data, "mentee", _("Employees' Follow-through, of {0} reviews")),
		share_of_reviews(data, "employer", _("Employer's Follow-through, of {0} reviews")),
		{
			"value": sum(row.goals_reached for row in data),
			"label": _("Goals Reached, of {0}").format(sum(row.goals for row in data)),
			"datatype": "Int",
			"indicator": "green",
		},
		{
			"value": sum(row.plans_to_revise for row in data),
			"label": _("Plans to Revise"),
			"datatype": "Int",
			"indicator": "orange",
		},
	]


def share_of_reviews(data: list[dict], side: str, label: str) -> dict:
	count = sum(row[f"{side}_reviews"] for row in data)
	score = sum(row[f"{side}_score"] for row in data)
	share = action_score(count, score)
	return {
		"value": "–" if share is None else share,
		"label": label.format(count),
		"datatype": "Data" if share is None else "Percent",
	}
