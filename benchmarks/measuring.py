"""What the benchmarks share: which site they run on, and of how many people."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def options_of(doc: str, sizes: str) -> argparse.ArgumentParser:
	"""A parser for the site to run on and the numbers of people, described by the first line of `doc`."""
	parser = argparse.ArgumentParser(description=doc.splitlines()[0])
	parser.add_argument("--bench")
	parser.add_argument("--site")
	parser.add_argument("--sizes", default=sizes, help="numbers of people (default: %(default)s)")
	return parser


def connect(options):
	sys.path.insert(0, str(ROOT))
	if not options.bench:
		from embedded.site import create_site

		return create_site()
	sites = Path(options.bench).expanduser() / "sites"
	os.chdir(sites)
	import frappe

	frappe.init(options.site, sites_path=str(sites))
	frappe.connect()
	return frappe
