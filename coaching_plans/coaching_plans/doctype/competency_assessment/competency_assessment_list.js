const ASSESSMENT = "Competency Assessment";

frappe.listview_settings[ASSESSMENT] = {
	hide_name_column: true,
	add_fields: ["kind", "revealed", "docstatus"],
	has_indicator_for_draft: true,

	get_indicator(doc) {
		if (doc.docstatus === 2) return [__("Cancelled"), "darkgrey", "docstatus,=,2"];
		if (doc.docstatus === 0) return [__("To Be Submitted"), "orange", "docstatus,=,0"];
		if (doc.kind === "Agreed") return [__("Agreed"), "green", "kind,=,Agreed|docstatus,=,1"];
		return doc.revealed
			? [__("Revealed"), "blue", "revealed,=,1"]
			: [__("Waiting for the Other Side"), "gray", "docstatus,=,1|revealed,=,0"];
	},

	onload(listview) {
		coaching.keep_columns(listview, 6);
		coaching.offer_filters(listview, {
			...coaching.own_filters(ASSESSMENT),
			[__("To Be Submitted")]: () => [[ASSESSMENT, "docstatus", "=", 0]],
			...coaching.all_filter(),
		});
		if (!coaching.leads()) return;
		coaching.name_primary_action(listview, __("Open Round"));
		listview.page.add_inner_button(__("Open Rounds for My Team"), coaching.competencies.open_team_rounds);
	},

	primary_action: () => coaching.competencies.ask_and_open_round(),
};
