frappe.ui.form.on("Employee", {
	refresh(frm) {
		if (frm.doc.__onload?.may_start_coaching_session && frm.doc.status === "Active") {
			frm.add_custom_button(
				__("Start Session"),
				() => coaching.start_session_with(frm.doc.name),
				__("Coaching")
			);
		}
	},
});
