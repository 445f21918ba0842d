frappe.listview_settings["Coaching Standard"] = {
	hide_name_column: true,
	add_fields: ["designation", "grade", "department", "company"],

	get_indicator(doc) {
		const group = ["designation", "grade", "department", "company"].find((field) => doc[field]);
		const label = frappe.meta.get_label("Coaching Standard", group);
		return [__(label, null, "Coaching Standard"), "gray", `${group},is,set`];
	},

	onload: (listview) => coaching.keep_columns(listview, 5),
};
