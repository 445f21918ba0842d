"""What confidential documents do without: other authors, links out of reach, names, shares, keys and broadcasts."""

import pytest

from tests import factories


@pytest.fixture
def plan(firm, by):
	return factories.active_plan(firm)


@pytest.fixture
def peers_plan(firm, by):
	"""Of somebody whom the same manager leads: readable by the manager, and none of the mentee's business."""
	with by("manager"):
		return factories.plan(firm.peer, purpose="Role Growth")


def test_the_author_and_the_time_stay(site, plan, by):
	for person in ("manager", "hr", "mentee"):
		with by(person):
			changed = site.get_doc("Coaching Plan", plan.name)
			changed.owner, changed.creation = "somebody@coaching.example", "2020-01-01 00:00:00"
			changed.save()
		stored = site.db.get_value("Coaching Plan", plan.name, ["owner", "creation"])
		assert stored[0] == plan.owner and str(stored[1]) == str(plan.creation)


def test_a_link_leads_to_what_its_writer_reads(site, firm, plan, by):
	with by("hr"):
		hidden = factories.plan(firm.other_manager, purpose="Role Growth")
		session = factories.session(firm.other_manager)
	with by("manager"):
		changed = site.get_doc("Coaching Plan", plan.name)
		changed.append(
			"milestones", {"achieved_on": "2026-01-01", "description": "x", "session": session.name}
		)
		with pytest.raises(site.PermissionError, match="Session"):
			changed.save()
		with pytest.raises(site.PermissionError):
			factories.goal(hidden)
		note = site.get_doc({"doctype": "Coaching Note", "plan": hidden.name, "note": "x"})
		with pytest.raises(site.PermissionError, match="Plan.*that you can read"):
			note.insert()


def test_a_link_stays_with_the_same_person(site, firm, plan, peers_plan, by):
	"""The manager reads both; the mentee, who reads this plan, must not find the peer's session on it."""
	with by("manager"):
		peers = factories.session(firm.peer)
		changed = site.get_doc("Coaching Plan", plan.name)
		changed.append("milestones", {"achieved_on": "2026-01-01", "description": "x", "session": peers.name})
		with pytest.raises(site.PermissionError, match="Session"):
			changed.save()
		amended = factories.session(firm.mentee)
		amended = site.copy_doc(amended)
		amended.amended_from = peers.name
		with pytest.raises(site.PermissionError, match="Amended From"):
			amended.insert()


def test_a_link_to_ones_own_is_fine(site, firm, plan, by):
	with by("manager"):
		session = factories.session(firm.mentee, plan)
		changed = site.get_doc("Coaching Plan", plan.name)
		changed.append(
			"milestones", {"achieved_on": "2026-01-01", "description": "x", "session": session.name}
		)
		changed.save()
	with by("mentee"):
		assert site.get_doc("Coaching Note", _note(site, session)).plan is None


def _note(site, session) -> str:
	return site.get_doc({"doctype": "Coaching Note", "session": session.name, "note": "Mine"}).insert().name


@pytest.mark.parametrize("person", ["mentee", "manager", "hr", "administrator"])
def test_nothing_is_renamed(site, plan, by, as_user, person):
	with as_user("Administrator") if person == "administrator" else by(person):
		record = site.get_doc("Coaching Plan", plan.name)
		with pytest.raises(site.PermissionError):
			record.rename("mine", force=True, validate_rename=False)
		with pytest.raises(site.PermissionError):
			record.run_method("before_rename", plan.name, "mine", False)


def test_older_links_can_not_be_guessed(site, plan):
	import hashlib

	guessed = hashlib.sha224(f"Coaching Plan:{plan.name}".encode()).hexdigest()
	assert plan.get_signature() not in (guessed, "") and plan.get_signature() == plan.get_signature()
	with pytest.raises(site.PermissionError):
		plan.get_document_share_key()


def test_a_note_is_its_authors(site, firm, plan, by):
	with by("mentee"):
		note = site.get_doc({"doctype": "Coaching Note", "plan": plan.name, "note": "Mine"}).insert()
		assert site.get_list("Coaching Note", pluck="name") == [note.name]
	for person in ("manager", "hr", "second_manager", "peer"):
		with by(person):
			assert not site.has_permission("Coaching Note", "read", doc=note.name)
			assert not site.get_list("Coaching Note")
	with by("mentee"):
		with pytest.raises(site.MandatoryError):
			site.get_doc({"doctype": "Coaching Note", "plan": plan.name, "note": "  "}).insert()
		with pytest.raises(site.MandatoryError, match="Session.*Write it from there"):
			site.get_doc({"doctype": "Coaching Note", "note": "About nothing"}).insert()
		note.delete()
	kept = site.get_all("Deleted Document", filters={"deleted_name": note.name}, pluck="data")
	assert kept and not any("Mine" in data for data in kept)
