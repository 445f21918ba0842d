"""What a goal's actions must and must not be (rules 6 and 7), as codes that a controller turns into messages, and how
its metric is read.

Plain values in, plain values out; nothing here knows of a site.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from coaching_plans.wording import says_something

# Coaching Settings may set another number.
MAX_ACTIONS = 3

NO_MENTEE_ACTION = "no_mentee_action"
TOO_MANY_MENTEE_ACTIONS = "too_many_mentee_actions"
UNTRACKABLE = "untrackable"
OUTSIDE_CONTROL = "outside_control"
NO_EMPLOYER_ACTION = "no_employer_action"

# A goal is saved before its first action can point to it, so what is missing can only be asked for later.
# What an action is like, and how many there are at the most, can be asked for from the first save on.
_ALWAYS_REFUSED = (TOO_MANY_MENTEE_ACTIONS, UNTRACKABLE, OUTSIDE_CONTROL)
_REFUSED_WHEN_DUE = (NO_MENTEE_ACTION, NO_EMPLOYER_ACTION)

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")


def action_gaps(
	horizon: str, open_actions: Sequence[Mapping[str, Any]], max_actions: int = MAX_ACTIONS
) -> list[str]:
	"""Where the open actions of a goal fall short of rule 6 (Short Term) or 7 (Mid Term), as codes, each at most once.

	An action has `responsible` (Mentee, Employer), `tracked_by` and `within_control`. Nothing is asked of the actions
	of a Long Term goal (rule 8). Raises ValueError for an unknown horizon.
	"""
	mentee_actions = [action for action in open_actions if action.get("responsible") == "Mentee"]
	if horizon == "Short Term":
		return _short_term_gaps(mentee_actions, max_actions)
	if horizon == "Mid Term":
		employer_has_one = any(action.get("responsible") == "Employer" for action in open_actions)
		return _codes({NO_MENTEE_ACTION: not mentee_actions, NO_EMPLOYER_ACTION: not employer_has_one})
	if horizon == "Long Term":
		return []
	raise ValueError(f"Unknown horizon of a goal: {horizon!r}")


def exceeds(gaps: Iterable[str]) -> list[str]:
	"""Of `gaps`, those refused whenever a goal or an action is saved: too much, or an action unfit in itself."""
	return [gap for gap in gaps if gap in _ALWAYS_REFUSED]


def missing(gaps: Iterable[str]) -> list[str]:
	"""Of `gaps`, those refused only when the plan is proposed or a session is submitted: the least is not there yet."""
	return [gap for gap in gaps if gap in _REFUSED_WHEN_DUE]


def reading(value: str | int | float | None) -> float | None:
	"""The number that a reading of a metric says; None where it says nothing, which is not the same as 0.

	A comma is refused, since "3,5" and "1,234" mean one number here and another there. Raises ValueError.
	"""
	text = str(value if value is not None else "").strip()
	if not text:
		return None
	if not _NUMBER.fullmatch(text):
		raise ValueError(f"not a number: {text!r}")
	return float(text)


def _short_term_gaps(mentee_actions: Sequence[Mapping[str, Any]], max_actions: int) -> list[str]:
	return _codes(
		{
			NO_MENTEE_ACTION: not mentee_actions,
			TOO_MANY_MENTEE_ACTIONS: len(mentee_actions) > max_actions,
			UNTRACKABLE: any(not says_something(action.get("tracked_by")) for action in mentee_actions),
			OUTSIDE_CONTROL: any(not action.get("within_control") for action in mentee_actions),
		}
	)


def _codes(found: Mapping[str, bool]) -> list[str]:
	return [code for code, is_so in found.items() if is_so]
