from frappe import __version__ as _version_of_frappe

from coaching_plans import confidential_doctypes as _doctypes
from coaching_plans.refusals import REPLACED as _replaced

app_name = "coaching_plans"
app_title = "Coaching Plans"
app_publisher = "Coaching Plans contributors"
app_description = "Regular, fair one-on-one coaching: plans, sessions, goals and who may see them"
app_email = "maintainers@coaching-plans.example"
app_license = "GPL-3.0-or-later"
required_apps = ["frappe/erpnext", "frappe/hrms"]

# The desk moved with version 16, which also reads desktop_icon/ and workspace_sidebar/.
app_logo_url = "/assets/coaching_plans/images/coaching-logo.svg"
app_home = "/app/coaching" if _version_of_frappe.startswith("15.") else "/desk/coaching"
add_to_apps_screen = [
	{
		"name": app_name,
		"logo": app_logo_url,
		"title": app_title,
		"route": app_home,
		"has_permission": "coaching_plans.desk.is_shown_to_user",
	}
]

before_install = "coaching_plans.install.before_install"
after_install = "coaching_plans.install.after_install"
after_migrate = ["coaching_plans.install.add_indexes", "coaching_plans.install.save_new_settings"]
before_uninstall = "coaching_plans.uninstall.before_uninstall"

app_include_js = "coaching.bundle.js"
app_include_css = "coaching.bundle.css"
doctype_js = {
	"Appraisal": "public/js/appraisal.js",
	"Appraisal Cycle": "public/js/appraisal_cycle.js",
	"Coaching Plan": "public/js/private_notes.js",
	"Coaching Session": "public/js/private_notes.js",
	"Employee": "public/js/employee.js",
}
override_doctype_dashboards = {
	"Appraisal": "coaching_plans.overrides.connections.of_appraisal",
	"Appraisal Cycle": "coaching_plans.overrides.connections.of_appraisal_cycle",
	"Employee": "coaching_plans.overrides.connections.of_employee",
}
calendars = ["Coaching Session"]
extend_bootinfo = "coaching_plans.desk.extend_bootinfo"

# --- confidentiality; docs/permissions.md says what each of these is for ---

before_request = ["coaching_plans.guard.check_request"]
override_whitelisted_methods = dict(_replaced)
standard_queries = dict.fromkeys(
	(*_doctypes.CLOSED, *_doctypes.PERSONAL, *_doctypes.CARRIERS, *_doctypes.IMPORTS),
	"coaching_plans.search.find",
)

permission_query_conditions = dict.fromkeys(
	_doctypes.CLOSED, "coaching_plans.permissions.query_condition"
) | dict.fromkeys(_doctypes.CARRIERS, "coaching_plans.overrides.carriers.query_condition")
has_permission = dict.fromkeys(
	(*_doctypes.CONFIDENTIAL, *_doctypes.PRIVATE), "coaching_plans.permissions.in_circle"
) | dict.fromkeys(_doctypes.CARRIERS, "coaching_plans.overrides.carriers.has_permission")
has_permission["File"] = "coaching_plans.overrides.file.has_permission"
permission_query_conditions |= {
	"Coaching Reminder": "coaching_plans.reminders.access.reminder_query",
	"Coaching Reminder Preference": "coaching_plans.reminders.access.preference_query",
}
has_permission |= {
	"Coaching Reminder": "coaching_plans.reminders.access.may_reminder",
	"Coaching Reminder Preference": "coaching_plans.reminders.access.may_preference",
}

permission_query_conditions |= dict.fromkeys(
	_doctypes.IMPORTS, "coaching_plans.overrides.data_import.query_condition"
)
has_permission |= dict.fromkeys(_doctypes.IMPORTS, "coaching_plans.overrides.data_import.has_permission")

doc_events = {
	"*": {
		"before_insert": "coaching_plans.overrides.carriers.notify_nobody",
		"before_print": "coaching_plans.overrides.carriers.refuse_print",
		"before_validate": "coaching_plans.overrides.carriers.notify_nobody",
		"on_change": "coaching_plans.overrides.carriers.notify_nobody",
		"on_trash": "coaching_plans.overrides.carriers.keep_no_word",
		"validate": [
			"coaching_plans.overrides.carriers.refuse_reference",
			"coaching_plans.overrides.file.refuse_urls",
		],
	},
	"Appraisal": {
		"after_insert": "coaching_plans.overrides.appraisal.link_plans",
		"on_cancel": "coaching_plans.overrides.appraisal.unlink_plans",
		"on_trash": "coaching_plans.overrides.appraisal.unlink_plans",
	},
	"Appraisal Cycle": {"on_update": "coaching_plans.overrides.appraisal_cycle.follow"},
	"Employee": {
		"onload": "coaching_plans.desk.tell_employee_form",
		"on_update": "coaching_plans.overrides.employee.follow_transfer",
	},
	"Comment": {"validate": "coaching_plans.overrides.notices.validate_comment"},
	"Custom Field": {"validate": "coaching_plans.overrides.setup_records.validate_custom_field"},
	"Dashboard Chart": {"validate": "coaching_plans.overrides.setup_records.validate_chart"},
	"Data Import": {"validate": "coaching_plans.overrides.data_import.validate"},
	"Document Follow": {"after_insert": "coaching_plans.overrides.notices.unfollow"},
	"File": {"validate": "coaching_plans.overrides.file.validate"},
	"Kanban Board": {"validate": "coaching_plans.overrides.notices.keep_no_order"},
	"Notification Log": {"before_insert": "coaching_plans.overrides.notices.word_neutrally"},
	"Personal Data Deletion Request": {"on_change": "coaching_plans.data_protection.follow_deletion_request"},
	"Personal Data Download Request": {
		"validate": "coaching_plans.data_protection.validate_download_request"
	},
	"Property Setter": {"validate": "coaching_plans.overrides.setup_records.validate_property"},
	"Report": {"validate": "coaching_plans.overrides.setup_records.validate_report"},
	"ToDo": {"validate": "coaching_plans.overrides.notices.validate_todo"},
	**{
		doctype: {"validate": "coaching_plans.overrides.setup_records.refuse"}
		for doctype in (*_doctypes.ACTING, *_doctypes.REPORTING)
	},
}

# Hourly, so that a missed hour is caught up; it acts once a day, from the hour set in Coaching Settings.
scheduler_events = {
	"daily": ["coaching_plans.coaching_plans.doctype.coaching_plan.roll_ups.leave_behind_what_has_passed"],
	"daily_long": ["coaching_plans.data_protection.erase_of_those_gone"],
	"hourly_long": ["coaching_plans.reminders.send_when_due"],
}
default_log_clearing_doctypes = {"Coaching Reminder": 730}
