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
	coaching.fill(frm, "reviews_panel", [
		...coaching.reviews_of(frm, beside.actions),
		...coaching.readings_of(frm, beside.goals),
	]);
	coaching.fill(frm, "beside", [...beside.goals.map(coaching.metric_chart), ...logs(beside.sessions)]);
};

function logs(sessions) {
	if (!sessions.length) {
		return [coaching.heading(__("Sessions Before")), coaching.el("p.text-muted", { text: __("This is the first one.") })];
	}
	return [coaching.heading(__("Sessions Before")), ...sessions.map(log)];
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
