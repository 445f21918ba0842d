"""Road: what Frappe hangs on records: comments, likes, tags, followers, shares, assignments, to-dos and mail."""

import pytest

from tests.circle_people import OUTSIDE, SECRET
from tests.site.security.web import fingerprint

PLAN = "Coaching Plan"
MENTION = '<div><span class="mention" data-id="{user}" data-value="x">@x</span> {secret}</div>'


def roads(name: str, me: str) -> dict[str, tuple[str, str, dict]]:
	method = "/api/method/"
	of = {"reference_doctype": PLAN, "reference_name": name}
	return {
		"comment": (
			"POST",
			f"{method}frappe.desk.form.utils.add_comment",
			{"data": {**of, "content": "x", "comment_email": me, "comment_by": "x"}},
		),
		"web comment": (
			"POST",
			f"{method}frappe.templates.includes.comments.comments.add_comment",
			{"data": {**of, "comment": "nice work", "comment_email": me, "comment_by": "x", "route": ""}},
		),
		"posted comment": (
			"POST",
			"/api/resource/Comment",
			{"json": {**of, "comment_type": "Comment", "content": "x"}},
		),
		"run add_comment": (
			"POST",
			f"{method}run_doc_method",
			{"data": {"dt": PLAN, "dn": name, "method": "add_comment", "args": '{"text": "x"}'}},
		),
		"like": (
			"POST",
			f"{method}frappe.desk.like.toggle_like",
			{"data": {"doctype": PLAN, "name": name, "add": "Yes"}},
		),
		"unlike": (
			"POST",
			f"{method}frappe.desk.like.toggle_like",
			{"data": {"doctype": PLAN, "name": name, "add": "No"}},
		),
		"web like": (
			"POST",
			f"{method}frappe.templates.includes.likes.likes.like",
			{"data": {**of, "like": "true", "route": ""}},
		),
		"tag": (
			"POST",
			f"{method}frappe.desk.doctype.tag.tag.add_tag",
			{"data": {"tag": "circle-tag", "dt": PLAN, "dn": name}},
		),
		"tags": (
			"POST",
			f"{method}frappe.desk.doctype.tag.tag.add_tags",
			{"data": {"tags": '["circle-tag"]', "dt": PLAN, "docs": f'["{name}"]'}},
		),
		"untag": (
			"POST",
			f"{method}frappe.desk.doctype.tag.tag.remove_tag",
			{"data": {"tag": "circle-tag", "dt": PLAN, "dn": name}},
		),
		"tag link": (
			"POST",
			"/api/resource/Tag Link",
			{"json": {"document_type": PLAN, "document_name": name, "tag": "circle-tag", "title": "x"}},
		),
		"follow": (
			"POST",
			f"{method}frappe.desk.form.document_follow.follow_document",
			{"data": {"doctype": PLAN, "doc_name": name, "user": me}},
		),
		"update follow": (
			"POST",
			f"{method}frappe.desk.form.document_follow.update_follow",
			{"data": {"doctype": PLAN, "doc_name": name, "following": "1"}},
		),
		"posted follow": (
			"POST",
			"/api/resource/Document Follow",
			{"json": {"ref_doctype": PLAN, "ref_docname": name, "user": me}},
		),
		"share": (
			"POST",
			f"{method}frappe.share.add",
			{"data": {"doctype": PLAN, "name": name, "user": me, "read": "1", "write": "1"}},
		),
		"share with everyone": (
			"POST",
			f"{method}frappe.share.add",
			{"data": {"doctype": PLAN, "name": name, "everyone": "1"}},
		),
		"set share": (
			"POST",
			f"{method}frappe.share.set_permission",
			{"data": {"doctype": PLAN, "name": name, "user": me, "permission_to": "read"}},
		),
		"posted share": (
			"POST",
			"/api/resource/DocShare",
			{"json": {"share_doctype": PLAN, "share_name": name, "user": me, "read": 1}},
		),
		"share key": (
			"POST",
			"/api/resource/Document Share Key",
			{
				"json": {
					"reference_doctype": PLAN,
					"reference_docname": name,
					"key": "circle",
					"expires_on": "2099-01-01",
				}
			},
		),
		"assign": (
			"POST",
			f"{method}frappe.desk.form.assign_to.add",
			{"data": {"doctype": PLAN, "name": name, "assign_to": f'["{me}"]', "description": "x"}},
		),
		"assign many": (
			"POST",
			f"{method}frappe.desk.form.assign_to.add_multiple",
			{"data": {"doctype": PLAN, "name": f'["{name}"]', "assign_to": f'["{me}"]', "bulk_assign": "1"}},
		),
		"to-do": (
			"POST",
			"/api/resource/ToDo",
			{
				"json": {
					"reference_type": PLAN,
					"reference_name": name,
					"allocated_to": me,
					"description": "x",
				}
			},
		),
		"reminder": (
			"POST",
			f"{method}frappe.automation.doctype.reminder.reminder.create_new_reminder",
			{
				"data": {
					"remind_at": "2099-01-01 00:00:00",
					"description": "x",
					"reminder_doctype": PLAN,
					"reminder_docname": name,
				}
			},
		),
		"mail": (
			"POST",
			f"{method}frappe.core.doctype.communication.email.make",
			{
				"data": {
					"doctype": PLAN,
					"name": name,
					"content": "x",
					"subject": "x",
					"recipients": me,
					"send_email": "1",
					"print_format": "Standard",
				}
			},
		),
		"communication": (
			"POST",
			"/api/resource/Communication",
			{"json": {**of, "subject": "x", "content": "x", "communication_type": "Communication"}},
		),
		"relink": (
			"POST",
			f"{method}frappe.email.relink",
			{"data": {"name": "x", **of}},
		),
		"discussion": (
			"POST",
			f"{method}frappe.website.doctype.discussion_topic.discussion_topic.submit_discussion",
			{"data": {"doctype": PLAN, "docname": name, "reply": "x", "title": "x"}},
		),
		"energy points": (
			"POST",
			f"{method}frappe.social.doctype.energy_point_log.energy_point_log.review",
			{
				"data": {
					"doc": f'{{"doctype": "{PLAN}", "name": "{name}"}}',
					"points": "1",
					"to_user": me,
					"reason": "x",
				}
			},
		),
		"reviews": (
			"POST",
			f"{method}frappe.social.doctype.energy_point_log.energy_point_log.get_reviews",
			{"data": {"doctype": PLAN, "docname": name}},
		),
		"event": (
			"POST",
			"/api/resource/Event",
			{
				"json": {
					"subject": "x",
					"starts_on": "2030-01-01 10:00:00",
					"event_participants": [{"reference_doctype": PLAN, "reference_docname": name}],
				}
			},
		),
		"auto repeat": (
			"POST",
			"/api/resource/Auto Repeat",
			{
				"json": {
					"reference_doctype": PLAN,
					"reference_document": name,
					"frequency": "Daily",
					"start_date": "2030-01-01",
				}
			},
		),
		"tagged": (
			"POST",
			f"{method}frappe.desk.doctype.tag.tag.get_tagged_docs",
			{"data": {"doctype": PLAN, "tag": "%"}},
		),
		"documents of a tag": (
			"POST",
			f"{method}frappe.desk.doctype.tag.tag.get_documents_for_tag",
			{"data": {"tag": "circle-tag"}},
		),
		"open activities": (
			"POST",
			f"{method}erpnext.crm.utils.get_open_activities",
			{"data": {"ref_doctype": PLAN, "ref_docname": name}},
		),
		"quantity": (
			"POST",
			f"{method}erpnext.manufacturing.doctype.bom_creator.bom_creator.edit_qty",
			{"data": {"doctype": PLAN, "docname": name, "qty": "5", "parent": "x"}},
		),
		"web form": (
			"POST",
			f"{method}frappe.website.doctype.web_form.web_form.get_form_data",
			{"data": {"doctype": PLAN, "docname": name, "web_form_name": "job-application"}},
		),
		"template preview": (
			"POST",
			f"{method}frappe.automation.doctype.auto_repeat.auto_repeat.generate_message_preview",
			{"data": {"reference_dt": PLAN, "reference_doc": name, "message": "{{ doc.opportunity }}"}},
		),
	}


@pytest.mark.parametrize("road", roads("", ""))
def test_strangers_hang_nothing_on_a_record(web, records, firm, road):
	for person in (*OUTSIDE, "mentor"):
		verb, path, sent = roads(records.plan, firm.user(person))[road]
		web.refused(person, verb, path, **sent)


def test_the_road_by_a_web_form_is_closed_to_who_once_wrote_the_record(web, records, site):
	"""Frappe lets the owner of a record read it by any web form of the site; the former manager owns this one."""
	form = site.get_all("Web Form", pluck="name", limit=1)
	assert form, "ERPNext and HRMS come with web forms"
	answer = web.refused_call(
		"former",
		"frappe.website.doctype.web_form.web_form.get_form_data",
		doctype=PLAN,
		docname=records.plan,
		web_form_name=form[0],
	)
	assert answer.status_code == 403


@pytest.mark.parametrize("person", ["mentee", "manager", "hr"])
@pytest.mark.parametrize(
	"road",
	[
		"share",
		"share with everyone",
		"set share",
		"posted share",
		"share key",
		"mail",
		"tag",
		"tags",
		"follow",
	],
)
def test_not_even_the_circle_passes_a_record_on(web, records, firm, road, person):
	verb, path, sent = roads(records.plan, firm.user("peer"))[road]
	before = fingerprint()
	answer = web.ask(person, verb, path, **sent)
	assert fingerprint() == before, answer.text[:500]
	assert not answer.ok, answer.text[:500]


def test_assignments_stay_in_the_circle(web, records, firm):
	add = "frappe.desk.form.assign_to.add"
	for outsider in ("peer", "former", "system_manager", "other_hr"):
		before = fingerprint()
		answer = web.call(
			"manager", add, doctype=PLAN, name=records.plan, assign_to=[firm.user(outsider)], description="x"
		)
		assert not answer.ok and fingerprint() == before, answer.text[:500]
	answer = web.call(
		"manager",
		add,
		doctype=PLAN,
		name=records.plan,
		assign_to=[firm.user("second_manager")],
		description="Align?",
	)
	assert answer.ok, answer.text
	mine = web.call("second_manager", "frappe.client.get_list", doctype="ToDo", fields=["description"])
	assert "Align?" in mine.text


def test_assigning_an_action_does_not_rewrite_it(web, records, firm, site):
	site.db.rollback()
	before = site.db.get_value("Coaching Action", records.action, "assigned_to")
	answer = web.call(
		"second_manager",
		"frappe.desk.form.assign_to.add",
		doctype="Coaching Action",
		name=records.action,
		assign_to=[firm.user("hr")],
		description="x",
	)
	assert not answer.ok
	site.db.rollback()
	assert site.db.get_value("Coaching Action", records.action, "assigned_to") == before


def test_nobody_outside_is_mentioned(web, records, firm):
	add = "frappe.desk.form.utils.add_comment"
	given = {"reference_doctype": PLAN, "reference_name": records.plan, "comment_by": "x"}
	for outsider in ("peer", "former", "system_manager"):
		before = fingerprint()
		content = MENTION.format(user=firm.user(outsider), secret=SECRET)
		answer = web.call("manager", add, **given, comment_email=firm.user("manager"), content=content)
		assert not answer.ok and fingerprint() == before, answer.text[:500]
	content = MENTION.format(user=firm.user("mentee"), secret=SECRET)
	answer = web.call("manager", add, **given, comment_email=firm.user("manager"), content=content)
	assert answer.ok, answer.text


def test_the_circle_comments_and_likes(web, records, firm):
	for person in ("mentee", "manager", "second_manager", "hr"):
		answer = web.call(
			person,
			"frappe.desk.form.utils.add_comment",
			reference_doctype=PLAN,
			reference_name=records.plan,
			content=f"{SECRET} comment by {person}",
			comment_email=firm.user(person),
			comment_by=person,
		)
		assert answer.ok, answer.text
		web.allowed_call(
			person,
			"frappe.desk.form.load.getdoc",
			f"comment by {person}",
			doctype=PLAN,
			name=records.plan,
			verb="GET",
		)
	assert web.call("mentee", "frappe.desk.like.toggle_like", doctype=PLAN, name=records.plan, add="Yes").ok


@pytest.mark.parametrize(
	"doctype", ["Comment", "ToDo", "Version", "File", "Communication", "Notification Log"]
)
@pytest.mark.parametrize("person", [*OUTSIDE, "mentor"])
def test_what_hangs_on_records_is_not_listed(web, records, site, doctype, person):
	web.refused(
		person,
		"GET",
		f"/api/resource/{doctype}",
		(records.plan, records.held, records.goal),
		params={"fields": '["*"]', "limit_page_length": "0"},
	)
	site.db.rollback()
	field = {"Version": "docname", "ToDo": "reference_name", "Comment": "reference_name"}.get(doctype)
	if field:
		for name in site.get_all(doctype, filters={field: records.plan}, pluck="name")[:3]:
			web.refused(person, "GET", f"/api/resource/{doctype}/{name}", (records.plan,))
			web.refused(person, "DELETE", f"/api/resource/{doctype}/{name}")
			web.refused(
				person, "PUT", f"/api/resource/{doctype}/{name}", json={"content": "x", "description": "x"}
			)


def test_own_todos_are_as_ever(web, firm):
	answer = web.ask(
		"peer", "POST", "/api/resource/ToDo", json={"description": "own", "allocated_to": firm.user("peer")}
	)
	assert answer.ok, answer.text
	name = answer.json()["data"]["name"]
	assert web.ask("peer", "PUT", f"/api/resource/ToDo/{name}", json={"description": "own, changed"}).ok
	web.allowed("peer", "GET", "/api/resource/ToDo", name)
	assert web.call("peer", "frappe.desk.doctype.tag.tag.add_tag", tag="own", dt="ToDo", dn=name).ok
	assert web.ask("peer", "DELETE", f"/api/resource/ToDo/{name}").ok
