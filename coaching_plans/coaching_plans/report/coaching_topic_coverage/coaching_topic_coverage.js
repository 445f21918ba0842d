frappe.query_reports["Coaching Topic Coverage"] = {
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
		{ fieldname: "only_missing", label: __("Only Those Behind"), fieldtype: "Check" },
	],
	onload: coaching.plain_axis,
	formatter: coaching.report_formatter(
		{ employee: "Employee", department: "Department", manager: "Employee" },
		(html, column, data) =>
			data[`${column.fieldname}_behind`] ? `<b class="text-danger">${html}</b>` : html
	),
};
