"""An action of a goal: what the mentee or the employer will do, so that anyone can see it done (rules 6 and 7)."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import (
	gap_message,
	open_actions,
)
from coaching_plans.coaching_plans.doctype.coaching_plan.deeds import required
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.confidential import CIRCLE_FIELDS, ConfidentialDocument
from coaching_plans.goal_rules import action_gaps, exceeds
from coaching_plans.on_behalf import doers_of_own
from coaching_plans.permissions import MENTEE
from coaching_plans.statuses import LOCKED_STATUSES, OPEN_ACTION_STATUSES

CONTENT_FIELDS = frozenset({"description", "tracked_by", "within_control", "due_date", "assigned_to"})
# What a mentee reports of an action of theirs; what was superseded belongs to a plan given up.
REPORTABLE_STATUSES = ("Agreed", "Done", "Not Done")
GAP_LABELS = {
	"too_many_mentee_actions": "Responsible",
	"untrackable": "Tracked By",
	"outside_control": "Within the Employee's Control",
}


class CoachingAction(ConfidentialDocument):
	server_fields = (
		"plan",
		"coach",
		"appointed",
		"company",
		"department",
		"proposed_by",
		"agreed_on",
		"last_review",
		"times_reviewed",
		"times_followed",
	)
	deed_fields = frozenset({"proposed_by", "last_review", "times_reviewed", "times_followed"})
	imported_fields = frozenset({"proposed_by", "agreed_on"})
	mentee_fields = frozenset({"status"})

	def onload(self):
		super().onload()
		self.set_onload("plan_status", self.plan_status())
		self.set_onload(
			"assigned_to_name", frappe.db.get_value("Employee", self.assigned_to, "employee_name")
		)
		self.set_onload(
			"development_area", frappe.db.get_value("Coaching Goal", self.goal, "development_area")
		)

	def validate(self):
		# A form sent as text says "0".
		self.within_control = cint(self.within_control)
		self.take_circle_from_goal()
		self.refuse_changes_when_plan_locked()
		self.set_proposed_by()
		self.refuse_changes_by_mentee()
		self.refuse_own_actions_of_long_term_goal_by_others()
		self.set_assigned_to()
		self.validate_status()
		self.validate_description()
		self.validate_due_date()
		self.validate_count_and_kind()

	def on_trash(self):
		self.take_circle_from_goal()
		self.refuse_when_plan_locked()
		self.refuse_own_actions_of_long_term_goal_by_others()
		if self.times_reviewed:
			frappe.throw(
				_("An action that was reviewed is kept. Set its status to Not Done or Done instead.")
			)
		if self.is_own_of_long_term_goal():
			return
		if self.written_by_mentee() and (self.proposed_by != "Mentee" or self.status != "Proposed"):
			frappe.throw(_("Only a proposal of your own is yours to delete."), frappe.PermissionError)

	# --- where it belongs ---------------------------------------------------------------------------------------

	def take_circle_from_goal(self):
		goal = frappe.db.get_value(
			"Coaching Goal", self.goal, (*CIRCLE_FIELDS, "mentee_name", "plan", "horizon"), as_dict=True
		)
		self.update(goal)

	def plan_status(self) -> str:
		return frappe.db.get_value("Coaching Plan", self.plan, "status")

	def refuse_changes_when_plan_locked(self):
		"""Rule 4. What the mentee does for a Long Term goal is theirs at any time, as the goal is (rule 8)."""
		if not self.is_own_of_long_term_goal():
			self.refuse_when_plan_locked()

	def refuse_when_plan_locked(self):
		if (
			not self.flags.by_server
			and self.plan_status() in LOCKED_STATUSES
			and not self.joins_imported_plan()
		):
			frappe.throw(
				_("{0}: the plan is closed and locked, its actions with it.").format(frappe.bold(_("Plan"))),
				title=_("Plan is Locked"),
			)

	# --- whose it is (rule 20) ----------------------------------------------------------------------------------

	def set_proposed_by(self):
		if self.is_new() and not (self.is_imported() and self.proposed_by):
			self.proposed_by = "Mentee" if self.written_by_mentee() else "Coach"

	def refuse_changes_by_mentee(self):
		"""The mentee proposes actions, words their own proposals, and reports progress on what is theirs to do."""
		if not self.written_by_mentee() or self.is_own_of_long_term_goal():
			return
		if self.is_new():
			self.refuse_status_of_new_proposal()
			return
		before = self.get_doc_before_save()
		if before.is_own_proposal_of_mentee():
			self.mentee_fields = type(self).mentee_fields | CONTENT_FIELDS
		self.refuse_changes_of_mentee()
		if self.has_value_changed("status"):
			self.refuse_status_by_mentee(before.status)

	def is_own_proposal_of_mentee(self) -> bool:
		return self.proposed_by == "Mentee" and self.status == "Proposed"

	def fields_of(self, standing: str | None) -> list[str] | None:
		if self.is_own_of_long_term_goal():
			return None if standing in doers_of_own(self) else []
		if self.plan_status() in LOCKED_STATUSES:
			return []
		if standing == MENTEE and self.is_own_proposal_of_mentee():
			return sorted(self.mentee_fields | CONTENT_FIELDS)
		return super().fields_of(standing)

	def is_own_of_long_term_goal(self) -> bool:
		return self.horizon == "Long Term" and self.responsible == "Mentee"

	def refuse_own_actions_of_long_term_goal_by_others(self):
		"""Rule 8: to a Long Term goal the employer may add support, not tasks for the mentee. HR may keep those of a mentee
		who can't sign in, as it keeps the goal."""
		if (
			not self.is_own_of_long_term_goal()
			or self.flags.by_server
			or frappe.session.user == "Administrator"
		):
			return
		if self.standing() not in doers_of_own(self):
			frappe.throw(
				_(
					"{0}: on a Long Term goal only the employee sets their own actions. Add what the employer will do."
				).format(frappe.bold(_("Responsible"))),
				frappe.PermissionError,
				title=_("The Employee's Own Goal"),
			)

	def refuse_status_of_new_proposal(self):
		if self.status != "Proposed":
			frappe.throw(
				_("{0}: what you add is a proposal until your coach agrees.").format(
					frappe.bold(_("Status"))
				),
				frappe.PermissionError,
			)

	def refuse_status_by_mentee(self, before: str):
		agrees_with_coach = before == "Proposed" and self.status == "Agreed" and self.proposed_by == "Coach"
		reports = (
			self.responsible == "Mentee"
			and before in REPORTABLE_STATUSES
			and self.status in REPORTABLE_STATUSES
		)
		withdraws = before == "Proposed" and self.status == "Superseded" and self.proposed_by == "Mentee"
		if not (agrees_with_coach or reports or withdraws):
			frappe.throw(
				_(
					"{0}: you can agree to your coach's proposals and report on actions that are yours."
				).format(frappe.bold(_("Status"))),
				frappe.PermissionError,
			)

	# --- what it must be ----------------------------------------------------------------------------------------

	def set_assigned_to(self):
		if self.responsible == "Mentee":
			self.assigned_to = self.mentee
		elif not self.assigned_to:
			self.assigned_to = self.coach

	def validate_status(self):
		"""Before the mentee has accepted the plan every action in it is a proposal (rule 1), but for what they do for a
		Long Term goal, which is theirs at any time (rule 8)."""
		is_theirs = self.flags.by_server or self.is_own_of_long_term_goal()
		if is_theirs or not self.has_value_changed("status") or self.status == "Proposed":
			self.set_agreed_on()
			return
		# A plan that has ended is locked, except for what is imported to it.
		if self.status != "Superseded" and self.plan_status() not in ("Active", *LOCKED_STATUSES):
			frappe.throw(
				_("{0}: the plan is not accepted yet, so its actions are proposals.").format(
					frappe.bold(_("Status"))
				)
			)
		self.set_agreed_on()

	def set_agreed_on(self):
		if self.is_imported():
			self.set_agreed_on_of_import()
		if self.status != "Proposed" and not self.agreed_on:
			self.agreed_on = today()

	def set_agreed_on_of_import(self):
		"""The day that HR brings along, else that on which the mentee accepted the plan."""
		if self.status == "Proposed" and self.agreed_on:
			frappe.throw(
				_("{0}: an action that is only proposed has none.").format(frappe.bold(_("Agreed On")))
			)
		if self.agreed_on and getdate(self.agreed_on) > today():
			frappe.throw(
				_("{0}: {1} is still to come.").format(
					frappe.bold(_("Agreed On")), frappe.utils.formatdate(self.agreed_on)
				)
			)
		if self.status != "Proposed" and not self.agreed_on:
			self.agreed_on = frappe.db.get_value("Coaching Plan", self.plan, "accepted_on")

	def validate_description(self):
		required(self.description, _("Description"), _("say what will be done."))

	def validate_due_date(self):
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

	def validate_count_and_kind(self):
		"""The most of rules 6 and 7, kept at every save."""
		if self.status not in OPEN_ACTION_STATUSES:
			return
		others = open_actions({"goal": self.goal, "name": ("!=", self.name or "")})
		most = setting("max_mentee_actions")
		before = self.get_doc_before_save()
		if before and before.status in OPEN_ACTION_STATUSES:
			# One that is open already goes on, also where the settings allow fewer by now.
			most = max(most, len(others) + 1)
		gaps = exceeds(action_gaps(self.horizon, [*others, self], max_actions=most))
		if gaps:
			frappe.throw(
				_("{0}: {1}").format(frappe.bold(_(GAP_LABELS[gaps[0]])), gap_message(gaps[0])),
				title=_("Action Not as Agreed"),
			)
