"""What an update does to the records that are there."""

import frappe

from coaching_plans.patches.v0_2 import fill_horizon_of_actions, fill_title_of_standards
from tests import factories


def test_actions_get_the_horizon_of_their_goal(firm, by):
	plan = factories.active_plan(firm)
	with by("mentee"):
		factories.action(factories.goal(plan, "Long Term"))
	before = frappe.get_all("Coaching Action", {"plan": plan.name}, ["name", "horizon", "modified"])
	assert {row.horizon for row in before} == {"Short Term", "Long Term"}
	frappe.db.set_value("Coaching Action", {"plan": plan.name}, "horizon", None, update_modified=False)
	fill_horizon_of_actions.execute()
	after = frappe.get_all("Coaching Action", {"plan": plan.name}, ["name", "horizon", "modified"])
	assert after == before


def test_standards_get_a_title_that_says_for_whom_they_are(firm):
	standard = frappe.get_doc(
		{
			"doctype": "Coaching Standard",
			"company": factories.COMPANY,
			"cadence": "Monthly",
			"session_minutes": 30,
		}
	).insert()
	frappe.db.set_value("Coaching Standard", standard.name, "title", None)
	fill_title_of_standards.execute()
	assert frappe.db.get_value("Coaching Standard", standard.name, "title") == factories.COMPANY
