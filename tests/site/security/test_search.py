"""Road: link search, with whatever it can be asked to ignore, and the other searches of the desk."""

import json

import pytest

from coaching_plans.confidential_doctypes import CARRIERS, CONFIDENTIAL, PRIVATE, ROWS
from tests.circle_people import NEAR, OUTSIDE, SECRET
from tests.site.security.test_lists import ROW_TEXT, TEXT, names

SEARCHES = ("frappe.desk.search.search_link", "frappe.desk.search.search_widget")
FIELDS = {**TEXT, **ROW_TEXT}
FIELD_OF_CARRIER = {"File": "file_url", "Version": "data", "Comment": "content", "ToDo": "description"}


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("doctype", FIELDS)
@pytest.mark.parametrize("txt", ["", SECRET, "C"])
def test_a_search_ignores_who_asks_to_ignore(web, records, search, doctype, txt):
	people = OUTSIDE if txt == SECRET else NEAR
	outside = people if doctype not in PRIVATE else tuple(person for person in people if person != "former")
	for person in outside:
		web.refused_call(
			person,
			search,
			names(records),
			doctype=doctype,
			txt=txt,
			ignore_user_permissions="1",
			reference_doctype=ROWS.get(doctype, "Coaching Session"),
			filter_fields=[FIELDS[doctype]],
			as_dict="1",
			page_length="100",
		)


@pytest.mark.parametrize("query", ["", "frappe.desk.search.search_widget", "frappe.client.get_list"])
@pytest.mark.parametrize("doctype", CONFIDENTIAL)
def test_a_search_by_another_query_gives_no_more(web, records, doctype, query):
	for person in OUTSIDE:
		web.refused_call(
			person,
			"frappe.desk.search.search_link",
			names(records),
			doctype=doctype,
			txt="",
			query=query,
			ignore_user_permissions="1",
			searchfield="name",
		)


@pytest.mark.parametrize("doctype", FIELD_OF_CARRIER)
def test_what_hangs_on_records_is_not_found_by_a_search(web, records, doctype):
	of, name = CARRIERS[doctype]
	for person in OUTSIDE:
		web.refused_call(
			person,
			"frappe.desk.search.search_widget",
			names(records),
			doctype=doctype,
			txt="",
			ignore_user_permissions="1",
			filter_fields=[FIELD_OF_CARRIER[doctype], of, name],
			filters=[[doctype, of, "like", "Coaching%"]],
			as_dict="1",
			page_length="100",
		)


@pytest.mark.parametrize("doctype", CONFIDENTIAL[:4])
def test_the_circle_finds_its_records(web, doctype):
	for person in ("mentee", "manager", "hr"):
		answer = web.call(person, "frappe.desk.search.search_link", doctype=doctype, txt="", page_length="50")
		assert answer.ok and answer.json()["message"], answer.text


@pytest.mark.parametrize("person", OUTSIDE)
def test_global_search_and_mentions_know_nothing(web, records, person):
	web.refused_call(person, "frappe.utils.global_search.search", names(records), text=SECRET)
	web.refused_call(
		person, "frappe.utils.global_search.search", names(records), text=SECRET, doctype="Coaching Plan"
	)
	web.refused_call(person, "frappe.desk.search.get_names_for_mentions", names(records), search_term="C")
	web.refused_call(person, "frappe.desk.doctype.tag.tag.get_tags", doctype="Coaching Plan", txt="")


@pytest.fixture
def indexed(web, records, firm, site):
	"""To-dos in the index of the whole site, as Frappe's setup wizard has it: one on a plan, one of the peer's own."""
	from frappe.utils.global_search import sync_global_search

	settings = site.get_doc("Global Search Settings")
	if "ToDo" not in [row.document_type for row in settings.allowed_in_global_search]:
		settings.append("allowed_in_global_search", {"document_type": "ToDo"})
		settings.save()
		site.db.commit()
	of_plan = {"reference_type": "Coaching Plan", "reference_name": records.plan}
	made = web.ask(
		"manager",
		"POST",
		"/api/resource/ToDo",
		json={
			"description": f"Circle search {SECRET}",
			"allocated_to": firm.user("second_manager"),
			"assigned_by": firm.user("manager"),
			**of_plan,
		},
	)
	assert made.ok, made.text
	own = web.ask(
		"peer",
		"POST",
		"/api/resource/ToDo",
		json={"description": "Circle search, of my own", "allocated_to": firm.user("peer")},
	)
	assert own.ok, own.text
	sync_global_search()
	site.db.commit()
	yield
	site.db.rollback()
	for name in site.get_all("ToDo", {"description": ("like", "%Circle search%")}, pluck="name"):
		site.delete_doc("ToDo", name, force=True)
	site.db.commit()


@pytest.mark.commits
def test_the_text_of_an_assignment_is_found_by_readers_alone(web, indexed):
	search = "frappe.utils.global_search.search"
	for person in OUTSIDE:
		web.refused_call(person, search, text="circle search")
		web.refused_call(person, search, text=SECRET, doctype="ToDo")
	web.allowed_call("second_manager", search, text="circle search")
	web.allowed_call("peer", search, "of my own", text="circle search")


@pytest.mark.parametrize(
	"doctype, record",
	[
		("Coaching Plan", "plan"),
		("Coaching Goal", "goal"),
		("Coaching Action", "action"),
		("Coaching Session", "held"),
		("Coaching Note", "note"),
		("Coaching Agenda Item", "row"),
	],
)
def test_a_link_is_not_confirmed_to_who_can_not_read_it(web, records, doctype, record):
	known = getattr(records, record)
	for person in OUTSIDE:
		for fields in ([], [FIELDS[doctype], "name"]):
			answer = web.refused_call(
				person, "frappe.client.validate_link", doctype=doctype, docname=known, fields=fields
			)
			assert not (answer.ok and answer.json().get("message")), answer.text
		answer = web.refused_call(person, "frappe.desk.search.get_link_title", doctype=doctype, docname=known)
	reader = "mentee"
	answer = web.call(reader, "frappe.client.validate_link", doctype=doctype, docname=known, fields=["name"])
	assert answer.ok and answer.json()["message"] == {"name": known}, answer.text


def test_links_of_other_doctypes_are_confirmed_as_ever(web):
	answer = web.call(
		"peer", "frappe.client.validate_link", doctype="Coaching Topic", docname="Problem solving"
	)
	assert answer.ok and answer.json()["message"]["name"] == "Problem solving"
	answer = web.call("peer", "frappe.desk.search.search_link", doctype="Coaching Topic", txt="")
	assert answer.ok, answer.text
	assert json.loads(answer.text)["message"] is not None


def test_reminders_of_others_are_not_found(web, records, firm):
	"""What somebody is reminded of, and of whom, is theirs and HR's."""
	made = web.call(
		"hr",
		"coaching_plans.reminders.custom.remind",
		user=firm.user("mentee"),
		doctype="Coaching Plan",
		name=records.plan,
		text=f"{SECRET} reminder",
	)
	assert made.ok, made.text
	for person in OUTSIDE:
		for search in SEARCHES:
			web.refused_call(
				person,
				search,
				(records.plan, firm.user("mentee"), firm.employee("mentee")),
				doctype="Coaching Reminder",
				txt="",
				ignore_user_permissions="1",
				filter_fields=["user", "mentee", "reference_name", "reason"],
				as_dict="1",
			)
		web.refused(
			person, "GET", "/api/resource/Coaching Reminder", (records.plan,), params={"fields": '["*"]'}
		)
		answer = web.refused_call(person, "frappe.client.get_count", doctype="Coaching Reminder")
		assert not (answer.ok and answer.json()["message"]), answer.text
