"""Types that apps import from Frappe: the attribute dict and the names of field types."""

from . import DF
from .frappedict import _dict

__all__ = ["DF", "_dict"]
