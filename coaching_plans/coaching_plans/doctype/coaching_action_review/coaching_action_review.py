from coaching_plans.confidential import ConfidentialRow


class CoachingActionReview(ConfidentialRow):
	pass
