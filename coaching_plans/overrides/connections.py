"""Coaching among the connections of forms of ERPNext and HRMS. What they count is `desk_calls.get_open_count`'s matter:
the records that their reader can list."""

from frappe import _

OF_A_PERSON = ("Coaching Plan", "Coaching Session", "Competency Assessment")


def of_employee(data: dict) -> dict:
	"""Hook `override_doctype_dashboards`: the form's dashboard data with the coaching of the employee."""
	return _connected(data, OF_A_PERSON, "mentee")


def of_appraisal_cycle(data: dict) -> dict:
	"""As `of_employee`, with the coaching that falls into the cycle."""
	return _connected(data, OF_A_PERSON, "appraisal_cycle")


def of_appraisal(data: dict) -> dict:
	"""As `of_employee`, with the plans that the appraisal looks back on."""
	return _connected(data, ("Coaching Plan",), "appraisal")


def _connected(data: dict, doctypes: tuple[str, ...], fieldname: str) -> dict:
	data["transactions"] = [*data.get("transactions", ()), {"label": _("Coaching"), "items": [*doctypes]}]
	data["non_standard_fieldnames"] = dict(data.get("non_standard_fieldnames") or {}) | dict.fromkeys(
		doctypes, fieldname
	)
	# Without one, the desk shows no connections at all.
	data["fieldname"] = data.get("fieldname") or fieldname
	return data
