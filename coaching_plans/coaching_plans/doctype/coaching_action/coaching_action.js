frappe.ui.form.on("Coaching Action", {
	setup(frm) {
		coaching.find_people(frm, "assigned_to", "find_colleague");
		frm.set_query("goal", () => ({ filters: { status: ["in", ["Open", "Replanned"]] } }));
	},

	refresh(frm) {
		coaching.prepare_form(frm);
		if (frm.is_new()) {
			say_which_goal(frm);
			return;
		}
		say_in_words(frm, "goal", "development_area");
		say_in_words(frm, "assigned_to", "assigned_to_name");
		add_buttons(frm);
	},

	goal(frm) {
		if (frm.is_new()) say_which_goal(frm);
	},
});

/** Before the first save the server has not said yet what the goal is about. */
async function say_which_goal(frm) {
	const { goal } = frm.doc;
	const { message } = goal ? await frappe.db.get_value("Coaching Goal", goal, "development_area") : {};
	if (frm.is_new() && frm.doc.goal === goal) {
		frm.set_df_property("goal", "description", frappe.utils.escape_html(message?.development_area || ""));
	}
}

/** Under a link to a record that others may not open, what it stands for. */
function say_in_words(frm, fieldname, fact) {
	frm.set_df_property(fieldname, "description", frappe.utils.escape_html(frm.doc.__onload?.[fact] || ""));
}

/** What the reader can say of the action now, as one click. */
function add_buttons(frm) {
	if (!coaching.may_change(frm, "status")) return;
	const { status, proposed_by, responsible } = frm.doc;
	const by_mentee = coaching.stands_as(frm, "Mentee");
	const answers_proposal = status === "Proposed" && (proposed_by === "Mentee") !== by_mentee;
	if (answers_proposal && frm.doc.__onload?.plan_status === "Active") status_button(frm, __("Agree"), "Agreed");
	if (status === "Agreed" && (!by_mentee || responsible === "Mentee")) {
		status_button(frm, __("Done"), "Done");
		status_button(frm, __("Not Done"), "Not Done");
	}
}

function status_button(frm, label, status) {
	frm.add_custom_button(label, async () => {
		await frm.set_value("status", status);
		await frm.save();
	});
}
