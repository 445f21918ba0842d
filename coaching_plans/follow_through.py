"""Whether agreed actions were followed, and whose mistake a missed goal is. Rules 9 and 10.

Plain values in, plain values out; nothing here knows of a site.
"""

from collections.abc import Iterable
from datetime import date

SCORES = {"Followed": 1.0, "Partly": 0.5, "Not Followed": 0.0}

# A Long Term goal is the mentee's own: it is never late and never judged (rule 8).
JUDGED_HORIZONS = ("Short Term", "Mid Term")


def follow_through(reviews: Iterable[str | None]) -> float | None:
	"""Mean of `reviews` in percent (0 to 100, one decimal); None when there is none, since no data is not 0 %.

	Reviews not answered yet (None or "") do not count. Raises ValueError for any other unknown answer.
	"""
	scores = [_score(review) for review in reviews if review]
	return action_score(len(scores), sum(scores))


def action_score(times_reviewed: int, times_followed: float) -> float | None:
	"""The same figure from sums, as each Coaching Action keeps them: percent with one decimal, None without a review.

	`times_followed` is a sum of scores, so a Partly adds 0.5 to it. Sums over several actions may be passed as well.
	Halves of the last decimal go up, as in MariaDB's ROUND.
	"""
	if not times_reviewed:
		return None
	half_scores = round(times_followed * 2)
	return (half_scores * 1000 + times_reviewed) // (2 * times_reviewed) / 10


def wrong_plan(
	horizon: str,
	status: str,
	due_date: date | None,
	reviews_of_mentee_actions: Iterable[str | None],
	on: date,
	threshold: float = 80.0,
) -> bool:
	"""True when the goal was missed although the mentee did what was agreed, so that the plan is to blame (rule 10).

	That is: a Short or Mid Term goal, still Open, `on` later than its due date, and the follow-through of its Mentee
	actions at `threshold` percent or more. Without any review nobody can tell, and the answer is False.
	Raises ValueError for an unknown review.
	"""
	if horizon not in JUDGED_HORIZONS or status != "Open" or not due_date or on <= due_date:
		return False
	followed = follow_through(reviews_of_mentee_actions)
	return followed is not None and followed >= threshold


def _score(review: str) -> float:
	if review not in SCORES:
		raise ValueError(f"Unknown review of an action: {review!r}")
	return SCORES[review]
