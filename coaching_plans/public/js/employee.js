const PROTECTION = "coaching_plans.data_protection";

frappe.ui.form.on("Employee", {
	refresh(frm) {
		const standing = frm.doc.__onload?.coaching_standing;
		const offer = (label, deed) => frm.add_custom_button(label, deed, __("Coaching"));
		if (["Manager", "HR"].includes(standing) && frm.doc.status === "Active") {
			offer(__("Start Session"), () => coaching.start_session_with(frm.doc.name));
		}
		if (["Mentee", "HR"].includes(standing)) {
			offer(__("Download All Records"), () => download_all(frm.doc.name));
		}
		if (standing === "HR" && frm.doc.status === "Left" && frappe.user.has_role("HR Manager")) {
			offer(__("Erase"), () => erase(frm));
		}
	},
});

async function download_all(employee) {
	const { message } = await frappe.call({
		method: `${PROTECTION}.held_about`,
		type: "GET",
		args: { employee },
	});
	const file = new Blob([JSON.stringify(message, null, 2)], { type: "application/json" });
	const link = Object.assign(document.createElement("a"), {
		href: URL.createObjectURL(file),
		download: `coaching-${employee}.json`,
	});
	link.click();
	URL.revokeObjectURL(link.href);
}

function erase(frm) {
	frappe.confirm(
		__("Erase every word of the coaching of {0}? Dates, statuses and numbers stay for reports. This can't be undone.", [
			frappe.utils.escape_html(frm.doc.employee_name),
		]),
		async () => {
			await frappe.call({ method: `${PROTECTION}.erase`, args: { employee: frm.doc.name }, freeze: true });
			frappe.show_alert({ message: __("Erased"), indicator: "green" });
		}
	);
}
