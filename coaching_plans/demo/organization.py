"""Who works at the demo company: drawn from a seed, before anything is written to a site."""

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from faker import Faker

MANAGEMENT = "Management"
DEPARTMENTS = ("Customer Support", "Sales", "Engineering")
STAFF = {
	"Customer Support": "Support Specialist",
	"Sales": "Account Executive",
	"Engineering": "Software Engineer",
}
LEADS = {
	"Customer Support": "Support Team Lead",
	"Sales": "Sales Team Lead",
	"Engineering": "Engineering Team Lead",
}
HEADS = {
	"Customer Support": "Head of Customer Support",
	"Sales": "Head of Sales",
	"Engineering": "Head of Engineering",
}
DIRECTOR = "Managing Director"
HR_PARTNER = "People Partner"
# New starters meet weekly, whatever their department's standard is.
NEW_STARTER = "New Starter"

LOCALES = ("en_GB", "en_IN", "de_DE", "es_ES", "fr_FR", "it_IT", "nl_NL", "pl_PL")
MAIL_DOMAIN = "coaching-demo.example"
LEAST_PEOPLE = 15
TEAM_SIZE = 8

# Of twenty people, how many lives of each kind there are; see stories.py.
LIVES = (
	*["steady"] * 9,
	*["patchy"] * 2,
	*["lapsing"] * 2,
	"without_plan",
	"nothing",
	"draft",
	"proposed",
	"given_up",
	"wrong_plan",
	"performance_support",
)


@dataclass(eq=False)
class Person:
	first_name: str
	last_name: str
	gender: str
	date_of_birth: date
	date_of_joining: date
	designation: str
	department: str
	# What their work is, for the goals they get: the department, or Leading.
	work: str
	manager: "Person | None" = None
	grade: str | None = None
	roles: tuple[str, ...] = ()
	life: str = "steady"
	# Name of the Employee, once there is one.
	employee: str | None = None
	team: list["Person"] = field(default_factory=list, repr=False)

	@property
	def user(self) -> str:
		return f"{_ascii(self.first_name)}.{_ascii(self.last_name)}@{MAIL_DOMAIN}"


def draw(people: int, seed: int, start: date) -> list[Person]:
	"""`people` persons, managers before their teams, the same for the same seed and `start` of the cycle.

	Raises ValueError for fewer than there are places to fill.
	"""
	if people < LEAST_PEOPLE:
		raise ValueError(f"The demo needs {LEAST_PEOPLE} people at least")
	return _Drawing(people, random.Random(seed), seed, start).people()


class _Drawing:
	def __init__(self, count: int, chance: random.Random, seed: int, start: date):
		self.count = count
		self.chance = chance
		self.start = start
		# Names alone: with all that Faker can make up, it takes longer to load than everyone takes to be hired.
		self.fakers = [Faker(locale, providers=["faker.providers.person"]) for locale in LOCALES]
		for faker in self.fakers:
			faker.seed_instance(seed)
		self.taken: set[str] = set()

	def people(self) -> list[Person]:
		director = self.person(DIRECTOR, MANAGEMENT, None)
		partners = [
			self.person(HR_PARTNER, MANAGEMENT, director) for _n in range(2 if self.count >= 60 else 1)
		]
		partners[0].roles = ("HR Manager", "HR User")
		partners[-1].roles = partners[-1].roles or ("HR User",)
		heads = [self.person(HEADS[name], name, director) for name in DEPARTMENTS]
		left = self.count - 1 - len(partners) - len(heads)
		teams = max(len(heads), round(left / (TEAM_SIZE + 1)))
		leads = [self.lead(heads[number % len(heads)]) for number in range(teams)]
		staff = [self.staff(leads[number % teams]) for number in range(left - teams)]
		everyone = [director, *partners, *heads, *leads, *staff]
		self.give_lives([person for person in everyone if person.manager])
		director.life = "nothing"
		self.choose_new_starters(staff)
		return everyone

	def lead(self, head: Person) -> Person:
		return self.person(LEADS[head.department], head.department, head)

	def staff(self, lead: Person) -> Person:
		return self.person(STAFF[lead.department], lead.department, lead)

	def person(self, designation: str, department: str, manager: Person | None) -> Person:
		gender, first_name, last_name = self.name()
		born = date(self.start.year - self.chance.randint(24, 58), self.chance.randint(1, 12), 15)
		joined = self.start - timedelta(days=self.chance.randint(200, 3200))
		leads = designation not in STAFF.values()
		person = Person(
			first_name,
			last_name,
			gender,
			born,
			max(joined, date(born.year + 20, 1, 2)),
			designation,
			department,
			"Leading" if leads else department,
			manager,
		)
		if manager:
			manager.team.append(person)
		return person

	def name(self) -> tuple[str, str, str]:
		"""One that nobody has yet, so that everyone gets an address of their own."""
		while True:
			faker = self.chance.choice(self.fakers)
			gender = self.chance.choice(("Female", "Male"))
			first = faker.first_name_female() if gender == "Female" else faker.first_name_male()
			last = faker.last_name()
			address = f"{_ascii(first)}.{_ascii(last)}"
			if address not in self.taken and " " not in first:
				self.taken.add(address)
				return gender, first, last

	def give_lives(self, persons: list[Person]) -> None:
		lives = [LIVES[number % len(LIVES)] for number in range(len(persons))]
		self.chance.shuffle(lives)
		for person, life in zip(persons, lives, strict=True):
			person.life = life
		self.support_below_the_top(persons)

	def support_below_the_top(self, persons: list[Person]) -> None:
		"""Performance support is aligned with the manager's manager, whom those next to the top don't have."""
		steady = [person for person in persons if person.life == "steady" and person.manager.manager]
		for person in persons:
			if person.life == "performance_support" and not person.manager.manager:
				other = steady.pop()
				person.life, other.life = other.life, person.life

	def choose_new_starters(self, staff: list[Person]) -> None:
		steady = [person for person in staff if person.life == "steady"]
		for number, person in enumerate(steady[: max(1, len(staff) // 20)]):
			person.grade = NEW_STARTER
			person.date_of_joining = self.start + timedelta(days=112 + 7 * (number % 4))


def _ascii(name: str) -> str:
	"""`name` as it stands in a mail address."""
	plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L"))
	return "".join(letter for letter in plain.lower() if letter.isascii() and letter.isalnum())
