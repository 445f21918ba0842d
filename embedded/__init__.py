"""A small stand-in for the part of Frappe that the app calls, on SQLite; see `site.py`."""
