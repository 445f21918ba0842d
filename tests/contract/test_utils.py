"""`frappe.utils` and the small functions of `frappe`."""

import datetime

import pytest

DAY = datetime.date(2026, 2, 3)
MOMENT = datetime.datetime(2026, 2, 3, 10, 30, 15)


@pytest.fixture
def u(site):
	return site.utils


def test_dates(u):
	assert (
		u.getdate("2026-02-03")
		== u.getdate(MOMENT)
		== u.getdate(DAY)
		== u.getdate("2026-02-03 10:00:00")
		== DAY
	)
	assert u.getdate() == u.now_datetime().date()
	assert u.get_datetime("2026-02-03 10:30:15") == MOMENT
	assert u.get_datetime(DAY) == datetime.datetime(2026, 2, 3)
	assert u.get_datetime("2026-02-03") == datetime.datetime(2026, 2, 3)
	assert u.today() == u.nowdate() == u.now()[:10]
	assert len(u.now()) == 26
	with pytest.raises(Exception, match="not a valid date"):
		u.getdate("no date")


def test_moving_dates(u):
	assert u.add_days("2026-02-27", 2) == "2026-03-01"
	assert u.add_days(DAY, -3) == datetime.date(2026, 1, 31)
	assert u.add_months("2026-01-31", 1) == "2026-02-28"
	assert u.add_months(DAY, 12) == datetime.date(2027, 2, 3)
	assert u.add_years(DAY, 1) == datetime.date(2027, 2, 3)
	assert u.add_to_date(MOMENT, hours=2) == datetime.datetime(2026, 2, 3, 12, 30, 15)
	assert u.add_to_date(DAY, weeks=1) == datetime.date(2026, 2, 10)
	assert u.add_to_date("2026-02-03", days=1) == "2026-02-04"
	assert u.add_to_date("2026-02-03 10:30:15", minutes=30)[:16] == "2026-02-03 11:00"


def test_differences(u):
	assert u.date_diff("2026-02-10", DAY) == 7
	assert u.date_diff(DAY, "2026-02-10") == -7
	assert u.time_diff_in_hours("2026-02-03 12:00:00", "2026-02-03 10:30:00") == 1.5
	assert u.time_diff_in_seconds("2026-02-03 10:31:00", "2026-02-03 10:30:00") == 60
	assert u.month_diff("2026-03-01", "2026-01-31") == 3


def test_edges_of_periods(u):
	assert u.get_first_day(DAY) == datetime.date(2026, 2, 1)
	assert u.get_first_day(DAY, 0, 1) == datetime.date(2026, 3, 1)
	assert u.get_last_day(DAY) == datetime.date(2026, 2, 28)
	assert u.get_first_day_of_week("2026-02-04") == datetime.date(2026, 2, 1)
	assert u.get_last_day_of_week("2026-02-04") == datetime.date(2026, 2, 7)
	assert u.get_quarter_start(DAY) == datetime.date(2026, 1, 1)
	assert u.get_quarter_ending(DAY) == datetime.date(2026, 3, 31)
	assert u.get_year_start(DAY) == datetime.date(2026, 1, 1)
	assert u.get_weekday(MOMENT) == "Tuesday"


def test_dates_as_people_read_them(u):
	assert u.formatdate(DAY, "dd-MM-yyyy") == "03-02-2026"
	assert u.formatdate(DAY, "d MMMM yyyy") == "3 February 2026"
	assert u.formatdate(DAY, "EEEE") == "Tuesday"
	assert u.formatdate("") == "" and u.format_datetime(None) is None
	assert u.format_datetime(MOMENT, "dd.MM.yyyy HH:mm") == "03.02.2026 10:30"
	assert u.format_time(MOMENT, "HH:mm") == "10:30"


def test_numbers(u):
	assert (u.cint("12"), u.cint("1.9"), u.cint(None), u.cint("x"), u.cint(True), u.cint("x", 5)) == (
		12,
		1,
		0,
		0,
		1,
		5,
	)
	assert (u.flt("1.5"), u.flt("1,000.5"), u.flt(None), u.flt("x"), u.flt("1.239", 2)) == (
		1.5,
		1000.5,
		0.0,
		0.0,
		1.24,
	)
	assert (
		u.rounded(2.25, 1) == 2.2
		and u.rounded(2.35, 1) == 2.4
		and u.rounded(0.5) == 0
		and u.rounded(1.5) == 2
	)
	assert u.flt(66.666666, 1) == 66.7
	assert (u.cstr(None), u.cstr(5), u.cstr("a")) == ("", "5", "a")
	assert u.floor(1.9) == 1 and u.ceil(1.1) == 2
	assert (u.sbool("true"), u.sbool("0"), u.sbool("x")) == (True, False, "x")


def test_text(u):
	assert u.strip_html("<p>a <b>b</b></p>") == "a b"
	assert u.escape_html("<a href='x'>\"&") == "&lt;a href=&apos;x&apos;&gt;&quot;&amp;"
	assert u.comma_and(["a", "b", "c"], add_quotes=False) == "a, b and c"
	assert u.comma_and(["a"]) == "a"
	assert u.comma_or(["a", "b"]) == "'a' or 'b'"
	assert u.is_html("<p>x</p>") and not u.is_html("a < b")
	assert u.split_emails("a@b.c, d@e.f") == ["a@b.c", "d@e.f"]
	assert u.validate_email_address("a@b.example") == "a@b.example" and not u.validate_email_address(
		"nothing"
	)
	assert u.unique([1, 2, 1]) == [1, 2]
	assert u.get_abbr("Ann Bee") == "AB"


def test_links(site, u):
	assert u.get_url("/x").endswith("/x") and u.get_url().startswith("http")
	assert u.get_url_to_form("Coaching Plan", "A 1").endswith("/app/coaching-plan/A%201")
	link = u.get_link_to_form("Coaching Plan", "A1", "label")
	assert link.startswith("<a href=") and ">label</a>" in link
	assert u.get_url_to_report("A Report").endswith("/app/query-report/A%20Report")


def test_comparison(u):
	assert u.compare(1, "<", 2) and u.compare("a", "in", ["a"]) and not u.compare(1, "=", 2)
	assert u.compare("abc", "^", "ab") and u.compare(None, "None", None)


def test_full_names(u):
	assert u.get_fullname("reader@contract.example") == "reader"
	assert u.get_fullname("nobody at all") == "nobody at all"


def test_names(site):
	assert site.scrub("Coaching Plan-X") == "coaching_plan_x"
	assert site.unscrub("coaching_plan") == "Coaching Plan"
	assert site.bold("x") == "<strong>x</strong>"
	assert len(site.generate_hash(length=12)) == 12


def test_json(site):
	text = site.as_json({"b": DAY, "a": MOMENT, "c": 1.5})
	assert site.parse_json(text) == {"a": str(MOMENT), "b": "2026-02-03", "c": 1.5}
	assert text.index('"a"') < text.index('"b"')
	assert (
		site.parse_json('{"x": 1}').x == 1
		and site.parse_json({"x": 1}).x == 1
		and site.parse_json("[1]") == [1]
	)


def test_attribute_dicts(site):
	values = site._dict(a=1)
	assert values.a == 1 and values.b is None and values["a"] == 1
	values.b = 2
	assert values.update(c=3) is values and values == {"a": 1, "b": 2, "c": 3}
	assert isinstance(values.copy(), site._dict)


def test_functions_by_path(site):
	assert site.get_attr("frappe.utils.cint")("5") == 5
	with pytest.raises(site.AppNotInstalledError):
		site.get_attr("no_such_app.thing")
	assert site.call(lambda a, b=2: (a, b), a=1, c=3) == (1, 2)
	assert "frappe" in site.get_installed_apps()


def test_request_cache(site):
	from frappe.utils.caching import request_cache

	calls = []

	@request_cache
	def slow(number):
		calls.append(number)
		return number * 2

	assert slow(2) == slow(2) == 4 and calls == [2]


def test_flags_and_session(site, as_user):
	site.flags.contract = 1
	assert site.local.flags.contract == 1 and site.flags.nothing is None
	with as_user("reader@contract.example"):
		assert site.session.user == "reader@contract.example"
	assert site.session.user == "Administrator"


def test_the_current_date_can_be_set(site, u):
	site.flags.current_date = "2026-02-03"
	assert u.now().startswith("2026-02-03")
