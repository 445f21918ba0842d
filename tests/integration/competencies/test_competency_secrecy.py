"""Rule 15, tried: before the reveal nobody learns what the other side rated, by whichever road they ask.

Each road asks for the assessment of a side that the asker is not on. What comes back may be a refusal or an answer; it
must hold no word of that side and must not depend on its levels. Roads that need a request are in tests/site/security.
"""

import json

import pytest

import frappe
from frappe import client
from frappe.desk import query_report, reportview, search
from frappe.desk.form import load

from coaching_plans.coaching_plans.doctype.competency_assessment import competency_assessment as calls
from coaching_plans.permissions import readers_of
from tests import competency_people as build

ASSESSMENT, RATING = "Competency Assessment", "Competency Rating"
HIDDEN = {"Self": 4, "Coach": 2}


def form(**values):
	frappe.local.form_dict.clear()
	frappe.local.form_dict.update(values)


def by_name(name):
	doc = build.assessment(name)
	doc.check_permission("read")
	return doc.as_dict()


def tampered(name, **values):
	"""A document from the client that says of itself what would open it."""
	doc = build.assessment(name)
	doc.update(values)
	doc.check_permission("read")
	return doc.as_dict()


def report_view(name, fields, **filters):
	form(doctype=ASSESSMENT, fields=json.dumps(fields), filters=json.dumps({"name": name, **filters}))
	return reportview.get()


def of_row(name, method):
	row = frappe.get_all(RATING, {"parent": name}, pluck="name")[0]
	return method(row)


def row_document(row):
	doc = frappe.get_doc(RATING, row)
	doc.check_permission("read")
	return doc.as_dict()


def planner(name):
	doc = frappe.get_doc(ASSESSMENT, {"mentee": build.assessment(name).mentee, "name": name})
	return {kind: each.as_dict() for kind, each in doc.planner().items() if each}


def session_about(name):
	return (
		frappe.get_doc(
			{
				"doctype": "Coaching Session",
				"mentee": build.assessment(name).mentee,
				"plan": build.assessment(name).plan,
				"starts_on": frappe.utils.now(),
				"session_type": "Competency Discussion",
				"assessment": name,
			}
		)
		.insert()
		.as_dict()
	)


def amended(name):
	doc = frappe.copy_doc(build.assessment(name))
	doc.amended_from = name
	return doc.insert().as_dict()


def same_of(name):
	doc = build.assessment(name)
	return {"mentee": doc.mentee, "plan": doc.plan}


ROADS = {
	"open": by_name,
	"client.get": lambda name: client.get(ASSESSMENT, name),
	"client.get by filters": lambda name: client.get(ASSESSMENT, filters={"name": name}),
	"client.get_value": lambda name: client.get_value(
		ASSESSMENT, ["name", "kind", "modified"], {"name": name}
	),
	"client.get_value of a row": lambda name: client.get_value(
		RATING, ["level", "evidence"], {"parent": name}, parent=ASSESSMENT
	),
	"client.get_list": lambda name: client.get_list(ASSESSMENT, fields=["*"], filters={"name": name}),
	"client.get_list of rows": lambda name: client.get_list(
		RATING, fields=["*"], filters={"parent": name}, parent=ASSESSMENT
	),
	"get_list of rows": lambda name: frappe.get_list(RATING, fields=["*"], filters={"parent": name}),
	"get_list through rows": lambda name: frappe.get_list(
		ASSESSMENT, fields=["name", "ratings.level", "ratings.evidence"], filters={"name": name}
	),
	"get_list by a level": lambda name: frappe.get_list(
		ASSESSMENT,
		filters=[[RATING, "level", "in", list(HIDDEN.values())], ["name", "=", name]],
		pluck="name",
	),
	"get_list as a count": lambda name: frappe.get_list(
		ASSESSMENT, filters={"name": name}, order_by="modified", fields=["count(name) as number"]
	),
	"report view": lambda name: report_view(name, ["`tabCompetency Assessment`.*"]),
	"report view of rows": lambda name: report_view(
		name,
		[
			"`tabCompetency Assessment`.name",
			"`tabCompetency Rating`.level",
			"`tabCompetency Rating`.evidence",
		],
	),
	"form": lambda name: (load.getdoc(ASSESSMENT, name), frappe.response.docs)[1],
	"link search": lambda name: search.search_link(ASSESSMENT, name),
	"link search by a word": lambda name: search.search_link(ASSESSMENT, "Mentee"),
	"row by its name": lambda name: of_row(name, row_document),
	"client.get of a row": lambda name: of_row(name, lambda row: client.get(RATING, row, parent=ASSESSMENT)),
	"report": lambda name: query_report.run("Competency Gap", {}, ignore_prepared_report=True)["result"],
	"overview": lambda name: calls.overview(name),
	"status": lambda name: calls.round_status(**same_of(name)),
	"discussion": lambda name: calls.start_discussion(**same_of(name)),
	"opening again": lambda name: [
		client.get(ASSESSMENT, half) for half in calls.open_round(**same_of(name)).values()
	],
	"session about it": session_about,
	"amended": amended,
	"saved as revealed": lambda name: client.save(json.dumps({**plain(name), "revealed": 1})),
	"saved as agreed": lambda name: client.save(json.dumps({**plain(name), "kind": "Agreed"})),
	"set as revealed": lambda name: client.set_value(ASSESSMENT, name, "revealed", 1).as_dict(),
	"set as rated by me": lambda name: client.set_value(
		ASSESSMENT, name, {"rated_by": frappe.db.get_value("Employee", {"user_id": frappe.session.user})}
	),
	"submitted by another": lambda name: client.submit(json.dumps(plain(name))),
	"cancelled by another": lambda name: client.cancel(ASSESSMENT, name),
	"deleted by another": lambda name: client.delete(ASSESSMENT, name),
	"tampered kind": lambda name: tampered(name, kind="Agreed"),
	"tampered reveal": lambda name: tampered(name, revealed=1),
	"tampered owner": lambda name: tampered(name, owner=frappe.session.user, mentee="Nobody"),
	"versions": lambda name: [
		frappe.get_doc("Version", version).data
		for version in frappe.get_all("Version", {"ref_doctype": ASSESSMENT}, pluck="name")
	],
	"comments": lambda name: frappe.get_all(
		"Comment", {"reference_doctype": ASSESSMENT, "reference_name": name}, ["content"]
	),
	"notifications": lambda name: frappe.get_all(
		"Notification Log", {"document_type": ASSESSMENT}, ["subject"]
	),
	"deleted documents": lambda name: frappe.get_all(
		"Deleted Document", {"deleted_doctype": ASSESSMENT}, ["data"]
	),
	"errors": lambda name: frappe.get_all("Error Log", {"error": ("like", "%secret%")}, pluck="name"),
	"who reads it": lambda name: [
		reader.user
		for reader in readers_of(build.assessment(name))
		if reader.user == frappe.session.user or not reader.user
	],
}


def plain(name):
	return json.loads(frappe.as_json(build.assessment(name).as_dict(convert_dates_to_str=True)))


# who tries to learn the rating of which side
ASKERS = [
	("mentee", "Coach"),
	("manager", "Self"),
	*((role, side) for role in ("boss", "hr", "peer", "other", "outsider") for side in ("Self", "Coach")),
]


@pytest.fixture
def pair(everyone, as_user):
	"""A round in which one side has submitted and the other has rated, and has not submitted yet."""
	plan = build.plan(everyone.mentee)
	with as_user(everyone.manager.user):
		pair = calls.open_round(everyone.mentee.employee, plan=plan.name)
		build.rate(pair["Coach"], [HIDDEN["Coach"]] * 4)
	with as_user(everyone.mentee.user):
		build.rate(pair["Self"], [HIDDEN["Self"]] * 4, submit=False)
	return pair


def answer(road, name):
	frappe.local.response = frappe._dict(docs=[])
	try:
		return frappe.as_json(road(name))
	except (frappe.ValidationError, frappe.PermissionError, frappe.DoesNotExistError) as refusal:
		return f"refused: {refusal}"
	finally:
		form()


@pytest.mark.parametrize("road", ROADS)
def test_before_the_reveal_no_road_leads_to_the_other_side(everyone, pair, as_user, road):
	before = stored(pair)
	for role, side in ASKERS:
		frappe.db.savepoint("asked")
		with as_user(getattr(everyone, role).user):
			told = answer(ROADS[road], pair[side])
		assert build.SECRET[side] not in told, (role, side, told[:500])
		for field in ("level", f"{side.lower()}_level"):
			assert f'"{field}": {HIDDEN[side]}' not in told, (role, side, told[:500])
		assert stored(pair) == before, (role, side)
		frappe.db.rollback(save_point="asked")


def stored(pair):
	"""What both sides have said so far, and whether it is revealed."""
	return [
		(
			name,
			frappe.db.get_value(ASSESSMENT, name, ["docstatus", "revealed", "rated_by", "kind"]),
			frappe.get_all(RATING, {"parent": name}, ["level", "evidence"], as_list=True, order_by="idx"),
		)
		for name in pair.values()
	]


def test_there_are_more_than_twenty_roads():
	assert len(ROADS) >= 20


OPEN_TO_THE_RATER = (
	"open",
	"client.get",
	"client.get_list of rows",
	"report view of rows",
	"form",
	"overview",
)


@pytest.mark.parametrize("road", OPEN_TO_THE_RATER)
def test_the_same_roads_are_open_to_whoever_rates(everyone, pair, as_user, road):
	for role, side in (("mentee", "Self"), ("manager", "Coach")):
		with as_user(getattr(everyone, role).user):
			told = answer(ROADS[road], pair[side])
		assert build.SECRET[side] in told or f'"{side.lower()}_level": {HIDDEN[side]}' in told, told[:500]


def test_the_list_does_not_depend_on_what_the_other_side_said(everyone, pair, as_user):
	"""An oracle: asking for rows by their level must answer the same, whichever level it is."""
	for role, side in ASKERS:
		with as_user(getattr(everyone, role).user):
			counts = {
				len(
					frappe.get_list(
						ASSESSMENT,
						filters=[[RATING, "level", "=", level], ["name", "=", pair[side]]],
						pluck="name",
					)
				)
				for level in range(6)
			}
		assert counts == {0}, (role, side)
