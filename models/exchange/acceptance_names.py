"""Whom and what an acceptance list names: colleagues, batches and signers, each made where nobody knows the name."""

from __future__ import annotations

from collections.abc import Callable

from models import contacts
from models.errors import InvalidValue
from models.exchange.matching import KnownAccounts, KnownPeople, name_key
from models.journal import Journal


class Named:
    """Records known by their names; one that nobody knows is made."""

    def __init__(self, known: dict[str, int], make: Callable[[str], int]) -> None:
        self._known, self._make = known, make
        self.made: list[str] = []

    def find(self, name: str) -> int:
        """Return the record of this name, made if need be; raises InvalidValue for a name that can't be stored."""
        key = name_key(name)
        if key not in self._known:
            self._known[key] = self._make(name)
            self.made.append(name)
        return self._known[key]

    def forget(self, count: int) -> None:
        """Forget all but so many of those made: the row that named the others did not come in."""
        while len(self.made) > count:
            del self._known[name_key(self.made.pop())]


class Signers(Named):
    """People of the customer by their names; one that nobody knows is made at the project's account."""

    def __init__(self, journal: Journal, account_id: int) -> None:
        super().__init__({}, lambda name: self._make_person(name))
        self._journal, self._account_id = journal, account_id
        self._people: KnownPeople | None = None
        self._accounts: set[int] = set()
        self._post: contacts.PostFields = {}

    def signer(self, name: str, department: str, title: str) -> int:
        """Return who signs, made with a post in the department if need be; InvalidValue when several may be meant."""
        if self._people is None:
            self._people = KnownPeople(self._journal)
            self._accounts = KnownAccounts(self._journal).above_and_below(self._account_id)
        here = [one for one in self._people.by_name(name, self._accounts) if not one.in_trash]
        found = here or [one for one in self._people.by_exact_name(name) if not one.in_trash]
        if len(found) > 1:
            raise InvalidValue(
                "{count} people are called {name}. The signature has no signer; choose one by hand.",
                count=len(found),
                name=name,
            )
        if found:
            return found[0].id
        self._post = {"department": department, "title": title}
        return self.find(name)

    def _make_person(self, name: str) -> int:
        return contacts.create(self._journal, name=name, account_id=self._account_id, post=self._post).id
