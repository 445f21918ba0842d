frappe.provide("coaching");

const ANSWERS = ["Followed", "Partly", "Not Followed"];

/**
 * The actions under review, one click or one key (1, 2, 3) each; in place of the grid.
 * @param {Array} known - what coaching_session.beside says of the actions
 */
coaching.reviews_of = function (frm, known) {
	frm.set_df_property("action_reviews", "hidden", 1);
	const rows = frm.doc.action_reviews || [];
	const may_answer = coaching.may_change(frm, "action_reviews");
	if (!rows.length) return [];
	const facts = Object.fromEntries(known.map((action) => [action.name, action]));
	const hint = may_answer
		? coaching.el("span.text-muted.small.hidden-xs", {
				text: __("Keys: {0}", [ANSWERS.map((answer, index) => `${index + 1} ${__(answer)}`).join(", ")]),
		  })
		: null;
	const list = coaching.el("ul.coaching-list", {}, rows.map((row) => review(frm, row, facts[row.action] || {}, may_answer)));
	return [coaching.heading(__("Follow-through on Actions"), ...(hint ? [hint] : [])), list];
};

function review(frm, row, facts, may_answer) {
	const who = row.responsible === "Employer" ? __("Employer") : null;
	const track_record = facts.times_reviewed
		? __("followed {0} of {1} times", [coaching.number(facts.times_followed), facts.times_reviewed])
		: null;
	const due = row.due_date ? __("due {0}", [coaching.day(row.due_date)]) : null;
	const seen_by = facts.tracked_by ? __("seen by: {0}", [facts.tracked_by]) : null;
	return coaching.el("li.coaching-review", { "data-action": row.action }, [
		coaching.el("div.coaching-review-what", {}, [
			coaching.link("Coaching Action", row.action, row.description),
			coaching.el("div.text-muted.small", {}, [
				[who, facts.development_area, due, seen_by, track_record].filter(Boolean).join(" · "),
				...(may_answer && !row.comment ? [" ", comment_button(row)] : []),
			]),
		]),
		may_answer ? answers(frm, row) : answered(row),
		row.comment ? comment(row, may_answer) : null,
	]);
}

const answered = (row) =>
	row.follow_through
		? coaching.pill(__(row.follow_through), coaching.COLOURS.review[row.follow_through])
		: coaching.el("span.text-muted.small", { text: __("not reviewed yet") });

function answers(frm, row) {
	const group = coaching.el("div.btn-group.coaching-answers", {
		role: "radiogroup",
		tabindex: 0,
		"aria-label": row.description,
	});
	const show = () =>
		[...group.children].forEach((button, index) => {
			const chosen = row.follow_through === ANSWERS[index];
			button.setAttribute("aria-checked", chosen);
			button.classList.toggle("chosen", chosen);
		});
	const choose = (answer) => {
		frappe.model.set_value(row.doctype, row.name, "follow_through", answer);
		show();
	};
	ANSWERS.forEach((answer) =>
		group.append(
			coaching.el(`button.btn.btn-sm.btn-default.${frappe.scrub(answer)}`, {
				type: "button",
				role: "radio",
				tabindex: -1,
				text: __(answer),
				on: {
					click: () => {
						choose(answer);
						focus_neighbour(frm, group, 1);
					},
				},
			})
		)
	);
	group.addEventListener("keydown", (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const answer = ANSWERS[Number(event.key) - 1];
		if (answer) choose(answer);
		const step = answer || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
		if (!step) return;
		event.preventDefault();
		event.stopPropagation();
		focus_neighbour(frm, group, step);
	});
	show();
	return group;
}

/** Down to the next question of the log: the next review, else the first reading, else what went well. */
function focus_neighbour(frm, group, step) {
	const groups = [...group.closest("ul").querySelectorAll(".coaching-answers")];
	const next = groups[groups.indexOf(group) + step];
	if (next) next.focus();
	else if (step > 0) coaching.focus_reading(frm);
}

const comment = (row, may_answer) =>
	may_answer ? comment_field(row) : coaching.el("div.coaching-comment.small", { text: row.comment });

function comment_button(row) {
	const open = coaching.el("button.btn-link.small.text-muted.coaching-add-comment", {
		type: "button",
		tabindex: -1,
		text: __("Comment"),
		on: {
			click: () => {
				const field = comment_field(row);
				open.closest("li").append(field);
				open.remove();
				field.querySelector("input").focus();
			},
		},
	});
	return open;
}

function comment_field(row) {
	const input = coaching.el("input.form-control.input-xs", {
		type: "text",
		placeholder: __("Comment"),
		"aria-label": __("Comment on: {0}", [row.description]),
		tabindex: -1,
		on: { change: (event) => frappe.model.set_value(row.doctype, row.name, "comment", event.target.value) },
	});
	input.value = row.comment || "";
	return coaching.el("div.coaching-comment", {}, [input]);
}
