"""Road: counts, sums and distinct values, which answer questions about the text of records one bit at a time.

What hangs on records is asked about as well: it holds their text, and such a request names none of the app's DocTypes.
"""

import json

import pytest

from tests.circle_people import NEAR, OUTSIDE, SECRET

LIKE = f"%{SECRET}%"
# DocType and filters of a question whose true answer is not zero
QUESTIONS = {
	"plan": ("Coaching Plan", {"opportunity": ["like", LIKE]}),
	"goal": ("Coaching Goal", {"development_area": ["like", LIKE]}),
	"session": ("Coaching Session", {"notes": ["like", LIKE]}),
	"note": ("Coaching Note", {"note": ["like", LIKE]}),
	"agenda": ("Coaching Agenda Item", {"item": ["like", LIKE]}),
	"version": ("Version", {"data": ["like", "%coaching%"], "ref_doctype": ["like", "Coach%"]}),
	"version by name": ("Version", {"docname": ["like", "C%-20%"]}),
	"comment": ("Comment", {"reference_name": ["like", "C%-20%"]}),
	"mixed case": ("coaching plan", {"opportunity": ["like", LIKE]}),
	"spaces": ("Coaching  Plan ", {"opportunity": ["like", LIKE]}),
	"accents": ("Coäching Plan", {"opportunity": ["like", LIKE]}),
}
COUNT = "frappe.client.get_count"


def ways(doctype: str, filters: dict) -> dict[str, tuple[str, str, dict]]:
	sent = json.dumps(filters)
	escaped = sent.replace("C", "\\u0043").replace("V", "\\u0056")
	return {
		"method": ("POST", f"/api/method/{COUNT}", {"doctype": doctype, "filters": sent}),
		"v1 method": ("GET", f"/api/v1/method/{COUNT}", {"doctype": doctype, "filters": sent}),
		"v2 method": ("POST", f"/api/v2/method/{COUNT}", {"doctype": doctype, "filters": sent}),
		"slash": ("POST", f"/api/method/{COUNT}/x", {"doctype": doctype, "filters": sent}),
		"cmd": ("POST", "/", {"cmd": COUNT, "doctype": doctype, "filters": sent}),
		"cmd beside a path": (
			"POST",
			"/api/method/ping",
			{"cmd": COUNT, "doctype": doctype, "filters": sent},
		),
		"cached": ("POST", f"/api/method/{COUNT}", {"doctype": doctype, "cache": "1"}),
		"as list": (
			"POST",
			f"/api/method/{COUNT}",
			{"doctype": doctype, "filters": json.dumps([[doctype, *entry] for entry in _entries(filters)])},
		),
		"map_docs": (
			"POST",
			"/api/method/frappe.model.mapper.map_docs",
			{"method": COUNT, "source_names": json.dumps([doctype]), "target_doc": sent},
		),
		"make_mapped_doc": (
			"POST",
			"/api/method/frappe.model.mapper.make_mapped_doc",
			{"method": COUNT, "source_name": doctype},
		),
		"mapped twice": (
			"POST",
			"/api/method/frappe.model.mapper.map_docs",
			{
				"method": "frappe.model.mapper.make_mapped_doc",
				"source_names": json.dumps([COUNT]),
				"target_doc": doctype,
			},
		),
		"tree": (
			"POST",
			"/api/method/frappe.desk.treeview.get_all_nodes",
			{
				"doctype": doctype,
				"label": "x",
				"parent": "owner",
				"states": '["x"]',
				"tree_method": "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			},
		),
		"hierarchy": (
			"POST",
			"/api/method/hrms.utils.hierarchy_chart.get_all_nodes",
			{"method": COUNT, "company": doctype},
		),
		"search": (
			"POST",
			"/api/method/frappe.desk.search.search_link",
			{"doctype": doctype, "txt": escaped, "query": COUNT},
		),
		"upload": (
			"POST",
			"/api/method/upload_file",
			{"method": "frappe.desk.reportview.get_count", "doctype": doctype, "filters": sent},
		),
		"cards": (
			"POST",
			"/api/method/frappe.desk.doctype.number_card.number_card.get_cards_for_user",
			{
				"doctype": doctype,
				"txt": "",
				"searchfield": "name",
				"start": "0",
				"page_len": "20",
				"filters": sent,
			},
		),
		"cards by search": (
			"POST",
			"/api/method/frappe.desk.search.search_link",
			{
				"doctype": doctype,
				"txt": "",
				"filters": sent,
				"query": "frappe.desk.doctype.number_card.number_card.get_cards_for_user",
			},
		),
		"goal graph": (
			"POST",
			"/api/method/frappe.utils.goal.get_monthly_goal_graph_data",
			{
				"title": "x",
				"doctype": "Employee",
				"docname": "CIRC-MENTEE",
				"goal_value_field": "ctc",
				"goal_total_field": "ctc",
				"goal_history_field": "bio",
				"goal_doctype": doctype,
				"goal_doctype_link": "mentee" if doctype.startswith("Coaching") else "name",
				"goal_field": "name",
				"date_field": "start_date" if doctype == "Coaching Plan" else "creation",
				"aggregation": "count",
				"filters": sent,
			},
		),
		"heatmap": (
			"POST",
			"/api/method/frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
			{
				"no_cache": "1",
				"chart": json.dumps(
					{
						"name": "x",
						"chart_type": "Count",
						"type": "Heatmap",
						"document_type": doctype,
						"based_on": "creation",
						"filters_json": json.dumps([[doctype, *entry, False] for entry in _entries(filters)]),
					}
				),
			},
		),
		"offline data": (
			"POST",
			"/api/method/erpnext.mobile.api.mobile_sync.get_offline_data",
			{"doctype": doctype},
		),
		"child rows": (
			"POST",
			"/api/method/frappe.desk.search.search_link",
			{
				"doctype": doctype,
				"txt": "",
				"query": "erpnext.controllers.queries.get_filtered_child_rows",
				"filters": json.dumps(
					{"item": f"{SECRET} item"} if doctype == "Coaching Agenda Item" else filters
				),
			},
		),
		"workflow states": (
			"POST",
			"/api/method/frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
			{"doctype": doctype, "workflow_state_field": "owner", "states": '["x"]'},
		),
		"coordinates": (
			"POST",
			"/api/method/frappe.geo.utils.get_coords",
			{"doctype": doctype, "filters": sent, "type": "coordinates"},
		),
		"reportview": (
			"POST",
			"/api/method/frappe.desk.reportview.get_count",
			{"doctype": doctype, "filters": sent},
		),
		"number card": (
			"POST",
			"/api/method/frappe.desk.doctype.number_card.number_card.get_result",
			{
				"doc": json.dumps({"function": "Count", "document_type": doctype}),
				"filters": json.dumps([[doctype, *entry] for entry in _entries(filters)]),
			},
		),
	}


def _entries(filters: dict) -> list[list]:
	return [[field, *condition] for field, condition in filters.items()]


@pytest.mark.parametrize(
	"way, question",
	[
		(way, question)
		for way in ways("", {})
		for question in QUESTIONS
		# Without a filter this counts what hangs on other records too.
		if way != "cached" or question.startswith(("plan", "goal", "session", "note", "agenda"))
	],
)
def test_nothing_is_counted_for_who_sees_nothing(web, way, question):
	verb, path, arguments = ways(*QUESTIONS[question])[way]
	people = OUTSIDE if way in ("method", "cmd", "map_docs", "heatmap") else NEAR
	strangers = [person for person in people if not (question == "note" and person == "former")]
	for person in strangers:
		answer = web.refused(person, verb, path, **{"params" if verb == "GET" else "data": arguments})
		assert not figure(answer), f"{person} {way} {question}: {answer.text[:500]}"


def figure(answer) -> object:
	"""What the answer tells: a number that is not zero, or anything in a list. None for an error."""
	if not answer.ok:
		return None
	told = answer.json()
	told = told.get("message", told.get("data"))
	if isinstance(told, dict) and "datasets" in told.get("data", {}):
		return any(told["data"]["datasets"][0]["values"])
	if isinstance(told, list) and told and isinstance(told[0], dict) and "data" in told[0]:
		return any(node["data"] for node in told)
	if isinstance(told, dict):
		told = told.get("dataPoints") or told.get("datasets") or told.get("results") or told.get("name")
	return told


def test_the_roster_hands_out_no_values(web, records):
	"""HRMS gives any field of any record by its name."""
	for person in OUTSIDE:
		for doctype, name in (
			("Coaching Plan", records.plan),
			("Coaching Goal", records.goal),
			("Coaching Session", records.held),
			("Coaching Agenda Item", records.row),
		):
			fields = ["name", "owner", "opportunity", "goal_state", "notes", "item"]
			for field in fields:
				answer = web.refused(
					person,
					"POST",
					"/api/method/hrms.api.roster.get_values",
					json={"doctype": doctype, "name": name, "fields": ["owner", field]},
				)
				assert answer.status_code == 403
	for doctype in ("Version", "Comment", "File"):
		answer = web.refused(
			"peer",
			"POST",
			"/api/method/hrms.api.roster.get_values",
			json={"doctype": doctype, "name": "x", "fields": ["name"]},
		)
		assert answer.status_code == 403


@pytest.mark.parametrize("question", ["plan", "goal", "session"])
def test_the_circle_counts_its_records(web, question):
	doctype, filters = QUESTIONS[question]
	for person in ("mentee", "manager", "hr"):
		for way in ("method", "cmd", "reportview", "number card"):
			verb, path, arguments = ways(doctype, filters)[way]
			answer = web.ask(person, verb, path, data=arguments)
			assert answer.ok and figure(answer), f"{person} {way}: {answer.text[:500]}"


def test_other_doctypes_are_counted_as_ever(web):
	for person in ("peer", "mentee"):
		answer = web.call(person, COUNT, doctype="User", filters={"enabled": 1})
		assert answer.ok and answer.json()["message"] > 5
		answer = web.call(person, COUNT, doctype="Item", filters={"item_name": "Coaching Session"})
		assert answer.ok and answer.json()["message"] == 0


@pytest.mark.parametrize("kind", ["Count", "Sum", "Average", "Group By"])
def test_charts_are_drawn_for_each_from_what_they_see(web, kind):
	chart = {
		"name": "x",
		"chart_type": kind,
		"type": "Bar",
		"document_type": "Coaching Plan",
		"based_on": "creation",
		"value_based_on": "session_minutes",
		"group_by_type": "Count",
		"group_by_based_on": "opportunity",
		"timespan": "Last Month",
		"time_interval": "Monthly",
		"filters_json": "[]",
	}
	get = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	for person in OUTSIDE:
		answer = web.refused_call(person, get, no_cache="1", chart=chart)
		if answer.ok and answer.json().get("message"):
			assert not any(answer.json()["message"]["datasets"][0]["values"]), answer.text
	answer = web.call("hr", get, no_cache="1", chart=chart)
	assert answer.ok and any(answer.json()["message"]["datasets"][0]["values"]), answer.text


def test_a_chart_drawn_for_hr_is_not_served_to_others(web):
	chart = {
		"doctype": "Dashboard Chart",
		"chart_name": "Circle Plans",
		"chart_type": "Group By",
		"type": "Bar",
		"document_type": "Coaching Plan",
		"group_by_type": "Count",
		"group_by_based_on": "opportunity",
		"filters_json": "[]",
		"is_public": 1,
	}
	assert web.ask("system_manager", "POST", "/api/resource/Dashboard Chart", json=chart).ok
	get = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	web.allowed_call("hr", get, chart_name="Circle Plans", refresh="1")
	for person in OUTSIDE:
		web.gives_nothing(web.call(person, get, chart_name="Circle Plans"), (), f"chart for {person}")
	chart |= {"chart_name": "Circle Heat", "type": "Heatmap", "chart_type": "Count", "based_on": "creation"}
	answer = web.ask("system_manager", "POST", "/api/resource/Dashboard Chart", json=chart)
	assert answer.status_code == 403, answer.text
