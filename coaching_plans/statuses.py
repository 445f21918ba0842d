"""Which statuses mean that something is still going on. Plain values, for all who ask."""

OPEN_STATUSES = ("Draft", "Proposed", "Active")
LOCKED_STATUSES = ("Completed", "Closed")
# What both sides agreed to: until a plan is accepted, its goals are a proposal (rule 1).
AGREED_STATUSES = ("Active", *LOCKED_STATUSES)

# A replanned goal is still pursued: it waits for new actions.
LIVE_STATUSES = ("Open", "Replanned")
OPEN_ACTION_STATUSES = ("Proposed", "Agreed")
