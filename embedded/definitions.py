"""The DocTypes that the stand-in brings: read from `doctypes/*.json`, written there in a short form.

A field is one line, `fieldname: Fieldtype(options) flag flag=value`; a rule is a role and a letter a right
(r read, w write, C create, d delete, S submit, X cancel, a amend, p print, M email, R report, I import, E export,
H share, L select), for a permission level above 0 the role is written `Role@1`.
"""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "doctypes"
FIELD = re.compile(
	r"^(?P<name>\w+): (?P<type>[A-Z][A-Za-z ]*?)(?:\((?P<options>[^)]*)\))?(?P<flags>(?: [a-z_]+(?:=(?:'[^']*'|\S+))?)*)$"
)
FLAG = re.compile(r"([a-z_]+)(?:=('[^']*'|\S+))?")
LETTERS = {
	"r": "read", "w": "write", "C": "create", "d": "delete", "S": "submit", "X": "cancel", "a": "amend", "p": "print",
	"M": "email", "R": "report", "I": "import", "E": "export", "H": "share", "L": "select",
}  # fmt: skip
FLAGS = {"index": "search_index", "virtual": "is_virtual"}
BOOTSTRAP = (
	"DocType",
	"DocField",
	"DocPerm",
	"DocType Link",
	"DocType Action",
	"DocType State",
	"Custom DocPerm",
	"Property Setter",
	"Custom Field",
)


def load():
	"""All definitions, in full form, core ones first."""
	written = [
		entry for name in ("core", "hosts") for entry in json.loads((FOLDER / f"{name}.json").read_text())
	]
	fields = {entry["name"]: entry["fields"] for entry in written}
	out = []
	for entry in written:
		lines = entry["fields"] + (fields[entry["extends"]] if entry.get("extends") else [])
		entry["fields"] = [field(line) for line in lines]
		entry["permissions"] = [rule(role, letters) for role, letters in entry.get("permissions", {}).items()]
		entry.setdefault("app", "frappe")
		entry.setdefault("sort_field", "modified")
		entry.setdefault("sort_order", "DESC")
		out.append(entry)
	return out


def field(line):
	"""One field from its line."""
	match = FIELD.match(line)
	if not match:
		raise ValueError(f"cannot read the field {line!r}")
	name, kind = match["name"], match["type"].strip()
	df = {"fieldname": name, "fieldtype": kind, "label": name.replace("_", " ").title()}
	if match["options"] is not None:
		df["options"] = match["options"].replace("|", "\n") if kind == "Select" else match["options"]
	for flag, value in FLAG.findall(match["flags"]):
		df[FLAGS.get(flag, flag)] = value.strip("'") if value else 1
	if "permlevel" in df:
		df["permlevel"] = int(df["permlevel"])
	return df


def rule(role, letters):
	"""One permission rule from its letters."""
	role, _at, level = role.partition("@")
	return {"role": role, "permlevel": int(level or 0), **{LETTERS[letter]: 1 for letter in letters}}
