"""Draft, submitted or cancelled."""


class DocStatus(int):
	DRAFT = 0
	SUBMITTED = 1
	CANCELLED = 2

	def is_draft(self):
		return self == 0

	def is_submitted(self):
		return self == 1

	def is_cancelled(self):
		return self == 2

	@classmethod
	def draft(cls):
		return cls(0)

	@classmethod
	def submitted(cls):
		return cls(1)

	@classmethod
	def cancelled(cls):
		return cls(2)


DocStatus.DRAFT, DocStatus.SUBMITTED, DocStatus.CANCELLED = DocStatus(0), DocStatus(1), DocStatus(2)
