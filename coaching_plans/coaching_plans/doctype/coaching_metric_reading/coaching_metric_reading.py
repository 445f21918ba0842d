from coaching_plans.confidential import ConfidentialRow


class CoachingMetricReading(ConfidentialRow):
	pass
