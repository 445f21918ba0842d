"""A running server with everyone's browser on it, and all of it gone afterwards."""

import os
from contextlib import contextmanager

BENCH = os.environ.get("COACHING_BENCH")


@contextmanager
def opened(frappe):
	"""A `Web` over the people and records of tests/circle_people.py, committed for as long as the block runs."""
	from frappe.desk.doctype.notification_settings.notification_settings import create_notification_settings

	from tests.circle_people import make_firm, make_records
	from tests.site.security.leftovers import Leftovers
	from tests.site.security.web import Server, Web

	frappe.set_user("Administrator")
	leftovers, server = Leftovers(), None
	try:
		firm = make_firm()
		for user in firm.users.values():
			create_notification_settings(user)
		records = make_records(firm)
		tokens = {name: token_of(frappe, user) for name, user in firm.users.items()}
		frappe.set_user("Administrator")
		frappe.db.commit()
		frappe.clear_cache()
		server = Server(BENCH)
		server.wait()
		yield Web(server, firm, records, tokens)
	finally:
		if server:
			server.stop()
		frappe.set_user("Administrator")
		leftovers.remove()


def token_of(frappe, user: str) -> str:
	"""What the user's browser sends to say who asks."""
	from frappe.utils.password import set_encrypted_password

	key, secret = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
	# With the stars that stand for a secret, else saving the user takes it away.
	frappe.db.set_value("User", user, {"api_key": key, "api_secret": "*" * len(secret)})
	set_encrypted_password("User", user, secret, "api_secret")
	return f"{key}:{secret}"
