"""Tables and columns for DocTypes."""

TYPE_MAP = {
	"Currency": ("decimal", "21,9"), "Int": ("int", "11"), "Long Int": ("bigint", "20"),
	"Float": ("decimal", "21,9"), "Percent": ("decimal", "21,9"), "Check": ("tinyint", 4),
	"Small Text": ("text", ""), "Long Text": ("longtext", ""), "Code": ("longtext", ""),
	"Text Editor": ("longtext", ""), "Markdown Editor": ("longtext", ""), "HTML Editor": ("longtext", ""),
	"Date": ("date", ""), "Datetime": ("datetime", 6), "Time": ("time", 6), "Text": ("text", ""),
	"Data": ("varchar", 140), "Link": ("varchar", 140), "Dynamic Link": ("varchar", 140),
	"Password": ("text", ""), "Select": ("varchar", 140), "Rating": ("decimal", "3,2"),
	"Read Only": ("varchar", 140), "Attach": ("text", ""), "Attach Image": ("text", ""),
	"Signature": ("longtext", ""), "Color": ("varchar", 140), "Barcode": ("longtext", ""),
	"Geolocation": ("longtext", ""), "Duration": ("decimal", "21,9"), "Icon": ("varchar", 140),
	"Phone": ("varchar", 140), "Autocomplete": ("varchar", 140), "JSON": ("longtext", ""),
}  # fmt: skip
DECLARED = {"decimal": "REAL", "int": "INTEGER", "bigint": "INTEGER", "tinyint": "INTEGER"}
NUMBERS = ("REAL", "INTEGER")
STANDARD = (
	"`name` TEXT COLLATE NOCASE PRIMARY KEY, `creation` DATETIME, `modified` DATETIME, "
	"`modified_by` TEXT COLLATE NOCASE, `owner` TEXT COLLATE NOCASE, "
	"`docstatus` INTEGER NOT NULL DEFAULT 0, `idx` INTEGER NOT NULL DEFAULT 0"
)
CHILD = "`parent` TEXT COLLATE NOCASE, `parentfield` TEXT COLLATE NOCASE, `parenttype` TEXT COLLATE NOCASE"
OPTIONAL = "`_user_tags` TEXT, `_comments` TEXT, `_assign` TEXT, `_liked_by` TEXT"


def column_type(fieldtype):
	"""The declared SQLite type, or None for fields without a column."""
	entry = TYPE_MAP.get(fieldtype)
	if not entry:
		return None
	kind = entry[0]
	if kind in ("date", "datetime", "time"):
		return kind.upper()
	return DECLARED.get(kind, "TEXT COLLATE NOCASE")


def column(df):
	"""The definition of one field's column."""
	kind = column_type(df.get("fieldtype"))
	if not kind or df.get("is_virtual"):
		return None
	text = f"`{df['fieldname']}` {kind}"
	if kind in NUMBERS:
		default = df.get("default")
		text += f" NOT NULL DEFAULT {_number(default)}"
	elif df.get("default") and kind.startswith("TEXT") and not str(df["default"]).startswith((":", "__")):
		text += " DEFAULT '" + str(df["default"]).replace("'", "''") + "'"
	return text


def _number(value):
	try:
		return float(value) if "." in str(value) else int(value)
	except (TypeError, ValueError):
		return 0


def updatedb(connection, definition):
	"""Create a DocType's table, or add the columns it lacks."""
	if definition.get("issingle") or definition.get("is_virtual"):
		return
	table = f"tab{definition['name']}"
	existing = {row[1] for row in connection.execute(f"PRAGMA table_info(`{table}`)")}
	columns = {df["fieldname"]: column(df) for df in definition["fields"] if df.get("fieldname")}
	columns = {name: text for name, text in columns.items() if text}
	if not existing:
		parts = [STANDARD]
		if definition.get("istable"):
			parts.append(CHILD)
		else:
			parts.append(OPTIONAL)
			if definition.get("track_seen"):
				parts.append("`_seen` TEXT")
		parts.extend(columns.values())
		connection.execute(f"CREATE TABLE `{table}` ({', '.join(parts)})")
		if definition.get("istable"):
			connection.execute(f"CREATE INDEX `{table}.parent` ON `{table}` (`parent`)")
		else:
			connection.execute(f"CREATE INDEX `{table}.modified` ON `{table}` (`modified`)")
	for name, text in columns.items():
		if existing and name not in existing:
			connection.execute(f"ALTER TABLE `{table}` ADD COLUMN {text}")
	for df in definition["fields"]:
		if df.get("fieldname") not in columns:
			continue
		name = df["fieldname"]
		if df.get("unique"):
			connection.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS `{table}.{name}` ON `{table}` (`{name}`)")
		elif df.get("search_index"):
			connection.execute(f"CREATE INDEX IF NOT EXISTS `{table}.{name}_index` ON `{table}` (`{name}`)")


SYSTEM_TABLES = (
	"CREATE TABLE IF NOT EXISTS `tabSeries` (`name` TEXT PRIMARY KEY, `current` INTEGER NOT NULL DEFAULT 0)",
	"CREATE TABLE IF NOT EXISTS `tabSingles` (`doctype` TEXT, `field` TEXT, `value` TEXT)",
	"CREATE INDEX IF NOT EXISTS `tabSingles.doctype` ON `tabSingles` (`doctype`, `field`)",
	"CREATE TABLE IF NOT EXISTS `tabDefaultValue` (`name` TEXT PRIMARY KEY, `parent` TEXT, `parenttype` TEXT, "
	"`parentfield` TEXT, `defkey` TEXT, `defvalue` TEXT, `creation` DATETIME)",
	"CREATE TABLE IF NOT EXISTS `__Auth` (`doctype` TEXT, `name` TEXT, `fieldname` TEXT, `password` TEXT, "
	"`encrypted` INTEGER, PRIMARY KEY (`doctype`, `name`, `fieldname`))",
	"CREATE TABLE IF NOT EXISTS `__global_search` (`doctype` TEXT, `name` TEXT, `title` TEXT, `content` TEXT)",
)
