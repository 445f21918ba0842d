"""The weekly log: what a manager does every week must not take more than a few keys."""

import pytest

from tests.ui.hands import Hands

pytestmark = pytest.mark.ui

MOST_INTERACTIONS = 25


def start_from_plan(page, plan: str) -> None:
	page.goto(f"/app/coaching-plan/{plan}")
	page.wait_for_selector(".coaching-goal")


def focused(page) -> str:
	return page.evaluate(
		"document.activeElement.className + ' ' + (document.activeElement.dataset.fieldname || '')"
	)


def test_a_weekly_log_takes_few_keys_and_no_retyping(desk, team, picture):
	page = desk("manager")
	start_from_plan(page, team["plan"])
	hands = Hands(page)

	hands.click("button:has-text('Start Session'):visible")
	page.wait_for_selector(".coaching-review")
	assert page.locator(".coaching-review").count() == 4
	assert page.locator(".coaching-log").count() == 3
	assert "Study time" in page.locator(".coaching-agenda-item").first.inner_text()
	page.wait_for_selector(".coaching-chart svg")

	hands.click(page.locator(".coaching-agenda-item input").first)
	hands.click(page.locator(".coaching-review").first.get_by_text("Followed", exact=True))
	for key in ("1", "2", "1"):
		assert "coaching-answers" in focused(page)
		hands.press(key)
	hands.type("72")
	hands.press("Enter")
	assert "recognition" in focused(page)
	hands.write_notes("The questions came in every call, also in the two hard ones.")
	hands.press("Tab")
	assert "opportunity" in focused(page)
	hands.write_notes("Let the customer finish before the checklist.")
	hands.press("Tab")
	hands.write_notes("Study time: Thursdays from three, starting next week.")
	picture(page, "session-form")

	hands.press("Control+s")
	page.wait_for_selector("button:has-text('Submit'):visible")
	hands.click("button.primary-action:has-text('Submit'):visible")
	hands.click(".modal.show .btn-primary:has-text('Yes')")
	page.wait_for_selector(".indicator-pill:has-text('Held')")
	page.wait_for_selector(".coaching-review .indicator-pill")

	answers = [pill.strip() for pill in page.locator(".coaching-review .indicator-pill").all_inner_texts()]
	assert sorted(answers) == ["Followed", "Followed", "Followed", "Partly"]
	assert page.evaluate("cur_frm.doc.next_session_on"), "the next session is scheduled without a word typed"
	print(f"\na weekly log: {hands.clicks} clicks and {hands.keys} keys")
	assert hands.count <= MOST_INTERACTIONS
	assert not page.errors


def test_a_log_that_lacks_much_is_refused_once(desk, team, picture):
	page = desk("manager")
	start_from_plan(page, team["plan"])
	page.click("button:has-text('Start Session'):visible")
	page.wait_for_selector(".coaching-review")
	page.evaluate("cur_frm.set_value('starts_on', frappe.datetime.now_datetime())")
	page.keyboard.press("Control+s")
	page.wait_for_function("!cur_frm.is_dirty()")
	assert page.locator(".form-message:visible").count() == 1
	assert page.locator("[data-fieldname='recognition'].coaching-needed").count() == 1
	page.click("button.primary-action:has-text('Submit'):visible")
	page.click(".modal.show .btn-primary:has-text('Yes')")
	page.wait_for_selector(".msgprint:has-text('Recognition'):has-text('Opportunity')")
	told = page.locator(".msgprint").inner_text()
	assert all(text in told for text in page.locator(".coaching-review-what > a").all_inner_texts())
	picture(page, "session-refused")
	page.reload()
	page.click(".page-actions button:has-text('Call Off'):visible")
	page.click(".modal.show .btn-primary:has-text('Yes')")
	page.wait_for_selector(".form-message:has-text('Start Next opens the one in its place')")


def test_the_mentee_prepares_before_and_acknowledges_after(desk, team, picture):
	manager = desk("manager")
	start_from_plan(manager, team["plan"])
	manager.click("button:has-text('Start Session'):visible")
	manager.wait_for_selector(".coaching-review")
	session = manager.url.rsplit("/", 1)[-1]

	page = desk("mentee")
	page.goto(f"/app/coaching-session/{session}")
	page.wait_for_selector(".coaching-review")
	assert not page.locator(".coaching-answers").count(), "reviews are the coach's to answer"
	assert not page.locator("[data-fieldname='recognition']:visible").count()
	page.locator("[data-fieldname='mentee_preparation'] textarea").fill(
		"The checklist costs me two minutes a call."
	)
	page.locator(".coaching-new-item input").fill("Double tickets on Mondays")
	page.keyboard.press("Enter")
	page.keyboard.press("Control+s")
	page.wait_for_selector(".coaching-agenda-item:has-text('from the employee')")
	page.wait_for_function("!cur_frm.is_dirty()")
	picture(page, "session-mentee")

	page.goto("/app/coaching-session")
	page.wait_for_selector(".list-row")
	page.click(".list-row:has-text('To Acknowledge') a >> nth=0")
	page.click("button:has-text('Acknowledge'):visible")
	page.wait_for_function("cur_frm.doc.mentee_acknowledged_on")
	page.wait_for_selector("[data-fieldname='mentee_acknowledged_on']:visible")
	assert not page.locator("button:has-text('Acknowledge'):visible").count()
	assert not page.errors


def test_what_was_typed_survives_a_reload(desk, team):
	page = desk("manager")
	start_from_plan(page, team["plan"])
	page.click("button:has-text('Start Session'):visible")
	page.wait_for_selector(".coaching-review")
	page.locator("[data-fieldname='notes'] textarea").fill("Half a thought")
	page.locator(".coaching-review").first.get_by_text("Partly", exact=True).click()
	page.wait_for_timeout(1500)
	page.on("dialog", lambda dialog: dialog.accept())
	page.reload()
	page.click(".coaching-restore")
	page.wait_for_function("cur_frm.doc.notes === 'Half a thought'")
	page.wait_for_selector(".coaching-answers .chosen.partly")
	assert not page.errors


def test_the_form_fits_a_phone(desk, team, picture):
	page = desk("manager", width=390, height=844)
	page.goto("/app/coaching-plan")
	page.wait_for_selector(".list-row")
	page.goto(f"/app/coaching-plan/{team['plan']}")
	page.wait_for_selector(".coaching-goal")
	page.evaluate("coaching.start_session(cur_frm.doc.mentee, cur_frm.doc.name)")
	page.wait_for_selector(".coaching-review")
	page.locator(".coaching-review").first.get_by_text("Followed", exact=True).click()
	page.locator("[data-fieldname='recognition'] textarea").fill("Typed with a thumb")
	assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
	page.locator(".coaching-review").first.scroll_into_view_if_needed()
	picture(page, "session-phone")
	assert not page.errors


def test_a_peer_is_told_nothing(desk, team):
	page = desk("peer")
	page.goto(f"/app/coaching-plan/{team['plan']}")
	page.wait_for_selector("text=/not permitted|Insufficient Permission/i")
	assert "Calls are solved" not in page.content()
	page.goto("/app/coaching-session")
	page.wait_for_selector(".no-result:visible")
	assert not page.locator(".list-row").count()


def test_a_cancelled_log_offers_nothing_and_its_copy_says_what_it_is(desk, team):
	"""The last of this file: it leaves a log cancelled."""
	page = desk("manager")
	page.goto("/app/coaching-session?status=Held")
	page.click(".list-row .list-subject a >> nth=0")
	page.wait_for_selector(".coaching-review")
	assert "Baseline" in page.locator(".coaching-chart svg").first.inner_html()
	page.click(".page-actions button:has-text('Cancel'):visible")
	page.click(".modal.show .btn-primary:has-text('Yes')")
	page.wait_for_selector(".page-actions button:has-text('Amend'):visible")
	page.wait_for_selector(".coaching-review")
	assert not page.locator(".coaching-answers, .coaching-new-item").count()

	page.click(".page-actions button:has-text('Amend'):visible")
	page.wait_for_selector(".form-message:has-text('copy of the cancelled log')")
	assert page.locator(".coaching-review, .coaching-log").count() == 0, "of the session looked at before"
	assert not page.errors
