"""The order of events, and what a document knows while it is saved."""

import pytest

from frappe.model.document import Document

from tests.contract.conftest import PROBE, SLIP

EVENTS = (
	"before_insert", "before_naming", "autoname", "before_validate", "validate", "before_save", "after_insert", "on_update",
	"on_change", "before_submit", "on_submit", "before_cancel", "on_cancel", "before_update_after_submit",
	"on_update_after_submit", "before_change", "on_trash", "after_delete",
)  # fmt: skip


def recorder(event):
	def record(self, *args, **kwargs):
		self.flags.setdefault("events", []).append(event)

	return record


Recording = type("Recording", (Document,), {event: recorder(event) for event in EVENTS})


def events_of(doc):
	return doc.flags.pop("events", [])


@pytest.fixture
def recorded(site):
	return Recording({"doctype": SLIP, "subject": "Order"})


def test_insert_runs_its_events_in_order(recorded):
	recorded.insert()
	assert events_of(recorded) == [
		"before_insert", "before_naming", "autoname", "before_validate", "validate", "before_save", "after_insert",
		"on_update", "on_change",
	]  # fmt: skip


def test_save_runs_its_events_in_order(recorded):
	recorded.insert()
	events_of(recorded)
	recorded.save()
	assert events_of(recorded) == ["before_validate", "validate", "before_save", "on_update", "on_change"]


def test_submit_runs_its_events_in_order(recorded):
	recorded.insert()
	events_of(recorded)
	recorded.submit()
	assert events_of(recorded) == [
		"before_validate",
		"validate",
		"before_submit",
		"on_update",
		"on_submit",
		"on_change",
	]


def test_change_after_submit_runs_its_events_in_order(recorded):
	recorded.insert().submit()
	events_of(recorded)
	recorded.remark = "later"
	recorded.save()
	assert events_of(recorded) == ["before_update_after_submit", "on_update_after_submit", "on_change"]


def test_cancel_runs_its_events_in_order(recorded):
	recorded.insert().submit()
	events_of(recorded)
	recorded.cancel()
	assert events_of(recorded) == ["before_cancel", "on_cancel", "on_change"]


def test_db_set_runs_only_the_change_events(recorded):
	recorded.insert()
	events_of(recorded)
	recorded.db_set("remark", "set")
	assert events_of(recorded) == ["before_change", "on_change"]


def test_ignore_validate_skips_validate_and_before_save_but_not_before_validate(recorded):
	recorded.flags.ignore_validate = True
	recorded.insert()
	events = events_of(recorded)
	assert "before_validate" in events
	assert "validate" not in events and "before_save" not in events
	assert "on_update" in events


def test_handlers_of_hooks_run_after_the_controller_and_get_the_event(site, hooks, recorded):
	seen = []
	hooks(doc_events={
		SLIP: {"validate": [lambda doc, method: seen.append((method, list(doc.flags.events)))]},
		"*": {"validate": [lambda doc, method: seen.append("all")]},
	})  # fmt: skip
	recorded.insert()
	assert seen[0][0] == "validate"
	assert seen[0][1][-1] == "validate"
	assert seen[1] == "all"


def test_delete_runs_on_trash_then_after_delete(site, hooks, probe):
	doc, seen = probe(), []
	events = ("on_trash", "on_change", "after_delete")
	hooks(doc_events={PROBE: {event: [lambda doc, method: seen.append(method)] for event in events}})
	doc.delete()
	assert seen == ["on_trash", "on_change", "after_delete"]
	assert not site.db.exists(PROBE, doc.name)


def test_a_new_document_is_new_until_inserted(site):
	doc = site.get_doc({"doctype": PROBE, "subject": "x"})
	assert not doc.is_new()
	doc = site.new_doc(PROBE, subject="x")
	assert doc.is_new()
	doc.insert()
	assert not doc.is_new()


def test_owner_and_timestamps_are_set(site, probe):
	doc = probe()
	assert doc.owner == doc.modified_by == "Administrator"
	assert str(doc.creation) == str(doc.modified)
	assert site.utils.get_datetime(doc.creation) <= site.utils.now_datetime()


def test_save_moves_modified_but_not_creation(site, probe):
	doc = probe()
	creation, modified = str(doc.creation), str(doc.modified)
	doc.save()
	assert str(doc.creation) == creation
	assert str(doc.modified) > modified


def test_stored_values_come_back_with_their_types(site, probe):
	import datetime

	name = probe(
		due="2026-02-03", starts="2026-02-03 10:30:00", clock="08:15:00", number="7", amount="1.5", flag=True
	).name
	doc = site.get_doc(PROBE, name)
	assert doc.due == datetime.date(2026, 2, 3)
	assert doc.starts == datetime.datetime(2026, 2, 3, 10, 30)
	assert doc.clock == datetime.timedelta(hours=8, minutes=15)
	assert (doc.number, doc.amount, doc.flag) == (7, 1.5, 1)
	assert type(doc.number) is int and type(doc.amount) is float and type(doc.flag) is int


def test_the_document_before_the_save_is_at_hand(site, probe):
	doc = probe(status="Open")
	seen = []

	class Looking(Document):
		def validate(self):
			before = self.get_doc_before_save()
			seen.append((before.status, self.has_value_changed("status"), self.has_value_changed("subject")))

	doc = Looking(PROBE, doc.name)
	doc.status = "Done"
	doc.save()
	assert seen == [("Open", True, False)]


def test_before_insert_has_no_document_before_the_save(site):
	seen = []

	class Looking(Document):
		def validate(self):
			seen.append((self.get_doc_before_save(), self.has_value_changed("status"), bool(self.is_new())))

	Looking({"doctype": PROBE, "subject": "x"}).insert()
	assert seen == [(None, True, True)]


def test_dates_given_as_text_are_no_change(site, probe):
	doc = probe(due="2026-02-03", starts="2026-02-03 10:30:00")
	seen = []

	class Looking(Document):
		def validate(self):
			seen.append((self.has_value_changed("due"), self.has_value_changed("starts")))

	doc = Looking(PROBE, doc.name)
	doc.due, doc.starts = "2026-02-03", "2026-02-03 10:30:00"
	doc.save()
	assert seen == [(False, False)]


def test_saving_an_old_copy_is_refused(site, probe):
	doc = probe()
	old = site.get_doc(PROBE, doc.name)
	doc.subject = "newer"
	doc.save()
	old.subject = "older"
	with pytest.raises(site.TimestampMismatchError):
		old.save()


def test_reload_brings_back_what_is_stored(site, probe):
	doc = probe()
	doc.subject = "unsaved"
	doc.reload()
	assert doc.subject == "A probe"


def test_db_set_writes_at_once_and_moves_modified(site, probe):
	doc = probe()
	before = str(doc.modified)
	doc.db_set("subject", "set")
	assert site.db.get_value(PROBE, doc.name, "subject") == "set"
	assert str(doc.modified) > before
	doc.db_set({"subject": "again", "mood": "Bad"}, update_modified=False)
	assert site.db.get_value(PROBE, doc.name, ["subject", "mood"]) == ("again", "Bad")


def test_run_method_returns_what_the_controller_returns(site):
	class Answering(Document):
		def answer(self, number):
			return number + 1

	doc = Answering({"doctype": PROBE, "subject": "x"})
	assert doc.run_method("answer", 41) == 42
	assert doc.run_method("no_such_method") is None


def test_as_dict_holds_columns_and_rows_but_no_attributes(site, probe):
	doc = probe(rows=[{"item": "a"}])
	doc.something = "else"
	values = doc.as_dict()
	assert values["doctype"] == PROBE and values["rows"][0]["item"] == "a"
	assert "something" not in values


def test_copy_leaves_names_and_owners_behind(site, probe):
	doc = probe(rows=[{"item": "a"}])
	copy = site.copy_doc(doc)
	assert copy.name is None and copy.subject == doc.subject
	assert copy.rows[0].name is None
	assert copy.insert().name != doc.name


def test_copy_leaves_out_what_is_not_to_be_copied_only_on_demand(site, probe):
	doc = probe(memo="for this one")
	assert site.copy_doc(doc).memo == "for this one"
	assert site.copy_doc(doc, ignore_no_copy=False).memo is None


def test_get_doc_takes_a_dict_keywords_or_filters(site, probe):
	doc = probe(subject="found by filter")
	assert site.get_doc(doctype=PROBE, subject="x").subject == "x"
	assert site.get_doc(PROBE, {"subject": "found by filter"}).name == doc.name
	with pytest.raises(site.DoesNotExistError):
		site.get_doc(PROBE, "no such probe")


def test_get_last_doc_is_the_newest(site, probe):
	probe()
	newest = probe()
	assert site.get_last_doc(PROBE).name == newest.name


def test_a_cached_document_follows_a_save(site, probe):
	doc = probe()
	assert site.get_cached_doc(PROBE, doc.name).subject == "A probe"
	doc.subject = "changed"
	doc.save()
	assert site.get_cached_doc(PROBE, doc.name).subject == "changed"
	assert site.get_cached_value(PROBE, doc.name, "subject") == "changed"
