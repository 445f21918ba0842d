"""Private notes at the foot of a plan: written there, seen by their author, and by nobody else who opens it."""

import pytest

pytestmark = pytest.mark.ui

BOX = ".coaching-private-notes"
NOTE = "Ask how the move went, without pressing"


def open_plan(page, plan: str) -> None:
	page.goto(f"/app/coaching-plan/{plan}")
	page.wait_for_selector(BOX)


def test_a_note_is_seen_by_who_wrote_it(desk, team, picture):
	manager = desk("manager")
	open_plan(manager, team["plan"])
	assert "Only you see this" in manager.inner_text(BOX)
	manager.click(f"{BOX} button:has-text('Add a Note')")
	manager.fill(".modal.show textarea[data-fieldname='note']", NOTE)
	manager.click(".modal.show .btn-primary:has-text('Save')")
	manager.wait_for_selector(f"{BOX}:has-text('{NOTE}')")
	picture(manager, "private-note", full_page=True)

	mentee = desk("mentee")
	open_plan(mentee, team["plan"])
	assert NOTE not in mentee.content()

	manager.reload()
	manager.wait_for_selector(f"{BOX}:has-text('{NOTE}')")
	assert manager.locator(BOX).count() == 1, "shown once, however often the form is refreshed"
	manager.click(f"{BOX} a:has-text('Delete')")
	manager.click(".modal.show .btn-primary:has-text('Yes')")
	manager.wait_for_selector(f"{BOX}:has-text('{NOTE}')", state="detached")
	assert not manager.errors and not mentee.errors
