"""Which visits a list shows: of an account, with a person, in a period, on a channel, in a state, with some words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models import accounts, tags
from models.changes import Value
from models.journal import Journal
from models.text.clean import clean_line

TO_WRITE_UP = "to_write_up"
"""The state of a visit that was held without a summary, or planned for a day that has passed."""

_MOST_WORDS, _LONGEST_WORD = 20, 200
"""Of a whole page that was pasted, as much is looked for as the database can take, and as tells it from others."""


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What visits must have in common; nothing given means all.

    `first` and `last` are days (ISO), both included; an account counts with its branches; each word of `text` stands
    in the purpose, the summary, the account's name or the name of somebody who took part. A tag is borne by the visit
    or by its account.
    """

    account_id: int | None = None
    contact_id: int | None = None
    first: str = ""
    last: str = ""
    channel: str = ""
    state: str = ""
    text: str = ""
    tag: str = ""

    def is_empty(self) -> bool:
        """Return whether every visit passes."""
        return self == VisitFilter()


def conditions(journal: Journal, wanted: VisitFilter) -> tuple[list[str], list[Value]]:
    """Return a filter as SQL conditions on the table visit, with their values; those in the trash never pass.

    The account is left to the caller, who reads each branch by its own index; see `account_ids`.
    """
    made = ["visit.deleted_at IS NULL"]
    given: list[Value] = []
    if wanted.contact_id is not None:
        made.append("visit.id IN (SELECT visit_id FROM visit_contact WHERE contact_id = ? AND deleted_at IS NULL)")
        given.append(wanted.contact_id)
    if wanted.first:
        made.append("visit.start >= ?")
        given.append(wanted.first)
    if wanted.last:
        made.append("visit.start < ?")
        given.append(day_after(wanted.last))
    if wanted.channel:
        made.append("visit.channel = ?")
        given.append(wanted.channel)
    if wanted.tag:
        made.append(tags.of_visit(wanted.tag))
    _add_state(journal, wanted.state, made, given)
    for word in dict.fromkeys(clean_line(wanted.text).split()[:_MOST_WORDS]):
        _add_word(journal, word, made, given)
    return made, given


def account_ids(journal: Journal, wanted: VisitFilter) -> list[int]:
    """Return the account of a filter with its branches; none when it names no account."""
    return [] if wanted.account_id is None else accounts.tree_ids(journal, wanted.account_id)


def may_be_rare(wanted: VisitFilter) -> bool:
    """Return whether a look by time may have to go past very many visits to find one that passes."""
    is_indexed = wanted.account_id is not None or wanted.contact_id is not None or wanted.state == TO_WRITE_UP
    return not is_indexed and bool(wanted.text or wanted.channel or wanted.state or wanted.tag)


def day_after(day: str) -> str:
    """Return the day after a day (ISO), as the end of a period that includes it."""
    last = date.fromisoformat(day)
    # After the last day of the calendar there is none; this text sorts behind every time on it.
    return (last + timedelta(days=1)).isoformat() if last < date.max else "9999-12-31U"


def _add_state(journal: Journal, state: str, made: list[str], given: list[Value]) -> None:
    if state == TO_WRITE_UP:
        # The first condition is that of an index, without which this would read every visit.
        made.append("(visit.state = 'planned' OR (visit.state = 'held' AND trim(visit.summary) = ''))")
        made.append("(visit.state = 'held' OR visit.start < ?)")
        given.append(journal.clock.today().isoformat())
    elif state:
        made.append("visit.state = ?")
        given.append(state)


def _add_word(journal: Journal, word: str, made: list[str], given: list[Value]) -> None:
    pattern = f"%{word[:_LONGEST_WORD].replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    of_accounts = journal.rows(
        "SELECT id FROM account WHERE name LIKE ?1 ESCAPE '!' OR short_name LIKE ?1 ESCAPE '!' LIMIT 500", pattern
    )
    is_of_person = journal.row("SELECT 1 FROM contact WHERE name LIKE ? ESCAPE '!' LIMIT 1", pattern) is not None
    places = ["visit.purpose LIKE ? ESCAPE '!'", "visit.summary LIKE ? ESCAPE '!'"]
    given.extend((pattern, pattern))
    if of_accounts:
        places.append(f"visit.account_id IN ({', '.join('?' * len(of_accounts))})")
        given.extend(row[0] for row in of_accounts)
    if is_of_person:
        places.append(
            "EXISTS (SELECT 1 FROM visit_contact JOIN contact ON contact.id = contact_id "
            "WHERE visit_id = visit.id AND visit_contact.deleted_at IS NULL AND contact.name LIKE ? ESCAPE '!')"
        )
        given.append(pattern)
    made.append(f"({' OR '.join(places)})")
