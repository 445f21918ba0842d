frappe.provide("coaching");

let topics;

/** The agenda as a list to tick off, with one line to add an item; in place of the grid. */
coaching.show_agenda = async function (frm) {
	frm.set_df_property("agenda", "hidden", 1);
	topics = topics || (await frappe.db.get_list("Coaching Topic", { pluck: "name", limit: 100, order_by: "creation" }));
	const may_add = coaching.may_change(frm, "agenda");
	const items = frm.doc.agenda || [];
	coaching.fill(frm, "agenda_panel", [
		coaching.heading(__("Agenda")),
		items.length || may_add ? null : coaching.el("p.text-muted", { text: frm.doc.docstatus === 0 && frm.doc.status === "Scheduled" ? __("Nothing is on the agenda yet.") : __("Nothing was on the agenda.") }),
		coaching.el("ul.coaching-list", {}, items.map((row) => agenda_item(frm, row))),
		may_add ? new_item(frm) : null,
	]);
};

function agenda_item(frm, row) {
	const may_tick = coaching.may_change(frm, "agenda") && !coaching.stands_as(frm, "Mentee");
	const tick = coaching.el("input", {
		type: "checkbox",
		disabled: !may_tick,
		"aria-label": __("Discussed"),
		on: { change: (event) => frappe.model.set_value(row.doctype, row.name, "discussed", event.target.checked ? 1 : 0) },
	});
	tick.checked = Boolean(row.discussed);
	const raised_by = { Mentee: __("from the employee"), Coach: __("from the coach") }[row.raised_by];
	const text = [row.topic && __(row.topic), row.item].filter(Boolean).join(": ");
	return coaching.el("li.coaching-agenda-item", {}, [
		coaching.el("label", {}, [tick, coaching.el("span", { text })]),
		raised_by ? coaching.el("span.text-muted.small", { text: raised_by }) : null,
		may_remove(frm, row) ? remove_button(frm, row) : null,
	]);
}

function may_remove(frm, row) {
	if (!coaching.may_change(frm, "agenda")) return false;
	if (coaching.stands_as(frm, "Mentee")) return row.raised_by === "Mentee";
	return row.raised_by !== "Mentee" || row.__islocal || !coaching.words_are_the_mentees(frm);
}

/** Whether what the mentee says stays as they said it: to all others, unless they can't sign in and these write for them. */
coaching.words_are_the_mentees = (frm) =>
	!coaching.stands_as(frm, "Mentee") && Boolean(frm.doc.__onload?.mentee_signs_in);

function remove_button(frm, row) {
	const remove = () => {
		frm.doc.agenda = frm.doc.agenda.filter((other) => other !== row);
		frm.doc.agenda.forEach((other, index) => (other.idx = index + 1));
		frappe.model.clear_doc(row.doctype, row.name);
		frm.dirty();
		coaching.show_agenda(frm);
	};
	return coaching.el("button.btn.btn-xs.btn-link.text-muted", {
		type: "button",
		text: "×",
		title: __("Remove"),
		"aria-label": __("Remove"),
		on: { click: remove },
	});
}

function new_item(frm) {
	const used = new Set((frm.doc.agenda || []).map((row) => row.topic));
	const option = (value, text) => coaching.el("option", { value, text });
	const topic = coaching.el("select.form-control.input-xs", { "aria-label": __("Topic") }, [
		option("", __("Topic")),
		...topics.filter((name) => !used.has(name)).map((name) => option(name, __(name))),
	]);
	const item = coaching.el("input.form-control.input-xs", {
		type: "text",
		placeholder: __("Add an item"),
		"aria-label": __("Add to the agenda"),
	});
	const add = () => {
		if (!topic.value && !item.value.trim()) return;
		const raised_by = coaching.stands_as(frm, "Mentee") ? "Mentee" : "Coach";
		frm.add_child("agenda", { topic: topic.value || null, item: item.value.trim(), raised_by });
		frm.dirty();
		coaching.show_agenda(frm).then(() =>
			frm.fields_dict.agenda_panel.$wrapper[0].querySelector(".coaching-new-item input").focus()
		);
	};
	item.addEventListener("keydown", (event) => {
		if (event.key !== "Enter") return;
		event.preventDefault();
		add();
	});
	topic.addEventListener("change", () => topic.value && !item.value && item.focus());
	return coaching.el("div.coaching-new-item", {}, [
		topic,
		item,
		coaching.el("button.btn.btn-xs.btn-default", { type: "button", text: __("Add"), on: { click: add } }),
	]);
}
