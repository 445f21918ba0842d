frappe.views.calendar["Coaching Session"] = {
	field_map: {
		id: "name",
		start: "starts_on",
		end: "ends_on",
		title: "mentee_name",
		allDay: "all_day",
	},
	get_events_method: "coaching_plans.coaching_plans.doctype.coaching_session.coaching_session_calendar.get_events",
	update_event_method: "coaching_plans.coaching_plans.doctype.coaching_session.coaching_session_calendar.move",
	get_css_class: (session) => coaching.COLOURS["Coaching Session"][session.status],
};
