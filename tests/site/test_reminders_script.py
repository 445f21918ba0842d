"""The example in docs/reminders.md, run as Frappe runs a Server Script of the scheduler."""

import re
from pathlib import Path

from frappe.utils import add_days, getdate, today

from tests import bulk_organisation as bulk

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reminders.md"


def example() -> str:
	scripts = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
	return next(script for script in scripts if "frappe.call" in script)


def test_example_of_the_documentation_reminds_the_coach(site, monkeypatch):
	from frappe.utils import safe_exec

	organisation = bulk.organisation(12, getdate(today()))
	bulk.coaching(organisation)
	coach = organisation.manager_of(organisation.employees[8])
	user = site.db.get_value("Employee", coach, "user_id")
	site.get_doc("User", user).add_roles("Employee")
	site.db.set_value("Coaching Plan", {"name": ("like", "BULK-%")}, "accepted_on", None)
	site.db.set_value("Coaching Plan", "BULK-CP-00008", "accepted_on", add_days(today(), -7))
	monkeypatch.setattr(safe_exec, "is_safe_exec_enabled", lambda: True)
	for _run in range(2):
		safe_exec.safe_exec(example())
	(row,) = site.get_all("Coaching Reminder", filters={"status": "Waiting"}, fields=["*"])
	assert (row.user, row.kind, row.reference_name) == (user, "Custom", "BULK-CP-00008")
