"""Two hundred rows of records kept elsewhere before, half of them wrong, for the tests of both sites.

A wrong row carries words of the reason for which it is refused. Of those with `unreadable` Data Import itself can't
make sense, and says so before it imports anything.
"""

from itertools import cycle, islice
from typing import NamedTuple

import frappe
from frappe.utils import add_days, today

ORDER = ("Coaching Plan", "Coaching Goal", "Coaching Action", "Coaching Session")
PURPOSES = (
	"Career Development",
	"Role Growth",
	"New Scope",
	"Clarify Expectations",
	"Competency Development",
)
PEOPLE = ("mentee", "peer", "without_user", "manager", "other_manager")
STATUSES = ("Active", "Completed", "Closed", "Proposed", "Draft")
EACH = 25


class Row(NamedTuple):
	doctype: str
	values: dict
	reason: str | None = None
	unreadable: bool = False


def rows(firm) -> dict[str, list[Row]]:
	"""By DocType, right and wrong ones in turn, as many of each."""
	right = {
		"Coaching Plan": [_plan(firm, number) for number in range(EACH)],
		"Coaching Goal": [_goal(number) for number in range(EACH)],
		"Coaching Action": [_action(number) for number in range(EACH)],
		"Coaching Session": [_session(firm, number) for number in range(EACH)],
	}
	wrong = {
		"Coaching Plan": _wrong_plans(firm),
		"Coaching Goal": _wrong_goals(),
		"Coaching Action": _wrong_actions(),
		"Coaching Session": _wrong_sessions(firm),
	}
	return {
		doctype: [
			row
			for pair in zip(
				(Row(doctype, values) for values in right[doctype]),
				islice(cycle(Row(doctype, *each) for each in wrong[doctype]), EACH),
				strict=True,
			)
			for row in pair
		]
		for doctype in ORDER
	}


def day(ago: int) -> str:
	return str(add_days(today(), -ago))


def _status(number: int) -> str:
	return STATUSES[number % len(STATUSES)]


def _plan(firm, number: int) -> dict:
	status = _status(number)
	dates = {"proposed_on": day(59), "accepted_on": day(58)}
	of_status = {
		"Draft": {},
		"Proposed": {"proposed_on": day(59)},
		"Active": dates,
		"Completed": {**dates, "outcome": "Leads the stand-up alone"},
		"Closed": {**dates, "closing_reason": "Moved to another team"},
	}
	return {
		"name": f"OLD-PLAN-{number:02}",
		"mentee": getattr(firm, PEOPLE[number // len(PURPOSES)]).employee,
		"purpose": PURPOSES[number % len(PURPOSES)],
		"opportunity": "Hesitates before a group",
		"start_date": day(60),
		"end_date": day(-30),
		"cadence": "Weekly",
		"status": status,
		**of_status[status],
	}


def _goal(number: int) -> dict:
	metric = {"measure": "Metric", "metric": "Calls answered", "baseline": 10, "target": 30}
	return {
		"name": f"OLD-GOAL-{number:02}",
		"plan": f"OLD-PLAN-{number:02}",
		"horizon": "Short Term",
		"development_area": "Speaking to a group",
		"current_state": "Speaks when asked",
		"goal_state": "Leads the stand-up three times",
		"status": {"Completed": "Reached", "Closed": "Dropped"}.get(_status(number), "Open"),
		**(metric if number % 2 else {"measure": "Milestone"}),
	}


def _action(number: int) -> dict:
	status = {"Active": "Agreed", "Completed": "Done", "Closed": "Superseded"}.get(
		_status(number), "Proposed"
	)
	return {
		"name": f"OLD-ACTION-{number:02}",
		"goal": f"OLD-GOAL-{number:02}",
		"responsible": "Mentee",
		"description": "Open the stand-up",
		"tracked_by": "The notes",
		"within_control": 1,
		"status": status,
	}


def _session(firm, number: int) -> dict:
	reviewed = _status(number) in ("Active", "Completed", "Closed")
	values = {
		"name": f"OLD-SESSION-{number:02}",
		"mentee": getattr(firm, PEOPLE[number // len(PURPOSES)]).employee,
		"starts_on": f"{day(30)} 10:00:00",
		"status": "Held",
		"recognition": "Calm opening",
		"opportunity": "Look up from the notes",
	}
	if _status(number) != "Draft":
		values["plan"] = f"OLD-PLAN-{number:02}"
	if reviewed:
		values |= {
			"action_reviews.action": f"OLD-ACTION-{number:02}",
			"action_reviews.follow_through": "Followed",
		}
	if reviewed and number % 2:
		values |= {"metric_readings.goal": f"OLD-GOAL-{number:02}", "metric_readings.value": "35"}
	return values


def _wrong_plans(firm) -> list[tuple]:
	"""Of somebody who has no plan for these purposes yet; each differs from a right one in what is named."""

	def but(**values):
		usual = _plan(firm, 0) | {"mentee": firm.second_manager.employee}
		usual.pop("name")
		return usual | values

	return [
		(but(mentee="HR-EMP-UNKNOWN"), "HR-EMP-UNKNOWN", True),
		(but(purpose="Punishment"), "Value must be one of", True),
		(but(start_date=day(10), end_date=day(20)), "can't be before"),
		(but(mentee=firm.mentor.employee), "is not an active employee"),
		(but(accepted_on=None), "has one"),
		(but(status="Completed"), "has one"),
		(but(outcome="All is well"), "has none"),
		(but(proposed_on=day(50)), "is before"),
		(but(accepted_on=day(-5)), "is still to come"),
		(but(mentee=firm.mentee.employee), "is an open plan of this employee"),
		(but(purpose="Performance Support"), "was to be aligned"),
		(but(coach=firm.second_manager.employee), "nobody coaches themselves"),
		(but(mentee=firm.other_hr.employee), "you can't add a Coaching Plan"),
		(but(start_date=None, end_date=day(200)), "can't be before"),
	]


def _wrong_goals() -> list[tuple]:
	def but(**values):
		return {key: value for key, value in _goal(0).items() if key != "name"} | values

	return [
		(but(plan="OLD-PLAN-99"), "OLD-PLAN-99", True),
		(but(horizon="Some Day"), "Value must be one of", True),
		(but(measure="Metric"), "name what is measured"),
		(but(measure="Metric", metric="Calls", baseline=3, target=3), "nothing to reach"),
		(but(due_date=day(90)), "before the plan starts"),
		(but(status="Deferred"), "only a Long Term goal is deferred"),
		(but(horizon="Long Term"), "the employee's own"),
		(but(competency="Candour of the Import", target_level=9), "from 1 to 5"),
		(but(development_area=None), "Development Area"),
		(but(plan=None), "choose whose"),
	]


def _wrong_actions() -> list[tuple]:
	def but(**values):
		return {key: value for key, value in _action(0).items() if key != "name"} | values

	return [
		(but(goal="OLD-GOAL-99"), "OLD-GOAL-99", True),
		(but(status="Forgotten"), "Value must be one of", True),
		(but(tracked_by=None), "Tracked By"),
		(but(within_control=0), "within their control"),
		(but(goal="OLD-GOAL-03", status="Agreed"), "not accepted yet"),
		(but(agreed_on=day(-3)), "is still to come"),
		(but(status="Proposed", agreed_on=day(9)), "only proposed"),
		(but(due_date=day(90)), "before the plan starts"),
		(but(description=None), "Description"),
	]


def _wrong_sessions(firm) -> list[tuple]:
	def but(**values):
		usual = {key: value for key, value in _session(firm, 0).items() if key != "name"}
		return usual | {"starts_on": f"{day(20)} 10:00:00"} | values

	return [
		(but(mentee="HR-EMP-UNKNOWN"), "HR-EMP-UNKNOWN", True),
		(but(**{"action_reviews.follow_through": "Mostly"}), "Value must be one of", True),
		(but(starts_on=f"{day(-3)} 10:00:00"), "still to come"),
		(but(recognition=None), "Recognition"),
		(but(**{"action_reviews.follow_through": None}), "Not answered yet"),
		(but(**{"action_reviews.action": "OLD-ACTION-01"}), "no action of this plan"),
		(
			but(**{"metric_readings.goal": "OLD-GOAL-00", "metric_readings.value": "5"}),
			"no goal of this plan with a metric",
		),
		(but(mentee=firm.peer.employee), "is not a plan of this employee"),
		(but(plan="OLD-PLAN-04", **{"action_reviews.action": None}), "is a draft"),
		(but(next_session_on=day(25)), "must be after the day"),
		(but(held_by=firm.mentee.employee), "with themselves"),
	]


def prepare(firm) -> None:
	"""What the rows rest on: somebody who left, and a competency."""
	frappe.db.set_value("Employee", firm.mentor.employee, "status", "Left")
	frappe.get_doc({"doctype": "Competency", "competency_name": "Candour of the Import"}).insert()


def document(row: Row):
	"""The new document that Data Import makes of a row."""
	doc = frappe.new_doc(row.doctype)
	children = {}
	for column, value in row.values.items():
		table, _dot, fieldname = column.rpartition(".")
		if table and value is not None:
			children.setdefault(table, {})[fieldname] = value
		elif value is not None:
			doc.set(fieldname, value)
	for table, values in children.items():
		doc.append(table, values)
	return doc
