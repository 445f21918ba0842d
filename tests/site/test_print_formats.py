"""The print formats as PDFs, on Letter and A4: nothing is cut off, and one page is enough where it can be."""

import re
import subprocess
import unicodedata
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

import frappe

from tests import factories, printed_log
from tests.printed_log import LOG, PLAN

# Printing writes into the log of accesses, and commits.
pytestmark = pytest.mark.commits

SIZES = ("Letter", "A4")


@pytest.fixture
def firm(site):
	return factories.firm()


class Assets(SimpleHTTPRequestHandler):
	def log_message(self, *arguments):
		pass


@pytest.fixture
def assets(site, monkeypatch):
	"""The site's style sheets where the program that makes PDFs finds them, with no web server running."""
	serve = partial(Assets, directory=site.local.sites_path)
	with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
		Thread(target=server.serve_forever, daemon=True).start()
		monkeypatch.setitem(site.local.conf, "host_name", f"http://127.0.0.1:{server.server_port}")
		yield
		server.shutdown()


@pytest.fixture
def pdf(tmp_path, assets):
	"""The pages of a record's print, as text, printed by one of the firm's people."""

	def read(person, doc, print_format, size):
		with factories.acting(person):
			content = frappe.get_print(
				doc.doctype, doc.name, print_format, as_pdf=True, pdf_options={"page-size": size}
			)
		path = tmp_path / f"{doc.name}-{size}.pdf"
		path.write_bytes(content)
		text = subprocess.run(
			["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
		)
		# Two letters that are printed as one are read back as two.
		plain = unicodedata.normalize("NFKC", text.stdout)
		return [re.sub(r"\s+", " ", page) for page in plain.split("\f")[:-1]]

	return read


@pytest.mark.parametrize("size", SIZES)
def test_a_form_to_write_on_is_one_page(firm, pdf, size):
	session = printed_log.session_to_come(firm, printed_log.full_plan(firm))
	(page,) = pdf(firm.manager, session, LOG, size)
	for text in (
		"Coaching Session Log",
		"Metrics",
		"First answer (hours)",
		"Short-Term Goals and Follow-through",
		"Followed Partly Not Followed",
		"What Went Well",
		"What to Grow",
		"Mid-Term Goals: What Both Sides Do",
		"Long-Term Goals",
		"Next session:",
		f"Between {firm.mentee.name} and {firm.manager.name}",
	):
		assert text in page, text


@pytest.mark.parametrize("size", SIZES)
def test_a_log_is_one_page_with_all_that_was_said(firm, pdf, size):
	log = printed_log.held_log(firm, printed_log.full_plan(firm))
	(page,) = pdf(firm.mentee, log, LOG, size)
	for text in (
		*printed_log.FEEDBACK.values(),
		*printed_log.TALK.values(),
		"On four days of five",
		"6.5",
		"Finish the evening degree",
		"Swap with Jo",
		f"Between {firm.mentee.name} and {firm.manager.name}",
	):
		assert text in page, text


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_with_one_goal_is_one_page(firm, pdf, size):
	plan = factories.active_plan(firm)
	(page,) = pdf(firm.mentee, plan, PLAN, size)
	for text in ("Development Area: Speaking to a group", "Support Assets", "Milestones", "Outcome"):
		assert text in page, text


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_with_four_goals_is_one_page_too(firm, pdf, size):
	plan = printed_log.full_plan(firm)
	(page,) = pdf(firm.mentee, plan, PLAN, size)
	for text in (
		"Development Area: Answering sooner",
		"First answer (hours): from 9 to 4, now 9",
		"Sit in on two billing calls",
		"Finish the evening degree",
		"Weekly, 30 minutes each",
		"A course on voice",
		"Led a first stand-up",
		f"Between {firm.mentee.name} and {firm.manager.name}",
	):
		assert text in page, text


@pytest.mark.parametrize("size", SIZES)
def test_long_texts_run_on_to_the_next_page(firm, pdf, size):
	long = "\n".join(f"Sentence {number} of what was said." for number in range(120))
	log = printed_log.held_log(firm, printed_log.full_plan(firm), notes=long)
	pages = pdf(firm.manager, log, LOG, size)
	assert len(pages) > 2
	for number in range(120):
		assert any(f"Sentence {number} of what was said." in page for page in pages)
