"""Road: SQL where a list takes the name of a field. Frappe refuses it; these would tell if that changed."""

import pytest

from tests.site.security.test_lists import names

DOCTYPE = "Coaching Topic"  # readable by every employee
SUBQUERIES = (
	"(select opportunity from `tabCoaching Plan` limit 1)",
	"(select(opportunity)from(`tabCoaching Plan`)limit 1)",
)


@pytest.mark.parametrize("subquery", SUBQUERIES)
@pytest.mark.parametrize(
	"form", ["{}", "{} as x", "max({}) as x", "if(1,{},1)", "ifnull({},'x')", "trim( {}) as x"]
)
def test_fields(web, records, subquery, form):
	for method in ("frappe.client.get_list", "frappe.desk.reportview.get", "frappe.desk.reportview.get_list"):
		answer = web.refused_call(
			"peer", method, names(records), doctype=DOCTYPE, fields=[form.format(subquery)]
		)
		assert not answer.ok


@pytest.mark.parametrize("subquery", SUBQUERIES)
@pytest.mark.parametrize(
	"form", ["{}", "name, {}", "if({} like 'S%', name, creation)", "extractvalue(1,concat(0x7e,{}))"]
)
@pytest.mark.parametrize("clause", ["order_by", "group_by"])
def test_order_and_group(web, subquery, form, clause):
	answer = web.refused_call(
		"peer", "frappe.client.get_list", doctype=DOCTYPE, fields=["name"], **{clause: form.format(subquery)}
	)
	assert not answer.ok


@pytest.mark.parametrize("subquery", SUBQUERIES)
def test_filters(web, subquery):
	condition = [[DOCTYPE, f"ifnull({subquery},'x')", "like", "S3CRET%"]]
	for method, arguments in (
		("frappe.client.get_list", {"filters": condition}),
		("frappe.client.get_list", {"or_filters": condition}),
		("frappe.client.get_count", {"filters": condition}),
		("frappe.desk.reportview.get_count", {"filters": condition}),
		("frappe.desk.reportview.get_sidebar_stats", {"stats": ["owner"], "filters": condition}),
		("frappe.desk.search.search_link", {"txt": "", "filters": condition}),
		("frappe.desk.listview.get_group_by_count", {"current_filters": condition, "field": "topic"}),
		("frappe.desk.form.utils.get_next", {"value": "Problem solving", "prev": "0", "filters": condition}),
		(
			"frappe.desk.calendar.get_events",
			{
				"start": "0",
				"end": "Z",
				"fields": ["name"],
				"field_map": {"start": subquery, "end": "modified", "title": "name"},
			},
		),
	):
		answer = web.refused_call("peer", method, doctype=DOCTYPE, **arguments)
		assert not answer.ok, f"{method}: {answer.text[:500]}"


def test_a_row_table_of_ours_is_not_joined_to_others(web, records):
	"""Whoever makes a record of the same name as a session would otherwise read the session's rows beside it."""
	web.ask("peer", "POST", "/api/resource/Tag", json={"name": records.held})
	for arguments in (
		{"fields": ["name", "`tabCoaching Agenda Item`.`item`"]},
		{"fields": ["name"], "filters": [["Coaching Agenda Item", "item", "like", "S3CRET%"]]},
	):
		for parent in ("Coaching Session", "Tag", ""):
			answer = web.refused_call(
				"peer", "frappe.client.get_list", doctype="Tag", parent=parent, **arguments
			)
			assert not answer.ok, answer.text
