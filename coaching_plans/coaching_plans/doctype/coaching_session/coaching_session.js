frappe.ui.form.on("Coaching Session", {
	setup(frm) {
		coaching.find_people(frm, "mentee", "find_person");
		frm.set_query("plan", () => ({ filters: { mentee: frm.doc.mentee, status: ["in", ["Proposed", "Active"]] } }));
		frm.set_query("goal", "barriers", () => ({ filters: { plan: frm.doc.plan || "" } }));
	},

	refresh(frm) {
		coaching.prepare_form(frm);
		frm.toggle_display(["feedback_section", "notes_section", "barriers_section"], !is_before_for_mentee(frm));
		coaching.show_agenda(frm);
		if (frm.is_new()) return;
		leave_preparation_to_mentee(frm);
		say_what_is_next(frm);
		add_buttons(frm);
		coaching.show_beside(frm);
		coaching.keep_draft(frm);
	},

	after_save(frm) {
		coaching.forget_draft(frm);
	},

	on_submit(frm) {
		coaching.forget_draft(frm);
	},
});

/** Before the session its mentee prepares; the log is not theirs to fill. */
const is_before_for_mentee = (frm) => coaching.stands_as(frm, "Mentee") && frm.doc.docstatus === 0;

function leave_preparation_to_mentee(frm) {
	if (coaching.stands_as(frm, "Coach", "Manager")) frm.set_df_property("mentee_preparation", "read_only", 1);
	frm.set_df_property(
		"mentee_preparation",
		"label",
		coaching.stands_as(frm, "Mentee") ? __("Your Preparation") : __("Employee's Preparation")
	);
}

function add_buttons(frm) {
	coaching.deed_button(frm, { method: "acknowledge", label: __("Acknowledge"), primary: true });
	coaching.deed_button(frm, {
		method: "start_next",
		label: __("Start Next"),
		primary: frm.doc.docstatus !== 1 || !frm.doc.next_session_on,
		done: (name) => frappe.set_route("Form", "Coaching Session", name),
	});
	if (coaching.may(frm, "add_goal")) {
		frm.add_custom_button(__("Add Goal"), () => add_goal(frm));
	}
	coaching.deed_button(frm, {
		method: "mark_missed",
		label: __("Mark Missed"),
		title: __("The session did not take place. What was on it goes to the next one."),
	});
	coaching.deed_button(frm, {
		method: "call_off",
		label: __("Call Off"),
		title: __("The session will not take place. What was on it goes to the next one."),
	});
}

async function add_goal(frm) {
	const { message } = await frappe.call({
		method: "coaching_plans.coaching_plans.doctype.coaching_plan.coaching_plan.overview",
		type: "GET",
		args: { plan: frm.doc.plan },
	});
	await coaching.add_goal(frm, { plan: frm.doc.plan, horizons: message.horizons, session: frm.doc.name });
}

function say_what_is_next(frm) {
	const words = next_step(frm);
	if (words) frm.set_intro(words, "blue");
}

function next_step(frm) {
	const { docstatus, status, coach_name, mentee_name } = frm.doc;
	if (is_before_for_mentee(frm) && status === "Scheduled") {
		return __("Prepare here: write what you want to talk about, and add it to the agenda.");
	}
	if (coaching.may(frm, "acknowledge")) {
		return __("{0} has logged this session. Read it, and choose Acknowledge when you have.", [coach_name]);
	}
	if (docstatus === 1 && !frm.doc.mentee_acknowledged_on && !coaching.stands_as(frm, "Mentee")) {
		return __("{0} has not acknowledged this log yet.", [mentee_name]);
	}
	return null;
}
