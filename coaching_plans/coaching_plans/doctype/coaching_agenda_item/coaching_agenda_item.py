from coaching_plans.confidential import ConfidentialRow


class CoachingAgendaItem(ConfidentialRow):
	pass
