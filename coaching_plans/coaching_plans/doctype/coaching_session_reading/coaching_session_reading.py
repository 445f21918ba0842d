from coaching_plans.confidential import ConfidentialRow


class CoachingSessionReading(ConfidentialRow):
	pass
