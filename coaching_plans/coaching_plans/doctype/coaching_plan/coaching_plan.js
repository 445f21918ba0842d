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
		coaching.say(frm, next_step(frm), has_ended(frm) ? "orange" : "blue");
		if (frm.is_new()) return;
		forget_hints(frm);
		add_buttons(frm);
		coaching.competencies.offer_round(frm);
		coaching.show_overview(frm);
	},
});

/** What an empty field is filled with is of no use once it is filled. */
function forget_hints(frm) {
	for (const fieldname of ["end_date", "cadence", "appraisal_cycle"]) {
		if (frm.doc[fieldname]) frm.set_df_property(fieldname, "description", "");
	}
}

const has_ended = (frm) => frm.doc.status === "Active" && frm.doc.end_date < frappe.datetime.get_today();
const is_running = (frm) => frm.doc.status === "Active" && !has_ended(frm);

function add_buttons(frm) {
	if (coaching.may(frm, "start_session")) {
		frm.add_custom_button(__("Start Session"), async () => {
			await coaching.save_first(frm);
			await coaching.start_session(frm.doc.mentee, frm.doc.name);
		}).toggleClass("btn-primary", is_running(frm)).toggleClass("btn-default", !is_running(frm));
	}
	coaching.deed_button(frm, {
		method: "align",
		label: __("Align"),
		primary: true,
		alert: __("Aligned. {0} can propose the plan now.", [frm.doc.coach_name]),
	});
	coaching.deed_button(frm, {
		method: "propose",
		label: __("Propose"),
		primary: true,
		alert: __("Proposed. {0} sees the plan now, and accepts it or asks for changes.", [frm.doc.mentee_name]),
	});
	coaching.deed_button(frm, {
		method: "accept",
		label: __("Accept"),
		primary: true,
		alert: __("The plan is active, and its actions are agreed. Each session looks at how they went."),
	});
	coaching.deed_button(frm, {
		method: "request_changes",
		label: __("Request Changes"),
		ask: text_field("comment", __("What should be changed?"), __("Your coach reads this and proposes again.")),
		done: (_answer, { comment }) => say_handed_back(frm, comment),
	});
	coaching.deed_button(frm, {
		method: "complete",
		label: __("Complete"),
		title: __("Complete the Plan"),
		primary: has_ended(frm),
		ask: () => [
			...not_logged_yet(frm),
			text_field("outcome", __("Outcome"), __("What came of the plan. It stays on record.")),
		],
	});
	coaching.deed_button(frm, {
		method: "close_early",
		label: __("Close Early"),
		title: __("Close the Plan Early"),
		ask: () => [
			...not_logged_yet(frm),
			text_field("reason", __("Reason"), __("Why the plan ends before its time. It stays on record.")),
		],
	});
}

/** The end of a plan calls off what is scheduled on it, also a session that was held and of which nobody has written. */
function not_logged_yet(frm) {
	const session = frm.coaching_overview?.sessions.find(coaching.is_not_logged);
	if (!session) return [];
	const text = __("The session of {0} is not logged. Log it first if it was held: it is called off with the plan.", [
		coaching.day(session.starts_on),
	]);
	return [{ fieldtype: "HTML", options: `<p class="coaching-not-logged">${frappe.utils.escape_html(text)}</p>` }];
}

/** The plan is a draft again, which its mentee does not see: back to where what waits for them is shown. */
async function say_handed_back(frm, comment) {
	const words = __("{0} reads what you wrote, changes the plan and proposes it again. Until then it is a draft, which you do not see. You are reminded once it waits for your answer.", [
		frm.doc.coach_name,
	]);
	frappe.model.remove_from_locals(frm.doctype, frm.doc.name);
	await frappe.set_route("coaching");
	frappe.msgprint({
		title: __("Handed Back"),
		indicator: "blue",
		message: `<p>${frappe.utils.escape_html(words)}</p><blockquote>${frappe.utils.escape_html(comment)}</blockquote>`,
	});
}

const text_field = (fieldname, label, description) => ({
	fieldname,
	fieldtype: "Small Text",
	label,
	description,
	reqd: 1,
});

/** What a draft waits for: what its employee asked for, else a goal, else to be proposed. */
function draft_words(frm) {
	const { mentee_name, goals_total } = frm.doc;
	const asked = frm.doc.__onload?.asked_changes;
	if (asked) {
		return __("{0} asks for changes: “{1}” Change the plan, then propose it again.", [
			mentee_name,
			frappe.utils.escape_html(asked),
		]);
	}
	return goals_total
		? __("{0} does not see this draft. Propose it once its goals and actions are complete.", [mentee_name])
		: __("{0} does not see this draft. Add a goal with its actions, then propose it.", [mentee_name]);
}

function next_step(frm) {
	if (frm.is_new()) return __("Save first. Goals with their actions, sessions and what came of them follow on the saved plan.");
	const { status, mentee_name, coach_name, aligned_on, purpose } = frm.doc;
	const to_align = status === "Draft" && !aligned_on && purpose === "Performance Support";
	if (coaching.may(frm, "align")) {
		return __("{0} proposes this plan for {1}. Read it and choose Align if you agree.", [coach_name, mentee_name]);
	}
	if (to_align) return __("The coach's manager aligns this plan before it is proposed.");
	if (status === "Draft" && coaching.may(frm, "propose")) {
		return draft_words(frm);
	}
	if (status === "Proposed" && coaching.may(frm, "accept")) {
		return __("This is a proposal by {0}. Accept it, or say what should be changed.", [coach_name]);
	}
	if (status === "Proposed") return __("Waiting for the answer of {0}.", [mentee_name]);
	if (has_ended(frm) && coaching.may(frm, "complete")) {
		return __("The plan ended on {0}. Complete it with its outcome, or give it a new end date.", [
			coaching.day(frm.doc.end_date),
		]);
	}
	return null;
}
