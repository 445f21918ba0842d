frappe.provide("coaching");

/** The metrics to read, each with its last value and target beside the field; in place of the grid. */
coaching.readings_of = function (frm, goals) {
	frm.set_df_property("metric_readings", "hidden", 1);
	const rows = frm.doc.metric_readings || [];
	if (!rows.length) return [];
	const by_name = Object.fromEntries(goals.map((goal) => [goal.name, goal]));
	return [
		coaching.heading(__("Metric Readings")),
		coaching.el("ul.coaching-list", {}, rows.map((row) => reading(frm, row, by_name[row.goal]))),
	];
};

function reading(frm, row, goal) {
	const now = goal ? __("now {0}, target {1}", [coaching.number(goal.current_value), coaching.number(goal.target)]) : "";
	return coaching.el("li.coaching-reading", {}, [
		coaching.el("label", { for: `reading-${row.name}` }, [
			coaching.el("span", { text: row.metric }),
			coaching.el("span.text-muted.small", { text: now }),
		]),
		coaching.may_change(frm, "metric_readings") ? field(frm, row) : coaching.el("b", { text: as_shown(row.value) || "–" }),
	]);
}

/** Moves to the reading after the given one, the first without one, and from the last to what went well. */
coaching.focus_reading = function (frm, after) {
	const inputs = [...frm.fields_dict.reviews_panel.$wrapper[0].querySelectorAll(".coaching-reading input")];
	const next = inputs[after ? inputs.indexOf(after) + 1 : 0];
	if (next) next.focus();
	else frm.fields_dict.recognition.$input?.focus();
};

function field(frm, row) {
	const input = coaching.el("input.form-control.input-xs", {
		id: `reading-${row.name}`,
		type: "text",
		inputmode: "decimal",
		autocomplete: "off",
		placeholder: __("no new reading"),
		on: { change: (event) => frappe.model.set_value(row.doctype, row.name, "value", as_stored(event.target.value)) },
	});
	input.value = as_shown(row.value);
	input.addEventListener("keydown", (event) => {
		if (event.key !== "Enter") return;
		event.preventDefault();
		coaching.focus_reading(frm, input);
	});
	return input;
}

/**
 * What was typed in the user's own number format as the server reads it: digits, and a point before decimals. What
 * does not part groups of digits stays as it is, so that the server refuses what might mean two numbers.
 */
function as_stored(typed) {
	const { decimal_str, group_sep } = get_number_format_info(get_number_format());
	const [whole, ...decimals] = decimal_str ? typed.trim().split(decimal_str) : [typed.trim()];
	const [first, ...groups] = group_sep ? whole.split(group_sep) : [whole];
	const are_groups = groups.every((group) => /^\d{2,3}$/.test(group));
	return [are_groups ? [first, ...groups].join("") : whole, ...decimals].join(".");
}

const as_shown = (value) =>
	String(value || "").replace(".", get_number_format_info(get_number_format()).decimal_str || ".");
