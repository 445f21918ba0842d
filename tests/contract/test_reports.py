"""Script Reports, as the desk runs them."""

import pytest

from tests.contract.conftest import PROBE, TARGET

READER = "reader@contract.example"


@pytest.fixture
def report(site, monkeypatch):
	"""A standard Script Report on the probe whose `execute` is a function of the test."""
	site.get_doc(
		doctype="Report", report_name="Contract Report", ref_doctype=PROBE, is_standard="Yes", module="Core",
		report_type="Script Report",
	).insert()  # fmt: skip
	get_attr = site.get_attr

	def run(execute, filters=None, user=None):
		from frappe.desk import query_report

		path = "frappe.core.report.contract_report.contract_report.execute"
		monkeypatch.setattr(site, "get_attr", lambda name: execute if name == path else get_attr(name))
		return query_report.run("Contract Report", filters=filters, user=user)

	return run


COLUMNS = [
	{"fieldname": "who", "label": "Who", "fieldtype": "Data"},
	{"fieldname": "target", "label": "Target", "fieldtype": "Link", "options": TARGET},
	"Amount:Float:100",
]


def test_columns_rows_chart_and_summary_come_through(report):
	seen = []

	def execute(filters):
		seen.append(filters)
		chart, summary = {"type": "bar"}, [{"label": "S", "value": 1}]
		return COLUMNS, [["a", None, 1.5], ["b", None, 2]], "a message", chart, summary

	answer = report(execute, {"company": "X"})
	assert seen == [{"company": "X"}] and seen[0].company == "X"
	assert [column["fieldname"] for column in answer["columns"]] == ["who", "target", "amount"]
	assert answer["columns"][2]["fieldtype"] == "Float"
	assert answer["result"] == [
		{"who": "a", "target": None, "amount": 1.5},
		{"who": "b", "target": None, "amount": 2},
	]
	assert (answer["message"], answer["chart"], answer["report_summary"]) == (
		"a message",
		{"type": "bar"},
		[{"label": "S", "value": 1}],
	)


def test_filters_may_be_json(report):
	assert report(lambda filters: (["A"], [[filters.a]]), '{"a": 5}')["result"] == [{"a": 5}]


def test_an_empty_report_is_empty(report):
	answer = report(lambda filters: ([], []))
	assert (answer["columns"], answer["result"]) == ([], [])


def test_the_right_to_report_is_asked_for(report, as_user):
	with as_user(READER):
		assert report(lambda filters: (["A"], [[1]]))["result"] == [{"a": 1}]
	with as_user("nobody@contract.example"), pytest.raises(Exception, match="ermission|access"):
		report(lambda filters: (["A"], [[1]]))


def test_roles_of_the_report_are_asked_for(site, report, as_user):
	doc = site.get_doc("Report", "Contract Report")
	doc.append("roles", {"role": "System Manager"})
	doc.flags.ignore_permissions = True
	doc.save()
	with as_user(READER), pytest.raises(site.PermissionError):
		report(lambda filters: (["A"], [[1]]))


def test_rows_are_dropped_by_user_permissions_on_link_columns(site, report, as_user, target):
	target("One")
	target("Two")
	site.get_doc(doctype="User Permission", user=READER, allow=TARGET, for_value="One").insert()
	rows = [
		{"who": "a", "target": "One"},
		{"who": "b", "target": "Two"},
		{"who": "c"},
		{"who": "d", "target": "nowhere"},
	]
	with as_user(READER):
		kept = [row["who"] for row in report(lambda filters: (COLUMNS, rows))["result"]]
	assert kept == ["a", "c", "d"]
	assert len(report(lambda filters: (COLUMNS, rows))["result"]) == 4


def test_rows_are_not_dropped_where_the_column_is_plain_text(site, report, as_user, target):
	target("One")
	target("Two")
	site.get_doc(doctype="User Permission", user=READER, allow=TARGET, for_value="One").insert()
	columns = [{"fieldname": "target", "label": "Target", "fieldtype": "Data"}]
	with as_user(READER):
		assert len(report(lambda filters: (columns, [{"target": "Two"}]))["result"]) == 1


def test_hooks_do_not_filter_a_report(report, as_user, hooks):
	"""So a report has to keep to its circle itself."""
	hooks(
		permission_query_conditions={PROBE: [lambda user: "1=0"]},
		has_permission={PROBE: [lambda doc, ptype, user: False]},
	)
	with as_user(READER):
		assert report(lambda filters: (["A"], [[1]]))["result"] == [{"a": 1}]


def test_an_error_in_a_report_is_raised(report):
	def fail(filters):
		raise ValueError("inside")

	with pytest.raises(ValueError, match="inside"):
		report(fail)


def test_a_total_row(site, report):
	site.db.set_value("Report", "Contract Report", "add_total_row", 1)
	answer = report(lambda filters: (COLUMNS, [["a", None, 1.5], ["b", None, 2]]))
	assert answer["result"][-1] == ["Total", "", 3.5] or answer["result"][-1][0] == "Total"
	assert answer["result"][-1][2] == 3.5
