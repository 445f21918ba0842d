"""Fills the log of a session as its coach would."""

from coaching_plans.coaching_plans.doctype.coaching_session.carry_over import (
	bring_readings_up_to_date,
	bring_reviews_up_to_date,
)
from coaching_plans.demo import sentences

COMMITMENTS = "Commitments from last time"
# In this order each topic is talked about as often as a cycle wants it.
TOPICS_IN_TURN = (
	"Individual performance",
	"Problem solving",
	"Organization and team dynamics",
	"Individual performance",
	"Problem solving",
	"Professional and career development",
)


def write(session, pair) -> None:
	"""All that the coach enters before submitting `session`; `pair` decides by its habit and its chance."""
	write_agenda(session, pair)
	bring_reviews_up_to_date(session)
	write_reviews(session, pair)
	bring_readings_up_to_date(session)
	write_readings(session, pair)
	write_feedback(session, pair)
	write_barriers(session, pair)


def write_agenda(session, pair) -> None:
	turn = TOPICS_IN_TURN[pair.sessions_held % len(TOPICS_IN_TURN)]
	for topic in (COMMITMENTS, turn if pair.habit.all_topics else TOPICS_IN_TURN[0]):
		session.append("agenda", {"topic": topic, "item": pair.one_of(sentences.ITEMS[topic])})
	for row in session.agenda:
		row.discussed = int(bool(row.topic) or pair.happens(0.8))


def write_reviews(session, pair) -> None:
	for row in session.action_reviews:
		by_mentee = row.responsible == "Mentee"
		follows = pair.habit.mentee_follows if by_mentee else pair.habit.employer_follows
		if pair.happens(follows):
			row.follow_through, comments = "Followed", sentences.COMMENTS_FOLLOWED
		elif pair.happens(0.5):
			row.follow_through, comments = "Partly", sentences.COMMENTS_PARTLY
		else:
			row.follow_through, comments = "Not Followed", sentences.COMMENTS_NOT
		row.comment = pair.one_of(comments)


def write_readings(session, pair) -> None:
	for pursuit in pair.pursuits.values():
		pursuit.share += pair.habit.pace * pair.chance.uniform(0.6, 1.3)
	for row in session.metric_readings:
		if pursuit := pair.pursuits.get(row.goal):
			row.value = reading(pursuit.case.metric, pursuit.share)


def reading(metric, share: float) -> str:
	"""The value of `metric` when `share` of the way from the baseline to the target is made."""
	if share >= 1:
		return _number(metric.target)
	value = metric.baseline + (metric.target - metric.baseline) * share
	digits = 0 if abs(metric.target - metric.baseline) >= 5 else 1
	rounded = round(value, digits)
	# Rounded up to the target would be reached before its time.
	return _number(metric.baseline if rounded == metric.target else rounded)


def _number(value: float) -> str:
	return f"{value:g}"


def write_feedback(session, pair) -> None:
	work = pair.person.work
	session.recognition = f"{pair.one_of(sentences.RECOGNITION[work])}. {pair.one_of(sentences.EFFECTS)}"
	session.opportunity = f"{pair.one_of(sentences.OPPORTUNITY[work])}. {pair.one_of(sentences.HOW)}"
	if pair.happens(0.3):
		session.adjustments = pair.one_of(sentences.ADJUSTMENTS)
	if pair.happens(0.4):
		session.notes = pair.one_of(sentences.NOTES)


def write_barriers(session, pair) -> None:
	for row in session.barriers:
		row.response = row.response or "Raised with the head of department; an answer is promised this week"
	if pair.happens(0.2):
		barrier, response = pair.one_of(sentences.BARRIERS)
		goal = next(iter(pair.pursuits), None)
		session.append("barriers", {"barrier": barrier, "response": response, "goal": goal})
