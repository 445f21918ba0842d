frappe.query_reports["Action Follow-through"] = {
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
		{ fieldname: "coach", label: __("Coach"), fieldtype: "Link", options: "Employee" },
	],
	onload: coaching.plain_axis,
	formatter: coaching.report_formatter({ coach: "Employee" }),
};
