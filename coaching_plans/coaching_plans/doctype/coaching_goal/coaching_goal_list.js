const GOAL = "Coaching Goal";

frappe.listview_settings[GOAL] = {
	hide_name_column: true,
	add_fields: ["status", "horizon"],
	get_indicator: (doc) => coaching.indicator(GOAL, doc),

	onload(listview) {
		coaching.keep_columns(listview, 6);
		coaching.offer_filters(listview, {
			...coaching.own_filters(GOAL),
			// A Long Term goal is never late.
			[__("Overdue")]: () => [
				[GOAL, "status", "in", ["Open", "Replanned"]],
				[GOAL, "horizon", "!=", "Long Term"],
				[GOAL, "due_date", "<", frappe.datetime.get_today()],
			],
			[__("Plan Was Wrong")]: () => [[GOAL, "replan_count", ">", 0]],
			...coaching.all_filter(),
		});
	},
};
