"""A coaching plan: proposed by the coach, made active by the mentee, closed with a record (rules 1 to 4)."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, formatdate

from coaching_plans import invites
from coaching_plans.appraisal_cycles import cycle_of, give_to_rounds_of
from coaching_plans.clock import today
from coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal import (
	horizons_open_to,
	require_enough_actions,
)
from coaching_plans.coaching_plans.doctype.coaching_plan import dates, draft_talk, imported
from coaching_plans.coaching_plans.doctype.coaching_plan import overview as at_a_glance
from coaching_plans.coaching_plans.doctype.coaching_plan.deeds import refusal, required
from coaching_plans.coaching_plans.doctype.coaching_plan.passing_on import pass_on
from coaching_plans.coaching_plans.doctype.coaching_plan.roll_ups import roll_ups
from coaching_plans.coaching_plans.doctype.coaching_session.logs import logs_begun
from coaching_plans.coaching_plans.doctype.coaching_settings.coaching_settings import setting
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standard_for
from coaching_plans.confidential import ConfidentialDocument
from coaching_plans.hierarchy import managers_of
from coaching_plans.on_behalf import doers_of_own
from coaching_plans.permissions import HR, LEADERS, MANAGER, MENTEE, SECOND_MANAGER, readers_of
from coaching_plans.statuses import LOCKED_STATUSES, OPEN_STATUSES

# In which status of the plan each deed can be done.
DEEDS = {
	"align": ("Draft",),
	"propose": ("Draft",),
	"accept": ("Proposed",),
	"request_changes": ("Proposed",),
	"start_session": ("Proposed", "Active"),
	"add_goal": OPEN_STATUSES,
	"complete": ("Active",),
	"close_early": OPEN_STATUSES,
}


class CoachingPlan(ConfidentialDocument):
	server_fields = (
		"status",
		"appointed",
		"company",
		"department",
		"appraisal",
		"outcome",
		"closing_reason",
		"aligned_by",
		"aligned_on",
		"proposed_on",
		"accepted_on",
		"sessions_held",
		"last_session_on",
		"next_session_on",
		"actions_reviewed",
		"follow_through",
		"goals_total",
		"goals_reached",
		"imported",
		"erased_on",
	)
	deed_fields = frozenset(
		{"status", "outcome", "closing_reason", "aligned_by", "aligned_on", "proposed_on", "accepted_on"}
	)
	imported_fields = imported.FIELDS

	def onload(self):
		super().onload()
		self.set_onload("asked_changes", draft_talk.asked_changes(self) if self.status == "Draft" else None)

	def validate(self):
		self.refuse_changes_of_mentee()
		self.refuse_changes_when_locked()
		self.validate_mentee()
		self.set_coach()
		self.validate_coach()
		self.set_appointed()
		self.set_place()
		dates.refuse_far_off_days(self)
		self.set_defaults_of_standard()
		dates.validate(self)
		self.validate_purpose()
		self.validate_one_open_plan()
		self.set_appraisal()
		if self.is_imported():
			imported.validate(self)

	def on_update(self):
		if not self.get_doc_before_save():
			return
		if self.has_value_changed("appraisal_cycle"):
			give_to_rounds_of([self.name], self.appraisal_cycle)
		if self.has_value_changed("coach"):
			pass_on([self.name], {"plan": self.name}, self.coach, self.appointed)
			invites.renew({"plan": self.name})

	def on_trash(self):
		if self.status != "Draft":
			frappe.throw(
				_("A plan that was proposed is kept. Close it instead, with the reason."),
				title=_("Plan is on Record"),
			)

	# --- what a plan must be ------------------------------------------------------------------------------------

	def refuse_changes_when_locked(self):
		before = self.get_doc_before_save()
		if before and before.status in LOCKED_STATUSES and not self.flags.by_server:
			frappe.throw(
				_("This plan is {0} and locked. Start a new plan to go on.").format(_(before.status)),
				title=_("Plan is Locked"),
			)

	def validate_mentee(self):
		if self.is_new() and frappe.db.get_value("Employee", self.mentee, "status") != "Active":
			frappe.throw(
				_("{0}: {1} is not an active employee, so no plan can be made for them.").format(
					frappe.bold(_("Employee")), self.mentee
				)
			)

	def set_coach(self):
		if not self.coach:
			self.coach = next(iter(managers_of(self.mentee)), None)
			self.coach_name = self.coach and frappe.db.get_value("Employee", self.coach, "employee_name")
		# Who answers or ends a plan need not be who can name its coach.
		if not self.coach and not self.flags.by_server:
			frappe.throw(
				_(
					"{0}: {1} has no active manager. Name the coach, or fill Reports To on the employee."
				).format(frappe.bold(_("Coach")), self.mentee_name or self.mentee),
				frappe.MandatoryError,
			)

	def validate_coach(self):
		if self.coach == self.mentee:
			frappe.throw(
				_("{0}: nobody coaches themselves. Name the manager or another colleague.").format(
					frappe.bold(_("Coach"))
				)
			)
		if not self.has_value_changed("coach"):
			return
		before = self.get_doc_before_save()
		if before and before.coach and not self.flags.by_server:
			frappe.throw(
				_(
					"{0} stays as it is once a plan is saved. Close this plan and start one with the new coach."
				).format(frappe.bold(_("Coach"))),
				frappe.CannotChangeConstantError,
			)
		if frappe.db.get_value("Employee", self.coach, "status") != "Active":
			frappe.throw(
				_("{0}: {1} is not an active employee. Name a coach who is.").format(
					frappe.bold(_("Coach")), self.coach_name or self.coach
				)
			)

	def set_appointed(self):
		"""A coach who is the manager is in the circle as the manager alone, so that a transfer ends it (rule 18)."""
		if self.is_new() or self.has_value_changed("coach"):
			self.appointed = cint(self.coach != frappe.db.get_value("Employee", self.mentee, "reports_to"))

	def set_place(self):
		"""Company and department come from the employee, never from the caller."""
		if self.is_new():
			place = frappe.db.get_value(
				"Employee", self.mentee, ["company", "department", "designation"], as_dict=True
			)
			self.update(place)

	def set_defaults_of_standard(self):
		if not (self.cadence and self.session_minutes):
			standard = standard_for(self.mentee)
			self.cadence = self.cadence or standard.cadence
			self.session_minutes = self.session_minutes or standard.session_minutes
		if not self.end_date:
			self.end_date = add_days(self.start_date, setting("plan_days"))

	def validate_one_open_plan(self):
		"""Rule 3."""
		if self.status not in OPEN_STATUSES:
			return
		other = frappe.db.exists(
			"Coaching Plan",
			{
				"mentee": self.mentee,
				"purpose": self.purpose,
				"status": ("in", OPEN_STATUSES),
				"start_date": ("<=", self.end_date),
				"end_date": (">=", self.start_date),
				"name": ("!=", self.name or ""),
			},
		)
		if other:
			frappe.throw(
				_(
					"{0}: {1} is an open plan of this employee for the same purpose and dates. Go on with that one, or close it first."
				).format(frappe.bold(_("Purpose")), other),
				frappe.UniqueValidationError,
			)

	def set_appraisal(self):
		"""Rule 24: the cycle that appraises this employee while the plan runs, and their appraisal in it."""
		if not self.appraisal_cycle:
			self.appraisal_cycle = cycle_of(self.mentee, self.start_date, self.end_date)
		self.appraisal = self.appraisal_cycle and frappe.db.get_value(
			"Appraisal",
			{"employee": self.mentee, "appraisal_cycle": self.appraisal_cycle, "docstatus": ("!=", 2)},
		)

	# --- what happens to a plan (rules 1, 2 and 4) --------------------------------------------------------------

	@frappe.whitelist(methods=["POST"])
	def align(self):
		"""The coach's manager agrees to what the coach is about to propose (rule 2)."""
		self.begin("align")
		self.aligned_by = frappe.session.user
		self.aligned_on = today()
		self.save_by_server()

	@frappe.whitelist(methods=["POST"])
	def propose(self):
		"""The coach shows the plan to the mentee, who may accept it or ask for changes."""
		self.begin("propose")
		self.require_alignment()
		self.require_complete_goals()
		self.status = "Proposed"
		self.proposed_on = today()
		self.save_by_server()
		draft_talk.put_away(self)

	@frappe.whitelist(methods=["POST"])
	def accept(self):
		"""The mentee makes the plan theirs. HR may for a mentee who can't sign in (rule 1)."""
		self.begin("accept")
		self.require_complete_goals()
		self.status = "Active"
		self.accepted_on = today()
		self.save_by_server()
		self.agree_proposed_actions()

	@frappe.whitelist(methods=["POST"])
	def request_changes(self, comment: str):
		"""The mentee hands the proposal back; `comment` says what should be otherwise.

		An alignment stands: whoever gave it reads the plan on, and sees what is changed.
		"""
		self.begin("request_changes")
		comment = required(comment, _("Comment"), _("Say what should be changed, so that the coach can."))
		self.status = "Draft"
		self.proposed_on = None
		self.save_by_server()
		self.add_comment("Comment", frappe.utils.escape_html(comment))

	@frappe.whitelist(methods=["POST"])
	def complete(self, outcome: str):
		"""End a plan that has run its course; `outcome` stays on record."""
		self.begin("complete")
		self.outcome = required(outcome, _("Outcome"), _("Say what came of the plan before completing it."))
		self.end("Completed")

	@frappe.whitelist(methods=["POST"])
	def close_early(self, reason: str):
		"""End a plan before it has run its course; `reason` stays on record."""
		self.begin("close_early")
		self.closing_reason = required(reason, _("Closing Reason"), _("Say why the plan ends early."))
		self.end("Closed")

	def printed_goals(self) -> list[dict]:
		"""The goals, with their actions, that the print format Coaching Plan shows to whoever may read the plan."""
		return at_a_glance.goals(self.name)

	def begin(self, deed: str):
		"""Judge a deed by the stored plan, not by what the form sent, and go on with the stored plan.

		Raises PermissionError for people who may not, ValidationError in a status that does not allow it.
		"""
		frappe.db.get_value("Coaching Plan", self.name, "name", for_update=True)
		self.reload()
		if frappe.session.user != "Administrator" and self.standing() not in self.doers(deed):
			frappe.throw(refusal(deed), frappe.PermissionError, title=_("Not Permitted"))
		if self.status not in DEEDS[deed]:
			frappe.throw(
				_("{0}: the plan is {1}, so this can't be done now.").format(
					frappe.bold(_("Status")), _(self.status)
				),
				title=_("Not Now"),
			)

	def doers(self, deed: str) -> frozenset[str]:
		"""The standings that may do `deed`, whatever the status of the plan."""
		if deed == "align":
			return self.aligners()
		if deed in ("accept", "request_changes"):
			return doers_of_own(self)
		if deed == "add_goal":
			return LEADERS | {MENTEE}
		return LEADERS

	def deeds(self, standing: str | None) -> list[str]:
		possible = [
			deed
			for deed, statuses in DEEDS.items()
			if self.status in statuses and standing in self.doers(deed)
		]
		not_now = {"align" if self.aligned_on else None, "propose" if self.needs_alignment() else None}
		return [deed for deed in possible if deed not in not_now]

	def fields_of(self, standing: str | None) -> list[str] | None:
		return [] if self.status in LOCKED_STATUSES else super().fields_of(standing)

	def who_makes_it(self) -> str:
		return _("Only the employee's manager and HR begin a plan.")

	def aligners(self) -> frozenset[str]:
		"""The coach's manager is the mentee's manager's manager; of an appointed coach, the mentee's manager. HR
		stands in where the tree ends, and where whoever stands there can't sign in or stands there as HR."""
		wanted = frozenset({MANAGER, SECOND_MANAGER} if self.appointed else {SECOND_MANAGER})
		users = [reader.user for reader in readers_of(self) if reader.standing in wanted]
		can_sign_in = users and frappe.db.exists("User", {"name": ("in", users), "enabled": 1})
		return wanted if can_sign_in else frozenset({HR})

	def needs_alignment(self) -> bool:
		return not self.aligned_on and (
			self.purpose == "Performance Support" or bool(setting("require_alignment"))
		)

	def validate_purpose(self):
		"""Rule 2: what is proposed or accepted does not become Performance Support behind the aligner's back."""
		if (
			self.status in ("Proposed", "Active")
			and self.has_value_changed("purpose")
			and not self.is_imported()
		):
			if self.purpose == "Performance Support" and not self.aligned_on:
				frappe.throw(
					_(
						"{0}: a plan for Performance Support is aligned before it is proposed. Start one for that purpose."
					).format(frappe.bold(_("Purpose"))),
					title=_("Not Aligned Yet"),
				)

	def require_alignment(self):
		if self.needs_alignment():
			frappe.throw(
				_(
					"{0}: the coach's manager aligns this plan before it is proposed. Ask them to open it and choose Align."
				).format(frappe.bold(_("Aligned On"))),
				title=_("Not Aligned Yet"),
			)

	def require_complete_goals(self):
		"""Rules 3, 6 and 7: a goal at least, and each with the actions that its horizon asks for."""
		if not require_enough_actions(self.name):
			frappe.throw(
				_("{0}: a plan needs at least one goal. Add one with Add Goal.").format(
					frappe.bold(_("Goals"))
				),
				title=_("No Goal Yet"),
			)

	def require_logged_sessions(self):
		"""What somebody has written of a talk is submitted before the end locks the plan with its record (rule 4). A
		session that went by and that nobody wrote of is called off with those to come."""
		if begun := logs_begun(self.name):
			frappe.throw(
				_(
					"{0}: {1} of {2} is not logged. Submit its log, or choose Mark Missed or Call Off where nobody met, and then end the plan."
				).format(
					frappe.bold(_("Sessions")),
					frappe.utils.get_link_to_form("Coaching Session", begun[0].name),
					formatdate(begun[0].starts_on),
				),
				title=_("Session Not Logged"),
			)

	def agree_proposed_actions(self):
		# With when it was: a session of the same day reviews what was agreed before it.
		frappe.db.set_value(
			"Coaching Action",
			{"plan": self.name, "status": "Proposed"},
			{"status": "Agreed", "agreed_on": today()},
		)

	def end(self, status: str):
		self.require_logged_sessions()
		self.status = status
		self.save_by_server()
		self.call_off_open_sessions()

	def call_off_open_sessions(self):
		invites.withdraw({"plan": self.name})
		Session = frappe.qb.DocType("Coaching Session")
		(
			frappe.qb.update(Session)
			.set(Session.status, "Cancelled")
			.where((Session.plan == self.name) & (Session.docstatus == 0) & (Session.status == "Scheduled"))
			.run()
		)
		self.refresh_roll_ups()

	def refresh_roll_ups(self):
		"""Bring the read-only figures up to date with the sessions, goals and actions of the plan."""
		# Not a change of the plan by anybody, so a form that is open on it stays valid.
		self.db_set(roll_ups([self.name])[self.name], update_modified=False)


@frappe.whitelist(methods=["GET"])
def overview(plan: str) -> dict:
	"""What the form shows at a glance: the `sessions` and `goals` of `plan`, and the `horizons` that the user may add."""
	doc = frappe.get_doc("Coaching Plan", plan)
	doc.check_permission("read")
	return {
		"sessions": at_a_glance.sessions(plan),
		"goals": at_a_glance.goals(plan),
		"horizons": horizons_open_to(doc),
	}
