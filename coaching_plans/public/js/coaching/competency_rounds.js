frappe.provide("coaching.competencies");

const CALLS = "coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment";
const BULK = "coaching_plans.coaching_plans.doctype.competency_assessment.bulk_rounds";

/** A button on the plan: both sides rate the competencies, in a round of this plan. */
coaching.competencies.offer_round = function (frm) {
	if (!coaching.stands_as(frm, "Coach", "Manager", "HR") || ["Completed", "Closed"].includes(frm.doc.status)) return;
	frm.add_custom_button(__("Competency Round"), () => coaching.competencies.open_round(frm.doc.mentee, frm.doc.name));
};

/** Asks whose round to open, among those whom the user leads. */
coaching.competencies.ask_and_open_round = () =>
	frappe.prompt(
		[
			coaching.person_field(),
			{
				fieldname: "appraisal_cycle",
				fieldtype: "Link",
				options: "Appraisal Cycle",
				label: __("Appraisal Cycle"),
				description: __("Empty: the one that runs now"),
			},
		],
		({ mentee, appraisal_cycle }) => coaching.competencies.open_round(mentee, null, appraisal_cycle),
		__("Open Round"),
		__("Open")
	);

/** Asks both sides to rate, and opens the half that is the user's own, if they have one. */
coaching.competencies.open_round = async function (mentee, plan, appraisal_cycle) {
	const opened = await coaching.attempt(
		frappe.call({
			method: `${CALLS}.open_round`,
			args: { mentee, plan: plan || undefined, appraisal_cycle: appraisal_cycle || undefined },
			freeze: true,
		})
	);
	if (!opened) return;
	frappe.show_alert({ message: __("Both sides are asked to rate. Neither sees the other until both have."), indicator: "green" });
	const own = await frappe.db.get_list("Competency Assessment", {
		filters: { name: ["in", Object.values(opened.message)] },
		limit: 1,
	});
	if (own.length) await frappe.set_route("Form", "Competency Assessment", own[0].name);
};

/** Asks when the two meet about what they rated, and schedules that. */
coaching.competencies.schedule_discussion = (frm) =>
	frappe.prompt(
		[
			{
				fieldname: "starts_on",
				fieldtype: "Datetime",
				label: __("Starts On"),
				description: __("{0} and the coach are reminded of it, and to rate before.", [frm.doc.mentee_name]),
				reqd: 1,
			},
			{ fieldname: "minutes", fieldtype: "Int", label: __("Minutes"), default: 60 },
		],
		async (values) => {
			const { mentee, plan } = frm.doc;
			const session = { doctype: "Coaching Session", session_type: "Competency Discussion", mentee, plan, ...values };
			const made = await coaching.attempt(frappe.db.insert(session));
			if (!made) return;
			const link = coaching.link("Coaching Session", made.name, frappe.datetime.str_to_user(made.starts_on));
			frappe.show_alert({ message: __("The discussion is scheduled: {0}", [link.outerHTML]), indicator: "green" });
			await frm.reload_doc();
		},
		__("Schedule Discussion"),
		__("Schedule")
	);

coaching.competencies.start_discussion = async function (frm) {
	const { mentee, plan, appraisal_cycle } = frm.doc;
	const started = await coaching.attempt(
		frappe.call({
			method: `${CALLS}.start_discussion`,
			args: { mentee, plan: plan || undefined, appraisal_cycle: appraisal_cycle || undefined },
			freeze: true,
		})
	);
	if (started) await frappe.set_route("Form", "Competency Assessment", started.message);
};

/** Rounds for everyone who reports to the user, in a cycle that they choose. */
coaching.competencies.open_team_rounds = () =>
	frappe.prompt(
		{
			fieldname: "appraisal_cycle",
			fieldtype: "Link",
			options: "Appraisal Cycle",
			label: __("Appraisal Cycle"),
			default: frappe.boot.coaching?.appraisal_cycle,
			reqd: 1,
		},
		(values) => coaching.competencies.preview_and_open("open_team_rounds", values),
		__("Open Rounds for My Team"),
		__("Next")
	);

/** Says for how many rounds are opened, and who is left out, before anybody is asked. */
coaching.competencies.preview_and_open = async function (call, args) {
	const { message } = await frappe.call({
		method: `${BULK}.preview_rounds`,
		type: "GET",
		args: { ...args, team: call === "open_team_rounds" ? 1 : 0 },
	});
	const { subtitle } = coaching.made_for_many("", message.left_out);
	const left_out = subtitle ? `<div class="text-muted">${subtitle}</div>` : "";
	if (!message.to_open) {
		frappe.msgprint({ title: __("No Round to Open"), message: left_out || __("Nobody is in this cycle."), indicator: "blue" });
		return;
	}
	const names = frappe.utils.escape_html(message.names.join(", "));
	frappe.confirm(
		`<p>${__("Ask {0} people and those who coach them to rate competencies?", [message.to_open])}</p>
		<p class="text-muted">${message.to_open > message.names.length ? __("{0} and others", [names]) : names}</p>${left_out}`,
		() => coaching.competencies.open_many(call, args)
	);
};

coaching.competencies.open_many = async function (call, args) {
	const opened = await coaching.attempt(
		frappe.call({
			method: `${BULK}.${call}`,
			args,
			freeze: true,
		})
	);
	if (opened) coaching.competencies.tell_opened(opened.message);
};

coaching.competencies.tell_opened = function ({ created, left_out, queued }) {
	if (queued) {
		frappe.show_alert({ message: __("The rounds are being opened. You can go on working."), indicator: "blue" }, 10);
		return;
	}
	frappe.show_alert(coaching.made_for_many(__("{0} rounds opened", [created]), left_out), 10);
};

$(document).on("app_ready", () =>
	frappe.realtime.on("competency_rounds_opened", (done) => coaching.competencies.tell_opened(done))
);
