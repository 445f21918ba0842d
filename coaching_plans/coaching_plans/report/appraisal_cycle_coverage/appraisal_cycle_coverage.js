frappe.query_reports["Appraisal Cycle Coverage"] = {
	filters: [
		{
			fieldname: "appraisal_cycle",
			label: __("Appraisal Cycle"),
			fieldtype: "Link",
			options: "Appraisal Cycle",
			default: frappe.boot.coaching?.appraisal_cycle,
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

	onload: coaching.plain_axis,
	formatter: coaching.report_formatter(
		{
			employee: "Employee",
			department: "Department",
			designation: "Designation",
			manager: "Employee",
			plan: "Coaching Plan",
			appraisal: "Appraisal",
		},
		(html, column, data) => {
			const value = data[column.fieldname];
			if (column.fieldname === "coverage") {
				const color = { Covered: "green", "Partly Covered": "orange", "Not Covered": "red" }[value];
				return `<span class="indicator-pill ${color}">${__(value)}</span>`;
			}
			return column.fieldname === "overdue_actions" && value > 0
				? `<span class="text-danger">${html}</span>`
				: html;
		}
	),
};
