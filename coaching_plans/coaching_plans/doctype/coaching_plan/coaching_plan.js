frappe.ui.form.on("Coaching Plan", {
	setup(frm) {
		coaching.find_people(frm, "mentee", "find_person");
		coaching.find_people(frm, "coach", "find_colleague");
		coaching.find_people(frm, "provided_by", "find_colleague", "support");
	},

	refresh(frm) {
		coaching.prepare_form(frm);
		frm.fields_dict.support.grid.update_docfield_property("provided_by", "formatter", (value, df, options, row) =>
			frappe.utils.escape_html(row?.provided_by_name || value || "")
		);
		if (frm.is_new()) return;
		say_what_is_next(frm);
		add_buttons(frm);
		coaching.competencies.offer_round(frm);
		coaching.show_overview(frm);
	},
});

function add_buttons(frm) {
	if (coaching.may(frm, "start_session")) {
		frm.add_custom_button(__("Start Session"), async () => {
			await coaching.save_first(frm);
			await coaching.start_session(frm.doc.mentee, frm.doc.name);
		}).toggleClass("btn-primary", frm.doc.status === "Active").toggleClass("btn-default", frm.doc.status !== "Active");
	}
	coaching.deed_button(frm, { method: "align", label: __("Align"), primary: true });
	coaching.deed_button(frm, { method: "propose", label: __("Propose"), primary: true });
	coaching.deed_button(frm, { method: "accept", label: __("Accept"), primary: true });
	coaching.deed_button(frm, {
		method: "request_changes",
		label: __("Request Changes"),
		ask: text_field("comment", __("What should be changed?"), __("Your coach reads this and proposes again.")),
		done: () => back_to_list(frm),
	});
	coaching.deed_button(frm, {
		method: "complete",
		label: __("Complete"),
		title: __("Complete the Plan"),
		ask: [
			...not_logged_yet(frm),
			text_field("outcome", __("Outcome"), __("What came of the plan. It stays on record.")),
		],
	});
	coaching.deed_button(frm, {
		method: "close_early",
		label: __("Close Early"),
		title: __("Close the Plan Early"),
		ask: [
			...not_logged_yet(frm),
			text_field("reason", __("Reason"), __("Why the plan ends before its time. It stays on record.")),
		],
	});
}

/** The end of a plan calls off what is scheduled on it, also a session that was held and only not logged. */
function not_logged_yet(frm) {
	const { next_session_on } = frm.doc;
	if (!next_session_on || next_session_on > frappe.datetime.get_today()) return [];
	const text = __("The session of {0} is not logged. Log it first if it was held: it is called off with the plan.", [
		coaching.day(next_session_on),
	]);
	return [{ fieldtype: "HTML", options: `<p class="coaching-not-logged">${frappe.utils.escape_html(text)}</p>` }];
}

/** The plan is a draft again, which its mentee does not see. */
function back_to_list(frm) {
	frappe.show_alert(__("Handed back to {0}, who will propose it again.", [frm.doc.coach_name]));
	frappe.model.remove_from_locals(frm.doctype, frm.doc.name);
	frappe.set_route("List", "Coaching Plan");
}

const text_field = (fieldname, label, description) => ({
	fieldname,
	fieldtype: "Small Text",
	label,
	description,
	reqd: 1,
});

function say_what_is_next(frm) {
	const words = next_step(frm);
	if (words) frm.set_intro(words, "blue");
}

function next_step(frm) {
	const { status, mentee_name, coach_name, aligned_on, purpose } = frm.doc;
	const to_align = status === "Draft" && !aligned_on && purpose === "Performance Support";
	if (coaching.may(frm, "align")) {
		return __("{0} proposes this plan for {1}. Read it and choose Align if you agree.", [coach_name, mentee_name]);
	}
	if (to_align) return __("The coach's manager aligns this plan before it is proposed.");
	if (status === "Draft" && coaching.may(frm, "propose")) {
		return __("{0} does not see this draft. Add a goal with its actions, then propose it.", [mentee_name]);
	}
	if (status === "Proposed" && coaching.may(frm, "accept")) {
		return __("This is a proposal by {0}. Accept it, or say what should be changed.", [coach_name]);
	}
	if (status === "Proposed") return __("Waiting for the answer of {0}.", [mentee_name]);
	if (status === "Active" && coaching.may(frm, "complete") && frm.doc.end_date < frappe.datetime.get_today()) {
		return __("The plan ended on {0}. Complete it with its outcome, or give it a new end date.", [
			coaching.day(frm.doc.end_date),
		]);
	}
	return null;
}
