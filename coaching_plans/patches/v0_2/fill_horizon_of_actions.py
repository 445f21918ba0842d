import frappe


def execute():
	"""Actions carry the horizon of their goal, so that lists tell the mentee's own Long Term ones apart (rule 8)."""
	for horizon in ("Short Term", "Mid Term", "Long Term"):
		goals = frappe.get_all("Coaching Goal", {"horizon": horizon}, pluck="name")
		if goals:
			frappe.db.set_value(
				"Coaching Action", {"goal": ("in", goals)}, "horizon", horizon, update_modified=False
			)
