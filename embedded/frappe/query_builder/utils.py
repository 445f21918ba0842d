"""Helpers some apps import from here."""

from frappe._missing import Missing

from .builder import DocType

__all__ = ["DocType"]


def __getattr__(name):
	if name.startswith("__"):
		raise AttributeError(name)
	raise Missing(f"frappe.query_builder.utils.{name}")
