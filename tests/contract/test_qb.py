"""`frappe.qb`."""

import datetime

import pytest

from frappe.query_builder import Case, Criterion, DocType, Order
from frappe.query_builder.functions import Coalesce, Count, Date, Max, Now, Sum

from tests.contract.conftest import CHILD, PROBE, TARGET


@pytest.fixture
def data(site, probe, target):
	target("One", note="n")
	return [
		probe(
			subject="a",
			number=1,
			mood="Good",
			plain_date="2026-01-10",
			starts="2026-01-10 09:00:00",
			target="One",
		).name,
		probe(subject="b", number=2, mood="Bad", plain_date="2026-02-10").name,
		probe(subject="it's 100%", number=3, mood="Bad", rows=[{"item": "x", "amount": 4}]).name,
	]


def test_select_where_order_limit(site, data):
	table = site.qb.DocType(PROBE)
	query = (
		site.qb.from_(table)
		.select(table.name, table.number.as_("no"))
		.where(table.name.isin(data) & (table.number > 1))
		.orderby(table.number, order=Order.desc)
		.limit(1)
	)
	assert query.run() == ((data[2], 3),)
	assert query.run(as_dict=True) == [{"name": data[2], "no": 3}]
	assert site.qb.from_(PROBE).select("name").where(table.name == data[0]).run(pluck=True) == [data[0]]


def test_text_with_quotes_and_percent_signs(site, data):
	table = DocType(PROBE)
	query = site.qb.from_(table).select(table.name).where(table.subject == "it's 100%")
	assert query.run(pluck=True) == [data[2]]
	assert site.qb.from_(table).select(table.name).where(table.subject.like("it's 100%")).run(pluck=True) == [
		data[2]
	]


def test_functions_groups_and_having(site, data):
	table = DocType(PROBE)
	query = (
		site.qb.from_(table)
		.select(
			table.mood,
			Count(table.name).as_("total"),
			Sum(table.number).as_("added"),
			Max(table.plain_date).as_("last"),
		)
		.where(table.name.isin(data))
		.groupby(table.mood)
		.having(Count(table.name) > 1)
	)
	(row,) = query.run(as_dict=True)
	assert (row.mood, row.total, row.added, row.last) == ("Bad", 2, 5, datetime.date(2026, 2, 10))


def test_case_coalesce_and_arithmetic(site, data):
	table = DocType(PROBE)
	query = (
		site.qb.from_(table)
		.select(
			Case().when(table.number < 2, "few").else_("many").as_("word"),
			Coalesce(table.target, "none").as_("target_of"),
			(table.number * 2 + 1).as_("odd"),
			Date(table.starts).as_("day_of"),
		)
		.where(table.name == data[0])
	)
	assert query.run(as_dict=True) == [
		{"word": "few", "target_of": "One", "odd": 3, "day_of": datetime.date(2026, 1, 10)}
	]


def test_joins(site, data):
	table, row, one = DocType(PROBE), DocType(CHILD), DocType(TARGET)
	query = (
		site.qb.from_(table)
		.left_join(row)
		.on((row.parent == table.name) & (row.parenttype == PROBE))
		.left_join(one)
		.on(one.name == table.target)
		.select(table.name, row.amount, one.note)
		.where(table.name.isin(data))
		.orderby(table.number)
	)
	assert [(amount, note) for _name, amount, note in query.run()] == [(None, "n"), (None, None), (4, None)]


def test_subqueries_and_exists(site, data):
	from pypika.terms import ExistsCriterion

	table, row = DocType(PROBE), DocType(CHILD)
	having_rows = site.qb.from_(row).select(row.parent).where(row.amount > 3)
	assert site.qb.from_(table).select(table.name).where(table.name.isin(having_rows)).run(pluck=True) == [
		data[2]
	]
	exists = ExistsCriterion(site.qb.from_(row).select(row.name).where(row.parent == table.name))
	query = site.qb.from_(table).select(table.name).where(table.name.isin(data) & exists)
	assert query.run(pluck=True) == [data[2]]
	inner = (
		site.qb.from_(table)
		.select(table.mood, Count(table.name).as_("total"))
		.where(table.name.isin(data))
		.groupby(table.mood)
	)
	assert sorted(site.qb.from_(inner).select(inner.total).run(pluck=True)) == [1, 2]


def test_unions(site, data):
	table = DocType(PROBE)
	first = site.qb.from_(table).select(table.name).where(table.name == data[0])
	second = site.qb.from_(table).select(table.name).where(table.name == data[1])
	assert sorted(row[0] for row in (first + second).run()) == sorted(data[:2])


def test_criteria_are_combined(site, data):
	table = DocType(PROBE)
	any_of = Criterion.any([table.subject == "a", table.subject == "b"])
	query = (
		site.qb.from_(table)
		.select(table.number)
		.where(table.name.isin(data))
		.where(any_of)
		.orderby(table.number)
	)
	assert query.run(pluck=True) == [1, 2]
	none = table.target.isnull() | (table.target == "")
	assert site.qb.from_(table).select(Count("*")).where(table.name.isin(data) & none).run()[0][0] == 2
	assert (
		site.qb.from_(table).select(Count("*")).where(table.name.isin(data) & table.number[2:3]).run()[0][0]
		== 2
	)


def test_dates_as_values(site, data):
	table = DocType(PROBE)

	def count(criterion):
		return (
			site.qb.from_(table)
			.select(Count(table.name))
			.where(table.name.isin(data) & criterion)
			.run()[0][0]
		)

	assert count(table.plain_date <= datetime.date(2026, 1, 31)) == 1
	assert count(table.starts >= datetime.datetime(2026, 1, 10, 9)) == 1
	assert count(table.starts > datetime.datetime(2026, 1, 10, 9)) == 0
	assert count(table.starts == "2026-01-10 09:00:00") == 1
	assert count(table.starts < Now()) + count(table.starts > Now()) == 1


def test_update_insert_and_delete(site, data):
	table, one = DocType(PROBE), DocType(TARGET)
	site.qb.update(table).set(table.subject, "changed").set(table.number, table.number + 10).where(
		table.name == data[0]
	).run()
	assert site.db.get_value(PROBE, data[0], ["subject", "number"]) == ("changed", 11)
	site.qb.into(one).columns("name", "title").insert("q1", "q1").insert("q2", "q2").run()
	assert site.db.count(TARGET, {"name": ["in", ["q1", "q2"]]}) == 2
	site.qb.from_(one).delete().where(one.name == "q1").run()
	assert site.db.exists(TARGET, "q1") is None


def test_get_query_takes_filters(site, data):
	rows = site.qb.get_query(
		PROBE,
		fields=["name", "number"],
		filters={"name": ["in", data], "number": [">", 1]},
		order_by="number asc",
	)
	assert [row.number for row in rows.run(as_dict=True)] == [2, 3]


def test_values_are_kept_apart_when_a_wrapper_is_given(site):
	from frappe.query_builder.terms import NamedParameterWrapper

	table, values = DocType(PROBE), NamedParameterWrapper()
	criterion = (table.subject == "it's") & (table.number > 3) & (Coalesce(table.mood, "none") == "Bad")
	sql = criterion.get_sql(quote_char="`", with_namespace=True, param_wrapper=values)
	assert list(values.get_parameters().values()) == ["it's", "none", "Bad"]
	assert "%(param1)s" in sql and f"`tab{PROBE}`.`number`>3" in sql


def test_the_text_of_a_query_can_be_had(site):
	table = DocType(PROBE)
	sql = site.qb.from_(table).select(table.name).where(table.subject == "a").get_sql()
	assert sql == f"SELECT `name` FROM `tab{PROBE}` WHERE `subject`='a'"
	assert (
		str(site.qb.from_(table).select(table.name).where(table.number == 1))
		== f"SELECT `name` FROM `tab{PROBE}` WHERE `number`=1"
	)
