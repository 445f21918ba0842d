"""What people of the demo work on: goals with their actions, by the work that they do."""

from typing import NamedTuple


class Metric(NamedTuple):
	name: str
	unit: str
	baseline: float
	target: float

	@property
	def higher_is_better(self) -> bool:
		return self.target > self.baseline


class Case(NamedTuple):
	"""A goal: what was observed, where it should lead, what the employee and the employer do for it."""

	area: str
	observed: str
	now: str
	then: str
	does: tuple[tuple[str, str], ...]
	gets: tuple[str, ...]
	metric: Metric | None = None


SUPPORT_SHORT = (
	Case(
		"First reply within the hour",
		"First replies are careful and kind, but every third one leaves so late that the customer has written again.",
		"Two of three first replies leave within an hour.",
		"Nine of ten first replies leave within an hour, and satisfaction stays where it is.",
		(
			("Sort the new queue at 9:00, 11:30 and 14:30 and answer the oldest first", "No ticket older than an hour in the queue view at those times"),
			("Answer the ten known questions from the saved replies, with a first line of one's own", "Tag 'saved reply' on the ticket"),
			("Hand over to second level within 30 minutes when logs are needed", "Time of hand-over in the ticket"),
		),
		("Keep the first hour of the shift free of meetings", "Open the on-call list of second level to the team"),
		Metric("First replies within an hour", "%", 66, 90),
	),
	Case(
		"Tickets reopened by customers",
		"Answers solve what was asked, and miss what the customer was trying to do, so tickets come back.",
		"18 of 100 closed tickets are reopened within a week.",
		"Fewer than 9 of 100 closed tickets are reopened within a week.",
		(
			("Name the customer's aim in one sentence before answering", "First sentence of the internal note"),
			("End each answer with the check the customer can do", "Last paragraph of the reply"),
			("Read every reopened ticket on Friday and note its cause", "Friday list in the team wiki"),
		),
		("Review three reopened tickets together each week",),
		Metric("Tickets reopened within a week", "%", 18, 8),
	),
	Case(
		"Calm calls with upset customers",
		"Calls with angry customers turn into a debate about the contract before the problem is understood.",
		"Satisfaction after complaint calls is 3.1 of 5.",
		"Satisfaction after complaint calls is 4.2 of 5.",
		(
			("Let the customer finish, then sum up in their words before proposing anything", "Two recorded calls a week, marked by the team lead"),
			("Offer one concrete next step with a time in every complaint call", "Field 'next step' in the call note"),
			("Write down the trigger after each hard call", "Call diary, seen in the 1:1"),
		),
		("Sit in on two complaint calls a week and give feedback the same day",),
		Metric("Satisfaction after complaint calls", "of 5", 3.1, 4.2),
	),
	Case(
		"Help articles that answer the question",
		"The same question on invoices reaches the team thirty times a week although an article exists.",
		"30 invoice questions a week reach the team.",
		"At most 12 invoice questions a week reach the team.",
		(
			("Rewrite one invoice article a week, tested on someone outside the team", "Version history of the help center"),
			("Link the article in each answer on invoices", "Link in the reply"),
			("Ask five customers a week whether the article helped", "Answers in the article's comment"),
		),
		("Give editing rights in the help center", "Let product check articles within two days"),
		Metric("Invoice questions a week", "tickets", 30, 12),
	),
)  # fmt: skip

SUPPORT_MID = (
	Case(
		"Second level knowledge of billing",
		"Billing cases wait for the one colleague who knows the ledger export.",
		"Hands over all billing cases.",
		"Solves billing cases alone and has trained one colleague.",
		(
			("Solve two billing cases a week beside the second level", "Cases with both names"),
			("Write the guide to the ledger export", "Guide approved by second level"),
		),
		("Free two afternoons a month for shadowing in second level", "Pay for the ledger course in the spring"),
	),
	Case(
		"Owner of the onboarding calls",
		"New customers praise the calls, which depend on habit rather than a plan.",
		"Runs onboarding calls as they come.",
		"Owns the onboarding calls: plan, material, monthly figures to the head of support.",
		(
			("Draft the call plan and try it on four new customers", "Plan in the wiki, four filled call sheets"),
			("Report the first-month figures", "Slide in the monthly review"),
		),
		("Name the owner in the team plan", "Bring in sales for the hand-over of each new customer"),
	),
	Case(
		"Quality reviews for the team",
		"Sees in others' tickets what others miss, and keeps it to themselves.",
		"Comments on tickets when asked.",
		"Reviews ten tickets a week by the team's checklist, and others ask for it.",
		(
			("Review five, then ten tickets a week by the checklist", "Review sheet of the week"),
			("Share one finding in each team meeting", "Minutes of the team meeting"),
		),
		("Plan three hours a week for reviews",),
	),
)  # fmt: skip

SALES_SHORT = (
	Case(
		"Discovery before the demo",
		"Demos show everything, since little is known of what the customer needs; a good third ends with 'we will think about it'.",
		"32 of 100 demos lead to an offer.",
		"50 of 100 demos lead to an offer.",
		(
			("Ask the six discovery questions before a demo is put in the calendar", "Filled discovery card on the opportunity"),
			("Show at most three things in the demo, chosen from the card", "Agenda sent the day before"),
			("Close each demo with a dated next step", "Next step on the opportunity"),
		),
		("Let one demo a week be recorded and go through it together", "Provide the discovery card in the CRM"),
		Metric("Demos that lead to an offer", "%", 32, 50),
	),
	Case(
		"Forecast that holds",
		"Deals stay in 'this month' for three months, so production plans with numbers that do not come.",
		"The forecast is off by 35 %.",
		"The forecast is off by 12 % at most.",
		(
			("Check the close date of each open deal on Monday by the four criteria", "Change log of the opportunities"),
			("Move a deal without a customer's date out of the month", "No undated deal in the month's view"),
			("Write the reason next to each deal that slipped", "Field 'reason' on the opportunity"),
		),
		("Take 20 minutes on Mondays to go through the five largest deals",),
		Metric("Deviation of the forecast", "%", 35, 12),
	),
	Case(
		"Follow-up of offers",
		"Offers are good and then left alone; the customer hears from us after two weeks.",
		"An offer is followed up after 11 days.",
		"An offer is followed up after 3 days.",
		(
			("Agree on the date of the follow-up while presenting the offer", "Task with that date"),
			("Call instead of writing for offers above the threshold", "Call note on the offer"),
			("Keep Thursday morning free for follow-ups", "Calendar"),
		),
		("Hand the small renewals to the inside team",),
		Metric("Days until the first follow-up", "days", 11, 3),
	),
	Case(
		"Calls to new contacts",
		"Almost all revenue comes from known customers; new contacts are put off to the end of the week.",
		"6 first talks with new contacts a week.",
		"15 first talks with new contacts a week.",
		(
			("Block 8:30 to 10:00 on three days for calls to new contacts", "Calendar and call list"),
			("Prepare the list of twenty companies on Friday", "List in the CRM"),
			("Note the opening that worked after each good talk", "Opening lines in the shared document"),
		),
		("Buy the list of the two target trades", "Call together for one hour a week"),
		Metric("First talks with new contacts a week", "talks", 6, 15),
	),
)  # fmt: skip

SALES_MID = (
	Case(
		"Key account plan",
		"Knows the three largest customers better than anyone, and nobody could take over.",
		"Account knowledge is in one head.",
		"A plan for each of three key accounts that marketing and support work with.",
		(
			("Write one account plan a month and present it", "Plan in the shared folder"),
			("Meet a second person at each key account", "Contacts on the customer record"),
		),
		("Give marketing two days for each plan", "Join one meeting at each key account"),
	),
	Case(
		"Negotiation of yearly contracts",
		"Discounts are given early, to be on the safe side.",
		"Yearly contracts are negotiated with the team lead in the room.",
		"Negotiates yearly contracts alone, within the agreed range.",
		(
			("Prepare each negotiation on one page: aim, range, trade", "One-pager before the meeting"),
			("Lead two negotiations with the team lead listening", "Notes of both"),
		),
		("Pay for the two-day negotiation training", "Set the range in writing"),
	),
	Case(
		"Tenders of public customers",
		"Strong in writing, which the team lacks for tenders.",
		"Tenders are answered by whoever has time.",
		"Leads the answer to tenders and keeps the text library.",
		(
			("Answer two tenders with the library's structure", "Both submitted files"),
			("Collect the twenty passages that return", "Library in the shared folder"),
		),
		("Give access to the tender portal", "Let legal check passages once for all"),
	),
)  # fmt: skip

ENGINEERING_SHORT = (
	Case(
		"Smaller pull requests",
		"Changes arrive as one large pull request at the end; reviews take days and miss the risk.",
		"A pull request changes 620 lines in the median.",
		"A pull request changes 200 lines in the median.",
		(
			("Cut each story into steps that can be merged, before starting", "Checklist in the story"),
			("Open a draft on the first day", "Date of the draft"),
			("Put refactoring into a pull request of its own", "Labels of the pull requests"),
		),
		("Answer reviews of small pull requests within four hours",),
		Metric("Median size of a pull request", "lines", 620, 200),
	),
	Case(
		"Bugs found before the release",
		"Edge cases are found by customers; the happy path is tested well.",
		"9 bugs a month are found after the release.",
		"At most 3 bugs a month are found after the release.",
		(
			("Write the three edge cases into the story before coding", "Section 'edges' of the story"),
			("Add a test for each bug that was found by a customer", "Test named in the bug"),
			("Try the change with the data set of the largest customer", "Note in the pull request"),
		),
		("Provide the anonymous data set of the largest customer",),
		Metric("Bugs found after the release", "a month", 9, 3),
	),
	Case(
		"Estimates that others can plan with",
		"Work is done well and later than said; support learns of it last.",
		"Stories take 1.9 times their estimate.",
		"Stories take 1.2 times their estimate at most.",
		(
			("Name the unknown in each estimate and look at it first", "Line 'unknown' in the story"),
			("Say so on the day when an estimate breaks", "Message in the team channel"),
			("Compare estimate and time for five stories a sprint", "Table in the retrospective"),
		),
		("Keep two half days a week free of interruptions", "Stop adding stories in the middle of a sprint"),
		Metric("Time taken over estimate", "times", 1.9, 1.2),
	),
	Case(
		"Reviews that teach",
		"Reviews are thorough on style and silent on design, so juniors do not learn the why.",
		"4 reviews a week with a reasoned comment.",
		"10 reviews a week with a reasoned comment.",
		(
			("Write at least one comment with its reason in each review", "Comments of the week"),
			("Take the longest thread to a call", "Note 'settled in a call'"),
			("Praise one decision in each review", "Comments of the week"),
		),
		("Spread reviews evenly with the rota",),
		Metric("Reviews with a reasoned comment", "a week", 4, 10),
	),
)  # fmt: skip

ENGINEERING_MID = (
	Case(
		"Owner of the search service",
		"Knows the code of search best and waits for decisions by others.",
		"Fixes what is assigned.",
		"Owns the search service: road map, alarms and on-call guide.",
		(
			("Write the road map for two quarters and present it", "Road map in the wiki"),
			("Rework the alarms until none is ignored", "Alarm statistics"),
		),
		("Name the owner and let them decide", "Give admin rights on the search cluster"),
	),
	Case(
		"Speaking before others",
		"Has the best arguments in the room, and voices them afterwards.",
		"Presents in the own team.",
		"Presents designs to the department and answers the questions.",
		(
			("Present a small design in the guild each month", "Agenda of the guild"),
			("Collect three pieces of feedback after each talk", "Feedback notes"),
		),
		("Pay for the speaking course", "Give feedback within a day of each talk"),
	),
	Case(
		"Way into data engineering",
		"Enjoys pipelines and has built two on the side.",
		"Works on the web application.",
		"Works one day a week in the data team, with a first pipeline in production.",
		(
			("Finish the course on data pipelines", "Certificate"),
			("Move the nightly export into a pipeline", "Pipeline in production"),
		),
		("Agree on one day a week with the data team", "Pay for the course"),
	),
)  # fmt: skip

LEADING_SHORT = (
	Case(
		"Delegate what others can do",
		"Takes over the hard cases, so the team waits and does not grow.",
		"14 hours a week go into work of the team's own.",
		"At most 5 hours a week go into work of the team's own.",
		(
			("Hand over one recurring task a week, with its purpose and limits", "List of tasks handed over"),
			("Answer questions with a question first", "Notes after three talks a week"),
			("Keep the calendar's Tuesday free for the team", "Calendar"),
		),
		("Accept mistakes in tasks newly handed over", "Take over the steering meeting for two months"),
		Metric("Hours a week on the team's tasks", "hours", 14, 5),
	),
	Case(
		"Regular 1:1s with the team",
		"1:1s are the first to go when the week is full.",
		"55 % of the planned 1:1s take place.",
		"95 % of the planned 1:1s take place.",
		(
			("Move a 1:1 within the week instead of dropping it", "Sessions in Coaching Plans"),
			("Prepare each with the last log open", "Agenda of the session"),
			("Ask each person once a month what to do otherwise", "Line in the log"),
		),
		("Schedule no meetings on Wednesday afternoon",),
		Metric("Planned 1:1s that took place", "%", 55, 95),
	),
	Case(
		"Decisions written down",
		"Decisions are taken quickly and remembered differently.",
		"3 decisions a month are written down.",
		"8 decisions a month are written down.",
		(
			("Write each decision in five lines on the same day", "Decision log"),
			("Name who was heard and who decides", "Decision log"),
			("Read the log aloud in the monthly meeting", "Minutes"),
		),
		("Comment on entries within two days",),
		Metric("Decisions in the log", "a month", 3, 8),
	),
)  # fmt: skip

LEADING_MID = (
	Case(
		"A deputy for the team",
		"Everything comes to a halt when the lead is away.",
		"No deputy.",
		"A deputy leads the team for two weeks without a call.",
		(
			("Agree with the deputy on what they decide", "Page 'who decides' in the wiki"),
			("Let the deputy run the planning three times", "Minutes of the planning"),
		),
		("Recognize the deputy's role in the appraisal", "Be there for the deputy as second contact"),
	),
	Case(
		"Work across departments",
		"Good with the own team; other departments hear of plans when they are settled.",
		"Meets other leads when something is wrong.",
		"Plans the quarter with the two neighboring teams.",
		(
			("Meet both leads every second week", "Shared list of open points"),
			("Share the quarter's plan as a draft", "Comments of both teams"),
		),
		("Align the quarter's aims among the heads",),
	),
)  # fmt: skip

SHORT = {
	"Customer Support": SUPPORT_SHORT,
	"Sales": SALES_SHORT,
	"Engineering": ENGINEERING_SHORT,
	"Leading": LEADING_SHORT,
}
MID = {
	"Customer Support": SUPPORT_MID,
	"Sales": SALES_MID,
	"Engineering": ENGINEERING_MID,
	"Leading": LEADING_MID,
}
