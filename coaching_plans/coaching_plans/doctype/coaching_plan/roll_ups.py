"""The figures of plans that follow from their sessions, goals and actions. Long Term goals enter none (rule 8)."""

from collections.abc import Sequence

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max, Min, Sum
from frappe.utils import get_datetime

from coaching_plans.clock import today
from coaching_plans.follow_through import action_score
from coaching_plans.statuses import OPEN_STATUSES


def roll_ups(plans: Sequence[str]) -> dict[str, dict]:
	"""The read-only figures of each plan. Three queries, whatever the number of plans.

	`follow_through` is a percentage. The database keeps no empty percentage, so `actions_reviewed` tells 0 % from
	nothing reviewed yet.
	"""
	sessions, goals, actions = _sessions(plans), _goals(plans), _mentee_actions(plans)
	return {
		plan: {
			"sessions_held": sessions.get(plan, {}).get("held") or 0,
			"last_session_on": sessions.get(plan, {}).get("last_held"),
			"next_session_on": sessions.get(plan, {}).get("next_scheduled"),
			"goals_total": goals.get(plan, {}).get("total") or 0,
			"goals_reached": goals.get(plan, {}).get("reached") or 0,
			"actions_reviewed": actions.get(plan, {}).get("reviews") or 0,
			"follow_through": action_score(
				actions.get(plan, {}).get("reviews") or 0, actions.get(plan, {}).get("score") or 0
			)
			or 0,
		}
		for plan in plans
	}


def leave_behind_what_has_passed() -> None:
	"""Daily: a session that went by and that nobody logged is not the next one any more."""
	plans = frappe.get_all(
		"Coaching Plan",
		filters={"status": ("in", OPEN_STATUSES), "next_session_on": ("<", today())},
		pluck="name",
	)
	if plans:
		frappe.db.bulk_update("Coaching Plan", roll_ups(plans), update_modified=False)


def _sessions(plans):
	Session = frappe.qb.DocType("Coaching Session")
	is_held = Session.docstatus == 1
	is_to_come = (
		(Session.docstatus == 0)
		& (Session.status == "Scheduled")
		& (Session.starts_on >= get_datetime(today()))
	)
	return _by_plan(
		frappe.qb.from_(Session)
		.select(
			Session.plan,
			Count(Case().when(is_held, Session.name)).as_("held"),
			Max(Case().when(is_held, Session.starts_on)).as_("last_held"),
			Min(Case().when(is_to_come, Session.starts_on)).as_("next_scheduled"),
		)
		.where(Session.plan.isin(plans))
		.groupby(Session.plan)
	)


def _goals(plans):
	Goal = frappe.qb.DocType("Coaching Goal")
	return _by_plan(
		frappe.qb.from_(Goal)
		.select(
			Goal.plan,
			Count(Goal.name).as_("total"),
			Count(Case().when(Goal.status == "Reached", Goal.name)).as_("reached"),
		)
		.where(Goal.plan.isin(plans) & (Goal.horizon != "Long Term") & (Goal.status != "Dropped"))
		.groupby(Goal.plan)
	)


def _mentee_actions(plans):
	Action, Goal = frappe.qb.DocType("Coaching Action"), frappe.qb.DocType("Coaching Goal")
	return _by_plan(
		frappe.qb.from_(Action)
		.join(Goal)
		.on(Goal.name == Action.goal)
		.select(
			Action.plan, Sum(Action.times_followed).as_("score"), Sum(Action.times_reviewed).as_("reviews")
		)
		.where(Action.plan.isin(plans) & (Action.responsible == "Mentee") & (Goal.horizon != "Long Term"))
		.groupby(Action.plan)
	)


def _by_plan(query) -> dict[str, dict]:
	return {row.plan: row for row in query.run(as_dict=True)}
