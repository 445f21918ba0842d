"""The error for what the stand-in does not have."""


class Missing(NotImplementedError, AttributeError):
	"""Not in the stand-in. Also an AttributeError, so that `hasattr` and imports work as usual."""
