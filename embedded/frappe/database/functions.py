"""SQL functions of MariaDB that SQLite lacks, written in Python."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

FORMATS = {
	"%Y": "%Y", "%y": "%y", "%m": "%m", "%d": "%d", "%H": "%H", "%i": "%M", "%s": "%S", "%S": "%S",
	"%M": "%B", "%b": "%b", "%W": "%A", "%a": "%a", "%j": "%j", "%u": "%V", "%v": "%V", "%x": "%G", "%T": "%H:%M:%S",
}  # fmt: skip


def register(connection):
	"""Make the functions known to a connection."""
	for name, arguments, function in FUNCTIONS:
		connection.create_function(
			name, arguments, _null_safe(function, name), deterministic=name not in VOLATILE
		)
	connection.create_function("like", 2, _like, deterministic=True)
	connection.create_function("regexp", 2, _regexp, deterministic=True)
	connection.create_function("_if", 3, lambda test, yes, no: yes if test else no, deterministic=True)
	connection.create_function("concat_ws", -1, _concat_ws, deterministic=True)
	connection.create_function("unix_timestamp", -1, _unix_timestamp)


def as_datetime(value):
	"""A stored date or datetime as a datetime, or None."""
	if value in (None, ""):
		return None
	try:
		return datetime.fromisoformat(str(value))
	except ValueError:
		return None


def _null_safe(function, name):
	def wrapped(*args):
		if any(arg is None for arg in args):
			return None
		return function(*args)

	wrapped.__name__ = name
	return wrapped


@lru_cache(maxsize=512)
def _like_pattern(pattern):
	out, escaped = [], False
	for char in pattern:
		if escaped:
			out.append(re.escape(char))
			escaped = False
		elif char == "\\":
			escaped = True
		elif char == "%":
			out.append(".*")
		elif char == "_":
			out.append(".")
		else:
			out.append(re.escape(char))
	return re.compile("".join(out), re.I | re.S)


def _like(pattern, value):
	if pattern is None or value is None:
		return None
	return bool(_like_pattern(str(pattern)).fullmatch(str(value)))


def _regexp(pattern, value):
	if pattern is None or value is None:
		return None
	return bool(re.search(str(pattern), str(value), re.I))


def _concat_ws(separator, *parts):
	return None if separator is None else str(separator).join(str(part) for part in parts if part is not None)


def _unix_timestamp(*args):
	moment = as_datetime(args[0]) if args else datetime.now()
	return moment and moment.timestamp()


def _part(name):
	def part(value):
		moment = as_datetime(value)
		return None if moment is None else getattr(moment, name)

	return part


def _date(value):
	moment = as_datetime(value)
	return moment and moment.date().isoformat()


def _datediff(left, right):
	left, right = as_datetime(left), as_datetime(right)
	return None if left is None or right is None else (left.date() - right.date()).days


def _shift(value, amount, unit, sign):
	moment = as_datetime(value)
	if moment is None:
		return None
	unit = unit.lower()
	amount = sign * int(amount)
	step = relativedelta(months=3 * amount) if unit == "quarter" else relativedelta(**{unit + "s": amount})
	moved = moment + step
	if len(str(value)) == 10 and unit not in ("hour", "minute", "second"):
		return moved.date().isoformat()
	return moved.isoformat(" ", "microseconds")


def _timestampdiff(unit, start, end):
	start, end = as_datetime(start), as_datetime(end)
	if start is None or end is None:
		return None
	unit = unit.lower()
	if unit in ("year", "quarter", "month"):
		gap = relativedelta(end, start)
		months = gap.years * 12 + gap.months
		return int(months / {"year": 12, "quarter": 3, "month": 1}[unit])
	seconds = (end - start).total_seconds()
	return int(seconds / {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}[unit])


def _date_format(value, pattern):
	moment = as_datetime(value)
	if moment is None:
		return None
	return re.sub(r"%.", lambda m: moment.strftime(FORMATS.get(m.group(), m.group())), pattern)


def _last_day(value):
	moment = as_datetime(value)
	return moment and (moment.date() + relativedelta(day=31)).isoformat()


def _substring_index(text, delimiter, count):
	parts = str(text).split(delimiter)
	return delimiter.join(parts[:count] if count > 0 else parts[count:])


def _timestamp(value):
	moment = as_datetime(value)
	return moment and moment.isoformat(" ", "microseconds")


def _time(value):
	moment = as_datetime(value)
	return moment.strftime("%H:%M:%S.%f") if moment else str(value)


def _str_to_date(value, pattern):
	formats = {value: key for key, value in FORMATS.items()}
	parsed = datetime.strptime(value, re.sub(r"%.", lambda m: FORMATS.get(m.group(), m.group()), pattern))
	return parsed.date().isoformat() if formats else None


VOLATILE = {"now", "curdate", "current_date", "sysdate", "utc_timestamp"}
FUNCTIONS = [
	("now", 0, lambda: datetime.now().isoformat(" ", "microseconds")),
	("curdate", 0, lambda: date.today().isoformat()),
	("concat", -1, lambda *parts: "".join(str(part) for part in parts)),
	("_left", 2, lambda text, count: str(text)[: max(int(count), 0)]),
	("_right", 2, lambda text, count: str(text)[-int(count) :] if count > 0 else ""),
	("_replace", 3, lambda text, old, new: str(text).replace(str(old), str(new))),
	("_date", 1, _date),
	("_time", 1, _time),
	("timestamp", 1, _timestamp),
	("year", 1, _part("year")),
	("month", 1, _part("month")),
	("day", 1, _part("day")),
	("dayofmonth", 1, _part("day")),
	("hour", 1, _part("hour")),
	("minute", 1, _part("minute")),
	("quarter", 1, lambda value: (m := as_datetime(value)) and (m.month + 2) // 3),
	("week", 2, lambda value, mode: (m := as_datetime(value)) and m.isocalendar().week),
	("weekofyear", 1, lambda value: (m := as_datetime(value)) and m.isocalendar().week),
	("yearweek", 2, lambda value, mode: (m := as_datetime(value)) and m.isocalendar()[0] * 100 + m.isocalendar()[1]),
	("weekday", 1, lambda value: None if (m := as_datetime(value)) is None else m.weekday()),
	("dayofweek", 1, lambda value: (m := as_datetime(value)) and m.isoweekday() % 7 + 1),
	("dayofyear", 1, lambda value: (m := as_datetime(value)) and m.timetuple().tm_yday),
	("monthname", 1, lambda value: (m := as_datetime(value)) and m.strftime("%B")),
	("dayname", 1, lambda value: (m := as_datetime(value)) and m.strftime("%A")),
	("last_day", 1, _last_day),
	("datediff", 2, _datediff),
	("date_add", 3, lambda value, amount, unit: _shift(value, amount, unit, 1)),
	("date_sub", 3, lambda value, amount, unit: _shift(value, amount, unit, -1)),
	("adddate", 3, lambda value, amount, unit: _shift(value, amount, unit, 1)),
	("timestampdiff", 3, _timestampdiff),
	("date_format", 2, _date_format),
	("str_to_date", 2, _str_to_date),
	("time_to_sec", 1, lambda value: sum(float(p) * f for p, f in zip(str(value).split(":"), (3600, 60, 1), strict=False))),
	("locate", 2, lambda needle, text: str(text).casefold().find(str(needle).casefold()) + 1),
	("field", -1, lambda needle, *options: list(options).index(needle) + 1 if needle in options else 0),
	("find_in_set", 2, lambda needle, text: text.split(",").index(needle) + 1 if needle in text.split(",") else 0),
	("substring_index", 3, _substring_index),
	("lpad", 3, lambda text, size, fill: str(text).rjust(int(size), str(fill))[: int(size)]),
	("char_length", 1, lambda text: len(str(text))),
	("truncate", 2, lambda number, places: int(number * 10**places) / 10**places),
	("mod", 2, lambda left, right: None if not right else left - right * int(left / right)),
]  # fmt: skip


def seconds(value):
	"""A stored time of day as a timedelta."""
	hours, minutes, rest = [*value.split(":"), "0", "0"][:3]
	return timedelta(hours=int(hours), minutes=int(minutes), seconds=float(rest))
