"""Who in the journal the people of a meeting are, and which account the meeting is with.

An e-mail address tells who someone is; a name does only where one contact alone bears it. Whom nobody knows is named
and left out, for a list of invitations is no address book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models import contacts
from models.errors import InvalidValue
from models.exchange.calendar_records import Attendee
from models.exchange.matching import KnownAccounts, KnownPeople, Person, name_key, name_words
from models.exchange.values import is_east_asian, point_key
from models.journal import Journal

_SHORTEST_NAME, _SHORTEST_CHINESE = 4, 2
"""Letters an account's name must have to be looked for within a title."""


@dataclass(slots=True)
class Company:
    """Who takes part in a meeting: contacts, colleagues, and those whom nobody knows."""

    account_id: int | None = None
    contacts: list[int] = field(default_factory=list)
    colleagues: list[int] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Accounts that as many people are invited from as from the one that was taken."""

    def doubts(self) -> list[InvalidValue]:
        """Return a sentence that names those who were left out, and one where another account may be meant."""
        doubts = []
        if self.others:
            doubts.append(
                InvalidValue(
                    "People of several accounts are invited, of {names} as well. Look whether the account is right.",
                    names=tuple(self.others[:5]),
                )
            )
        if not self.strangers:
            return doubts
        return [
            *doubts,
            InvalidValue(
                "Not among the contacts, so not put on the visit: {names}. Add who matters, with the e-mail address, "
                "and import the file again.",
                names=tuple(self.strangers[:20]),
            ),
        ]


class KnownCompany:
    """Finds the people of meetings; I myself am nobody to be found."""

    def __init__(self, journal: Journal, known_accounts: KnownAccounts, known_people: KnownPeople) -> None:
        self._journal = journal
        self._accounts = known_accounts
        self._people = known_people
        found = journal.rows("SELECT email, name FROM profile WHERE deleted_at IS NULL")
        self._me = {key for row in found for key in (point_key(row[0]), name_key(row[1])) if key}
        self._colleagues: dict[str, int] = {}
        rows = journal.rows("SELECT id, email, name FROM colleague WHERE deleted_at IS NULL ORDER BY id DESC")
        for colleague_id, email, name in rows:
            self._colleagues |= {key: colleague_id for key in (point_key(email), name_key(name)) if key}
        self._titled = _names_of_accounts(journal)

    def of(self, attendees: Sequence[Attendee], title: str, account_id: int | None = None) -> Company:
        """Return who takes part; the account is the one given, else the one found through people or the title."""
        company = Company(account_id)
        known: list[tuple[Attendee, Person | None]] = []
        for attendee in attendees:
            if {attendee.email, name_key(attendee.name)} & self._me:
                continue
            colleague = self._colleagues.get(attendee.email) or self._colleagues.get(name_key(attendee.name))
            if colleague is not None:
                company.colleagues.append(colleague)
            else:
                known.append((attendee, self._by_email(attendee)))
        if company.account_id is None:
            sure = [person for _, person in known if person is not None]
            self._find_account(company, sure, title)
            if company.account_id is None:
                named = [self._by_name(attendee, None) for attendee, _ in known]
                self._find_account(company, [person for person in named if person is not None], "")
        for attendee, person in known:
            found = person or self._by_name(attendee, company.account_id)
            if found is not None:
                company.contacts.append(found.id)
            else:
                company.strangers.append(attendee.name or attendee.email)
        company.contacts = list(dict.fromkeys(company.contacts))
        company.colleagues = list(dict.fromkeys(company.colleagues))
        return company

    def account_in(self, title: str) -> int | None:
        """Return the account whose name stands in a title, the longest of them; None where none or several do."""
        key = name_key(title)
        for name, ids in self._titled:
            if name in key:
                return ids[0] if len(ids) == 1 else None
        return None

    def without_account(self, title: str, account_id: int | None) -> str:
        """Return a title without the name of its account, where that stands at an end ('Rail · Line 4') or is all."""
        parts = title.split(" · ")
        for at in (0, -1):
            if account_id in self._accounts.find(parts[at]):
                del parts[at]
                return " · ".join(parts)
        return title

    def _by_email(self, attendee: Attendee) -> Person | None:
        live = [person for person in self._people.by_email([attendee.email]) if not person.in_trash]
        if len(live) > 1:  # of several with one address, who bears the name too
            live = [person for person in live if person.words == name_words(attendee.name)]
        return live[0] if len(live) == 1 else None

    def _by_name(self, attendee: Attendee, account_id: int | None) -> Person | None:
        if not attendee.name:
            return None
        found: list[Person] = []
        if account_id is not None:
            found = self._people.by_name(attendee.name, self._accounts.above_and_below(account_id))
        live = [person for person in found or self._people.by_exact_name(attendee.name) if not person.in_trash]
        return live[0] if len(live) == 1 else None

    def _find_account(self, company: Company, people: Iterable[Person], title: str) -> None:
        """Note where most of some people hold their present post; of equals the one in the title, or the first."""
        equals = self._accounts_of(people)
        titled = self.account_in(title) if title else None
        company.account_id = titled if not equals or titled in equals else equals[0]
        if company.account_id != titled and len(equals) > 1:
            names = self._journal.rows("SELECT id, name FROM account WHERE deleted_at IS NULL")
            company.others = [name for account_id, name in names if account_id in equals[1:]]

    def _accounts_of(self, people: Iterable[Person]) -> list[int]:
        """Return the accounts at which most of some people hold their present post, several where they are equal."""
        held = Counter[int]()
        for person in people:
            present = next((post for post in contacts.posts(self._journal, person.id) if post.until_on is None), None)
            if present is not None and self._is_live(present.account_id):
                held[present.account_id] += 1
        most = max(held.values(), default=0)
        return [account_id for account_id, count in held.items() if count == most]

    def _is_live(self, account_id: int) -> bool:
        found = self._journal.row("SELECT 1 FROM account WHERE id = ? AND deleted_at IS NULL", account_id)
        return found is not None


def _names_of_accounts(journal: Journal) -> list[tuple[str, list[int]]]:
    """Return the names of the accounts as titles are searched for them, the longest first."""
    found: dict[str, list[int]] = {}
    for account_id, name, short_name in journal.rows(
        "SELECT id, name, short_name FROM account WHERE deleted_at IS NULL"
    ):
        for key in {name_key(name), name_key(short_name)}:
            if len(key) >= (_SHORTEST_CHINESE if is_east_asian(key) else _SHORTEST_NAME):
                found.setdefault(key, []).append(account_id)
    return sorted(found.items(), key=lambda entry: -len(entry[0]))
