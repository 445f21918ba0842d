"""Frappe's exception names, their parents and HTTP status, which callers catch and tests compare."""


class ValidationError(Exception):
	http_status_code = 417


class AuthenticationError(Exception):
	http_status_code = 401


class SessionExpired(Exception):
	http_status_code = 401


class PermissionError(Exception):
	http_status_code = 403


class NameError(Exception):
	http_status_code = 409


class OutgoingEmailError(Exception):
	http_status_code = 501


class CSRFTokenError(Exception):
	http_status_code = 400


class TooManyRequestsError(Exception):
	http_status_code = 429


class FrappeTypeError(TypeError):
	http_status_code = 417


class DoesNotExistError(ValidationError):
	"""Keeps the DocType that was asked for, when the raiser names it."""

	http_status_code = 404

	def __init__(self, *args, doctype=None):
		super().__init__(*args)
		self.doctype = doctype


class PageDoesNotExistError(ValidationError):
	http_status_code = 404


class RateLimitExceededError(ValidationError):
	http_status_code = 429


class InReadOnlyMode(ValidationError):
	http_status_code = 503


class QueueOverloaded(ValidationError):
	http_status_code = 503


class LinkExpired(ValidationError):
	http_status_code = 410


class DuplicateEntryError(NameError):
	pass


class LinkValidationError(ValidationError):
	pass


class CancelledLinkError(LinkValidationError):
	pass


def _plain(base, names):
	for name in names.split():
		globals()[name] = type(name, (base,), {"__module__": __name__})


_plain(
	ValidationError,
	"""DataError MappingMismatchError InvalidStatusError MandatoryError NonNegativeError
	InvalidSignatureError CannotChangeConstantError CharacterLengthExceededError UpdateAfterSubmitError
	DocstatusTransitionError TimestampMismatchError EmptyTableError LinkExistsError
	InvalidEmailAddressError InvalidNameError InvalidPhoneNumberError TemplateNotFoundError
	UniqueValidationError AppNotInstalledError ImplicitCommitError DocumentLockedError
	CircularLinkingError InvalidColumnName IncompatibleApp InvalidDates DataTooLongException
	DocumentAlreadyRestored AttachmentLimitReached PrintFormatError""",
)
_plain(
	Exception,
	"""SiteNotSpecifiedError RetryBackgroundJobError SecurityException FileAlreadyAttachedException
	QueryTimeoutError QueryDeadlockError TooManyWritesError CommandFailedError UnsupportedMediaType""",
)
