"""What version 16's desk reads of the app: every name in it leads somewhere. Version 15 reads the hook alone."""

import json
from pathlib import Path

import pytest

import frappe

from coaching_plans import hooks

APP = Path(frappe.get_app_path("coaching_plans"))
ICONS = {path: json.loads(path.read_text()) for path in sorted(APP.glob("desktop_icon/*.json"))}
SIDEBARS = {path: json.loads(path.read_text()) for path in sorted(APP.glob("workspace_sidebar/*.json"))}
WORKSPACE = json.loads((APP / "coaching_plans/workspace/coaching/coaching.json").read_text())


def public(url: str) -> Path:
	"""The file of the app that is served at `url`."""
	return APP / "public" / url.removeprefix("/assets/coaching_plans/")


@pytest.mark.parametrize("path", [*ICONS, *SIDEBARS], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_file_is_named_for_its_record_and_belongs_to_the_app(path):
	record = (ICONS | SIDEBARS)[path]
	assert path.stem == frappe.scrub(record["name"])
	assert (record["app"], record["standard"]) == ("coaching_plans", 1)
	assert (
		record["doctype"]
		== {"desktop_icon": "Desktop Icon", "workspace_sidebar": "Workspace Sidebar"}[path.parent.name]
	)


def test_icons_lead_to_the_sidebar_and_to_the_app():
	names, sidebars = {icon["name"] for icon in ICONS.values()}, {each["name"] for each in SIDEBARS.values()}
	for icon in ICONS.values():
		assert public(icon["logo_url"]).exists()
		assert icon.get("parent_icon") in (None, *names)
		if icon["link_type"] == "Workspace Sidebar":
			assert icon["link_to"] in sidebars
		else:
			assert icon["link"] == f"/desk/{frappe.scrub(WORKSPACE['name'])}"


def test_the_sidebar_offers_what_the_workspace_does(site):
	(sidebar,) = SIDEBARS.values()
	links = {(item["link_type"], item["link_to"]) for item in sidebar["items"] if item["type"] == "Link"}
	offered = {(link["link_type"], link["link_to"]) for link in WORKSPACE["links"] if link["type"] == "Link"}
	assert links == offered | {("Workspace", WORKSPACE["name"])}
	for kind, name in sorted(links):
		if kind == "DocType":
			assert frappe.get_meta(name).name == name
		elif kind == "Report":
			assert (APP / "coaching_plans/report" / frappe.scrub(name)).is_dir()


@pytest.mark.parametrize(
	("who", "shown"), [("mentee", True), ("manager", True), ("hr", True), ("unemployed", True)]
)
def test_the_app_is_offered_to_who_may_read_plans(firm, by, who, shown):
	(entry,) = hooks.add_to_apps_screen
	assert public(entry["logo"]).exists()
	assert entry["route"].endswith("/coaching")
	with by(who):
		assert frappe.get_attr(entry["has_permission"])() is shown


def test_the_app_is_not_offered_to_a_guest(site):
	(entry,) = hooks.add_to_apps_screen
	user = frappe.session.user
	frappe.set_user("Guest")
	try:
		assert not frappe.get_attr(entry["has_permission"])()
	finally:
		frappe.set_user(user)
