"""A goal of a plan: what its horizon asks for and who may change it (rules 5 to 8)."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

from coaching_plans.coaching_plans.doctype.coaching_plan.deeds import required
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.competency_rules import to_level
from coaching_plans.confidential import CIRCLE_FIELDS, ConfidentialDocument
from coaching_plans.goal_rules import action_gaps, missing
from coaching_plans.on_behalf import doers_of_own
from coaching_plans.permissions import LEADERS, WRITERS
from coaching_plans.statuses import LIVE_STATUSES, LOCKED_STATUSES, OPEN_ACTION_STATUSES
from coaching_plans.wording import says_something


class CoachingGoal(ConfidentialDocument):
	server_fields = ("coach", "appointed", "company", "department", "replan_count", "current_value")
	deed_fields = frozenset({"replan_count", "current_value"})
	imported_fields = frozenset({"replan_count"})

	def before_validate(self):
		# Before links are judged, which is done by whose goal it is.
		if self.plan:
			self.take_circle_from_plan()
		super().before_validate()

	def validate(self):
		self.take_circle_from_plan()
		self.refuse_changes_when_plan_locked()
		self.refuse_long_term_by_others()
		self.refuse_other_horizons_by_mentee()
		self.validate_set_in_session()
		self.validate_status()
		self.keep_a_goal_in_active_plan()
		self.validate_development_area()
		self.validate_due_date()
		self.validate_measure()
		self.validate_target_level()
		self.validate_readings()
		self.validate_short_term_in_plan()
		self.validate_short_term_in_session()

	def on_update(self):
		self.refresh_plan()

	def on_trash(self):
		self.refuse_when_plan_locked()
		self.refuse_long_term_by_others()
		self.refuse_other_horizons_by_mentee()
		if self.horizon != "Long Term" and self.plan_status() != "Draft" and not self.flags.by_server:
			frappe.throw(_("A goal that was proposed is kept. Set its status to Dropped instead."))

	def after_delete(self):
		self.refresh_plan()

	# --- where it belongs ---------------------------------------------------------------------------------------

	def take_circle_from_plan(self):
		fields = (*CIRCLE_FIELDS, "mentee_name")
		self.update(frappe.db.get_value("Coaching Plan", self.plan, fields, as_dict=True))

	def plan_status(self) -> str:
		return frappe.db.get_value("Coaching Plan", self.plan, "status")

	def refuse_changes_when_plan_locked(self):
		"""Rule 4. A Long Term goal outlives the plan in which it was written: it is the mentee's at any time (rule 8), and
		only not to be struck from the record of a plan that has ended.
		"""
		if self.horizon != "Long Term":
			self.refuse_when_plan_locked()

	def refuse_when_plan_locked(self):
		if (
			not self.flags.by_server
			and self.plan_status() in LOCKED_STATUSES
			and not self.joins_imported_plan()
		):
			frappe.throw(
				_("{0}: the plan is closed and locked, its goals with it.").format(frappe.bold(_("Plan"))),
				title=_("Plan is Locked"),
			)

	def refresh_plan(self):
		if not self.flags.by_session:
			frappe.get_doc("Coaching Plan", self.plan).refresh_roll_ups()

	# --- whose it is (rules 8 and 20) ---------------------------------------------------------------------------

	def refuse_long_term_by_others(self):
		"""Rule 8. HR may keep them for a mentee who can't sign in."""
		if self.horizon != "Long Term" or self.flags.by_server or frappe.session.user == "Administrator":
			return
		if self.standing() in doers_of_own(self):
			return
		frappe.throw(
			_("{0}: a Long Term goal is the employee's own. Only they add, change, defer or drop it.").format(
				frappe.bold(_("Horizon"))
			),
			frappe.PermissionError,
			title=_("The Employee's Own Goal"),
		)

	def deeds(self, standing: str | None) -> list[str]:
		if self.status not in LIVE_STATUSES:
			return []
		adds = WRITERS
		if self.plan_status() in LOCKED_STATUSES:
			adds = doers_of_own(self) if self.horizon == "Long Term" else ()
		return ["add_action"] if standing in adds else []

	def fields_of(self, standing: str | None) -> list[str] | None:
		if self.horizon == "Long Term":
			return None if standing in doers_of_own(self) else []
		if self.plan_status() in LOCKED_STATUSES:
			return []
		return super().fields_of(standing)

	def refuse_other_horizons_by_mentee(self):
		if self.horizon == "Long Term" or not self.written_by_mentee():
			return
		if self.is_new():
			frappe.throw(
				_(
					"{0}: you can add Long Term goals. Others are agreed with your coach: propose an action, or ask for changes to the plan."
				).format(frappe.bold(_("Horizon"))),
				frappe.PermissionError,
				title=_("Not Permitted"),
			)
		self.refuse_changes_of_mentee()

	# --- what it must be ----------------------------------------------------------------------------------------

	def validate_set_in_session(self):
		if not self.set_in_session:
			return
		session = frappe.db.get_value(
			"Coaching Session", self.set_in_session, ["mentee", "plan"], as_dict=True
		)
		if session.mentee != self.mentee or session.plan != self.plan:
			frappe.throw(
				_("{0}: {1} is not a session of this plan.").format(
					frappe.bold(_("Set in Session")), self.set_in_session
				)
			)

	def validate_status(self):
		if self.flags.by_server:
			return
		if self.status == "Deferred" and self.horizon != "Long Term":
			frappe.throw(
				_("{0}: only a Long Term goal is deferred. Move the due date, or drop the goal.").format(
					frappe.bold(_("Status"))
				)
			)
		if self.status == "Replanned" and self.is_imported():
			self.replan_count = max(1, cint(self.replan_count))
		elif self.status == "Replanned" and self.has_value_changed("status"):
			frappe.throw(
				_(
					"{0}: a goal is replanned by the session that finds it missed although its actions were followed."
				).format(frappe.bold(_("Status")))
			)

	def keep_a_goal_in_active_plan(self):
		"""Rule 3. Long Term goals the mentee drops with no consequence (rule 8)."""
		if self.status != "Dropped" or self.horizon == "Long Term" or self.flags.by_server or self.is_new():
			return
		if not self.has_value_changed("status") or self.plan_status() != "Active":
			return
		others = {"plan": self.plan, "status": ("!=", "Dropped"), "name": ("!=", self.name)}
		if not frappe.db.exists("Coaching Goal", others):
			frappe.throw(
				_(
					"{0}: an active plan has a goal at least. Add the one that takes its place first, or end the plan."
				).format(frappe.bold(_("Status"))),
				title=_("The Plan's Last Goal"),
			)

	def validate_development_area(self):
		required(self.development_area, _("Development Area"), _("say what is to be developed."))

	def validate_due_date(self):
		if self.horizon != "Long Term" and not self.due_date:
			self.due_date = frappe.db.get_value("Coaching Plan", self.plan, "end_date")
		if not self.due_date or not self.has_value_changed("due_date"):
			return
		start_date = frappe.db.get_value("Coaching Plan", self.plan, "start_date")
		if getdate(self.due_date) < getdate(start_date):
			frappe.throw(
				_("{0} can't be before the plan starts, on {1}.").format(
					frappe.bold(_("Due Date")), frappe.utils.formatdate(start_date)
				),
				frappe.exceptions.InvalidDates,
			)

	def validate_measure(self):
		if self.measure != "Metric":
			return
		if not says_something(self.metric):
			frappe.throw(
				_("{0}: name what is measured, or set the measure to Milestone.").format(
					frappe.bold(_("Metric"))
				),
				frappe.MandatoryError,
			)
		if flt(self.target) == flt(self.baseline):
			frappe.throw(
				_("{0}: the target equals the baseline, so there is nothing to reach.").format(
					frappe.bold(_("Target"))
				)
			)
		self.validate_direction()

	def validate_direction(self):
		"""A target on the wrong side of the baseline would be reached by the first reading, whatever it says."""
		if not any(self.has_value_changed(field) for field in ("baseline", "target", "higher_is_better")):
			return
		if (flt(self.target) > flt(self.baseline)) != bool(self.higher_is_better):
			frappe.throw(
				_("{0}: the target lies above the baseline where {1} is ticked, else below it.").format(
					frappe.bold(_("Target")), frappe.bold(_("Higher Is Better"))
				)
			)

	def validate_target_level(self):
		if not self.competency:
			self.target_level = 0
		try:
			self.target_level = to_level(self.target_level)
		except ValueError:
			frappe.throw(
				_("{0}: a level is a whole number from 1 to 5.").format(frappe.bold(_("Target Level")))
			)

	def validate_readings(self):
		"""The current value is that of the last reading, the baseline before there is one."""
		readings = sorted(self.readings, key=lambda reading: (getdate(reading.read_on), reading.idx))
		self.current_value = readings[-1].value if readings else self.baseline

	def validate_short_term_in_plan(self):
		"""Rule 5, first half: so many Short Term goals pursued at once."""
		if self.horizon != "Short Term" or self.status not in LIVE_STATUSES:
			return
		before = self.get_doc_before_save()
		if before and before.status in LIVE_STATUSES:
			# One that is pursued already goes on, also where the settings allow fewer by now.
			return
		if self.count_short_term(plan=self.plan, status=("in", LIVE_STATUSES)) >= setting(
			"max_short_term_goals"
		):
			frappe.throw(
				_(
					"{0}: a plan has at most {1} Short Term goals open at once. Reach or drop one of them first."
				).format(frappe.bold(_("Horizon")), setting("max_short_term_goals")),
				title=_("Enough Short Term Goals"),
			)

	def validate_short_term_in_session(self):
		"""Rule 5, second half: so many new Short Term goals a session."""
		if self.horizon != "Short Term" or not self.set_in_session or not self.is_new():
			return
		if self.count_short_term(set_in_session=self.set_in_session) >= setting("max_short_term_goals"):
			frappe.throw(
				_("{0}: a session sets at most {1} new Short Term goals. More is not manageable.").format(
					frappe.bold(_("Set in Session")), setting("max_short_term_goals")
				),
				title=_("Enough Short Term Goals"),
			)

	def count_short_term(self, **filters) -> int:
		return frappe.db.count(
			"Coaching Goal", {"horizon": "Short Term", "name": ("!=", self.name or ""), **filters}
		)

	def is_met_by(self, value: float) -> bool:
		"""Whether a reading of `value` reaches the target."""
		if self.measure != "Metric":
			return False
		return flt(value) >= flt(self.target) if self.higher_is_better else flt(value) <= flt(self.target)


GOAL_FIELDS = (
	"horizon",
	"development_area",
	"current_state",
	"goal_state",
	"measure",
	"metric",
	"unit",
	"higher_is_better",
	"baseline",
	"target",
	"due_date",
)
ACTION_FIELDS = ("responsible", "description", "tracked_by", "within_control", "assigned_to", "due_date")


@frappe.whitelist(methods=["POST"])
def add_goal(plan: str, goal: str | dict, actions: str | list, session: str | None = None) -> str:
	"""The name of a new goal of `plan` with its actions, all of it or nothing; set in `session`, if that is given.

	Raises ValidationError where the actions fall short of what the horizon asks for (rules 6 and 7), and what saving
	a goal or an action raises.
	"""
	frappe.get_doc("Coaching Plan", plan).check_permission("write")
	goal, actions = parsed(goal, dict, _("Goal")), parsed(actions, list, _("Actions"))
	actions = [parsed(action, dict, _("Actions")) for action in actions]
	frappe.db.savepoint("add_goal")
	try:
		doc = frappe.new_doc("Coaching Goal")
		doc.update({"plan": plan, "set_in_session": session})
		doc.update({field: goal[field] for field in GOAL_FIELDS if field in goal}).insert()
		for action in actions:
			row = frappe.new_doc("Coaching Action")
			row.goal = doc.name
			row.update({field: action[field] for field in ACTION_FIELDS if field in action}).insert()
		if gaps := missing(action_gaps(doc.horizon, open_actions({"goal": doc.name}))):
			frappe.throw(
				_("{0}: {1}").format(frappe.bold(_("Actions")), gap_message(gaps[0])),
				title=_("Goal Needs Actions"),
			)
	except Exception:
		frappe.db.rollback(save_point="add_goal")
		raise
	return doc.name


def parsed(sent: str | dict | list, kind: type, label: str) -> dict | list:
	"""What a client sends as JSON. Raises ValidationError where it is not of that kind."""
	try:
		value = frappe.parse_json(sent)
	except ValueError:
		value = None
	if not isinstance(value, kind):
		expected = (
			_("{0}: send an object with its fields, as JSON.")
			if kind is dict
			else _("{0}: send a list of objects with their fields, as JSON.")
		)
		frappe.throw(expected.format(frappe.bold(label)))
	return value


def horizons_open_to(plan) -> list[str]:
	"""The horizons of goals that the user may add to `plan` now (rules 5, 8 and 20)."""
	standing = plan.standing()
	if plan.status in LOCKED_STATUSES or standing not in WRITERS:
		return []
	goal = frappe.new_doc("Coaching Goal")
	goal.update({"plan": plan.name, "mentee": plan.mentee})
	enough = goal.count_short_term(plan=plan.name, status=("in", LIVE_STATUSES)) >= setting(
		"max_short_term_goals"
	)
	horizons = {
		"Short Term": standing in LEADERS and not enough,
		"Mid Term": standing in LEADERS,
		"Long Term": standing in doers_of_own(plan),
	}
	return [horizon for horizon, is_open in horizons.items() if is_open]


def gap_message(gap: str) -> str:
	"""What is wrong with the actions of a goal, said to the person who can mend it."""
	return {
		"no_mentee_action": _("add an action of the employee."),
		"too_many_mentee_actions": _("at most {0} open actions of the employee.").format(
			setting("max_mentee_actions")
		),
		"untrackable": _("say in Tracked By how anyone can see that the employee's action was done."),
		"outside_control": _(
			"an employee's action must be within their control. Tick it, or choose another action."
		),
		"no_employer_action": _("add an action of the employer: both sides invest in a Mid Term goal."),
	}[gap]


def require_enough_actions(plan: str, but: Collection[str] = ()) -> int:
	"""The least of rules 6 and 7 for every live goal of `plan`, except those in `but`; two queries, which ask for no
	permission, since the rules hold for all goals and not for those that somebody sees.

	Returns the number of live goals, Long Term ones among them. Raises ValidationError naming the goal and the gap.
	"""
	goals = frappe.get_all(
		"Coaching Goal",
		filters={"plan": plan, "status": ("in", LIVE_STATUSES)},
		fields=["name", "development_area", "horizon"],
		order_by="creation",
	)
	actions = open_actions({"plan": plan})
	for goal in goals:
		own = [action for action in actions if action.goal == goal.name]
		gaps = missing(action_gaps(goal.horizon, own, max_actions=setting("max_mentee_actions")))
		if gaps and goal.name not in but:
			frappe.throw(
				_("{0} {1}: {2}").format(
					frappe.bold(_("Goal")), frappe.bold(goal.development_area), gap_message(gaps[0])
				),
				title=_("Goal Needs Actions"),
			)
	return len(goals)


def open_actions(filters: dict) -> list[dict]:
	"""The open actions that `filters` choose, with what rules 6 and 7 look at; past permissions, as these rules are."""
	return frappe.get_all(
		"Coaching Action",
		filters={"status": ("in", OPEN_ACTION_STATUSES), **filters},
		fields=["name", "goal", "responsible", "tracked_by", "within_control"],
	)
