"""The kinds of reminder (rule 22), in the order in which a digest lists them. Plain data."""

from typing import NamedTuple

SESSION_TOMORROW = "Session Tomorrow"
SESSION_NOT_LOGGED = "Session Not Logged"
PLAN_WAITING = "Plan Waiting"
ACTION_OVERDUE = "Action Overdue"
ACTION_DUE = "Action Due"
ASSESSMENT_DUE = "Assessment Due"
NO_SESSION = "No Session"
PLAN_ENDING = "Plan Ending"
PLAN_ENDED = "Plan Ended"
COACHING_LAPSED = "Coaching Lapsed"
COVERAGE = "Weekly Coverage"
TOPICS_MISSING = "Topics Missing"
CUSTOM = "Custom"

# Not reminders: the row that makes it one digest a person and a day, and the one that says that nothing went out.
DIGEST = "Digest"
NOT_SENT = "Not Sent"


class Kind(NamedTuple):
	"""How a kind is switched: by the firm in Coaching Settings, by a person in Coaching Reminder Preference."""

	setting: str | None = None
	mute: str | None = None


KINDS = {
	SESSION_TOMORROW: Kind("remind_session_tomorrow", "mute_sessions"),
	SESSION_NOT_LOGGED: Kind("remind_session_not_logged"),
	PLAN_WAITING: Kind("remind_plan_waiting", "mute_plans"),
	ACTION_OVERDUE: Kind("remind_action_overdue", "mute_actions"),
	ACTION_DUE: Kind("remind_action_due", "mute_actions"),
	ASSESSMENT_DUE: Kind("remind_assessment_due", "mute_assessments"),
	NO_SESSION: Kind("remind_no_session"),
	PLAN_ENDING: Kind("remind_plan_ending"),
	PLAN_ENDED: Kind("remind_plan_ending"),
	COACHING_LAPSED: Kind("remind_coaching_lapsed"),
	COVERAGE: Kind("remind_coverage"),
	TOPICS_MISSING: Kind("remind_coverage"),
	CUSTOM: Kind(),
}
MUTES = tuple(dict.fromkeys(kind.mute for kind in KINDS.values() if kind.mute))
