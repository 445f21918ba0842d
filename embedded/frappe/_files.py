"""Names of modules and files, and where they are."""

import importlib
import os
import re

from ._state import local

__all__ = ["get_app_path", "get_file_items", "get_module_path", "read_file", "scrub", "unscrub"]  # fmt: skip


def scrub(txt):
	"""A label as a name: lower case, underscores."""
	return str(txt or "").replace(" ", "_").replace("-", "_").lower()


def unscrub(txt):
	"""A name as a label."""
	return (txt or "").replace("_", " ").replace("-", " ").title()


def get_app_path(app_name, *joins):
	module = importlib.import_module(app_name)
	return os.path.join(os.path.dirname(os.path.abspath(module.__file__)), *joins)


def get_module_path(module, *joins):
	app = local.app_modules[scrub(module)]
	return get_app_path(app, scrub(module), *joins)


def read_file(path, raise_not_found=False, as_base64=False):
	if not os.path.exists(path):
		if raise_not_found:
			raise OSError(f"{path} Not Found")
		return None
	with open(path, encoding="utf-8") as source:
		return source.read()


def get_file_items(path, raise_not_found=False, ignore_empty_lines=True):
	"""The lines of a file that are no comment."""
	text = read_file(path, raise_not_found) or ""
	return [line.strip() for line in text.splitlines() if line.strip() and not re.match(r"\s*#", line)]
