"""What hangs on confidential records, without a browser: list and form agree, and it costs nothing where none is."""

import pytest

from coaching_plans.confidential_doctypes import CARRIERS, CLOSED
from coaching_plans.overrides import carriers
from tests.circle_people import make_firm, make_records


@pytest.fixture
def firm(site):
	return make_firm()


@pytest.fixture
def records(firm):
	return make_records(firm)


def to_do(site, firm, name: str | None = None, **values):
	return site.get_doc(
		{
			"doctype": "ToDo",
			"description": "A to-do",
			"allocated_to": firm.user("mentee"),
			"reference_type": name and "Coaching Plan",
			"reference_name": name,
			**values,
		}
	)


def test_a_todo_follows_its_record(site, firm, records, as_user):
	made = to_do(site, firm, records.plan, allocated_to=firm.user("manager")).insert(ignore_permissions=True)
	with as_user(firm.user("manager")):
		assert site.get_list("ToDo", filters={"name": made.name})
		assert carriers.has_permission(made) is not False
	site.db.set_value("Employee", firm.employee("mentee"), "reports_to", firm.employee("mentor"))
	with as_user(firm.user("manager")):
		assert not site.get_list("ToDo", filters={"name": made.name}), "it stays theirs by Frappe's own rule"
		assert carriers.has_permission(made) is False


def test_it_is_judged_by_what_is_stored_too(site, firm, records, as_user):
	made = to_do(site, firm, records.plan).insert(ignore_permissions=True)
	made.reference_type = made.reference_name = None
	assert carriers.has_permission(made, user=firm.user("peer")) is False
	with as_user(firm.user("peer")), pytest.raises(site.PermissionError):
		made.save(ignore_permissions=True)


def test_an_unrelated_one_is_left_to_frappe(site, firm, as_user):
	made = to_do(site, firm).insert(ignore_permissions=True)
	with as_user(firm.user("mentee")):
		assert carriers.has_permission(made) is not False
		assert site.get_list("ToDo", filters={"name": made.name})


def test_a_comment_of_a_deed_that_ends_ones_own_sight_is_kept(site, firm, records, as_user):
	"""The mentee hands a proposal back; from then on it is a draft that they don't see, and their reason stands on it."""
	with as_user(firm.user("mentee")):
		site.get_doc("Coaching Plan", records.proposed).request_changes("Less of this")
		assert not site.has_permission("Coaching Plan", "read", doc=records.proposed)
	comments = site.get_all("Comment", filters={"reference_name": records.proposed}, pluck="content")
	assert any("Less of this" in comment for comment in comments)


def test_a_draft_leaves_no_versions(site, firm, records, as_user):
	"""Rule 19: what a plan said before it was proposed is not in the history that the mentee can open later."""
	with as_user(firm.user("manager")):
		draft = site.get_doc("Coaching Plan", records.draft)
		draft.opportunity = "Worded otherwise"
		draft.save()
		plan = site.get_doc("Coaching Plan", records.plan)
		plan.opportunity = "Worded otherwise"
		plan.save()
	assert not site.db.exists("Version", {"ref_doctype": "Coaching Plan", "docname": records.draft})
	assert site.db.exists("Version", {"ref_doctype": "Coaching Plan", "docname": records.plan})


@pytest.mark.parametrize("doctype", ["ToDo", "Comment", "File", "Version"])
def test_the_condition_costs_two_queries(firm, records, queries, doctype):
	for person in ("mentee", "manager", "hr", "unemployed"):
		carriers.query_condition(
			firm.user(person), doctype
		)  # roles and user permissions are Frappe's to remember
		with queries() as seen:
			assert carriers.query_condition(firm.user(person), doctype)
		assert len(seen) <= 2, seen


def test_saving_what_refers_to_nothing_of_ours_costs_no_query(site, firm, as_user, queries):
	made = to_do(site, firm).insert(ignore_permissions=True)
	with as_user(firm.user("mentee")):
		carriers.refuse_reference(made)
		with queries() as seen:
			carriers.refuse_reference(made)
	assert not seen


def test_the_condition_is_never_empty(firm):
	for doctype in CARRIERS:
		assert carriers.query_condition("Administrator", doctype) == ""
		for person in ("peer", "guest", "system_manager"):
			condition = carriers.query_condition(firm.user(person), doctype)
			assert condition.startswith("(") and condition.endswith(")")


def test_every_closed_doctype_has_its_hooks(site):
	conditions, standard = site.get_hooks("permission_query_conditions"), site.get_hooks("standard_queries")
	for doctype in (*CLOSED, *CARRIERS):
		assert conditions[doctype] and standard[doctype][-1] == "coaching_plans.search.find"
	for doctype in CLOSED:
		if not site.get_meta(doctype).istable:
			assert site.get_hooks("has_permission")[doctype] == ["coaching_plans.permissions.in_circle"]


def test_every_closed_doctype_is_sealed(site):
	from coaching_plans.sealed import SealedDocument, SealedRow

	for doctype in CLOSED:
		meta = site.get_meta(doctype)
		kind = SealedRow if meta.istable else SealedDocument
		assert isinstance(site.new_doc(doctype), kind), doctype
		assert not meta.allow_rename and not meta.get("email_append_to") and not meta.get("has_web_view")
		assert not any(field.in_global_search for field in meta.fields)
		for rule in meta.permissions:
			assert not (rule.share or rule.email), f"{doctype}: {rule.role}"
		for field in meta.get_link_fields():
			assert (
				field.ignore_user_permissions
			), f"{doctype}.{field.fieldname}: user permissions would judge too"


def test_whatever_is_listed_by_a_condition_is_searched_by_it_too(site):
	"""Frappe's own link search leaves a condition out for who asks it to."""
	from coaching_plans import guard, hooks

	for doctype in hooks.permission_query_conditions:
		assert hooks.standard_queries.get(doctype) == "coaching_plans.search.find", doctype
		assert guard.names_carrier([doctype]) or guard.names_confidential([doctype]), doctype
