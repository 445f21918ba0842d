"""Terms that Frappe adds to PyPika."""

from pypika.terms import Term, ValueWrapper


class ConstantColumn(Term):
	"""A constant as a column."""

	alias = None

	def __init__(self, value):
		self.value = value
		super().__init__()

	def get_sql(self, quote_char=None, **kwargs):
		from pypika.utils import format_alias_sql

		kwargs.pop("with_alias", None)
		return format_alias_sql(
			ValueWrapper(self.value).get_sql(quote_char=quote_char),
			self.alias or self.value,
			quote_char=quote_char,
			**kwargs,
		)
