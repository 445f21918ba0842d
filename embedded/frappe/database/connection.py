"""The SQLite connection: how values are stored and how they come back."""

import re
import sqlite3
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from . import functions

SECONDS_ONLY = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
ISO_DATETIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?")


def open_connection(path):
	"""Open a database file, or one in memory."""
	connection = sqlite3.connect(
		path,
		isolation_level=None,
		detect_types=sqlite3.PARSE_DECLTYPES,
		check_same_thread=False,
		cached_statements=2000,
	)
	functions.register(connection)
	for pragma in ("synchronous=OFF", "temp_store=MEMORY", "cache_size=-64000", "foreign_keys=OFF"):
		connection.execute(f"PRAGMA {pragma}")
	if path != ":memory:":
		connection.execute("PRAGMA journal_mode=WAL")
	return connection


def time_text(value):
	"""A time or duration of a day as HH:MM:SS.ffffff."""
	if isinstance(value, timedelta):
		total = int(value.total_seconds())
		return f"{total // 3600:02}:{total % 3600 // 60:02}:{total % 60:02}.{value.microseconds:06}"
	return value.strftime("%H:%M:%S.%f")


def adapt(value):
	"""What is stored for a Python value in a parameter."""
	kind = type(value)
	if kind is str:
		if len(value) == 19 and value[10] == " " and SECONDS_ONLY.fullmatch(value):
			return value + ".000000"
		return value
	if value is None or kind is int or kind is float:
		return value
	if isinstance(value, datetime):
		return value.strftime("%Y-%m-%d %H:%M:%S.%f")
	if isinstance(value, date):
		return value.isoformat()
	if isinstance(value, timedelta | time):
		return time_text(value)
	if isinstance(value, Decimal):
		return float(value)
	if isinstance(value, bool):
		return int(value)
	if isinstance(value, int):
		return int(value)
	if isinstance(value, str):
		return str(value)
	if isinstance(value, bytes | float):
		return value
	raise TypeError(f"cannot store a {kind.__name__}: {value!r}")


def revive(row):
	"""Give computed columns, which carry no declared type, their dates back."""
	return tuple(_revive(value) for value in row)


def _revive(value):
	if type(value) is str and 10 <= len(value) <= 26 and value[4] == "-" and value[:4].isdigit():
		if len(value) == 10 and ISO_DATE.fullmatch(value):
			return date.fromisoformat(value)
		if ISO_DATETIME.fullmatch(value):
			return datetime.fromisoformat(value)
	return value


def _to_date(raw):
	return date.fromisoformat(raw[:10].decode()) if raw else None


def _to_datetime(raw):
	return datetime.fromisoformat(raw.decode()) if raw else None


sqlite3.register_converter("DATE", _to_date)
sqlite3.register_converter("DATETIME", _to_datetime)
sqlite3.register_converter("TIME", lambda raw: functions.seconds(raw.decode()) if raw else None)
