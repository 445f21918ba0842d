"""The part of ERPNext's people records that the app meets."""

__version__ = "15.0.0"
