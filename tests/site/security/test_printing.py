"""Road: prints, with documents and keys from the client, with a login and without."""

import hashlib
import json

import pytest

from tests.circle_people import OUTSIDE, SECRET

PRINTED = {
	"plan": "Coaching Plan",
	"goal": "Coaching Goal",
	"held": "Coaching Session",
	"note": "Coaching Note",
}


def roads(doctype: str, name: str) -> dict[str, tuple[str, str, dict]]:
	document = json.dumps({"doctype": doctype, "name": name})
	local = json.dumps({"doctype": doctype, "name": name, "__islocal": 1})
	older = hashlib.sha224(f"{doctype}:{name}".encode()).hexdigest()
	method = "/api/method/"
	return {
		"html": (
			"POST",
			f"{method}frappe.www.printview.get_html_and_style",
			{"data": {"doc": doctype, "name": name}},
		),
		"html of a document": (
			"POST",
			f"{method}frappe.www.printview.get_html_and_style",
			{"data": {"doc": document}},
		),
		"html of a local one": (
			"POST",
			f"{method}frappe.www.printview.get_html_and_style",
			{"data": {"doc": local}},
		),
		"raw": (
			"POST",
			f"{method}frappe.www.printview.get_rendered_raw_commands",
			{"data": {"doc": document}},
		),
		"page": ("GET", "/printview", {"params": {"doctype": doctype, "name": name}}),
		"page with an older key": (
			"GET",
			"/printview",
			{"params": {"doctype": doctype, "name": name, "key": older}},
		),
		"pdf": (
			"GET",
			f"{method}frappe.utils.print_format.download_pdf",
			{"params": {"doctype": doctype, "name": name}},
		),
		"pdf with an older key": (
			"GET",
			f"{method}frappe.utils.print_format.download_pdf",
			{"params": {"doctype": doctype, "name": name, "key": older}},
		),
		"several pdfs": (
			"GET",
			f"{method}frappe.utils.print_format.download_multi_pdf",
			{"params": {"doctype": doctype, "name": json.dumps([name])}},
		),
		"pdfs of several DocTypes": (
			"GET",
			f"{method}frappe.utils.print_format.download_multi_pdf",
			{"params": {"doctype": json.dumps({doctype: [name]}), "name": "x"}},
		),
		"weasyprint": (
			"GET",
			f"{method}frappe.utils.weasyprint.download_pdf",
			{"params": {"doctype": doctype, "name": name, "print_format": "Standard"}},
		),
	}


@pytest.fixture(scope="module", autouse=True)
def older_links_allowed(web, site):
	"""A site may still have them allowed, from before version 14."""
	site.db.set_single_value("System Settings", "allow_older_web_view_links", 1)
	site.db.commit()
	site.clear_cache(doctype="System Settings")
	yield
	site.db.set_single_value("System Settings", "allow_older_web_view_links", 0)
	site.db.commit()
	site.clear_cache(doctype="System Settings")


@pytest.mark.parametrize("road", roads("", ""))
@pytest.mark.parametrize("record", PRINTED)
def test_nothing_is_printed_outside_the_circle(web, records, road, record):
	outside = (*OUTSIDE, "mentor") if record != "note" else (*OUTSIDE, "mentor", "manager", "hr")
	if "page" in road or "pdf" in road:
		# Each answer is a page of the website, rendered slowly.
		outside = [person for person in outside if person not in ("third_level", "unemployed", "other_hr")]
	for person in outside:
		verb, path, sent = roads(PRINTED[record], getattr(records, record))[road]
		web.refused(person, verb, path, **sent)


@pytest.mark.parametrize("record", ["plan", "goal", "held"])
def test_the_circle_prints(web, records, record):
	for person in ("mentee", "manager", "second_manager", "hr"):
		verb, path, sent = roads(PRINTED[record], getattr(records, record))["html"]
		web.allowed(person, verb, path, **sent)


def test_a_note_is_not_printed_even_by_its_author(web, records):
	for road in ("html", "html of a document", "page", "weasyprint"):
		verb, path, sent = roads("Coaching Note", records.note)[road]
		answer = web.ask("mentee", verb, path, **sent)
		assert SECRET not in answer.text, f"{road}: {answer.text[:500]}"


def test_a_print_shows_what_is_stored(web, records):
	"""Print formats look up goals and actions by the plan; a session that names another plan must not bring them."""
	changed = {"doctype": "Coaching Session", "name": records.held, "plan": records.draft, "notes": "x"}
	answer = web.call("mentee", "frappe.www.printview.get_html_and_style", doc=changed)
	assert records.draft not in answer.text
	unsaved = {"doctype": "Coaching Session", "plan": records.plan, "mentee": "CIRC-PEER"}
	for person in OUTSIDE:
		web.refused_call(person, "frappe.www.printview.get_html_and_style", (records.goal,), doc=unsaved)


def test_no_key_lets_guests_in(web, records):
	for person in ("mentee", "manager", "hr"):
		answer = web.call(
			person, "run_doc_method", dt="Coaching Plan", dn=records.plan, method="get_document_share_key"
		)
		assert not answer.ok
