from coaching_plans.confidential import ConfidentialRow


class CoachingBarrier(ConfidentialRow):
	pass
