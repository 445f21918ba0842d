"""The matrix holds when people move, leave and are set up otherwise. See tests/access_matrix.py for what it asks."""

import pytest

from tests.circle_people import (
	COMPANY,
	OTHER_COMPANY,
	PEOPLE,
	Firm,
	Records,
	make_firm,
	make_records,
	permit,
	transfer,
)

PERSONS = (*PEOPLE, "system_manager", "unemployed", "guest")
DOCTYPES = {
	"draft": "Coaching Plan",
	"plan": "Coaching Plan",
	"mentored": "Coaching Plan",
	"goal": "Coaching Goal",
	"action": "Coaching Action",
	"held": "Coaching Session",
	"scheduled": "Coaching Session",
	"note": "Coaching Note",
	"former_note": "Coaching Note",
}
CIRCLE = {"mentee", "manager", "second_manager", "hr"}
READERS = {
	"draft": CIRCLE - {"mentee"},
	"plan": CIRCLE,
	# Its draft is not the mentee's to see, but the mentor's.
	"mentored": CIRCLE - {"mentee"} | {"mentor"},
	"goal": CIRCLE,
	"action": CIRCLE,
	"held": CIRCLE,
	"scheduled": CIRCLE,
	"note": {"mentee"},
	"former_note": {"former"},
}


@pytest.fixture
def firm(site) -> Firm:
	return make_firm()


@pytest.fixture
def records(firm) -> Records:
	return make_records(firm)


@pytest.fixture
def readers(site, firm, records):
	"""Who reads each record, by its form and by its list, which must not differ."""

	def asking() -> dict[str, set[str]]:
		found = {record: set() for record in DOCTYPES}
		for person in PERSONS:
			site.set_user(firm.user(person))
			for record, doctype in DOCTYPES.items():
				name = getattr(records, record)
				reads = site.has_permission(doctype, "read", doc=name)
				try:
					listed = bool(site.get_list(doctype, filters={"name": name}))
				except site.PermissionError:
					listed = False
				assert bool(reads) == listed, f"{person} {record}: form {reads}, list {listed}"
				if reads:
					found[record].add(person)
		site.set_user("Administrator")
		return found

	return asking


@pytest.fixture
def change(site, firm):
	"""A change of employees by the database, as an import or a patch makes it: no event tells the app."""

	def changing(person: str, **values):
		site.db.set_value("Employee", firm.employee(person), values)

	return changing


def replaced(**sets: set[str]) -> dict[str, set[str]]:
	return READERS | sets


def in_all(instead: set[str], but: tuple[str, ...] = ("note", "former_note")) -> dict[str, set[str]]:
	"""READERS with another set of leaders."""
	return {
		record: people if record in but else (people & {"mentee", "mentor"}) | instead
		for record, people in READERS.items()
	}


def test_as_it_stands(readers):
	assert readers() == READERS


def test_a_transfer_by_the_form(firm, readers):
	transfer(firm, "third_level")
	# Above the new manager there is nobody; whoever managed before is out at once.
	assert readers() == in_all({"third_level", "hr"})


def test_a_transfer_behind_the_apps_back(firm, readers, change):
	change("mentee", reports_to=firm.employee("mentor"))
	expected = in_all({"mentor", "third_level", "hr"})
	assert readers() == expected


def test_a_transfer_of_the_manager(firm, readers, change):
	change("manager", reports_to=firm.employee("mentor"))
	assert readers() == in_all({"manager", "mentor", "hr"})


def test_a_manager_who_leaves(readers, change):
	change("manager", status="Left")
	# The chain ends at the one who left: nobody inherits what they saw, except HR.
	assert readers() == in_all({"hr"})


def test_a_second_manager_who_leaves(readers, change):
	change("second_manager", status="Inactive")
	assert readers() == in_all({"manager", "hr"})


def test_a_mentee_who_leaves(readers, change):
	change("mentee", status="Left")
	expected = {record: {"hr"} for record in READERS} | {"note": {"mentee"}, "former_note": {"former"}}
	assert readers() == expected | {"mentored": {"hr", "mentor"}}


def test_a_mentor_who_leaves(readers, change):
	change("mentor", status="Left")
	assert readers() == replaced(mentored=READERS["mentored"] - {"mentor"})


def test_an_employee_linked_to_another_user(firm, readers, change):
	"""The person, not the account, is in the circle; notes go with the account that wrote them."""
	change("manager", user_id=firm.user("unemployed"))
	expected = {
		record: {"unemployed" if person == "manager" else person for person in people}
		for record, people in READERS.items()
	}
	assert readers() == expected


def test_a_user_of_two_employees_is_nobody(firm, readers, change):
	change("peer", user_id=firm.user("manager"))
	assert readers() == in_all({"second_manager", "hr"})


def test_an_employee_without_a_user(readers, change):
	change("second_manager", user_id=None)
	assert readers() == in_all({"manager", "hr"})


def test_a_move_to_another_company(site, firm, readers):
	from coaching_plans.overrides.employee import follow_transfer

	employee = site.get_doc("Employee", firm.employee("mentee"))
	employee.load_doc_before_save()
	employee.company = OTHER_COMPANY
	site.db.set_value("Employee", employee.name, "company", OTHER_COMPANY)
	follow_transfer(employee)
	expected = in_all({"manager", "second_manager", "other_hr"})
	assert readers() == expected


def test_hr_of_both_companies(firm, readers):
	permit(firm.user("other_hr"), "Company", COMPANY, also=True)
	assert readers() == in_all({"manager", "second_manager", "hr", "other_hr"})


def test_no_user_permissions_at_all(site, firm, readers):
	"""Then HR is HR of every company, and nothing else changes."""
	site.db.delete("User Permission", {"user": ("in", list(firm.users.values()))})
	site.cache.delete_value("user_permissions")
	site.clear_cache()
	assert readers() == in_all({"manager", "second_manager", "hr", "other_hr"})


@pytest.mark.parametrize("strict", [0, 1])
def test_the_user_permissions_that_erpnext_gives_each_employee(site, firm, readers, strict):
	"""To themselves and to their company, by default; with the strict setting a record without either is hidden too."""
	site.db.set_single_value("System Settings", "apply_strict_user_permissions", strict)
	site.clear_cache()
	for person, (_manager, _roles, company) in PEOPLE.items():
		permit(firm.user(person), "Employee", firm.employee(person))
		if person not in ("hr", "other_hr"):
			permit(firm.user(person), "Company", company)
	site.cache.delete_value("user_permissions")
	assert readers() == READERS


def test_a_tree_whose_numbers_are_wrong(site, firm, readers):
	"""A transfer by import leaves `lft` and `rgt` as they were, or they are all zero."""
	for number, person in enumerate(PEOPLE):
		site.db.set_value("Employee", firm.employee(person), {"lft": 99 - number, "rgt": number % 2})
	assert readers() == READERS


@pytest.mark.parametrize(
	"above, expected",
	[
		# Two above each other: neither is anybody's manager any more.
		({"manager": "mentee"}, {"hr"}),
		({"second_manager": "manager"}, {"hr"}),
		# One above themselves.
		({"manager": "manager"}, {"hr"}),
		({"second_manager": "second_manager"}, {"manager", "hr"}),
		# A circle higher up harms nobody below it.
		({"third_level": "second_manager"}, {"manager", "hr"}),
	],
)
def test_a_tree_that_goes_in_a_circle(firm, readers, change, above, expected):
	for person, manager in above.items():
		change(person, reports_to=firm.employee(manager))
	assert readers() == in_all(expected)
