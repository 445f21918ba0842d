frappe.provide("coaching");

const ADD_GOAL = "coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal.add_goal";

/** A goal with its actions in one dialog, saved in one call: all of it or nothing. */
coaching.add_goal = async function (frm, { plan, horizons, session }) {
	await coaching.save_first(frm);
	const dialog = new frappe.ui.Dialog({
		title: __("Add Goal"),
		size: "large",
		fields: fields(horizons, coaching.stands_as(frm, "Mentee")),
		primary_action_label: __("Add Goal"),
		primary_action: async ({ actions: _html, ...goal }) => {
			const added = await coaching.attempt(
				frappe.call({
					method: ADD_GOAL,
					args: { plan, goal, actions: lines.values(), session },
					freeze: true,
					btn: dialog.get_primary_btn(),
				})
			);
			if (!added) return;
			dialog.hide();
			frappe.show_alert({ message: __("Goal added: {0}", [frappe.utils.escape_html(goal.development_area)]), indicator: "green" });
			frm.coaching_added_goal = added.message;
			await frm.reload_doc();
		},
	});
	const lines = new coaching.ActionLines(dialog.fields_dict.actions.$wrapper[0], coaching.stands_as(frm, "Mentee"));
	const follow_horizon = () => {
		const horizon = dialog.get_value("horizon");
		dialog.set_df_property("due_date", "hidden", horizon === "Long Term" ? 1 : 0);
		lines.set_horizon(horizon);
	};
	dialog.fields_dict.horizon.df.onchange = follow_horizon;
	for (const end of ["baseline", "target"]) {
		dialog.fields_dict[end].df.onchange = () => follow_direction(dialog);
	}
	dialog.$wrapper.addClass("coaching-goal-dialog");
	dialog.show();
	follow_horizon();
};

/** Which way is better follows from where the metric is to go. */
function follow_direction(dialog) {
	const baseline = dialog.get_value("baseline");
	const target = dialog.get_value("target");
	if (target && baseline !== target) dialog.set_value("higher_is_better", target > baseline ? 1 : 0);
}

/** Why a horizon that one may look for is not among those offered. */
function left_out(horizons, is_mentee) {
	if (is_mentee) return __("Goals for the short and mid term you set with your coach, in a session.");
	return horizons.includes("Short Term") ? "" : __("Another one for the short term fits once one that is open is reached or dropped.");
}

function fields(horizons, is_mentee) {
	const of_metric = { depends_on: "eval:doc.measure=='Metric'" };
	const choices = (values) => values.map((value) => ({ value, label: __(value) }));
	return [
		{
			fieldname: "horizon",
			fieldtype: "Select",
			label: __("Horizon"),
			options: choices(horizons),
			default: horizons[0],
			description: left_out(horizons, is_mentee),
			read_only: horizons.length === 1,
			reqd: 1,
		},
		{ fieldtype: "Column Break" },
		{
			fieldname: "development_area",
			fieldtype: "Data",
			label: __("Development Area"),
			description: __("The skill or behaviour to improve"),
			reqd: 1,
		},
		{ fieldtype: "Column Break" },
		{ fieldname: "due_date", fieldtype: "Date", label: __("Due Date"), description: __("Empty: the plan's end") },
		{ fieldtype: "Section Break" },
		{ fieldname: "current_state", fieldtype: "Small Text", label: __("Current State"), max_height: "80px" },
		{ fieldtype: "Column Break" },
		{
			fieldname: "goal_state",
			fieldtype: "Small Text",
			label: __("Goal State"),
			description: __("Specific, measurable, achievable, relevant and dated"),
			max_height: "80px",
		},
		{ fieldtype: "Section Break" },
		{
			fieldname: "measure",
			fieldtype: "Select",
			label: __("Measure"),
			options: choices(["Milestone", "Metric"]),
			default: "Milestone",
			reqd: 1,
		},
		{ fieldname: "higher_is_better", fieldtype: "Check", label: __("Higher Is Better"), default: 1, ...of_metric },
		{ fieldtype: "Column Break" },
		{
			fieldname: "metric",
			fieldtype: "Data",
			label: __("Metric"),
			...of_metric,
			mandatory_depends_on: of_metric.depends_on,
		},
		{ fieldname: "unit", fieldtype: "Data", label: __("Unit"), ...of_metric },
		{ fieldtype: "Column Break" },
		{ fieldname: "baseline", fieldtype: "Float", label: __("Baseline"), ...of_metric },
		{ fieldname: "target", fieldtype: "Float", label: __("Target"), ...of_metric },
		{ fieldtype: "Section Break" },
		{ fieldname: "actions", fieldtype: "HTML" },
	];
}
