"""What people of the demo say to each other in plans and sessions."""

LONG_TERM = (
	("Lead a team of my own", "I enjoy helping others more than my own tickets.", "I lead a team of five or more."),
	("Move into product management", "I know what customers need and can't decide on it.", "I own a part of the product."),
	("Become the expert whom others ask", "I know a bit of everything.", "People from other sites ask me first."),
	("Work from our office in Lisbon for a year", "I have never worked abroad.", "A year in Lisbon, and back with new habits."),
	("Finish my degree in the evening", "Two years of study are left.", "I have the degree, and we agree on what it opens."),
	("Teach apprentices", "I train new colleagues now and then.", "I am the trainer of two apprentices a year."),
	("Four days a week without losing my projects", "I work full time.", "Four days, with projects that fit into them."),
)  # fmt: skip
PROPOSALS = (
	("Visit the team that already works this way, for half a day", "Notes of the visit, shared in the team"),
	("Show a new colleague how I do it", "Their first case alone"),
	("Keep a diary of what worked for two weeks", "Diary, read in the 1:1"),
)
SUPPORT_OF_LONG_TERM = (
	"Introduce you to a colleague who has gone this way",
	"Keep a place in the leadership seminar of the autumn",
	"Ask for a visit of two days in that team",
)
PURPOSES = (
	"Career Development",
	"Role Growth",
	"New Scope",
	"Clarify Expectations",
	"Competency Development",
)

RECOGNITION = {
	"Customer Support": (
		"You stayed calm with the customer whose import failed twice",
		"Your note on the ledger case saved second level half a day",
		"You cleared the queue before the long weekend without being asked",
		"Your answer to the school in Leeds was quoted in their review",
		"You asked for help early in the outage, and it shortened it",
	),
	"Sales": (
		"You said no to the discount and still won the contract",
		"The discovery card for the logistics company was the best so far",
		"You brought support into the talk before the customer had to ask",
		"You called the two lost customers, and one wants a new offer",
		"Your offer for the clinic was clear on what is not included",
	),
	"Engineering": (
		"You took the time to explain the cache to the new colleague",
		"The migration ran without a single rollback",
		"You stopped the release when the numbers looked wrong",
		"Your design note made a two-hour meeting unnecessary",
		"You fixed the flaky test that all others ran again",
	),
	"Leading": (
		"You let the team find the solution, and it was a better one",
		"You addressed the missed hand-over openly and without blame",
		"Your planning for the holidays left no gap",
		"You brought two people into the decision who would have been left out",
		"You told me about the budget early enough to act",
	),
}
EFFECTS = (
	"The team noticed, and so did I.",
	"That is what we agreed on in spring, and it shows.",
	"Keep doing this; others copy it already.",
	"It gave the others room for their own work.",
	"Two months ago this would have gone another way.",
	"I used it as an example in the leads' meeting.",
)
OPPORTUNITY = {
	"Customer Support": (
		"Say what happens next, with a time, before the customer asks",
		"Hand over with the log attached, so that nobody asks twice",
		"Take the break after a hard call instead of the next ticket",
		"Check the customer's plan before you promise a feature",
	),
	"Sales": (
		"Ask who else decides before the offer is written",
		"Let the silence stand after the price",
		"Put the date of the next step into the CRM while you are on the phone",
		"Prepare the second meeting as well as the first",
	),
	"Engineering": (
		"Share the idea on the first day, while it is cheap to change",
		"Write down why, not only what, in the commit",
		"Say that you are stuck after an hour, not after a day",
		"Name the risk in the planning, also when nobody asks",
	),
	"Leading": (
		"Give the difficult feedback in the same week",
		"Ask two questions before you propose a solution",
		"Leave out the meeting that a note could replace",
		"Name who decides at the start of the discussion",
	),
}
HOW = (
	"Let us look at one example next time.",
	"Try it twice until we meet, and tell me how it went.",
	"Small steps: one case a day is enough.",
	"I will remind you if you want me to.",
	"You decide how; I care about the result.",
)
BARRIERS = (
	("The test system is down on Mondays", "Ask operations to move the maintenance to the night"),
	("Two colleagues are ill, and no hour of the week is free", "Move the block to Thursday for three weeks"),
	("The templates that everyone works from are out of date", "Get editing rights this week"),
	("Other departments answer after ten days", "Agree on one person there whom we may call"),
	("The figures come a week late", None),
	("The course is full until March", "Book the online course instead"),
	("Interruptions from the open office", None),
)
ADJUSTMENTS = (
	"One action instead of two until the holidays are over.",
	"The measure is read every second session, which is enough.",
	"Shadowing moves to the morning.",
	"We keep the plan as it is.",
)
NOTES = (
	"Good talk; both of us left with a clear next step.",
	"Short session because of the release; the rest goes to next time.",
	"Talked for a while about the change in the team, and what it means for the shifts.",
	"Looked at three examples together.",
)
ITEMS = {
	"Commitments from last time": ("What we promised each other", "Open points of the last log"),
	"Individual performance": ("Figures of the month", "The case of last Tuesday", "What went better than expected"),
	"Problem solving": ("What keeps you from the goal", "The hand-over that fails", "Too many interruptions"),
	"Organization and team dynamics": ("The new shift plan", "How the two teams work together"),
	"Professional and career development": ("Where you want to be in two years", "Courses of next year"),
}  # fmt: skip
ITEMS_OF_MENTEE = (
	"Who covers for me in the second week of the holidays?",
	"I would like to show you what I tried with the checklist",
	"The new tool is slow, and I am not the only one who says so",
	"Can I join the workshop in Ghent?",
	"I want to talk about my hours",
)
PREPARATION = (
	"Went well: the two hard cases of last week. Difficult: keeping the mornings free.",
	"I did the first action each day and the second only when it was quiet.",
	"I would like feedback on how I ran the meeting on Thursday.",
	"Figures are better, though I am not sure they are because of what I changed.",
)
COMMENTS_FOLLOWED = ("Done each day", "Seen in the figures", "Done, and it helped", None, None, None)
COMMENTS_PARTLY = ("In the first week only", "Done on quiet days", "Half of the cases")
COMMENTS_NOT = ("Other work came first", "Forgotten; set a reminder", "The tool was not there yet")
REQUESTS = (
	"The second goal is too much beside the release. Could we start with the first?",
	"Please name who gives me the access; without it I can't do the second action.",
)
OUTCOMES = (
	"Target reached and kept for six weeks. The routine stays; the next plan goes on to more scope.",
	"Two of three goals reached. The third moves to the next plan with a better measure.",
	"Clearer expectations on both sides, and figures that show it. We go on with a new scope.",
	"Goals reached; the employee now shows others how.",
)
REASONS = (
	"Changed to another project; the goals no longer fit. A new plan follows.",
	"The role was filled otherwise, so the preparation ends here.",
	"Parental leave starts next month; we take it up again afterwards.",
)
SUPPORT = (
	("Training", "Two-day course, paid by the company"),
	("Tool", "License and a second screen for recordings"),
	("Meeting", "Place in the weekly meeting of the neighboring team"),
	("Access", "Read access to the figures of the department"),
	("Manager's Time", "Half an hour each Friday on request"),
)
PERFORMANCE = "Deadlines were missed four times in two months, although expectations were clear. We want to get back on track together."
MILESTONES = (
	"Reached: {0}",
	"{0}: target met, and kept for two weeks",
	"{0} is a habit now",
)
