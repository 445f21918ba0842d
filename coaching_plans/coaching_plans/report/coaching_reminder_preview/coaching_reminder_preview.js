frappe.query_reports["Coaching Reminder Preview"] = {
	filters: [
		{
			fieldname: "date",
			label: __("Of the Day"),
			fieldtype: "Date",
			default: frappe.datetime.get_today(),
			reqd: 1,
		},
		{
			fieldname: "kind",
			label: __("Kind"),
			fieldtype: "Select",
			options: [
				"",
				"Session Tomorrow",
				"Session Not Logged",
				"Plan Waiting",
				"Action Overdue",
				"Action Due",
				"Assessment Due",
				"No Session",
				"Plan Ending",
				"Plan Ended",
				"Coaching Lapsed",
				"Weekly Coverage",
				"Topics Missing",
				"Custom",
			].map((kind) => ({ value: kind, label: __(kind) })),
		},
	],

	formatter(value, row, column, data, default_formatter) {
		const formatted = default_formatter(value, row, column, data);
		if (!data || !value) {
			return formatted;
		}
		if (column.fieldname === "record") {
			return frappe.utils.get_form_link(data.record_doctype, value, true, frappe.utils.escape_html(value));
		}
		if (column.fieldname === "goes_out") {
			return `<span class="indicator-pill ${data.quiet ? "gray" : "green"}">${formatted}</span>`;
		}
		return formatted;
	},
};
