frappe.ui.form.on("Competency Assessment", {
	setup(frm) {
		coaching.find_people(frm, "mentee", "find_person");
		frm.set_query("plan", () => ({
			filters: { mentee: frm.doc.mentee || "", status: ["in", ["Draft", "Proposed", "Active"]] },
		}));
		frm.set_query("development_plan", () => ({
			filters: { mentee: frm.doc.mentee, status: ["in", ["Draft", "Proposed", "Active"]] },
		}));
		const rated = () => ({ filters: { name: ["in", (frm.doc.ratings || []).map((row) => row.competency)] } });
		frm.set_query("competency", "barriers", rated);
		frm.set_query("competency", "actions", rated);
	},

	async refresh(frm) {
		coaching.prepare_form(frm);
		frm.toggle_display("ratings", false);
		if (frm.is_new()) return frm.doc.amended_from ? null : begin_a_round(frm);
		frm.meta.default_print_format = planner_of(frm);
		const name = frm.doc.name;
		const [shown, guide] = await Promise.all([
			coaching.competencies.overview(name),
			coaching.competencies.guide(frm.doc.ratings.map((row) => row.competency)),
		]);
		// The reader may have gone on to another record while the server answered.
		if (frm.doc.name !== name) return;
		coaching.fill(frm, "steps_html", [
			coaching.competencies.steps(shown.steps, shown.status.agreed),
			shown.made && coaching.competencies.goals_made(shown.made),
		]);
		show_ratings(frm, shown, guide);
		coaching.fill(frm, "history_html", [
			shown.history.length
				? coaching.competencies.history(shown.history)
				: coaching.el("p.text-muted", { text: __("Nothing has been agreed on in a round yet.") }),
		]);
		coaching.say(frm, next_step(frm, shown));
		add_buttons(frm, shown, guide);
		say_what_was_made(frm, shown);
	},

	on_submit(frm) {
		frm.coaching_submitted = frm.doc.kind === "Agreed";
	},
});

/** Nobody rates by themselves: a round asks both sides, so that is what a new form leads to. */
function begin_a_round(frm) {
	frm.disable_save();
	frm.toggle_display(["kind", "profile"], false);
	frm.set_df_property("kind", "reqd", 0);
	frm.toggle_display("who_section", coaching.leads());
	if (!coaching.leads()) {
		coaching.say(frm, __("Your coach or HR opens a round, and you are asked to rate yourself. What is there to rate now is in the list."));
		frm.page.set_primary_action(__("Show the List"), () => frappe.set_route("List", "Competency Assessment"));
		return;
	}
	coaching.say(frm, __("A round asks the employee and the coach to rate, each alone. Choose the employee, and open it."));
	frm.page.set_primary_action(__("Open Round"), () => {
		const { mentee, plan, appraisal_cycle } = frm.doc;
		if (!mentee) return frm.scroll_to_field("mentee");
		coaching.competencies.open_round(mentee, plan, appraisal_cycle);
	});
}

const may_rate = (frm) => frm.doc.docstatus === 0 && coaching.may_change(frm, "ratings");

function show_ratings(frm, shown, guide) {
	const draw = () => {
		const panel = frm.doc.kind === "Agreed" ? agreements(frm, shown, guide, draw) : questions(frm, shown, guide);
		coaching.fill(frm, "comparison_html", panel);
	};
	draw();
}

/** Of one side: the questionnaire, and once both are revealed the levels of both. */
function questions(frm, shown, guide) {
	const editable = may_rate(frm);
	const compared = frm.doc.revealed
		? [...shown.levels.map(compare), coaching.competencies.chart(shown.levels), coaching.heading(__("Levels and Examples"))]
		: [];
	return [
		...compared,
		...frm.doc.ratings.map((row) => coaching.competencies.question(row, guide[row.competency], editable)),
	];
}

const compare = (level) =>
	coaching.el("div.coaching-compared", {}, [
		coaching.el("b", { text: level.competency }),
		coaching.competencies.scale(level),
		coaching.competencies.gap_pill(level),
	]);

/** What needs talking about on top; what both see alike is folded away until somebody opens it. */
function agreements(frm, shown, guide, redraw) {
	const editable = may_rate(frm);
	const levels = Object.fromEntries(shown.levels.map((level) => [level.competency, level]));
	const card = (row) =>
		coaching.competencies.agreement(row, levels[row.competency] || {}, guide[row.competency], editable, redraw);
	const talk = frm.doc.ratings.filter((row) => levels[row.competency]?.needs_talk);
	const alike = frm.doc.ratings.filter((row) => !levels[row.competency]?.needs_talk);
	return [
		talk.length ? coaching.heading(__("To Talk About")) : null,
		...talk.map(card),
		alike.length
			? coaching.el("details.coaching-alike", { open: !talk.length || open_before(frm, "coaching-alike") }, [
					coaching.el("summary", { text: __("Seen alike, and as expected: {0}", [alike.length]) }),
					...alike.map(card),
			  ])
			: null,
		coaching.competencies.chart(
			frm.doc.ratings.map((row) => ({
				...levels[row.competency],
				competency: row.competency,
				agreed_level: row.level,
				target_level: row.focus ? row.target_level : 0,
			})),
			open_before(frm, "coaching-level-chart")
		),
	];
}

const open_before = (frm, part) => Boolean(frm.fields_dict.comparison_html.$wrapper.find(`details.${part}[open]`).length);

function next_step(frm, { status, agreed }) {
	const { kind, docstatus, revealed, mentee_name } = frm.doc;
	if (docstatus === 2) return null;
	if (kind === "Agreed") {
		return docstatus ? null : __("Agree with {0} on each level, on two or three to develop, and on the plan. Then submit.", [mentee_name]);
	}
	if (docstatus === 0) {
		return kind === "Self"
			? __("Rate yourself, and note examples of behaviour. Your coach does the same; neither sees the other until both have submitted.")
			: __("Rate {0}, and note examples of behaviour. They rate themselves; neither sees the other until both have submitted.", [mentee_name]);
	}
	if (!revealed) {
		return status.self === "Submitted" ? __("Waiting for the coach to submit.") : __("Waiting for {0} to submit.", [mentee_name]);
	}
	if (!agreed && coaching.may(frm, "start_discussion")) return __("Both have submitted. Start the discussion when you meet.");
	if (!agreed && coaching.stands_as(frm, "Mentee")) return __("Both have submitted. Your coach starts the discussion when you meet.");
	return null;
}

/** Right after submitting, what that did. */
function say_what_was_made(frm, { made }) {
	if (!frm.coaching_submitted || !made?.goals.length) return;
	frm.coaching_submitted = false;
	const names = made.goals.map(({ development_area }) => frappe.utils.escape_html(development_area));
	const link = coaching.link("Coaching Plan", made.plan, made.plan).outerHTML;
	frappe.show_alert(
		{
			message: __("In the plan {0} now, with their actions: {1}. The follow-up is scheduled.", [link, names.join(", ")]),
			indicator: "green",
		},
		12
	);
}

function add_buttons(frm, { agreed }, guide) {
	if (agreed && agreed !== frm.doc.name) {
		frm.add_custom_button(__("Agreed Levels"), () => frappe.set_route("Form", "Competency Assessment", agreed));
	} else if (coaching.may(frm, "start_discussion")) {
		frm.add_custom_button(__("Start Discussion"), () => coaching.competencies.start_discussion(frm)).removeClass("btn-default").addClass("btn-primary");
	}
	if (!agreed && coaching.may(frm, "schedule_discussion")) {
		frm.add_custom_button(__("Schedule Discussion"), () => coaching.competencies.schedule_discussion(frm));
	}
	if (frm.doc.kind === "Agreed" && may_rate(frm)) {
		frm.add_custom_button(__("Agree Where Both Match"), () => agree_where_both_match(frm));
		for (const row of frm.doc.ratings.filter((row) => row.focus && guide[row.competency]?.resources.length)) {
			frm.add_custom_button(
				row.competency,
				() => coaching.competencies.choose_resources(frm, row, guide[row.competency]),
				__("Resources")
			);
		}
	}
	frm.page.add_menu_item(__("Print Blank Planner"), () => print_blank(frm));
}

async function agree_where_both_match(frm) {
	for (const row of frm.doc.ratings) {
		if (!row.level && row.self_level && row.self_level === row.coach_level) {
			await frappe.model.set_value(row.doctype, row.name, "level", row.self_level);
		}
	}
	await frm.save();
}

/** Each side prepares and prints its own planner. */
const planner_of = (frm) => `Competency Discussion Planner ${coaching.stands_as(frm, "Mentee") ? "Employee" : "Manager"}`;

function print_blank(frm) {
	const format = encodeURIComponent(planner_of(frm));
	const record = `doctype=${encodeURIComponent(frm.doctype)}&name=${encodeURIComponent(frm.doc.name)}`;
	window.open(frappe.urllib.get_full_url(`/printview?${record}&format=${format}&blank=1&no_letterhead=0`));
}
