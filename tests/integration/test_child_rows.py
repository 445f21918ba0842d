"""Rows of a confidential record are as closed as the record, by whatever road they are asked for."""

import pytest

import frappe

from coaching_plans.confidential_doctypes import ROWS
from coaching_plans.permissions import circle_query
from tests import factories


@pytest.fixture
def session(firm):
	return factories.held_session(
		firm, factories.active_plan(firm), agenda=[{"item": "The rota", "discussed": 1}]
	)


@pytest.fixture
def scheduled(firm, by):
	plan = factories.active_plan(firm)
	with by("manager"):
		return factories.session(firm.mentee, plan, agenda=[{"item": "The rota"}])


def test_every_row_doctype_has_a_condition_of_its_own(firm):
	for doctype in ROWS:
		assert circle_query(doctype, firm.peer.user).startswith("(")


def test_rows_are_listed_for_those_inside_alone(firm, session, by):
	def listed(who):
		with by(who):
			return frappe.get_list(
				"Coaching Agenda Item", filters={"parent": session.name}, parent_doctype="Coaching Session"
			)

	assert len(listed("manager")) == len(listed("mentee")) == 1
	assert listed("peer") == listed("third_level") == []


def test_a_row_asked_for_by_name_asks_its_record(firm, session, by):
	row = frappe.get_doc("Coaching Agenda Item", session.agenda[0].name)
	with by("manager"):
		assert row.has_permission("read")
	with by("peer"):
		assert not row.has_permission("read")


def test_a_row_that_claims_another_parent_is_judged_by_the_stored_one(firm, session, by):
	with by("manager"):
		own = factories.session(firm.peer)
	row = frappe.get_doc("Coaching Agenda Item", session.agenda[0].name)
	row.parent = own.name
	with by("peer"):
		assert not row.has_permission("read")
	with by("manager"):
		assert row.has_permission("read")


def test_a_row_of_a_locked_log_is_not_written(firm, session, by):
	row = frappe.get_doc("Coaching Agenda Item", session.agenda[0].name)
	with by("manager"):
		assert not row.has_permission("write")
		row.item = "Rewritten"
		with pytest.raises(frappe.PermissionError):
			row.save()


def test_a_row_is_not_taken_over_from_another_record(firm, scheduled, by):
	stolen = scheduled.agenda[0]
	with by("manager"):
		other = factories.session(firm.peer)
		other.append("agenda", stolen.as_dict() | {"parent": other.name, "docstatus": 0})
		other.agenda[-1].name = stolen.name
		other.agenda[-1].set("__islocal", 0)
		with pytest.raises(frappe.PermissionError, match="Agenda"):
			other.save()
	assert frappe.db.get_value("Coaching Agenda Item", stolen.name, "parent") == scheduled.name
