"""Road: files on a record: their names, their URLs, their content, and taking them over."""

import base64
import json

import pytest

from tests.circle_people import NEAR, OUTSIDE, SECRET

CONTENT = f"{SECRET} in a file"


@pytest.fixture(scope="module")
def file(web, records) -> dict:
	"""A file that the coach puts on the mentee's plan."""
	return web.attach("manager", "Coaching Plan", records.plan, "circle-review.txt", CONTENT)


@pytest.fixture(scope="module")
def own(web, firm) -> dict[str, str]:
	"""A record of each stranger's own, to hang things on."""
	made = {}
	for person in (*OUTSIDE, "mentor"):
		if person != "guest":
			answer = web.ask(
				person,
				"POST",
				"/api/resource/ToDo",
				json={"description": "mine", "allocated_to": firm.user(person)},
			)
			assert answer.ok, answer.text
			made[person] = answer.json()["data"]["name"]
	return made


@pytest.mark.parametrize("person", [*OUTSIDE, "mentor"])
def test_a_file_is_neither_listed_nor_opened(web, records, file, person):
	name, url = file["name"], file["file_url"]
	hides = (name, "circle-review")
	web.refused(
		person, "GET", "/api/resource/File", hides, params={"fields": '["*"]', "limit_page_length": "0"}
	)
	web.refused(person, "GET", f"/api/resource/File/{name}")
	web.refused(person, "GET", url)
	web.refused(person, "GET", f"{url}?fid={name}")
	web.refused_call(
		person, "frappe.client.get_list", hides, doctype="File", filters={"is_folder": 0}, fields=["file_url"]
	)
	web.refused_call(
		person,
		"frappe.core.api.file.get_attached_images",
		("circle-review",),
		doctype="Coaching Plan",
		names=[records.plan],
	)
	web.refused_call(
		person,
		"frappe.core.api.file.get_files_in_folder",
		hides,
		folder="Home/Attachments",
		page_length="500",
	)
	web.refused_call(person, "frappe.core.api.file.get_files_by_search_text", (name,), text="circle-review")
	web.refused_call(person, "frappe.core.api.file.zip_files", files=[{"name": name}])
	web.refused_call(person, "frappe.core.api.file.zip_files", files=[name])
	web.refused_call(person, "frappe.core.api.file.unzip_file", name=name)
	web.refused_call(person, "frappe.handler.download_file", file_url=url)
	web.refused_call(
		person,
		"frappe.core.doctype.file.file.get_attached_images",
		doctype="Coaching Plan",
		names=[records.plan],
	)
	web.refused_call(person, "hrms.api.get_attachments", hides, dt="Coaching Plan", dn=records.plan)
	web.refused_call(
		person,
		"erpnext.accounts.doctype.chart_of_accounts_importer.chart_of_accounts_importer.get_coa",
		doctype="Chart of Accounts Importer",
		parent="x",
		file_name=url,
	)


def takeovers(file: dict, own: str) -> dict[str, tuple[str, str, dict]]:
	url, name = file["file_url"], file["name"]
	mine = {"attached_to_doctype": "ToDo", "attached_to_name": own}
	winding = url.replace("/private/files/", "/private/files/./")
	method = "/api/method/"
	return {
		"by url": ("POST", "/api/resource/File", {"json": {"file_url": url, **mine}}),
		"by url, loose": ("POST", "/api/resource/File", {"json": {"file_url": url}}),
		"by a winding url": ("POST", "/api/resource/File", {"json": {"file_url": winding, **mine}}),
		"by a doubled slash": (
			"POST",
			"/api/resource/File",
			{"json": {"file_url": url.replace("files/", "files//"), **mine}},
		),
		"by an escaped url": (
			"POST",
			"/api/resource/File",
			{"json": {"file_url": url.replace("circle", "%63ircle"), **mine}},
		),
		"by its name on disk": (
			"POST",
			"/api/resource/File",
			{"json": {"file_name": url.rsplit("/", 1)[-1], "is_private": 1, **mine}},
		),
		"by the site's address": (
			"POST",
			"/api/resource/File",
			{"json": {"file_url": f"http://sec.localhost{url}", **mine}},
		),
		"upload": (
			"POST",
			f"{method}upload_file",
			{"data": {"file_url": url, "doctype": "ToDo", "docname": own, "is_private": "1"}},
		),
		"from the library": (
			"POST",
			f"{method}upload_file",
			{"data": {"library_file_name": name, "doctype": "ToDo", "docname": own}},
		),
		"uploadfile": (
			"POST",
			f"{method}uploadfile",
			{"data": {"from_form": "1", "file_url": url, "doctype": "ToDo", "docname": own}},
		),
		"hand over": (
			"POST",
			f"{method}frappe.client.set_value",
			{
				"data": {
					"doctype": "File",
					"name": name,
					"fieldname": json.dumps({"attached_to_doctype": "ToDo", "attached_to_name": own}),
				}
			},
		),
		"put": ("PUT", f"/api/resource/File/{name}", {"json": mine}),
		"make public": ("PUT", f"/api/resource/File/{name}", {"json": {"is_private": 0}}),
		"save": (
			"POST",
			f"{method}frappe.client.save",
			{"data": {"doc": json.dumps({**file, "doctype": "File", **mine})}},
		),
		"add_attachments": (
			"POST",
			f"{method}frappe.utils.file_manager.add_attachments",
			{"data": {"doctype": "ToDo", "name": own, "attachments": json.dumps([name])}},
		),
		"by mail": (
			"POST",
			f"{method}frappe.core.doctype.communication.email.make",
			{
				"data": {
					"doctype": "ToDo",
					"name": own,
					"content": "x",
					"subject": "x",
					"attachments": json.dumps([name]),
				}
			},
		),
		"move": (
			"POST",
			f"{method}frappe.core.api.file.move_file",
			{
				"data": {
					"file_list": json.dumps([{"name": name}]),
					"new_parent": "Home",
					"old_parent": "Home/Attachments",
				}
			},
		),
		"delete": ("DELETE", f"/api/resource/File/{name}", {}),
		"remove_attach": ("POST", f"{method}frappe.desk.form.utils.remove_attach", {"data": {"fid": name}}),
		"hrms delete": ("POST", f"{method}hrms.api.delete_attachment", {"data": {"filename": name}}),
		"image of a user": (
			"PUT",
			"/api/resource/User/{me}",
			{"json": {"user_image": url}},
		),
	}


@pytest.mark.parametrize("road", takeovers({"file_url": "", "name": ""}, ""))
def test_a_file_is_not_taken_over(web, firm, file, own, site, road):
	"""What stands on a stranger's own record afterwards must not lead to the file."""
	for person in (*NEAR, "mentor", "guest"):
		verb, path, sent = takeovers(file, own.get(person, "none"))[road]
		answer = web.ask(person, verb, path.replace("{me}", firm.user(person)), **sent)
		web.gives_nothing(answer, (), f"{person} {road}")
		site.db.rollback()
		stored = site.db.get_value("File", file["name"], ["attached_to_name", "is_private", "folder"])
		assert stored and stored[0] and stored[1] == 1 and stored[2] == "Home/Attachments", f"{person} {road}"
		copies = site.get_all(
			"File",
			filters={"file_url": ("like", "%circle-review%"), "name": ("!=", file["name"])},
			fields=["*"],
		)
		assert not copies, f"{person} {road}: {copies}"
		web.gives_nothing(web.ask(person, "GET", file["file_url"]), (), f"{person} after {road}")


def test_nothing_is_attached_by_strangers(web, records, own):
	for person in (*OUTSIDE, "mentor", "second_manager"):
		for sent in ({"content": "x"}, {"file_url": "https://example.com/x.png"}):
			values = {
				"file_name": "x.txt",
				"attached_to_doctype": "Coaching Plan",
				"attached_to_name": records.plan,
				"is_private": 1,
			}
			web.refused(person, "POST", "/api/resource/File", json=values | sent)
		web.refused_call(
			person,
			"frappe.client.attach_file",
			filename="x.txt",
			filedata="x",
			doctype="Coaching Plan",
			docname=records.plan,
		)
		web.refused_call(
			person,
			"hrms.api.upload_base64_file",
			content=base64.b64encode(b"x").decode(),
			filename="x.txt",
			dt="Coaching Plan",
			dn=records.plan,
		)


def test_a_file_on_a_plan_is_private(web, records):
	answer = web.call(
		"manager",
		"frappe.client.attach_file",
		filename="circle-public.txt",
		filedata="anything",
		doctype="Coaching Plan",
		docname=records.plan,
		is_private="0",
	)
	assert answer.status_code == 403 and "private" in answer.text


def test_amending_does_not_bring_files_along(web, records, firm, file):
	"""Frappe copies the attachments of what a record says it amends."""
	for person in ("peer", "former", "mentor"):
		web.refused(
			person,
			"POST",
			"/api/resource/Coaching Session",
			json={
				"mentee": firm.employee("peer"),
				"starts_on": "2030-01-01 10:00:00",
				"session_type": "Scheduled",
				"amended_from": records.held,
			},
		)


def test_the_circle_opens_it(web, file):
	for person in ("mentee", "manager", "second_manager", "hr"):
		web.allowed(person, "GET", file["file_url"], CONTENT)
		web.allowed(person, "GET", f"/api/resource/File/{file['name']}", file["name"])


def test_files_elsewhere_are_as_ever(web, own):
	"""Also the same content as a confidential file's, which its owner has anyway."""
	for content in ("harmless", CONTENT):
		answer = web.call(
			"peer",
			"frappe.client.attach_file",
			filename="circle-own.txt",
			filedata=content,
			doctype="ToDo",
			docname=own["peer"],
			is_private="1",
		)
		assert answer.ok, answer.text
		made = answer.json()["message"]
		web.allowed("peer", "GET", made["file_url"], content)
		assert web.ask("peer", "DELETE", f"/api/resource/File/{made['name']}").ok


@pytest.fixture(scope="module")
def borne(web, firm, records):
	"""A file that the coach puts on a to-do of the mentee's plan, and a remark beside it."""
	assigned = web.call(
		"manager",
		"frappe.desk.form.assign_to.add",
		doctype="Coaching Plan",
		name=records.plan,
		assign_to=[firm.user("hr")],
		description="Bring the figures",
	)
	assert assigned.ok, assigned.text
	name = assigned.json()["message"][0]["name"]
	yield web.attach("manager", "ToDo", name, "circle-to-do.txt", f"{CONTENT} of a to-do")
	web.call(
		"manager",
		"frappe.desk.form.assign_to.remove",
		doctype="Coaching Plan",
		name=records.plan,
		assign_to=firm.user("hr"),
	)


@pytest.mark.parametrize("person", [*OUTSIDE, "mentor"])
def test_a_file_on_what_hangs_on_a_record_is_as_closed(web, borne, own, person):
	hides = (borne["name"], "circle-to-do")
	web.refused(
		person, "GET", "/api/resource/File", hides, params={"fields": '["*"]', "limit_page_length": "0"}
	)
	web.refused(person, "GET", f"/api/resource/File/{borne['name']}")
	web.refused(person, "GET", borne["file_url"])
	web.refused(person, "POST", "/api/resource/File", json={"file_url": borne["file_url"], "is_private": 1})
	if person in own:
		taken = {
			"file_url": borne["file_url"],
			"attached_to_doctype": "ToDo",
			"attached_to_name": own[person],
		}
		web.refused(person, "POST", "/api/resource/File", json=taken | {"is_private": 1})
	web.refused(person, "GET", borne["file_url"])


def test_a_file_on_a_to_do_is_opened_by_who_put_it_there(web, borne):
	web.allowed("manager", "GET", borne["file_url"])
