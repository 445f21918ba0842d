"""The starter library: competencies with five described levels and resources, and the questionnaires made of them."""

import json

import frappe


def add_library() -> None:
	"""Add the library to a site that has no competency yet.

	From then on it is the firm's: neither an upgrade nor another installation changes, adds or brings back anything.
	"""
	if frappe.db.count("Competency") or frappe.db.count("Competency Profile"):
		return
	with open(frappe.get_app_path("coaching_plans", "data", "competencies.json"), encoding="utf-8") as file:
		library = json.load(file)
	for competency in library["competencies"]:
		frappe.get_doc({"doctype": "Competency", **competency}).insert(ignore_permissions=True)
	for profile in library["profiles"]:
		frappe.get_doc({"doctype": "Competency Profile", **profile}).insert(ignore_permissions=True)
