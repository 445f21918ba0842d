frappe.ui.form.on("Appraisal", {
	async refresh(frm) {
		if (frm.is_new()) return hide_year(frm);
		const { message: year } = await frappe.call({
			method: "coaching_plans.appraisals.year_of",
			type: "GET",
			args: { appraisal: frm.doc.name },
		});
		hide_year(frm);
		show_year(frm, year.in_circle ? year_html(year) : not_for_you());
		if (year.in_circle && frm.doc.docstatus === 0) {
			frm.add_custom_button(__("Insert into Reflections"), () => insert_reflection(frm), __("Coaching"));
		}
	},
});

const hide_year = (frm) => frm.$wrapper.find(".coaching-year").remove();

// On the first tab: HRMS has the form's dashboard behind its tab on feedback.
function show_year(frm, html) {
	const pane = frm.get_field("employee").tab?.wrapper || frm.dashboard.parent;
	$(`<div class="row form-section card-section visible-section coaching-year">
		<div class="section-head">${__("Coaching")}</div>
		<div class="section-body"><div class="col-sm-12">${html}</div></div>
	</div>`).appendTo(pane);
}

async function insert_reflection(frm) {
	const { message: text } = await frappe.call({
		method: "coaching_plans.appraisals.reflection_on",
		type: "GET",
		args: { appraisal: frm.doc.name },
	});
	const before = frm.doc.reflections ? `${frm.doc.reflections}<br>` : "";
	frm.set_value("reflections", before + frappe.utils.escape_html(text));
	frm.scroll_to_field("reflections");
	frappe.show_alert(__("Edit the summary as you like, then save."));
}

function not_for_you() {
	return `<p class="text-muted">${__(
		"Coaching is between the employee, their manager, the manager's manager and HR. It isn't shown to you."
	)}</p>`;
}

function year_html(year) {
	const figures = [
		[__("Sessions held"), __("{0} of {1} due", [year.sessions_held, year.sessions_due])],
		[__("Follow-through on actions"), year.follow_through === null ? "–" : `${year.follow_through} %`],
		[__("Goals reached"), __("{0} of {1}", [year.goals_reached, year.goals.length])],
		[__("Plans revised"), year.goals_replanned],
	];
	const figure = ([label, value]) =>
		`<div class="col-sm-3 col-6"><div class="text-muted small">${label}</div><div class="h5">${value}</div></div>`;
	const rows = [
		list(__("Goals"), year.goals.map((goal) =>
			`${link("Coaching Goal", goal.name, goal.development_area)} ${coaching.status_pill("Coaching Goal", goal.status).outerHTML}`)),
		list(__("Agreed Ratings"), year.ratings.map((rating) =>
			`${link("Competency Assessment", rating.assessment, rating.competency)} <span class="text-muted">${rating.level} ${frappe.utils.escape_html(rating.label || "")}</span>`)),
		list(__("Topics"), year.topics.map((topic) =>
			`${frappe.utils.escape_html(topic.topic)} <span class="text-muted">${__("discussed {0}, due {1}", [topic.discussed, topic.due])}</span>`)),
		list(__("Milestones"), year.milestones.map((milestone) =>
			`<span class="text-muted">${frappe.datetime.str_to_user(milestone.achieved_on)}</span> ${link("Coaching Plan", milestone.plan, milestone.description)}`)),
	];
	const sessions = year.sessions.map((session) =>
		`<span class="mr-3">${link("Coaching Session", session.name, frappe.datetime.str_to_user(session.starts_on.slice(0, 10)))}</span>`);
	return `<div class="row">${figures.map(figure).join("")}</div>
		<div class="row">${rows.join("")}</div>
		${sessions.length ? `<div class="my-3"><div class="text-muted small">${__("Sessions")}</div>${sessions.join(" ")}</div>` : ""}`;
}

function list(title, items) {
	if (!items.length) return "";
	const lines = items.map((item) => `<li class="mb-1">${item}</li>`).join("");
	return `<div class="col-sm-6 mt-3"><div class="text-muted small">${title}</div><ul class="list-unstyled mb-0">${lines}</ul></div>`;
}

function link(doctype, name, label) {
	return `<a href="/app/${frappe.router.slug(doctype)}/${encodeURIComponent(name)}">${frappe.utils.escape_html(label)}</a>`;
}
