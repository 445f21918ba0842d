"""Rows of child tables, and names."""

import pytest

from tests.contract.conftest import CHILD, PROBE, SLIP, TARGET


def test_rows_are_numbered_and_know_their_parent(site, probe):
	doc = probe(rows=[{"item": "a"}, {"item": "b"}])
	doc.append("rows", {"item": "c"})
	assert [row.idx for row in doc.rows] == [1, 2, 3]
	assert doc.rows[2].parent_doc is doc
	doc.save()
	stored = site.get_all(
		CHILD,
		filters={"parent": doc.name},
		fields=["item", "idx", "parenttype", "parentfield"],
		order_by="idx",
	)
	assert [(row.item, row.idx) for row in stored] == [("a", 1), ("b", 2), ("c", 3)]
	assert {(row.parenttype, row.parentfield) for row in stored} == {(PROBE, "rows")}


def test_rows_come_back_in_order(site, probe):
	doc = probe(rows=[{"item": "a"}, {"item": "b"}])
	doc.rows[0].idx, doc.rows[1].idx = 2, 1
	doc.save()
	doc.reload()
	assert [row.item for row in doc.rows] == ["b", "a"]


def test_a_row_left_out_is_deleted(site, probe):
	doc = probe(rows=[{"item": "a"}, {"item": "b"}])
	doc.remove(doc.rows[0])
	assert [row.idx for row in doc.rows] == [1]
	doc.save()
	assert site.get_all(CHILD, filters={"parent": doc.name}, pluck="item") == ["b"]


def test_a_changed_row_keeps_its_name(site, probe):
	doc = probe(rows=[{"item": "a"}])
	name = doc.rows[0].name
	doc.rows[0].item = "b"
	doc.save()
	assert site.db.get_value(CHILD, name, "item") == "b"


def test_set_replaces_the_rows(site, probe):
	doc = probe(rows=[{"item": "a"}])
	doc.set("rows", [{"item": "x"}, {"item": "y"}])
	doc.save()
	doc.reload()
	assert [row.item for row in doc.rows] == ["x", "y"]


def test_rows_are_found_by_filters(site, probe):
	doc = probe(rows=[{"item": "a", "amount": 1}, {"item": "b", "amount": 5}])
	assert [row.item for row in doc.get("rows", {"amount": 5})] == ["b"]
	assert [row.item for row in doc.get("rows", {"amount": [">", 0]})] == ["a", "b"]
	assert doc.getone("rows", {"item": "a"}).amount == 1


def test_rows_take_defaults_of_their_doctype(site, probe):
	row = probe(rows=[{"item": "a"}]).rows[0]
	assert row.answer in (None, "")
	assert row.docstatus == 0


def test_deleting_a_document_deletes_its_rows(site, probe):
	doc = probe(rows=[{"item": "a"}])
	doc.delete()
	assert not site.db.exists(CHILD, {"parent": doc.name})


def test_a_series_counts_within_its_prefix(site, probe):
	first, second = probe().name, probe().name
	year = site.utils.now_datetime().year
	assert first.startswith(f"CPR-{year}-") and len(first.rsplit("-", 1)[1]) == 5
	assert int(second[-5:]) == int(first[-5:]) + 1


def test_deleting_the_last_of_a_series_gives_its_number_back(site, probe):
	probe()
	last = probe()
	last.delete()
	assert probe().name == last.name


def test_deleting_another_does_not(site, probe):
	first, last = probe(), probe()
	first.delete()
	assert int(probe().name[-5:]) == int(last.name[-5:]) + 1


def test_a_name_from_a_field_keeps_the_field_in_step(site, target):
	doc = target("  Spaced  ")
	assert doc.name == doc.title == "Spaced"
	with pytest.raises(site.ValidationError):
		site.get_doc({"doctype": TARGET}).insert()


def test_a_given_name_is_not_kept_unless_set(site):
	assert site.get_doc({"doctype": PROBE, "name": "mine", "subject": "x"}).insert().name != "mine"
	assert site.get_doc({"doctype": PROBE, "subject": "x"}).insert(set_name="mine").name == "mine"


@pytest.mark.parametrize("name", ["a<b", "New Contract Probe 1"])
def test_unusable_names_are_refused(site, name):
	with pytest.raises(site.NameError):
		site.get_doc({"doctype": PROBE, "subject": "x"}).insert(set_name=name)


def test_hash_names_are_ten_signs(site, probe):
	assert len(probe(rows=[{"item": "a"}]).rows[0].name) == 10


def test_make_autoname_follows_its_parts(site):
	from frappe.model.naming import make_autoname

	now = site.utils.now_datetime()
	assert make_autoname("X-.YY.-.MM.-.###") == f"X-{now:%y}-{now:%m}-001"
	assert make_autoname("X-.YY.-.MM.-.###") == f"X-{now:%y}-{now:%m}-002"


def test_an_amendment_is_named_after_what_it_amends(site, slip):
	first = slip()
	first.submit()
	first.cancel()
	amended = site.copy_doc(first)
	amended.amended_from = first.name
	amended.insert()
	assert amended.name == f"{first.name}-1"
	amended.submit()
	amended.cancel()
	again = site.copy_doc(amended)
	again.amended_from = amended.name
	assert again.insert().name == f"{first.name}-2"


def test_only_cancelled_documents_are_amended(site, slip):
	first = slip()
	amended = site.get_doc({"doctype": SLIP, "subject": "x", "amended_from": first.name})
	with pytest.raises(site.ValidationError):
		amended.insert()


@pytest.mark.commits
def test_renaming_carries_links_along(site, target, probe):
	target("Old")
	doc = probe(target="Old", rows=[{"item": "a", "target": "Old"}])
	site.rename_doc(TARGET, "Old", "New", force=True)
	doc.reload()
	assert doc.target == doc.rows[0].target == "New"
	assert site.db.get_value(TARGET, "New", "title") == "New"
	assert not site.db.exists(TARGET, "Old")
