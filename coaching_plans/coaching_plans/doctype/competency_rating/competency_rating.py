from coaching_plans.confidential import ConfidentialRow


class CompetencyRating(ConfidentialRow):
	pass
