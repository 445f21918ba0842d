"""`frappe.sendmail`: a mail as a row of Email Queue, in the caller's transaction."""

import json
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formatdate, make_msgid

import frappe
from frappe.utils import add_days, nowdate, split_emails, strip_html

SENDER = "Coaching <notifications@example.com>"


def sendmail(
	recipients=None,
	sender="",
	subject="No Subject",
	message="No Message",
	as_markdown=False,
	delayed=True,
	reference_doctype=None,
	reference_name=None,
	unsubscribe_method=None,
	unsubscribe_params=None,
	unsubscribe_message=None,
	add_unsubscribe_link=1,
	attachments=None,
	content=None,
	doctype=None,
	name=None,
	reply_to=None,
	queue_separately=False,
	cc=None,
	bcc=None,
	message_id=None,
	in_reply_to=None,
	send_after=None,
	expose_recipients=None,
	send_priority=1,
	communication=None,
	retry=1,
	now=None,
	read_receipt=None,
	is_notification=False,
	inline_images=None,
	template=None,
	args=None,
	header=None,
	print_letterhead=False,
	with_container=False,
	email_read_tracker_url=None,
	x_priority=3,
	email_headers=None,
):
	"""Queue one mail to all recipients; it waits there, since nothing sends."""
	if as_markdown:
		raise NotImplementedError("frappe.sendmail(as_markdown=True)")
	text = None
	if template:
		message, text = from_template(template, args)
	html = content or message
	if not html.strip().startswith("<"):
		html = f"<p>{html}</p>"
	to, copied, hidden = addresses(recipients), addresses(cc), addresses(bcc)
	if not to + copied:
		return []
	mail = _mail(sender or SENDER, subject, html, text, to, copied, attachments, expose_recipients, reply_to)
	mail["Message-Id"] = message_id or make_msgid(domain="example.com")
	for key, value in (email_headers or {}).items():
		mail[key if key.startswith("X-") else f"X-{key}"] = value
	if in_reply_to:
		mail["In-Reply-To"] = in_reply_to
	groups = (
		[[address] for address in to] if queue_separately else [list(dict.fromkeys(to + copied + hidden))]
	)
	queued = [
		_queue(
			group,
			sender=sender or SENDER,
			message=mail.as_string(),
			message_id=mail["Message-Id"].strip("<>"),
			reference_doctype=doctype or reference_doctype,
			reference_name=name or reference_name,
			attachments=json.dumps(_kept(attachments)),
			show_as_cc=",".join(copied),
			send_after=add_days(nowdate(), send_after) if isinstance(send_after, int) else send_after,
			priority=send_priority,
			expose_recipients=expose_recipients,
			add_unsubscribe_link=add_unsubscribe_link,
			communication=communication,
		)
		for group in groups
	]
	return queued[0] if len(queued) == 1 else None


def _queue(recipients, **values):
	queue = frappe.get_doc(doctype="Email Queue", **values)
	queue.set("recipients", [{"recipient": address, "status": "Not Sent"} for address in recipients])
	return queue.insert(ignore_permissions=True)


def addresses(given):
	"""Recipients given as a list or as text, each once."""
	return list(dict.fromkeys(filter(None, split_emails(given) if isinstance(given, str) else given or [])))


def from_template(name, args):
	"""The HTML of `templates/emails/NAME.html`, and the text beside it when there is one."""
	import jinja2

	html = frappe.get_template(f"templates/emails/{name}.html").render(args or {})
	try:
		return html, frappe.get_template(f"templates/emails/{name}.txt").render(args or {})
	except jinja2.TemplateNotFound:
		return html, None


def _kept(attachments):
	return [each for each in attachments or [] if each.get("fid") or each.get("file_url")]


def _mail(sender, subject, html, text, to, copied, attachments, expose_recipients, reply_to):
	mail = MIMEMultipart("mixed")
	body = MIMEMultipart("alternative")
	body.attach(MIMEText(text or strip_html(html), "plain", "utf-8"))
	body.attach(MIMEText(_page(html, subject), "html", "utf-8"))
	mail.attach(body)
	for each in attachments or []:
		if each.get("fcontent") is not None:
			mail.attach(_attachment(each))
		elif not (each.get("fid") or each.get("file_url")):
			raise NotImplementedError(f"attachments of a mail with {', '.join(each)}")
	mail["Subject"] = (
		Header(strip_html(subject).replace("\n", " ").strip(), "utf-8") if not subject.isascii() else subject
	)
	mail["From"] = sender
	mail["To"] = ", ".join(to) if expose_recipients == "header" else "<!--recipient-->"
	mail["Date"] = formatdate()
	mail["Reply-To"] = reply_to or sender
	if copied and expose_recipients == "header":
		mail["CC"] = ", ".join(copied)
	return mail


def _page(html, subject):
	return f"<!DOCTYPE html><html><head><title>{subject}</title></head><body>{html}</body></html>"


def _attachment(each):
	content = each["fcontent"]
	part = MIMEApplication(content.encode() if isinstance(content, str) else content)
	kind = each.get("content_type")
	if not kind and each["fname"].endswith(".ics"):
		kind = "text/calendar"
	if kind:
		part.set_type(kind)
	part.add_header("Content-Disposition", "attachment", filename=each["fname"])
	return part
