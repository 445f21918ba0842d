frappe.listview_settings["Coaching Reminder Preference"] = {
	hide_name_column: true,

	// There is one a person: it opens by itself, made where there is none yet.
	onload() {
		frappe.db.exists("Coaching Reminder Preference", frappe.session.user).then((exists) => {
			if (exists) {
				frappe.set_route("Form", "Coaching Reminder Preference", frappe.session.user);
			} else {
				frappe.new_doc("Coaching Reminder Preference", { user: frappe.session.user });
			}
		});
	},
};
