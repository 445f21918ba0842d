"""Road: a record asked for by name, by every function that takes a DocType and a name."""

import pytest

from tests.circle_people import NEAR, OUTSIDE, SECRET

RECORDS = {
	"draft": "Coaching Plan",
	"proposed": "Coaching Plan",
	"plan": "Coaching Plan",
	"closed": "Coaching Plan",
	"mentored": "Coaching Plan",
	"goal": "Coaching Goal",
	"long_goal": "Coaching Goal",
	"action": "Coaching Action",
	"held": "Coaching Session",
	"scheduled": "Coaching Session",
	"note": "Coaching Note",
}
# verb, path, arguments; {doctype} and {name} are filled in
ROADS = {
	"resource": ("GET", "/api/resource/{doctype}/{name}", {}),
	"resource v1": ("GET", "/api/v1/resource/{doctype}/{name}", {}),
	"document v2": ("GET", "/api/v2/document/{doctype}/{name}", {}),
	"copy v2": ("GET", "/api/v2/document/{doctype}/{name}/copy", {}),
	"client.get": ("GET", "/api/method/frappe.client.get", {"doctype": "{doctype}", "name": "{name}"}),
	"client.get by filters": (
		"POST",
		"/api/method/frappe.client.get",
		{"doctype": "{doctype}", "filters": '{{"name": "{name}"}}'},
	),
	"client.get_value": (
		"GET",
		"/api/method/frappe.client.get_value",
		{
			"doctype": "{doctype}",
			"fieldname": '["name", "owner", "modified"]',
			"filters": '{{"name": "{name}"}}',
		},
	),
	"getdoc": ("GET", "/api/method/frappe.desk.form.load.getdoc", {"doctype": "{doctype}", "name": "{name}"}),
	"get_docinfo": (
		"GET",
		"/api/method/frappe.desk.form.load.get_docinfo",
		{"doctype": "{doctype}", "name": "{name}"},
	),
	"get_communications": (
		"GET",
		"/api/method/frappe.desk.form.load.get_communications",
		{"doctype": "{doctype}", "name": "{name}"},
	),
	"preview": (
		"GET",
		"/api/method/frappe.desk.link_preview.get_preview_data",
		{"doctype": "{doctype}", "docname": "{name}"},
	),
	"linked_with": (
		"GET",
		"/api/method/frappe.desk.form.linked_with.get",
		{"doctype": "{doctype}", "docname": "{name}"},
	),
	"cmd": ("POST", "/", {"cmd": "frappe.client.get", "doctype": "{doctype}", "name": "{name}"}),
	"run_doc_method": (
		"POST",
		"/api/method/run_doc_method",
		{"dt": "{doctype}", "dn": "{name}", "method": "add_comment", "args": "{{}}"},
	),
	"run_method": ("GET", "/api/resource/{doctype}/{name}?run_method=add_comment", {}),
	"can_subscribe": (
		"GET",
		"/api/method/frappe.realtime.can_subscribe_doc",
		{"doctype": "{doctype}", "docname": "{name}"},
	),
	"share.get_users": (
		"GET",
		"/api/method/frappe.share.get_users",
		{"doctype": "{doctype}", "name": "{name}"},
	),
	"print settings": (
		"GET",
		"/api/method/frappe.printing.page.print.print.get_print_settings_to_show",
		{"doctype": "{doctype}", "docname": "{name}"},
	),
}


def fill(road: str, doctype: str, name: str) -> tuple[str, str, dict]:
	verb, path, arguments = ROADS[road]
	path = path.format(doctype=doctype, name=name)
	arguments = {key: value.format(doctype=doctype, name=name) for key, value in arguments.items()}
	return verb, path, {"params" if verb == "GET" else "data": arguments} if arguments else {}


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("record", RECORDS)
def test_nobody_outside_gets_a_record_by_its_name(web, records, road, record):
	verb, path, sent = fill(road, RECORDS[record], getattr(records, record))
	everyone = road in ("resource", "client.get", "getdoc", "can_subscribe")
	people = OUTSIDE if everyone else NEAR
	outside = people if record != "mentored" else (*people, "mentee")
	outside = (*outside, "mentor") if record not in ("mentored",) else outside
	outside = (*outside, "mentee") if record == "draft" else outside
	outside = (*outside, "manager", "second_manager", "hr") if record == "note" else outside
	for person in outside:
		answer = web.refused(person, verb, path, **sent)
		if road == "can_subscribe":
			assert not answer.ok


@pytest.mark.parametrize(
	"road", ["resource", "resource v1", "document v2", "copy v2", "client.get", "getdoc", "cmd"]
)
@pytest.mark.parametrize("record", RECORDS)
def test_who_is_in_the_circle_gets_it(web, records, road, record):
	readers = {
		"draft": ("manager", "second_manager", "hr"),
		"mentored": ("mentor", "manager", "second_manager", "hr"),
		"note": ("mentee",),
	}.get(record, ("mentee", "manager", "second_manager", "hr"))
	verb, path, sent = fill(road, RECORDS[record], getattr(records, record))
	# Fields that Frappe does not copy leave the text of some records out of a copy.
	shows = SECRET if road != "copy v2" else None
	for person in readers:
		web.allowed(person, verb, path, shows, **sent)
