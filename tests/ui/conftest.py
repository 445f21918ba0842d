"""A browser, a server of its own for the site under test, and a team to look at. Skips where any of it is missing."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

HERE = Path(__file__).resolve().parent
BENCH = os.environ.get("COACHING_BENCH")
SITE = os.environ.get("COACHING_SITE")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BUNDLE = "coaching.bundle.js"


@pytest.fixture(scope="session")
def bench():
	"""The bench's sites folder and the site's name."""
	if not (BENCH and SITE):
		pytest.skip("needs a bench: set COACHING_BENCH and COACHING_SITE")
	sites = Path(BENCH).expanduser() / "sites"
	built = sites / "assets" / "assets.json"
	if not built.exists() or BUNDLE not in json.loads(built.read_text()):
		pytest.skip("needs the app's assets: bench build --app coaching_plans")
	return str(sites), SITE


@pytest.fixture(scope="module")
def team(bench):
	"""What people.py made: employees, users, an active plan and a draft. Each file of tests has its own."""
	sites, site = bench
	script = [sys.executable, str(HERE / "people.py"), sites, site]
	made = subprocess.run([*script, "make"], check=True, capture_output=True, text=True)
	yield json.loads(made.stdout.splitlines()[-1])
	subprocess.run([*script, "remove"], check=True, capture_output=True)


@pytest.fixture(scope="session")
def address(bench, tmp_path_factory):
	"""Where the site is served, on a port that was free, for as long as the tests run."""
	with socket.socket() as free:
		free.bind(("127.0.0.1", 0))
		port = free.getsockname()[1]
	log = (tmp_path_factory.mktemp("server") / "server.log").open("w")
	server = subprocess.Popen(
		[sys.executable, str(HERE / "server.py"), *bench, str(port)], stdout=log, stderr=subprocess.STDOUT
	)
	url = f"http://127.0.0.1:{port}"
	_wait_for(server, f"{url}/api/method/ping", log.name)
	yield url
	server.terminate()
	server.wait(timeout=10)


def _wait_for(server, url: str, log: str) -> None:
	for _attempt in range(120):
		if server.poll() is not None:
			pytest.fail(f"the server ended at once, see {log}")
		try:
			urlopen(url, timeout=5).close()
			return
		except (URLError, OSError):
			time.sleep(0.25)
	pytest.fail(f"the server does not answer, see {log}")


@pytest.fixture(scope="session")
def browser():
	playwright = pytest.importorskip(
		"playwright.sync_api", reason="needs playwright in the bench's environment"
	)
	executable = next(filter(None, map(shutil.which, BROWSERS)), None)
	if not executable:
		pytest.skip("needs a Chromium on the path")
	with playwright.sync_playwright() as running:
		browser = running.chromium.launch(
			executable_path=executable,
			args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
		)
		yield browser
		browser.close()


@pytest.fixture
def desk(browser, address, team):
	"""`desk("manager")` is a page where that person is logged in; its `errors` are those of the scripts."""
	from tests.ui.people import PASSWORD

	contexts = []

	def open_desk(who: str, width: int = 1280, height: int = 900):
		context = browser.new_context(viewport={"width": width, "height": height}, base_url=address)
		contexts.append(context)
		answer = context.request.post("/api/method/login", form={"usr": team["users"][who], "pwd": PASSWORD})
		assert answer.ok, answer.text()
		page = context.new_page()
		# A machine that is busy with other tests is slow to serve a desk.
		page.set_default_timeout(90_000)
		page.errors = []
		page.on("pageerror", lambda error: page.errors.append(str(error)))
		return page

	yield open_desk
	for context in contexts:
		context.close()


@pytest.fixture
def picture(tmp_path):
	"""`picture(page, "name")` keeps what the page shows, in COACHING_PICTURES if that is set."""
	folder = Path(os.environ.get("COACHING_PICTURES") or tmp_path)
	folder.mkdir(parents=True, exist_ok=True)

	def take(page, name: str, full_page: bool = False) -> Path:
		page.wait_for_timeout(600)
		path = folder / f"{name}.png"
		page.screenshot(path=path, full_page=full_page)
		return path

	return take
