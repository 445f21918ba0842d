from coaching_plans.confidential import ConfidentialRow


class CoachingSessionReading(ConfidentialRow):
	"""`value` is text: Frappe keeps an empty number as 0, and no reading is not a reading of 0."""
