frappe.provide("coaching");

/** What the server said of the reader of this record: standing, rights, deeds, fields, readers. Null for a new one. */
coaching.facts = (frm) => (!frm.is_new() && frm.doc.__onload?.coaching) || null;

coaching.may = (frm, deed) => Boolean(coaching.facts(frm)?.deeds.includes(deed));

coaching.stands_as = (frm, ...standings) => standings.includes(coaching.facts(frm)?.standing);

coaching.may_change = (frm, fieldname) => {
	const facts = coaching.facts(frm);
	// Frappe sends a cancelled record without what the server says of its reader.
	if (frm.doc.docstatus === 2) return false;
	return !facts || (Boolean(facts.rights.write) && (!facts.fields || facts.fields.includes(fieldname)));
};

/** To be called first in each form's refresh: shows as fixed what is not the reader's to change, and who reads it. */
coaching.prepare_form = function (frm) {
	const facts = coaching.facts(frm);
	// Frappe's word that a draft waits to be submitted comes before anything is filled; `coaching.say` says what is next.
	if (frm.doc.docstatus === 0) frm.dashboard.clear_headline();
	if (!facts) return;
	Object.assign(frm.perm[0], facts.rights);
	Object.assign(frm.get_docinfo().permissions || {}, facts.rights);
	lock_fields(frm);
	if (facts.fields && !facts.fields.length && frm.doc.docstatus === 0) frm.disable_save();
	else frm.toolbar.set_primary_action(frm.is_dirty());
	show_readers(frm, facts.readers);
	// The forms show what belongs to them; the counts above all else only push that down.
	frm.dashboard.links_area?.collapse(true);
};

/** What comes next, above the form: one message in place of the one before. */
coaching.say = function (frm, words, colour = "blue") {
	frm.dashboard.clear_headline();
	if (words) frm.set_intro(words, colour);
};

const is_no_value = (fieldtype) =>
	frappe.model.no_value_type.includes(fieldtype) && !frappe.model.table_fields.includes(fieldtype);

function lock_fields(frm) {
	for (const { fieldname, read_only, fieldtype, set_only_once, description } of frm.meta.fields) {
		if (read_only || is_no_value(fieldtype) || !frm.fields_dict[fieldname]) continue;
		const locked = coaching.may_change(frm, fieldname) ? 0 : 1;
		if (Boolean(frm.get_field(fieldname).df.read_only) !== Boolean(locked)) {
			frm.set_df_property(fieldname, "read_only", locked);
		}
		// How to fill a field is of no use to who cannot.
		if (description && (locked || set_only_once)) frm.set_df_property(fieldname, "description", "");
	}
}

function show_readers(frm, readers) {
	const standings = {
		Mentee: __("employee"),
		Coach: __("coach"),
		Manager: __("manager"),
		"Manager's Manager": __("manager's manager"),
		HR: __("HR"),
	};
	const names = readers.map((reader) =>
		reader.standing === "HR" && !reader.employee
			? __("HR of {0}", [reader.company])
			: `${reader.employee_name} (${standings[reader.standing]})`
	);
	coaching.fill(frm, "readers", [
		coaching.el("div.coaching-readers.text-muted", {}, [
			coaching.el("span", { text: __("Only these can read this: {0}.", [frappe.utils.comma_and(names)]) }),
		]),
	]);
}

/**
 * A button for a deed, if the server allows it to the reader now. What was typed is saved before the deed is done.
 * @param {Object} options - method (the deed's name), label, ask (dialog fields), primary, alert (what to say once it
 * is done), done (what follows, with the answer and what was asked)
 */
coaching.deed_button = function (frm, { method, label, ask: asked, title, primary, group, alert, done }) {
	if (!coaching.may(frm, method)) return;
	const act = async (values, close) => {
		await coaching.save_first(frm);
		// By name: sending the form's copy along would make Frappe ask for the right to submit, for any deed on a
		// submitted record.
		const args = { dt: frm.doctype, dn: frm.doc.name, method, args: values };
		const answer = await coaching.attempt(frappe.call({ method: "run_doc_method", args, freeze: true }));
		if (!answer) return;
		close?.();
		if (alert) frappe.show_alert({ message: alert, indicator: "green" });
		if (done) return done(answer.message, values || {});
		await frm.reload_doc();
	};
	const start = () => {
		const ask = typeof asked === "function" ? asked() : asked;
		return ask ? coaching.ask(ask, act, title || label, label) : frappe.confirm(title, () => act());
	};
	const button = frm.add_custom_button(label, title || asked ? start : () => act(), group);
	if (primary) button.removeClass("btn-default").addClass("btn-primary");
};

/** As frappe.prompt, but what was typed stays open to be mended where the server refuses: `act` closes it once it is taken. */
coaching.ask = function (fields, act, title, label) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [fields].flat(),
		primary_action_label: label,
		primary_action: (values) => act(values, () => dialog.hide()),
	});
	dialog.show();
};

/** The answer of a call, null where the server refused: Frappe has shown its message then. */
coaching.attempt = (call) => Promise.resolve(call).catch(() => null);

coaching.save_first = async function (frm) {
	if (frm.is_dirty() && !frm.save_disabled) await frm.save();
};

/** Links to people, searched where managers may find them: ERPNext shows them no Employee but themselves. */
coaching.find_people = function (frm, fieldname, query, table) {
	const get_query = () => ({ query: `coaching_plans.desk.${query}` });
	if (table) frm.set_query(fieldname, table, get_query);
	else frm.set_query(fieldname, get_query);
};
