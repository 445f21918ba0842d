"""The six steps of a competency discussion, walked by two people in their browsers (rules 15 to 17)."""

import re

import pytest

pytestmark = pytest.mark.ui

FORM = "/app/competency-assessment/{0}"
OPEN_ROUND = (
	"/api/method/coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment.open_round"
)
STEPS = ("prepare", "begin", "identify", "barriers", "plan", "follow_up")
GAP = "Communication"
SECOND = "Teamwork"


def open_form(page, name: str) -> None:
	page.goto(FORM.format(name))
	page.wait_for_selector(".coaching-steps li")
	page.wait_for_selector(".coaching-competency")


def card(page, competency: str):
	return page.locator(f'.coaching-competency[data-competency="{competency}"]:visible')


def rate(page, competency: str, level: int, evidence: str | None = None) -> None:
	found = card(page, competency)
	found.locator(f'button[data-level="{level}"]').first.click()
	if evidence:
		found.locator('select[data-field="area"]').select_option("Strength" if level > 3 else "Development")
		box = found.locator('textarea[data-field="evidence"]')
		box.fill(evidence)
		box.blur()


def competencies(page) -> list[str]:
	return page.locator(".coaching-competency").evaluate_all(
		"all => all.map(each => each.dataset.competency)"
	)


def press(page, label: str) -> None:
	page.locator(".page-head:visible").get_by_role("button", name=label, exact=True).first.click()


def save(page) -> None:
	press(page, "Save")
	page.wait_for_function("!cur_frm.is_dirty()")
	page.wait_for_timeout(500)


def submit(page) -> None:
	press(page, "Submit")
	page.locator(".modal.show").get_by_role("button", name="Yes", exact=True).click()
	page.wait_for_function("cur_frm.doc.docstatus === 1")
	page.wait_for_timeout(1000)


def wait_done(page, *steps: str) -> None:
	"""The guide shows exactly these as done, once the form has heard from the server."""
	page.wait_for_function(
		"""(steps) => {
			const done = cur_frm.page.wrapper[0].querySelectorAll(".coaching-steps li.done");
			return [...done].map((each) => each.dataset.step).join() === steps.join();
		}""",
		arg=list(steps),
	)


def reads(page, name: str) -> bool:
	return page.request.get(f"/api/resource/Competency Assessment/{name}").ok


@pytest.fixture
def two(desk):
	return desk("manager", height=1100), desk("mentee", height=1100)


def test_two_people_walk_the_six_steps(two, team, picture):
	manager, mentee = two
	manager.goto(f"/app/coaching-plan/{team['plan']}")
	manager.wait_for_function("window.cur_frm && cur_frm.doc.status === 'Active'")
	names = manager.evaluate(
		"([method, args]) => frappe.call({method, args}).then(({message}) => message)",
		[
			OPEN_ROUND.replace("/api/method/", ""),
			{"mentee": team["employees"]["mentee"], "plan": team["plan"]},
		],
	)

	# Step 1: each rates alone, and sees nothing of the other.
	open_form(mentee, names["Self"])
	wait_done(mentee)
	for competency in competencies(mentee):
		rate(mentee, competency, 4 if competency in (GAP, SECOND) else 3, f"What I did: {competency}")
	save(mentee)
	picture(mentee, "competency-self", full_page=True)
	submit(mentee)
	assert "Waiting for the coach" in mentee.locator(".form-message:visible").inner_text()

	open_form(manager, names["Coach"])
	assert not reads(manager, names["Self"]) and not reads(mentee, names["Coach"])
	assert "What I did" not in manager.content()
	for competency in competencies(manager):
		level = {GAP: 2, SECOND: 3}.get(competency, 3)
		rate(manager, competency, level, f"What I saw: {competency}")
	save(manager)
	submit(manager)
	assert reads(manager, names["Self"]) and reads(mentee, names["Coach"])
	picture(manager, "competency-revealed", full_page=True)
	open_form(mentee, names["Self"])
	mentee.wait_for_selector(".form-message:has-text('Your coach starts the discussion')")

	# Step 2: the discussion starts from both, what differs on top.
	press(manager, "Start Discussion")
	manager.wait_for_function("cur_frm.doc.kind === 'Agreed'")
	manager.wait_for_selector(".coaching-competency:visible")
	manager.wait_for_timeout(1000)
	agreed = manager.evaluate("cur_frm.doc.name")
	wait_done(manager, "prepare")
	assert [name for name in competencies(manager) if card(manager, name).count()] == [GAP, SECOND]
	assert card(manager, GAP).get_by_text("Self 2 higher").count() == 1
	picture(manager, "competency-discussion", full_page=True)
	assert not reads(mentee, agreed)
	rate(manager, GAP, 3)
	save(manager)
	wait_done(manager, "prepare", "begin")

	# Step 3: levels, the difference explained, two in focus with their targets.
	rate(manager, SECOND, 3)
	press(manager, "Agree Where Both Match")
	manager.wait_for_function("!cur_frm.is_dirty() && cur_frm.doc.ratings.every((row) => row.level)")
	manager.wait_for_timeout(800)
	box = card(manager, GAP).locator('textarea[data-field="difference"]')
	box.fill("The two looked at different projects")
	box.blur()
	for competency in (GAP, SECOND):
		card(manager, competency).locator('input[data-field="focus"]').check()
		card(manager, competency).locator(".coaching-agreed").nth(1).wait_for()
	save(manager)
	wait_done(manager, "prepare", "begin", "identify")
	picture(manager, "competency-focus", full_page=True)

	# Steps 4 and 5: barriers and actions of both sides, from the resources.
	manager.evaluate(
		"""async ([gap]) => {
			cur_frm.add_child("barriers", {competency: gap, barrier: "Little time", response: "Two hours on Fridays"});
			cur_frm.refresh_field("barriers");
			cur_frm.dirty();
			await cur_frm.save();
		}""",
		[GAP],
	)
	wait_done(manager, "prepare", "begin", "identify", "barriers")
	for competency in (GAP, SECOND):
		manager.locator(".page-head:visible").get_by_role("button", name="Resources").click()
		manager.locator(".dropdown-menu.show").get_by_text(competency, exact=True).click()
		dialog = manager.locator(".modal.show")
		for kind in ("(Practice)", "(Assignment)"):
			dialog.locator(".checkbox label", has_text=re.compile(re.escape(kind))).first.locator(
				"input.input-with-feedback"
			).check()
		dialog.get_by_role("button", name="Add as Actions").click()
		dialog.wait_for(state="hidden")
	save(manager)
	wait_done(manager, "prepare", "begin", "identify", "barriers", "plan")

	# Step 6: submitting makes the goals and schedules the follow-up.
	submit(manager)
	wait_done(manager, *STEPS)
	manager.click("summary:has-text('All Levels in One Chart'):visible")
	chart = manager.locator(".coaching-level-chart .frappe-chart:visible")
	chart.wait_for()
	named = set(chart.locator(".legend-dataset-label, .legend-dataset-text").all_text_contents())
	assert {"Self", "Coach", "Agreed", "Target"} <= named
	picture(manager, "competency-agreed", full_page=True)
	open_form(mentee, agreed)
	wait_done(mentee, *STEPS)
	picture(mentee, "competency-agreed-mentee", full_page=True)
	goals = mentee.request.get(
		"/api/resource/Coaching Goal",
		params={
			"filters": f'[["plan","=","{team["plan"]}"],["competency","is","set"]]',
			"fields": '["competency"]',
		},
	).json()["data"]
	assert {goal["competency"] for goal in goals} == {GAP, SECOND}
	assert not manager.errors and not mentee.errors
