"""Translations of an app, from its `translations/*.csv` and `locale/*.po`."""

import ast
import csv
import functools
import os
import re

from ._state import local


def _(msg, lang=None, context=None):
	"""A text in the session's language, or in another."""
	text = msg if isinstance(msg, str) else str(msg)
	language = lang or local.lang or "en"
	if not text or language == "en":
		return text
	table = _table(language, tuple(local.installed_apps))
	stripped = text.strip()
	if context and (found := table.get(f"{stripped}:{context}")):
		return found
	return table.get(stripped) or text


class _LazyText(str):
	"""A text translated when it is shown."""

	def __str__(self):
		return _(str.__str__(self))


@functools.lru_cache(maxsize=32)
def _table(lang, apps):
	import frappe

	out = {}
	languages = [lang.split("-")[0], lang] if "-" in lang else [lang]
	for app in apps:
		for code in languages:
			try:
				folder = frappe.get_app_path(app)
			except (ImportError, TypeError):
				continue
			out.update(_csv(os.path.join(folder, "translations", f"{code}.csv")))
			out.update(_po(os.path.join(folder, "locale", f"{code.replace('-', '_')}.po")))
	return out


def _csv(path):
	if not os.path.exists(path):
		return {}
	with open(path, encoding="utf-8") as source:
		rows = [row for row in csv.reader(source) if len(row) >= 2]
	return {f"{row[0]}:{row[2]}" if len(row) > 2 and row[2] else row[0]: row[1] for row in rows}


def _po(path):
	if not os.path.exists(path):
		return {}
	out = {}
	with open(path, encoding="utf-8") as source:
		entries = re.split(r"\n\s*\n", source.read())
	for entry in entries:
		parts = {"msgctxt": "", "msgid": "", "msgstr": ""}
		current = None
		for line in entry.splitlines():
			if match := re.match(r'(msgctxt|msgid|msgstr)\s+(".*")\s*$', line):
				current = match.group(1)
				parts[current] = ast.literal_eval(match.group(2))
			elif line.startswith('"') and current:
				parts[current] += ast.literal_eval(line.strip())
		if parts["msgid"] and parts["msgstr"] and ", fuzzy" not in entry:
			key = f"{parts['msgid']}:{parts['msgctxt']}" if parts["msgctxt"] else parts["msgid"]
			out[key] = parts["msgstr"]
	return out
