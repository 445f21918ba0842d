"""The life of a plan, as its people click through it."""

import pytest

pytestmark = pytest.mark.ui


def open_plan(page, plan: str) -> None:
	page.goto(f"/app/coaching-plan/{plan}")
	page.wait_for_selector(".coaching-figures")


def button(page, label: str):
	return page.locator(
		f".page-actions button:has-text('{label}'):visible, .page-actions .btn:text-is('{label}'):visible"
	).first


def add_goal(page) -> None:
	page.click(".coaching-heading button:has-text('Add Goal')")
	dialog = page.locator(".modal.show")
	dialog.locator("input[data-fieldname='development_area']").fill("Presenting to clients")
	page.keyboard.press("Tab")
	line = dialog.locator(".coaching-action-line").first
	line.locator("[data-field='description']").fill("Present one finding to the team each week")
	line.locator("[data-field='tracked_by']").fill("Minutes of the team meeting")


def test_a_plan_from_draft_to_its_outcome(desk, team, picture):
	manager = desk("manager")
	open_plan(manager, team["draft"])

	add_goal(manager)
	manager.locator(".modal.show .btn-primary:has-text('Add Goal')").click()
	manager.wait_for_selector(".msgprint:has-text('within their control')")
	manager.locator(".modal.show:has(.msgprint) .btn-modal-close").click()
	manager.locator(".coaching-action-line [type='checkbox']").first.check()
	manager.locator(".modal.show .btn-primary:has-text('Add Goal')").click()
	manager.wait_for_selector(".coaching-goal:has-text('Presenting to clients')")
	assert manager.locator(".coaching-goal").count() == 1, "the refused attempt left nothing"

	manager.wait_for_selector(".form-message:has-text('Propose it once')")

	mentee = desk("other")
	mentee.goto("/app/coaching-plan")
	mentee.wait_for_selector(".no-result:visible")

	button(manager, "Propose").click()
	manager.wait_for_selector(".indicator-pill:has-text('Proposed')")

	open_plan(mentee, team["draft"])
	assert mentee.locator(".coaching-readers").inner_text().startswith("Only these can read this")
	assert not mentee.locator(
		"[data-fieldname='opportunity'] textarea:visible"
	).count(), "it is not theirs to change"
	button(mentee, "Request Changes").click()
	mentee.locator(".modal.show textarea").fill("Every second week is enough.")
	mentee.locator(".modal.show .btn-primary").click()
	mentee.wait_for_url("**/app/coaching")
	mentee.wait_for_selector(
		".msgprint:has-text('proposes it again'):has-text('Every second week is enough.')"
	)

	manager.reload()
	manager.wait_for_selector(".form-message:has-text('asks for changes: “Every second week is enough.”')")
	button(manager, "Propose").click()
	manager.wait_for_selector(".indicator-pill:has-text('Proposed')")
	open_plan(mentee, team["draft"])
	button(mentee, "Accept").click()
	mentee.wait_for_selector(".indicator-pill:has-text('Active')")

	open_plan(manager, team["draft"])
	button(manager, "Complete").click()
	manager.locator(".modal.show textarea").fill("Presents alone to two clients.")
	manager.locator(".modal.show .btn-primary").click()
	manager.wait_for_selector(".indicator-pill:has-text('Completed')")
	assert not manager.locator(".primary-action:visible").count(), "a closed plan is locked"
	assert not manager.errors and not mentee.errors


def test_a_new_plan_names_whom_it_is_for(desk, team):
	page = desk("manager")
	page.goto("/app/coaching-plan/new")
	page.wait_for_selector(".awesomplete [role='option']:visible")
	page.keyboard.press("ArrowDown")
	page.keyboard.press("Enter")
	page.wait_for_selector(".form-layout [data-fieldname='mentee_name'] .control-value:visible")
	assert page.evaluate("cur_frm.is_new()")
	assert not page.errors


def test_which_way_is_better_follows_from_the_metrics_ends(desk, team):
	page = desk("manager")
	open_plan(page, team["plan"])
	page.click(".coaching-heading button:has-text('Add Goal')")
	dialog = page.locator(".modal.show")
	dialog.locator("select[data-fieldname='measure']").select_option("Metric")
	ticked = dialog.locator("input[data-fieldname='higher_is_better']")
	assert ticked.is_checked()
	dialog.locator("input[data-fieldname='baseline']").fill("8")
	dialog.locator("input[data-fieldname='target']").fill("2")
	page.keyboard.press("Tab")
	page.wait_for_function(
		"() => !document.querySelector('.modal.show [data-fieldname=higher_is_better] input').checked"
	)
	dialog.locator("input[data-fieldname='target']").fill("12")
	page.keyboard.press("Tab")
	page.wait_for_function(
		"() => document.querySelector('.modal.show [data-fieldname=higher_is_better] input').checked"
	)
	assert not page.errors


def test_the_plan_at_a_glance(desk, team, picture):
	page = desk("manager")
	open_plan(page, team["plan"])
	figures = page.locator(".coaching-figure").all_inner_texts()
	assert any("Follow-through" in text and "%" in text for text in figures)
	assert any("Goals Reached" in text and "the plan was wrong" in text for text in figures)
	assert page.locator(".coaching-timeline li").count() >= 3
	page.locator(".coaching-figures").scroll_into_view_if_needed()
	picture(page, "plan-form")
	page.goto("/app/coaching-plan")
	page.wait_for_selector(".list-row")
	picture(page, "plan-list")
	assert not page.errors


def test_the_managers_manager_reads_and_changes_nothing(desk, team):
	page = desk("second")
	open_plan(page, team["plan"])
	assert not page.locator(".primary-action:visible").count()
	assert not page.locator("[data-fieldname='opportunity'] textarea:visible").count()
	assert not page.locator("button:has-text('Start Session'):visible").count()
	assert not page.errors


@pytest.mark.parametrize("doctype", ["coaching-plan", "coaching-session", "coaching-action"])
def test_the_ready_made_filters_of_lists(desk, team, doctype):
	page = desk("manager")
	page.goto(f"/app/{doctype}")
	page.wait_for_selector(".list-row")
	shown = {}
	for choice in ("All", "Mine", "My Team", "Overdue", "Waiting for Me"):
		page.click(".page-actions button:has-text('Show'):visible")
		page.click(f".dropdown-menu.show a:text-is('{choice}')")
		page.wait_for_timeout(1000)
		shown[choice] = page.locator(".list-row").count()
	assert shown["All"] == shown["My Team"] > 0, "all that this manager sees is of the team"
	assert shown["Mine"] == 0, "nobody coaches this manager"
	assert not page.errors


def test_completing_says_what_is_not_logged_and_keeps_what_was_typed(desk, team, picture):
	"""The last of this file: it leaves a session begun."""
	page = desk("manager")
	open_plan(page, team["plan"])
	button(page, "Start Session").click()
	page.wait_for_url("**/app/coaching-session/*")
	page.fill("textarea[data-fieldname='recognition']:visible", "Led the stand-up")
	page.click(".page-head button:has-text('Save'):visible")
	page.wait_for_selector(".page-head .primary-action:has-text('Submit'):visible")
	open_plan(page, team["plan"])
	button(page, "Complete").click()
	page.wait_for_selector(".modal.show .coaching-not-logged:has-text('is not logged. Log it first')")
	page.fill(".modal.show textarea[data-fieldname='outcome']", "All of it")
	page.click(".modal.show .btn-modal-primary")
	page.wait_for_selector(".msgprint:has-text('is not logged')")
	picture(page, "plan-complete-not-logged")
	page.click(".msgprint-dialog .btn-modal-close:visible")
	page.wait_for_timeout(500)
	assert page.locator(
		"textarea[data-fieldname='outcome']"
	).is_visible(), "what was typed is still there to be sent"
	assert page.input_value("textarea[data-fieldname='outcome']") == "All of it"
