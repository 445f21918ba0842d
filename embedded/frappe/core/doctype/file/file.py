"""Attached files; the content stays in memory, since a site may have no folder."""

import frappe
from frappe.model.document import Document


class File(Document):
	def before_insert(self):
		content = self.get("content")
		if content is not None:
			content = content.encode() if isinstance(content, str) else content
			self.file_size = len(content)
			if not self.file_url:
				folder = "/private/files" if self.is_private else "/files"
				self.file_url = f"{folder}/{self.file_name}"
			frappe.cache.hset("file_content", self.file_url, content)
			self.__dict__["content"] = None
		if not self.file_name and self.file_url:
			self.file_name = self.file_url.rsplit("/", 1)[-1]

	def validate(self):
		if not self.file_url and not self.is_folder:
			frappe.throw("A file needs content or a URL")

	def get_content(self):
		return frappe.cache.hget("file_content", self.file_url)
