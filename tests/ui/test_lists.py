"""The lists on a laptop: each row says whose it is, and when."""

import pytest

pytestmark = pytest.mark.ui

LAPTOP = {"width": 1366, "height": 768}


@pytest.mark.parametrize(
	("listed", "columns"),
	[
		("coaching-plan", ("Employee Name", "Status", "Coach Name", "End Date", "Purpose")),
		("coaching-session", ("Employee Name", "Status", "Starts On", "Coach Name")),
		("coaching-goal", ("Development Area", "Status", "Employee Name", "Horizon", "Due Date")),
		("coaching-action", ("Description", "Status", "Due Date", "Employee Name")),
	],
)
def test_a_row_says_whose_it_is(desk, team, picture, listed, columns):
	manager = desk("manager", **LAPTOP)
	manager.goto(f"/app/{listed}")
	manager.wait_for_selector(".list-row-head:not(.hide) .list-header-subject")
	manager.wait_for_selector(f".list-row-head .list-row-col:has-text('{columns[-1]}')")
	shown = manager.locator(".list-row-head .list-row-col:visible").all_inner_texts()
	assert [text.strip() for text in shown if text.strip()][: len(columns)] == list(columns)
	picture(manager, f"list-{listed}")
	assert not manager.errors
