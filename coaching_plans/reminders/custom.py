"""The one safe way for an administrator's own script to remind somebody: a line on their next digest.

So their language, their quiet days, one mail a day and "once only" hold for it as well; see docs/reminders.md.
"""

import frappe
from frappe import _
from frappe.utils import strip_html

from coaching_plans.reminders.delivery import waiting_row
from coaching_plans.reminders.digest import already_sent
from coaching_plans.reminders.kinds import CUSTOM
from coaching_plans.reminders.values import key_of

LONGEST_TEXT = 140


@frappe.whitelist(methods=["POST"])
def remind(user: str, doctype: str, name: str, text: str, occasion: str = "") -> bool:
	"""Put a line on the next digest of `user`: `text`, and a button that opens the record.

	Once for the same user, record and `occasion` (default: the text); False where it was asked for before. `text` goes
	into a mail, so it is a plain sentence that names no goal, rating or feedback (rule 21). For Server Scripts that the
	scheduler runs and for HR Managers. Raises PermissionError where the caller or `user` can't read the record.
	"""
	if frappe.session.user != "Administrator":
		frappe.only_for("HR Manager")
		_require_readable(doctype, name, frappe.session.user)
	_require_readable(doctype, name, user)
	text = strip_html(text or "").strip()
	if not text or len(text) > LONGEST_TEXT:
		frappe.throw(
			_("{0}: say in one sentence, of up to {1} characters, what is to be done.").format(
				frappe.bold(_("Text")), LONGEST_TEXT
			)
		)
	key = key_of(CUSTOM, user, doctype, name, occasion or text)
	if already_sent([key]):
		return False
	record = frappe.db.get_value(doctype, name, _circle_fields(doctype), as_dict=True) or {}
	waiting_row(
		key=key,
		user=user,
		reference_doctype=doctype,
		reference_name=name,
		reason=text,
		mentee=record.get("mentee"),
		company=record.get("company"),
	)
	return True


def _circle_fields(doctype: str) -> list[str]:
	meta = frappe.get_meta(doctype)
	return ["name", *(field for field in ("mentee", "company") if meta.has_field(field))]


def _require_readable(doctype: str, name: str, user: str):
	if not frappe.db.exists(doctype, name) or not frappe.has_permission(
		doctype, "read", doc=frappe.get_doc(doctype, name), user=user
	):
		frappe.throw(
			_("{0} can't read {1} {2}, so nobody reminds them of it.").format(user, _(doctype), name),
			frappe.PermissionError,
			title=_("Not Permitted"),
		)
