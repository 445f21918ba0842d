"""A dict whose keys are read and written as attributes too."""


class _dict(dict):
	"""Missing keys read as None through an attribute, as callers of Frappe expect."""

	__slots__ = ()
	__setattr__ = dict.__setitem__
	__delattr__ = dict.__delitem__

	def __getattr__(self, key):
		if key.startswith("__") and key.endswith("__"):
			raise AttributeError(key)
		return self.get(key)

	def __getstate__(self):
		return dict(self)

	def __setstate__(self, state):
		self.update(state)

	def update(self, other=(), **kwargs):
		"""Update, and return itself so that calls chain."""
		super().update(other, **kwargs)
		return self

	def copy(self):
		return _dict(self)
