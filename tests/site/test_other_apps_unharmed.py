"""Frappe, ERPNext and HRMS do beside this app what they do without it: everyday calls, with the guard on."""

import json

import pytest

from tests.site.security.people import opened, token_of

COMPANY = "Circle Everyday Ltd"
METHOD = "/api/method/"


@pytest.fixture(scope="module")
def web(site):
	with opened(site) as browsers:
		yield browsers


@pytest.fixture(scope="module")
def office(web, site) -> dict[str, str]:
	"""A small office with an employee who may take leave, made as its HR would make it."""
	site.db.rollback()
	site.set_user("Administrator")
	company = site.get_all("Company", filters={"name": ("not like", "Circle%")}, pluck="name", limit=1)[0]
	leave_type = (
		site.get_doc({"doctype": "Leave Type", "leave_type_name": "Circle Leave", "is_lwp": 1}).insert().name
	)
	holidays = site.get_doc(
		{
			"doctype": "Holiday List",
			"holiday_list_name": "Circle Holidays",
			"from_date": "2026-01-01",
			"to_date": "2027-12-31",
		}
	).insert()
	employee = site.get_doc(
		{
			"doctype": "Employee",
			"first_name": "Everyday",
			"company": company,
			"gender": "Female",
			"date_of_birth": "1990-01-01",
			"date_of_joining": "2020-01-01",
			"holiday_list": holidays.name,
			"user_id": web.firm.user("unemployed"),
			"create_user_permission": 0,
		}
	).insert()
	site.db.commit()
	site.clear_cache()
	return {"company": company, "leave_type": leave_type, "employee": employee.name}


@pytest.fixture(scope="module")
def ask(web, office):
	"""The answer to what HR asks, which must come."""

	def asking(verb: str, path: str, person: str = "hr_everyday", **sent):
		answer = web.ask(person, verb, path, **sent)
		assert answer.ok, f"{verb} {path} {sent}: {answer.status_code} {answer.text[:1500]}"
		return answer.json()

	return asking


@pytest.fixture(scope="module", autouse=True)
def hr_everyday(web, office, site):
	"""HR with rights over all of ERPNext's and HRMS's people, and none over coaching in particular."""
	user = site.get_doc(
		{
			"doctype": "User",
			"email": "circle.everyday@coaching.example",
			"first_name": "Everyday",
			"send_welcome_email": 0,
			"roles": [
				{"role": role}
				for role in ("HR Manager", "HR User", "Employee", "System Manager", "Projects User")
			],
		}
	).insert()
	web.tokens["hr_everyday"] = token_of(site, user.name)
	site.db.commit()
	site.clear_cache()


def test_employees(ask, office):
	name = office["employee"]
	assert ask("GET", f"/api/resource/Employee/{name}")["data"]["employee_name"] == "Everyday"
	assert ask("GET", "/api/resource/Employee", params={"fields": '["name", "company"]'})["data"]
	assert ask("PUT", f"/api/resource/Employee/{name}", json={"cell_number": "1234567"})["data"][
		"cell_number"
	]
	linked = ask(
		"POST", f"{METHOD}frappe.client.get_list", data={"doctype": "Employee", "fields": '["company.abbr"]'}
	)
	assert linked["message"], "fields behind a link are this app's business on its own records alone"
	assert ask("POST", f"{METHOD}frappe.client.get_count", data={"doctype": "Employee"})["message"] >= 1
	assert ask(
		"POST", f"{METHOD}frappe.desk.reportview.get_count", data={"doctype": "Employee", "filters": "[]"}
	)
	found = ask(
		"POST", f"{METHOD}frappe.desk.search.search_link", data={"doctype": "Employee", "txt": "Every"}
	)
	assert any(entry["value"] == name for entry in found["message"])
	found = ask(
		"POST",
		f"{METHOD}frappe.desk.search.search_link",
		data={"doctype": "Employee", "txt": "Every", "query": "erpnext.controllers.queries.employee_query"},
	)
	assert found["message"]
	assert ask(
		"GET", f"{METHOD}frappe.client.validate_link", params={"doctype": "Employee", "docname": name}
	)["message"]
	shown = ask("GET", f"{METHOD}frappe.desk.form.load.getdoc", params={"doctype": "Employee", "name": name})
	assert shown["docs"][0]["name"] == name
	count = ask(
		"GET",
		f"{METHOD}frappe.desk.notifications.get_open_count",
		params={"doctype": "Employee", "name": name},
	)["message"]["count"]
	assert {entry["doctype"] for entry in count["external_links_found"]} > {"Attendance", "Leave Application"}


def test_leave(ask, office):
	leave = ask(
		"POST",
		"/api/resource/Leave Application",
		json={
			"employee": office["employee"],
			"leave_type": office["leave_type"],
			"from_date": "2026-12-01",
			"to_date": "2026-12-02",
			"leave_approver": "Administrator",
			"company": office["company"],
		},
	)["data"]
	assert leave["total_leave_days"]
	assert (
		ask("POST", f"{METHOD}frappe.client.get_count", data={"doctype": "Leave Application"})["message"] >= 1
	)
	board = ask(
		"POST",
		f"{METHOD}frappe.desk.doctype.kanban_board.kanban_board.quick_kanban_board",
		data={"doctype": "Leave Application", "board_name": "Circle Leave", "field_name": "status"},
	)["message"]
	assert board["columns"]
	ask(
		"POST",
		f"{METHOD}frappe.desk.doctype.kanban_board.kanban_board.update_order",
		data={"board_name": "Circle Leave", "order": json.dumps({"Open": [leave["name"]]})},
	)
	board = ask("GET", "/api/resource/Kanban Board/Circle Leave")["data"]
	assert leave["name"] in str(board["columns"]), "boards of others keep the order of their cards"
	assert (
		ask("GET", f"{METHOD}hrms.api.get_leave_balance_map", params={"employee": office["employee"]})
		is not None
	)


def test_appraisals(ask, office):
	cycle = ask(
		"POST",
		"/api/resource/Appraisal Cycle",
		json={
			"cycle_name": "Circle Cycle",
			"start_date": "2026-10-01",
			"end_date": "2026-12-31",
			"company": office["company"],
			"kra_evaluation_method": "Manual Rating",
			"appraisees": [{"employee": office["employee"]}],
		},
	)["data"]["name"]
	appraisal = ask(
		"POST",
		"/api/resource/Appraisal",
		json={
			"employee": office["employee"],
			"appraisal_cycle": cycle,
			"company": office["company"],
			"rate_goals_manually": 1,
			"goals": [{"kra": "Quality", "per_weightage": 100}],
		},
	)["data"]["name"]
	assert ask("GET", f"/api/resource/Appraisal/{appraisal}")["data"]["employee"] == office["employee"]
	linked = ask(
		"POST",
		f"{METHOD}frappe.desk.form.linked_with.get_submitted_linked_docs",
		data={"doctype": "Appraisal Cycle", "name": cycle},
	)["message"]
	assert linked["count"] == len(linked["docs"])
	ask(
		"GET",
		f"{METHOD}frappe.desk.notifications.get_open_count",
		params={"doctype": "Appraisal", "name": appraisal},
	)
	ask("DELETE", f"/api/resource/Appraisal/{appraisal}")


def test_reports_and_cards(ask, office):
	report = ask(
		"POST",
		f"{METHOD}frappe.desk.query_report.run",
		data={
			"report_name": "Employee Leave Balance Summary",
			"filters": json.dumps({"date": "2026-12-01", "company": office["company"]}),
		},
	)
	assert "result" in report["message"]
	card = json.dumps({"function": "Count", "document_type": "Employee"})
	assert ask(
		"POST",
		f"{METHOD}frappe.desk.doctype.number_card.number_card.get_result",
		data={"doc": card, "filters": "[]"},
	)
	chart = {
		"name": "Circle Hires",
		"chart_name": "Circle Hires",
		"chart_type": "Count",
		"type": "Heatmap",
		"document_type": "Employee",
		"based_on": "creation",
		"filters_json": "[]",
	}
	shown = ask(
		"POST",
		f"{METHOD}frappe.desk.doctype.dashboard_chart.dashboard_chart.get",
		data={"chart": json.dumps(chart), "no_cache": "1"},
	)
	assert shown["message"]["dataPoints"]
	made = ask("POST", "/api/resource/Dashboard Chart", json=chart)["data"]["name"]
	assert ask(
		"POST", f"{METHOD}frappe.desk.doctype.dashboard_chart.dashboard_chart.get", data={"chart_name": made}
	)["message"]
	ask("POST", f"{METHOD}frappe.desk.listview.get_group_by_count", data={
		"doctype": "Employee", "current_filters": "[]", "field": "assigned_to",
	})  # fmt: skip


def test_what_hangs_on_records_of_others(ask, office, web):
	name = office["employee"]
	file = ask(
		"POST",
		f"{METHOD}upload_file",
		data={"doctype": "Employee", "docname": name, "is_private": "1"},
		files={"file": ("circle-contract.txt", b"a contract")},
	)["message"]
	assert web.ask("hr_everyday", "GET", file["file_url"]).text == "a contract"
	again = ask(
		"POST",
		"/api/resource/File",
		json={"file_url": file["file_url"], "attached_to_doctype": "Employee", "attached_to_name": name},
	)
	ask("POST", f"{METHOD}hrms.api.get_attachments", data={"dt": "Employee", "dn": name})
	ask("DELETE", f"/api/resource/File/{again['data']['name']}")
	ask(
		"POST",
		f"{METHOD}frappe.desk.form.utils.add_comment",
		data={
			"reference_doctype": "Employee",
			"reference_name": name,
			"content": "about a Coaching Plan",
			"comment_email": "circle.everyday@coaching.example",
			"comment_by": "x",
		},
	)
	ask(
		"POST",
		f"{METHOD}frappe.desk.like.toggle_like",
		data={"doctype": "Employee", "name": name, "add": "Yes"},
	)
	ask(
		"POST",
		f"{METHOD}frappe.desk.doctype.tag.tag.add_tag",
		data={"tag": "circle", "dt": "Employee", "dn": name},
	)
	tagged = ask(
		"POST",
		f"{METHOD}frappe.desk.doctype.tag.tag.get_tagged_docs",
		data={"doctype": "Employee", "tag": "%circle%"},
	)
	assert name in str(tagged["message"])
	ask(
		"POST",
		f"{METHOD}frappe.desk.form.assign_to.add",
		data={"doctype": "Employee", "name": name, "assign_to": '["Administrator"]', "description": "x"},
	)
	ask(
		"POST",
		f"{METHOD}frappe.share.add",
		data={"doctype": "Employee", "name": name, "user": web.firm.user("peer"), "read": "1"},
	)
	assert ask("GET", "/api/resource/ToDo", params={"filters": json.dumps({"reference_name": name})})["data"]
	assert (
		ask("GET", "/api/resource/Version", params={"filters": json.dumps({"docname": name})})["data"]
		is not None
	)
	assert ask("POST", f"{METHOD}frappe.client.get_count", data={
		"doctype": "ToDo", "filters": json.dumps({"reference_name": name}),
	})["message"] == 1  # fmt: skip


def test_words_of_ours_in_records_of_others(ask):
	"""A firm may well sell Coaching Sessions."""
	task = ask(
		"POST", "/api/resource/Task", json={"subject": "Coaching Session", "description": "Coaching Plan"}
	)["data"]
	ask("POST", f"{METHOD}frappe.client.save", data={"doc": json.dumps(task)})
	assert ask("POST", f"{METHOD}frappe.client.get_count", data={
		"doctype": "Task", "filters": json.dumps({"subject": "Coaching Session"}),
	})["message"] == 1  # fmt: skip
	found = ask(
		"POST", f"{METHOD}frappe.desk.search.search_link", data={"doctype": "Task", "txt": "Coaching Session"}
	)
	assert found["message"]
	ask(
		"GET",
		f"{METHOD}frappe.desk.form.utils.get_next",
		params={"doctype": "Task", "value": task["name"], "prev": "0"},
	)
	ask(
		"POST",
		f"{METHOD}erpnext.projects.doctype.task.task.get_children",
		data={"doctype": "Task", "parent": ""},
	)
	ask("DELETE", f"/api/resource/Task/{task['name']}")


def test_prints(ask, office):
	page = ask(
		"POST",
		f"{METHOD}frappe.www.printview.get_html_and_style",
		data={"doc": "Employee", "name": office["employee"]},
	)
	assert "Everyday" in page["message"]["html"]
