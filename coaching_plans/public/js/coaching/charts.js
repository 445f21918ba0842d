frappe.provide("coaching");

const MOST_READINGS = 12;

// Charts listen to the window; those whose place is gone must stop.
let drawn = [];

function forget_gone_charts() {
	drawn = drawn.filter(({ area, chart }) => area.isConnected || chart.destroy());
}

/** The line of a metric's readings with its target, drawn into a new element. */
coaching.metric_chart = function (goal) {
	const readings = goal.readings.slice(-MOST_READINGS);
	const unit = goal.unit ? ` ${goal.unit}` : "";
	const title = coaching.el("div.coaching-chart-title", {}, [
		coaching.el("b", { text: goal.metric }),
		coaching.el("span.text-muted", {
			text: __("{0} at the start, target {1}", [
				`${coaching.number(goal.baseline)}${unit}`,
				`${coaching.number(goal.target)}${unit}`,
			]),
		}),
	]);
	const box = coaching.el("div.coaching-chart", {}, [title]);
	if (!readings.length) {
		box.append(coaching.el("p.text-muted", { text: __("No reading yet.") }));
		return box;
	}
	// Where it began comes first as long as it is in sight, without which a single reading would make no line.
	const points = goal.readings.length < MOST_READINGS ? [at_start(goal), ...readings.map(at_reading)] : readings.map(at_reading);
	const area = coaching.el("div");
	box.append(area);
	// The chart measures its parent, so it is drawn once that stands in the page.
	requestAnimationFrame(() => {
		if (!area.isConnected || !area.clientWidth) return;
		forget_gone_charts();
		const chart = new frappe.Chart(area, {
			type: "line",
			height: 170,
			colors: ["blue"],
			data: {
				labels: points.map(({ label }) => label),
				datasets: [{ name: goal.metric, values: points.map(({ value }) => value) }],
				yMarkers: [{ label: __("Target"), value: goal.target, options: { labelPos: "left" } }],
			},
			axisOptions: { xIsSeries: 1, shortenYAxisNumbers: 1 },
			lineOptions: { dotSize: 5 },
			// A chart that is resized while it is animated fails.
			animate: 0,
			disableEntryAnimation: 1,
		});
		drawn.push({ area, chart });
	});
	return box;
};

const at_start = (goal) => ({ label: __("Baseline"), value: goal.baseline });

const at_reading = (reading) => ({ label: coaching.short_day(reading.read_on), value: reading.value });
