"""Which DocTypes are confidential. Plain data, so that hooks.py can read it before Frappe is ready."""

# Each DocType of the circle, with the link field (and its DocType) that leads to the record it belongs to.
PARENT_LINK = {
	"Coaching Plan": None,
	"Coaching Goal": ("plan", "Coaching Plan"),
	"Coaching Action": ("goal", "Coaching Goal"),
	"Coaching Session": None,
	"Competency Assessment": None,
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
	"Competency Rating": "Competency Assessment",
	"Development Barrier": "Competency Assessment",
	"Development Activity": "Competency Assessment",
}

# Seen by whoever wrote it and by nobody else; with the links to what it is about, one of which it has at least.
PRIVATE = {"Coaching Note": {"session": "Coaching Session", "plan": "Coaching Plan"}}

# Of one person as well, judged where they are kept; the roads that go past permissions are closed to them too.
PERSONAL = ("Coaching Reminder", "Coaching Reminder Preference")

# Every DocType whose records and rows are not for all who may open its list.
CLOSED = frozenset((*CONFIDENTIAL, *PRIVATE, *ROWS))

# What Frappe hangs on records of any DocType, with the fields that say on which: as closed as the record itself.
CARRIERS = {
	"Access Log": ("export_from", "reference_document"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Deleted Document": ("deleted_doctype", "deleted_name"),
	"Discussion Topic": ("reference_doctype", "reference_docname"),
	"DocShare": ("share_doctype", "share_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Document Share Key": ("reference_doctype", "reference_docname"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Integration Request": ("reference_doctype", "reference_docname"),
	"Milestone": ("reference_type", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Reminder": ("reminder_doctype", "reminder_docname"),
	"Submission Queue": ("ref_doctype", "ref_docname"),
	"Tag Link": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
}

# What a list, count or search of any DocType leaves in or out by what each row belongs to.
SCOPED = frozenset((*CLOSED, *PERSONAL, *CARRIERS))

# What is kept of an import; read by who made it where it is of confidential records.
IMPORTS = ("Data Import", "Data Import Log")

# What can be set up to act on every record of a DocType, with the field that names that DocType.
ACTING = {
	"Assignment Rule": "document_type",
	"Auto Repeat": "reference_doctype",
	"Document Naming Rule": "document_type",
	"Document Share Key": "reference_doctype",
	"Energy Point Rule": "reference_doctype",
	"Milestone Tracker": "document_type",
	"Notification": "document_type",
	"Tag Link": "document_type",
	"Web Form": "doc_type",
	"Webhook": "webhook_doctype",
	"Workflow": "document_type",
}
# What runs a report as somebody else, or keeps its result, with the field that names the report.
REPORTING = {"Auto Email Report": "report", "Prepared Report": "report_name"}
