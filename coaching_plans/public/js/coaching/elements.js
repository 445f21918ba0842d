frappe.provide("coaching");

/**
 * A DOM element. Text goes in as text, never as HTML, so nothing that people write can become markup.
 * @param {string} tag - with classes, as in "div.card.small"
 * @param {Object} props - attributes; `text`, and `on` as {event: handler}
 * @param {Array<Node|string|null>} children
 */
coaching.el = function (tag, props = {}, children = []) {
	const [name, ...classes] = tag.split(".");
	const element = document.createElement(name);
	element.classList.add(...classes);
	const { text, on, ...attributes } = props;
	if (text !== undefined && text !== null) element.textContent = text;
	for (const [event, handler] of Object.entries(on || {})) element.addEventListener(event, handler);
	for (const [key, value] of Object.entries(attributes)) {
		if (value === true) element.setAttribute(key, "");
		else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
	}
	element.append(...children.filter((child) => child !== null && child !== undefined));
	return element;
};

/** Puts `children` in place of what an HTML field of the form shows. */
coaching.fill = function (frm, fieldname, children) {
	const wrapper = frm.fields_dict[fieldname]?.$wrapper[0];
	wrapper?.replaceChildren(...children.filter(Boolean));
	return wrapper;
};

coaching.heading = (text, ...more) => coaching.el("div.coaching-heading", {}, [coaching.el("h6", { text }), ...more]);

coaching.pill = (text, colour) => coaching.el(`span.indicator-pill.no-indicator-dot.${colour}`, { text });

coaching.link = (doctype, name, text) =>
	coaching.el("a", { href: frappe.utils.get_form_link(doctype, name), text });

coaching.day = (value) => (value ? frappe.datetime.str_to_user(String(value).slice(0, 10)) : "");

/** A day without its year, where there is little room. */
coaching.short_day = (value) => coaching.day(value).replace(/[-/.]?\d{4}[-/.]?/, "");

/** A number with as many decimals as it has, three at the most. */
coaching.number = (value) => {
	const decimals = String(Number(flt(value, 3))).split(".")[1]?.length || 0;
	return format_number(value, null, decimals);
};

coaching.percent = (value) => `${coaching.number(value)} %`;

coaching.COLOURS = {
	"Coaching Plan": { Draft: "gray", Proposed: "orange", Active: "blue", Completed: "green", Closed: "gray" },
	"Coaching Goal": { Open: "blue", Reached: "green", Replanned: "orange", Deferred: "gray", Dropped: "gray" },
	"Coaching Action": {
		Proposed: "orange",
		Agreed: "blue",
		Done: "green",
		"Not Done": "gray",
		Superseded: "gray",
	},
	"Coaching Session": { Scheduled: "blue", Held: "green", Missed: "orange", Cancelled: "gray" },
	review: { Followed: "green", Partly: "yellow", "Not Followed": "orange" },
};

// Where people read of the one who is coached, the word is Employee; what is stored says Mentee. In every select, list
// and card, unless a language has a word of its own for it.
if (__("Mentee") === "Mentee") frappe._messages["Mentee"] = __("Employee");

/** Agreed, past its day, and not for the long term, which is never late (rule 8); as `cards.overdue_actions` counts. */
coaching.is_overdue = ({ status, due_date }, horizon) =>
	status === "Agreed" && horizon !== "Long Term" && Boolean(due_date) && due_date < frappe.datetime.get_today();

coaching.status_pill = (doctype, status) =>
	coaching.pill(__(status, null, doctype), coaching.COLOURS[doctype][status] || "gray");

/** The alert after something was made for many people at once, with the reasons why some were left out. */
coaching.made_for_many = (message, left_out) => {
	const reasons = Object.entries(left_out || {}).map(
		([reason, count]) => `<li>${frappe.utils.escape_html(reason)}: ${count}</li>`
	);
	const subtitle = reasons.length ? `${__("Left out")}<ul>${reasons.join("")}</ul>` : "";
	return { message, subtitle, indicator: "green" };
};
