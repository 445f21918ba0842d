"""Coaching of one person written as rows, and what Appraisal Cycle Coverage makes of it."""

from datetime import date, datetime, timedelta

from frappe.desk import query_report

from tests import bulk_organisation as bulk
from tests import factories

REPORT = "Appraisal Cycle Coverage"
CYCLE = "Coverage Cycle"
START, END = date(2026, 1, 1), date(2026, 12, 31)
# A day past the half: of what a cycle wants twice, one is due.
DAY = date(2026, 7, 2)
MONTHS = [date(2026, month, 10) for month in range(1, 7)]


class Coaching:
	"""Writes coaching of one person as rows, so that each figure is there for one reason alone."""

	def __init__(self, person, coach):
		self.person, self.coach = person, coach
		self.made = 0

	def row(self, doctype, **values):
		self.made += 1
		name = f"COV-{self.person.employee}-{self.made}"
		bulk.insert(
			doctype,
			[
				{
					"name": name,
					"mentee": self.person.employee,
					"coach": self.coach.employee,
					"company": factories.COMPANY,
					"appointed": 0,
					**values,
				}
			],
		)
		return name

	def plan(self, status="Active", start=START, end=END, **values):
		return self.row("Coaching Plan", status=status, start_date=start, end_date=end, **values)

	def session(self, day, topics=(), discussed=1, docstatus=1, status="Held"):
		name = self.row(
			"Coaching Session",
			starts_on=datetime.combine(day, datetime.min.time()) + timedelta(hours=23),
			docstatus=docstatus,
			status=status,
		)
		self.rows_of(
			name,
			"agenda",
			"Coaching Agenda Item",
			[{"topic": topic, "discussed": discussed} for topic in topics],
		)
		return name

	def rows_of(self, parent, field, doctype, rows, parenttype="Coaching Session"):
		bulk.insert(
			doctype,
			[
				{
					"name": f"{parent}-{field}-{number}",
					"parent": parent,
					"parenttype": parenttype,
					"parentfield": field,
					**row,
				}
				for number, row in enumerate(rows)
			],
		)

	def action(self, plan, horizon="Short Term", responsible="Mentee", status="Agreed", due=None):
		goal = self.row("Coaching Goal", plan=plan, horizon=horizon, status="Open")
		return self.row(
			"Coaching Action", plan=plan, goal=goal, responsible=responsible, status=status, due_date=due
		)

	def review(self, session, answers):
		"""`answers` by action."""
		rows = [{"action": action, "follow_through": answer} for action, answer in answers.items()]
		self.rows_of(session, "action_reviews", "Coaching Action Review", rows)

	def assessment(self, day, levels, kind="Agreed", docstatus=1, cycle=CYCLE):
		"""`levels` by competency."""
		name = self.row(
			"Competency Assessment",
			kind=kind,
			docstatus=docstatus,
			appraisal_cycle=cycle,
			revealed=1,
			creation=datetime.combine(day, datetime.min.time()),
		)
		rows = [{"competency": competency, "level": level} for competency, level in levels.items()]
		self.rows_of(name, "ratings", "Competency Rating", rows, "Competency Assessment")

	def all_that_is_due(self):
		"""What makes the person Covered."""
		for day in MONTHS:
			self.session(day, ("Once", "Twice"))


def run(**filters):
	return query_report.run(
		REPORT, filters={"appraisal_cycle": CYCLE, **filters}, ignore_prepared_report=True
	)


def row_of(person, **filters):
	return next(row for row in run(**filters)["result"] if row["employee"] == person.employee)


def names(answer):
	return {row["employee"] for row in answer["result"]}


def figures(row, *fields):
	return tuple(row[field] for field in fields)
