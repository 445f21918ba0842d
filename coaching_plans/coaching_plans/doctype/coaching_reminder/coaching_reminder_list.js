frappe.listview_settings["Coaching Reminder"] = {
	add_fields: ["reference_doctype", "reference_name", "status"],
	hide_name_column: true,
	filters: [["kind", "!=", "Digest"]],

	get_indicator(doc) {
		const colors = { Waiting: "orange", Sent: "green", Failed: "red" };
		return [__(doc.status), colors[doc.status], `status,=,${doc.status}`];
	},

	button: {
		show: (doc) => doc.reference_doctype && doc.reference_name,
		get_label: () => __("Open"),
		get_description: (doc) => __("Open {0}", [`${__(doc.reference_doctype)} ${doc.reference_name}`]),
		action: (doc) => frappe.set_route("Form", doc.reference_doctype, doc.reference_name),
	},
};
