"""Road: what either side rated, asked for over HTTP before both have submitted (rule 15)."""

import json

import pytest

from tests.circle_people import SECRET, _as_users
from tests.competency_people import questionnaire

ASSESSMENT, RATING = "Competency Assessment", "Competency Rating"
CALLS = "coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment"
# who tries to learn the rating of which side
ASKERS = [
	("mentee", "Coach"),
	("manager", "Self"),
	*(
		(person, side)
		for person in ("second_manager", "hr", "peer", "former", "other_hr", "system_manager", "guest")
		for side in ("Self", "Coach")
	),
]
LEVEL = {"Self": 4, "Coach": 2}


@pytest.fixture(scope="module")
def pair(web, firm, site):
	"""Names by kind of a round in which the coach has submitted and the employee has not."""
	import frappe

	from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import open_round

	by = _as_users(firm)
	frappe.set_user("Administrator")
	# What is removed afterwards are rows that came; those that were there are left as they are.
	if not frappe.db.exists("Competency Profile", {"is_default": 1}):
		questionnaire()
	with by("manager"):
		pair = open_round(firm.employee("mentee"), plan=web.records.plan)
	for person, kind in (("mentee", "Self"), ("manager", "Coach")):
		with by(person):
			doc = frappe.get_doc(ASSESSMENT, pair[kind])
			for row in doc.ratings:
				row.update({"level": LEVEL[kind], "area": "Strength", "evidence": f"{SECRET} {kind}"})
			doc.submit() if kind == "Coach" else doc.save()
	frappe.set_user("Administrator")
	frappe.db.commit()
	return pair


def roads(name: str, row: str) -> dict[str, tuple[str, str, dict]]:
	"""verb, path and arguments of each road to the assessment `name` and its row `row`."""
	method = "/api/method/"
	of_name = json.dumps({"name": name})
	of_parent = json.dumps({"parent": name})
	by_level = json.dumps([[RATING, "level", "in", [2, 4]], [ASSESSMENT, "name", "=", name]])
	document = json.dumps({"doctype": ASSESSMENT, "name": name, "revealed": 1, "kind": "Agreed"})
	return {
		"resource": ("GET", f"/api/resource/{ASSESSMENT}/{name}", {}),
		"resource v2": ("GET", f"/api/v2/document/{ASSESSMENT}/{name}", {}),
		"resource list": ("GET", f"/api/resource/{ASSESSMENT}", {"fields": '["*"]', "filters": of_name}),
		"resource of a row": ("GET", f"/api/resource/{RATING}/{row}", {}),
		"resource list of rows": ("GET", f"/api/resource/{RATING}", {"fields": '["*"]', "filters": of_parent, "parent": ASSESSMENT}),
		"changed row": ("PUT", f"/api/resource/{RATING}/{row}", {"level": "5"}),
		"deleted row": ("DELETE", f"/api/resource/{RATING}/{row}", {}),
		"changed": ("PUT", f"/api/resource/{ASSESSMENT}/{name}", {"revealed": "1"}),
		"deleted": ("DELETE", f"/api/resource/{ASSESSMENT}/{name}", {}),
		"client.get": ("POST", f"{method}frappe.client.get", {"doctype": ASSESSMENT, "name": name}),
		"client.get of a row": ("POST", f"{method}frappe.client.get", {"doctype": RATING, "name": row, "parent": ASSESSMENT}),
		"client.get_value": ("POST", f"{method}frappe.client.get_value", {"doctype": RATING, "fieldname": '["level", "evidence"]', "filters": of_parent, "parent": ASSESSMENT}),
		"client.get_list": ("POST", f"{method}frappe.client.get_list", {"doctype": ASSESSMENT, "fields": '["name", "ratings.level", "ratings.evidence"]', "filters": of_name}),
		"client.set_value": ("POST", f"{method}frappe.client.set_value", {"doctype": ASSESSMENT, "name": name, "fieldname": "revealed", "value": "1"}),
		"client.submit": ("POST", f"{method}frappe.client.submit", {"doc": document}),
		"client.cancel": ("POST", f"{method}frappe.client.cancel", {"doctype": ASSESSMENT, "name": name}),
		"client.save": ("POST", f"{method}frappe.client.save", {"doc": document}),
		"bulk update": ("POST", f"{method}frappe.client.bulk_update", {"docs": json.dumps([{"doctype": ASSESSMENT, "docname": name, "revealed": 1}])}),
		"savedocs": ("POST", f"{method}frappe.desk.form.save.savedocs", {"doc": document, "action": "Save"}),
		"form": ("GET", f"{method}frappe.desk.form.load.getdoc", {"doctype": ASSESSMENT, "name": name}),
		"docinfo": ("GET", f"{method}frappe.desk.form.load.get_docinfo", {"doctype": ASSESSMENT, "name": name}),
		"report view": ("POST", f"{method}frappe.desk.reportview.get", {"doctype": ASSESSMENT, "fields": '["`tabCompetency Rating`.level", "`tabCompetency Rating`.evidence"]', "filters": of_name}),
		"report view by level": ("POST", f"{method}frappe.desk.reportview.get", {"doctype": ASSESSMENT, "fields": '["`tabCompetency Assessment`.name"]', "filters": by_level}),
		"count by level": ("POST", f"{method}frappe.desk.reportview.get_count", {"doctype": ASSESSMENT, "filters": by_level}),
		"sidebar stats": ("POST", f"{method}frappe.desk.reportview.get_sidebar_stats", {"doctype": RATING, "stats": '["level"]', "filters": "[]"}),
		"group by count": ("POST", f"{method}frappe.desk.listview.get_group_by_count", {"doctype": ASSESSMENT, "current_filters": by_level, "field": "kind"}),
		"export": ("POST", f"{method}frappe.desk.reportview.export_query", {"doctype": ASSESSMENT, "file_format_type": "CSV", "fields": '["`tabCompetency Rating`.evidence"]', "filters": of_name, "title": "x"}),
		"data export": ("POST", f"{method}frappe.core.doctype.data_export.exporter.export_data", {"doctype": ASSESSMENT, "select_columns": json.dumps({ASSESSMENT: ["name"], RATING: ["level", "evidence"]}), "with_data": "1", "all_doctypes": "1"}),
		"search": ("GET", f"{method}frappe.desk.search.search_link", {"doctype": ASSESSMENT, "txt": name}),
		"search of rows": ("GET", f"{method}frappe.desk.search.search_link", {"doctype": RATING, "txt": "", "ignore_user_permissions": "1", "filter_fields": '["evidence"]'}),
		"preview": ("GET", f"{method}frappe.desk.link_preview.get_preview_data", {"doctype": ASSESSMENT, "docname": name}),
		"print": ("GET", "/printview", {"doctype": ASSESSMENT, "name": name, "format": "Competency Discussion Planner Manager"}),
		"print of a document": ("GET", "/printview", {"doc": document, "format": "Competency Discussion Planner Manager"}),
		"pdf": ("GET", f"{method}frappe.utils.print_format.download_pdf", {"doctype": ASSESSMENT, "name": name, "format": "Competency Discussion Planner Employee"}),
		"method of a document": ("POST", f"{method}run_doc_method", {"docs": document, "method": "planner"}),
		"method by name": ("POST", f"{method}run_doc_method", {"dt": ASSESSMENT, "dn": name, "method": "planner"}),
		"report": ("POST", f"{method}frappe.desk.query_report.run", {"report_name": "Competency Gap", "filters": "{}"}),
		"overview": ("GET", f"{method}{CALLS}.overview", {"assessment": name}),
		"versions": ("POST", f"{method}frappe.client.get_list", {"doctype": "Version", "fields": '["data"]', "filters": json.dumps({"docname": name})}),
		"comments": ("POST", f"{method}frappe.client.get_list", {"doctype": "Comment", "fields": '["content"]', "filters": json.dumps({"reference_name": name})}),
		"linked with": ("GET", f"{method}frappe.desk.form.linked_with.get", {"doctype": ASSESSMENT, "docname": name}),
		"assigned": ("POST", f"{method}frappe.desk.form.assign_to.add", {"doctype": ASSESSMENT, "name": name, "assign_to": '["Administrator"]'}),
		"shared": ("POST", f"{method}frappe.share.add", {"doctype": ASSESSMENT, "name": name, "user": "Administrator", "read": "1"}),
		"followed": ("POST", f"{method}frappe.desk.form.document_follow.follow_document", {"doctype": ASSESSMENT, "doc_name": name, "user": "Administrator"}),
		"liked": ("POST", f"{method}frappe.desk.like.toggle_like", {"doctype": ASSESSMENT, "name": name, "add": "Yes"}),
		"commented": ("POST", f"{method}frappe.desk.form.utils.add_comment", {"reference_doctype": ASSESSMENT, "reference_name": name, "content": "x", "comment_email": "a@b.example", "comment_by": "x"}),
		"subscribed": ("GET", f"{method}frappe.realtime.can_subscribe_doc", {"doctype": ASSESSMENT, "docname": name}),
		"roster": ("GET", f"{method}hrms.api.roster.get_values", {"doctype": RATING, "name": row, "fields": '["level", "evidence"]'}),
		"attachments": ("GET", f"{method}hrms.api.get_attachments", {"dt": ASSESSMENT, "dn": name}),
		"mapped": ("POST", f"{method}frappe.model.mapper.map_docs", {"method": "frappe.client.get_count", "source_names": json.dumps([ASSESSMENT]), "target_doc": by_level}),
	}  # fmt: skip


NAMES = tuple(roads("", ""))


@pytest.mark.parametrize("road", NAMES)
def test_before_the_reveal_no_request_learns_what_the_other_side_rated(web, pair, site, road):
	for person, side in ASKERS:
		row = site.db.get_value(RATING, {"parent": pair[side]}, "name")
		verb, path, arguments = roads(pair[side], row)[road]
		sent = {"params" if verb == "GET" else "data": arguments} if arguments else {}
		answer = web.refused(person, verb, path, **sent)
		assert f'"level":{LEVEL[side]}' not in answer.text.replace(" ", ""), (person, side)
		if road in ("count by level", "mapped"):
			assert '"message":1' not in answer.text.replace(" ", ""), (person, side, answer.text)


@pytest.mark.parametrize(
	"road",
	[
		"resource",
		"resource list of rows",
		"client.get",
		"form",
		"report view",
		"print",
		"overview",
		"count by level",
	],
)
def test_the_same_requests_are_open_to_whoever_rates(web, pair, site, road):
	for person, side in (("mentee", "Self"), ("manager", "Coach")):
		row = site.db.get_value(RATING, {"parent": pair[side]}, "name")
		verb, path, arguments = roads(pair[side], row)[road]
		sent = {"params" if verb == "GET" else "data": arguments} if arguments else {}
		shows = {
			"overview": f'_level":{LEVEL[side]}',
			"count by level": '"message":',
			"print": "Planner",
		}.get(road, SECRET)
		answer = web.allowed(person, verb, path, None, **sent)
		text = answer.text.replace(" ", "") if road in ("overview", "count by level") else answer.text
		assert shows in text, (person, side, answer.text[:800])


def test_the_status_tells_who_has_submitted_and_no_more(web, pair):
	for person in ("mentee", "manager", "second_manager", "hr"):
		answer = web.allowed_call(
			person,
			f"{CALLS}.round_status",
			None,
			verb="GET",
			mentee=web.firm.employee("mentee"),
			plan=web.records.plan,
		)
		assert answer.json()["message"] == {
			"self": "Open",
			"coach": "Submitted",
			"revealed": False,
			"agreed": False,
		}
