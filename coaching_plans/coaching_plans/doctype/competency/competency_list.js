frappe.listview_settings["Competency"] = {
	hide_name_column: true,
	onload: (listview) => coaching.keep_columns(listview, 4),
};
