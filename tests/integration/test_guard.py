"""What the guard makes of a request's arguments. That it stands in the way is tested over HTTP, in tests/site/security."""

import json

import pytest

from coaching_plans import guard


def words(value) -> list[str]:
	return list(guard.strings_in(value))


@pytest.mark.parametrize(
	"arguments",
	[
		{"doctype": "Coaching Plan"},
		{"doctype": "coaching  PLAN "},
		{"doctype": "Coäching Plan"},
		{"filters": '[["Coaching Plan", "name", "like", "%"]]'},
		{"filters": '[["\\u0043oaching Plan", "name", "like", "%"]]'},
		{"chart": json.dumps({"filters_json": json.dumps([["Coaching Plan", "x", "=", 1]])})},
		{"Coaching Plan": 1},
		{"fields": ["`tabCoaching Plan`.`name`"]},
		{"a": [{"b": ({"c": "Coaching Session"},)}]},
		{"a": b"Coaching Note"},
	],
)
def test_a_name_is_found_wherever_it_stands(site, arguments):
	assert guard.names_confidential(words(arguments))


@pytest.mark.parametrize(
	"arguments",
	[{"doctype": "Employee"}, {"txt": "coaching"}, {"filters": "{not json"}, {}, {"n": 5, "x": None}],
)
def test_other_words_are_not_taken_for_it(site, arguments):
	assert not guard.names_confidential(words(arguments))


def test_what_hangs_on_records_is_told_by_its_whole_name(site):
	assert guard.names_carrier(words({"doctype": "version"}))
	assert guard.names_carrier(words({"fields": ["`tabVersion`.`data`"]}))
	assert not guard.names_carrier(words({"txt": "the version of the file"}))


def test_json_in_json_ends_somewhere(site):
	value = "Coaching Plan"
	for _level in range(30):
		value = [value]
	assert not words(value)


@pytest.mark.parametrize(
	"field, reaches",
	[
		("plan.opportunity", True),
		("`plan`.`opportunity`", True),
		("max(plan.opportunity) as x", True),
		("mentee . ctc", True),
		("plan", False),
		("`tabCoaching Session`.`plan`", False),
		("`tabCoaching Agenda Item`.`item`", False),
		("agenda.item", False),
		("1.5", False),
	],
)
def test_fields_behind_a_link_are_told_from_others(site, field, reaches):
	assert guard.reaches_through_link(words({"doctype": "Coaching Session", "fields": [field]})) is reaches


def test_fields_behind_links_of_others_are_not_ours(site):
	assert not guard.reaches_through_link(words({"doctype": "Employee", "fields": ["company.abbr"]}))


@pytest.mark.parametrize(
	"name, path",
	[
		("frappe.get_all", None),
		("coaching_plans.search.find", "coaching_plans.search.find"),
		("no.such.function", None),
		("coaching_plans.search.nothing", None),
		("os.system", None),
		(5, None),
		("", None),
	],
)
def test_a_function_is_known_by_where_it_is_defined(site, name, path):
	found = guard.by_name(name, True)
	if name == "frappe.get_all":
		assert found.asked == name
	else:
		assert (found and found.path) == path
