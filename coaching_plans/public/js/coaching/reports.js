frappe.provide("coaching");

/**
 * A formatter for reports whose columns are Data where they name a record (report_parts.column says why):
 * makes links of the fields in `links` ({fieldname: DocType}), leaves what has no value blank instead of 0 %,
 * and passes the rest through `finish(html, column, data)`.
 */
coaching.report_formatter = (links, finish = (html) => html) =>
	function (value, row, column, data, default_formatter) {
		const html = default_formatter(value, row, column, data);
		if (!data) return html;
		const doctype = links[column.fieldname];
		if (value === null || value === undefined || value === "") {
			const nobody = doctype && data[`${column.fieldname}_name`];
			return nobody ? `<span class="text-muted">${frappe.utils.escape_html(nobody)}</span>` : "";
		}
		if (!doctype) return finish(html, column, data);
		// Employees have a column for their name beside them; managers and coaches are named in the one they have.
		const label = (column.fieldname !== "employee" && data[`${column.fieldname}_name`]) || value;
		return frappe.utils.get_form_link(doctype, value, true, frappe.utils.escape_html(label));
	};

/**
 * For `onload` of a report: the axis of its chart says 300, where Frappe writes numbers of three digits as 300.00, and
 * labels have the room that there is.
 */
coaching.plain_axis = function (report) {
	const render = report.render_chart;
	report.render_chart = (options) =>
		render.call(report, {
			...options,
			axisOptions: { ...options.axisOptions, numberFormatter: coaching.number, seriesLabelSpaceRatio: 1.2 },
		});
};
