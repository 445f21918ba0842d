"""What submitting an agreed assessment makes of it (rule 16), and the exact way back when it is cancelled."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_session.following import new_session
from coaching_plans.coaching_plans.doctype.competency.competency import guides
from coaching_plans.coaching_plans.doctype.competency_assessment.discussion import focus_rows
from coaching_plans.statuses import LIVE_STATUSES, LOCKED_STATUSES, OPEN_STATUSES

PURPOSE = "Competency Development"
# Of the resources of a competency, what the employer arranges; the others are the employee's to do.
OF_EMPLOYER = ("Training", "Mentoring", "Assignment")


def apply(assessment) -> dict:
	"""Make goals, actions and the follow-up session. Returns what `undo` needs, to be kept with the assessment."""
	done: dict[str, Any] = {"plan": None, "goals": [], "retargeted": {}, "actions": [], "session": None}
	plan = plan_for(assessment, done)
	focus = focus_rows(assessment)
	guide = guides([row.competency for row in focus])
	goals = {row.competency: goal_for(assessment, plan, row, guide[row.competency], done) for row in focus}
	for row in focus:
		add_actions(assessment, plan, goals[row.competency], row, guide[row.competency], done)
	schedule_follow_up(assessment, plan, goals, done)
	assessment.db_set("development_plan", plan.name, update_modified=False)
	return done


def plan_for(assessment, done: dict):
	"""The plan that takes the goals: the one named, else an open one of this employee, else a new draft."""
	name = assessment.development_plan or open_plan(assessment.mentee)
	if name:
		plan = frappe.get_doc("Coaching Plan", name, for_update=True)
		if plan.status in LOCKED_STATUSES:
			frappe.throw(
				_(
					"{0}: {1} is {2} and locked. Choose an open plan, or empty the field for a new one."
				).format(frappe.bold(_("Development Plan")), plan.name, _(plan.status)),
				title=_("Plan is Locked"),
			)
		return plan
	plan = frappe.get_doc(
		{
			"doctype": "Coaching Plan",
			"mentee": assessment.mentee,
			"purpose": PURPOSE,
			"start_date": today(),
			"appraisal_cycle": assessment.appraisal_cycle,
		}
	).insert(ignore_permissions=True)
	done["plan"] = plan.name
	return plan


def open_plan(mentee: str) -> str | None:
	plans = frappe.get_all(
		"Coaching Plan",
		filters={"mentee": mentee, "status": ("in", OPEN_STATUSES), "end_date": (">=", today())},
		fields=["name", "purpose", "status"],
		order_by="start_date desc, creation desc",
	)
	plans.sort(key=lambda plan: (plan.purpose != PURPOSE, plan.status != "Active"))
	return plans[0].name if plans else None


def goal_for(assessment, plan, row, guide: dict, done: dict):
	"""The Mid Term goal of a focus row: a new one, or the one that is pursued for this competency already."""
	live = frappe.db.get_value(
		"Coaching Goal",
		{
			"plan": plan.name,
			"competency": row.competency,
			"horizon": "Mid Term",
			"status": ("in", LIVE_STATUSES),
		},
	)
	if live:
		goal = frappe.get_doc("Coaching Goal", live, for_update=True)
		done["retargeted"][goal.name] = goal.target_level
		goal.target_level = row.target_level
		goal.save_by_server()
		return goal
	goal = frappe.get_doc(
		{
			"doctype": "Coaching Goal",
			"plan": plan.name,
			"horizon": "Mid Term",
			"development_area": row.competency,
			"competency": row.competency,
			"target_level": row.target_level,
			"current_state": state(guide, row.level),
			"goal_state": state(guide, row.target_level),
			"measure": "Milestone",
			"due_date": due_date(assessment, plan, row.competency),
		}
	).insert(ignore_permissions=True)
	done["goals"].append(goal.name)
	return goal


def state(guide: dict, level: int) -> str:
	described = {entry.level: entry for entry in guide["levels"]}.get(level)
	if not described:
		return _("Level {0}").format(level)
	return _("Level {0}, {1}: {2}").format(level, described.label, described.behaviours)


def due_date(assessment, plan, competency: str):
	"""The last day of its actions; without one the end of the plan, but not before the talk about how it goes."""
	dates = [
		getdate(row.due_date) for row in assessment.actions if row.competency == competency and row.due_date
	]
	return max(dates or [getdate(plan.end_date), getdate(assessment.follow_up_on)])


def add_actions(assessment, plan, goal, row, guide: dict, done: dict) -> None:
	"""The actions that were chosen, as agreed; for a side that has none, a resource of the competency as an offer."""
	chosen = [action for action in assessment.actions if action.competency == row.competency]
	for action in chosen:
		add_action(goal, action, "Agreed" if plan.status == "Active" else "Proposed", done)
	for responsible in {"Mentee", "Employer"} - {action.responsible for action in chosen}:
		add_action(goal, offer(responsible, row, guide), "Proposed", done)


def offer(responsible: str, row, guide: dict):
	fitting = [
		resource
		for resource in guide["resources"]
		if (resource.kind in OF_EMPLOYER) == (responsible == "Employer")
		and (resource.from_level or 1) <= row.target_level
	]
	if fitting:
		# The one meant for the highest level within reach asks the most of somebody who is to grow.
		resource = max(fitting, key=lambda resource: resource.from_level or 1)
		description = ": ".join(part for part in (resource.title, resource.description) if part)
	elif responsible == "Employer":
		description = _("Give the employee an occasion to practise {0}, and feedback on it").format(
			row.competency
		)
	else:
		description = _("Practise {0} in one situation a week, and note what came of it").format(
			row.competency
		)
	return frappe._dict(responsible=responsible, description=description)


def add_action(goal, action, status: str, done: dict) -> None:
	doc = frappe.get_doc(
		{
			"doctype": "Coaching Action",
			"goal": goal.name,
			"responsible": action.responsible,
			"description": action.description,
			"tracked_by": action.tracked_by or _("Told in the follow-up session"),
			"within_control": 1,
			"due_date": action.due_date,
			"status": status,
		}
	).insert(ignore_permissions=True)
	done["actions"].append(doc.name)


def schedule_follow_up(assessment, plan, goals: dict, done: dict) -> None:
	"""Step 6. A plan that the employee does not see yet has no sessions, so that the talk is then one without a plan."""
	session = new_session(
		assessment.mentee,
		None if plan.status == "Draft" else plan.name,
		"Follow-up",
		starts_on=assessment.follow_up_on,
	)
	session.assessment = assessment.name
	for row in assessment.barriers:
		goal = goals.get(row.competency)
		session.append(
			"barriers", {"barrier": row.barrier, "response": row.response, "goal": goal and goal.name}
		)
	session.insert(ignore_permissions=True)
	done["session"] = {"name": session.name, "modified": str(session.modified)}


# --- the way back -------------------------------------------------------------------------------------------------


def undo(assessment) -> None:
	"""Take back what `apply` did. Raises ValidationError, having changed nothing, where somebody has built on it."""
	done = frappe.parse_json(assessment.effects or "{}")
	if not done:
		return
	refuse_when_built_upon(assessment, done)
	remove_session(done["session"])
	for action in done["actions"]:
		delete("Coaching Action", action)
	free_barriers(done["goals"])
	for goal in done["goals"]:
		delete("Coaching Goal", goal)
	for name, target_level in done["retargeted"].items():
		goal = frappe.get_doc("Coaching Goal", name, for_update=True)
		goal.target_level = target_level
		goal.save_by_server()
	remove_plan(done["plan"])


def delete(doctype: str, name: str) -> None:
	frappe.delete_doc(
		doctype, name, ignore_permissions=True, force=True, ignore_missing=True, flags={"by_server": True}
	)


def refuse_when_built_upon(assessment, done: dict) -> None:
	"""What was agreed may have been worked on since; then it stays, and is changed in the plan."""
	refuse_when_plan_locked(assessment)
	changed = frappe.get_all(
		"Coaching Goal",
		filters={"name": ("in", [*done["goals"], ""]), "status": ("!=", "Open")},
		pluck="name",
		limit=1,
	)
	# A goal that was pursued before may have waited for a new plan even then.
	changed = changed or frappe.get_all(
		"Coaching Goal",
		filters={"name": ("in", [*done["retargeted"], ""]), "status": ("not in", LIVE_STATUSES)},
		pluck="name",
		limit=1,
	)
	changed = changed or frappe.get_all(
		"Coaching Action",
		filters={"name": ("in", [*done["actions"], ""])},
		or_filters={"status": ("not in", ("Proposed", "Agreed")), "times_reviewed": (">", 0)},
		pluck="name",
		limit=1,
	)
	changed = changed or frappe.get_all(
		"Coaching Action",
		filters={"goal": ("in", [*done["goals"], ""]), "name": ("not in", [*done["actions"], ""])},
		pluck="name",
		limit=1,
	)
	if changed:
		frappe.throw(
			_(
				"{0}: {1} came from this agreement and has been worked on since. Change goals and actions in the plan instead."
			).format(frappe.bold(_("Development Plan")), changed[0]),
			title=_("Built Upon Since"),
		)


def refuse_when_plan_locked(assessment) -> None:
	plan = frappe.db.get_value(
		"Coaching Plan", assessment.development_plan, ["status", "modified"], as_dict=True
	)
	if plan and plan.status in LOCKED_STATUSES:
		frappe.throw(
			_("{0}: the plan is {1} since {2} and locked, with the goals that came from this.").format(
				frappe.bold(_("Development Plan")), _(plan.status), formatdate(plan.modified)
			),
			title=_("Plan is Locked"),
		)


def remove_session(session: dict | None) -> None:
	"""The follow-up goes unless somebody has prepared or held it; then it stays as a talk of its own."""
	stored = session and frappe.db.get_value(
		"Coaching Session", session["name"], ["modified", "docstatus"], as_dict=True
	)
	if stored and stored.docstatus == 0 and str(stored.modified) == session["modified"]:
		delete("Coaching Session", session["name"])


def free_barriers(goals: list[str]) -> None:
	"""Barriers noted elsewhere stay, without the goal that is gone."""
	if goals:
		Barrier = frappe.qb.DocType("Coaching Barrier")
		frappe.qb.update(Barrier).set(Barrier.goal, None).where(Barrier.goal.isin(goals)).run()


def remove_plan(plan: str | None) -> None:
	"""A plan made for these goals goes with them, unless it was proposed or holds others."""
	if not plan or frappe.db.get_value("Coaching Plan", plan, "status") != "Draft":
		return
	if not frappe.db.exists("Coaching Goal", {"plan": plan}) and not frappe.db.exists(
		"Coaching Session", {"plan": plan}
	):
		frappe.db.set_value(
			"Competency Assessment",
			{"development_plan": plan},
			"development_plan",
			None,
			update_modified=False,
		)
		delete("Coaching Plan", plan)
