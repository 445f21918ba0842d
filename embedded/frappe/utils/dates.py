"""Dates, times and their text."""

import datetime
import re
from zoneinfo import ZoneInfo

from dateutil import parser
from dateutil.relativedelta import relativedelta

__all__ = ["DATETIME_FORMAT", "DATE_FORMAT", "TIME_FORMAT", "add_days", "add_months", "add_to_date", "add_years", "date_diff", "days_diff", "format_date", "format_datetime", "format_time", "formatdate", "get_datetime", "get_first_day", "get_first_day_of_week", "get_last_day", "get_last_day_of_week", "get_quarter_ending", "get_quarter_start", "get_system_timezone", "get_time", "get_time_zone", "get_weekday", "get_year_start", "getdate", "month_diff", "now", "now_datetime", "nowdate", "nowtime", "time_diff", "time_diff_in_hours", "time_diff_in_seconds", "to_timedelta", "today"]  # fmt: skip

DATE_FORMAT, TIME_FORMAT = "%Y-%m-%d", "%H:%M:%S.%f"
DATETIME_FORMAT = f"{DATE_FORMAT} {TIME_FORMAT}"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SIGNS = re.compile("yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|mm|m|ss|a")
SHORT = {"d": "day", "M": "month", "H": "hour", "m": "minute"}
PATTERNS = {"yyyy": "%Y", "yy": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "dd": "%d", "EEEE": "%A", "EEE": "%a",
	"HH": "%H", "mm": "%M", "ss": "%S", "hh": "%I", "a": "%p"}  # fmt: skip


def get_system_timezone():
	import frappe

	return frappe.get_system_settings("time_zone") or "UTC"


get_time_zone = get_system_timezone


def now_datetime():
	"""The site's wall clock, without a zone."""
	return datetime.datetime.now(ZoneInfo(get_system_timezone())).replace(tzinfo=None)


def now():
	import frappe

	current = frappe.flags.current_date
	text = now_datetime().isoformat(" ", "microseconds")
	return f"{getdate(current).isoformat()}{text[10:]}" if current else text


def nowdate():
	return now_datetime().date().isoformat()


today = nowdate


def nowtime():
	return now_datetime().strftime(TIME_FORMAT)


def getdate(string_date=None, parse_day_first=False):
	"""A date from text, a datetime or nothing (today)."""
	if not string_date:
		return now_datetime().date()
	if isinstance(string_date, datetime.datetime):
		return string_date.date()
	if isinstance(string_date, datetime.date):
		return string_date
	try:
		return (
			datetime.date.fromisoformat(string_date[:10])
			if len(string_date) in (10, 19, 26)
			else _parse_date(string_date)
		)
	except (ValueError, TypeError):
		return _parse_date(string_date, parse_day_first)


def _parse_date(text, dayfirst=False):
	import frappe

	if str(text).startswith("0000-00-00"):
		return None
	try:
		return parser.parse(str(text), dayfirst=dayfirst).date()
	except (parser.ParserError, OverflowError):
		frappe.throw(
			frappe._("{} is not a valid date string.").format(frappe.bold(text)), title="Invalid Date"
		)


def get_datetime(datetime_str=None):
	"""A datetime from text, a date or nothing (now)."""
	if datetime_str is None:
		return now_datetime()
	if isinstance(datetime_str, datetime.datetime):
		return datetime_str
	if isinstance(datetime_str, datetime.timedelta):
		return datetime_str
	if isinstance(datetime_str, list | tuple):
		return datetime.datetime(*datetime_str)
	if isinstance(datetime_str, datetime.date):
		return datetime.datetime.combine(datetime_str, datetime.time())
	if not datetime_str or str(datetime_str).startswith("0001-01-01"):
		return None
	try:
		return datetime.datetime.fromisoformat(datetime_str)
	except ValueError:
		return parser.parse(datetime_str)


def to_timedelta(value):
	if isinstance(value, str):
		moment = parser.parse(value)
		return datetime.timedelta(
			hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
		)
	if isinstance(value, datetime.time):
		return datetime.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
	return value


def get_time(time_str):
	if isinstance(time_str, datetime.datetime):
		return time_str.time()
	if isinstance(time_str, datetime.time):
		return time_str
	if isinstance(time_str, datetime.timedelta):
		return (datetime.datetime.min + time_str).time()
	return parser.parse(time_str).time()


def add_to_date(
	date=None,
	years=0,
	months=0,
	weeks=0,
	days=0,
	hours=0,
	minutes=0,
	seconds=0,
	as_string=False,
	as_datetime=False,
):
	"""A date moved on; text in gives text out."""
	if date is None:
		date = now_datetime()
	if isinstance(date, str):
		as_string = True
		if " " in date:
			as_datetime = True
		date = parser.parse(date)
	moved = date + relativedelta(
		years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
	)
	if hours:
		as_datetime = True
	if as_string:
		return moved.strftime(DATETIME_FORMAT if as_datetime else DATE_FORMAT)
	return moved


def add_days(date, days):
	return add_to_date(date, days=int(float(days or 0)))


def add_months(date, months):
	return add_to_date(date, months=months)


def add_years(date, years):
	return add_to_date(date, years=years)


def date_diff(string_ed_date, string_st_date):
	return (getdate(string_ed_date) - getdate(string_st_date)).days


days_diff = date_diff


def month_diff(string_ed_date, string_st_date):
	end, start = getdate(string_ed_date), getdate(string_st_date)
	return (end.year - start.year) * 12 + end.month - start.month + 1


def time_diff(string_ed_date, string_st_date):
	return get_datetime(string_ed_date) - get_datetime(string_st_date)


def time_diff_in_seconds(string_ed_date, string_st_date):
	return time_diff(string_ed_date, string_st_date).total_seconds()


def time_diff_in_hours(string_ed_date, string_st_date):
	return round(time_diff(string_ed_date, string_st_date).total_seconds() / 3600, 6)


def get_first_day(dt, d_years=0, d_months=0, as_str=False):
	day = (getdate(dt) + relativedelta(years=d_years, months=d_months)).replace(day=1)
	return day.strftime(DATE_FORMAT) if as_str else day


def get_last_day(dt, as_str=False):
	day = getdate(dt) + relativedelta(day=31)
	return day.strftime(DATE_FORMAT) if as_str else day


def get_first_day_of_week(dt, as_str=False):
	"""The start of the week, which is Sunday unless the site says otherwise."""
	import frappe

	first = frappe.get_system_settings("first_day_of_the_week") or "Sunday"
	day = getdate(dt)
	day -= datetime.timedelta((day.weekday() - WEEKDAYS.index(first)) % 7)
	return day.strftime(DATE_FORMAT) if as_str else day


def get_last_day_of_week(dt, as_str=False):
	day = get_first_day_of_week(dt) + datetime.timedelta(6)
	return day.strftime(DATE_FORMAT) if as_str else day


def get_quarter_start(dt, as_str=False):
	day = getdate(dt)
	day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
	return day.strftime(DATE_FORMAT) if as_str else day


def get_quarter_ending(dt, as_str=False):
	return get_last_day(get_quarter_start(dt) + relativedelta(months=2), as_str)


def get_year_start(dt, as_str=False):
	day = getdate(dt).replace(month=1, day=1)
	return day.strftime(DATE_FORMAT) if as_str else day


def get_weekday(datetime=None):
	return WEEKDAYS[(datetime or now_datetime()).weekday()]


def _formatted(moment, pattern):
	"""A date or time in a pattern such as `d MMMM yyyy`."""
	return SIGNS.sub(lambda match: _sign(moment, match.group()), pattern)


def _sign(moment, sign):
	if sign in PATTERNS:
		return moment.strftime(PATTERNS[sign])
	return str(getattr(moment, SHORT[sign]))


def _user_date_format():
	import frappe

	return (frappe.get_system_settings("date_format") or "yyyy-mm-dd").replace("mm", "MM")


def formatdate(string_date=None, format_string=None, parse_day_first=False):
	"""A date as the site writes dates."""
	if not string_date:
		return ""
	return _formatted(getdate(string_date, parse_day_first), format_string or _user_date_format())


format_date = formatdate


def format_time(time_string=None, format_string=None):
	if not time_string:
		return None
	return _formatted(get_time(time_string), format_string or _time_format())


def _time_format():
	import frappe

	return frappe.get_system_settings("time_format") or "HH:mm:ss"


def format_datetime(datetime_string, format_string=None):
	if not datetime_string:
		return None
	return _formatted(
		get_datetime(datetime_string), format_string or f"{_user_date_format()} {_time_format()}"
	)
