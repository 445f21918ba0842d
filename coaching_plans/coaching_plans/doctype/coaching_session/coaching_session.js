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
		show_what_a_new_one_needs(frm);
		coaching.say(frm, next_step(frm));
		if (frm.is_new()) return;
		leave_preparation_to_mentee(frm);
		mark_what_submitting_needs(frm);
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

/** What is logged, reviewed and read comes with the first save. */
function show_what_a_new_one_needs(frm) {
	const logged = ["feedback_section", "notes_section", "barriers_section", "record_section"];
	if (frm.is_new()) {
		frm.toggle_display([...logged, "mentee_preparation", "action_reviews", "metric_readings"], false);
		// The form is the same one for all sessions: it may still show what stood beside the one before.
		for (const panel of ["reviews_panel", "beside"]) coaching.fill(frm, panel, []);
	} else frm.toggle_display(["record_section", "mentee_preparation"], true);
}

/** Before the session its mentee prepares; the log is not theirs to fill. */
const is_before_for_mentee = (frm) => coaching.stands_as(frm, "Mentee") && frm.doc.docstatus === 0;

function leave_preparation_to_mentee(frm) {
	if (coaching.words_are_the_mentees(frm)) frm.set_df_property("mentee_preparation", "read_only", 1);
	frm.set_df_property(
		"mentee_preparation",
		"label",
		coaching.stands_as(frm, "Mentee") ? __("Your Preparation") : __("Employee's Preparation")
	);
}

/** An asterisk on what may stay empty in a draft, and not in a log; Frappe's own would keep a draft from being saved. */
function mark_what_submitting_needs(frm) {
	for (const fieldname of ["recognition", "opportunity"]) {
		frm.get_field(fieldname).$wrapper.toggleClass("coaching-needed", frm.doc.docstatus === 0);
	}
}

function add_buttons(frm) {
	coaching.deed_button(frm, {
		method: "acknowledge",
		label: __("Acknowledge"),
		primary: true,
		done: () => say_what_else_to_read(frm),
	});
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

/** The next log that waits to be read, so that several are read one after the other. */
async function say_what_else_to_read(frm) {
	await frm.reload_doc();
	const filters = { mentee: frm.doc.mentee, docstatus: 1, mentee_acknowledged_on: ["is", "not set"] };
	const [next] = await frappe.db.get_list("Coaching Session", { filters, fields: ["name", "starts_on"], order_by: "starts_on desc", limit: 1 });
	const link = next && coaching.link("Coaching Session", next.name, coaching.day(next.starts_on)).outerHTML;
	frappe.show_alert(
		{ message: link ? __("Acknowledged. The log of {0} waits as well.", [link]) : __("Acknowledged"), indicator: "green" },
		link ? 10 : 5
	);
}

async function add_goal(frm) {
	const { message } = await frappe.call({
		method: "coaching_plans.coaching_plans.doctype.coaching_plan.coaching_plan.overview",
		type: "GET",
		args: { plan: frm.doc.plan },
	});
	await coaching.add_goal(frm, { plan: frm.doc.plan, horizons: message.horizons, session: frm.doc.name });
}

function next_step(frm) {
	if (frm.is_new() && frm.doc.amended_from) {
		return __("This is a copy of the cancelled log. Save it to see all that it says, correct it, and submit it again.");
	}
	if (frm.is_new()) {
		return __("Choose who and when. What is open from the last session comes along once this is saved.");
	}
	const { docstatus, status, coach_name, mentee_name } = frm.doc;
	if (docstatus === 0 && ["Missed", "Cancelled"].includes(status) && coaching.may(frm, "start_next")) {
		return __("This session did not take place. Start Next opens the one in its place, with what was on it.");
	}
	if (is_before_for_mentee(frm) && status === "Scheduled") {
		return __("Prepare here: write what you want to talk about, and add it to the agenda.");
	}
	if (coaching.may(frm, "acknowledge")) {
		return __("{0} has logged this session. Read it, and choose Acknowledge when you have.", [coach_name]);
	}
	if (docstatus === 1 && !frm.doc.mentee_acknowledged_on && !coaching.stands_as(frm, "Mentee")) {
		return __("{0} has not acknowledged this log yet.", [mentee_name]);
	}
	if (coaching.may(frm, "mark_missed")) {
		return __("Held? Review each action, fill {0} and {1}, then submit: that locks the log and schedules the next session.", [
			frm.get_field("recognition").df.label,
			frm.get_field("opportunity").df.label,
		].map((label) => __(label)));
	}
	if (coaching.may(frm, "call_off")) return __("To come. Both can add to the agenda; log it once it was held.");
	return null;
}
