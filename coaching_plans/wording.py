"""Whether a text says anything to its reader. Plain values, for all who ask for a text."""

import html
import re
import unicodedata

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# Signs that show nothing: control, format (zero-width ones among them), separators.
_UNSEEN = ("C", "Z")


def says_something(text: str | None) -> bool:
	"""False for nothing, blanks, and tags or signs around nothing: `<p></p>`, `&nbsp;`, a zero-width space."""
	shown = html.unescape(_TAG.sub("", str(text or "")))
	return any(unicodedata.category(sign)[0] not in _UNSEEN for sign in shown)
