"""A rating of someone's competencies: made apart by both sides, revealed together, agreed in talk (rules 15 to 17)."""

from typing import ClassVar

import frappe
from frappe import _

from coaching_plans import all_or_nothing
from coaching_plans.coaching_plans.doctype.competency_assessment import discussion, effects, rounds, views
from coaching_plans.competency_rules import to_level
from coaching_plans.confidential import ConfidentialDocument
from coaching_plans.hierarchy import employee_of
from coaching_plans.permissions import COACH, HR, LEADERS, MANAGER, MENTEE, standing_of, standing_to_employee

LEVEL_FIELDS = ("level", "target_level")
# What belongs to the agreed assessment alone, and stays empty in the two that lead to it.
AGREED_ROW_FIELDS: dict = {
	"self_level": 0,
	"coach_level": 0,
	"focus": 0,
	"target_level": 0,
	"difference": None,
}
AGREED_TABLES = ("barriers", "actions")


class CompetencyAssessment(ConfidentialDocument):
	server_fields = (
		"rated_by",
		"rated_by_name",
		"revealed",
		"coach",
		"appointed",
		"company",
		"department",
		"self_assessment",
		"coach_assessment",
		"entered_by_hr",
		"effects",
		"erased_on",
	)
	deed_fields = frozenset({"rated_by", "revealed"})
	mentee_fields: ClassVar = frozenset({"ratings"})

	def check_if_latest(self):
		# Two who submit at once would each lock their own record and then wait for the other's.
		if self.mentee:
			rounds.lock(self.mentee)
		super().check_if_latest()

	def before_validate(self):
		super().before_validate()
		self.keep_versions_silent()

	def validate(self):
		self.take_circle_of_plan_or_employee()
		self.take_round()
		self.set_rated_by()
		self.refuse_rating_by_others()
		self.validate_one_of_kind()
		self.set_profile_and_rows()
		self.validate_levels()
		if self.kind == "Agreed":
			discussion.bring_up_to_date(self)
			discussion.validate(self)
		else:
			self.clear_what_is_agreed()

	def before_submit(self):
		if self.kind == "Agreed":
			discussion.validate_complete(self)
		else:
			self.validate_every_competency_rated()
		all_or_nothing.begin(self)

	def on_submit(self):
		if self.kind == "Agreed":
			with all_or_nothing.or_nothing(self):
				self.db_set("effects", frappe.as_json(effects.apply(self)), update_modified=False)
		else:
			rounds.reveal_if_complete(self)

	def before_cancel(self):
		self.go_back_to_stored()
		self.refuse_rating_by_others()
		self.refuse_when_agreed()
		self.keep_versions_silent()
		# A held talk links to what was agreed in it, which must not keep it from being agreed anew.
		self.ignore_linked_doctypes = ("Coaching Session", "Competency Assessment")
		all_or_nothing.begin(self)

	def on_cancel(self):
		if self.kind == "Agreed":
			with all_or_nothing.or_nothing(self):
				effects.undo(self)
		elif self.revealed:
			rounds.leave_agreed_draft(self)
		else:
			self.reopen()

	def on_trash(self):
		self.refuse_rating_by_others()
		# A deleted record is kept as text where the circle does not reach.
		self.set("ratings", [])

	# --- where it belongs ---------------------------------------------------------------------------------------

	def take_round(self):
		if not self.is_new():
			return
		self.appraisal_cycle = rounds.cycle_of_round(self.mentee, self.plan, self.appraisal_cycle)
		if frappe.db.get_value("Employee", self.mentee, "status") != "Active":
			frappe.throw(
				_("{0}: {1} is not an active employee, so nobody rates them.").format(
					frappe.bold(_("Employee")), self.mentee
				)
			)
		rounds.refuse_locked_plan(self.plan)

	def set_rated_by(self):
		"""Who rates: the employee, the coach, or whoever holds the talk; settled when the assessment is made."""
		if not self.is_new():
			# Once the employee rates, it is theirs alone, whoever was to enter it.
			if self.kind == "Self" and self.written_by_mentee():
				self.entered_by_hr = 0
			return
		if self.kind == "Self":
			self.rated_by = self.mentee
			self.entered_by_hr = int(not frappe.db.get_value("Employee", self.mentee, "user_id"))
		elif self.kind == "Coach":
			self.rated_by = self.coach
		else:
			self.rated_by = employee_of(frappe.session.user) or self.coach
		if not self.rated_by:
			frappe.throw(
				_("{0}: {1} has no active manager to rate them. Fill Reports To on the employee.").format(
					frappe.bold(_("Rated By")), self.mentee_name or self.mentee
				),
				frappe.MandatoryError,
			)
		self.rated_by_name = frappe.db.get_value("Employee", self.rated_by, "employee_name")

	def validate_one_of_kind(self):
		if not self.is_new():
			return
		rounds.lock(self.mentee)
		other = rounds.assessments_of(self.mentee, self.plan, self.appraisal_cycle, for_update=True).get(
			self.kind
		)
		if other:
			frappe.throw(
				_("{0}: this round has its {1} assessment already. Go on with that one.").format(
					frappe.bold(_("Kind")), _(self.kind)
				),
				frappe.UniqueValidationError,
				title=_("One of Each Kind in a Round"),
			)

	# --- whose it is (rules 15 and 20) --------------------------------------------------------------------------

	def refuse_rating_by_others(self):
		"""Each side rates by itself: the employee their own, the coach theirs, and those who lead the talk the agreed."""
		if self.flags.by_server or frappe.session.user == "Administrator" or self.is_rater():
			return
		frappe.throw(
			{
				"Self": _("{0}: only the employee rates themselves. Open a round, and they are asked to."),
				"Coach": _("{0}: only the one who coaches this employee rates them here."),
				"Agreed": _("{0}: only the coach, the manager or HR writes down what was agreed."),
			}[self.kind].format(frappe.bold(_("Rated By"))),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)

	def is_rater(self) -> bool:
		standing = self.standing()
		if self.kind == "Self":
			return standing == MENTEE or (standing == HR and bool(self.entered_by_hr))
		if self.kind == "Coach":
			return standing in (COACH, MANAGER) and self.rated_by == employee_of(frappe.session.user)
		return standing in LEADERS

	def refuse_when_agreed(self):
		if self.kind == "Agreed":
			return
		agreed = rounds.assessments_of(self.mentee, self.plan, self.appraisal_cycle).get("Agreed")
		if agreed and agreed.docstatus == 1:
			frappe.throw(
				_("{0}: the two of you have agreed on levels from this one. Cancel {1} first.").format(
					frappe.bold(_("Kind")), agreed.name
				),
				title=_("Agreed Already"),
			)

	def keep_versions_silent(self):
		"""Rule 15: a version tells old and new values to people outside the circle. Only what happens to an
		assessment after it was revealed or agreed is put on record."""
		before = self.get_doc_before_save()
		on_record = before and before.docstatus == 1 and (before.revealed or before.kind == "Agreed")
		self.flags.ignore_version = not on_record

	# --- what it must be ----------------------------------------------------------------------------------------

	def set_profile_and_rows(self):
		"""The rows are those of the profile: none more, none fewer, none twice; what is expected is not the rater's to set."""
		before = self.get_doc_before_save()
		if before:
			asked = [row.as_dict() for row in before.ratings]
		elif self.kind == "Agreed":
			self.profile, asked = discussion.questions(self)
		else:
			self.profile, asked = rounds.questions(self)
		asked = {row["competency"]: row for row in asked}
		self.refuse_other_rows(asked)
		given = {row.competency for row in self.ratings}
		for competency, row in asked.items():
			if competency not in given:
				kept = {key: value for key, value in row.items() if self.is_content(key)}
				self.append("ratings", kept)
		for row in self.ratings:
			row.expected_level = asked[row.competency]["expected_level"]

	def is_content(self, fieldname: str) -> bool:
		return bool(frappe.get_meta("Competency Rating").get_field(fieldname))

	def refuse_other_rows(self, asked: dict):
		seen = set()
		for row in self.ratings:
			if row.competency not in asked or row.competency in seen:
				frappe.throw(
					_(
						"{0}, row {1}: {2} is not asked for again. Each competency of the profile has one row."
					).format(frappe.bold(_("Ratings")), row.idx, row.competency)
				)
			seen.add(row.competency)

	def validate_levels(self):
		for row in self.ratings:
			for fieldname in LEVEL_FIELDS:
				try:
					row.set(fieldname, to_level(row.get(fieldname)))
				except ValueError:
					self.throw_row(row, fieldname, _("a level is a whole number from 1 to 5."))

	def clear_what_is_agreed(self):
		for row in self.ratings:
			row.update(AGREED_ROW_FIELDS)
		for fieldname in AGREED_TABLES:
			self.set(fieldname, [])
		self.development_plan = self.follow_up_on = None

	def validate_every_competency_rated(self):
		left = [row.competency for row in self.ratings if not row.level]
		if left:
			frappe.throw(
				_("{0}: rate every competency from 1 to 5 before you submit. Still to rate: {1}.").format(
					frappe.bold(_("Level")), ", ".join(left)
				),
				title=_("Rating Not Complete"),
			)

	def throw_row(self, row, fieldname: str, what: str):
		"""Raises ValidationError that names table, row, competency and field."""
		frappe.throw(
			_("{0}, row {1}, {2}: {3}: {4}").format(
				_("Ratings"),
				row.idx,
				row.competency,
				frappe.bold(_(row.meta.get_label(fieldname))),
				what,
			),
			title=_("Rating Not Complete"),
		)

	# --- the way back -------------------------------------------------------------------------------------------

	def go_back_to_stored(self):
		"""Frappe stores what the client sends along with a cancel, unvalidated."""
		stored = self.get_doc_before_save()
		for field in self.meta.fields:
			self.set(field.fieldname, stored.get(field.fieldname))

	def reopen(self):
		"""Cancelled before the reveal: the rater goes on with a copy, and nobody has seen either (rule 15).

		Past permissions, since whoever cancelled it is not always who rates.
		"""
		again = frappe.copy_doc(self)
		again.update(
			{
				"amended_from": self.name,
				"docstatus": 0,
				"rated_by": self.rated_by,
				"entered_by_hr": self.entered_by_hr,
			}
		)
		again.flags.by_server = True
		again.insert(ignore_permissions=True)

	# --- for the form -------------------------------------------------------------------------------------------

	def onload(self):
		super().onload()
		coaching = self.get_onload("coaching")
		if not self.is_rater() and frappe.session.user != "Administrator":
			coaching["rights"] = dict.fromkeys(coaching["rights"], 0)

	def deeds(self, standing: str | None) -> list[str]:
		is_half = self.kind != "Agreed" and self.docstatus != 2
		if standing not in LEADERS or not is_half:
			return []
		may_start = self.revealed and self.docstatus == 1
		return ["schedule_discussion", "start_discussion"] if may_start else ["schedule_discussion"]

	def planner(self) -> dict:
		"""What the print formats Competency Discussion Planner show of the round to whoever may read this record."""
		return views.planner(self)


@frappe.whitelist(methods=["POST"])
def open_round(mentee: str, plan: str | None = None, appraisal_cycle: str | None = None) -> dict[str, str]:
	"""Ask both sides to rate: the names of the pair by kind, `Self` and `Coach`; what exists already is kept.

	Raises PermissionError for people who do not lead this employee's coaching.
	"""
	judge(mentee, plan, LEADERS, _("Only the coach, the manager or HR opens a round."))
	return rounds.open_pair(mentee, plan, appraisal_cycle)


@frappe.whitelist(methods=["POST"])
def start_discussion(mentee: str, plan: str | None = None, appraisal_cycle: str | None = None) -> str:
	"""The name of the round's Agreed assessment, made from the revealed pair where there is none yet (rule 16).

	Raises PermissionError as `open_round` does, ValidationError while a side has not submitted.
	"""
	judge(mentee, plan, LEADERS, _("Only the coach, the manager or HR starts the discussion."))
	return discussion.start(mentee, plan, appraisal_cycle)


@frappe.whitelist(methods=["GET"])
def round_status(mentee: str, plan: str | None = None, appraisal_cycle: str | None = None) -> dict:
	"""Who has submitted, and nothing of what they said: `self` and `coach` (Not Opened, Open, Submitted),
	`revealed`, `agreed` (rule 15).

	Raises PermissionError for people outside the circle.
	"""
	judge(mentee, plan, None, _("You are not in the circle of this employee's coaching."))
	return views.round_status(mentee, plan, appraisal_cycle)


@frappe.whitelist(methods=["GET"])
def overview(assessment: str) -> dict:
	"""What the form shows beside the rows: `steps`, `levels` side by side, `history` of agreed levels, `status`.

	Raises PermissionError for people who may not read the assessment.
	"""
	doc = frappe.get_doc("Competency Assessment", assessment)
	doc.check_permission("read")
	return views.overview(doc)


def judge(mentee: str, plan: str | None, by: frozenset[str] | None, refusal: str) -> None:
	"""Raises PermissionError unless the user stands so to the plan, or without one to the employee; `by` None: anyhow."""
	if frappe.session.user == "Administrator":
		return
	standing = standing_of(frappe.get_doc("Coaching Plan", plan)) if plan else standing_to_employee(mentee)
	if not standing or (by is not None and standing not in by):
		frappe.throw(refusal, frappe.PermissionError, title=_("Not Permitted"))
