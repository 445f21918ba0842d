from coaching_plans.confidential import ConfidentialRow


class DevelopmentActivity(ConfidentialRow):
	pass
