"""Who sees a record: the circle of rule 18, narrowed by rule 19, as one set of criteria with two faces.

`_standings` says under which conditions a user stands to a record as its mentee, coach, manager, HR or manager's
manager. Over a table's columns those conditions are the WHERE of every list, report and export (`circle_query`);
asked of one record they are the yes or no of every form and method (`standing_of`, `in_circle`). Nothing else in
the app decides who sees what.
"""

from functools import lru_cache
from typing import Any, NamedTuple

from pypika.terms import Parameter, Term, ValueWrapper

import frappe
from frappe.permissions import get_user_permissions
from frappe.query_builder import Case, Criterion
from frappe.query_builder.functions import Coalesce
from frappe.query_builder.terms import NamedParameterWrapper

from coaching_plans.confidential_doctypes import CONFIDENTIAL, PARENT_LINK, PRIVATE, ROWS
from coaching_plans.hierarchy import (
	direct_reports,
	employee_of,
	is_above_itself,
	managers_of,
	second_level_reports,
)

MENTEE = "Mentee"
COACH = "Coach"
MANAGER = "Manager"
HR = "HR"
SECOND_MANAGER = "Manager's Manager"
# Of a private record, which knows no other standing.
AUTHOR = "Author"

HR_ROLES = frozenset({"HR Manager", "HR User"})

LEADERS = frozenset({COACH, MANAGER, HR})
# Who may change a record at all (rule 20); what a mentee may change of it is judged field by field on saving.
WRITERS = LEADERS | {MENTEE}

READING_PRIVATE = frozenset({"read", "select"})
WRITING_PRIVATE = frozenset({"write", "create", "delete"})

READING = frozenset({"read", "select", "print", "report", "export"})
# Deeds that fewer people may do than may write. What stands nowhere here (share, email) nobody may do.
DOERS = {
	"write": WRITERS,
	"create": WRITERS,
	"delete": WRITERS,
	"import": frozenset({HR}),
	"submit": LEADERS,
	"cancel": LEADERS,
	"amend": LEADERS,
	("Coaching Plan", "create"): frozenset({MANAGER, HR}),
	("Coaching Plan", "delete"): LEADERS,
	("Coaching Session", "create"): LEADERS,
	("Coaching Session", "delete"): LEADERS,
	# Of what they may read at the time each side writes its own; the controller tells the kinds apart.
	("Competency Assessment", "submit"): WRITERS,
	("Competency Assessment", "cancel"): WRITERS,
	("Competency Assessment", "amend"): WRITERS,
	("Competency Assessment", "delete"): LEADERS,
}


# True, as a criterion that can stand beside others; an empty one can't.
EVERYONE = ValueWrapper(1) == 1


class Record(NamedTuple):
	"""What decides who sees a record: columns of a table, or the values of one record."""

	mentee: Any
	company: Any
	coach: Any = None
	appointed: Any = None
	shown_to_mentee: Criterion | None = None


class Place(NamedTuple):
	"""Where a user stands in the firm. Asked for once where several DocTypes are looked at in one query."""

	user: str
	employee: str | None = None
	manages: bool = False
	hr: bool = False
	# Of HR: those that it answers for; empty for all.
	companies: tuple[str, ...] = ()


def place_of(user: str) -> Place:
	"""Two queries. A person above themselves manages nobody: where the tree is broken it answers "nobody"."""
	employee, hr = employee_of(user), is_hr(user)
	manages = bool(employee) and not is_above_itself(employee)
	return Place(user, employee, manages, hr, tuple(companies_of(user)) if hr else ())


def _place_for(doctype: str, user: str) -> Place:
	return Place(user) if doctype in PRIVATE else place_of(user)


def _standings(record: Record, place: Place) -> list[tuple[str, Criterion]]:
	"""The ways in which a user can stand to `record`, the one that counts first, each with its criterion.

	Being the mentee comes before all else: nobody is manager, coach or HR of their own record.
	"""
	standings = []
	not_the_mentee = []
	employee = place.employee
	if employee:
		is_mentee = _term(record.mentee) == employee
		not_the_mentee = [_term(record.mentee) != employee]
		standings.append((MENTEE, _all(is_mentee, record.shown_to_mentee)))
		if record.coach is not None:
			is_appointed = (_term(record.coach) == employee) & (_term(record.appointed) == 1)
			standings.append((COACH, _all(*not_the_mentee, is_appointed)))
	if place.manages:
		standings.append(
			(MANAGER, _all(*not_the_mentee, _term(record.mentee).isin(direct_reports(employee))))
		)
	if place.hr:
		in_company = _term(record.company).isin(place.companies) if place.companies else None
		standings.append((HR, _all(_term(record.mentee).isnotnull(), *not_the_mentee, in_company)))
	if place.manages:
		is_below = _term(record.mentee).isin(second_level_reports(employee))
		standings.append((SECOND_MANAGER, _all(*not_the_mentee, is_below)))
	return standings


def _standings_in(table, doctype: str, place: Place) -> list[tuple[str, Criterion]]:
	"""`_standings` over the columns of `table`, which holds records of `doctype`. A DocType whose records fewer people
	see than its circle is narrowed here, so that both faces follow."""
	if doctype in PRIVATE:
		return [(AUTHOR, table.owner == place.user)]
	standings = _standings(_columns(table, doctype, place.user), place)
	if doctype == "Competency Assessment":
		shown = _shown_apart(table, place.user, place.employee or "")
		return [(standing, criterion & shown[standing]) for standing, criterion in standings]
	return standings


def _shown_apart(table, user: str, employee: str) -> dict[str, Criterion]:
	"""Rule 15: until both sides have submitted, each rating is read by the side that gives it, and by nobody else.

	What was agreed has no such time, but its draft is not shown to the mentee (rule 19).
	"""
	revealed, agreed = table.revealed == 1, table.kind == "Agreed"
	own = table.kind == "Self"
	rated_by_user = (table.kind == "Coach") & (table.rated_by == employee)
	# Of people without a user, whose paper HR copies; unless the one who copies it is the coach, the other side.
	copied_by_hr = own & (table.entered_by_hr == 1) & (Coalesce(table.coach, "") != employee)
	said = (table.docstatus != 0) | (table.owner == user)
	return {
		MENTEE: own | revealed | (agreed & said),
		COACH: agreed | revealed | rated_by_user,
		MANAGER: agreed | revealed | rated_by_user,
		HR: agreed | revealed | copied_by_hr,
		SECOND_MANAGER: agreed | revealed,
	}


def _term(value: Any) -> Term:
	return value if isinstance(value, Term) else ValueWrapper(value)


def _all(*criteria: Criterion | None) -> Criterion:
	return Criterion.all([criterion for criterion in criteria if criterion is not None])


def is_hr(user: str) -> bool:
	return not HR_ROLES.isdisjoint(frappe.get_roles(user))


def companies_of(user: str) -> list[str]:
	"""The companies that the user's Company user permissions allow, sorted; empty when there are none, so all."""
	allowed = get_user_permissions(user).get("Company", [])
	return sorted(
		{entry.doc for entry in allowed if not entry.applicable_for or entry.applicable_for in CONFIDENTIAL}
	)


# --- face one: the condition of a query ----------------------------------------------------------------------


def circle_query(doctype: str, user: str | None = None) -> str:
	"""SQL condition for the rows of `doctype` that `user` sees; empty only for Administrator, who sees all.

	Raises KeyError for a DocType that is not of the circle.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	if doctype in ROWS:
		row, parent = frappe.qb.DocType(doctype), ROWS[doctype]
		return sql_of(row.parent.isin(visible(parent, user)) & (row.parenttype == parent))
	return sql_of(circle(frappe.qb.DocType(doctype), doctype, user))


def circle(table, doctype: str, user: str | None = None, place: Place | None = None) -> Criterion:
	"""The criterion that `circle_query` spells out, over `table`, for queries built with frappe.qb."""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYONE
	return _any(_standings_in(table, doctype, place or _place_for(doctype, user)))


def visible(doctype: str, user: str | None = None, place: Place | None = None):
	"""Query (to nest in another) for the names of the records of `doctype` that `user` sees."""
	table = frappe.qb.DocType(doctype).as_("visible_" + frappe.scrub(doctype))
	return frappe.qb.from_(table).select(table.name).where(circle(table, doctype, user, place))


def people(mentee: Term, company: Term, user: str | None = None) -> Criterion:
	"""The criterion for the employees whose coaching `user` answers for or is part of, for reports.

	An appointed coach is in the circle of a plan, not of all that concerns the person, so is not among them.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYONE
	return _any(_standings(Record(mentee, company), place_of(user)))


def led(mentee: Term, company: Term, user: str | None = None) -> Criterion:
	"""The criterion for the employees with whom `user` may begin a plan or a session, as their manager or as HR."""
	user = user or frappe.session.user
	if user == "Administrator":
		return EVERYONE
	return _any([pair for pair in _standings(Record(mentee, company), place_of(user)) if pair[0] in LEADERS])


def query_condition(user: str | None, doctype: str) -> str:
	"""Hook `permission_query_conditions`: Frappe passes the user first."""
	return circle_query(doctype, user)


def _columns(table, doctype: str, user: str) -> Record:
	shown = None
	if doctype == "Coaching Plan":
		shown = _is_draft(table).negate() | (table.owner == user)
	elif doctype in ("Coaching Goal", "Coaching Action"):
		# What they wrote themselves of Long Term goals and their actions is theirs at any time (rule 8).
		is_own = (table.horizon == "Long Term") & (table.owner == user)
		shown = table.plan.notin(_drafts_of_others(user)) | is_own
	return Record(table.mentee, table.company, table.coach, table.appointed, shown)


def _drafts_of_others(user: str):
	plan = frappe.qb.DocType("Coaching Plan").as_("draft_plan")
	return frappe.qb.from_(plan).select(plan.name).where(_is_draft(plan) & (plan.owner != user))


def _is_draft(plan) -> Criterion:
	"""Rule 19, over the columns of plans: also one that was closed without ever being proposed. Of an imported plan
	it need not be known when it was."""
	given_up = (plan.status == "Closed") & plan.proposed_on.isnull() & (plan.imported == 0)
	return (plan.status == "Draft") | given_up


def _any(standings: list[tuple[str, Criterion]]) -> Criterion:
	# No standing at all must deny: to Frappe an empty condition means no restriction.
	return Criterion.any([criterion for _standing, criterion in standings] or [ValueWrapper(1) == 0])


def sql_of(criterion: Criterion) -> str:
	"""The condition as Frappe puts it into a WHERE: in parentheses, with its values escaped."""
	values = NamedParameterWrapper()
	sql = criterion.get_sql(quote_char="`", with_namespace=True, param_wrapper=values)
	escaped = {key: frappe.db.escape(value, percent=False) for key, value in values.get_parameters().items()}
	return f"({sql % escaped})"


# --- face two: yes or no for one record ---------------------------------------------------------------------------


def in_circle(doc, ptype: str = "read", user: str | None = None) -> bool:
	"""Whether `user` may do `ptype` to `doc`. Hook `has_permission`.

	The stored record is judged, whatever values `doc` carries; a record not stored yet is judged by its parent, or
	by its own mentee.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return ptype != "share"
	return may(standing_of(doc, user), doc.doctype, ptype or "read")


def may(standing: str | None, doctype: str, ptype: str) -> bool:
	"""Whether who stands so to a record of `doctype` may do `ptype` to it."""
	if not standing:
		return False
	if doctype in PRIVATE:
		return ptype in READING_PRIVATE or ptype in WRITING_PRIVATE
	return ptype in READING or standing in DOERS.get((doctype, ptype), DOERS.get(ptype, frozenset()))


def standing_of(doc, user: str | None = None) -> str | None:
	"""How `user` stands to `doc` (MENTEE, COACH, MANAGER, HR, SECOND_MANAGER), None outside the circle."""
	user = user or frappe.session.user
	stored = _stored_standing(doc.doctype, doc.name, user) if doc.get("name") else []
	return stored[0] if stored else _proposed_standing(doc, user)


def _stored_standing(doctype: str, name: str, user: str) -> list[str | None]:
	"""The standing to the record of that name as a list of one; empty when no such record is stored."""
	statement, values = _standing_statement(doctype, _place_for(doctype, user))
	return frappe.db.sql(statement, {**values, "name": name}, pluck=True)


@lru_cache(maxsize=512)
def _standing_statement(doctype: str, place: Place) -> tuple[str, dict]:
	"""The statement that asks how who is at `place` stands to the record `name`, and its other values.

	Spelling it takes longer than running it, and each save asks several times.
	"""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(table).select(_case(_standings_in(table, doctype, place)))
	query = query.where(table.name == Parameter("%(name)s"))
	values = NamedParameterWrapper()
	statement = query.get_sql(param_wrapper=values)
	return statement, values.get_parameters()


def can_read(doctype: str, name: str, user: str | None = None) -> bool:
	"""Whether `user` can read the stored record `name` of a confidential DocType, or the record that the row `name`
	stands in. False where nothing of that name is stored."""
	user = user or frappe.session.user
	if doctype in ROWS:
		row = frappe.db.get_value(doctype, name, ["parenttype", "parent"])
		if not row or row[0] != ROWS[doctype]:
			return False
		doctype, name = row
	if user == "Administrator":
		return bool(frappe.db.exists(doctype, name))
	return bool(next(iter(_stored_standing(doctype, name, user)), None))


def _proposed_standing(doc, user: str) -> str | None:
	if doc.doctype in PRIVATE:
		about = [(of, doc.get(field)) for field, of in PRIVATE[doc.doctype].items() if doc.get(field)]
		return AUTHOR if about and all(can_read(*record, user) for record in about) else None
	if link := PARENT_LINK[doc.doctype]:
		fieldname, parent_doctype = link
		stored = _stored_standing(parent_doctype, doc.get(fieldname), user) if doc.get(fieldname) else []
		return stored[0] if stored else None
	if doc.doctype in ("Coaching Session", "Competency Assessment") and doc.get("plan"):
		return (_stored_standing("Coaching Plan", doc.plan, user) or [None])[0]
	return standing_to_employee(doc.get("mentee"), user)


def standing_to_employee(employee: str | None, user: str | None = None) -> str | None:
	"""How `user` stands to the coaching of `employee`, whatever record it is kept in; never COACH."""
	user = user or frappe.session.user
	Employee = frappe.qb.DocType("Employee")
	query = frappe.qb.from_(Employee).where(Employee.name == employee)
	standings = _standings(Record(Employee.name, Employee.company), place_of(user))
	found = query.select(_case(standings)).run(pluck=True)
	return found[0] if found else None


def answers_as_hr(employee: str | None, user: str | None = None) -> bool:
	"""Whether `user` is HR to the coaching of `employee`, also where they are the manager as well; never to themselves."""
	user = user or frappe.session.user
	Employee = frappe.qb.DocType("Employee")
	as_hr = [
		criterion
		for standing, criterion in _standings(Record(Employee.name, Employee.company), place_of(user))
		if standing == HR
	]
	query = frappe.qb.from_(Employee).select(Employee.name).where(Employee.name == employee)
	return bool(as_hr) and bool(query.where(as_hr[0]).run())


def _case(standings: list[tuple[str, Criterion]]) -> Term:
	if not standings:
		return ValueWrapper(None)
	case = Case()
	for standing, criterion in standings:
		case = case.when(criterion, standing)
	return case.else_(None)


def readers_of(doc) -> list[dict]:
	"""Who can read `doc`, for the line on its form: a dict each with standing, employee, employee_name and user.

	HR is one entry without an employee, its `company` the record's. People without a user are not among them.
	"""
	candidates = [doc.mentee, *managers_of(doc.mentee)]
	if doc.appointed and doc.coach not in candidates:
		candidates.append(doc.coach)
	users = frappe.get_all(
		"Employee",
		filters={"name": ("in", candidates), "user_id": ("is", "set")},
		fields=["name as employee", "employee_name", "user_id as user"],
	)
	readers = [
		frappe._dict(person, standing=standing)
		for person in sorted(users, key=lambda person: candidates.index(person.employee))
		if (standing := standing_of(doc, person.user))
	]
	if doc.doctype == "Competency Assessment" and not (
		doc.revealed or doc.kind == "Agreed" or doc.entered_by_hr
	):
		return readers
	return [*readers, frappe._dict(standing=HR, company=doc.company)]
