from coaching_plans.confidential import ConfidentialRow


class DevelopmentBarrier(ConfidentialRow):
	pass
