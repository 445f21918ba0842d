frappe.query_reports["Coaching Cadence"] = {
	filters: [
		{
			fieldname: "from_date",
			label: __("From Date"),
			fieldtype: "Date",
			default: moment().subtract(5, "months").startOf("month").format("YYYY-MM-DD"),
		},
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date", default: frappe.datetime.get_today() },
		{ fieldname: "company", label: __("Company"), fieldtype: "Link", options: "Company" },
		{ fieldname: "department", label: __("Department"), fieldtype: "Link", options: "Department" },
		{ fieldname: "manager", label: __("Manager"), fieldtype: "Link", options: "Employee" },
	],
	onload: coaching.plain_axis,
	formatter: coaching.report_formatter({ department: "Department", manager: "Employee" }),
};
