"""DocTypes, roles and users of the contract tests: made once, since making a DocType commits, and removed at the end."""

import pytest

from tests.conftest import forget

CHILD, TARGET, PROBE, SLIP, OWNED, SETTING = (
	"Contract Row",
	"Contract Target",
	"Contract Probe",
	"Contract Slip",
	"Contract Owned",
	"Contract Setting",
)
READER, WRITER, LEVEL = "Contract Reader", "Contract Writer", "Contract Level One"
USERS = {
	"reader@contract.example": [READER],
	"writer@contract.example": [WRITER],
	"level@contract.example": [WRITER, LEVEL],
	"nobody@contract.example": [],
}
RIGHTS = (
	"select", "read", "write", "create", "delete", "submit", "cancel", "amend", "report", "print", "export", "share", "email",
)  # fmt: skip


def rule(role, *rights, **props):
	"""A permission rule with these rights and no other; a rule's own defaults would give more."""
	return {"role": role, **{right: int(right in rights) for right in RIGHTS}, **props}


def field(fieldname, fieldtype, options=None, **props):
	label = fieldname.replace("_", " ").title()
	return {"fieldname": fieldname, "fieldtype": fieldtype, "label": label, "options": options, **props}


def definitions():
	"""The DocTypes, in the order in which they can be made."""
	edit, lock = ("read", "write", "create", "delete", "report", "print"), ("submit", "cancel", "amend")
	admin = rule("System Manager", *edit)
	reader = rule(READER, "read", "report")
	writer = rule(WRITER, *edit)
	yield (
		TARGET,
		{
			"autoname": "field:title",
			"allow_rename": 1,
			"fields": [
				field("title", "Data", reqd=1, unique=1),
				field("note", "Small Text"),
				field("rate", "Float"),
				field("code", "Data", unique=1),
			],
			"permissions": [admin, reader, writer],
		},
	)
	yield (
		CHILD,
		{
			"istable": 1,
			"fields": [
				field("item", "Data", reqd=1),
				field("amount", "Int", non_negative=1, allow_on_submit=1),
				field("target", "Link", TARGET),
				field("target_note", "Small Text", fetch_from="target.note"),
				field("other_target", "Link", TARGET),
				field("answer", "Select", "\nYes\nNo"),
			],
		},
	)
	yield (
		PROBE,
		{
			"autoname": "CPR-.YYYY.-.#####",
			"track_changes": 1,
			"fields": [
				field("subject", "Data", reqd=1),
				field("status", "Select", "Draft\nOpen\nDone", default="Draft"),
				field("mood", "Select", "Good\nBad"),
				field("memo", "Data", no_copy=1),
				field("target", "Link", TARGET),
				field("target_note", "Small Text", fetch_from="target.note", read_only=1),
				field("target_rate", "Float", fetch_from="target.rate", fetch_if_empty=1),
				field("unguarded", "Link", TARGET, ignore_user_permissions=1),
				field("due", "Date", default="Today"),
				field("plain_date", "Date"),
				field("starts", "Datetime"),
				field("clock", "Time"),
				field("number", "Int", non_negative=1),
				field("amount", "Float"),
				field("share_of", "Percent"),
				field("flag", "Check"),
				field("author", "Link", "User", default="__user", ignore_user_permissions=1),
				field("constant", "Data", set_only_once=1),
				field("short", "Data", length=10),
				field("mail", "Data", "Email"),
				field("body", "Text Editor"),
				field("details", "Long Text"),
				field("shown", "Data", read_only=1),
				field("secret", "Data", permlevel=1),
				field("ref_type", "Link", "DocType"),
				field("ref_name", "Dynamic Link", "ref_type"),
				field("rows", "Table", CHILD),
			],
			"permissions": [
				admin,
				rule("System Manager", "read", "write", permlevel=1),
				reader,
				writer,
				rule(LEVEL, "read"),
				rule(LEVEL, "read", "write", permlevel=1),
			],
		},
	)
	yield (
		SLIP,
		{
			"is_submittable": 1,
			"autoname": "SLIP-.#####",
			"fields": [
				field("subject", "Data", reqd=1),
				field("remark", "Data", allow_on_submit=1),
				field("probe", "Link", PROBE),
				field("other", "Link", SLIP),
				field("rows", "Table", CHILD, allow_on_submit=1),
				field("fixed_rows", "Table", CHILD),
				field("amended_from", "Link", SLIP, no_copy=1, read_only=1),
			],
			"permissions": [rule("System Manager", *edit, *lock), reader, rule(WRITER, *edit, *lock)],
		},
	)
	yield (
		OWNED,
		{
			"autoname": "hash",
			"fields": [field("subject", "Data")],
			"permissions": [admin, rule(READER, "read", "write", "create", if_owner=1)],
		},
	)
	yield (
		SETTING,
		{
			"issingle": 1,
			"fields": [
				field("days", "Int", default="14"),
				field("ratio", "Float"),
				field("on", "Check", default="1"),
				field("name_of", "Data"),
			],
			"permissions": [admin],
		},
	)


@pytest.fixture(scope="session", autouse=True)
def contract_site(site):
	"""The site with the DocTypes, roles and users."""
	forget(site)
	_remove(site)
	for role in (READER, WRITER, LEVEL):
		site.get_doc(doctype="Role", role_name=role, desk_access=1).insert()
	for name, definition in definitions():
		site.get_doc(
			{"doctype": "DocType", "name": name, "module": "Core", "custom": 1, **definition}
		).insert()
	for email, roles in USERS.items():
		user = site.get_doc(doctype="User", email=email, first_name=email.split("@")[0], send_welcome_email=0)
		user.append_roles(*roles)
		user.insert()
	site.db.commit()
	site.clear_cache()
	yield site
	site.db.rollback()
	forget(site)
	_remove(site)


def _remove(site):
	for email in USERS:
		if site.db.exists("User", email):
			site.db.delete("Contact Email", {"email_id": email}) if site.db.table_exists(
				"Contact Email"
			) else None
			site.delete_doc("User", email, force=True, ignore_permissions=True)
	for name, _definition in reversed(list(definitions())):
		if site.db.exists("DocType", name):
			site.delete_doc("DocType", name, force=True)
	for role in (READER, WRITER, LEVEL):
		if site.db.exists("Role", role):
			site.delete_doc("Role", role, force=True)
	site.db.commit()
	site.clear_cache()


@pytest.fixture
def probe(site):
	"""Makes a stored probe."""

	def make(**values):
		return site.get_doc({"doctype": PROBE, "subject": "A probe", **values}).insert()

	return make


@pytest.fixture
def target(site):
	def make(title="One", **values):
		return site.get_doc({"doctype": TARGET, "title": title, **values}).insert()

	return make


@pytest.fixture
def slip(site):
	def make(**values):
		return site.get_doc({"doctype": SLIP, "subject": "A slip", **values}).insert()

	return make


@pytest.fixture
def hooks(site, monkeypatch):
	"""`hooks(has_permission={...})` adds hooks whose handlers are functions, for the test."""

	def add(doc_events=None, **added):
		get_hooks, get_attr, get_doc_hooks = site.get_hooks, site.get_attr, site.get_doc_hooks

		def merged(hook=None, *args, **kwargs):
			found = get_hooks(hook, *args, **kwargs)
			if hook in added:
				found = {key: list(value) for key, value in (found or {}).items()}
				for key, handlers in added[hook].items():
					found[key] = found.get(key, []) + handlers
			return found

		def attr(path):
			return path if callable(path) else get_attr(path)

		def events():
			found = {
				key: {name: list(each) for name, each in value.items()}
				for key, value in get_doc_hooks().items()
			}
			for doctype, handlers in (doc_events or {}).items():
				for event, functions in handlers.items():
					found.setdefault(doctype, {}).setdefault(event, []).extend(functions)
			return found

		monkeypatch.setattr(site, "get_hooks", merged)
		monkeypatch.setattr(site, "get_attr", attr)
		if doc_events:
			monkeypatch.setattr(site, "get_doc_hooks", events)

	return add
