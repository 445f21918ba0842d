"""A one-on-one: prepared by both, logged by the coach, locked by submitting (rules 9 to 14)."""

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from coaching_plans import all_or_nothing, invites
from coaching_plans.appraisal_cycles import cycle_of
from coaching_plans.clock import now, refuse_far_off, today
from coaching_plans.coaching_plans.doctype.coaching_session import (
	agenda,
	carry_over,
	complete_log,
	effects,
	following,
	imported,
	printed,
	undoing,
)
from coaching_plans.coaching_plans.doctype.coaching_session import beside as side
from coaching_plans.coaching_plans.doctype.coaching_standard.coaching_standard import standard_for
from coaching_plans.confidential import ConfidentialDocument
from coaching_plans.goal_rules import reading
from coaching_plans.hierarchy import employee_of
from coaching_plans.on_behalf import can_sign_in
from coaching_plans.permissions import LEADERS, MENTEE, standing_of, standing_to_employee
from coaching_plans.statuses import LOCKED_STATUSES


class CoachingSession(ConfidentialDocument):
	server_fields = (
		"status",
		"coach",
		"appointed",
		"company",
		"department",
		"appraisal_cycle",
		"held_by",
		"mentee_acknowledged_on",
		"effects",
		"erased_on",
	)
	deed_fields = frozenset({"status", "held_by", "mentee_acknowledged_on"})
	imported_fields = imported.FIELDS
	mentee_fields = frozenset({"mentee_preparation", "agenda"})

	def onload(self):
		super().onload()
		self.set_onload("mentee_signs_in", can_sign_in(self.mentee))

	def before_insert(self):
		self.refuse_days_far_off()
		if self.starts_on and not self.amended_from:
			self.take_circle()
			if self.is_imported():
				imported.link(self)
			else:
				agenda.forget_who_raised_what(self)
				carry_over.fill(self)

	def validate(self):
		self.refuse_changes_of_mentee()
		self.refuse_changes_when_over()
		self.refuse_days_far_off()
		self.take_circle()
		self.validate_plan()
		self.set_appraisal_cycle()
		self.set_minutes()
		agenda.keep_items_of_the_other_side(self)
		agenda.leave_out_blank_rows(self)
		self.leave_preparation_to_mentee()
		if self.is_imported():
			imported.validate(self)
		carry_over.bring_reviews_up_to_date(self)
		carry_over.bring_readings_up_to_date(self)
		self.validate_readings()
		self.validate_barriers()
		self.validate_assessment()
		self.move_next_along()
		self.validate_next_session_on()

	def before_submit(self):
		carry_over.leave_out_what_is_new(self)
		complete_log.validate(self)
		self.status = "Held"
		if not (self.is_imported() and self.held_by):
			by = None if self.is_imported() else employee_of(frappe.session.user)
			self.held_by = by or self.coach
		all_or_nothing.begin(self)

	def on_submit(self):
		with all_or_nothing.or_nothing(self):
			done = effects.apply(self)
			later = self.scheduled_after()
			done["next_session"] = following.schedule(self)
			if later and not self.is_imported():
				done["handed_on"] = {"name": later, "rows": carry_over.hand_on(self, later)}
			self.db_set("effects", frappe.as_json(done), update_modified=False)
			self.refresh_plan()

	def before_update_after_submit(self):
		frappe.throw(
			_("{0}: this session is held and its log locked. Cancel it to change what it says.").format(
				frappe.bold(_("Status"))
			),
			title=_("Log is Locked"),
		)

	def before_cancel(self):
		self.go_back_to_stored_log()
		self.refuse_when_plan_locked()
		# Each session links to the one before it, which must not keep the earlier one from being cancelled (rule 13).
		self.ignore_linked_doctypes = ("Coaching Session",)
		self.status = "Cancelled"
		all_or_nothing.begin(self)

	def on_cancel(self):
		with all_or_nothing.or_nothing(self):
			undoing.undo(self)
			following.remove_if_untouched(self)
			following.let_go(self)
			carry_over.take_back(frappe.parse_json(self.effects or "{}").get("handed_on"))
			self.refresh_plan()

	def on_trash(self):
		if self.status != "Scheduled":
			frappe.throw(_("A session that was held, missed or called off is kept on record."))
		says = self.mentee_preparation or any(row.raised_by == "Mentee" for row in self.agenda)
		if says and not self.flags.by_server:
			frappe.throw(
				_(
					"The employee has prepared for this session. Call it off instead: what they wrote then goes to the next one."
				),
				title=_("The Employee's Own Words"),
			)
		invites.withdraw({"name": self.name})

	def after_delete(self):
		self.refresh_plan()

	def on_update(self):
		if self.docstatus == 0:
			self.refresh_plan()
			invites.follow(self)

	# --- where it belongs ---------------------------------------------------------------------------------------

	def take_circle(self):
		self.take_circle_of_plan_or_employee()
		self.coach_name = self.coach and frappe.db.get_value("Employee", self.coach, "employee_name")

	def validate_plan(self):
		if not self.plan or not self.is_new():
			return
		status = self.stored_plan_status()
		# A log is corrected also while its plan is rewritten.
		if status == "Draft" and not self.amended_from:
			frappe.throw(
				_(
					"{0}: the plan is a draft that the employee does not see yet. Propose it before you plan sessions on it."
				).format(frappe.bold(_("Plan")))
			)
		if status in LOCKED_STATUSES and not self.joins_imported_plan():
			frappe.throw(
				_("{0}: the plan is closed. Leave the plan empty, or choose an open one.").format(
					frappe.bold(_("Plan"))
				)
			)

	def set_appraisal_cycle(self):
		self.appraisal_cycle = cycle_of(self.mentee, getdate(self.starts_on))

	def set_minutes(self):
		if not self.minutes:
			from_plan = self.plan and frappe.db.get_value("Coaching Plan", self.plan, "session_minutes")
			self.minutes = from_plan or standard_for(self.mentee).session_minutes

	def refresh_plan(self):
		if self.plan:
			frappe.get_doc("Coaching Plan", self.plan).refresh_roll_ups()

	# --- what it must be ----------------------------------------------------------------------------------------

	def refuse_changes_when_over(self):
		before = self.get_doc_before_save()
		if before and before.status != "Scheduled" and not self.flags.by_server:
			frappe.throw(
				_("{0}: this session is {1}. Start the next one, which takes over what is open.").format(
					frappe.bold(_("Status")), _(before.status)
				),
				title=_("Session is Over"),
			)

	def refuse_days_far_off(self):
		for fieldname in ("starts_on", "next_session_on"):
			refuse_far_off(self, fieldname)

	def leave_preparation_to_mentee(self):
		"""Rule 14: the words are the employee's. For who can't sign in somebody else writes them down."""
		before = self.get_doc_before_save()
		if not before and self.amended_from:
			before = frappe.get_doc("Coaching Session", self.amended_from)
		is_free = self.flags.by_server or frappe.session.user == "Administrator"
		if not before or is_free or self.written_by_mentee():
			return
		said, sent = before.mentee_preparation or "", self.mentee_preparation or ""
		if said != sent and can_sign_in(self.mentee):
			frappe.throw(
				_("{0}: this is what the employee has written. Put what is said about it into {1}.").format(
					frappe.bold(_(self.meta.get_label("mentee_preparation"))),
					frappe.bold(_(self.meta.get_label("notes"))),
				),
				frappe.PermissionError,
				title=_("The Employee's Own Words"),
			)

	def validate_readings(self):
		for row in self.metric_readings:
			try:
				reading(row.value)
			except ValueError:
				frappe.throw(
					_(
						"{0}, row {1}: {2} is not a number. Enter the reading of {3} as digits, with a point before decimals, or leave it empty."
					).format(
						frappe.bold(_("Metric Readings")),
						row.idx,
						frappe.utils.escape_html(str(row.value)),
						row.metric,
					)
				)

	def validate_barriers(self):
		goals = [row.goal for row in self.barriers if row.goal]
		if goals and frappe.db.count("Coaching Goal", {"name": ("in", goals), "mentee": self.mentee}) != len(
			set(goals)
		):
			frappe.throw(
				_("{0}: a goal named here is not one of this employee's.").format(frappe.bold(_("Barriers"))),
				frappe.PermissionError,
			)

	def validate_assessment(self):
		"""A talk shows what was agreed in it. What either side said before stays where it is (rule 15)."""
		if not self.assessment:
			return
		found = frappe.db.get_value(
			"Competency Assessment", self.assessment, ["kind", "mentee"], as_dict=True
		)
		if found.kind != "Agreed" or found.mentee != self.mentee:
			frappe.throw(
				_("{0}: choose the Agreed assessment of this employee, which Start Discussion makes.").format(
					frappe.bold(_("Assessment"))
				),
				frappe.PermissionError,
			)

	def move_next_along(self):
		"""A session postponed beyond the next one takes that along, and one held earlier the one that would follow by
		cadence, unless its day is set anew (rule 11)."""
		before = self.get_doc_before_save()
		if not before or not self.next_session_on or self.has_value_changed("next_session_on"):
			return
		if not self.has_value_changed("starts_on"):
			return
		is_passed = getdate(self.next_session_on) <= getdate(self.starts_on)
		is_earlier = getdate(self.starts_on) < getdate(before.starts_on)
		if is_passed or (
			is_earlier and getdate(before.next_session_on) == carry_over.next_session_day(before)
		):
			self.next_session_on = carry_over.next_session_day(self)

	def validate_next_session_on(self):
		if self.next_session_on and getdate(self.next_session_on) <= getdate(self.starts_on):
			frappe.throw(
				_("{0} must be after the day of this session.").format(frappe.bold(_("Next Session On"))),
				frappe.exceptions.InvalidDates,
			)

	def refuse_when_plan_locked(self):
		"""To cancel a log takes back what it did, which a plan that has ended keeps as its record (rules 4 and 13)."""
		status = self.stored_plan_status()
		if status in LOCKED_STATUSES and not self.joins_imported_plan():
			frappe.throw(
				_(
					"{0}: the plan is {1} and locked, and this log is part of its record. Log what is to be added in a session of its own."
				).format(frappe.bold(_("Plan")), _(status)),
				title=_("Plan is Locked"),
			)

	# --- what submitting and cancelling do beyond this record ---------------------------------------------------

	def go_back_to_stored_log(self):
		"""Frappe stores what the client sends along with a cancel, unvalidated; the log stays what was submitted."""
		stored = self.get_doc_before_save()
		for field in self.meta.fields:
			self.set(field.fieldname, stored.get(field.fieldname))

	# --- what people do with it ---------------------------------------------------------------------------------

	@frappe.whitelist(methods=["POST"])
	def acknowledge(self):
		"""The mentee has read the log; silence is shown, not assumed (rule 14)."""
		self.begin({MENTEE}, _("Only the employee acknowledges their session."))
		if self.docstatus != 1:
			frappe.throw(_("{0}: only a held session is acknowledged.").format(frappe.bold(_("Status"))))
		if not self.mentee_acknowledged_on:
			self.db_set("mentee_acknowledged_on", now())

	@frappe.whitelist(methods=["POST"])
	def mark_missed(self):
		"""The session did not take place; what was on it goes to the next one (rule 13)."""
		self.begin(LEADERS, _("Only the coach, the manager or HR marks a session as missed."))
		self.require_scheduled()
		if get_datetime(self.starts_on) > now():
			frappe.throw(
				_("{0}: this session is still to come. Move it, or call it off.").format(
					frappe.bold(_("Starts On"))
				)
			)
		self.status = "Missed"
		self.save_by_server()
		carry_over.hand_on(self, self.scheduled_after())

	@frappe.whitelist(methods=["POST"])
	def call_off(self):
		"""The session will not take place; what was on it goes to the next one (rule 13)."""
		self.begin(LEADERS, _("Only the coach, the manager or HR calls a session off."))
		self.require_scheduled()
		self.status = "Cancelled"
		self.save_by_server()
		carry_over.hand_on(self, self.scheduled_after())

	@frappe.whitelist(methods=["POST"])
	def start_next(self) -> str:
		"""The name of the session after this one: the one scheduled already, else a new one filled from this."""
		self.begin(LEADERS, who_starts_sessions())
		if self.is_open():
			frappe.throw(
				_("{0}: this session is not over. Log it, or mark it as missed, first.").format(
					frappe.bold(_("Status"))
				)
			)
		if scheduled := following.open_session(self.mentee, self.plan):
			return scheduled
		# From a session that nobody logged for long, the next one is not in the past as well.
		day = max(getdate(self.next_session_on or carry_over.next_session_day(self)), today())
		return following.new_session_after(self, day).insert().name

	def scheduled_after(self) -> str | None:
		return following.open_session(self.mentee, self.plan, after=self.starts_on)

	def deeds(self, standing: str | None) -> list[str]:
		if standing == MENTEE:
			return ["acknowledge"] if self.docstatus == 1 and not self.mentee_acknowledged_on else []
		if standing not in LEADERS:
			return []
		if not self.is_open():
			return ["start_next"]
		deeds = {
			"call_off": True,
			"mark_missed": get_datetime(self.starts_on) <= now(),
			"add_goal": bool(self.plan),
		}
		return [deed for deed, possible in deeds.items() if possible]

	def who_makes_it(self) -> str:
		return who_starts_sessions()

	def is_open(self) -> bool:
		return self.docstatus == 0 and self.status == "Scheduled"

	def fields_of(self, standing: str | None) -> list[str] | None:
		return super().fields_of(standing) if self.is_open() else []

	def printed(self) -> dict:
		"""What the print format Coaching Session Log shows of the session to whoever may read it."""
		return printed.log(self)

	def begin(self, by: frozenset[str] | set[str], refusal: str):
		"""Judge a deed by the stored session and go on with it. Raises PermissionError."""
		self.reload()
		if frappe.session.user != "Administrator" and self.standing() not in by:
			frappe.throw(refusal, frappe.PermissionError, title=_("Not Permitted"))

	def require_scheduled(self):
		if not self.is_open():
			frappe.throw(
				_("{0}: this session is {1} already.").format(frappe.bold(_("Status")), _(self.status))
			)


def who_starts_sessions() -> str:
	return _("Only the coach, the manager or HR starts a session.")


@frappe.whitelist(methods=["POST"])
def start_session(mentee: str, plan: str | None = None, session_type: str = "Scheduled") -> str:
	"""The name of a session to hold now with `mentee`: the one scheduled already, else a new one, filled from before.

	Raises PermissionError for people who may not start one, ValidationError where the plan does not allow it.
	"""
	may = standing_of(frappe.get_doc("Coaching Plan", plan)) if plan else standing_to_employee(mentee)
	if may not in LEADERS and frappe.session.user != "Administrator":
		frappe.throw(who_starts_sessions(), frappe.PermissionError, title=_("Not Permitted"))
	if session_type == "Scheduled" and (scheduled := following.open_session(mentee, plan)):
		return scheduled
	at = now().replace(second=0, microsecond=0)
	return following.new_session(mentee, plan, session_type, starts_on=at).insert().name


@frappe.whitelist(methods=["GET"])
def beside(session: str) -> dict:
	"""What the form shows beside the log: the last three logs as `sessions`, metric `goals` with their readings, of the
	`actions` under review what to look at, and the `next_day` to meet where the one planned is past."""
	doc = frappe.get_doc("Coaching Session", session)
	doc.check_permission("read")
	return {
		"sessions": side.logs_before(doc),
		"goals": side.metric_goals(doc.plan) if doc.plan else [],
		"actions": side.reviewed_actions(doc),
		"next_day": side.next_day(doc),
	}
