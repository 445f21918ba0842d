const SESSION = "Coaching Session";

frappe.listview_settings[SESSION] = {
	hide_name_column: true,
	add_fields: ["status", "mentee", "mentee_acknowledged_on", "starts_on"],
	// On a phone a row has no column for the day.
	formatters: { mentee_name: (name, _df, doc) => (frappe.is_mobile() ? `${coaching.short_day(doc.starts_on)} ${name}` : name) },
	has_indicator_for_draft: true,
	has_indicator_for_cancelled: true,
	get_indicator(doc) {
		if (coaching.is_not_logged(doc)) {
			return [__("Not Logged Yet"), "orange", `status,=,Scheduled|starts_on,<,${frappe.datetime.now_datetime()}`];
		}
		const mine = doc.mentee === frappe.boot.coaching?.employee;
		if (mine && doc.status === "Held" && !doc.mentee_acknowledged_on) {
			return [__("To Acknowledge"), "orange", "status,=,Held|mentee_acknowledged_on,is,not set"];
		}
		return coaching.indicator(SESSION, doc);
	},

	onload(listview) {
		coaching.keep_columns(listview, 5);
		coaching.offer_filters(listview, {
			...coaching.own_filters(SESSION),
			[__("This Week")]: () => [[SESSION, "starts_on", "Timespan", "this week"]],
			[__("Overdue")]: () => [
				[SESSION, "status", "=", "Scheduled"],
				[SESSION, "starts_on", "<", frappe.datetime.now_datetime()],
			],
			...coaching.waiting_filter(SESSION),
			...coaching.all_filter(),
		});
		coaching.offer_start(listview);
	},
};
