"""Mail, jobs, templates, translations, cache, calls from outside and messages."""

import email
import json

import pytest

from tests.conftest import end_request
from tests.contract.conftest import PROBE, TARGET

DONE = []


def work(number, fail=False):
	"""What the jobs of these tests do."""
	DONE.append(number)
	if fail:
		raise ValueError("failed")
	return number


# mail


@pytest.fixture
def outgoing(site):
	"""An account to send from, which a real site needs."""
	if site.db.table_exists("Email Account") and not site.db.exists("Email Account", {"default_outgoing": 1}):
		site.get_doc(
			doctype="Email Account", email_account_name="Contract", email_id="out@contract.example", enable_outgoing=1,
			default_outgoing=1, smtp_server="localhost", name="Contract",
		).db_insert()  # fmt: skip


def queued(site, **kwargs):
	site.sendmail(**kwargs)
	return site.get_last_doc("Email Queue")


def parts(queue):
	message = email.message_from_string(queue.message)
	return message, {
		part.get_content_type(): part.get_payload(decode=True).decode()
		for part in message.walk()
		if not part.is_multipart()
	}


def test_a_mail_waits_in_the_queue(site, outgoing):
	queue = queued(
		site, recipients=["a@contract.example", "b@contract.example"], subject="Über plans", message="<p>Hello there</p>",
		reference_doctype=PROBE, reference_name="P1",
	)  # fmt: skip
	assert queue.status == "Not Sent"
	assert {row.recipient for row in queue.recipients} == {"a@contract.example", "b@contract.example"}
	assert {row.status for row in queue.recipients} == {"Not Sent"}
	assert (queue.reference_doctype, queue.reference_name) == (PROBE, "P1")
	message, bodies = parts(queue)
	subject = str(email.header.make_header(email.header.decode_header(message["Subject"])))
	assert subject == "Über plans"
	assert "Hello there" in bodies["text/html"] and "Hello there" in bodies["text/plain"]


def test_a_mail_is_gone_with_the_transaction(site, outgoing):
	before = site.db.count("Email Queue")
	site.db.savepoint("mail")
	site.sendmail(recipients=["a@contract.example"], subject="x", message="y")
	assert site.db.count("Email Queue") == before + 1
	site.db.rollback(save_point="mail")
	assert site.db.count("Email Queue") == before


def test_files_made_for_a_mail_travel_in_it(site, outgoing):
	calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
	queue = queued(
		site,
		recipients=["a@contract.example"],
		subject="x",
		message="y",
		attachments=[{"fname": "invite.ics", "fcontent": calendar}],
	)
	message, _bodies = parts(queue)
	(attached,) = [part for part in message.walk() if part.get_filename()]
	assert attached.get_filename() == "invite.ics" and attached.get_content_type() == "text/calendar"
	assert attached.get_payload(decode=True).decode().splitlines() == calendar.splitlines()


def test_no_recipients_no_mail(site, outgoing):
	before = site.db.count("Email Queue")
	site.sendmail(recipients=[], subject="x", message="y")
	assert site.db.count("Email Queue") == before


def test_a_mail_can_wait_until_later(site, outgoing):
	when = site.utils.add_to_date(site.utils.now_datetime(), hours=3)
	queue = queued(site, recipients="a@contract.example", subject="x", message="y", send_after=when)
	assert abs((queue.send_after - when).total_seconds()) < 1


# jobs


def test_a_job_runs_now_when_told_to(site):
	DONE.clear()
	assert site.enqueue(work, number=1, now=True) == 1
	assert DONE == [1]


def test_a_job_that_fails_now_fails_the_caller(site):
	with pytest.raises(ValueError, match="failed"):
		site.enqueue(work, number=1, fail=True, now=True)


def test_enqueue_doc_runs_a_method_of_a_document(site, probe):
	doc = probe()
	site.enqueue_doc(PROBE, doc.name, "db_set", fieldname="subject", value="by the job", now=True)
	assert site.db.get_value(PROBE, doc.name, "subject") == "by the job"


def test_a_job_after_commit_does_not_start_before(site):
	DONE.clear()
	site.enqueue(work, number=2, enqueue_after_commit=True)
	assert DONE == []


# templates


def test_templates_from_text(site):
	assert site.render_template("Dear {{ name }}", {"name": "Ann"}) == "Dear Ann"
	assert site.render_template("{% for n in ns %}{{ n }},{% endfor %}", {"ns": [1, 2]}) == "1,2,"
	assert (
		site.render_template("{{ _('Yes') }} {{ frappe.utils.add_days('2026-01-01', 1) }}", {})
		== "Yes 2026-01-02"
	)
	assert site.render_template("{{ nothing }}", {}) == "{{ nothing }}", "an unknown name shows itself"
	assert site.render_template("", {}) == ""


def test_a_broken_template_is_an_error_for_the_user(site):
	with pytest.raises(site.ValidationError):
		site.render_template("{% if %}", {})
	with pytest.raises(site.ValidationError):
		site.render_template("{{ x.__class__ }}", {"x": 1})


# cache


def test_the_cache_keeps_values_and_hashes(site):
	site.cache.set_value("contract", {"a": 1})
	assert site.cache.get_value("contract") == {"a": 1}
	site.cache.delete_value("contract")
	assert site.cache.get_value("contract") is None
	assert site.cache.get_value("contract_made", lambda: 5) == 5
	site.cache.delete_value("contract_made")
	site.cache.hset("contract_hash", "k", [1])
	assert site.cache.hget("contract_hash", "k") == [1] and site.cache.hget("contract_hash", "other") is None
	site.cache.hdel("contract_hash", "k")
	assert site.cache.hget("contract_hash", "k") is None
	assert site.cache().get_value("contract") is None


# messages


def test_throw_raises_with_the_message_and_keeps_it(site):
	with pytest.raises(site.ValidationError, match="said"):
		site.throw("said")
	with pytest.raises(site.DuplicateEntryError, match="twice"):
		site.throw("twice", site.DuplicateEntryError, title="Title")
	with pytest.raises(site.PermissionError, match="mine"):
		site.throw("mine", exc=site.PermissionError())
	assert [each["message"] for each in site.get_message_log()] == ["said", "twice", "mine"]
	site.clear_last_message()
	assert len(site.get_message_log()) == 2
	site.clear_messages()
	assert site.get_message_log() == []


def test_msgprint_keeps_the_message(site):
	site.msgprint("hello", title="T", indicator="green", alert=True)
	(message,) = site.get_message_log()
	assert (message["message"], message["title"], message["indicator"]) == ("hello", "T", "green")


def test_exceptions_stand_in_their_line(site):
	assert issubclass(site.MandatoryError, site.ValidationError)
	assert issubclass(site.DoesNotExistError, site.ValidationError)
	assert issubclass(site.DuplicateEntryError, site.NameError)
	assert issubclass(site.CancelledLinkError, site.LinkValidationError)
	assert not issubclass(site.PermissionError, site.ValidationError)
	assert not issubclass(site.DuplicateEntryError, site.ValidationError)
	assert (
		site.ValidationError.http_status_code,
		site.PermissionError.http_status_code,
		site.DoesNotExistError.http_status_code,
	) == (417, 403, 404)


# calls from outside


class Request:
	def __init__(self, method):
		self.method = method


def called(site, cmd, http="POST", **arguments):
	from frappe.handler import execute_cmd

	site.local.request = Request(http)
	site.local.form_dict = site._dict(arguments)
	try:
		return execute_cmd(cmd)
	finally:
		end_request(site)


def test_whitelisted_functions_are_called(site, as_user, probe):
	doc = probe()
	with as_user("reader@contract.example"):
		assert (
			called(site, "frappe.client.get_value", doctype=PROBE, fieldname="subject", filters=doc.name)[
				"subject"
			]
			== "A probe"
		)


def test_other_functions_are_not(site, as_user):
	with as_user("reader@contract.example"), pytest.raises(site.PermissionError):
		called(site, "frappe.utils.now")


def test_guests_call_only_what_is_open_to_them(site, as_user):
	with as_user("Guest"), pytest.raises(site.PermissionError):
		called(site, "frappe.client.get_value", doctype=PROBE, fieldname="subject")


def test_the_http_method_counts(site, probe):
	doc = probe()
	with pytest.raises(site.PermissionError):
		called(
			site,
			"frappe.client.set_value",
			"GET",
			doctype=PROBE,
			name=doc.name,
			fieldname="subject",
			value="x",
		)
	called(
		site, "frappe.client.set_value", "POST", doctype=PROBE, name=doc.name, fieldname="subject", value="x"
	)
	assert site.db.get_value(PROBE, doc.name, "subject") == "x"


def test_methods_of_documents_are_called_if_whitelisted_and_readable(site, as_user, probe):
	doc = probe()
	with as_user("reader@contract.example"):
		called(
			site,
			"frappe.handler.run_doc_method",
			dt=PROBE,
			dn=doc.name,
			method="add_comment",
			args=json.dumps({"text": "hi"}),
		)
		with pytest.raises(site.PermissionError):
			called(
				site,
				"frappe.handler.run_doc_method",
				dt=PROBE,
				dn=doc.name,
				method="db_set",
				args=json.dumps({"fieldname": "subject", "value": "x"}),
			)
	with as_user("nobody@contract.example"), pytest.raises(site.PermissionError):
		called(site, "frappe.handler.run_doc_method", dt=PROBE, dn=doc.name, method="add_comment")


def test_the_client_makes_saves_and_deletes(site, as_user):
	from frappe import client

	with as_user("writer@contract.example"):
		doc = client.insert({"doctype": PROBE, "subject": "made"})
		doc["subject"] = "saved"
		doc = client.save(doc)
		assert client.get(PROBE, doc["name"])["subject"] == "saved"
		assert client.get_list(PROBE, filters={"name": doc["name"]}, fields=["subject"]) == [
			{"subject": "saved"}
		]
		assert client.get_value(PROBE, ["subject", "mood"], doc["name"]) == {
			"subject": "saved",
			"mood": "Good",
		}
		client.delete(PROBE, doc["name"])
	assert not site.db.exists(PROBE, doc["name"])
	with as_user("reader@contract.example"), pytest.raises(site.PermissionError):
		client.insert({"doctype": PROBE, "subject": "made"})


def test_the_client_counts_without_asking(site, as_user, probe):
	"""A gap of Frappe's own, which an app has to close itself."""
	from frappe import client

	doc = probe()
	with as_user("nobody@contract.example"):
		assert client.get_count(PROBE, {"name": doc.name}) == 1


def test_the_client_changes_a_row_through_its_parent(site, as_user, probe):
	from frappe import client

	doc = probe(rows=[{"item": "a"}])
	with as_user("writer@contract.example"):
		client.set_value("Contract Row", doc.rows[0].name, "item", "b")
	assert site.get_doc(PROBE, doc.name).rows[0].item == "b"


def test_annotated_arguments_are_checked_in_requests(site, as_user):
	with pytest.raises(site.exceptions.FrappeTypeError):
		called(site, "frappe.client.has_permission", doctype=["x"], docname="y")


def test_a_form_is_loaded_only_by_who_may_read(site, as_user, probe):
	from frappe.desk.form.load import getdoc

	doc = probe(secret="hidden")
	with as_user("reader@contract.example"):
		site.local.response = site._dict(docs=[])
		getdoc(PROBE, doc.name)
		assert site.local.response.docs[-1].name == doc.name
		assert site.local.response.docs[-1].get("secret") is None
	with as_user("nobody@contract.example"), pytest.raises(site.PermissionError):
		getdoc(PROBE, doc.name)


def test_link_search_is_limited_like_lists(site, as_user, target):
	from frappe.desk.search import search_link

	target("Findable", note="n")
	with as_user("reader@contract.example"):
		site.local.response = site._dict(docs=[])
		found = search_link(TARGET, "Find") or site.local.response.get("results")
		assert [row["value"] for row in found] == ["Findable"]
	with as_user("nobody@contract.example"), pytest.raises(site.PermissionError):
		search_link(TARGET, "Find")


# realtime and translations


def test_realtime_and_progress_are_taken_without_a_listener(site):
	site.publish_realtime("contract", {"a": 1}, user="Administrator", after_commit=True)
	site.publish_progress(50, title="Halfway")


def test_texts_stay_themselves_in_english_and_where_there_is_no_translation(site):
	assert site._("No such text anywhere") == "No such text anywhere"
	assert site._("No such text anywhere", lang="de") == "No such text anywhere"
	assert site._("") == ""
