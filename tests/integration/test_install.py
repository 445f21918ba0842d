"""What the app sets up on a site once."""

import frappe

from coaching_plans.install import BOARD, TOPICS, add_board, add_topics
from coaching_plans.uninstall import remove_board


def test_a_changed_topic_is_not_set_up_again(site):
	topic = next(iter(TOPICS))
	frappe.db.set_value("Coaching Topic", topic, "times_per_cycle", 99)
	frappe.delete_doc("Coaching Topic", list(TOPICS)[1], force=True)
	add_topics()
	assert frappe.db.get_value("Coaching Topic", topic, "times_per_cycle") == 99
	assert set(TOPICS) <= set(frappe.get_all("Coaching Topic", pluck="name"))


def test_the_board_has_a_column_for_each_status_and_goes_with_the_app(site):
	remove_board()
	add_board()
	board = frappe.get_doc("Kanban Board", BOARD)
	statuses = frappe.get_meta("Coaching Action").get_options("status").split("\n")
	assert [column.column_name for column in board.columns] == statuses
	remove_board()
	assert not frappe.db.exists("Kanban Board", BOARD)
