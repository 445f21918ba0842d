"""Who is mentioned in a text."""

import re
from html import unescape


def extract_mentions(txt):
	"""The users of all mentions in HTML."""
	users = []
	for tag in re.findall(r"<[^>]*\bclass=\"[^\"]*\bmention\b[^>]*>", txt or ""):
		attributes = dict(re.findall(r"([\w-]+)=\"([^\"]*)\"", tag))
		if attributes.get("data-is-group") == "true":
			raise NotImplementedError("mentions of user groups")
		users.append(unescape(attributes["data-id"]))
	return users
