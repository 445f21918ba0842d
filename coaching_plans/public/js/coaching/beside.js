frappe.provide("coaching");

/** Fills the reviews, the readings and what stands beside them, from one call. */
coaching.show_beside = async function (frm) {
	const name = frm.doc.name;
	const { message: beside } = await frappe.call({
		method: "coaching_plans.coaching_plans.doctype.coaching_session.coaching_session.beside",
		type: "GET",
		args: { session: name },
	});
	if (frm.doc.name !== name) return;
	move_next_day(frm, beside.next_day);
	coaching.fill(frm, "reviews_panel", [
		...coaching.reviews_of(frm, beside.actions),
		...coaching.readings_of(frm, beside.goals),
	]);
	coaching.fill(frm, "beside", [...beside.goals.map(coaching.metric_chart), ...logs(frm, beside.sessions)]);
};

/** The day planned for the next session has passed before this one was logged: the next that fits takes its place. */
function move_next_day(frm, day) {
	const planned = frm.doc.next_session_on;
	if (!day || frm.is_dirty() || !coaching.may_change(frm, "next_session_on")) return;
	frm.doc.next_session_on = day;
	frm.refresh_field("next_session_on");
	frm.get_field("next_session_on").set_description(
		__("{0}, as planned, is past: this is the next day that fits.", [coaching.day(planned)])
	);
}

function logs(frm, sessions) {
	const before = sessions.length
		? sessions.map(log)
		: [coaching.el("p.text-muted", { text: frm.doc.plan ? __("None was held on this plan yet.") : __("None was held without a plan yet.") })];
	return [coaching.heading(__("Sessions Before")), ...before];
}

function log(session, index) {
	const said = [
		[__("Recognition"), session.recognition],
		[__("Opportunity"), session.opportunity],
		[__("Adjustments"), session.adjustments],
		[__("Notes"), session.notes],
	].filter(([, text]) => text);
	return coaching.el("details.coaching-log", { open: index === 0 }, [
		coaching.el("summary", {}, [
			coaching.link("Coaching Session", session.name, coaching.day(session.starts_on)),
			coaching.el("span.text-muted.small", { text: comment_when(session.starts_on) }),
		]),
		...said.map(([label, text]) =>
			coaching.el("div.coaching-said", {}, [
				coaching.el("div.text-muted.small", { text: label }),
				coaching.el("div", { text }),
			])
		),
	]);
}

const comment_when = (datetime) => moment(datetime).fromNow();
