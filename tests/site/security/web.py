"""A server of the tested site for the time of the tests, and a browser for each person."""

import json
import os
import socket
import subprocess
import sys
import time
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import requests

import frappe

from coaching_plans.confidential_doctypes import CARRIERS, CLOSED, PERSONAL
from tests.circle_people import SECRET, Firm, Records

ROOT = Path(__file__).resolve().parents[3]
# Written by whoever asks for anything; not a change of what is asked for.
LOGS = ("Access Log", "Activity Log", "View Log")
# What an intruder might leave behind, beside the records themselves.
TRACES = (
	"Assignment Rule",
	"Auto Email Report",
	"Auto Repeat",
	"Dashboard Chart",
	"Discussion Reply",
	"Event",
	"Event Participants",
	"Kanban Board",
	"Kanban Board Column",
	"Notification",
	"Prepared Report",
	"Property Setter",
	"Report",
	"Tag",
	"Web Form",
	"Webhook",
	"Workflow",
)
WATCHED = sorted({*CLOSED, *CARRIERS, *PERSONAL, *TRACES, "Employee"} - set(LOGS))


class Server:
	"""Frappe on a free port of this machine, ended by the process id it was started with."""

	def __init__(self, bench: str):
		with socket.socket() as free:
			free.bind(("127.0.0.1", 0))
			self.port = free.getsockname()[1]
		code = (
			"from werkzeug.serving import run_simple; import frappe.app; "
			f"run_simple('127.0.0.1', {self.port}, frappe.app.application, threaded=True)"
		)
		self.process = subprocess.Popen(
			[sys.executable, "-c", code],
			cwd=Path(bench).expanduser() / "sites",
			env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
			stdout=subprocess.DEVNULL,
			stderr=subprocess.DEVNULL,
		)

	def wait(self):
		for _second in range(120):
			try:
				if requests.get(f"{self.url}/api/method/ping", headers=self.headers, timeout=20).ok:
					return
			except requests.ConnectionError:
				time.sleep(0.5)
		raise RuntimeError("the server does not answer")

	@property
	def url(self) -> str:
		return f"http://127.0.0.1:{self.port}"

	@property
	def headers(self) -> dict[str, str]:
		return {"X-Frappe-Site-Name": frappe.local.site, "Accept": "application/json"}

	def stop(self):
		self.process.terminate()
		self.process.wait(30)


class Web:
	"""Requests of each person, counted, with what every answer must keep to itself."""

	attempts = 0
	refusals = 0

	def __init__(self, server: Server, firm: Firm, records: Records, tokens: dict[str, str]):
		self.server, self.firm, self.records, self.tokens = server, firm, records, tokens
		self.connection = requests.Session()
		# Frappe answers each with cookies; who asks is told by the token alone.
		self.connection.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

	def ask(self, person: str, verb: str, path: str, **options) -> requests.Response:
		Web.attempts += 1
		headers = dict(self.server.headers)
		if person in self.tokens:
			headers["Authorization"] = f"token {self.tokens[person]}"
		answer = self.connection.request(
			verb, self.server.url + path, headers=headers | options.pop("headers", {}), timeout=120, **options
		)
		# Whoever isn't let in at all proves nothing about what is closed to them.
		assert person not in self.tokens or answer.status_code != 401, answer.text
		return answer

	def call(self, person: str, method: str, /, verb: str = "POST", **arguments) -> requests.Response:
		"""A whitelisted function, by its path; arguments as a form sends them, or in the address for GET."""
		sent = {
			key: value if isinstance(value, str) else json.dumps(value) for key, value in arguments.items()
		}
		where = {"params": sent} if verb == "GET" else {"data": sent}
		return self.ask(person, verb, f"/api/method/{method}", **where)

	def attach(self, person: str, doctype: str, name: str, filename: str, content: str) -> dict:
		"""A private file that `person` puts on a record."""
		answer = self.call(
			person,
			"frappe.client.attach_file",
			filename=filename,
			filedata=content,
			doctype=doctype,
			docname=name,
			is_private="1",
		)
		assert answer.ok, answer.text
		return answer.json()["message"]

	def refused(self, person: str, verb: str, path: str, hides: tuple[str, ...] = (), **options):
		"""The request gives nothing away and changes nothing, whatever it answers. Returns the response."""
		before = fingerprint()
		answer = self.ask(person, verb, path, **options)
		self.gives_nothing(answer, hides, f"{person} {verb} {path} {options}")
		after = fingerprint()
		changed = [table for table in before if before[table] != after[table]]
		assert not changed, f"{person} {verb} {path} {options}: changed {changed}: {answer.text[:500]}"
		Web.refusals += 1
		return answer

	def refused_call(
		self, person: str, method: str, hides: tuple[str, ...] = (), /, verb: str = "POST", **arguments
	):
		sent = {
			key: value if isinstance(value, str) else json.dumps(value) for key, value in arguments.items()
		}
		where = {"params": sent} if verb == "GET" else {"data": sent}
		return self.refused(person, verb, f"/api/method/{method}", hides, **where)

	def gives_nothing(self, answer: requests.Response, hides: tuple[str, ...], what: str):
		text = answer.text
		assert SECRET not in text, f"{what}: {text[:1000]}"
		for name in hides:
			assert name not in text, f"{what} names {name}: {text[:1000]}"

	def allowed(self, person: str, verb: str, path: str, shows: str | None = SECRET, **options):
		"""The same road is open to whom it is for. Returns the response."""
		answer = self.ask(person, verb, path, **options)
		assert answer.ok, f"{person} {verb} {path}: {answer.status_code} {answer.text[:1500]}"
		if shows is not None:
			assert shows in answer.text, f"{person} {verb} {path}: {answer.text[:1500]}"
		return answer

	def allowed_call(
		self, person: str, method: str, shows: str | None = SECRET, /, verb: str = "POST", **arguments
	):
		sent = {
			key: value if isinstance(value, str) else json.dumps(value) for key, value in arguments.items()
		}
		where = {"params": sent} if verb == "GET" else {"data": sent}
		return self.allowed(person, verb, f"/api/method/{method}", shows, **where)


def fingerprint() -> dict[str, int]:
	"""What is stored, as a number a table. Another connection may have written since, so the view is renewed."""
	frappe.db.rollback()
	tables = ", ".join(f"`tab{doctype}`" for doctype in _existing())
	return {row[0]: row[1] for row in frappe.db.sql(f"checksum table {tables}")}


def _existing() -> list[str]:
	tables = set(frappe.db.get_tables(cached=True))
	return [doctype for doctype in WATCHED if f"tab{doctype}" in tables]
