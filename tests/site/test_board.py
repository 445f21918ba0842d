"""Moving cards on the Kanban board of actions, which only a real site does."""

import json

import frappe

from coaching_plans.install import BOARD, add_board
from coaching_plans.uninstall import remove_board
from tests import factories


def test_moving_a_card_changes_the_action_and_leaves_no_name_on_the_board(site, as_user):
	from frappe.desk.doctype.kanban_board import kanban_board

	remove_board()
	add_board()
	firm = factories.firm()
	plan = factories.active_plan(firm)
	action = factories.only_action(plan)
	with as_user(firm.manager.user):
		kanban_board.update_order_for_single_card(BOARD, action.name, "Agreed", "Done", 0, 0)
	assert frappe.db.get_value("Coaching Action", action.name, "status") == "Done"
	kept = [json.loads(column.order or "[]") for column in frappe.get_doc("Kanban Board", BOARD).columns]
	assert not any(kept)
