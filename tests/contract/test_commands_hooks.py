"""Bench commands, and what the embedded site does where a real one has workers, a scheduler and a browser."""

import click
import pytest
from click.testing import CliRunner

from tests.conftest import ON_BENCH
from tests.contract.conftest import PROBE, SETTING

only_embedded = pytest.mark.skipif(
	ON_BENCH, reason="a real site has workers, a scheduler and a browser for this"
)
RAN = []


def job(number, fail=False):
	RAN.append(number)
	if fail:
		raise ValueError("failed")


def test_a_command_gets_its_site(site):
	from frappe.commands import get_site, pass_context

	@click.command("say")
	@click.option("--word")
	@pass_context
	def say(context, word):
		click.echo(f"{get_site(context)} {word}")

	result = CliRunner().invoke(
		say,
		["--word", "hi"],
		obj={"sites": ["a.localhost"], "force": False, "verbose": False, "profile": False},
	)
	assert result.output.strip() == "a.localhost hi", result.exception


def test_hooks_of_all_apps_are_merged(site):
	hooks = site.get_hooks()
	assert set(site.get_hooks("app_name")) >= {"frappe", "erpnext", "hrms"}
	assert site.get_hooks("no_such_hook") == [] and site.get_hooks("no_such_hook", {}) == {}
	assert isinstance(hooks.doc_events, dict)


def test_new_documents_of_a_single_have_its_defaults(site):
	assert site.new_doc(SETTING).days == 14


@only_embedded
@pytest.mark.commits
def test_jobs_run_after_the_commit_as_who_asked_for_them(site, as_user):
	RAN.clear()
	users = []
	with as_user("reader@contract.example"):
		site.enqueue(job, number=1, enqueue_after_commit=True)
		site.enqueue(lambda: users.append(site.session.user))
		assert RAN == []
		site.db.commit()
	assert RAN == [1] and users == ["reader@contract.example"]
	assert site.session.user == "Administrator"


@only_embedded
@pytest.mark.commits
def test_a_failing_job_is_logged_and_the_others_run(site):
	RAN.clear()
	site.enqueue(job, number=1, fail=True)
	site.enqueue(job, number=2)
	site.db.commit()
	assert RAN == [1, 2]
	assert "ValueError: failed" in site.get_last_doc("Error Log").error


@only_embedded
@pytest.mark.commits
def test_a_job_is_queued_once_by_its_id(site):
	RAN.clear()
	for _each in range(2):
		site.enqueue(job, number=1, job_id="once", deduplicate=True)
	site.db.commit()
	assert RAN == [1]


@only_embedded
def test_a_rollback_drops_the_jobs_that_wait_for_the_commit(site):
	RAN.clear()
	site.enqueue(job, number=1, enqueue_after_commit=True)
	site.db.rollback()
	assert not site.local.jobs and RAN == []


@only_embedded
def test_realtime_messages_are_recorded(site):
	site.local.published.clear()
	site.publish_progress(50, title="Half", doctype=PROBE, docname="x")
	(event,) = site.local.published
	assert event.event == "progress" and event.message["percent"] == 50


@only_embedded
@pytest.mark.parametrize(
	"name", ["no_such_name", "attach_print", "db.no_such_call", "utils.no_such_helper", "cache.no_such_call"]
)
def test_what_is_not_there_says_its_name(site, name):
	with pytest.raises(NotImplementedError, match=name.rsplit(".", 1)[-1]):
		value = site
		for part in name.split("."):
			value = getattr(value, part)
		value()


@only_embedded
def test_translations_are_read_from_csv_and_po(tmp_path):
	from frappe import translate

	(tmp_path / "de.csv").write_text("Yes,Ja,\nOpen,Offen,state\n", encoding="utf-8")
	(tmp_path / "de.po").write_text(
		'msgctxt "door"\nmsgid "Open"\nmsgstr "Auf"\n\nmsgid ""\n"Long "\n"text"\nmsgstr "Langer Text"\n',
		encoding="utf-8",
	)
	assert translate._csv(str(tmp_path / "de.csv")) == {"Yes": "Ja", "Open:state": "Offen"}
	assert translate._po(str(tmp_path / "de.po")) == {"Open:door": "Auf", "Long text": "Langer Text"}


@only_embedded
def test_a_site_is_made_in_no_time(site):
	import subprocess
	import sys
	import time

	code = "from embedded.site import create_site; create_site(install=False)"
	began = time.monotonic()
	subprocess.run([sys.executable, "-c", code], check=True, cwd=__file__.rsplit("/tests/", 1)[0])
	assert time.monotonic() - began < 10
