"""Two in HR press the same button in the same moment: nobody gets two plans or two rounds (rule 24)."""

import pytest

import frappe

from coaching_plans.appraisals import create_plans
from coaching_plans.coaching_plans.doctype.competency_assessment.bulk_rounds import open_cycle_rounds
from tests import competency_people as build
from tests.site.at_once import at_once

pytestmark = pytest.mark.commits


@pytest.mark.parametrize(
	"call, doctype, fields",
	[
		(create_plans, "Coaching Plan", ["mentee"]),
		(open_cycle_rounds, "Competency Assessment", ["mentee", "kind"]),
	],
)
def test_two_at_once_make_each_once(site, as_user, call, doctype, fields):
	everyone = build.people("MANY")
	team = [everyone.mentee, everyone.peer, everyone.paper]
	cycle = build.cycle("Cycle of Many at Once", team)
	frappe.db.commit()
	# Once for nothing, so that what the other connections write to is cleared after the test.
	with as_user(everyone.hr.user):
		call(cycle)
	frappe.db.rollback()

	def prepare():
		# As in a request, where Frappe has read the user before: what others commit from here on is not seen.
		frappe.db.get_value("User", frappe.session.user, "name")
		return lambda: call(cycle)

	told = at_once([(everyone.hr.user, prepare), (everyone.hr.user, prepare)])
	made = frappe.get_all(doctype, {"appraisal_cycle": cycle}, fields, as_list=True)
	assert sorted(summary["created"] for summary in told) == [0, len(team)]
	assert len(made) == len(set(made)) == len(team) * len(fields)
