"""`python -m embedded demo`: the app's demo on an embedded site, written to a folder of pages."""

import argparse
import html
import sys
import time
from pathlib import Path

from .site import create_site

STYLE = """body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #222 }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; font-size: 13px } th, td { border-bottom: 1px solid #ddd; padding: .3rem .6rem;
text-align: left; vertical-align: top } th { background: #f5f5f5; position: sticky; top: 0 }
dl { display: flex; flex-wrap: wrap; gap: 1rem 2rem } dt { color: #666; font-size: 12px } dd { margin: 0; font-size: 1.2rem }
.scroll { overflow-x: auto }"""
SHOWN = (
	(
		"Coaching Plan",
		["name", "mentee_name", "coach_name", "purpose", "status", "follow_through", "sessions_held"],
	),
	("Coaching Session", ["name", "plan", "starts_on", "status", "held_by", "next_session_on"]),
	("Coaching Goal", ["name", "plan", "horizon", "goal_state", "status", "due_date"]),
	(
		"Coaching Action",
		["name", "goal", "responsible", "description", "status", "times_followed", "times_reviewed"],
	),
)
ROWS = 500


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
	"""Make the demo and write its pages; says what it made and how long that took."""
	began = time.monotonic()
	frappe = create_site()
	from coaching_plans import demo

	made = demo.create(people=people, seed=seed)
	frappe.db.commit()
	out.mkdir(parents=True, exist_ok=True)
	pages = {**report_pages(frappe, made), **list_pages(frappe), **print_pages(frappe)}
	for name, (title, body) in pages.items():
		(out / name).write_text(page(title, body), encoding="utf-8")
	links = "".join(
		f'<li><a href="{name}">{html.escape(title)}</a></li>' for name, (title, _body) in pages.items()
	)
	figures = figure_list([(key.replace("_", " ").capitalize(), value) for key, value in made.items()])
	(out / "index.html").write_text(
		page("Coaching Plans: the demo", f"{figures}<ul>{links}</ul>"), encoding="utf-8"
	)
	print(f"{', '.join(f'{key} {value}' for key, value in made.items())}")
	print(f"{len(pages) + 1} pages in {out}/index.html, {time.monotonic() - began:.0f} seconds")
	return 0


def report_pages(frappe, made):
	"""The app's reports for the demo's company and cycle."""
	from frappe.desk import query_report

	filters = {key: made[key] for key in ("company", "appraisal_cycle") if made.get(key)}
	out = {}
	for name in frappe.get_all("Report", filters={"module": "Coaching Plans"}, pluck="name", order_by="name"):
		answer = query_report.run(name, filters=dict(filters))
		columns = [(column.fieldname, column.label or column.fieldname) for column in answer["columns"]]
		summary = figure_list([(each["label"], each["value"]) for each in answer["report_summary"] or []])
		out[f"report-{frappe.scrub(name)}.html"] = (name, summary + table(columns, answer["result"]))
	return out


def list_pages(frappe):
	"""The records, a page a DocType."""
	out = {}
	for doctype, fields in SHOWN:
		meta = frappe.get_meta(doctype)
		fields = [field for field in fields if field == "name" or meta.has_field(field)]
		rows = frappe.get_all(doctype, fields=fields, limit=ROWS, order_by="name")
		columns = [(field, "ID" if field == "name" else meta.get_label(field)) for field in fields]
		out[f"list-{frappe.scrub(doctype)}.html"] = (
			f"{doctype} ({frappe.db.count(doctype)})",
			table(columns, rows),
		)
	return out


def print_pages(frappe):
	"""Each of the app's print formats, filled with the newest submitted record of its DocType, else the newest."""
	out = {}
	formats = frappe.get_all(
		"Print Format", filters={"module": "Coaching Plans"}, fields=["name", "doc_type"]
	)
	for each in formats:
		found = frappe.get_all(
			each.doc_type, pluck="name", order_by="docstatus = 1 desc, modified desc", limit=1
		)
		if found:
			body = frappe.get_print(each.doc_type, found[0], each.name)
			out[f"print-{frappe.scrub(each.name)}.html"] = (f"{each.name} (print)", body)
	return out


def figure_list(pairs):
	cells = "".join(
		f"<div><dt>{html.escape(str(key))}</dt><dd>{html.escape(str(value))}</dd></div>"
		for key, value in pairs
	)
	return f"<dl>{cells}</dl>" if cells else ""


def table(columns, rows):
	"""Rows as a table; a total row may be a list."""
	head = "".join(f"<th>{html.escape(str(label))}</th>" for _field, label in columns)
	body = ""
	for row in rows:
		values = row if isinstance(row, list) else [(row or {}).get(field) for field, _label in columns]
		body += "<tr>" + "".join(f"<td>{shown(value)}</td>" for value in values) + "</tr>"
	return f'<div class="scroll"><table><tr>{head}</tr>{body}</table></div>'


def shown(value):
	if value is None:
		return ""
	return html.escape(f"{value:g}" if isinstance(value, float) else str(value))


def page(title, body):
	return (
		f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title><style>{STYLE}</style>'
		f"<h1>{html.escape(title)}</h1>{body}</html>"
	)


if __name__ == "__main__":
	sys.exit(main())
