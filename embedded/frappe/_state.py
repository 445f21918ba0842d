"""What one running site holds: the session, flags, caches and messages of the moment."""

from ._missing import Missing
from .types.frappedict import _dict

STANDARD_USERS = ("Guest", "Administrator")


class Local:
	"""The attributes Frappe keeps per request. One site runs at a time, so one object is enough."""

	def __init__(self):
		self.reset("embedded.localhost", None, {})

	def reset(self, site, db, conf):
		"""Forget everything and stand for a new site."""
		self.site = site
		self.db = db
		self.conf = _dict(conf)
		self.cache_store = Cache()
		self.controllers = {}
		self.metas = {}
		self.app_modules = {}
		self.installed_apps = []
		self.published = []
		self.jobs = []
		self.request_ip = "127.0.0.1"
		self.start_request()

	def start_request(self, user="Administrator", lang="en"):
		"""Forget what belongs to a request: flags, messages, arguments."""
		self.flags = _dict(
			currently_saving=[],
			in_install=False,
			in_patch=False,
			in_migrate=False,
			in_import=False,
			mute_messages=False,
			mute_emails=False,
		)
		self.session = _dict(user=user, sid=user, data=_dict(user=user))
		self.user = user
		self.lang = lang
		self.lang_full_dict = None
		self.form_dict = _dict()
		self.request = None
		self.response = _dict(docs=[])
		self.message_log = []
		self.error_log = []
		self.debug_log = []
		self.role_permissions = {}
		self.new_doc_templates = {}
		self.document_cache = {}
		self.request_cache = {}
		self.jenv = None

	@property
	def cache(self):
		return self.cache_store


class Cache:
	"""The calls of Frappe's Redis wrapper that apps make, on a dict."""

	def __init__(self):
		self._values = {}
		self._hashes = {}

	def __call__(self):
		return self

	def get_value(self, key, generator=None, user=None, expires=False, shared=False, use_local_cache=True):
		key = self._key(key, user)
		value = self._values.get(key)
		if value is None and generator:
			value = generator()
			self._values[key] = value
		return value

	def set_value(self, key, val, user=None, expires_in_sec=None, shared=False):
		self._values[self._key(key, user)] = val

	def delete_value(self, keys, user=None, make_keys=True, shared=False):
		for key in [keys] if isinstance(keys, str) else list(keys or []):
			self._values.pop(self._key(key, user), None)
			self._hashes.pop(key, None)

	delete = delete_value

	def delete_key(self, *args, **kwargs):
		self.delete_value(*args, **kwargs)

	def exists(self, *names, user=None, shared=None):
		return sum(self._key(name, user) in self._values for name in names)

	def hget(self, name, key, generator=None, shared=False):
		bucket = self._hashes.setdefault(name, {})
		if bucket.get(key) is None and generator:
			bucket[key] = generator()
		return bucket.get(key)

	def hset(self, name, key, value, shared=False):
		self._hashes.setdefault(name, {})[key] = value

	def hdel(self, name, keys, shared=False, pipeline=None):
		for key in keys if isinstance(keys, list | tuple) else [keys]:
			self._hashes.get(name, {}).pop(key, None)

	def clear(self):
		self._values.clear()
		self._hashes.clear()

	@staticmethod
	def _key(key, user):
		if user is True:
			from . import session

			user = session.user
		return f"user:{user}:{key}" if user else key

	def __getattr__(self, name):
		raise Missing(f"frappe.cache.{name}")


local = Local()
