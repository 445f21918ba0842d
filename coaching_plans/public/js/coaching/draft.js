frappe.provide("coaching");

const KEPT = ["mentee_preparation", "recognition", "opportunity", "adjustments", "notes", "next_session_on"];
const PREFIX = "coaching_draft";

/**
 * What was typed into a session and not saved, kept in this tab through a reload, a lapsed login or somebody else's
 * save in between, and offered when the session is opened again. It never leaves the tab, and is the user's alone.
 */
coaching.keep_draft = function (frm) {
	if (frm.is_new() || frm.doc.docstatus !== 0) return;
	if (!frm.is_dirty()) offer(frm);
	if (frm.coaching_keeps) return;
	frm.coaching_keeps = true;
	frm.$wrapper.on("dirty", frappe.utils.debounce(() => keep(frm), 400));
	// Text fields tell the form of a change only when they are left.
	frm.$wrapper.on("input", "textarea, input", frappe.utils.debounce(() => keep(frm), 800));
};

coaching.forget_draft = (frm) => sessionStorage.removeItem(key(frm));

const key = (frm) => [PREFIX, frappe.session.user, frm.doc.name].join(":");

function keep(frm) {
	if (frm.is_new() || frm.doc.docstatus !== 0) return;
	const stored = JSON.stringify(content(frm));
	if (frm.is_dirty() || has_focus_in_text(frm)) sessionStorage.setItem(key(frm), stored);
}

const has_focus_in_text = (frm) => frm.$wrapper[0].contains(document.activeElement);

function content(frm) {
	const text = {};
	for (const fieldname of KEPT) {
		const typed = frm.fields_dict[fieldname]?.$input?.val();
		text[fieldname] = fieldname === "next_session_on" ? frm.doc[fieldname] : typed ?? frm.doc[fieldname];
	}
	const rows = (table, id, fields) =>
		(frm.doc[table] || []).map((row) => [row[id], ...fields.map((field) => row[field])]);
	return {
		text,
		reviews: rows("action_reviews", "action", ["follow_through", "comment"]),
		readings: rows("metric_readings", "goal", ["value"]),
		agenda: rows("agenda", "name", ["discussed", "topic", "item"]),
	};
}

function offer(frm) {
	const stored = sessionStorage.getItem(key(frm));
	if (!stored) return;
	if (stored === JSON.stringify(content(frm))) return coaching.forget_draft(frm);
	const restore = coaching.el("a.coaching-restore", {
		href: "#",
		text: __("Bring it back"),
		on: {
			click: (event) => {
				event.preventDefault();
				bring_back(frm, JSON.parse(stored));
			},
		},
	});
	const discard = coaching.el("a", {
		href: "#",
		text: __("Discard it"),
		on: {
			click: (event) => {
				event.preventDefault();
				coaching.forget_draft(frm);
				frm.dashboard.clear_headline();
			},
		},
	});
	const words = coaching.el("span", { text: __("You had typed something here that was not saved.") });
	const space = () => document.createTextNode(" ");
	frm.dashboard.set_headline_alert('<span class="coaching-draft"></span>', "yellow");
	frm.layout.message.find(".coaching-draft")[0]?.append(words, space(), restore, space(), discard);
}

async function bring_back(frm, draft) {
	for (const [fieldname, value] of Object.entries(draft.text)) {
		if (coaching.may_change(frm, fieldname) && (frm.doc[fieldname] || "") !== (value || "")) {
			await frm.set_value(fieldname, value);
		}
	}
	bring_back_rows(frm, "action_reviews", "action", ["follow_through", "comment"], draft.reviews);
	bring_back_rows(frm, "metric_readings", "goal", ["value"], draft.readings);
	bring_back_agenda(frm, draft.agenda);
	frm.dirty();
	frm.refresh();
}

function bring_back_rows(frm, table, id, fields, kept) {
	if (!coaching.may_change(frm, table)) return;
	for (const [value, ...values] of kept) {
		const row = (frm.doc[table] || []).find((candidate) => candidate[id] === value);
		if (row) fields.forEach((field, index) => (row[field] = values[index]));
	}
}

function bring_back_agenda(frm, kept) {
	if (!coaching.may_change(frm, "agenda")) return;
	for (const [name, discussed, topic, item] of kept) {
		const row = (frm.doc.agenda || []).find((candidate) => candidate.name === name);
		if (row) row.discussed = discussed;
		else if (!frappe.model.is_new_name?.(name) && !name.startsWith("new-")) continue;
		else frm.add_child("agenda", { topic, item });
	}
}
