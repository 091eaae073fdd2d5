"""Who is who in the sample journal: our own people, the accounts as trees, and their contacts.

The accounts and a few contacts are there from the beginning; most contacts come in when they are first met, so that
the journal grows the way a real one does.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from models import accounts, colleagues, contacts
from models.journal import Journal
from models.sample import tagging
from models.sample.texts import LANGUAGES, ROLE_GROUPS, Names, names, promises, relations, staging
from models.text import pinyin

_MOST = {"A": 3, "B": 2, "C": 2}
"""How many contacts of one role group an account has at most, by its class."""

_KNOWN_FROM_THE_START = {"A": ("decision", "technical", "commercial"), "B": ("technical", "users"), "C": ("users",)}
_TARGET = {"A": 6, "B": 3, "C": 1}


@dataclass(slots=True, eq=False)
class Person:
    """A contact of the sample journal; `met` counts the visits."""

    id: int
    post_id: int
    name: str
    role: str
    level: str
    customer: Customer
    met: int = 0
    closeness: int = 0
    moved: bool = False


@dataclass(slots=True, eq=False)
class Customer:
    """An account of the sample journal, and what has been played there so far."""

    id: int
    name: str
    short: str
    language: str
    industry: str
    rank: str
    city: str
    domain: str
    parent: Customer | None
    quiet_until: date | None = None
    by_role: dict[str, list[Person]] = field(default_factory=dict)
    played: set[str] = field(default_factory=set)
    appointments: int = 0
    last: date | None = None

    @property
    def people(self) -> list[Person]:
        """Return all people, one role group after the other."""
        return [person for people in self.by_role.values() for person in people]

    @property
    def best_known(self) -> Person | None:
        """Return the one who was met most often, or None where nobody is known."""
        return max(self.people, key=lambda person: person.met, default=None)

    def of_role(self, role: str) -> list[Person]:
        """Return the people of one role group."""
        return self.by_role.setdefault(role, [])


class Cast:
    """Makes the accounts and people of the sample journal and remembers them."""

    def __init__(self, journal: Journal, chance: random.Random, *, today: date, crowd: int = 1) -> None:
        self._journal = journal
        self._today = today
        self._chance = chance
        self._crowd = crowd
        self._taken: set[str] = set()
        self._tags = tagging.PeopleTags()
        self._fresh = {language: _shuffled(chance, names(language).people) for language in LANGUAGES}
        self.customers: list[Customer] = []
        self.colleagues: dict[str, list[tuple[int, str]]] = {language: [] for language in LANGUAGES}
        self.colleague_ids: dict[str, int] = {}

    def enter(self) -> None:
        """Fill in my profile and make the colleagues and accounts, with the contacts known from the start."""
        me = staging().me
        colleagues.set_profile(
            self._journal,
            name=me["name"],
            job=me["job"],
            region=me["region"],
            company=me["company"],
            phone=me["phone"],
            email=me["email"],
            manager_name=me["manager_name"],
            manager_email=me["manager_email"],
        )
        for language in LANGUAGES:
            for entry in names(language).colleagues:
                self._employ(language, entry["name"], entry["job"])
        for language in LANGUAGES:
            for account in names(language).accounts:
                self._open_account(language, account)
        for customer in self.customers:
            self._introduce_first(customer)

    def named(self, name: str) -> Customer:
        """Return the customer of a name."""
        return next(customer for customer in self.customers if customer.name == name)

    def colleague(self, language: str) -> tuple[int, str]:
        """Return one of our own people as (id, name), never me."""
        return self._chance.choice(self.colleagues[language])

    def of_role(self, customer: Customer, role: str, present: list[Person], *, newcomer: bool, on: date) -> Person:
        """Return somebody of a role group who is not present yet, making a contact when there is none."""
        known = [person for person in customer.of_role(role) if person not in present]
        room = len(customer.of_role(role)) < _MOST[customer.rank] * self._crowd
        unmet = next((person for person in known if person.met == 0), None) if newcomer else None
        if unmet is not None:
            return unmet
        if not known or (room and (newcomer or self._chance.random() < 0.12)):
            return self.meet(customer, role, on=on)
        # The better known of two: the same faces come back, but not always.
        one, other = self._chance.choice(known), self._chance.choice(known)
        return one if one.met >= other.met else other

    def meet(self, customer: Customer, role: str, *, on: date | None = None) -> Person:
        """Make a new contact at an account, introduced by somebody known there if the contact came in on a day."""
        chance = self._chance
        texts = names(customer.language)
        name = self._new_name(customer.language)
        known = [person for person in customer.people if person.met]
        level = _level(chance, role, customer)
        above = [p for p in customer.people if p.level == ("executive" if level == "manager" else "manager")]
        introducer = chance.choice(known) if known and on is not None and chance.random() < 0.45 else None
        close = chance.choice((1, 1, 2, 2, 3)) if on is None else chance.choice((0, 1, 1))
        given, family = _parts(customer.language, name)
        fields: contacts.ContactFields = {
            "name": name,
            "given_name": given,
            "family_name": family,
            "role_group": role,
            "level": level,
            "stance": chance.choice((-1, 0, 0, 0, 1, 1, 2)) if chance.random() < 0.97 else -2,
            "closeness": close,
            "reports_to_id": chance.choice(above).id if above and chance.random() < 0.7 else None,
            "introduced_by_id": introducer.id if introducer else None,
            "introduced_on": on if introducer else None,
            "tags": self._tags.next(customer.language, role, self._journal.clock.today()),
        }
        fields.update(self._personal(texts))
        post = self._post(customer, role)
        post["from_on"] = (on or self._journal.clock.today()) - timedelta(days=chance.randrange(200, 3000))
        points = self._points(customer, name)
        made = contacts.create(self._journal, account_id=customer.id, post=post, points=points, **fields)
        person = Person(made.id, self._post_of(made.id), name, role, level, customer, closeness=close)
        customer.of_role(role).append(person)
        return person

    def move(self, person: Person, customer: Customer, on: date) -> None:
        """Let a contact change to a post at another account."""
        post = self._post(customer, person.role)
        post["from_on"] = on
        contacts.take_post(self._journal, person.id, customer.id, **post)
        contacts.edit(self._journal, person.id, private_notes=staging().phrases[customer.language]["job_change"])
        person.post_id = self._post_of(person.id)
        person.moved = True
        person.customer.of_role(person.role).remove(person)
        person.customer = customer
        customer.of_role(person.role).append(person)

    def _post_of(self, contact_id: int) -> int:
        return contacts.posts(self._journal, contact_id)[0].id

    def _employ(self, language: str, name: str, job: str) -> None:
        mail = _mail_name(language, name)
        made = colleagues.create(self._journal, name=name, job=job, email=f"{mail}@{staging().mail}")
        self.colleague_ids[name] = made.id
        if name not in (staging().me["name"], staging().me["manager_name"]):
            self.colleagues[language].append((made.id, name))

    def _open_account(self, language: str, entry: dict[str, str]) -> None:
        parent = self.named(entry["parent"]) if entry["parent"] else None
        made = accounts.create(
            self._journal,
            name=entry["name"],
            short_name=entry["short"],
            parent_id=parent.id if parent else None,
            account_class=entry["class"],
            industry=names(language).industries[entry["industry"]],
            region=entry["region"],
            city=entry["city"],
            web=entry["web"],
            rhythm_days=promises()["rhythm"].get(entry["name"]),
            rhythm_inherited=entry["name"] not in promises()["rhythm"],
            visit_target=None if _has_branches(language, entry["name"]) else _TARGET[entry["class"]],
            tier=_tier(language, entry),
            notes=entry["notes"],
            tags=tagging.of_account(entry["name"], self._today),
        )
        self.customers.append(
            Customer(
                id=made.id,
                name=entry["name"],
                short=entry["short"],
                language=language,
                industry=entry["industry"],
                rank=entry["class"],
                city=entry["city"],
                domain=entry["web"].removeprefix("https://"),
                parent=parent,
            )
        )

    def _introduce_first(self, customer: Customer) -> None:
        for role in _KNOWN_FROM_THE_START[customer.rank]:
            self.meet(customer, role)
        missing = [role for role in ROLE_GROUPS if not customer.of_role(role)]
        if customer.rank == "A" and self._chance.random() < 0.5:
            role = self._chance.choice(missing)
            title = self._fitting(names(customer.language).titles[role], customer)
            contacts.create(
                self._journal,
                name=staging().phrases[customer.language]["placeholder"].format(title=title),
                placeholder=True,
                role_group=role,
                account_id=customer.id,
                post={"title": title},
            )

    def _new_name(self, language: str) -> str:
        """Return a name nobody bears yet; when the list is used up, family and given names are mixed."""
        fresh = self._fresh[language]
        while fresh:
            name = fresh.pop()
            if name not in self._taken:
                self._taken.add(name)
                return name
        people = names(language).people
        for _ in range(50):
            given, _family = _parts(language, self._chance.choice(people))
            _given, family = _parts(language, self._chance.choice(people))
            name = f"{family}{given}" if language == "zh" else f"{given} {family}"
            if name not in self._taken:
                break
        self._taken.add(name)
        return name

    def _fitting(self, words: list[str], customer: Customer) -> str:
        only = staging().only
        fitting = [word for word in words if customer.industry in only.get(word, (customer.industry,))]
        return self._chance.choice(fitting)

    def _post(self, customer: Customer, role: str) -> contacts.PostFields:
        """Return a title of a role group and the department that goes with it."""
        texts = names(customer.language)
        title = self._fitting(texts.titles[role], customer)
        department = staging().departments.get(title) or self._fitting(texts.departments[role], customer)
        return {"title": title, "department": department}

    def _points(self, customer: Customer, name: str) -> list[contacts.Point]:
        chance = self._chance
        number = f"{chance.randrange(1_000, 10_000)}"
        chinese = customer.language == "zh"
        phone = f"+86 190 0000 {number}" if chinese else f"+44 1632 96{number}"
        points = [contacts.Point("phone", phone, preferred=chance.random() < 0.4)]
        if chance.random() < 0.8:
            points.append(contacts.Point("email", f"{_mail_name(customer.language, name)}@{customer.domain}"))
        if chinese and chance.random() < 0.7:
            points.append(contacts.Point("chat", f"wx_{_mail_name('zh', name)}{number[-2:]}", label="WeChat"))
        return points

    def _personal(self, texts: Names) -> contacts.ContactFields:
        """Return what is known of a person privately: often nothing, sometimes a birthday or a preference."""
        chance = self._chance
        fields: contacts.ContactFields = {}
        if chance.random() < 0.35:
            day = date(chance.randrange(1962, 1998), 1, 1) + timedelta(days=chance.randrange(365))
            fields["birthday"] = day.isoformat() if chance.random() < 0.5 else f"--{day:%m-%d}"
        if chance.random() < 0.45:
            fields["preferences"] = chance.choice(texts.preferences)
        if chance.random() < 0.25:
            fields["kindnesses"] = chance.choice(texts.kindnesses)
        return fields


def _tier(language: str, entry: dict[str, str]) -> str:
    """Return where an account stands in its tree: a group has branches, and a branch says by its name what it is."""
    if not entry["parent"]:
        return "group" if _has_branches(language, entry["name"]) else "company"
    endings = relations()["tier"].items()
    return next((tier for ending, tier in endings if entry["name"].endswith(ending)), "company")


def _has_branches(language: str, name: str) -> bool:
    """Return whether an account has branches; its target is then what all of theirs come to."""
    return any(other["parent"] == name for other in names(language).accounts)


def _shuffled(chance: random.Random, people: tuple[str, ...]) -> list[str]:
    return chance.sample(people, len(people))


def _level(chance: random.Random, role: str, customer: Customer) -> str:
    if role == "decision":
        return "executive" if customer.rank != "C" else "manager"
    if not any(person.level == "manager" and person.role == role for person in customer.people):
        return "manager"
    return "specialist" if chance.random() < 0.8 else "manager"


def _parts(language: str, name: str) -> tuple[str, str]:
    """Return the given and the family name."""
    if language == "zh":
        length = 2 if name.startswith("欧阳") else 1
        return name[length:], name[:length]
    given, _, family = name.partition(" ")
    return given, family


def _mail_name(language: str, name: str) -> str:
    """Return a name as it stands before the @: letters without accents, Chinese in pinyin."""
    if language == "zh":
        return pinyin.usual(name)
    import unicodedata

    plain = unicodedata.normalize("NFD", name.lower().replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in plain.replace(" ", ".") if letter.isascii() and letter not in "'")
