"""Lists, values and SQL: filters, fields, orders, types, and MariaDB's spelling."""

import datetime

import pytest

from tests.contract.conftest import CHILD, PROBE, SETTING, SLIP, TARGET


@pytest.fixture
def three(site, probe, target):
	"""Three probes a, b, c that differ in every way that the filters ask for."""
	target("One", note="first note", rate=1.5)
	values = [
		{"subject": "Alpha", "number": 1, "plain_date": "2026-01-10", "starts": "2026-01-10 09:00:00", "mood": "Good", "target": "One"},
		{"subject": "beta", "number": 2, "plain_date": "2026-02-10", "starts": "2026-02-10 23:30:00", "mood": "Bad"},
		{"subject": "Gamma%", "number": 3, "mood": "Bad", "rows": [{"item": "x", "amount": 4}, {"item": "y", "amount": 6}]},
	]  # fmt: skip
	return [probe(**each).name for each in values]


def found(site, three, filters=None, **kwargs):
	rows = site.get_all(PROBE, filters=filters, pluck="name", **kwargs)
	return "".join("abc"[three.index(name)] for name in sorted(rows) if name in three)


@pytest.mark.parametrize(
	("filters", "expected"),
	[
		({"subject": "Alpha"}, "a"),
		({"subject": "alpha"}, "a"),
		({"number": [">", 1]}, "bc"),
		({"number": ["<=", 2]}, "ab"),
		({"subject": ["!=", "Alpha"]}, "bc"),
		({"subject": ["in", ["Alpha", "beta"]]}, "ab"),
		({"subject": ["not in", ["Alpha", "beta"]]}, "c"),
		({"subject": ["in", []]}, ""),
		({"subject": ["like", "%et%"]}, "b"),
		({"subject": ["like", "gamma\\%"]}, ""),
		({"subject": ["not like", "%a%"]}, ""),
		({"plain_date": ["is", "set"]}, "ab"),
		({"plain_date": ["is", "not set"]}, "c"),
		({"plain_date": "2026-01-10"}, "a"),
		({"plain_date": [">", "2026-01-10"]}, "b"),
		({"plain_date": ["<", "2026-02-10"]}, "ac"),
		({"plain_date": ["between", ["2026-01-01", "2026-01-31"]]}, "a"),
		({"starts": ["between", ["2026-02-01", "2026-02-10"]]}, "b"),
		({"starts": [">=", "2026-02-10"]}, "b"),
		({"target": ["is", "not set"]}, "bc"),
		({"target": ""}, "bc"),
		({"target": None}, "bc"),
		({"target": ["!=", "One"]}, "bc"),
		({"target": ["not in", ["One"]]}, "bc"),
		([["number", ">", 1], ["mood", "=", "Bad"]], "bc"),
		([[PROBE, "number", "=", 3]], "c"),
		([[CHILD, "item", "=", "x"]], "c"),
		({"mood": "Bad", "number": ["<", 3]}, "b"),
		({"flag": 0}, "abc"),
		({"flag": 1}, ""),
	],
)
def test_filters(site, three, filters, expected):
	assert found(site, three, filters) == expected


def test_a_date_before_another_counts_what_has_no_date(site, three):
	"""An empty date stands for the first of all days: it is before any other."""
	assert found(site, three, {"plain_date": ["<", "2026-01-01"]}) == "c"


def test_or_filters_are_alternatives_within_the_filters(site, three):
	assert found(site, three, {"mood": "Bad"}, or_filters={"number": 1, "subject": "beta"}) == "b"
	assert found(site, three, or_filters=[["number", "=", 1], ["number", "=", 3]]) == "ac"


def test_rows_are_dicts_with_the_fields_asked_for(site, three):
	row = site.get_all(PROBE, filters={"name": three[0]}, fields=["name", "subject as title", "number"])[0]
	assert row == {"name": three[0], "title": "Alpha", "number": 1}
	assert row.title == "Alpha"
	assert site.get_all(PROBE, filters={"name": three[0]}, fields=["subject", "number"], as_list=True) == (
		("Alpha", 1),
	)


def test_types_of_a_list(site, three):
	row = site.get_all(PROBE, filters={"name": three[0]}, fields=["*"])[0]
	assert row.plain_date == datetime.date(2026, 1, 10)
	assert row.starts == datetime.datetime(2026, 1, 10, 9)
	assert isinstance(row.creation, datetime.datetime)
	assert (type(row.number), type(row.amount), type(row.flag)) == (int, float, int)


def test_fields_through_a_link_and_of_a_child_table(site, three):
	row = site.get_all(
		PROBE, filters={"name": three[0]}, fields=["name", "target.note", "target.rate as target_says"]
	)[0]
	assert row.note == "first note" and row.target_says == 1.5
	rows = site.get_all(
		PROBE, filters={"name": three[2]}, fields=["rows.item", "rows.amount"], order_by=f"`tab{CHILD}`.idx"
	)
	assert [(row.item, row.amount) for row in rows] == [("x", 4), ("y", 6)]


def test_aggregates_and_groups(site, three):
	rows = site.get_all(
		PROBE,
		filters={"name": ["in", three]},
		fields=["mood", "count(name) as total", "sum(number) as added", "max(plain_date) as last"],
		group_by="mood",
		order_by="mood",
	)
	assert [(row.mood, row.total, row.added) for row in rows] == [("Bad", 2, 5), ("Good", 1, 1)]
	assert rows[0].last == datetime.date(2026, 2, 10)


def test_functions_that_would_leak_are_refused(site, three):
	for field in ("concat(subject, number)", "ifnull(subject, '')", "subject, name"):
		with pytest.raises(site.DataError):
			site.get_list(PROBE, fields=[field])


def test_order_limit_and_start(site, three):
	options = {"filters": {"name": ["in", three]}, "pluck": "number"}
	assert site.get_all(PROBE, order_by="number desc", **options) == [3, 2, 1]
	assert site.get_all(PROBE, order_by="mood asc, number desc", **options) == [3, 2, 1]
	assert site.get_all(PROBE, order_by="number", limit=2, **options) == [1, 2]
	assert site.get_all(PROBE, order_by="number", limit_start=1, limit_page_length=1, **options) == [2]


def test_the_last_changed_comes_first_unless_said_otherwise(site, three):
	site.get_doc(PROBE, three[0]).save()
	assert site.get_all(PROBE, filters={"name": ["in", three]}, pluck="name", limit=1) == [three[0]]


def test_distinct(site, three):
	assert sorted(site.get_all(PROBE, filters={"name": ["in", three]}, pluck="mood", distinct=True)) == [
		"Bad",
		"Good",
	]


def test_nothing_found_is_empty(site):
	assert site.get_all(PROBE, filters={"name": "nowhere"}) == []
	assert site.db.get_value(PROBE, "nowhere", "subject") is None


# frappe.db


def test_get_value(site, three):
	assert site.db.get_value(PROBE, three[0], "subject") == "Alpha"
	assert site.db.get_value(PROBE, three[0]) == three[0]
	assert site.db.get_value(PROBE, three[0], ["subject", "number"]) == ("Alpha", 1)
	row = site.db.get_value(PROBE, {"subject": "beta"}, ["subject", "plain_date"], as_dict=True)
	assert row == {"subject": "beta", "plain_date": datetime.date(2026, 2, 10)}
	assert site.db.get_value(PROBE, {"name": ["in", three]}, "number", order_by="number desc") == 3
	assert site.db.get_value(PROBE, {"name": ["in", three], "number": [">", 2]}, "subject") == "Gamma%"


def test_filters_of_get_value_take_null_literally(site, three):
	assert site.db.get_value(PROBE, {"name": three[1], "target": None}) == three[1]
	assert site.db.get_value(PROBE, {"name": three[1], "target": ["is", "not set"]}) == three[1]
	assert (
		site.db.get_value(PROBE, {"name": three[1], "target": ["!=", "One"]}) is None
	), "null is not unlike anything"


def test_get_values_and_pluck(site, three):
	assert list(site.db.get_values(PROBE, {"name": ["in", three]}, "number", order_by="number asc")) == [
		(1,),
		(2,),
		(3,),
	]
	rows = site.db.get_values(
		PROBE, {"name": ["in", three]}, ["name", "number"], as_dict=True, order_by="number asc"
	)
	assert [row.number for row in rows] == [1, 2, 3]
	assert site.db.get_values(
		PROBE, {"name": ["in", three]}, "number", pluck=True, order_by="number asc"
	) == [1, 2, 3]


def test_exists_and_count(site, three):
	assert site.db.exists(PROBE, three[0]) == three[0]
	assert site.db.exists(PROBE, {"subject": "beta"}) == three[1]
	assert site.db.exists({"doctype": PROBE, "subject": "beta"}) == three[1]
	assert site.db.exists(PROBE, "nowhere") is None
	assert site.db.count(PROBE, {"name": ["in", three], "mood": "Bad"}) == 2


def test_set_value(site, three):
	modified = site.db.get_value(PROBE, three[0], "modified")
	site.db.set_value(PROBE, three[0], "subject", "set")
	assert site.db.get_value(PROBE, three[0], ["subject", "modified_by"]) == ("set", "Administrator")
	assert site.db.get_value(PROBE, three[0], "modified") > modified
	site.db.set_value(PROBE, three[0], {"subject": "again", "number": 9}, update_modified=False)
	assert site.db.get_value(PROBE, three[0], ["subject", "number"]) == ("again", 9)
	site.db.set_value(PROBE, {"name": ["in", three]}, "mood", "Good")
	assert site.db.count(PROBE, {"name": ["in", three], "mood": "Good"}) == 3


def test_set_value_takes_dates(site, three):
	site.db.set_value(
		PROBE, three[0], {"plain_date": datetime.date(2027, 1, 1), "starts": datetime.datetime(2027, 1, 1, 8)}
	)
	assert site.db.get_value(PROBE, three[0], ["plain_date", "starts"]) == (
		datetime.date(2027, 1, 1), datetime.datetime(2027, 1, 1, 8),
	)  # fmt: skip
	site.db.set_value(PROBE, three[0], "plain_date", None)
	assert site.db.get_value(PROBE, three[0], "plain_date") is None


def test_delete_runs_no_event_and_takes_no_rows_along(site, three):
	site.db.delete(PROBE, {"name": three[2]})
	assert not site.db.exists(PROBE, three[2])
	assert site.db.count(CHILD, {"parent": three[2]}) == 2


def test_bulk_insert(site):
	now = site.utils.now()
	site.db.bulk_insert(
		TARGET, ["name", "title", "creation", "modified"], [("x1", "x1", now, now), ("x2", "x2", now, now)]
	)
	assert site.db.count(TARGET, {"name": ["in", ["x1", "x2"]]}) == 2


def test_singles(site):
	setting = site.get_doc(SETTING)
	assert (setting.days, setting.on) == (14, 1), "unsaved, it has the defaults"
	assert site.db.get_single_value(SETTING, "days") == 0, "but nothing is stored"
	setting.days = 21
	setting.save()
	assert site.db.get_single_value(SETTING, "days") == 21
	site.db.set_single_value(SETTING, "ratio", 1.5)
	assert site.get_doc(SETTING).ratio == 1.5
	assert site.db.get_value(SETTING, None, "days") == "21", "read as a value it is text"
	assert site.db.get_singles_dict(SETTING)["days"] == "21"
	assert site.db.get_singles_dict(SETTING, cast=True)["days"] == 21


def test_a_single_is_cached_and_follows_its_save(site):
	setting = site.get_cached_doc(SETTING)
	setting = site.get_doc(SETTING)
	setting.days = 5
	setting.save()
	assert site.get_cached_doc(SETTING).days == 5


# transactions


def test_savepoints(site, three):
	site.db.savepoint("here")
	site.db.set_value(PROBE, three[0], "subject", "lost")
	site.db.rollback(save_point="here")
	assert site.db.get_value(PROBE, three[0], "subject") == "Alpha"


def test_the_savepoint_context_undoes_what_it_catches(site, three):
	from frappe.database import savepoint

	with savepoint(catch=ValueError):
		site.db.set_value(PROBE, three[0], "subject", "lost")
		raise ValueError
	assert site.db.get_value(PROBE, three[0], "subject") == "Alpha"
	with pytest.raises(KeyError), savepoint(catch=ValueError):
		raise KeyError


@pytest.mark.commits
def test_callbacks_run_at_their_commit_or_rollback(site):
	seen = []
	site.db.before_commit.add(lambda: seen.append("before"))
	site.db.after_commit.add(lambda: seen.append("after"))
	site.db.commit()
	assert seen == ["before", "after"]
	site.db.after_commit.add(lambda: seen.append("never"))
	site.db.after_rollback.add(lambda: seen.append("rolled back"))
	site.db.rollback()
	site.db.commit()
	assert seen == ["before", "after", "rolled back"]


# SQL


def test_sql_takes_values_by_position_and_by_name(site, three):
	query = f"select subject from `tab{PROBE}` where name = %s"
	assert site.db.sql(query, three[0]) == (("Alpha",),)
	assert site.db.sql(query, (three[0],), as_dict=True) == [{"subject": "Alpha"}]
	assert (
		site.db.sql(f"select count(*) from `tab{PROBE}` where name in %(names)s", {"names": three})[0][0] == 3
	)
	assert site.db.sql(
		f"select name from `tab{PROBE}` where subject like '%%lph%%' and name = %s", three[0], pluck=True
	) == [three[0]]
	assert site.db.sql(f"select name from `tab{PROBE}` where subject like '%lph%'", pluck=True) == [three[0]]


def test_sql_of_mariadb(site, three):
	row = site.db.sql(
		f"""select if(number > 1, "many", 'one') as word, concat(subject, '-', number) as both_of,
		datediff(plain_date, '2026-01-01') as days, date_format(plain_date, '%%Y/%%m') as month_of,
		date_add(plain_date, interval 7 day) as later, ifnull(target, 'none') as target_of,
		number / 2 as half, year(plain_date) as year_of, timestampdiff(hour, starts, '2026-01-10 12:00:00') as hours,
		greatest(number, 5) as most, left(subject, 2) as start_of, date(starts) as day_of
		from `tab{PROBE}` where name = %s""",
		three[0],
		as_dict=True,
	)[0]
	assert row == {
		"word": "one", "both_of": "Alpha-1", "days": 9, "month_of": "2026/01", "later": datetime.date(2026, 1, 17),
		"target_of": "One", "half": 0.5, "year_of": 2026, "hours": 3, "most": 5, "start_of": "Al",
		"day_of": datetime.date(2026, 1, 10),
	}  # fmt: skip


def test_recursive_queries(site, slip):
	first = slip()
	second = site.get_doc({"doctype": SLIP, "subject": "b", "other": first.name}).insert()
	third = site.get_doc({"doctype": SLIP, "subject": "c", "other": second.name}).insert()
	rows = site.db.sql(
		f"""with recursive chain (name, other, depth) as (
			select name, other, 0 from `tab{SLIP}` where name = %(start)s
			union all select s.name, s.other, chain.depth + 1 from `tab{SLIP}` s join chain on s.name = chain.other
			where chain.depth < 5)
		select name, depth from chain order by depth""",
		{"start": third.name},
	)
	assert rows == ((third.name, 0), (second.name, 1), (first.name, 2))


def test_a_column_that_is_not_there_is_an_error(site):
	with pytest.raises(site.db.OperationalError) as caught:
		site.db.sql(f"select no_such_column from `tab{PROBE}`")
	assert site.db.is_missing_column(caught.value)
	with pytest.raises(site.db.ProgrammingError) as caught:
		site.db.sql("select * from `tabNo Such DocType`")
	assert site.db.is_table_missing(caught.value)


def test_escape_survives_a_round_trip(site, probe):
	text = 'it\'s "50%" \\ back`slash'
	doc = probe(subject=text)
	assert (
		site.db.sql(f"select name from `tab{PROBE}` where subject = {site.db.escape(text, percent=False)}")[
			0
		][0]
		== doc.name
	)
	assert site.db.sql(f"select name from `tab{PROBE}` where subject = %s", text)[0][0] == doc.name
	assert site.get_all(PROBE, filters={"subject": text}, pluck="name") == [doc.name]


def test_columns_and_tables_are_known(site):
	assert site.db.has_column(PROBE, "subject") and not site.db.has_column(PROBE, "nothing")
	assert site.db.table_exists(PROBE) and not site.db.table_exists("No Such DocType")


def test_queries_are_counted_through_sql(site, probe, queries):
	doc = probe()
	with queries() as seen:
		site.db.get_value(PROBE, doc.name, "subject")
		site.get_all(PROBE, filters={"name": doc.name})
		table = site.qb.DocType(PROBE)
		site.qb.from_(table).select(table.name).run()
	assert len(seen) == 3
