"""Road: the same calls with a login by password and its cookies, as the desk makes them, and what is broadcast."""

import json

import pytest
import requests

from tests.circle_people import OUTSIDE, SECRET

PASSWORD = "circle-test-Pa55word"


@pytest.fixture(scope="module")
def desk(web, firm, site):
	"""The browser of a person who has logged in, by name; with the token that the desk sends along."""
	from frappe.utils.password import update_password

	people = ("peer", "former", "system_manager", "mentee", "manager")
	for person in people:
		update_password(firm.user(person), PASSWORD)
	site.db.commit()
	browsers = {}
	for person in people:
		browser = requests.Session()
		browser.headers.update(web.server.headers)
		answer = browser.post(
			f"{web.server.url}/api/method/login", data={"usr": firm.user(person), "pwd": PASSWORD}
		)
		assert answer.ok, answer.text
		page = browser.get(f"{web.server.url}/app", headers={"Accept": "text/html"})
		assert page.ok, page.text
		browser.headers["X-Frappe-CSRF-Token"] = page.text.split('csrf_token = "')[1].split('"')[0]
		browsers[person] = browser
	return browsers


@pytest.mark.parametrize("person", ["peer", "former", "system_manager"])
def test_the_guard_stands_before_the_desk_too(web, records, desk, person):
	browser = desk[person]
	url = web.server.url
	for verb, path, sent in (
		("GET", f"/api/resource/Coaching Plan/{records.plan}", {}),
		("POST", "/api/method/frappe.client.get_count", {"data": {"doctype": "Coaching Plan"}}),
		("POST", "/", {"data": {"cmd": "frappe.client.get_count", "doctype": "Coaching Plan"}}),
		(
			"POST",
			"/api/method/hrms.api.roster.get_values",
			{"json": {"doctype": "Coaching Plan", "name": records.plan, "fields": ["opportunity"]}},
		),
		(
			"POST",
			"/api/method/frappe.desk.like.toggle_like",
			{"data": {"doctype": "Coaching Plan", "name": records.plan, "add": "No"}},
		),
	):
		web.__class__.attempts += 1
		answer = browser.request(verb, url + path, **sent)
		assert SECRET not in answer.text and not (answer.ok and answer.json().get("message")), answer.text[
			:500
		]


def test_the_desk_of_the_circle_works(web, records, desk):
	for person in ("mentee", "manager"):
		browser = desk[person]
		answer = browser.get(
			f"{web.server.url}/api/method/frappe.desk.form.load.getdoc",
			params={"doctype": "Coaching Plan", "name": records.plan},
		)
		assert SECRET in answer.text
		answer = browser.post(
			f"{web.server.url}/api/method/frappe.client.get_count", data={"doctype": "Coaching Plan"}
		)
		assert answer.json()["message"] >= 3
		page = browser.get(f"{web.server.url}/app/coaching-plan", headers={"Accept": "text/html"})
		assert page.ok


@pytest.mark.parametrize("person", ["peer", "former", "system_manager"])
def test_the_desk_starts_without_a_word_of_others(web, records, desk, person):
	page = desk[person].get(f"{web.server.url}/app", headers={"Accept": "text/html"})
	assert page.ok, page.text[page.text.find("Traceback") :][:3000]
	assert SECRET not in page.text
	for method in (
		"frappe.desk.notifications.get_notifications",
		"frappe.desk.notifications.get_notification_info",
		"frappe.desk.doctype.notification_log.notification_log.get_notification_logs",
		"frappe.desk.desktop.get_workspace_sidebar_items",
	):
		answer = desk[person].get(f"{web.server.url}/api/method/{method}")
		assert answer.ok and SECRET not in answer.text and records.plan not in answer.text, method
	page = json.dumps({"name": "Coaching", "title": "Coaching"})
	answer = desk[person].post(
		f"{web.server.url}/api/method/frappe.desk.desktop.get_desktop_page", data={"page": page}
	)
	assert SECRET not in answer.text and records.plan not in answer.text


def test_who_may_not_read_a_record_does_not_hear_of_it(web, records):
	for person in OUTSIDE:
		answer = web.call(
			person,
			"frappe.realtime.can_subscribe_doc",
			verb="GET",
			doctype="Coaching Plan",
			docname=records.plan,
		)
		assert not answer.ok
	assert web.call(
		"mentee",
		"frappe.realtime.can_subscribe_doc",
		verb="GET",
		doctype="Coaching Plan",
		docname=records.plan,
	).ok


def test_a_change_is_told_to_the_open_form_alone(web, records, site):
	"""Frappe also names each changed record to everyone who has a list of its DocType open."""
	told = []
	original = site.publish_realtime
	site.publish_realtime = lambda event=None, *args, **kwargs: told.append((event, kwargs))
	try:
		for doctype, name in (("Coaching Plan", records.plan), ("Coaching Note", records.note)):
			site.get_doc(doctype, name).notify_update()
	finally:
		site.publish_realtime = original
	assert [event for event, _where in told] == ["doc_update", "doc_update"]
	assert all(where.get("docname") for _event, where in told)


def test_notices_word_nothing_of_a_record(web, records, firm, site):
	"""Rule 21: Frappe would put the goal into the subject, and the comment into the mail."""
	site.db.rollback()
	for kind in ("Mention", "Assignment", "Share", "Energy Point"):
		notice = site.get_doc(
			{
				"doctype": "Notification Log",
				"type": kind,
				"document_type": "Coaching Goal",
				"document_name": records.goal,
				"subject": f"{SECRET} area",
				"email_content": SECRET,
				"from_user": firm.user("manager"),
				"for_user": firm.user("mentee"),
			}
		)
		notice.run_method("before_insert")
		assert SECRET not in notice.subject and not notice.email_content
		assert records.goal in notice.subject
	notice.for_user = firm.user("peer")
	with pytest.raises(site.PermissionError):
		notice.run_method("before_insert")
