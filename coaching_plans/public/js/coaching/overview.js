frappe.provide("coaching");

const OVERVIEW = "coaching_plans.coaching_plans.doctype.coaching_plan.coaching_plan.overview";

/** The plan at a glance: two figures that are not to be mixed up, the sessions in time, the goals and their actions. */
coaching.show_overview = async function (frm) {
	const name = frm.doc.name;
	const { message } = await frappe.call({ method: OVERVIEW, type: "GET", args: { plan: name } });
	if (frm.doc.name !== name) return;
	frm.coaching_overview = message;
	coaching.fill(frm, "overview", [
		figures(frm.doc, message),
		timeline(message.sessions),
		goals(frm, message),
	]);
	show_added_goal(frm);
};

/** A goal just added is the last of all, which may be far down. */
function show_added_goal(frm) {
	const card = frm.coaching_added_goal && frm.$wrapper[0].querySelector(`[data-goal="${frm.coaching_added_goal}"]`);
	frm.coaching_added_goal = null;
	card?.scrollIntoView({ block: "center" });
}

function figures(plan, { goals, sessions }) {
	const replanned = goals.reduce((sum, goal) => sum + goal.replan_count, 0);
	return coaching.el("div.coaching-figures", {}, [
		figure(
			__("Follow-through"),
			plan.actions_reviewed ? coaching.percent(plan.follow_through) : "–",
			plan.actions_reviewed
				? __("of what was agreed, {0} did. This is what the employee answers for.", [plan.mentee_name])
				: __("No action was reviewed yet.")
		),
		figure(
			__("Goals Reached"),
			__("{0} of {1}", [plan.goals_reached, plan.goals_total]),
			replanned
				? __("Plans that were wrong and were made anew: {0}. That is on the plan, not on a person.", [replanned])
				: __("A goal missed although its actions were followed means that the plan was wrong.")
		),
		figure(
			__("Sessions Held"),
			String(plan.sessions_held || 0),
			next_session(plan, sessions.find(coaching.is_not_logged))
		),
	]);
}

function next_session({ next_session_on, sessions_held }, not_logged) {
	if (not_logged) return __("That of {0} is not logged yet.", [coaching.day(not_logged.starts_on)]);
	if (next_session_on) return __("The next one is on {0}.", [coaching.day(next_session_on)]);
	return sessions_held ? __("No other one is scheduled.") : __("None is scheduled yet.");
}

coaching.is_not_logged = (session) =>
	session.status === "Scheduled" && session.starts_on < frappe.datetime.now_datetime();

const figure = (label, value, words) =>
	coaching.el("div.coaching-figure", {}, [
		coaching.el("div.text-muted.small", { text: label }),
		coaching.el("div.coaching-figure-value", { text: value }),
		coaching.el("div.text-muted.small", { text: words }),
	]);

function timeline(sessions) {
	if (!sessions.length) return null;
	const line = coaching.el("ol.coaching-timeline", {}, sessions.map(session_dot));
	// The latest session is the one looked for.
	requestAnimationFrame(() => (line.scrollLeft = line.scrollWidth));
	return coaching.el("div", {}, [coaching.heading(__("Sessions")), line]);
}

function session_dot(session) {
	const is_late = coaching.is_not_logged(session);
	const colour = is_late ? "orange" : coaching.COLOURS["Coaching Session"][session.status];
	const status = is_late ? __("Not Logged Yet") : __(session.status, null, "Coaching Session");
	const acknowledged = session.status !== "Held" || session.mentee_acknowledged_on;
	const words = acknowledged ? status : __("{0}, not acknowledged yet", [status]);
	return coaching.el(`li.${colour}`, { title: `${coaching.day(session.starts_on)}: ${words}` }, [
		coaching.el("a", { href: frappe.utils.get_form_link("Coaching Session", session.name) }, [
			coaching.el("span.coaching-dot", {}, []),
			coaching.el("span.small", { text: coaching.day(session.starts_on) }),
			coaching.el("span.text-muted.small", { text: words }),
		]),
	]);
}

function goals(frm, { goals, horizons }) {
	const add = horizons.length
		? coaching.el("button.btn.btn-xs.btn-default", {
				type: "button",
				text: __("Add Goal"),
				on: { click: () => coaching.add_goal(frm, { plan: frm.doc.name, horizons }) },
		  })
		: null;
	return coaching.el("div", {}, [
		coaching.heading(__("Goals and Actions"), ...(add ? [add] : [])),
		goals.length ? null : coaching.el("p.text-muted", { text: __("No goal yet. A plan is proposed with one at least.") }),
		...goals.map(coaching.goal_card),
	]);
}

/** One goal with its progress, its words and its actions. */
coaching.goal_card = function (goal) {
	const reached = goal.progress === null ? null : progress_bar(goal);
	return coaching.el("div.coaching-goal", { "data-goal": goal.name }, [
		coaching.el("div.coaching-goal-head", {}, [
			coaching.el("b", {}, [coaching.link("Coaching Goal", goal.name, goal.development_area)]),
			coaching.pill(__(goal.horizon), "gray"),
			coaching.status_pill("Coaching Goal", goal.status),
			goal.due_date && goal.horizon !== "Long Term"
				? coaching.el("span.text-muted.small", { text: __("due {0}", [coaching.day(goal.due_date)]) })
				: null,
		]),
		goal.replan_count
			? coaching.el("div.small.coaching-replanned", {
					text:
						goal.status === "Replanned"
							? __("The agreed actions were followed and the goal was missed: the plan was wrong. It needs new actions and a new date.")
							: __("The plan for this goal was wrong before, and was made anew ({0}).", [goal.replan_count]),
			  })
			: null,
		goal.goal_state ? coaching.el("div.text-muted", { text: goal.goal_state }) : null,
		reached,
		coaching.action_list(goal.actions, goal.horizon),
	]);
};

function progress_bar(goal) {
	const unit = goal.unit ? ` ${goal.unit}` : "";
	return coaching.el("div.coaching-progress", {}, [
		coaching.el("div.progress", { role: "progressbar", "aria-valuenow": goal.progress }, [
			coaching.el("div.progress-bar", { style: `width: ${goal.progress}%` }),
		]),
		coaching.el("span.small.text-muted", {
			text: __("{0}: {1} on the way from {2} to {3}", [
				goal.metric,
				`${coaching.number(goal.current_value)}${unit}`,
				coaching.number(goal.baseline),
				coaching.number(goal.target),
			]),
		}),
	]);
}

coaching.action_list = (actions, horizon) =>
	coaching.el("ul.coaching-list", {}, actions.map((action) => action_line(action, horizon)));

function action_line(action, horizon) {
	const overdue = coaching.is_overdue(action, horizon);
	const track_record = action.times_reviewed
		? __("followed {0} of {1} times", [
				coaching.number(action.times_followed),
				action.times_reviewed,
		  ])
		: null;
	const due = action.due_date ? __("due {0}", [coaching.day(action.due_date)]) : null;
	const seen_by = action.tracked_by ? __("seen by: {0}", [action.tracked_by]) : null;
	return coaching.el("li.coaching-action", {}, [
		coaching.el("div", {}, [
			coaching.link("Coaching Action", action.name, action.description),
			coaching.el("div.text-muted.small", {
				text: [action.responsible === "Employer" ? __("Employer") : __("Employee"), due, seen_by, track_record]
					.filter(Boolean)
					.join(" · "),
			}),
		]),
		overdue ? coaching.pill(__("Overdue"), "red") : coaching.status_pill("Coaching Action", action.status),
	]);
}
