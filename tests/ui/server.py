"""Serves one site on a loopback port: python server.py SITES_FOLDER SITE PORT. Frappe's own `serve` listens everywhere."""

import os
import sys

from werkzeug.serving import run_simple


def main(sites: str, site: str, port: str) -> None:
	os.chdir(sites)
	import frappe.app

	frappe.app._site = site
	frappe.app._sites_path = "."
	run_simple("127.0.0.1", int(port), frappe.app.application_with_statics(), threaded=True)


if __name__ == "__main__":
	main(*sys.argv[1:])
