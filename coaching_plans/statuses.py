"""Which statuses mean that something is still going on. Plain values, for all who ask."""

OPEN_STATUSES = ("Draft", "Proposed", "Active")
LOCKED_STATUSES = ("Completed", "Closed")

# A replanned goal is still pursued: it waits for new actions.
LIVE_STATUSES = ("Open", "Replanned")
OPEN_ACTION_STATUSES = ("Proposed", "Agreed")


def was_agreed(plan):
	"""Over the columns of plans, those that both sides agreed to: until a plan is accepted its goals are a proposal
	(rule 1), and so they are where it was closed before. Of an imported plan it need not be known when it was."""
	known = plan.accepted_on.isnotnull() | (plan.imported == 1)
	return plan.status.isin(("Active", "Completed")) | ((plan.status == "Closed") & known)
