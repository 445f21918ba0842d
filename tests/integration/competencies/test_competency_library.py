"""The starter library and what a competency and a profile must be."""

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency.competency import guide
from coaching_plans.coaching_plans.doctype.competency_profile.competency_profile import profile_for
from coaching_plans.competency_library import add_library
from tests import competency_people as build


def empty():
	for doctype in (
		"Competency Profile Item",
		"Competency Profile",
		"Competency Level",
		"Development Resource",
	):
		frappe.db.delete(doctype)
	frappe.db.delete("Competency")


def test_the_library_has_what_a_first_round_needs(site):
	empty()
	add_library()
	competencies = frappe.get_all("Competency", ["name", "category"])
	assert 10 <= len(competencies) <= 15
	assert {row.category for row in competencies} == {"Core", "Role", "Leadership"}
	for row in competencies:
		doc = frappe.get_doc("Competency", row.name)
		assert [level.level for level in doc.levels] == [1, 2, 3, 4, 5]
		assert all(level.label and level.behaviours for level in doc.levels)
		kinds = {resource.kind for resource in doc.resources}
		assert kinds & {"Practice", "Reading", "Feedback"} and kinds & {"Training", "Mentoring", "Assignment"}
	assert frappe.db.count("Competency Profile", {"is_default": 1}) == 1


def test_the_library_is_added_once_and_never_over_what_the_firm_has(site):
	empty()
	add_library()
	name = frappe.get_all("Competency", pluck="name", order_by="name")[0]
	frappe.db.set_value("Competency", name, "description", "Our own words")
	for profile in frappe.get_all("Competency Profile", pluck="name"):
		frappe.delete_doc("Competency Profile", profile)
	gone = frappe.get_all("Competency", pluck="name", order_by="name")[1]
	frappe.delete_doc("Competency", gone)
	add_library()
	assert frappe.db.get_value("Competency", name, "description") == "Our own words"
	assert not frappe.db.exists("Competency", gone)
	assert not frappe.db.count("Competency Profile")


def test_five_levels_each_once(everyone):
	doc = build.competency("Courage")
	doc.levels = doc.levels[:4]
	with pytest.raises(frappe.ValidationError, match="Levels.*describe each level from 1 to 5 once"):
		doc.insert()
	doc.levels[0].level = 6
	with pytest.raises(frappe.ValidationError, match="Levels.*row 1: .*Level.* from 1 to 5"):
		doc.insert()


def test_a_resource_starts_at_a_level(everyone):
	doc = build.competency("Courage")
	doc.resources[1].from_level = 7
	with pytest.raises(frappe.ValidationError, match="Resources.*row 2: .*From Level.* from 1 to 5"):
		doc.insert()


def test_a_competency_that_is_rated_is_not_deleted_and_nobody_is_named(everyone, as_user):
	plan = build.plan(everyone.mentee)
	pair = build.revealed(everyone, as_user, "mentee", plan.name)
	with as_user(everyone.hr.user), pytest.raises(frappe.LinkExistsError) as refused:
		frappe.delete_doc("Competency", "Candour")
	assert "rated in assessments" in str(refused.value) and pair["Self"] not in str(refused.value)


def test_a_competency_in_a_profile_is_not_deleted(everyone):
	with pytest.raises(frappe.LinkExistsError, match="profiles ask for it"):
		frappe.delete_doc("Competency", "Candour")


def test_competencies_are_not_merged(everyone):
	with pytest.raises(frappe.ValidationError, match="can't be merged"):
		frappe.get_doc("Competency", "Candour").run_method("before_rename", "Candour", "Craft", True)


def profile(**values):
	return frappe.get_doc({"doctype": "Competency Profile", "title": "Another", **values})


def test_a_profile_without_a_competency_is_refused(everyone):
	with pytest.raises(frappe.ValidationError, match="Competencies.*at least one competency"):
		profile().insert()


def test_a_profile_asks_for_each_once(everyone):
	rows = [{"competency": "Candour", "expected_level": 3}] * 2
	with pytest.raises(frappe.UniqueValidationError, match="row 2: Candour stands in the profile already"):
		profile(competencies=rows).insert()


@pytest.mark.parametrize("level", [0, 6])
def test_what_is_expected_is_a_level(everyone, level):
	rows = [{"competency": "Candour", "expected_level": level}]
	with pytest.raises(frappe.ValidationError, match="row 1: .*Expected Level.* from 1 to 5"):
		profile(competencies=rows).insert()


def test_one_default(everyone):
	rows = [{"competency": "Candour", "expected_level": 3}]
	with pytest.raises(frappe.UniqueValidationError, match=f"{build.PROFILE} is the default"):
		profile(competencies=rows, is_default=1).insert()


def test_the_designation_decides_then_the_default(everyone):
	if not frappe.db.exists("Designation", "Test Smith"):
		frappe.get_doc({"doctype": "Designation", "designation_name": "Test Smith"}).insert()
	rows = [{"competency": "Candour", "expected_level": 3}]
	profile(competencies=rows, designation="Test Smith").insert()
	assert profile_for(everyone.mentee.employee) == build.PROFILE
	frappe.db.set_value("Employee", everyone.mentee.employee, "designation", "Test Smith")
	assert profile_for(everyone.mentee.employee) == "Another"
	with pytest.raises(frappe.UniqueValidationError, match="Another is the profile of Test Smith"):
		profile(title="Third", competencies=rows, designation="Test Smith").insert()


def test_without_a_profile_it_says_what_to_do(everyone):
	frappe.db.set_value("Competency Profile", build.PROFILE, "is_default", 0)
	with pytest.raises(frappe.ValidationError, match="Profile.*tick Default"):
		profile_for(everyone.mentee.employee)


def test_the_guide_takes_three_queries_however_many(everyone, queries, as_user):
	with as_user(everyone.mentee.user):
		guide(["Candour"])
		with queries() as few:
			guide(["Candour"])
		with queries() as many:
			found = guide(list(build.COMPETENCIES))
	assert len(many) == len(few)
	assert found["Craft"]["levels"][3]["behaviours"] == "Craft at level 4"
