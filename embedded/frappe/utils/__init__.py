"""`frappe.utils`: dates, numbers and text."""

from frappe._missing import Missing

from .data import *
from .data import _dict
from .dates import *
from .text import *


def __getattr__(name):
	if name.startswith("__"):
		raise AttributeError(name)
	raise Missing(f"frappe.utils.{name}")
