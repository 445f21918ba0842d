"""MariaDB's SQL, as apps write it for Frappe, rewritten for SQLite."""

import re
from functools import lru_cache

TOKEN = re.compile(
	r"""
	(?P<string>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*")
	|(?P<identifier>`[^`]*`)
	|(?P<comment>/\*.*?\*/|--[ ][^\n]*|\#[^\n]*)
	|(?P<named>%\((?P<key>\w+)\)s)
	|(?P<positional>%s)
	|(?P<percent>%%)
	|(?P<nullsafe><=>)
	|(?P<divide>/)
	|(?P<word>[A-Za-z_]\w*)
	""",
	re.VERBOSE | re.DOTALL,
)
LOCKING = re.compile(
	r"\s+(?:for\s+update(?:\s+(?:nowait|skip\s+locked))?|lock\s+in\s+share\s+mode)\s*$", re.I
)
INDEX_HINT = re.compile(r"\b(?:force|use|ignore)\s+index\s*\([^)]*\)", re.I)
INTERVAL = re.compile(r"\binterval\s+(.+?)\s+(second|minute|hour|day|week|month|quarter|year)\b", re.I)
INTERVAL_STRING = re.compile(r"\binterval\s+'(-?\d+)\s+(\w+)'", re.I)
UNIT_FIRST = re.compile(r"\b(timestampdiff|timestampadd)\s*\(\s*(\w+)\s*,", re.I)
SEPARATOR = re.compile(r"\s+separator\s+('(?:[^']|'')*')", re.I)
GROUP_CONCAT_DISTINCT = re.compile(r"group_concat\s*\(\s*distinct\s+([^()]+?)\s+separator\s+','\s*\)", re.I)
IGNORE = re.compile(r"^\s*insert\s+ignore\b", re.I)
SIGNED = re.compile(r"\bas\s+(?:un)?signed(?:\s+integer)?\s*\)", re.I)
CHARACTER = re.compile(r"\bas\s+char(?:\(\d+\))?\s*\)", re.I)

# functions that exist under another name
RENAMED = {"greatest": "max", "least": "min", "lcase": "lower", "ucase": "upper", "mid": "substr"}
# functions whose name is a keyword in SQLite
SHADOWED = {
	"left": "_left",
	"right": "_right",
	"replace": "_replace",
	"if": "_if",
	"date": "_date",
	"time": "_time",
}
NILADIC = {"current_timestamp": "now()", "localtime": "now()"}
UNESCAPE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "Z": "\x1a"}


@lru_cache(maxsize=8192)
def translate(query, has_values):
	"""Return the pieces of the statement around its placeholders, the placeholders' keys, and the whole.

	Keys are positions for `%s` and names for `%(name)s`. Without values a percent sign is only a percent
	sign, as in the driver that Frappe uses.
	"""
	query = LOCKING.sub("", query.strip().rstrip(";"))
	query = IGNORE.sub("insert or ignore", query)
	if "index" in query.lower():
		query = INDEX_HINT.sub("", query)
	if "interval" in query.lower():
		query = INTERVAL_STRING.sub(r"interval \1 \2", query)
		query = INTERVAL.sub(r"\1, '\2'", query)
	if "group_concat" in query.lower():
		query = GROUP_CONCAT_DISTINCT.sub(r"group_concat(distinct \1)", query)
		query = SEPARATOR.sub(r", \1", query)
	query = UNIT_FIRST.sub(r"\1('\2',", query)
	query = CHARACTER.sub("as text)", SIGNED.sub("as integer)", query))

	pieces, keys, buffer, at, position = [], [], [], 0, 0
	for match in TOKEN.finditer(query):
		kind = match.lastgroup if match.lastgroup != "key" else "named"
		if match.group("named"):
			kind = "named"
		buffer.append(query[at : match.start()])
		at = match.end()
		text = match.group()
		if kind == "named" and has_values:
			pieces.append("".join(buffer))
			buffer = []
			keys.append(match.group("key"))
		elif kind == "positional" and has_values:
			pieces.append("".join(buffer))
			buffer = []
			keys.append(position)
			position += 1
		elif kind == "percent" and has_values:
			buffer.append("%")
		elif kind == "string":
			buffer.append(_string(text, has_values))
		elif kind == "comment":
			buffer.append(" ")
		elif kind == "nullsafe":
			buffer.append(" is ")
		elif kind == "divide":
			buffer.append("* 1.0 /")
		elif kind == "word":
			buffer.append(_word(text, query, at))
		else:
			buffer.append(text)
	buffer.append(query[at:])
	pieces.append("".join(buffer))
	return tuple(pieces), tuple(keys), "?".join(pieces)


def _string(text, has_values):
	body, quote = text[1:-1], text[0]
	body = body.replace(quote * 2, quote)
	if "\\" in body:
		body = re.sub(
			r"\\(.)",
			lambda m: m.group() if m.group(1) in "%_" else UNESCAPE.get(m.group(1), m.group(1)),
			body,
			flags=re.DOTALL,
		)
	if has_values:
		body = body.replace("%%", "%")
	return "'" + body.replace("'", "''") + "'"


def _word(text, query, at):
	lowered = text.lower()
	called = query[at : at + 1] == "("
	if called and lowered in RENAMED:
		return RENAMED[lowered]
	if called and lowered in SHADOWED:
		return SHADOWED[lowered]
	if not called and lowered in NILADIC:
		return NILADIC[lowered]
	if lowered in ("rlike",):
		return "regexp"
	if lowered == "div":
		return "/"
	return text
