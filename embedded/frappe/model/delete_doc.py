"""Deleting documents, which what links to them refuses."""

import frappe
from frappe import _

from .docstatus import DocStatus

# records that hang on a document and go with it
ATTACHED = (
	("ToDo", "reference_type", "reference_name"),
	("DocShare", "share_doctype", "share_name"),
	("Version", "ref_doctype", "docname"),
	("Comment", "reference_doctype", "reference_name"),
	("Notification Log", "document_type", "document_name"),
)
IGNORED_LINKS = [
	"Communication", "ToDo", "DocShare", "Email Unsubscribe", "Activity Log", "File", "Version", "Document Follow",
	"Comment", "View Log", "Tag Link", "Notification Log", "Email Queue", "Document Share Key", "Integration Request",
	"Unhandled Email", "Webhook Request Log", "Workspace", "Route History", "Access Log",
]  # fmt: skip


def delete_doc(
	doctype=None,
	name=None,
	force=0,
	ignore_doctypes=None,
	for_reload=False,
	ignore_permissions=False,
	flags=None,
	ignore_on_trash=False,
	ignore_missing=True,
	delete_permanently=False,
):
	"""Delete one document or a list of them, with their rows and all that hangs on them."""
	for each in [name] if isinstance(name, str | int) else list(name or []):
		if not frappe.db.exists(doctype, each):
			if not ignore_missing:
				raise frappe.DoesNotExistError(doctype=doctype)
			return False
		_delete(
			doctype, each, force, ignore_permissions, flags, ignore_on_trash, delete_permanently, for_reload
		)


def _delete(doctype, name, force, ignore_permissions, flags, ignore_on_trash, delete_permanently, for_reload):
	doc = frappe.get_doc(doctype, name)
	doc.flags.update(flags or {})
	if ignore_permissions:
		doc.flags.ignore_permissions = ignore_permissions
	if not for_reload:
		_check_permission_and_not_submitted(doc)
		if not ignore_on_trash:
			doc.run_method("on_trash")
			doc.flags.in_delete = True
			doc.run_method("on_change")
		if not force:
			_check_links(doc)
	_give_number_back(doc)
	if doctype == name:
		frappe.db.delete("Singles", {"doctype": name})
	else:
		frappe.db.delete(doctype, {"name": name})
	for child in {df.options for df in doc.meta.table_field_list}:
		frappe.db.delete(child, {"parenttype": doctype, "parent": name})
	doc.run_method("after_delete")
	for file in frappe.get_all(
		"File", filters={"attached_to_doctype": doctype, "attached_to_name": name}, pluck="name"
	):
		delete_doc("File", file, ignore_permissions=True, force=True)
	if not for_reload:
		frappe.enqueue(
			"frappe.model.delete_doc.delete_dynamic_links",
			doctype=doc.doctype,
			name=doc.name,
			now=frappe.flags.in_test,
			enqueue_after_commit=True,
		)
	doc.clear_cache()
	if not delete_permanently and doctype != "Deleted Document":
		frappe.get_doc(
			doctype="Deleted Document",
			deleted_doctype=doctype,
			deleted_name=str(name),
			data=doc.as_json(),
			owner=frappe.session.user,
		).db_insert()
	if not for_reload:
		doc.notify_update()


def _give_number_back(doc):
	from .naming import AUTOMATIC, revert_series_if_last

	autoname = doc.meta.autoname or ""
	if autoname.startswith("naming_series:"):
		if doc.get("naming_series"):
			revert_series_if_last(doc.naming_series, doc.name, doc)
	elif autoname and autoname.split(":", 1)[0].lower() not in AUTOMATIC:
		revert_series_if_last(autoname, doc.name, doc)


def _check_permission_and_not_submitted(doc):
	if (
		not doc.flags.ignore_permissions
		and frappe.session.user != "Administrator"
		and not doc.has_permission("delete")
	):
		frappe.msgprint(
			_("User not allowed to delete {0}: {1}").format(doc.doctype, doc.name),
			raise_exception=frappe.PermissionError,
		)
	if doc.meta.is_submittable and doc.docstatus.is_submitted():
		frappe.msgprint(
			_("{0} {1}: Submitted Record cannot be deleted.").format(_(doc.doctype), doc.name),
			raise_exception=True,
		)


def _check_links(doc):
	try:
		check_if_doc_is_linked(doc)
		check_if_doc_is_dynamically_linked(doc)
	except frappe.LinkExistsError:
		if doc.meta.has_field("enabled") or doc.meta.has_field("disabled"):
			frappe.throw(
				_("You can disable this {0} instead of deleting it.").format(_(doc.doctype)),
				frappe.LinkExistsError,
			)
		raise


def get_link_fields(doctype):
	"""Every Link field, on any DocType, that points to this one."""
	found = frappe.cache.hget("link_fields", doctype)
	if found is None:
		found = frappe.db.sql(
			"""select f.parent, f.fieldname, d.issingle from `tabDocField` f, `tabDocType` d
			where d.name = f.parent and f.options = %s and f.fieldtype = 'Link' and ifnull(f.is_virtual, 0) = 0
			union select f.dt, f.fieldname, d.issingle from `tabCustom Field` f, `tabDocType` d
			where d.name = f.dt and f.options = %s and f.fieldtype = 'Link'""",
			(doctype, doctype),
			as_dict=True,
		)
		frappe.cache.hset("link_fields", doctype, found)
	return found


def _matters(method, docstatus):
	return method == "Delete" or (method == "Cancel" and docstatus == DocStatus.SUBMITTED)


def check_if_doc_is_linked(doc, method="Delete"):
	"""Refuse when a document links here: any on delete, a submitted one on cancel."""
	ignored = set()
	if method == "Cancel":
		ignored.update(doc.get("ignore_linked_doctypes") or ())
	else:
		ignored.update(IGNORED_LINKS, frappe.get_hooks("ignore_links_on_delete"))
	for link in get_link_fields(doc.doctype):
		if link.parent in ignored or (link.fieldname == "amended_from" and method == "Cancel"):
			continue
		if link.issingle:
			if frappe.db.get_single_value(link.parent, link.fieldname) == doc.name:
				raise_link_exists_exception(doc, link.parent, link.parent)
			continue
		child = frappe.get_meta(link.parent).istable
		fields = ["name", "docstatus", *(["parent", "parenttype"] if child else [])]
		for row in frappe.db.get_values(link.parent, {link.fieldname: doc.name}, fields, as_dict=True):
			owner_type, owner = (
				(row.parenttype, row.parent) if child and row.parent else (link.parent, row.name)
			)
			if owner_type in ignored or not _matters(method, row.docstatus):
				continue
			if link.parent == doc.doctype and owner == doc.name:
				continue
			raise_link_exists_exception(doc, owner_type, owner)


def check_if_doc_is_dynamically_linked(doc, method="Delete"):
	"""The same for Dynamic Links, which Frappe means to do; 15.72 looks for them in a table it misspells."""
	fields = frappe.cache.get_value("dynamic_links")
	if fields is None:
		fields = frappe.db.sql(
			"""select f.parent, f.fieldname, f.options, d.issingle from `tabDocField` f, `tabDocType` d
			where d.name = f.parent and f.fieldtype = 'Dynamic Link'""",
			as_dict=True,
		)
		frappe.cache.set_value("dynamic_links", fields)
	ignored = set(frappe.get_hooks("ignore_links_on_delete")) | set(IGNORED_LINKS)
	if method == "Cancel":
		ignored |= set(doc.get("ignore_linked_doctypes") or ())
	for df in fields:
		if df.parent in ignored or df.issingle:
			continue
		child = frappe.get_meta(df.parent).istable
		columns = "name, docstatus" + (", parent, parenttype, idx" if child else "")
		rows = frappe.db.sql(
			f"select {columns} from `tab{df.parent}` where `{df.options}` = %s and `{df.fieldname}` = %s",
			(doc.doctype, doc.name),
			as_dict=True,
		)
		for row in rows:
			live = (
				row.docstatus != DocStatus.CANCELLED
				if method == "Delete"
				else row.docstatus == DocStatus.SUBMITTED
			)
			owner = row.parenttype if child else df.parent
			if live and owner not in ignored:
				raise_link_exists_exception(doc, owner, row.parent if child else row.name)


def raise_link_exists_exception(doc, reference_doctype, reference_docname, row=""):
	other = "" if reference_doctype == reference_docname else _(reference_doctype)
	frappe.throw(
		_("Cannot delete or cancel because {0} {1} is linked with {2} {3} {4}").format(
			_(doc.doctype), doc.name, other, reference_docname, row
		),
		frappe.LinkExistsError,
	)


def delete_dynamic_links(doctype, name):
	"""The job that removes what hung on a deleted document."""
	for attached, type_field, name_field in ATTACHED:
		frappe.db.delete(attached, {type_field: doctype, name_field: name})
