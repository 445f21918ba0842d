"""Several people do something in the same moment, each over a connection of their own."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import frappe


def at_once(deeds: Sequence[tuple[str, Callable[[], Callable]]]) -> list:
	"""Lets each user do their deed and commit; returns what the deeds returned, in their order.

	A deed is a function that reads what the user sees before, and returns the function to be called at the same time
	as the others'. Raises AssertionError with what failed.
	"""
	start, failed = threading.Barrier(len(deeds)), []
	returned = [None] * len(deeds)
	site, sites = frappe.local.site, str(Path(os.environ["COACHING_BENCH"]).expanduser() / "sites")

	def work(number: int, user: str, prepare: Callable[[], Callable]) -> None:
		frappe.init(site, sites_path=sites)
		frappe.connect()
		try:
			frappe.set_user(user)
			deed = prepare()
			start.wait(30)
			returned[number] = deed()
			frappe.db.commit()
		except Exception as error:
			failed.append(f"{user}: {error!r}")
		finally:
			frappe.destroy()

	threads = [
		threading.Thread(target=work, args=(number, user, prepare))
		for number, (user, prepare) in enumerate(deeds)
	]
	for thread in threads:
		thread.start()
	for thread in threads:
		thread.join(60)
	frappe.db.rollback()
	assert not failed, failed
	return returned
