const ACTION = "Coaching Action";

frappe.listview_settings[ACTION] = {
	hide_name_column: true,
	add_fields: ["status", "due_date"],
	get_indicator: (doc) => coaching.indicator(ACTION, doc),

	onload(listview) {
		const open = [[ACTION, "status", "in", ["Proposed", "Agreed"]]];
		coaching.offer_filters(listview, {
			...coaching.own_filters(ACTION),
			[__("Due This Week")]: () => [...open, [ACTION, "due_date", "Timespan", "this week"]],
			[__("Overdue")]: () => [...open, [ACTION, "due_date", "<", frappe.datetime.get_today()]],
			...coaching.waiting_filter(ACTION),
			...coaching.all_filter(),
		});
	},
};
