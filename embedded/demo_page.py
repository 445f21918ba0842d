"""The demo as pages that any browser opens without a network."""

from datetime import date, datetime
from pathlib import Path

import jinja2

import frappe
from frappe.utils import add_days, getdate

from . import demo_text
from .demo_view import DEEDS, REPORT

TEMPLATES = Path(__file__).parent / "templates"
COLORS = {
	"Covered": "green", "Partly Covered": "orange", "Not Covered": "red",
	"Draft": "gray", "Proposed": "blue", "Active": "green", "Completed": "green", "Closed": "gray",
	"Open": "blue", "Reached": "green", "Replanned": "orange", "Deferred": "gray", "Dropped": "gray",
	"Agreed": "blue", "Done": "green", "Not Done": "red", "Superseded": "gray",
	"Followed": "green", "Partly": "orange", "Not Followed": "red",
	"Held": "green", "Scheduled": "blue", "Missed": "red", "Cancelled": "gray",
}  # fmt: skip
# What the table leaves out, and what it shows first, so that a narrow screen shows it.
HIDDEN_COLUMNS = {"employee", "designation", "plan", "appraisal", "appraisal_status", "agreed_rating"}
FIRST_COLUMNS = ("employee_name", "coverage")
SPARK_WIDTH, SPARK_HEIGHT = 120, 32


def write(view, out):
	"""Write index.html and a page for each other report and print format to `out`. Returns the names of the pages."""
	out.mkdir(parents=True, exist_ok=True)
	pages = {**report_pages(view), **print_pages(view), **digest_page()}
	links = [(name, title) for name, (title, _html) in pages.items()]
	index = (
		environment()
		.get_template("index.html")
		.render(
			view=view,
			on=getdate(),
			columns=columns_to_show(view.columns),
			bars=bars(view.chart),
			links=links,
			deeds=DEEDS,
		)
	)
	pages = {"index.html": ("", index), **pages}
	for name, (_title, html) in pages.items():
		(out / name).write_text(html, encoding="utf-8")
	return list(pages)


def columns_to_show(columns):
	shown_columns = [column for column in columns if column["fieldname"] not in HIDDEN_COLUMNS]
	return sorted(shown_columns, key=lambda column: column["fieldname"] not in FIRST_COLUMNS)


def environment():
	"""Jinja with everything escaped that a template prints."""
	jinja = jinja2.Environment(
		loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
	)
	jinja.filters.update(
		shown=shown, color=color, day=day, spark=spark, progress=progress, sight=demo_text.sight
	)
	return jinja


def report_pages(view):
	"""The app's other reports, over the demo's company and cycle."""
	from frappe.desk import query_report

	filters = {"company": view.made["company"], "appraisal_cycle": view.made["appraisal_cycle"]}
	names = frappe.get_all("Report", filters={"module": "Coaching Plans"}, pluck="name", order_by="name")
	pages = {}
	for name in names:
		if name == REPORT:
			continue
		answer = query_report.run(name, filters=dict(filters))
		html = environment().get_template("report.html").render(title=name, cycle=view.cycle, answer=answer)
		pages[f"report-{frappe.scrub(name)}.html"] = (name, html)
	return pages


def print_pages(view):
	"""The app's print formats, of the plan and the session that the index shows, else of the newest record."""
	shown_docs = {doc.doctype: doc.name for doc in (view.plan, view.session) if doc}
	formats = frappe.get_all(
		"Print Format", filters={"module": "Coaching Plans"}, fields=["name", "doc_type"], order_by="name"
	)
	pages = {}
	for each in formats:
		name = shown_docs.get(each.doc_type) or newest(each.doc_type)
		if name:
			html = frappe.get_print(each.doc_type, name, each.name)
			pages[f"print-{frappe.scrub(each.name)}.html"] = (f"{each.name} (print)", html)
	return pages


def digest_page():
	"""The mail of reminders that has most kinds of them, of the first day from today on that sends any."""
	from coaching_plans.reminders import preview

	days = (add_days(getdate(), ahead) for ahead in range(7))
	going = next(
		(mails for day in days if (mails := [each for each in preview(day) if not each.quiet])), None
	)
	if not going:
		return {}
	mail = max(going, key=lambda each: (len({row.kind for row in each.reminders}), each.name))
	html = environment().get_template("digest.html").render(title="A digest of reminders", mail=mail)
	return {"reminder-digest.html": ("A digest of reminders", html)}


def newest(doctype):
	found = frappe.get_all(doctype, pluck="name", order_by="docstatus = 1 desc, modified desc", limit=1)
	return found[0] if found else None


# --- what templates ask for ---------------------------------------------------------------------------------------


def bars(chart):
	"""A bar a department: label, total, and a segment a coverage with its count and where it begins and ends, in percent."""
	out = []
	for number, label in enumerate(chart["data"]["labels"]):
		counts = [(each["name"], each["values"][number]) for each in chart["data"]["datasets"]]
		total, at, segments = sum(count for _name, count in counts), 0.0, []
		for name, count in counts:
			width = 100 * count / total
			segments.append({"name": name, "count": count, "x": round(at, 2), "width": round(width, 2)})
			at += width
		out.append({"label": label, "total": total, "segments": segments})
	return out


def shown(value, fieldtype="Data"):
	"""A value as people read it; nothing where there is none."""
	if value is None or value == "":
		return ""
	if isinstance(value, date | datetime):
		return day(value)
	if fieldtype == "Percent":
		return f"{value:.1f} %"
	return f"{value:g}" if isinstance(value, float) else str(value)


def day(value):
	return f"{getdate(value):%d %b %Y}" if value else ""


def color(status):
	return COLORS.get(status, "gray")


def progress(goal):
	"""How far a Metric goal has come from its baseline to its target, from 0 to 100."""
	way = goal.target - goal.baseline
	return round(min(max((goal.current_value - goal.baseline) / way, 0), 1) * 100) if way else 0


def spark(goal):
	"""The readings of a Metric goal as a line in a small picture: its points, and the height of the target."""
	values = [goal.baseline, *(row.value for row in goal.readings)]
	low, high = min([*values, goal.target]), max([*values, goal.target])
	step = SPARK_WIDTH / max(len(values) - 1, 1)

	def height(value):
		share = (value - low) / (high - low) if high > low else 0.5
		return round(SPARK_HEIGHT - 3 - share * (SPARK_HEIGHT - 6), 1)

	points = [(round(number * step, 1), height(value)) for number, value in enumerate(values)]
	return {
		"width": SPARK_WIDTH,
		"height": SPARK_HEIGHT,
		"points": " ".join(f"{x},{y}" for x, y in points),
		"last": points[-1],
		"target": height(goal.target),
	}
