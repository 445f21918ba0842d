frappe.query_reports["Competency Gap"] = {
	filters: [
		{
			fieldname: "appraisal_cycle",
			label: __("Appraisal Cycle"),
			fieldtype: "Link",
			options: "Appraisal Cycle",
		},
		{ fieldname: "company", label: __("Company"), fieldtype: "Link", options: "Company" },
		{ fieldname: "department", label: __("Department"), fieldtype: "Link", options: "Department" },
		{ fieldname: "manager", label: __("Manager"), fieldtype: "Link", options: "Employee" },
		{
			fieldname: "category",
			label: __("Category"),
			fieldtype: "Select",
			options: ["", "Core", "Role", "Leadership"],
		},
		{ fieldname: "competency", label: __("Competency"), fieldtype: "Link", options: "Competency" },
	],
	onload: coaching.plain_axis,
	formatter: coaching.report_formatter({ competency: "Competency" }, (html, column, data) => {
		if (data.is_all && column.fieldname !== "gap") return `<b>${html}</b>`;
		return column.fieldname === "gap" && data.gap < 0 ? `<span class="text-danger">${html}</span>` : html;
	}),
};
