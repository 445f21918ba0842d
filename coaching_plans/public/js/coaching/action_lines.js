frappe.provide("coaching");

// What rules 6 to 8 ask of the actions of a goal, said before it is asked for; and the lines to begin with.
const ASKED = {
	"Short Term": {
		words: () => __("One to three actions of the employee: things they can do themselves, and anyone can see done."),
		begin_with: ["Mentee"],
	},
	"Mid Term": {
		words: () => __("At least one action of the employee and one of the employer: both sides invest."),
		begin_with: ["Mentee", "Employer"],
	},
	"Long Term": {
		words: (is_mentee) =>
			is_mentee
				? __("Your own goal. Changing, delaying or dropping it has no consequence. Actions may come later.")
				: __("The employee's own goal. Changing, delaying or dropping it has no consequence. Actions may come later."),
		begin_with: [],
	},
};

/** The actions of a new goal, a line each, with what its horizon asks of them. */
coaching.ActionLines = class ActionLines {
	constructor(parent, is_mentee = false) {
		this.is_mentee = is_mentee;
		this.words = coaching.el("p.text-muted.small");
		this.lines = coaching.el("ul.coaching-list");
		const add = coaching.el("button.btn.btn-xs.btn-default", {
			type: "button",
			text: __("Add Action"),
			on: { click: () => this.add("Mentee").querySelector("input").focus() },
		});
		parent.replaceChildren(coaching.heading(__("Actions")), this.words, this.lines, add);
	}

	/** Says what `horizon` asks for, and lays out empty lines for it as long as none was filled. */
	set_horizon(horizon) {
		const asked = ASKED[horizon];
		this.words.textContent = asked ? asked.words(this.is_mentee) : "";
		if (!asked || this.values().length) return;
		this.lines.replaceChildren();
		asked.begin_with.forEach((responsible) => this.add(responsible));
	}

	add(responsible) {
		const line = coaching.el("li.coaching-action-line", {}, [
			this.responsible(responsible),
			this.text("description", __("What they will do")),
			this.text("tracked_by", __("How anyone can see that it was done")),
			this.within_control(),
			coaching.el("button.btn.btn-xs.btn-link.text-muted", {
				type: "button",
				text: "×",
				title: __("Remove"),
				"aria-label": __("Remove"),
				on: { click: () => line.remove() },
			}),
		]);
		this.lines.append(line);
		this.show_for_employee(line, responsible);
		return line;
	}

	responsible(chosen) {
		const words = { Mentee: __("Employee"), Employer: __("Employer") };
		const select = coaching.el(
			"select.form-control.input-xs",
			{
				"data-field": "responsible",
				"aria-label": __("Responsible"),
				on: { change: (event) => this.show_for_employee(event.target.closest("li"), event.target.value) },
			},
			Object.entries(words).map(([value, text]) => coaching.el("option", { value, text }))
		);
		select.value = chosen;
		return select;
	}

	text(field, placeholder) {
		return coaching.el("input.form-control.input-xs", {
			type: "text",
			"data-field": field,
			placeholder,
			"aria-label": placeholder,
		});
	}

	within_control() {
		return coaching.el("label.small", {}, [
			coaching.el("input", { type: "checkbox", "data-field": "within_control" }),
			__("Within their control"),
		]);
	}

	show_for_employee(line, responsible) {
		line.querySelector("label").classList.toggle("hidden", responsible !== "Mentee");
	}

	/** The lines that say something, as the server takes them. */
	values() {
		return [...this.lines.children].map((line) => this.values_of(line)).filter((action) => action.description);
	}

	values_of(line) {
		const field = (name) => line.querySelector(`[data-field="${name}"]`);
		return {
			responsible: field("responsible").value,
			description: field("description").value.trim(),
			tracked_by: field("tracked_by").value.trim(),
			within_control: field("within_control").checked ? 1 : 0,
		};
	}
};
