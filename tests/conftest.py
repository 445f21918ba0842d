"""Which site the tests run on, and what every test can ask of it.

Without a bench that is the embedded site, in memory. With COACHING_BENCH and COACHING_SITE it is a site of that
bench. A test runs in a transaction that is rolled back; one whose code must commit says so with
`@pytest.mark.commits`, and what it made is removed afterwards.
"""

import os
import re
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

BENCH = os.environ.get("COACHING_BENCH")
SITE = os.environ.get("COACHING_SITE")
ON_BENCH = bool(BENCH and SITE)
ROOT = Path(__file__).resolve().parent.parent
NEED_BENCH = ("tests/site/", "tests/ui/")
WITHOUT_SITE = ("tests/unit/",)
KEPT_IN_REDIS = ("user_permissions", "roles", "defaults", "bootinfo", "system_settings")

if str(ROOT) not in sys.path:
	sys.path.insert(0, str(ROOT))
if not ON_BENCH:
	from embedded.site import add_to_path

	add_to_path()


def pytest_configure(config):
	config.addinivalue_line(
		"markers", "commits: the code under test commits; what it made is removed afterwards"
	)


def pytest_report_header(config):
	if ON_BENCH:
		return f"site: {SITE} of {BENCH}"
	return "site: embedded (tests/site and tests/ui need COACHING_BENCH and COACHING_SITE, and are left out)"


def pytest_ignore_collect(collection_path, config):
	if not ON_BENCH:
		path = f"{collection_path.as_posix()}/"
		return True if any(path.startswith(f"{ROOT.as_posix()}/{folder}") for folder in NEED_BENCH) else None


@pytest.fixture(scope="session")
def site():
	"""`frappe`, connected to the site that is tested."""
	if ON_BENCH:
		frappe = _connect()
	else:
		from embedded.site import create_site

		frappe = create_site()
	yield frappe
	frappe.db.rollback()
	if ON_BENCH:
		frappe.destroy()


def _connect():
	sites = Path(BENCH).expanduser() / "sites"
	os.chdir(sites)
	import frappe

	frappe.init(SITE, sites_path=str(sites))
	frappe.connect()
	frappe.set_user("Administrator")
	return frappe


@pytest.fixture(autouse=True)
def rolled_back(request):
	"""Undo what the test wrote, and forget who it was and what it remembered."""
	path = Path(str(request.node.path)).as_posix()
	if any(f"/{folder}" in path for folder in WITHOUT_SITE):
		yield
		return
	frappe = request.getfixturevalue("site")
	commits = request.node.get_closest_marker("commits")
	forget(frappe)
	frappe.db.rollback()
	undo = _Undo(frappe) if commits else None
	committed = []
	frappe.db.after_commit.add(lambda: committed.append(True))
	yield
	frappe.db.rollback()
	forget(frappe)
	if undo:
		undo()
	elif committed:
		pytest.fail("this test committed: mark it with @pytest.mark.commits", pytrace=False)


def forget(frappe):
	"""Back to Administrator, without flags, messages and whatever was cached from rows that are gone."""
	frappe.set_user("Administrator")
	frappe.local.lang = "en"
	for key in list(frappe.local.flags):
		if key not in ("currently_saving", "in_test"):
			frappe.local.flags.pop(key)
	frappe.local.flags.currently_saving = []
	frappe.local.message_log = []
	frappe.local.form_dict.clear()
	end_request(frappe)
	frappe.local.role_permissions = {}
	frappe.local.new_doc_templates = {}
	frappe.db.value_cache.clear()
	if hasattr(frappe.local, "request_cache"):
		frappe.local.request_cache.clear()
	if ON_BENCH:
		frappe.local.cache = {}
		frappe.cache.delete_keys("document_cache::")
		frappe.cache.delete_value(list(KEPT_IN_REDIS))
	else:
		frappe.clear_cache()


def end_request(frappe):
	"""No request is running: a real site then has no such attribute at all."""
	if ON_BENCH:
		if hasattr(frappe.local, "request"):
			del frappe.local.request
	else:
		frappe.local.request = None


class _Undo:
	"""Puts back what a committing test changed: the whole database if it is in memory, else each table it wrote to."""

	WRITES = re.compile(
		r"^\s*(?:insert(?: ignore)? into|replace into|update|delete from)\s+`?((?:tab|__)[^`\s]*(?: [^`]+(?=`))?)",
		re.I,
	)

	def __init__(self, frappe):
		self.frappe = frappe
		if ON_BENCH:
			self.tables = {}
			self.sql = frappe.db.sql
			frappe.db.sql = self._watch
		else:
			self.copy = sqlite3.connect(":memory:")
			frappe.db._conn.backup(self.copy)

	def _watch(self, query, *args, **kwargs):
		match = self.WRITES.match(str(query))
		if match and match[1] not in self.tables:
			self.tables[match[1]] = self.sql(f"select * from `{match[1]}`", as_dict=True)
		return self.sql(query, *args, **kwargs)

	def __call__(self):
		if ON_BENCH:
			del self.frappe.db.sql
			for table, before in self.tables.items():
				if self.sql(f"select * from `{table}`", as_dict=True) != before:
					self._restore(table, before)
			self.frappe.db.commit()
		else:
			self.copy.backup(self.frappe.db._conn)
			self.copy.close()
			self.frappe.local.metas.clear()
			self.frappe.local.jobs.clear()
		self.frappe.clear_cache()
		forget(self.frappe)

	def _restore(self, table, rows):
		self.sql(f"delete from `{table}`")
		for row in rows:
			columns = ", ".join(f"`{column}`" for column in row)
			marks = ", ".join(["%s"] * len(row))
			self.sql(f"insert into `{table}` ({columns}) values ({marks})", list(row.values()))


@pytest.fixture
def as_user(site):
	"""`with as_user("someone@example.com"):` runs the block as that user."""

	@contextmanager
	def switch(user):
		before = site.session.user
		site.set_user(user)
		try:
			yield
		finally:
			site.set_user(before)

	return switch


@pytest.fixture
def queries(site):
	"""`with queries() as seen:` collects the statements that the block sends to the database."""
	from tests.counting import counted_queries

	return counted_queries
