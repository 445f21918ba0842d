"""Road: the app's reports, run for somebody else, kept for somebody else, or built anew on its DocTypes."""

import json

import pytest

from tests.circle_people import OUTSIDE, SECRET

RUN = "frappe.desk.query_report.run"


@pytest.fixture(scope="module")
def reports(web, site) -> list[str]:
	site.db.rollback()
	found = site.get_all("Report", filters={"module": "Coaching Plans", "disabled": 0}, pluck="name")
	assert found
	return found


def test_a_report_holds_nothing_of_others(web, records, firm, reports):
	for report in reports:
		for person in OUTSIDE:
			for user in ("", firm.user("hr"), "Administrator"):
				web.refused_call(
					person,
					RUN,
					(records.plan, firm.employee("mentee")),
					report_name=report,
					filters={"company": "Circle Test Ltd"},
					user=user,
				)
			web.refused_call(
				person,
				"frappe.desk.query_report.export_query",
				(records.plan,),
				report_name=report,
				file_format_type="CSV",
				filters={},
				visible_idx=[],
			)


def test_no_report_is_prepared_for_later(web, reports):
	for report in reports:
		for person in ("hr", "manager", "peer", "system_manager"):
			web.refused_call(
				person,
				"frappe.core.doctype.prepared_report.prepared_report.make_prepared_report",
				report_name=report,
				filters={},
			)


def test_reports_built_on_our_doctypes_show_each_their_own(web, records, site):
	made = web.call(
		"mentee",
		"frappe.desk.reportview.save_report",
		name="Circle Built",
		doctype="Coaching Plan",
		report_settings={
			"fields": [["name", "Coaching Plan"], ["opportunity", "Coaching Plan"]],
			"filters": [],
		},
	)
	assert made.ok, made.text
	for person in OUTSIDE:
		web.refused_call(person, RUN, (records.plan,), report_name="Circle Built")
		web.refused_call(
			person,
			"frappe.desk.query_report.get_data_for_custom_field",
			doctype="Coaching Plan",
			field="opportunity",
		)
	custom = web.call(
		"mentee",
		"frappe.desk.query_report.save_report",
		reference_report="Circle Built",
		report_name="Circle Custom",
		columns=json.dumps([]),
		filters=json.dumps({}),
	)
	for person in OUTSIDE:
		web.refused_call(person, RUN, (records.plan,), report_name="Circle Custom")
	assert custom.status_code in (200, 403, 417)


def test_number_cards_count_for_each_what_they_see(web):
	card = {"function": "Count", "document_type": "Coaching Plan"}
	get = "frappe.desk.doctype.number_card.number_card.get_result"
	for person in OUTSIDE:
		answer = web.refused_call(person, get, doc=card, filters=[])
		assert not (answer.ok and answer.json().get("message")), answer.text
	assert web.call("hr", get, doc=card, filters=[]).json()["message"] >= 5
	card = {
		"function": "Maximum",
		"document_type": "Coaching Plan",
		"aggregate_function_based_on": "opportunity",
	}
	for person in OUTSIDE:
		web.refused_call(person, get, doc=card, filters=[])


def test_the_board_of_actions_keeps_no_names(web, records, site, firm):
	"""A Kanban board is everyone's; the order of its cards would name them."""
	board = web.call(
		"manager",
		"frappe.desk.doctype.kanban_board.kanban_board.quick_kanban_board",
		doctype="Coaching Action",
		board_name="Circle Actions",
		field_name="status",
	)
	assert board.ok, board.text
	order = "frappe.desk.doctype.kanban_board.kanban_board.update_order"
	for person in (*OUTSIDE, "mentor"):
		for column in ("Agreed", "Done", "Proposed"):
			answer = web.refused_call(
				person, order, board_name="Circle Actions", order={column: [records.action]}
			)
			assert not answer.ok, "what a card's column is shows by whether moving it is refused"
			web.refused_call(
				person,
				"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card",
				board_name="Circle Actions",
				docname=records.action,
				from_colname=column,
				to_colname="Done",
				old_index="0",
				new_index="0",
			)
	site.db.rollback()
	status = site.db.get_value("Coaching Action", records.action, "status")
	assert web.call("manager", order, board_name="Circle Actions", order={status: [records.action]}).ok
	for person in OUTSIDE:
		web.refused(person, "GET", "/api/resource/Kanban Board/Circle Actions", (records.action,))
	assert SECRET not in web.ask("peer", "GET", "/api/resource/Kanban Board/Circle Actions").text


@pytest.mark.parametrize("report", ["Employee Birthday", "Employee Analytics"])
def test_filters_that_end_up_in_sql_read_no_table_of_ours(web, report):
	"""Reports of HRMS for every employee put a filter into their SQL as it is."""
	for table in ("Coaching Note", "coaching plan", "Version"):
		inject = f"x\\' or extractvalue(1,concat(0x7e,(select name from `tab{table}` limit 1))) -- "
		for person in ("peer", "unemployed", "other_hr"):
			answer = web.refused_call(
				person,
				"frappe.desk.query_report.run",
				report_name=report,
				filters={"month": "Jan", "company": inject, "parameter": "Branch"},
			)
			assert answer.status_code == 403, answer.text[:500]
