from coaching_plans.confidential import ConfidentialRow


class CoachingMilestone(ConfidentialRow):
	pass
