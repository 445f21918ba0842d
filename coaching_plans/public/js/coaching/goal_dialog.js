frappe.provide("coaching");

const ADD_GOAL = "coaching_plans.coaching_plans.doctype.coaching_goal.coaching_goal.add_goal";

// What rules 6 to 8 ask of the actions, said before it is asked for.
const ASKED = {
	"Short Term": () =>
		__("One to three actions of the employee: things they can do themselves, and anyone can see done."),
	"Mid Term": () => __("At least one action of the employee and one of the employer: both sides invest."),
	"Long Term": () =>
		__("The employee's own goal. Changing, delaying or dropping it has no consequence. Actions may come later."),
};

/** A goal with its actions in one dialog, saved in one call: all of it or nothing. */
coaching.add_goal = async function (frm, { plan, horizons, session }) {
	await coaching.save_first(frm);
	const dialog = new frappe.ui.Dialog({
		title: __("Add Goal"),
		size: "large",
		fields: fields(horizons),
		primary_action_label: __("Add Goal"),
		primary_action: async (values) => {
			const { actions = [], ...goal } = values;
			await frappe.call({
				method: ADD_GOAL,
				args: { plan, goal, actions: actions.map(only_filled), session },
				freeze: true,
				btn: dialog.get_primary_btn(),
			});
			dialog.hide();
			await frm.reload_doc();
		},
	});
	const say_what_is_asked = () => {
		const horizon = dialog.get_value("horizon");
		dialog.set_df_property("actions", "description", ASKED[horizon]?.() || "");
		dialog.set_df_property("due_date", "hidden", horizon === "Long Term" ? 1 : 0);
		suggest_actions(dialog, horizon);
	};
	dialog.fields_dict.horizon.df.onchange = say_what_is_asked;
	dialog.show();
	say_what_is_asked();
	return dialog;
};

function fields(horizons) {
	const of_metric = { depends_on: "eval:doc.measure=='Metric'" };
	return [
		{
			fieldname: "horizon",
			fieldtype: "Select",
			label: __("Horizon"),
			options: horizons.map((value) => ({ value, label: __(value) })),
			default: horizons[0],
			reqd: 1,
		},
		{
			fieldname: "development_area",
			fieldtype: "Data",
			label: __("Development Area"),
			description: __("The skill or behaviour to improve"),
			reqd: 1,
		},
		{ fieldname: "due_date", fieldtype: "Date", label: __("Due Date"), description: __("Empty: the plan's end") },
		{ fieldtype: "Column Break" },
		{ fieldname: "current_state", fieldtype: "Small Text", label: __("Current State") },
		{
			fieldname: "goal_state",
			fieldtype: "Small Text",
			label: __("Goal State"),
			description: __("Specific, measurable, achievable, relevant and dated"),
		},
		{ fieldtype: "Section Break" },
		{
			fieldname: "measure",
			fieldtype: "Select",
			label: __("Measure"),
			options: ["Milestone", "Metric"].map((value) => ({ value, label: __(value) })),
			default: "Milestone",
			reqd: 1,
		},
		{ fieldtype: "Column Break" },
		{ fieldname: "metric", fieldtype: "Data", label: __("Metric"), ...of_metric, mandatory_depends_on: of_metric.depends_on },
		{ fieldname: "unit", fieldtype: "Data", label: __("Unit"), ...of_metric },
		{ fieldtype: "Column Break" },
		{ fieldname: "baseline", fieldtype: "Float", label: __("Baseline"), ...of_metric },
		{ fieldname: "target", fieldtype: "Float", label: __("Target"), ...of_metric },
		{ fieldname: "higher_is_better", fieldtype: "Check", label: __("Higher Is Better"), default: 1, ...of_metric },
		{ fieldtype: "Section Break" },
		{
			fieldname: "actions",
			fieldtype: "Table",
			label: __("Actions"),
			in_place_edit: true,
			data: [],
			fields: action_fields(),
		},
	];
}

function action_fields() {
	const column = (fieldname, fieldtype, label, columns, more = {}) => ({
		fieldname,
		fieldtype,
		label,
		columns,
		in_list_view: 1,
		...more,
	});
	return [
		column("responsible", "Select", __("Responsible"), 2, { options: "Mentee\nEmployer", default: "Mentee", reqd: 1 }),
		column("description", "Data", __("Description"), 3, { reqd: 1 }),
		column("tracked_by", "Data", __("Tracked By"), 3, { description: __("How anyone can see that it was done") }),
		column("within_control", "Check", __("In Their Control"), 2, { default: 1 }),
	];
}

/** Empty lines for the actions that the horizon asks for, as long as none was filled. */
function suggest_actions(dialog, horizon) {
	const grid = dialog.fields_dict.actions.grid;
	const table = dialog.fields_dict.actions.df;
	if ((table.data || []).some((row) => row.description)) return;
	const responsible = { "Short Term": ["Mentee"], "Mid Term": ["Mentee", "Employer"], "Long Term": [] }[horizon] || [];
	table.data = responsible.map((who, index) => ({
		idx: index + 1,
		name: `row ${index + 1}`,
		responsible: who,
		within_control: 1,
	}));
	grid.df.data = table.data;
	grid.refresh();
}

const only_filled = ({ responsible, description, tracked_by, within_control }) => ({
	responsible,
	description,
	tracked_by,
	within_control,
});
