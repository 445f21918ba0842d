frappe.provide("coaching");

// Without the name of a board Frappe asks for a new one, also where there is one.
frappe.re_route["coaching-action/view/kanban"] = "coaching-action/view/kanban/Coaching Actions";

/**
 * Ready-made filters under one button of a list.
 * @param {Object} choices - label: a function that returns filters, or a promise of them
 */
coaching.offer_filters = function (listview, choices) {
	for (const [label, get_filters] of Object.entries(choices)) {
		listview.page.add_inner_button(
			label,
			async () => {
				const filters = await get_filters();
				await listview.filter_area.clear(false);
				if (filters.length) await listview.filter_area.add(filters);
				else listview.refresh();
			},
			__("Show")
		);
	}
};

/**
 * The columns that tell one row from the next, also on a laptop, where Frappe shows one field beside the status.
 * Frappe counts tags as one. What the firm has set for the list stays.
 */
coaching.keep_columns = function (listview, least) {
	if (listview.list_view_settings.total_fields || listview.columns.length >= least) return;
	listview.list_view_settings.total_fields = least;
	listview.setup_columns();
	listview.render_header(true);
};

/** What the button to add a record is called, where it does something else than to open an empty form. */
coaching.name_primary_action = function (listview, label) {
	const { primary_action } = listview.settings;
	// Frappe sets it anew whenever rows are ticked.
	listview.set_primary_action = () =>
		listview.can_create
			? listview.page.set_primary_action(label, () => primary_action(), "add")
			: listview.page.clear_primary_action();
	listview.set_primary_action();
};

/** A button above a list to start a session, for those who may; on a phone it stands in the menu. */
coaching.offer_start = function (listview) {
	if (!coaching.leads()) return;
	listview.page.add_inner_button(__("Start Session"), coaching.ask_and_start_session);
	listview.page.add_menu_item(__("Start Session"), coaching.ask_and_start_session).parent().addClass("hidden-xl");
};

/** The filters that every list of the app has, for a user who is an employee. */
coaching.own_filters = function (doctype) {
	const me = frappe.boot.coaching?.employee;
	if (!me) return {};
	const own = { [__("Mine")]: () => [[doctype, "mentee", "=", me]] };
	if (coaching.leads()) own[__("My Team")] = () => [[doctype, "coach", "=", me]];
	return own;
};

coaching.waiting_filter = (doctype) => ({
	[__("Waiting for Me")]: async () => {
		const { message } = await frappe.call({
			method: "coaching_plans.desk.waiting_for_me",
			type: "GET",
			args: { doctype },
		});
		return [[doctype, "name", "in", message.length ? message : [""]]];
	},
});

coaching.all_filter = () => ({ [__("All")]: () => [] });

coaching.indicator = (doctype, doc) => [
	__(doc.status, null, doctype),
	coaching.COLOURS[doctype][doc.status] || "gray",
	`status,=,${doc.status}`,
];
