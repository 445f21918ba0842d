frappe.ui.form.on("Coaching Goal", {
	setup(frm) {
		frm.set_query("plan", () => ({ filters: { status: ["in", ["Draft", "Proposed", "Active"]] } }));
	},

	refresh(frm) {
		coaching.prepare_form(frm);
		if (frm.is_new()) return;
		if (frm.doc.status === "Replanned") {
			frm.set_intro(
				__(
					"The agreed actions were followed and the goal was missed: the plan was wrong. Add new actions, and a new due date."
				),
				"orange"
			);
		}
		if (coaching.may(frm, "add_action")) {
			frm.add_custom_button(coaching.stands_as(frm, "Mentee") ? __("Propose Action") : __("Add Action"), async () => {
				await coaching.save_first(frm);
				frappe.new_doc("Coaching Action", { goal: frm.doc.name });
			});
		}
		show_actions(frm);
	},
});

async function show_actions(frm) {
	const name = frm.doc.name;
	const { message } = await frappe.call({
		method: "coaching_plans.coaching_plans.doctype.coaching_plan.coaching_plan.overview",
		type: "GET",
		args: { plan: frm.doc.plan },
	});
	const goal = message.goals.find((candidate) => candidate.name === name);
	if (frm.doc.name !== name || !goal) return;
	coaching.fill(frm, "actions_panel", [
		goal.measure === "Metric" ? coaching.metric_chart(goal) : null,
		coaching.heading(__("Actions")),
		goal.actions.length ? null : coaching.el("p.text-muted", { text: __("No action yet.") }),
		coaching.action_list(goal.actions, goal.horizon),
	]);
}
