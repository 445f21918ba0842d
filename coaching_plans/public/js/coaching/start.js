frappe.provide("coaching");

const START = "coaching_plans.coaching_plans.doctype.coaching_session.coaching_session.start_session";

/** Opens the session to hold now: the one scheduled already, else a new one, filled on the server. */
coaching.start_session = async function (mentee, plan, session_type = "Scheduled") {
	const started = await coaching.attempt(
		frappe.call({
			method: START,
			args: { mentee, plan: plan || undefined, session_type },
			freeze: true,
			freeze_message: __("Preparing the session"),
		})
	);
	if (started) await frappe.set_route("Form", "Coaching Session", started.message);
};

/** Starts a session with `mentee` on their open plan; asks where there are several. */
coaching.start_session_with = async function (mentee) {
	const { message: plans } = await frappe.call({
		method: "coaching_plans.desk.open_plans",
		type: "GET",
		args: { mentee },
	});
	if (plans.length < 2) return coaching.start_session(mentee, plans[0]?.name);
	frappe.prompt(
		{
			fieldname: "plan",
			fieldtype: "Select",
			label: __("Plan"),
			options: [...plans.map(({ name, purpose }) => ({ value: name, label: `${__(purpose)} (${name})` })), { value: "", label: __("Without a plan") }],
			default: plans[0].name,
		},
		({ plan }) => coaching.start_session(mentee, plan),
		__("Start Session"),
		__("Start")
	);
};

/** A dialog's field for one of those whom the user may meet. */
coaching.person_field = () => ({
	fieldname: "mentee",
	fieldtype: "Link",
	options: "Employee",
	label: __("Employee"),
	reqd: 1,
	get_query: () => ({ query: "coaching_plans.desk.find_person" }),
});

/** Asks with whom, among those whom the user may meet, and starts. */
coaching.ask_and_start_session = () =>
	frappe.prompt(
		coaching.person_field(),
		({ mentee }) => coaching.start_session_with(mentee),
		__("Start Session"),
		__("Start")
	);

coaching.leads = () => Boolean(frappe.boot.coaching?.leads);
