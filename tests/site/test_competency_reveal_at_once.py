"""Both sides submit in the same moment: whichever comes first, both end up revealed (rule 15)."""

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import open_round
from tests import competency_people as build
from tests.site.at_once import at_once

pytestmark = pytest.mark.commits

TIMES = 8


def submitting(name: str):
	def prepare():
		doc = frappe.get_doc("Competency Assessment", name)
		for row in doc.ratings:
			row.level = 3
		return doc.submit

	return prepare


def test_two_who_submit_at_once_reveal_both(site, as_user):
	everyone = build.people("ATONCE")
	purposes = ("Career Development", "Role Growth", "New Scope", "Clarify Expectations")
	for attempt in range(TIMES):
		person = (everyone.mentee, everyone.peer)[attempt % 2]
		plan = build.plan(person, purpose=purposes[attempt // 2])
		with as_user(everyone.manager.user):
			pair = open_round(person.employee, plan=plan.name)
		frappe.db.commit()
		at_once(
			[
				(user, submitting(pair[kind]))
				for kind, user in (("Self", person.user), ("Coach", everyone.manager.user))
			]
		)
		found = frappe.get_all(
			"Competency Assessment",
			{"name": ("in", list(pair.values()))},
			["docstatus", "revealed"],
			as_list=True,
		)
		assert list(found) == [(1, 1), (1, 1)], (attempt, found)
