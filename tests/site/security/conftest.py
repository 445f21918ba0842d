"""The people of the circle and around it, with their records and browsers, for all tests of this folder at once."""

import pytest

from tests.site.security.people import opened


@pytest.fixture(scope="package")
def web(site):
	with opened(site) as browsers:
		yield browsers


@pytest.fixture(scope="package")
def records(web):
	return web.records


@pytest.fixture(scope="package")
def firm(web):
	return web.firm


def pytest_terminal_summary(terminalreporter):
	from tests.site.security.web import Web

	if Web.attempts:
		terminalreporter.write_line(
			f"security: {Web.attempts} requests, of which {Web.refusals} must give nothing and change nothing"
		)
