"""docs/permissions.md says what the code does, and what was agreed: rules 15, 18, 19, 20 and 21."""

from tests import access_matrix
from tests.access_matrix import DEEDS, RECORDS
from tests.circle_people import make_firm


def test_the_page_says_what_the_code_does_and_what_is_agreed(site):
	firm = make_firm()
	asked = access_matrix.matrix(firm, access_matrix.all_records(firm))
	assert access_matrix.written() == access_matrix.as_page(
		asked
	), "run `python -m tests.access_matrix` and look at what changed"
	what_is_agreed_holds(asked)


def what_is_agreed_holds(asked):
	for record, people in asked.items():
		assert not {
			"third_level",
			"former",
			"peer",
			"other_hr",
			"system_manager",
			"unemployed",
			"guest",
		} & set(people)
		for deeds in people.values():
			assert not {"share", "email", "follow"} & set(deeds), record
			assert ("list" in deeds) == ("read" in deeds), "list and form agree"
	assert set(asked["note"]) == {"mentee"}
	assert not {"print", "report", "export"} & set(asked["note"]["mentee"])
	assert "mentee" not in asked["draft"] and "mentee" not in asked["given_up"]
	assert "mentee" not in asked["coach_before"]
	assert set(asked["self_before"]) == {"mentee"}
	assert set(asked["coach_before"]) == {"manager"}
	assert "mentor" in asked["mentored"] and not any(
		"mentor" in people for record, people in asked.items() if record != "mentored"
	)
	for record in ("plan", "goal", "action", "held", "scheduled"):
		assert {"write", "create", "submit", "cancel", "delete"}.isdisjoint(asked[record]["second_manager"])
		assert "export" not in asked[record]["mentee"]
	assert set(asked) == set(RECORDS) and set(DEEDS) > {"read", "write"}
