"""Text, HTML, links and addresses."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import quote, quote_plus, urlparse

__all__ = ["comma_and", "comma_or", "comma_sep", "escape_html", "get_abbr", "get_absolute_url", "get_fullname", "get_link_to_form", "get_url", "get_url_to_form", "get_url_to_report", "is_html", "md_to_html", "parse_addr", "sanitize_html", "split_emails", "strip_html", "strip_html_tags", "validate_email_address", "validate_phone_number", "validate_url"]  # fmt: skip

EMAIL = re.compile(
	r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+$"
)
PHONE = re.compile(r"^[0-9 +_\-,.*#()]{1,20}$")
DROPPED = ("script", "style", "iframe", "object", "embed")
TAGS = re.compile(r"<[^>]*>")


def strip_html(text):
	"""Text without its tags."""
	return TAGS.sub("", text or "")


strip_html_tags = strip_html


def escape_html(text):
	if not isinstance(text, str):
		return text
	return html.escape(text, quote=True).replace("&#x27;", "&apos;")


class _Cleaner(HTMLParser):
	"""Keeps markup; elements that run code become text, attributes that do are dropped."""

	CDATA_CONTENT_ELEMENTS = ()

	def __init__(self):
		super().__init__(convert_charrefs=False)
		self.out = []

	def handle_starttag(self, tag, attrs):
		if tag in DROPPED:
			self.out.append(html.escape(self.get_starttag_text(), quote=False))
			return
		kept = "".join(
			f' {key}="{html.escape(value or "")}"'
			for key, value in attrs
			if not key.startswith("on") and not re.match(r"\s*javascript:", value or "", re.I)
		)
		self.out.append(f"<{tag}{kept}>")

	def handle_endtag(self, tag):
		self.out.append(f"&lt;/{tag}&gt;" if tag in DROPPED else f"</{tag}>")

	def handle_data(self, data):
		self.out.append(data.replace("<", "&lt;").replace(">", "&gt;"))

	def handle_entityref(self, name):
		self.out.append(f"&{name};")

	def handle_charref(self, name):
		self.out.append(f"&#{name};")


def sanitize_html(text, linkify=False, always_sanitize=False, disallowed_tags=None):
	"""HTML without scripts and handlers; text that holds no element is left as it is."""
	if not isinstance(text, str) or not (is_html(text) or always_sanitize):
		return text
	cleaner = _Cleaner()
	cleaner.feed(text)
	cleaner.close()
	return "".join(cleaner.out)


def is_html(text):
	return bool(re.search(r"<[a-zA-Z!/][^>]*>", text or ""))


def md_to_html(markdown_text):
	raise NotImplementedError("frappe.utils.md_to_html")


# lists of words


def comma_sep(some_list, pattern, add_quotes=True):
	if not isinstance(some_list, list | tuple):
		return some_list
	words = [str(word) for word in some_list]
	if not words:
		return ""
	if add_quotes and len(words) > 1:
		words = [f"'{word}'" for word in words]
	if len(words) == 1:
		return words[0]
	return pattern.format(", ".join(words[:-1]), words[-1])


def comma_and(some_list, add_quotes=True):
	import frappe

	return comma_sep(some_list, frappe._("{0} and {1}"), add_quotes)


def comma_or(some_list, add_quotes=True):
	import frappe

	return comma_sep(some_list, frappe._("{0} or {1}"), add_quotes)


def get_abbr(string, max_len=2):
	return "".join(word[0] for word in string.split()[:max_len]).upper()


# people


def get_fullname(user=None):
	"""A user's full name, or the user name itself."""
	import frappe

	user = user or frappe.session.user
	names = frappe.local.request_cache.setdefault("fullnames", {})
	if user not in names:
		row = frappe.db.get_value("User", user, ["first_name", "last_name"], as_dict=True)
		names[user] = " ".join(filter(None, [row.first_name, row.last_name])) if row else ""
	return names[user] or user


def split_emails(txt):
	return [part.strip() for part in re.split(r"[,\n](?=(?:[^\"]|\"[^\"]*\")*$)", txt or "") if part.strip()]


def parse_addr(email_string):
	from email.utils import parseaddr

	return parseaddr(email_string)


def validate_email_address(email_str, throw=False):
	"""The addresses that are well formed, as text."""
	import frappe

	good = []
	for part in split_emails(email_str):
		address = parse_addr(part)[1] or part
		if EMAIL.match(address):
			good.append(address)
		elif throw:
			frappe.throw(
				frappe._("{0} is not a valid Email Address").format(frappe.bold(escape_html(part))),
				frappe.InvalidEmailAddressError,
			)
	return ", ".join(good)


def validate_phone_number(phone_number, throw=False):
	import frappe

	good = bool(PHONE.match((phone_number or "").strip()))
	if not good and throw:
		frappe.throw(
			frappe._("{0} is not a valid Phone Number").format(frappe.bold(phone_number)),
			frappe.InvalidPhoneNumberError,
		)
	return good


def validate_url(txt, throw=False, valid_schemes=None):
	import frappe

	url = urlparse(txt or "")
	good = bool(url.netloc) or bool((txt or "").startswith("/"))
	if good and valid_schemes:
		good = url.scheme in ([valid_schemes] if isinstance(valid_schemes, str) else valid_schemes)
	if not good and throw:
		frappe.throw(frappe._("'{0}' is not a valid URL").format(frappe.bold(txt)))
	return good


# addresses


def get_url(uri=None, full_address=False):
	import frappe

	host = frappe.conf.host_name or f"http://{frappe.local.site}"
	if not uri:
		return host
	return uri if uri.startswith(("http://", "https://")) else f"{host}/{uri.lstrip('/')}"


def _slug(doctype):
	return quote(doctype.lower().replace(" ", "-"))


def get_absolute_url(doctype, name):
	return f"/app/{_slug(doctype)}/{quote(str(name))}"


def get_url_to_form(doctype, name):
	return get_url(get_absolute_url(doctype, name))


def get_url_to_report(name, report_type=None, doctype=None):
	if report_type == "Report Builder":
		return get_url(f"/app/{_slug(doctype)}/view/report/{quote(name)}")
	return get_url(f"/app/query-report/{quote(name)}")


def get_link_to_form(doctype, name, label=None):
	return f'<a href="{get_url_to_form(doctype, name)}">{label or name}</a>'
