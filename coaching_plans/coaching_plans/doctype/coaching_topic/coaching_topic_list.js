frappe.listview_settings["Coaching Topic"] = {
	hide_name_column: true,
	onload: (listview) => coaching.keep_columns(listview, 4),
};
