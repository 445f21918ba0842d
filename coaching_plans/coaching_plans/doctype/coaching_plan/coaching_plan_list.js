const PLAN = "Coaching Plan";

frappe.listview_settings[PLAN] = {
	hide_name_column: true,
	add_fields: ["status", "next_session_on", "end_date"],
	get_indicator: (doc) => coaching.indicator(PLAN, doc),

	onload(listview) {
		coaching.keep_columns(listview, 6);
		const today = frappe.datetime.get_today();
		coaching.offer_filters(listview, {
			...coaching.own_filters(PLAN),
			[__("Session This Week")]: () => [[PLAN, "next_session_on", "Timespan", "this week"]],
			[__("Overdue")]: () => [
				[PLAN, "status", "=", "Active"],
				[PLAN, "end_date", "<", today],
			],
			...coaching.waiting_filter(PLAN),
			...coaching.all_filter(),
		});
		coaching.offer_start(listview);
	},
};
