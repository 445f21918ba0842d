const ACTION = "Coaching Action";

frappe.listview_settings[ACTION] = {
	hide_name_column: true,
	add_fields: ["status", "due_date", "horizon"],
	// What there is to do, the longest due first.
	filters: [["status", "in", ["Proposed", "Agreed"]]],
	get_indicator: (doc) =>
		coaching.is_overdue(doc, doc.horizon)
			? [__("Overdue"), "red", `status,=,Agreed|due_date,<,${frappe.datetime.get_today()}|horizon,!=,Long Term`]
			: coaching.indicator(ACTION, doc),

	onload(listview) {
		coaching.keep_columns(listview, 5);
		const open = [[ACTION, "status", "in", ["Proposed", "Agreed"]]];
		coaching.offer_filters(listview, {
			...coaching.own_filters(ACTION),
			[__("Due This Week")]: () => [...open, [ACTION, "due_date", "Timespan", "this week"]],
			// As on the number card: what is agreed, and not the employee's own for the long term, which is never late.
			[__("Overdue")]: () => [
				[ACTION, "status", "=", "Agreed"],
				[ACTION, "due_date", "<", frappe.datetime.get_today()],
				[ACTION, "horizon", "!=", "Long Term"],
			],
			...coaching.waiting_filter(ACTION),
			...coaching.all_filter(),
		});
	},
};
