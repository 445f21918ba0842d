"""Coaching plans, 1:1 sessions and competency discussions for Frappe HR."""

__version__ = "0.1.0"
