/*
 * Private notes at the foot of a session and a plan. The server shows each user their own alone; what is typed here
 * is stored as a Coaching Note of its own and never becomes part of the record.
 */
frappe.provide("coaching");

(() => {
	// Loaded with each of the two forms; its handlers are to be registered once.
	if (coaching.show_private_notes) return;

	const ABOUT = { "Coaching Session": "session", "Coaching Plan": "plan" };
	const MY_NOTES = "coaching_plans.coaching_plans.doctype.coaching_note.coaching_note.my_notes";
	const BOX = "coaching-private-notes";

	coaching.show_private_notes = async function (frm) {
		frm.layout.wrapper.find(`.${BOX}`).remove();
		if (frm.is_new()) return;
		const asked_for = frm.doc.name;
		const { message: notes } = await frappe.call({
			method: MY_NOTES,
			type: "GET",
			args: { doctype: frm.doctype, name: asked_for },
		});
		// Another record may have been opened meanwhile, or another refresh may have shown them.
		if (frm.doc.name !== asked_for) return;
		frm.layout.wrapper.find(`.${BOX}`).remove();
		frm.layout.wrapper.append(box(frm, notes));
	};

	function box(frm, notes) {
		const { el } = coaching;
		return el(`div.${BOX}.form-section`, { style: "padding: var(--padding-md) var(--padding-lg)" }, [
			coaching.heading(__("My Notes")),
			el("p.text-muted.small", { text: __("Only you see this") }),
			...notes.map((note) => row(frm, note)),
			el("button.btn.btn-xs.btn-default", {
				type: "button",
				text: __("Add a Note"),
				on: { click: () => write(frm) },
			}),
		]);
	}

	function row(frm, note) {
		const { el } = coaching;
		const action = (text, click) =>
			el("a.small.mr-3", { href: "#", text, on: { click: (event) => (event.preventDefault(), click()) } });
		return el("div.mb-3", {}, [
			el("div", { text: note.note, style: "white-space: pre-wrap" }),
			el("div.text-muted.small", {}, [
				el("span.mr-3", { text: frappe.datetime.prettyDate(note.modified) }),
				action(__("Edit"), () => write(frm, note)),
				action(__("Delete"), () => remove(frm, note)),
			]),
		]);
	}

	function write(frm, note) {
		coaching.ask(
			{
				fieldname: "note",
				fieldtype: "Text",
				label: __("Note"),
				description: __("Only you see this"),
				default: note?.note,
				reqd: 1,
			},
			async ({ note: text }, close) => {
				const saving = note
					? frappe.db.set_value("Coaching Note", note.name, "note", text)
					: frappe.db.insert({ doctype: "Coaching Note", [ABOUT[frm.doctype]]: frm.doc.name, note: text });
				if (!(await coaching.attempt(saving))) return;
				close();
				coaching.show_private_notes(frm);
			},
			note ? __("Edit Note") : __("New Note"),
			__("Save")
		);
	}

	function remove(frm, note) {
		frappe.confirm(__("Delete this note? Nothing of it is kept."), async () => {
			await frappe.db.delete_doc("Coaching Note", note.name);
			coaching.show_private_notes(frm);
		});
	}

	for (const doctype of Object.keys(ABOUT)) {
		frappe.ui.form.on(doctype, { refresh: coaching.show_private_notes });
	}
})();
