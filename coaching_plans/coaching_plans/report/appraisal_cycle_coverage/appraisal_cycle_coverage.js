frappe.query_reports["Appraisal Cycle Coverage"] = {
	filters: [
		{
			fieldname: "appraisal_cycle",
			label: __("Appraisal Cycle"),
			fieldtype: "Link",
			options: "Appraisal Cycle",
			reqd: 1,
		},
		{ fieldname: "company", label: __("Company"), fieldtype: "Link", options: "Company" },
		{ fieldname: "department", label: __("Department"), fieldtype: "Link", options: "Department" },
		{ fieldname: "manager", label: __("Manager"), fieldtype: "Link", options: "Employee" },
		{
			fieldname: "coverage",
			label: __("Coverage"),
			fieldtype: "Select",
			options: [
				"",
				{ value: "Covered", label: __("Covered") },
				{ value: "Partly Covered", label: __("Partly Covered") },
				{ value: "Not Covered", label: __("Not Covered") },
			],
		},
	],

	// The columns are Data for a reason given in the Python file; here they become links again.
	links: {
		employee: "Employee",
		department: "Department",
		designation: "Designation",
		manager: "Employee",
		plan: "Coaching Plan",
		appraisal: "Appraisal",
	},

	colors: {
		Covered: "green",
		"Partly Covered": "orange",
		"Not Covered": "red",
	},

	formatter(value, row, column, data, default_formatter) {
		const formatted = default_formatter(value, row, column, data);
		if (!data) {
			return formatted;
		}
		if (value === null || value === undefined || value === "") {
			// No data is a blank, not 0 %.
			return "";
		}
		const doctype = this.links[column.fieldname];
		if (doctype) {
			const label = column.fieldname === "manager" ? data.manager_name || value : value;
			return frappe.utils.get_form_link(doctype, value, true, frappe.utils.escape_html(label));
		}
		if (column.fieldname === "coverage") {
			return `<span class="indicator-pill ${this.colors[value]}">${__(value)}</span>`;
		}
		if (column.fieldname === "overdue_actions" && value > 0) {
			return `<span class="text-danger">${formatted}</span>`;
		}
		return formatted;
	},
};
