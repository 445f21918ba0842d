"""Which statuses mean that something is still going on. Plain values, for all who ask."""

OPEN_STATUSES = ("Draft", "Proposed", "Active")
LOCKED_STATUSES = ("Completed", "Closed")

# A replanned goal is still pursued: it waits for new actions.
LIVE_STATUSES = ("Open", "Replanned")
OPEN_ACTION_STATUSES = ("Proposed", "Agreed")
