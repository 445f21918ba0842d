"""A server, the people of the circle and around it, and their records, for the tests of this folder that ask for them."""

import os

import pytest

BENCH = os.environ.get("COACHING_BENCH")


@pytest.fixture(scope="session")
def leftovers(site):
	from tests.site.security.leftovers import Leftovers

	found = Leftovers()
	yield found
	site.set_user("Administrator")
	found.remove()


@pytest.fixture(scope="session")
def web(site, leftovers):
	"""Everyone's browser on a running server, with the records committed."""
	from frappe.desk.doctype.notification_settings.notification_settings import create_notification_settings

	from tests.circle_people import make_firm, make_records
	from tests.site.security.web import Server, Web

	firm = make_firm()
	for user in firm.users.values():
		create_notification_settings(user)
	records = make_records(firm)
	tokens = {name: token_of(site, user) for name, user in firm.users.items()}
	site.set_user("Administrator")
	site.db.commit()
	site.clear_cache()
	server = Server(BENCH)
	try:
		server.wait()
		yield Web(server, firm, records, tokens)
	finally:
		server.stop()


@pytest.fixture(scope="session")
def records(web):
	return web.records


@pytest.fixture(scope="session")
def firm(web):
	return web.firm


def token_of(frappe, user: str) -> str:
	from frappe.utils.password import set_encrypted_password

	key, secret = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
	frappe.db.set_value("User", user, "api_key", key)
	set_encrypted_password("User", user, secret, "api_secret")
	return f"{key}:{secret}"


def pytest_terminal_summary(terminalreporter):
	from tests.site.security.web import Web

	if Web.attempts:
		terminalreporter.write_line(
			f"security: {Web.attempts} requests, of which {Web.refusals} must give nothing and change nothing"
		)
