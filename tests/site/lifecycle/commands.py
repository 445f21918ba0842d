"""Bench commands on the site that is tested, as an administrator gives them."""

import os
import subprocess
import sys
from pathlib import Path

import frappe

from tests.conftest import BENCH, ROOT, SITE


def bench(*command: str):
	# A table that this connection has read can't be dropped before its transaction ends.
	frappe.db.rollback()
	path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
	done = subprocess.run(
		[sys.executable, "-m", "frappe.utils.bench_helper", "frappe", "--site", SITE, *command],
		cwd=Path(BENCH).expanduser() / "sites",
		env=os.environ | {"PYTHONPATH": path},
		stdin=subprocess.DEVNULL,
		capture_output=True,
		text=True,
		timeout=300,
	)
	assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def afresh():
	frappe.db.rollback()
	# Which apps are installed is remembered here; asked for while the cache is cleared, it would come back as it was.
	if hasattr(frappe.local, "request_cache"):
		frappe.local.request_cache.clear()
	frappe.clear_cache()
	for cached in ("app_modules", "module_app", "doctype_modules", "doc_events_hooks"):
		if hasattr(frappe.local, cached):
			delattr(frappe.local, cached)
	frappe.setup_module_map()
