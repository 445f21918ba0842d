"""Small things shared by the database modules, under Frappe's names for them."""

EmptyQueryValues = object()
FallBackDateTimeStr = "0001-01-01 00:00:00.000000"
DefaultOrderBy = "KEEP_DEFAULT_ORDERING"
NestedSetHierarchy = (
	"ancestors of",
	"descendants of",
	"descendants of (inclusive)",
	"not ancestors of",
	"not descendants of",
)


class CallbackManager:
	"""Functions to run once, at the next commit or rollback."""

	def __init__(self):
		self._functions = []

	def add(self, function):
		self._functions.append(function)

	__call__ = add

	def run(self):
		while self._functions:
			self._functions.pop(0)()

	def reset(self):
		self._functions.clear()
