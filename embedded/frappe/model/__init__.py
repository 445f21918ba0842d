"""Names of field types and standard columns."""

data_fieldtypes = (
	"Currency", "Int", "Long Int", "Float", "Percent", "Check", "Small Text", "Long Text", "Code", "Text Editor",
	"Markdown Editor", "HTML Editor", "Date", "Datetime", "Time", "Text", "Data", "Link", "Dynamic Link", "Password",
	"Select", "Rating", "Read Only", "Attach", "Attach Image", "Signature", "Color", "Barcode", "Geolocation",
	"Duration", "Icon", "Phone", "Autocomplete", "JSON",
)  # fmt: skip
no_value_fields = (
	"Section Break", "Column Break", "Tab Break", "HTML", "Table", "Table MultiSelect", "Button", "Image", "Fold",
	"Heading",
)  # fmt: skip
display_fieldtypes = (
	"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Image", "Fold", "Heading",
)  # fmt: skip
numeric_fieldtypes = ("Currency", "Int", "Long Int", "Float", "Percent", "Check")
float_like_fields = {"Float", "Currency", "Percent"}
datetime_fields = {"Datetime", "Date", "Time"}
default_fields = ("doctype", "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")
child_table_fields = ("parent", "parentfield", "parenttype")
optional_fields = ("_user_tags", "_comments", "_assign", "_liked_by", "_seen")
table_fields = ("Table", "Table MultiSelect")
core_doctypes_list = (
	"DefaultValue",
	"DocType",
	"DocField",
	"DocPerm",
	"Has Role",
	"User",
	"Role",
	"Custom Field",
)
std_fields = [
	{"fieldname": "name", "fieldtype": "Link", "label": "ID"},
	{"fieldname": "owner", "fieldtype": "Link", "label": "Created By", "options": "User"},
	{"fieldname": "idx", "fieldtype": "Int", "label": "Index"},
	{"fieldname": "creation", "fieldtype": "Datetime", "label": "Created On"},
	{"fieldname": "modified", "fieldtype": "Datetime", "label": "Last Updated On"},
	{"fieldname": "modified_by", "fieldtype": "Link", "label": "Last Updated By", "options": "User"},
	{"fieldname": "_user_tags", "fieldtype": "Data", "label": "Tags"},
	{"fieldname": "_liked_by", "fieldtype": "Data", "label": "Liked By"},
	{"fieldname": "_comments", "fieldtype": "Text", "label": "Comments"},
	{"fieldname": "_assign", "fieldtype": "Text", "label": "Assigned To"},
	{"fieldname": "docstatus", "fieldtype": "Int", "label": "Document Status"},
]
log_types = (
	"Version", "Error Log", "Scheduled Job Log", "Event Sync Log", "Event Update Log", "Access Log", "View Log",
	"Activity Log", "Energy Point Log", "Notification Log", "Email Queue", "DocShare", "Document Follow", "Console Log",
)  # fmt: skip


def get_permitted_fields(
	doctype,
	parenttype=None,
	user=None,
	permission_type=None,
	*,
	ignore_virtual=False,
	with_virtual_fields=True,
):
	"""The columns of a DocType that a user may read."""
	import frappe

	meta = frappe.get_meta(doctype)
	columns = meta.get_valid_columns()
	if doctype in core_doctypes_list:
		return columns
	if permission_type is None:
		permission_type = "select" if frappe.only_has_select_perm(doctype, user=user) else "read"
	names = [name for name in (*default_fields[1:], *optional_fields) if name in columns]
	names += [name for name in child_table_fields if meta.istable and name in columns]
	permitted = meta.get_permitted_fieldnames(
		parenttype=parenttype,
		user=user,
		permission_type=permission_type,
		with_virtual_fields=not ignore_virtual,
	)
	return names + [name for name in permitted if name not in names]
