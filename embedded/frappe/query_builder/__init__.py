"""`frappe.qb`: PyPika in MariaDB's dialect, with values passed apart from the statement."""

from pypika import AliasedQuery, Case, CustomFunction, Field, Interval, JoinType, Order, Query, Table
from pypika.terms import Criterion, ValueWrapper

from .builder import DocType, MariaDB, qb
from .terms import ParameterizedValueWrapper, SubQuery

__all__ = [
	"AliasedQuery", "Case", "Criterion", "CustomFunction", "DocType", "Field", "Interval", "JoinType", "MariaDB", "Order",
	"ParameterizedValueWrapper", "Query", "SubQuery", "Table", "ValueWrapper", "qb",
]  # fmt: skip
