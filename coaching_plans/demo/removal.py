"""Takes the demo off a site again."""

import frappe

from coaching_plans.demo.company import COMPANY
from coaching_plans.demo.record import Record

# What Frappe keeps beside a document, with the fields that name it.
BESIDE = {
	"Version": ("ref_doctype", "docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"ToDo": ("reference_type", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"DocShare": ("share_doctype", "share_name"),
}
# What Frappe and ERPNext keep about a user, with the field that names them.
OF_USER = {
	"User Permission": "user",
	"DocShare": "user",
	"Notification Settings": "name",
	"Notification Log": "for_user",
	"Contact": "user",
}


def remove(record: Record) -> int:
	"""Delete all that belongs to the demo company and all in `record`. Returns how many documents that were.

	In sets and past the controllers: the app refuses to delete coaching that is on record, Frappe would keep a copy of
	each document, and ERPNext's way of deleting a company fails in some of its releases.
	"""
	removed = sum(_delete(doctype, "company", [COMPANY]) for doctype in _of_a_company())
	users = record.names("User")
	for doctype, field in OF_USER.items():
		_delete(doctype, field, users)
	for doctype in dict.fromkeys(doctype for doctype, _name in reversed(record.made)):
		removed += _delete(doctype, "name", record.names(doctype))
	_forget_users(users)
	record.forget()
	frappe.clear_cache()
	return removed


def _of_a_company() -> list[str]:
	"""The DocTypes, of whichever app, whose documents or rows belong to a company."""
	Field, Doctype = frappe.qb.DocType("DocField"), frappe.qb.DocType("DocType")
	return (
		frappe.qb.from_(Field)
		.join(Doctype)
		.on(Doctype.name == Field.parent)
		.select(Doctype.name)
		.where(
			(Field.fieldname == "company")
			& (Field.fieldtype == "Link")
			& (Field.options == "Company")
			& (Doctype.issingle == 0)
			& (Doctype.is_virtual == 0)
		)
		.orderby(Doctype.name)
		.run(pluck=True)
	)


def _forget_users(users: list[str]) -> None:
	"""Their own defaults, passwords and open sessions, and the company as a default of anybody."""
	if frappe.db.table_exists("Sessions"):
		frappe.db.delete("Sessions", {"user": ("in", users)})
	Auth, Default = frappe.qb.Table("__Auth"), frappe.qb.DocType("DefaultValue")
	frappe.qb.from_(Auth).delete().where((Auth.doctype == "User") & Auth.name.isin(users)).run()
	of_company = Default.defkey.isin(["company", "Company"]) & (Default.defvalue == COMPANY)
	frappe.qb.from_(Default).delete().where(Default.parent.isin(users) | of_company).run()


def _delete(doctype: str, field: str, values: list[str]) -> int:
	"""Delete the documents whose `field` is one of `values`, and what hangs on them. Returns how many."""
	if not values or not frappe.db.table_exists(doctype):
		return 0
	names = frappe.get_all(doctype, filters={field: ("in", values)}, pluck="name", order_by=None)
	if names:
		for table in frappe.get_meta(doctype).get_table_fields():
			frappe.db.delete(table.options, {"parenttype": doctype, "parent": ("in", names)})
		_delete_beside(doctype, names)
		frappe.db.delete(doctype, {"name": ("in", names)})
		for name in names:
			frappe.clear_document_cache(doctype, name)
	return len(names)


def _delete_beside(doctype: str, names: list[str]) -> None:
	for other, (doctype_field, name_field) in BESIDE.items():
		if frappe.db.table_exists(other):
			frappe.db.delete(other, {doctype_field: doctype, name_field: ("in", names)})
	index = frappe.qb.Table("__global_search")
	frappe.qb.from_(index).delete().where((index.doctype == doctype) & index.name.isin(names)).run()
