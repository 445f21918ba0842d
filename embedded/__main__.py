"""`python -m embedded demo`: the app's demo on an embedded site, printed and written to a folder of pages."""

import argparse
import sys
import time
from pathlib import Path

from .site import create_site


def main(arguments=None):
	"""Read the command line and run it."""
	parser = argparse.ArgumentParser(prog="python -m embedded")
	commands = parser.add_subparsers(dest="command", required=True)
	demo = commands.add_parser("demo", help="make the demo company and write it to a folder of pages")
	demo.add_argument("--people", type=int, default=120)
	demo.add_argument("--seed", type=int, default=7)
	demo.add_argument("--out", type=Path, default=Path("demo-output"))
	options = parser.parse_args(arguments)
	return make_demo(options.people, options.seed, options.out)


def make_demo(people, seed, out):
	"""Make the demo, print its coverage and who sees what, and write its pages; says how long that took."""
	began = time.monotonic()
	print(f"Making a company of {people} people and half a year of their coaching ...", flush=True)
	create_site()
	from coaching_plans import demo

	from . import demo_page, demo_text, demo_view

	made = demo.create(people=people, seed=seed)
	view = demo_view.look_at(made)
	for part in (demo_text.coverage, demo_text.who_sees, demo_text.matrix):
		print(f"\n{part(view)}")
	pages = demo_page.write(view, out)
	print(
		f"\n{made['employees']} employees, {made['plans']} plans, {made['sessions_held']} sessions held, "
		f"{len(pages)} pages, {time.monotonic() - began:.0f} seconds"
	)
	print(f"Open {(out / 'index.html').resolve().as_uri()}")
	return 0


if __name__ == "__main__":
	sys.exit(main())
