"""Hands on a mouse and a keyboard, that count what they do."""


class Hands:
	"""Every click and every key counts once, except the keys that type the text of notes."""

	def __init__(self, page):
		self.page = page
		self.clicks = 0
		self.keys = 0

	@property
	def count(self) -> int:
		return self.clicks + self.keys

	def click(self, target) -> None:
		locator = self.page.locator(target) if isinstance(target, str) else target
		locator.click()
		self.clicks += 1

	def press(self, key: str) -> None:
		self.page.keyboard.press(key)
		self.keys += 1

	def type(self, text: str) -> None:
		self.page.keyboard.type(text)
		self.keys += len(text)

	def write_notes(self, text: str) -> None:
		self.page.keyboard.type(text)
