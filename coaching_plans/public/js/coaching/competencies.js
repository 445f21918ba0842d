frappe.provide("coaching.competencies");

const CALLS = "coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment";
const LEVELS = [1, 2, 3, 4, 5];
// Pixels for the bars of a competency, with its name below.
const CHART_COLUMN = 150;
const OF_EMPLOYER = ["Training", "Mentoring", "Assignment"];

/** The six steps of the discussion in a row, each marked by what the data shows, and what the one at hand asks for. */
coaching.competencies.steps = function (steps, is_over) {
	const at_hand = !is_over && steps.find(({ done }) => !done);
	const list = coaching.el(
		"ol.coaching-steps",
		{},
		steps.map(({ step, title, hint, done, key }) =>
			coaching.el(`li${done ? ".done" : ""}`, { "data-step": key, title: hint }, [
				coaching.el("span.coaching-step-mark", { text: done ? "✓" : step }),
				coaching.el("span", { text: title }),
				coaching.el("span.sr-only", { text: done ? __("Done") : __("Not done yet") }),
			])
		)
	);
	const hint = at_hand ? coaching.el("p.text-muted.small", { text: at_hand.hint }) : null;
	return coaching.el("div", {}, [list, hint]);
};

/** What an agreement became: its goals in the plan. */
coaching.competencies.goals_made = function ({ plan, goals }) {
	if (!goals.length) return null;
	const links = goals.flatMap(({ name, development_area }, at) => [
		at ? ", " : "",
		coaching.link("Coaching Goal", name, development_area),
	]);
	return coaching.el("p.coaching-made", {}, [
		coaching.el("b", { text: `${__("Goals in the Plan")} ` }),
		...links,
		" · ",
		coaching.link("Coaching Plan", plan, __("Open the Plan")),
	]);
};

/** Who says a level: field, name, its mark on the scale and its colour in the chart. */
const raters = () => [
	["expected_level", __("Expected"), "expected", "grey"],
	["self_level", __("Self"), "self", "light-blue"],
	["coach_level", __("Coach"), "coach", "blue"],
	["agreed_level", __("Agreed"), "agreed", "green"],
	["target_level", __("Target"), "target", "orange"],
];

/** Levels 1 to 5 on one line, with a mark for each who rated. */
coaching.competencies.scale = function (level) {
	return coaching.el(
		"div.coaching-scale",
		{},
		LEVELS.map((at) =>
			coaching.el("span.coaching-scale-level", {}, [
				coaching.el("small.text-muted", { text: at }),
				...raters()
					.filter(([field]) => level[field] === at)
					.map(([, label, name]) => coaching.el(`span.coaching-mark.${name}`, { text: label })),
			])
		)
	);
};

/** All competencies beside each other, unfolded by who wants the whole picture; wide enough for their names. */
coaching.competencies.chart = function (levels, open) {
	const rated = raters().filter(([field]) => levels.some((level) => level[field]));
	const area = coaching.el("div", { style: `min-width: ${levels.length * CHART_COLUMN}px` });
	const draw = () => {
		if (!folded.open || area.hasChildNodes() || !area.clientWidth) return;
		new frappe.Chart(area, {
			type: "bar",
			height: 230,
			colors: rated.map(([, , , colour]) => colour),
			data: {
				labels: levels.map(({ competency }) => competency),
				datasets: rated.map(([field, name]) => ({ name, values: levels.map((level) => level[field] || 0) })),
				yMarkers: [{ label: "", value: LEVELS.length }],
			},
			axisOptions: { shortenYAxisNumbers: 1, seriesLabelSpaceRatio: 1.2 },
			animate: 0,
			disableEntryAnimation: 1,
		});
	};
	const folded = coaching.el("details.coaching-level-chart", { open: Boolean(open), on: { toggle: draw } }, [
		coaching.el("summary", { text: __("All Levels in One Chart") }),
		coaching.el("div", {}, [area]),
	]);
	return folded;
};

/** Buttons for the five levels of a row; what a level looks like stands below the one chosen. */
coaching.competencies.level_buttons = function (row, guide, choose, editable, fieldname = "level") {
	const described = Object.fromEntries((guide?.levels || []).map((level) => [level.level, level]));
	const words = coaching.el("p.coaching-behaviours.text-muted");
	const show = (at) => {
		words.textContent = described[at]?.behaviours || "";
	};
	const buttons = LEVELS.map((at) =>
		coaching.el("button.btn.btn-default.btn-sm", {
			type: "button",
			"data-level": at,
			"aria-pressed": row[fieldname] === at ? "true" : "false",
			disabled: !editable,
			title: described[at]?.behaviours,
			text: described[at] ? `${at} ${described[at].label}` : at,
			on: {
				click: () => {
					mark(at);
					choose(at);
				},
				mouseenter: () => show(at),
				focus: () => show(at),
				mouseleave: () => show(row[fieldname]),
			},
		})
	);
	const mark = (at) => {
		buttons.forEach((button, index) => {
			const chosen = LEVELS[index] === at;
			button.classList.toggle("btn-primary", chosen);
			button.classList.toggle("btn-default", !chosen);
			button.setAttribute("aria-pressed", chosen ? "true" : "false");
		});
		show(at);
	};
	mark(row[fieldname]);
	return coaching.el("div.coaching-levels", {}, [
		coaching.el("div.btn-group", { role: "group", "aria-label": row.competency }, buttons),
		words,
	]);
};

const set = (row, fieldname, value) => frappe.model.set_value(row.doctype, row.name, fieldname, value);

function text_box(row, fieldname, label, editable) {
	if (!editable) {
		return row[fieldname]
			? coaching.el("div.coaching-said", {}, [coaching.el("b", { text: `${label} ` }), row[fieldname]])
			: null;
	}
	const box = coaching.el("textarea.form-control", {
		rows: 2,
		"data-field": fieldname,
		on: { change: () => set(row, fieldname, box.value) },
	});
	box.value = row[fieldname] || "";
	return coaching.el("label.coaching-field", {}, [coaching.el("span", { text: label }), box]);
}

function area_choice(row, editable) {
	const areas = [
		["", __("Neither")],
		["Strength", __("Strength")],
		["Development", __("Development")],
	];
	if (!editable) return row.area ? coaching.pill(__(row.area), row.area === "Strength" ? "green" : "orange") : null;
	const select = coaching.el(
		"select.form-control.input-xs",
		{ "data-field": "area", on: { change: () => set(row, "area", select.value) } },
		areas.map(([value, text]) => coaching.el("option", { value, text, selected: (row.area || "") === value }))
	);
	return coaching.el("label.coaching-field.short", {}, [coaching.el("span", { text: __("Area") }), select]);
}

/** One competency of a questionnaire: levels, area, examples of behaviour, and what could help. */
coaching.competencies.question = function (row, guide, editable) {
	return coaching.el("div.coaching-competency", { "data-competency": row.competency }, [
		coaching.el("div.coaching-competency-head", {}, [
			coaching.el("b", { text: row.competency }),
			coaching.el("span.text-muted", { text: __("Expected: {0}", [row.expected_level]) }),
		]),
		coaching.el("p.text-muted", { text: guide?.description }),
		coaching.competencies.level_buttons(row, guide, (at) => set(row, "level", at), editable),
		coaching.el("div.coaching-fields", {}, [
			area_choice(row, editable),
			text_box(row, "evidence", __("Examples of Behaviour"), editable),
			text_box(row, "activities", __("What Could Help"), editable),
		]),
	]);
};

/** One competency of the discussion: both levels and the gap, what is agreed, and whether it is in focus. */
coaching.competencies.agreement = function (row, level, guide, editable, redraw) {
	const gap = coaching.competencies.gap_pill(level);
	return coaching.el("div.coaching-competency", { "data-competency": row.competency }, [
		coaching.el("div.coaching-competency-head", {}, [coaching.el("b", { text: row.competency }), gap]),
		coaching.competencies.scale({ ...level, agreed_level: row.level, target_level: row.focus ? row.target_level : 0 }),
		coaching.el("div.coaching-agreed", {}, [
			coaching.el("span", { text: __("Agreed Level") }),
			coaching.competencies.level_buttons(row, guide, (at) => set(row, "level", at).then(redraw), editable),
		]),
		level.much_apart
			? coaching.el("div.coaching-fields", {}, [
					text_box(row, "difference", __("Why the Two Differed, and What You Agreed"), editable),
			  ])
			: null,
		coaching.el("div.coaching-fields", {}, [
			area_choice(row, editable),
			focus_choice(row, editable, redraw),
			text_box(row, "evidence", __("Evidence"), editable),
		]),
		row.focus
			? coaching.el("div.coaching-agreed", {}, [
					coaching.el("span", { text: __("Target Level") }),
					coaching.competencies.level_buttons(
						row,
						guide,
						(at) => set(row, "target_level", at),
						editable,
						"target_level"
					),
			  ])
			: null,
	]);
};

function focus_choice(row, editable, redraw) {
	const box = coaching.el("input", {
		type: "checkbox",
		"data-field": "focus",
		disabled: !editable,
		checked: Boolean(row.focus),
		on: {
			change: async () => {
				await set(row, "focus", box.checked ? 1 : 0);
				if (box.checked && !row.area) await set(row, "area", "Development");
				if (box.checked && !row.target_level) await set(row, "target_level", Math.min(row.level + 1, 5));
				redraw();
			},
		},
	});
	return coaching.el("label.coaching-check", {}, [box, coaching.el("span", { text: __("Develop This Now") })]);
}

coaching.competencies.gap_pill = function ({ gap, much_apart }) {
	if (gap === null || gap === undefined) return coaching.pill(__("Not rated by both"), "gray");
	if (!gap) return coaching.pill(__("Both the same"), "green");
	const text = gap > 0 ? __("Coach {0} higher", [gap]) : __("Self {0} higher", [-gap]);
	return coaching.pill(text, much_apart ? "red" : "orange");
};

/** The agreed level of each competency, round by round. */
coaching.competencies.history = function (rounds) {
	const names = [...new Set(rounds.flatMap(({ levels }) => Object.keys(levels)))];
	const head = rounds.map(({ name, creation, appraisal_cycle }) =>
		coaching.el("th", {}, [
			coaching.link("Competency Assessment", name, coaching.day(creation)),
			coaching.el("small.text-muted", { text: appraisal_cycle ? ` ${appraisal_cycle}` : "" }),
		])
	);
	return coaching.el("table.table.table-bordered.coaching-history", {}, [
		coaching.el("thead", {}, [coaching.el("tr", {}, [coaching.el("th", { text: __("Competency") }), ...head])]),
		coaching.el(
			"tbody",
			{},
			names.map((name) =>
				coaching.el("tr", {}, [
					coaching.el("td", { text: name }),
					...rounds.map(({ levels }, at) => history_cell(levels[name], rounds[at - 1]?.levels[name])),
				])
			)
		),
	]);
};

function history_cell(level, before) {
	const change = level && before ? level - before : 0;
	const arrow = change > 0 ? " ↑" : change < 0 ? " ↓" : "";
	return coaching.el(`td${change > 0 ? ".text-success" : ""}`, { text: level ? `${level}${arrow}` : "" });
}

/** Offers the resources of a competency as actions: those of the employee and those of the employer. */
coaching.competencies.choose_resources = function (frm, row, guide) {
	const fields = guide.resources.map((resource, at) => ({
		fieldname: `resource_${at}`,
		fieldtype: "Check",
		label: `${frappe.utils.escape_html(resource.title)} (${__(resource.kind)})`,
		description: frappe.utils.escape_html(resource.description || ""),
	}));
	const dialog = new frappe.ui.Dialog({
		title: __("Resources for {0}", [row.competency]),
		fields: [...fields, { fieldname: "due_date", fieldtype: "Date", label: __("Due Date") }],
		primary_action_label: __("Add as Actions"),
		primary_action(values) {
			guide.resources.forEach((resource, at) => {
				if (!values[`resource_${at}`]) return;
				frm.add_child("actions", {
					competency: row.competency,
					responsible: OF_EMPLOYER.includes(resource.kind) ? "Employer" : "Mentee",
					description: [resource.title, resource.description].filter(Boolean).join(": "),
					due_date: values.due_date,
				});
			});
			frm.refresh_field("actions");
			frm.dirty();
			dialog.hide();
		},
	});
	dialog.show();
};

coaching.competencies.overview = (name) =>
	frappe.call({ method: `${CALLS}.overview`, type: "GET", args: { assessment: name } }).then(({ message }) => message);

coaching.competencies.guide = (names) =>
	frappe
		.call({
			method: "coaching_plans.coaching_plans.doctype.competency.competency.guide",
			type: "GET",
			args: { competencies: JSON.stringify(names) },
		})
		.then(({ message }) => message);
