"""A process of its own that sends the reminders of a day; it may be told to die, with no chance to clean up.

Each statement and both sides of each commit are a point. `--kill-at N` ends the process at its Nth point by SIGKILL;
without it the number of points goes to standard output. `--wait-for FILE` holds it back until the file is there.
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path


def main():
	parser = argparse.ArgumentParser()
	parser.add_argument("--bench", required=True)
	parser.add_argument("--site", required=True)
	parser.add_argument("--on", required=True)
	parser.add_argument("--kill-at", type=int)
	parser.add_argument("--wait-for")
	options = parser.parse_args()

	sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
	sites = Path(options.bench).expanduser() / "sites"
	os.chdir(sites)
	import frappe

	frappe.init(options.site, sites_path=str(sites))
	frappe.connect()
	from coaching_plans import reminders

	points = count_points(frappe, options.kill_at)
	while options.wait_for and not Path(options.wait_for).exists():
		time.sleep(0.005)
	outcome = reminders.send(options.on)
	print(len(points), outcome.sent)
	frappe.destroy()


def count_points(frappe, kill_at: int | None) -> list[str]:
	points: list[str] = []

	def point(what: str):
		points.append(what)
		if len(points) == kill_at:
			os.kill(os.getpid(), signal.SIGKILL)

	def sql(query, *args, _original=frappe.db.sql, **kwargs):
		point("statement")
		return _original(query, *args, **kwargs)

	def commit(_original=frappe.db.commit):
		point("before commit")
		_original()
		point("after commit")

	frappe.db.sql = sql
	frappe.db.commit = commit
	return points


if __name__ == "__main__":
	main()
