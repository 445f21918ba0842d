"""Both sides submit in the same moment: whichever comes first, both end up revealed (rule 15)."""

import os
import threading
from pathlib import Path

import pytest

import frappe

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import open_round
from tests import competency_people as build

pytestmark = pytest.mark.commits

TIMES = 8


def submit(site: str, user: str, name: str, start: threading.Barrier, failed: list) -> None:
	frappe.init(site, sites_path=str(Path(os.environ["COACHING_BENCH"]).expanduser() / "sites"))
	frappe.connect()
	try:
		frappe.set_user(user)
		doc = frappe.get_doc("Competency Assessment", name)
		for row in doc.ratings:
			row.level = 3
		start.wait(30)
		doc.submit()
		frappe.db.commit()
	except Exception as error:
		failed.append(f"{user}: {error!r}")
	finally:
		frappe.destroy()


def test_two_who_submit_at_once_reveal_both(site, as_user):
	everyone = build.people("ATONCE")
	purposes = ("Career Development", "Role Growth", "New Scope", "Clarify Expectations")
	for attempt in range(TIMES):
		person = (everyone.mentee, everyone.peer)[attempt % 2]
		plan = build.plan(person, purpose=purposes[attempt // 2])
		with as_user(everyone.manager.user):
			pair = open_round(person.employee, plan=plan.name)
		frappe.db.commit()
		start, failed = threading.Barrier(2), []
		sides = [
			threading.Thread(target=submit, args=(frappe.local.site, user, pair[kind], start, failed))
			for kind, user in (("Self", person.user), ("Coach", everyone.manager.user))
		]
		for side in sides:
			side.start()
		for side in sides:
			side.join(60)
		frappe.db.rollback()
		assert not failed, failed
		found = frappe.get_all(
			"Competency Assessment",
			{"name": ("in", list(pair.values()))},
			["docstatus", "revealed"],
			as_list=True,
		)
		assert list(found) == [(1, 1), (1, 1)], (attempt, found)
