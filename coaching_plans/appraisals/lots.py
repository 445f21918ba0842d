"""What is made for many people of a cycle in the background: some at a time, with a progress bar, each lot committed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice

import frappe
from frappe import _

# Few are made while somebody waits; more are made in the background.
MADE_AT_ONCE = 30
LOT = 25

# What a controller, a permission and a unique key refuse with; the last is no ValidationError to Frappe.
REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.DuplicateEntryError)


def lock(appraisal_cycle: str) -> None:
	"""Let one run at a time make something for this cycle, until it commits.

	What another run has made meanwhile is seen by locking reads alone: others read what stood when the transaction began.
	"""
	frappe.db.get_value("Appraisal Cycle", appraisal_cycle, "name", for_update=True)


def filters_from(filters: str | dict | None) -> frappe._dict:
	"""What a call was narrowed to. Raises ValidationError for anything that is no set of filters."""
	try:
		found = frappe.parse_json(filters or None) or {}
	except ValueError:
		found = None
	if not isinstance(found, dict):
		frappe.throw(
			_("{0}: give the fields and their values as JSON, such as {1}.").format(
				frappe.bold(_("Filters")), '{"department": "Sales"}'
			)
		)
	return frappe._dict(found)


def job_id(what: str, appraisal_cycle: str, chosen_by: dict) -> str:
	"""The same for the same request of the same user alone, who gets one job for asking twice."""
	asked = frappe.as_json([frappe.session.user, chosen_by])
	return f"coaching_plans||{what}||{appraisal_cycle}||{sha256(asked.encode()).hexdigest()}"


def count_reasons(left_out: Sequence[dict]) -> dict[str, int]:
	return dict(Counter(row.reason for row in left_out))


@contextmanager
def refusal_counted(failed: Counter) -> Iterator[None]:
	"""Undo what the block did when it is refused, and count the reason, so that one refusal keeps out one person alone."""
	said = len(frappe.local.message_log)
	frappe.db.savepoint("one_of_many")
	try:
		yield
	except REFUSALS as refused:
		frappe.db.rollback(save_point="one_of_many")
		frappe.local.message_log = frappe.local.message_log[:said]
		failed[frappe.utils.strip_html(str(refused))] += 1


def work_through(
	appraisal_cycle: str, employees: Sequence[str], make: Callable[[str, list[str], Counter], int], title: str
) -> tuple[int, dict[str, int]]:
	"""How many `make` made for the employees, and the reasons with which it was refused, counted.

	`make` gets the cycle, some of the employees and the counter for its refusals. A stop loses no lot and repeats none.
	"""
	failed: Counter = Counter()
	created, done = 0, 0
	for lot in _lots(employees):
		frappe.db.commit()
		lock(appraisal_cycle)
		created += make(appraisal_cycle, lot, failed)
		done += len(lot)
		frappe.db.commit()
		frappe.publish_progress(
			done * 100 / len(employees),
			title=title,
			doctype="Appraisal Cycle",
			docname=appraisal_cycle,
			description=_("{0} of {1}").format(done, len(employees)),
		)
	return created, dict(failed)


def tell(event: str, appraisal_cycle: str, created: int, left_out: dict[str, int], user: str) -> None:
	"""Tell the desk of the user who began it what became of it."""
	message = {"created": created, "left_out": left_out, "appraisal_cycle": appraisal_cycle}
	frappe.publish_realtime(event, message, user=user)


def _lots(employees: Sequence[str]) -> Iterator[list[str]]:
	rest = iter(employees)
	while lot := list(islice(rest, LOT)):
		yield lot
