const NAMES_SHOWN = 12;

frappe.ui.form.on("Appraisal Cycle", {
	refresh(frm) {
		if (frm.is_new() || !["HR Manager", "HR User"].some((role) => frappe.user.has_role(role))) return;
		// A plan for a cycle that is over would be over as it begins.
		if (frm.doc.end_date >= frappe.datetime.get_today()) {
			frm.add_custom_button(__("Create Coaching Plans"), () => coaching_plans_of_cycle(frm), __("Coaching"));
		}
		frm.add_custom_button(
			__("Coverage"),
			() =>
				frappe.set_route("query-report", "Appraisal Cycle Coverage", {
					appraisal_cycle: frm.doc.name,
				}),
			__("Coaching")
		);
		frm.add_custom_button(
			__("Open Competency Rounds"),
			() =>
				coaching.competencies.preview_and_open("open_cycle_rounds", { appraisal_cycle: frm.doc.name }),
			__("Coaching")
		);
		show_coverage(frm);
	},
});

frappe.realtime.on("coaching_plans_created", (done) => {
	frappe.show_alert(plans_created(done), 10);
	if (cur_frm?.doc.doctype === "Appraisal Cycle" && cur_frm.doc.name === done.appraisal_cycle) {
		show_coverage(cur_frm);
	}
});

async function show_coverage(frm) {
	const { message } = await frappe.call({
		method: "coaching_plans.appraisals.coverage_of_cycle",
		type: "GET",
		args: { appraisal_cycle: frm.doc.name },
	});
	frm.dashboard.parent.find(".coaching-coverage").remove();
	if (!message || !message.total) return;
	const bars = message.parts.map((part) => ({
		title: __("{0}: {1} of {2}", [__(part.coverage), part.count, message.total]),
		width: `${(100 * part.count) / message.total}%`,
		progress_class: part.progress_class,
	}));
	const route = `/app/query-report/Appraisal Cycle Coverage?appraisal_cycle=${encodeURIComponent(frm.doc.name)}`;
	const colours = { "progress-bar-success": "green", "progress-bar-warning": "orange", "progress-bar-danger": "red" };
	const legend = message.parts.map(
		(part) => `<span class="indicator ${colours[part.progress_class]} mr-3">${__(part.coverage)}: ${part.count}</span>`
	);
	const text = `<div class="mt-1">${legend.join("")}<a href="${route}">${__("Who is, and who is not")}</a></div>`;
	frm.dashboard
		.add_progress(__("Coaching Coverage"), bars, text)
		.addClass("coaching-coverage")
		.prepend($("<div class='small mb-1'>").append($("<b>").text(message.text)));
}

async function coaching_plans_of_cycle(frm) {
	const dialog = new frappe.ui.Dialog({
		title: __("Create Coaching Plans"),
		size: "large",
		// The list of departments would open over the preview.
		no_focus: true,
		fields: [
			{
				fieldname: "department",
				fieldtype: "Link",
				options: "Department",
				label: __("Department"),
				get_query: () => ({ filters: { company: frm.doc.company } }),
				onchange: () => preview(dialog, frm),
			},
			{ fieldtype: "Column Break" },
			{
				fieldname: "designation",
				fieldtype: "Link",
				options: "Designation",
				label: __("Designation"),
				onchange: () => preview(dialog, frm),
			},
			{ fieldtype: "Section Break" },
			{ fieldname: "preview", fieldtype: "HTML" },
		],
		primary_action_label: __("Create"),
		async primary_action(filters) {
			dialog.disable_primary_action();
			const { message } = await frappe.call({
				method: "coaching_plans.appraisals.create_plans",
				args: { appraisal_cycle: frm.doc.name, filters: chosen(filters) },
			});
			dialog.hide();
			frappe.show_alert(
				message.queued
					? { message: __("The plans are being created. You can go on working."), indicator: "blue" }
					: plans_created(message),
				10
			);
			show_coverage(frm);
		},
	});
	dialog.show();
	preview(dialog, frm);
}

async function preview(dialog, frm) {
	const { message } = await frappe.call({
		method: "coaching_plans.appraisals.preview_plans",
		args: { appraisal_cycle: frm.doc.name, filters: chosen(dialog.get_values(true)) },
	});
	const left_out = Object.entries(by_reason(message.left_out))
		.map(
			([reason, rows]) =>
				`<li>${frappe.utils.escape_html(reason)} (${rows.length}): ${some_names(rows)}</li>`
		)
		.join("");
	dialog.fields_dict.preview.$wrapper.html(`
		<p><b>${__("A draft plan for {0} people, with their manager as coach", [message.to_create.length])}</b></p>
		<p class="text-muted">${some_names(message.to_create) || __("Nobody here gets one.")}</p>
		${left_out ? `<p><b>${__("Left out")}</b></p><ul class="text-muted">${left_out}</ul>` : ""}
	`);
	message.to_create.length ? dialog.enable_primary_action() : dialog.disable_primary_action();
}

function some_names(rows) {
	const names = rows.slice(0, NAMES_SHOWN).map((row) => frappe.utils.escape_html(row.employee_name));
	const more = rows.length - names.length;
	return more > 0 ? __("{0} and {1} more", [names.join(", "), more]) : names.join(", ");
}

function by_reason(rows) {
	const groups = {};
	rows.forEach((row) => (groups[row.reason] = groups[row.reason] || []).push(row));
	return groups;
}

function chosen(values) {
	return { department: values.department, designation: values.designation };
}

const plans_created = ({ created, left_out }) =>
	coaching.made_for_many(__("Plans created: {0}", [created]), left_out);
