"""What can be found: the kinds of records, in the order in which they are shown."""

from __future__ import annotations

KINDS: tuple[str, ...] = (
    "account",
    "contact",
    "visit",
    "step",
    "plan",
    "project",
    "attachment",
    "acceptance_item",
    "receivable",
    "asset",
    "feedback",
    "signature",
)
"""In the order of the groups; the names of tables. Their places are in the ids of the index: new ones go to the end."""

_KIND_BIT, _MINUTE_BIT = 58, 8
_FIRST_MINUTE = 1900
_MINUTES_A_DAY = 1440


def first_id(kind: str) -> int:
    """Return the smallest id that an entry of a kind can have in the index."""
    return KINDS.index(kind) << _KIND_BIT


def ids_of(kind: str) -> tuple[int, int]:
    """Return from which id of the index on, and before which, all entries of a kind lie."""
    return first_id(kind), first_id(kind) + (1 << _KIND_BIT)


def entry_id(kind: str, when: str, record_id: int) -> int:
    """Return the id an entry would like to have: by kind, then by time ('' or ISO), then by some of the record's id.

    Ids that lie close together make a small index, so there is room for few in a minute; the next free one will do.
    """
    return id_at(kind, when) | (record_id & ((1 << _MINUTE_BIT) - 1))


def minute_of(entry: int) -> int:
    """Return a number that the ids of one kind and one minute share."""
    return entry >> _MINUTE_BIT


def id_at(kind: str, when: str) -> int:
    """Return the smallest id of the entries of a kind from a time (ISO) on."""
    return first_id(kind) | (_minutes(when) << _MINUTE_BIT)


def _minutes(when: str) -> int:
    """Return the minutes since 1900 of a time on the wall (ISO); what lies before, or is no time, counts as 0."""
    if len(when) < 10:
        return 0
    from datetime import date

    day = date.fromisoformat(when[:10])
    days = day.toordinal() - date(_FIRST_MINUTE, 1, 1).toordinal()
    hours, minutes = (int(when[11:13]), int(when[14:16])) if len(when) >= 16 else (0, 0)
    return max(days * _MINUTES_A_DAY + hours * 60 + minutes, 0)
