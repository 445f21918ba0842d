import pytest

import frappe

from tests import bulk_organisation as bulk
from tests import factories
from tests.coverage_rows import CYCLE, DAY, END, START, Coaching


@pytest.fixture
def cycle(firm):
	"""A cycle of a year at its half, on the day DAY, with monthly sessions, and two topics that are ever due."""
	frappe.flags.current_date = DAY
	frappe.db.delete("Coaching Topic")
	frappe.db.delete("Coaching Standard")
	bulk.insert(
		"Coaching Topic",
		[
			{"name": topic, "topic": topic, "times_per_cycle": times}
			for topic, times in (("Once", 2), ("Twice", 4), ("Never", 0))
		],
	)
	bulk.insert(
		"Coaching Standard",
		[{"name": "coverage", "company": factories.COMPANY, "cadence": "Monthly", "session_minutes": 30}],
	)
	everyone = [firm.mentee, firm.peer, firm.manager, firm.second_manager, firm.hr]
	return factories.appraisal_cycle(CYCLE, everyone, START, END)


@pytest.fixture
def mentee(firm, cycle):
	return Coaching(firm.mentee, firm.manager)
