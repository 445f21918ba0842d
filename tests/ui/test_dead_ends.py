"""Nothing on the desk leads where its reader can't go on."""

import pytest

pytestmark = pytest.mark.ui

LEADERS_MAKE = ("coaching-plan", "coaching-session", "competency-assessment")


def primary(page):
	return page.locator(".page-head:visible .primary-action:visible")


@pytest.mark.parametrize("listed", LEADERS_MAKE)
def test_who_leads_nobody_is_not_offered_to_make_it(desk, listed):
	mentee = desk("mentee")
	mentee.goto(f"/app/{listed}")
	mentee.wait_for_selector(".list-row, .no-result:visible")
	assert not primary(mentee).count()
	assert not mentee.locator(".btn-new-doc:visible").count()
	assert not mentee.errors


def test_a_manager_opens_a_round_where_others_add_a_record(desk, team, picture):
	manager = desk("manager", width=1366, height=768)
	manager.goto("/app/competency-assessment")
	manager.wait_for_selector(".list-row, .no-result:visible")
	head = manager.locator(".page-head:visible .page-head-content").bounding_box()
	assert head["height"] < 90, "the buttons fit on one row"
	primary(manager).click()
	dialog = manager.locator(".modal.show")
	dialog.locator("input[data-fieldname='mentee']").wait_for()
	assert "Open Round" in dialog.locator(".modal-title").inner_text()

	manager.goto("/app/competency-assessment/new")
	manager.wait_for_selector(".form-message:has-text('A round asks')")
	manager.evaluate("(employee) => cur_frm.set_value('mentee', employee)", team["employees"]["peer"])
	manager.evaluate("(plan) => cur_frm.set_value('plan', plan)", "")
	assert primary(manager).inner_text().strip() == "Open Round"
	assert not manager.locator("[data-fieldname='kind']:visible").count()
	picture(manager, "new-round")
	assert not manager.errors


def test_a_discussion_is_scheduled_in_a_dialog(desk, team, picture):
	manager = desk("manager")
	manager.goto(f"/app/coaching-plan/{team['plan']}")
	manager.wait_for_selector(".coaching-figures")
	manager.click(".page-head button:has-text('Competency Round'):visible")
	manager.wait_for_url("**/app/competency-assessment/*")
	manager.wait_for_selector(".coaching-steps")
	assert not manager.locator(".coaching-steps li.done").count()
	manager.click(".page-head button:has-text('Schedule Discussion'):visible")
	manager.wait_for_function("window.cur_dialog?.display")
	manager.evaluate(
		"cur_dialog.set_value('starts_on', frappe.datetime.add_days(frappe.datetime.now_datetime(), 3))"
	)
	manager.wait_for_function("cur_dialog.get_value('starts_on')")
	picture(manager, "schedule-discussion")
	manager.locator(".modal.show .btn-primary").click()
	manager.wait_for_selector(".desk-alert:has-text('The discussion is scheduled')")
	assert "/competency-assessment/" in manager.url
	assert not manager.errors


def test_the_board_that_comes_with_the_app_opens(desk, team):
	manager = desk("manager")
	manager.goto("/app/coaching-action/view/kanban")
	manager.wait_for_selector(".kanban-card:has-text('Responsible: Employee')")
	assert not manager.locator(".kanban-card:has-text('Mentee')").count()
	assert not manager.locator(".modal.show").count()
	assert not manager.errors


def test_a_new_session_asks_only_who_and_when(desk, team):
	manager = desk("manager")
	manager.goto("/app/coaching-session/new")
	manager.wait_for_selector(".form-message:has-text('Choose who and when')")
	assert not manager.locator(".form-layout .form-grid:visible").count()
	assert not manager.locator("[data-fieldname='recognition']:visible").count()
	assert not manager.errors


@pytest.mark.parametrize("report", ["Appraisal Cycle Coverage", "Coaching Topic Coverage"])
def test_reports_of_a_cycle_open_with_one(desk, team, report):
	"""With the cycle that runs; on a site without cycles they ask for one."""
	manager = desk("manager")
	manager.goto(f"/app/query-report/{report}")
	manager.wait_for_selector(".page-form [data-fieldname='appraisal_cycle']:visible")
	shown = manager.evaluate("frappe.query_report.get_filter_value('appraisal_cycle') || null")
	assert shown == manager.evaluate("frappe.boot.coaching.appraisal_cycle")
