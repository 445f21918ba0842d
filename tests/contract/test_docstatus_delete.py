"""Submitting, cancelling, deleting, and the links that stand in the way."""

import pytest

from tests.contract.conftest import CHILD, PROBE, SLIP, TARGET


def test_a_submitted_document_keeps_its_fields(site, slip):
	doc = slip()
	doc.submit()
	assert doc.docstatus == 1 and doc.docstatus.is_submitted()
	doc.subject = "changed"
	with pytest.raises(site.UpdateAfterSubmitError):
		doc.save()


def test_fields_allowed_on_submit_change(site, slip):
	doc = slip()
	doc.submit()
	doc.remark = "later"
	doc.save()
	assert site.db.get_value(SLIP, doc.name, "remark") == "later"


def test_rows_of_an_allowed_table_are_added_and_changed_where_allowed(site, slip):
	doc = slip(rows=[{"item": "a", "amount": 1}])
	doc.submit()
	doc.rows[0].amount = 2
	doc.append("rows", {"item": "b"})
	doc.save()
	assert site.db.count(CHILD, {"parent": doc.name}) == 2
	doc.rows[0].item = "changed"
	with pytest.raises(site.UpdateAfterSubmitError):
		doc.save()


def test_rows_of_another_table_are_locked(site, slip):
	doc = slip(fixed_rows=[{"item": "a"}])
	doc.submit()
	doc.append("fixed_rows", {"item": "b"})
	with pytest.raises(site.UpdateAfterSubmitError):
		doc.save()


def test_rows_follow_the_docstatus(site, slip):
	doc = slip(rows=[{"item": "a"}])
	doc.submit()
	assert site.db.get_value(CHILD, {"parent": doc.name}, "docstatus") == 1
	doc.cancel()
	assert site.db.get_value(CHILD, {"parent": doc.name}, "docstatus") == 2


def test_a_cancelled_document_is_not_saved(site, slip):
	doc = slip()
	doc.submit()
	doc.cancel()
	with pytest.raises(site.ValidationError):
		doc.save()


def test_a_draft_is_not_cancelled_and_a_submitted_one_not_unsubmitted(site, slip):
	doc = slip()
	with pytest.raises(site.DocstatusTransitionError):
		doc.cancel()
	doc = slip()
	doc.submit()
	doc.docstatus = 0
	with pytest.raises(site.DocstatusTransitionError):
		doc.save()


def test_a_document_may_be_inserted_submitted(site):
	doc = site.get_doc({"doctype": SLIP, "subject": "x", "docstatus": 1}).insert()
	assert site.db.get_value(SLIP, doc.name, "docstatus") == 1


def test_a_submitted_document_is_not_deleted(site, slip):
	doc = slip()
	doc.submit()
	with pytest.raises(site.ValidationError):
		doc.delete()
	doc.cancel()
	doc.delete()
	assert not site.db.exists(SLIP, doc.name)


def test_a_linked_document_is_not_deleted(site, target, probe):
	one = target("One")
	doc = probe(target="One")
	with pytest.raises(site.LinkExistsError):
		one.delete()
	doc.delete()
	one.delete()
	assert not site.db.exists(TARGET, "One")


def test_a_document_linked_from_a_row_is_not_deleted(site, target, probe):
	one = target("One")
	probe(rows=[{"item": "a", "target": "One"}])
	with pytest.raises(site.LinkExistsError):
		one.delete()


def test_force_deletes_all_the_same(site, target, probe):
	target("One")
	probe(target="One")
	site.delete_doc(TARGET, "One", force=True)
	assert not site.db.exists(TARGET, "One")


def test_cancelling_is_refused_by_submitted_links_only(site, slip):
	one = slip()
	one.submit()
	draft = slip(other=one.name)
	other = site.get_doc({"doctype": SLIP, "subject": "y", "other": one.name}).insert()
	other.submit()
	site.db.savepoint("earlier")
	with pytest.raises(site.LinkExistsError):
		one.cancel()
	site.db.rollback(save_point="earlier")
	other.reload()
	other.cancel()
	one.reload()
	one.cancel()
	assert draft.docstatus == 0 and one.docstatus == 2


def test_deleting_what_is_not_there_is_no_error_unless_asked(site):
	assert site.delete_doc(PROBE, "nowhere") is False
	with pytest.raises(site.DoesNotExistError):
		site.delete_doc(PROBE, "nowhere", ignore_missing=False)


def test_a_deleted_document_is_kept_aside(site, probe):
	doc = probe()
	doc.delete()
	kept = site.get_all(
		"Deleted Document", filters={"deleted_doctype": PROBE, "deleted_name": doc.name}, pluck="data"
	)
	assert site.parse_json(kept[0]).subject == "A probe"


def test_deleting_asks_for_the_right(site, probe, as_user):
	doc = probe()
	with as_user("reader@contract.example"), pytest.raises(site.PermissionError):
		site.delete_doc(PROBE, doc.name)
	with as_user("writer@contract.example"):
		site.delete_doc(PROBE, doc.name)


@pytest.mark.commits
def test_what_hangs_on_a_document_goes_with_it(site, probe):
	doc = probe()
	doc.subject = "changed"
	doc.save()
	doc.add_comment("Comment", "about it")
	site.flags.in_test = True
	doc.delete()
	site.flags.in_test = False
	site.db.commit()
	assert not site.db.exists(
		"Comment", {"reference_doctype": PROBE, "reference_name": doc.name, "comment_type": "Comment"}
	)
	assert not site.db.exists("Version", {"ref_doctype": PROBE, "docname": doc.name})
