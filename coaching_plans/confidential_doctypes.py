"""Which DocTypes are confidential. Plain data, so that hooks.py can read it before Frappe is ready."""

# Each DocType of the circle, with the link field (and its DocType) that leads to the record it belongs to.
PARENT_LINK = {
	"Coaching Plan": None,
	"Coaching Goal": ("plan", "Coaching Plan"),
	"Coaching Action": ("goal", "Coaching Goal"),
	"Coaching Session": None,
}
CONFIDENTIAL = tuple(PARENT_LINK)

# Child tables: a row is seen by whoever sees the record that it stands in.
ROWS = {
	"Coaching Support": "Coaching Plan",
	"Coaching Milestone": "Coaching Plan",
	"Coaching Metric Reading": "Coaching Goal",
	"Coaching Agenda Item": "Coaching Session",
	"Coaching Action Review": "Coaching Session",
	"Coaching Session Reading": "Coaching Session",
	"Coaching Barrier": "Coaching Session",
}
