from coaching_plans.confidential import ConfidentialRow


class CoachingSupport(ConfidentialRow):
	pass
