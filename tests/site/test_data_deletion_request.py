"""Whose data Frappe deletes on their request, their coaching is erased with it. A bench alone has such requests."""

import pytest

import frappe

from tests import factories
from tests.bulk_organisation import insert

pytestmark = pytest.mark.commits

REQUEST = "Personal Data Deletion Request"
SECRET = "Said-in-confidence"


@pytest.fixture
def firm(site):
	return factories.firm()


def requested(person) -> str:
	"""A request that its user has confirmed, written as a row: how Frappe asks for it is not what is tested."""
	name = "deleted-user-0001@coaching.example"
	insert(REQUEST, [{"name": name, "email": person.user, "status": "Pending Approval"}])
	return name


def test_their_coaching_is_erased(firm):
	plan = factories.active_plan(firm, opportunity=SECRET)
	session = factories.held_session(firm, plan, notes=SECRET)
	with factories.acting(firm.manager):
		of_peer = factories.plan(firm.peer, opportunity=SECRET)
	name = requested(firm.mentee)
	assert frappe.db.get_value("Coaching Session", session.name, "notes") == SECRET
	frappe.get_doc(REQUEST, name)._anonymize_data()
	assert frappe.db.get_value(REQUEST, name, "status") == "Deleted"
	assert frappe.db.get_value("Employee", firm.mentee.employee, "user_id") == name
	assert not frappe.db.get_value("Coaching Plan", plan.name, "opportunity")
	assert not frappe.db.get_value("Coaching Session", session.name, "notes")
	assert frappe.db.get_value("Coaching Plan", of_peer.name, "opportunity") == SECRET


def test_before_it_is_approved_nothing_is_erased(firm):
	plan = factories.active_plan(firm, opportunity=SECRET)
	frappe.get_doc(REQUEST, requested(firm.mentee)).put_on_hold()
	assert frappe.db.get_value("Coaching Plan", plan.name, "opportunity") == SECRET
