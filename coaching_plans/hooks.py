from coaching_plans.confidential_doctypes import CONFIDENTIAL as _confidential
from coaching_plans.confidential_doctypes import ROWS as _rows

app_name = "coaching_plans"
app_title = "Coaching Plans"
app_publisher = "Coaching Plans contributors"
app_description = "Regular, fair one-on-one coaching: plans, sessions, goals and who may see them"
app_email = "maintainers@coaching-plans.example"
app_license = "GPL-3.0-or-later"
required_apps = ["frappe/erpnext", "frappe/hrms"]

before_install = "coaching_plans.install.before_install"
after_install = "coaching_plans.install.after_install"
after_migrate = "coaching_plans.install.save_new_settings"
before_uninstall = "coaching_plans.uninstall.before_uninstall"

permission_query_conditions = dict.fromkeys(
	(*_confidential, *_rows), "coaching_plans.permissions.query_condition"
)
has_permission = dict.fromkeys(_confidential, "coaching_plans.permissions.in_circle")
permission_query_conditions |= {
	"Coaching Reminder": "coaching_plans.reminders.access.reminder_query",
	"Coaching Reminder Preference": "coaching_plans.reminders.access.preference_query",
}
has_permission |= {
	"Coaching Reminder": "coaching_plans.reminders.access.may_reminder",
	"Coaching Reminder Preference": "coaching_plans.reminders.access.may_preference",
}

doc_events = {
	"Appraisal": {
		"after_insert": "coaching_plans.overrides.appraisal.link_plans",
		"on_cancel": "coaching_plans.overrides.appraisal.unlink_plans",
		"on_trash": "coaching_plans.overrides.appraisal.unlink_plans",
	},
	"Employee": {"on_update": "coaching_plans.overrides.employee.follow_transfer"},
}

# Hourly, so that a missed hour is caught up; it acts once a day, from the hour set in Coaching Settings.
scheduler_events = {"hourly_long": ["coaching_plans.reminders.send_when_due"]}
default_log_clearing_doctypes = {"Coaching Reminder": 730}
