"""What every save checks: mandatory, links, options, lengths, constants, levels."""

import pytest

from tests.contract.conftest import PROBE, SLIP, TARGET


def make(site, **values):
	return site.get_doc({"doctype": PROBE, "subject": "x", **values})


def test_missing_mandatory_fields_are_listed(site):
	doc = site.get_doc({"doctype": PROBE, "rows": [{"amount": 1}]})
	with pytest.raises(site.MandatoryError, match=r"^\[Contract Probe, CPR-.*\]: subject, item$"):
		doc.insert()


@pytest.mark.parametrize("empty", ["", "   ", None, "<p></p>"])
def test_text_without_content_is_missing(site, empty):
	with pytest.raises(site.MandatoryError):
		make(site, subject=empty).insert()


def test_zero_satisfies_a_mandatory_field(site):
	assert make(site, subject=0).insert().name


def test_mandatory_can_be_ignored(site):
	assert site.get_doc({"doctype": PROBE}).insert(ignore_mandatory=True).name


def test_a_link_must_exist(site):
	with pytest.raises(site.LinkValidationError, match="Could not find Unguarded: nowhere"):
		make(site, unguarded="nowhere").insert()


def test_a_link_in_a_row_must_exist(site):
	with pytest.raises(site.LinkValidationError, match="Row #1: Other Target: nowhere"):
		make(site, rows=[{"item": "a", "other_target": "nowhere"}]).insert()


def test_a_link_through_which_values_are_fetched_is_not_checked(site):
	"""Frappe 15.72 takes any name there, so a rule that needs the linked record has to ask for it."""
	assert make(site, target="nowhere").insert().target == "nowhere"


def test_links_can_be_ignored(site):
	assert make(site, unguarded="nowhere").insert(ignore_links=True).unguarded == "nowhere"


def test_a_link_takes_the_case_of_what_it_names(site, target):
	target("Capital")
	assert make(site, unguarded="capital").insert().unguarded == "Capital"


def test_values_are_fetched_through_a_link(site, target):
	target("One", note="from one", rate=2)
	target("Two", note="from two", rate=3)
	doc = make(site, target="One", target_note="typed in").insert()
	assert (doc.target_note, doc.target_rate) == ("from one", 2.0)
	doc.target = "Two"
	doc.save()
	assert doc.target_note == "from two"
	assert doc.target_rate == 2.0, "fetched only when empty"


def test_a_row_fetches_too(site, target):
	target("One", note="from one")
	doc = make(site, rows=[{"item": "a", "target": "One"}]).insert()
	assert doc.rows[0].target_note == "from one"


def test_a_fetch_follows_the_source_only_at_the_next_save(site, target):
	source = target("One", note="before")
	doc = make(site, target="One").insert()
	source.note = "after"
	source.save()
	assert site.db.get_value(PROBE, doc.name, "target_note") == "before"
	doc.save()
	assert doc.target_note == "after"


def test_a_dynamic_link_needs_its_type_and_an_existing_name(site, target):
	target("One")
	assert make(site, ref_type=TARGET, ref_name="One").insert().name
	with pytest.raises(site.LinkValidationError):
		make(site, ref_type=TARGET, ref_name="nowhere").insert()
	with pytest.raises(site.ValidationError, match="must be set first"):
		make(site, ref_name="One").insert()


def test_a_select_takes_only_its_options(site):
	with pytest.raises(site.ValidationError, match='cannot be "Sad"'):
		make(site, mood="Sad").insert()
	with pytest.raises(site.ValidationError, match="Row #1:"):
		make(site, rows=[{"item": "a", "answer": "Maybe"}]).insert()


def test_a_select_is_stripped(site):
	assert make(site, mood=" Good ").insert().mood == "Good"


def test_defaults_fill_what_is_not_given(site):
	doc = make(site).insert()
	assert doc.status == "Draft"
	assert doc.mood == "Good", "a select without default takes its first option"
	assert doc.author == "Administrator"
	assert str(doc.due) == site.utils.today()
	assert doc.plain_date is None
	assert (doc.number, doc.amount, doc.flag) == (None, None, 0) or (doc.number, doc.amount, doc.flag) == (
		0,
		0.0,
		0,
	)


def test_an_empty_text_is_a_value_that_no_default_replaces(site):
	assert make(site, status="").insert().status == ""


def test_new_doc_has_the_defaults(site):
	doc = site.new_doc(PROBE)
	assert (doc.status, doc.author) == ("Draft", "Administrator")
	assert str(doc.due) == site.utils.today()


def test_negative_numbers_are_refused_where_so_marked(site):
	with pytest.raises(site.NonNegativeError):
		make(site, number=-1).insert()
	with pytest.raises(site.NonNegativeError):
		make(site, rows=[{"item": "a", "amount": -1}]).insert()
	assert make(site, amount=-1).insert().amount == -1


def test_text_longer_than_its_field_is_refused(site):
	with pytest.raises(site.CharacterLengthExceededError):
		make(site, short="x" * 11).insert()
	with pytest.raises(site.CharacterLengthExceededError):
		make(site, shown="x" * 141).insert()
	assert make(site, short="x" * 10, details="x" * 10_000).insert().name


def test_mail_addresses_are_checked(site):
	with pytest.raises(site.InvalidEmailAddressError):
		make(site, mail="no address").insert()
	assert make(site, mail="a@b.example").insert().name


def test_a_constant_is_set_only_once(site):
	doc = make(site, constant="first").insert()
	doc.constant = "second"
	with pytest.raises(site.CannotChangeConstantError):
		doc.save()


def test_an_unset_constant_cannot_be_set_later(site):
	doc = make(site).insert()
	doc.reload()
	doc.constant = "late"
	with pytest.raises(site.CannotChangeConstantError):
		doc.save()


def test_unique_values_are_unique(site, target):
	target("One", code="A")
	with pytest.raises(site.UniqueValidationError):
		target("Two", code="A")


def test_unique_lets_many_be_empty(site, target):
	target("One", code="")
	assert target("Two", code="").code in (None, "")


def test_a_name_taken_is_a_duplicate(site, target):
	target("One")
	with pytest.raises(site.DuplicateEntryError):
		target("One")


def test_read_only_is_not_enforced_by_the_server(site):
	assert make(site, shown="written").insert().shown == "written"


def test_scripts_are_taken_out_of_text(site):
	doc = make(
		site, body="<p>fine</p><script>alert(1)</script>", subject='<b onclick="x()">bold</b>'
	).insert()
	assert "<script" not in doc.body and "fine" in doc.body
	assert "onclick" not in doc.subject and "<b>bold</b>" in doc.subject


def test_signs_that_are_no_markup_stay(site):
	assert make(site, subject="a < b and c > d").insert().subject == "a < b and c > d"


def test_fields_above_the_users_level_are_put_back(site, probe, as_user):
	doc = probe(secret="kept")
	with as_user("writer@contract.example"):
		mine = site.get_doc(PROBE, doc.name)
		mine.secret = "changed"
		mine.save()
		assert make(site, secret="given").insert().secret in (None, "")
	assert site.db.get_value(PROBE, doc.name, "secret") == "kept"
	with as_user("level@contract.example"):
		theirs = site.get_doc(PROBE, doc.name)
		theirs.secret = "changed"
		theirs.save()
	assert site.db.get_value(PROBE, doc.name, "secret") == "changed"


def test_ignoring_permissions_ignores_levels(site, probe, as_user):
	doc = probe()
	with as_user("writer@contract.example"):
		mine = site.get_doc(PROBE, doc.name)
		mine.secret = "by the app"
		mine.save(ignore_permissions=True)
	assert site.db.get_value(PROBE, doc.name, "secret") == "by the app"


def test_levels_hide_values_when_asked(site, probe, as_user):
	doc = probe(secret="hidden")
	with as_user("reader@contract.example"):
		mine = site.get_doc(PROBE, doc.name)
		assert mine.secret == "hidden", "loading alone hides nothing"
		mine.apply_fieldlevel_read_permissions()
		assert mine.get("secret") is None


def test_a_cancelled_document_cannot_be_linked_by_a_submittable_one(site, slip):
	other = slip()
	other.submit()
	other.cancel()
	with pytest.raises(site.CancelledLinkError):
		site.get_doc({"doctype": SLIP, "subject": "x", "other": other.name}).insert()


def test_numbers_are_made_of_text(site):
	doc = make(site, number="12", amount="1,234.5", share_of="50").insert()
	doc.reload()
	assert (doc.number, doc.amount, doc.share_of) == (12, 1234.5, 50.0)
