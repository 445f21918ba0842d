"""Roles, owners, user permissions, hooks, shares and child DocTypes."""

import pytest

from tests.contract.conftest import CHILD, OWNED, PROBE, SETTING, TARGET

READER, WRITER, NOBODY = "reader@contract.example", "writer@contract.example", "nobody@contract.example"


def names(site, doctype=PROBE, **kwargs):
	return set(site.get_list(doctype, pluck="name", **kwargs))


@pytest.fixture
def limited(site):
	"""Gives a user a User Permission."""

	def limit(user, allow, value, applicable_for=None):
		site.get_doc(
			doctype="User Permission",
			user=user,
			allow=allow,
			for_value=value,
			applicable_for=applicable_for,
			apply_to_all_doctypes=0 if applicable_for else 1,
		).insert()

	return limit


# roles


def test_roles_of_a_user_include_the_automatic_ones(site, as_user):
	assert set(site.get_roles(READER)) == {"Contract Reader", "All", "Guest", "Desk User"}
	assert set(site.get_roles(NOBODY)) == {"All", "Guest"}, "without desk roles a user is a website user"
	assert site.get_roles("Guest") == ["Guest"]
	assert "System Manager" in site.get_roles("Administrator")


def test_a_role_gives_its_rights_and_no_others(site, as_user, probe):
	doc = probe()
	with as_user(READER):
		assert site.has_permission(PROBE) is True
		assert site.has_permission(PROBE, "write") is False
		assert site.has_permission(PROBE, "read", doc) is True
		assert site.has_permission(PROBE, "read", doc.name) is True
		assert doc.has_permission("write") is False
		assert site.has_permission(PROBE, "create") is False
	with as_user(NOBODY):
		assert site.has_permission(PROBE) is False


def test_rights_are_asked_for_another_user_too(site, probe):
	doc = probe()
	assert site.has_permission(PROBE, "read", doc, user=READER) is True
	assert site.has_permission(PROBE, "write", doc, user=READER) is False


def test_throw_raises(site, as_user):
	with as_user(READER), pytest.raises(site.PermissionError):
		site.has_permission(PROBE, "write", throw=True)


def test_saving_and_making_ask_for_the_right(site, as_user, probe):
	doc = probe()
	with as_user(READER):
		mine = site.get_doc(PROBE, doc.name)
		with pytest.raises(site.PermissionError):
			mine.save()
		with pytest.raises(site.PermissionError):
			site.get_doc({"doctype": PROBE, "subject": "x"}).insert()
		assert site.get_doc({"doctype": PROBE, "subject": "x"}).insert(ignore_permissions=True).name
	with as_user(WRITER):
		assert site.get_doc(PROBE, doc.name).save().name


def test_loading_asks_for_nothing(site, as_user, probe):
	doc = probe()
	with as_user(NOBODY):
		assert site.get_doc(PROBE, doc.name).subject == "A probe"
		with pytest.raises(site.PermissionError):
			site.get_doc(PROBE, doc.name).check_permission("read")


def test_submit_needs_a_submittable_doctype(site, as_user, probe):
	doc = probe()
	with as_user(WRITER):
		assert site.has_permission(PROBE, "submit", doc) is False


def test_get_list_asks_and_get_all_does_not(site, as_user, probe):
	doc = probe()
	with as_user(NOBODY):
		with pytest.raises(site.PermissionError):
			site.get_list(PROBE)
		assert doc.name in site.get_all(PROBE, pluck="name")


def test_only_for(site, as_user):
	site.only_for("Contract Reader")
	with as_user(READER):
		site.only_for(["Contract Reader", "System Manager"])
		with pytest.raises(site.PermissionError):
			site.only_for("System Manager")


def test_an_owner_rule_limits_to_ones_own(site, as_user):
	theirs = site.get_doc({"doctype": OWNED, "subject": "theirs"}).insert()
	with as_user(READER):
		mine = site.get_doc({"doctype": OWNED, "subject": "mine"}).insert()
		assert names(site, OWNED) == {mine.name}
		assert site.has_permission(OWNED, "read", mine) is True
		assert site.has_permission(OWNED, "write", mine) is True
		assert site.has_permission(OWNED, "read", theirs) is False


def test_permission_levels_hide_columns_of_lists(site, as_user, probe):
	doc = probe(secret="hidden")
	filters = {"name": doc.name}
	with as_user(READER):
		row = site.get_list(PROBE, filters=filters, fields=["name", "secret"])[0]
		assert "secret" not in row and row.name == doc.name
		assert "secret" not in site.get_list(PROBE, filters=filters, fields=["*"])[0]
	with as_user("level@contract.example"):
		assert site.get_list(PROBE, filters=filters, fields=["name", "secret"])[0].secret == "hidden"


def test_permission_levels_do_not_hide_from_filters(site, as_user, probe):
	doc = probe(secret="hidden")
	with as_user(READER):
		assert names(site, filters={"secret": "hidden"}) == {doc.name}


# user permissions


def test_a_user_permission_limits_by_link(site, as_user, probe, target, limited):
	target("One")
	target("Two")
	one, two, none = probe(target="One"), probe(target="Two"), probe()
	limited(READER, TARGET, "One")
	with as_user(READER):
		seen = names(site)
		assert one.name in seen and two.name not in seen
		assert none.name in seen, "an empty link is not limited"
		assert site.has_permission(PROBE, "read", one) is True
		assert site.has_permission(PROBE, "read", two) is False
		assert site.has_permission(PROBE, "read", none) is True


def test_a_user_permission_limits_the_doctype_itself(site, as_user, target, limited):
	one, two = target("One"), target("Two")
	limited(READER, TARGET, "One")
	with as_user(READER):
		assert names(site, TARGET) == {"One"}
		assert site.has_permission(TARGET, "read", one) is True
		assert site.has_permission(TARGET, "read", two) is False


def test_a_link_may_ignore_user_permissions(site, as_user, probe, target, limited):
	target("One")
	target("Two")
	doc = probe(unguarded="Two")
	limited(READER, TARGET, "One")
	with as_user(READER):
		assert doc.name in names(site)
		assert site.has_permission(PROBE, "read", doc) is True


def test_a_link_in_a_row_limits_the_document_but_not_the_list(site, as_user, probe, target, limited):
	target("One")
	target("Two")
	doc = probe(rows=[{"item": "a", "target": "Two"}])
	limited(READER, TARGET, "One")
	with as_user(READER):
		assert site.has_permission(PROBE, "read", doc) is False
		assert doc.name in names(site)


def test_a_user_permission_may_apply_to_one_doctype(site, as_user, probe, target, limited):
	target("One")
	target("Two")
	doc = probe(target="Two")
	limited(READER, TARGET, "One", applicable_for="ToDo")
	with as_user(READER):
		assert doc.name in names(site)
		assert site.has_permission(PROBE, "read", doc) is True
	limited(WRITER, TARGET, "One", applicable_for=PROBE)
	with as_user(WRITER):
		assert doc.name not in names(site)
		assert site.has_permission(PROBE, "read", doc) is False


def test_several_user_permissions_are_alternatives(site, as_user, probe, target, limited):
	for title in ("One", "Two", "Three"):
		target(title)
	one, two, three = (probe(target=title) for title in ("One", "Two", "Three"))
	limited(READER, TARGET, "One")
	limited(READER, TARGET, "Two")
	with as_user(READER):
		assert names(site) & {one.name, two.name, three.name} == {one.name, two.name}


def test_a_single_user_permission_is_a_default_of_new_documents(site, as_user, target, limited):
	target("One")
	limited(WRITER, TARGET, "One")
	with as_user(WRITER):
		assert site.new_doc(PROBE).target == "One"
		assert site.new_doc(PROBE).unguarded is None


def test_the_same_user_permission_is_not_given_twice(site, target, limited):
	target("One")
	limited(READER, TARGET, "One")
	with pytest.raises(site.DuplicateEntryError):
		limited(READER, TARGET, "One")


def test_helpers_add_and_remove_user_permissions(site, target):
	from frappe.permissions import add_user_permission, remove_user_permission

	target("One")
	add_user_permission(TARGET, "One", READER)
	add_user_permission(TARGET, "One", READER)
	assert [row.doc for row in site.permissions.get_user_permissions(READER)[TARGET]] == ["One"]
	remove_user_permission(TARGET, "One", READER)
	assert not site.permissions.get_user_permissions(READER).get(TARGET)


# hooks


def test_a_query_condition_limits_the_list_only(site, as_user, hooks, probe):
	shown, hidden = probe(subject="shown"), probe(subject="hidden")
	asked = []

	def condition(user, doctype=None):
		asked.append((user, doctype))
		return f"`tab{PROBE}`.subject = 'shown'"

	hooks(permission_query_conditions={PROBE: [condition]})
	with as_user(READER):
		seen = names(site)
		assert shown.name in seen and hidden.name not in seen
		assert site.has_permission(PROBE, "read", hidden) is True
		assert {hidden.name, shown.name} <= set(site.get_all(PROBE, pluck="name"))
	assert asked[0] == (READER, PROBE)


def test_a_query_condition_binds_administrator_too(site, hooks, probe):
	doc = probe()
	hooks(permission_query_conditions={PROBE: [lambda user: "1=0"]})
	assert doc.name not in names(site)


def test_an_empty_query_condition_limits_nothing(site, as_user, hooks, probe):
	doc = probe()
	hooks(permission_query_conditions={PROBE: [lambda user: ""]})
	with as_user(READER):
		assert doc.name in names(site)


def test_query_conditions_are_all_kept(site, as_user, hooks, probe):
	first, second = probe(subject="shown", mood="Good"), probe(subject="shown", mood="Bad")
	hooks(
		permission_query_conditions={
			PROBE: [lambda user: "(subject = 'shown')", lambda user: "(mood = 'Bad')"]
		}
	)
	with as_user(READER):
		seen = names(site)
		assert second.name in seen and first.name not in seen


def test_a_query_condition_with_quotes_and_percent_signs(site, as_user, hooks, probe):
	text = "50% of O'Neil's \\ share"
	doc = probe(subject=text)
	hooks(
		permission_query_conditions={PROBE: [lambda user: f"subject = {site.db.escape(text, percent=False)}"]}
	)
	with as_user(READER):
		assert names(site) == {doc.name}
		assert names(site, filters={"mood": "Good"}) == {doc.name}


def test_a_hook_can_deny_but_not_grant(site, as_user, hooks, probe):
	doc, answers = probe(), []

	def judge(doc, ptype, user):
		answers.append((doc.name, ptype, user))
		return ptype == "read"

	hooks(has_permission={PROBE: [judge]})
	with as_user(WRITER):
		assert site.has_permission(PROBE, "read", doc) is True
		assert site.has_permission(PROBE, "write", doc) is False
	with as_user(NOBODY):
		assert site.has_permission(PROBE, "read", doc) is False
	assert answers[0] == (doc.name, "read", WRITER)


def test_a_hook_is_not_asked_without_a_document_nor_about_administrator(site, as_user, hooks, probe):
	doc = probe()

	def refuse(doc, ptype, user):
		return False

	hooks(has_permission={PROBE: [refuse]})
	assert site.has_permission(PROBE, "read", doc) is True
	with as_user(READER):
		assert site.has_permission(PROBE, "read") is True
		assert site.has_permission(PROBE, "read", doc) is False


def test_the_last_hook_that_answers_decides(site, as_user, hooks, probe):
	doc = probe()
	hooks(has_permission={PROBE: [lambda doc, ptype, user: False, lambda doc, ptype, user: True]})
	with as_user(READER):
		assert site.has_permission(PROBE, "read", doc) is True


def test_a_hook_is_asked_before_insert_with_the_right_create(site, as_user, hooks):
	asked = []

	def judge(doc, ptype, user):
		asked.append((ptype, doc.name, bool(doc.is_new())))
		return False

	hooks(has_permission={PROBE: [judge]})
	with as_user(WRITER), pytest.raises(site.PermissionError):
		site.get_doc({"doctype": PROBE, "subject": "x"}).insert()
	assert asked[0] == ("create", None, True)


def test_a_share_opens_what_a_hook_denies(site, as_user, hooks, probe):
	doc = probe()
	site.get_doc(doctype="DocShare", user=READER, share_doctype=PROBE, share_name=doc.name, read=1).insert(
		ignore_links=True
	)
	hooks(has_permission={PROBE: [lambda doc, ptype, user: False]})
	with as_user(READER):
		assert site.has_permission(PROBE, "read", doc) is True
		assert site.has_permission(PROBE, "write", doc) is False


def test_a_share_adds_to_a_list_that_is_limited(site, as_user, hooks, probe, target, limited):
	target("One")
	target("Two")
	doc, other = probe(target="Two"), probe(target="Two")
	limited(READER, TARGET, "One")
	site.get_doc(doctype="DocShare", user=READER, share_doctype=PROBE, share_name=doc.name, read=1).insert(
		ignore_links=True
	)
	with as_user(READER):
		seen = names(site)
		assert doc.name in seen and other.name not in seen


# child DocTypes and singles


def test_a_child_doctype_is_listed_only_through_a_readable_parent(site, as_user, probe):
	doc = probe(rows=[{"item": "a"}])
	filters = {"parent": doc.name}
	with as_user(READER):
		rows = site.get_list(CHILD, filters=filters, fields=["item"], parent_doctype=PROBE)
		assert [row.item for row in rows] == ["a"]
		with pytest.raises(site.PermissionError):
			site.get_list(CHILD, filters=filters)
		with pytest.raises(site.PermissionError):
			site.get_list(CHILD, filters=filters, parent_doctype=TARGET)
	with as_user(NOBODY), pytest.raises(site.PermissionError):
		site.get_list(CHILD, filters=filters, parent_doctype=PROBE)


def test_a_row_is_judged_by_its_parent(site, as_user, hooks, probe):
	doc = probe(rows=[{"item": "a"}])
	hooks(has_permission={PROBE: [lambda doc, ptype, user: ptype == "read"]})
	with as_user(WRITER):
		assert site.has_permission(CHILD, "read", doc.rows[0]) is True
		assert site.has_permission(CHILD, "write", doc.rows[0]) is False


def test_a_single_asks_for_its_roles(site, as_user):
	setting = site.get_doc(SETTING)
	assert setting.has_permission("read") is True
	with as_user(READER):
		assert site.get_doc(SETTING).has_permission("read") is False


def test_new_permission_rules_replace_the_doctypes_own(site, as_user, probe):
	from frappe.permissions import add_permission, update_permission_property

	doc = probe()
	add_permission(PROBE, "Contract Reader", 0) if not site.db.exists(
		"Custom DocPerm", {"parent": PROBE}
	) else None
	update_permission_property(PROBE, "Contract Reader", 0, "write", 1, validate=False)
	site.clear_cache(doctype=PROBE)
	try:
		with as_user(READER):
			assert site.has_permission(PROBE, "write", doc) is True
	finally:
		site.db.rollback()
		site.clear_cache(doctype=PROBE)
