"""The demo as lines of text, for a terminal."""

from .demo_view import DEEDS

SHOWN = 15
COLUMNS = {
	"employee_name": "Employee",
	"department": "Department",
	"manager_name": "Manager",
	"plan_status": "Plan",
	"sessions": "Held/Due",
	"last_session_on": "Last",
	"next_session_on": "Next",
	"topics": "Topics",
	"actions": "Open/Overdue",
	"follow_through": "Followed",
	"coverage": "Coverage",
}
RIGHT = {"sessions", "topics", "actions", "follow_through"}


def coverage(view):
	"""The coverage report: title, its first rows in aligned columns, and its summary."""
	cells = [{name: cell(row, name) for name in COLUMNS} for row in view.rows[:SHOWN]]
	lines = [
		f"Appraisal Cycle Coverage: {view.cycle.name}",
		"",
		*table([COLUMNS, *cells]),
		f"... and {len(view.rows) - SHOWN} more" if len(view.rows) > SHOWN else "",
		"",
		*(f"{figure(each):>7}  {each['label']}" for each in view.summary),
	]
	return "\n".join(lines)


def cell(row, name):
	if name == "sessions":
		return f"{row['sessions_held']}/{row['sessions_due']}"
	if name == "topics":
		return f"{row['topics_covered']}/{row['topics_due']}"
	if name == "actions":
		return f"{row['open_actions']}/{row['overdue_actions']}"
	value = row[name]
	if value is None:
		return "-"
	return f"{value:.1f} %" if name == "follow_through" else str(value)


def table(rows):
	widths = {name: max(len(row[name]) for row in rows) for name in COLUMNS}
	lines = ["  ".join(aligned(row, name, widths[name]) for name in COLUMNS).rstrip() for row in rows]
	return [lines[0], "  ".join("-" * width for width in widths.values()), *lines[1:]]


def aligned(row, name, width):
	return row[name].rjust(width) if name in RIGHT else row[name].ljust(width)


def figure(each):
	return f"{each['value']} %" if each["datatype"] == "Percent" else str(each["value"])


def who_sees(view):
	"""What each onlooker gets when they ask for the plan and its records, a line each."""
	lines = [f"Who sees {view.plan.name}, the plan of {view.plan.mentee_name}:", ""]
	who = [(person.role, f"{person.name} ({person.designation})") for person in view.onlookers]
	roles, names = (max(len(each[column]) for each in who) for column in (0, 1))
	for (role, name), person in zip(who, view.onlookers, strict=True):
		lines.append(f"  {role:<{roles}}  {name:<{names}}  {sight(person)}")
	return "\n".join(lines)


def matrix(view):
	"""Who may do what to the plan, a line each."""
	width = max(map(len, view.matrix))
	lines = ["Who may do what to it:", "", f"  {'':<{width}}  {'  '.join(DEEDS)}"]
	for role, deeds in view.matrix.items():
		marks = "  ".join(f"{'yes' if deed in deeds else '-':<{len(deed)}}" for deed in DEEDS)
		lines.append(f"  {role:<{width}}  {marks}".rstrip())
	return "\n".join(lines)


def sight(person):
	"""What this person sees, in words."""
	if not any(person.counts.values()):
		return "nothing"
	counts = person.counts
	what = (
		f"{counts['Coaching Goal']} goals, {counts['Coaching Action']} actions, "
		f"{counts['Coaching Session']} sessions"
	)
	if person.standing == "Mentee":
		return f"{what}; changes what is theirs"
	return f"{what}; {'changes it' if person.may_write else 'reads it'}"
