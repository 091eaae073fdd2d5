"""What a kind of entries of a timeline is, in SQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of entry in SQL: its table, when it happened, what is read, and where its owner's rows are found.

    `columns` are kind, state, title, text, account id, confidential, and three more that belong to the kind alone; they
    may read the tables joined in `beside`. `at_account`, `with_contact` and `of_project` say from where the ids come;
    all end in a condition and name the owner `owner.id`, or are empty where there are no such entries. `at_many` says
    it for many accounts at once, all those in `owner`, where an index tells which rows of all are not older than the
    day in `since`; `at_very_many` where all rows are looked through for that day, which pays for hundreds of accounts.
    """

    event: str
    table: str
    when: str
    columns: str
    at_account: str
    with_contact: str
    at_many: str = ""
    at_very_many: str = ""
    of_project: str = ""
    beside: str = ""
