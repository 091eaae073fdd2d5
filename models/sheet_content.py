"""What stands on the sheet of a visit in the editor, and how a draft keeps it.

A sheet is compared as a whole: two sheets are equal when nothing a person wrote differs. What only helps to show it
(names that go with an id, the revision) does not count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, TypeGuard, TypeVar

from models.clock import wall_of
from models.errors import InvalidValue
from models.text.field_words import (
    CHANNEL_NAMES,
    EXPECTATION_NAMES,
    KIND_NAMES,
    OUTCOME_NAMES,
    QUESTION_KIND_NAMES,
    SATISFACTION_NAMES,
    SEVERITY_NAMES,
    STATE_NAMES,
)

FORMAT = 1
"""The version of the JSON of a draft; a newer one is read as far as it is understood."""


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """A contact or colleague on the sheet; without an id it is new and is made on saving."""

    id: int | None
    name: str
    role_group: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question or homework of the preparation list; without an id it is new.

    One that an earlier visit left open tells which it was there, and the day (ISO) of that visit.
    """

    id: int | None
    question: str
    done: bool = False
    answer: str = ""
    kind: str = "question"
    carried_from_id: int | None = field(default=None, compare=False)
    carried_on: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SheetStep:
    """A step that came of the visit; `due` is an ISO day, `repeats` a rule (RFC 5545).

    `raised_at`, `answered_at` and the promised `answer_by` and `solve_by` are times on the wall.
    Without an id it is new; `outcome` tells how a closed one ended, and is empty until the journal decides it.
    """

    id: int | None
    kind: str
    title: str
    people: tuple[SheetPerson, ...] = ()
    due: str | None = None
    owner_side: str = "ours"
    owner_colleague_id: int | None = None
    owner_contact_id: int | None = None
    severity: str | None = None
    repeats: str = ""
    closed: bool = False
    outcome: str = field(default="", compare=False)
    owner: str = field(default="", compare=False)
    revision: int = field(default=0, compare=False)
    raised_at: str = field(default="", compare=False)
    answered_at: str | None = field(default=None, compare=False)
    answer_by: str | None = field(default=None, compare=False)
    solve_by: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """A visit as it is written in the editor; `start` is the time on the wall, T00:00 when only the day is known.

    Without a `visit_id` it is a new one; without an `account_id` the account named is made on saving. `repeats` is a
    rule (RFC 5545); when one of a series moves to another time, `all_later` says that the rest of it moves too.
    `start_words`, `minutes_words` and `repeats_words` are what is typed there and means nothing yet: only a draft keeps
    them. `as_read` is the sheet as it stood in the journal, so that only what was changed here is written.
    """

    visit_id: int | None = None
    revision: int = field(default=0, compare=False)
    account_id: int | None = None
    account: str = ""
    project_id: int | None = None
    project: str = field(default="", compare=False)
    trip_id: int | None = None
    trip: str = field(default="", compare=False)
    start: str = ""
    start_words: str = ""
    minutes: int | None = None
    minutes_words: str = ""
    repeats: str = ""
    repeats_words: str = ""
    all_later: bool = False
    channel: str = "on_site"
    place: str = ""
    purpose: str = ""
    expected_result: str = ""
    state: str = "held"
    people: tuple[SheetPerson, ...] = ()
    colleagues: tuple[SheetPerson, ...] = ()
    questions: tuple[SheetQuestion, ...] = ()
    notes: str = ""
    summary: str = ""
    highlight: str = ""
    support_needed: str = ""
    steps: tuple[SheetStep, ...] = ()
    satisfaction: int | None = None
    expectation_level: int | None = None
    expectation: str = ""
    private_notes: str = ""
    confidential: bool = False
    tags: tuple[str, ...] = ()
    waiting_files: tuple[int, ...] = ()
    as_read: VisitSheet | None = field(default=None, compare=False, repr=False)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what stands in the journal; a new sheet counts from its blank."""
        return self.as_read is None or self != self.as_read


def as_known(sheet: VisitSheet) -> VisitSheet:
    """Return the sheet as one that stands so in the journal: what is changed from now on is a change."""
    return replace(sheet, as_read=replace(sheet, as_read=None))


def to_json(sheet: VisitSheet) -> str:
    """Return the sheet as the JSON text of a draft, with the sheet it was read from."""
    content = {"format": FORMAT, "sheet": _plain(sheet)}
    if sheet.as_read is not None:
        content["as_read"] = _plain(sheet.as_read)
    return json.dumps(content, ensure_ascii=False)


def from_json(text: str) -> VisitSheet:
    """Return the sheet a draft keeps; what an older or newer program left out or added does no harm.

    Raises InvalidValue for a text that is no draft of a visit at all.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not isinstance(content.get("sheet"), dict):
        raise InvalidValue("This draft can't be read. Nothing was changed; discard it, or keep it for later.")
    before = content.get("as_read")
    return replace(_sheet(content["sheet"]), as_read=_sheet(before) if isinstance(before, dict) else None)


Part = TypeVar("Part", VisitSheet, SheetPerson, SheetQuestion, SheetStep)


def _plain(part: VisitSheet | SheetPerson | SheetQuestion | SheetStep) -> dict[str, object]:
    """Return a part as JSON holds it: the numbers of records are texts, for JSON would cut them."""
    plain: dict[str, object] = {}
    for one in fields(part):
        value = getattr(part, one.name)
        if one.name == "tags":
            plain[one.name] = list(value)
        elif one.name == "waiting_files":
            plain[one.name] = [str(file_id) for file_id in value]
        elif isinstance(value, tuple):
            plain[one.name] = [_plain(item) for item in value]
        elif one.name != "as_read":
            plain[one.name] = str(value) if _is_link(one.name) and value is not None else value
    return plain


def _sheet(plain: Mapping[str, object]) -> VisitSheet:
    steps = tuple(
        replace(_filled(SheetStep(None, "next_step", ""), item), people=_persons(item.get("people")))
        for item in _items(plain.get("steps"))
    )
    return replace(
        _filled(VisitSheet(), plain),
        people=_persons(plain.get("people")),
        colleagues=_persons(plain.get("colleagues")),
        questions=tuple(_filled(SheetQuestion(None, ""), item) for item in _items(plain.get("questions"))),
        steps=steps,
        tags=_words(plain.get("tags")),
        waiting_files=tuple(int(text) for text in _words(plain.get("waiting_files")) if _is_number_of_record(text)),
    )


def _words(items: object) -> tuple[str, ...]:
    return tuple(item for item in items if isinstance(item, str)) if isinstance(items, list) else ()


def _persons(items: object) -> tuple[SheetPerson, ...]:
    return tuple(_filled(SheetPerson(None, ""), item) for item in _items(items))


def _items(items: object) -> list[Mapping[str, object]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _filled(empty: Part, plain: Mapping[str, object]) -> Part:
    """Return a part with each value that fits its field; what does not fit stays as it was in the empty one."""
    known: dict[str, Any] = {}
    for one in fields(empty):
        value = plain.get(one.name)
        before = getattr(empty, one.name)
        if _is_link(one.name):
            if _is_number_of_record(value):
                known[one.name] = int(value)
        elif one.name in _FITTING and not (value == before or _fits(empty, one.name, value)):
            continue
        elif one.name in _OPTIONAL:
            if isinstance(value, _OPTIONAL[one.name]) and not isinstance(value, bool):
                known[one.name] = value
        elif not isinstance(before, tuple) and one.name != "as_read" and type(value) is type(before):
            known[one.name] = value
    return replace(empty, **known)


_OPTIONAL: dict[str, type] = {
    "minutes": int,
    "satisfaction": int,
    "expectation_level": int,
    "due": str,
    "severity": str,
    "role_group": str,
    "answered_at": str,
    "answer_by": str,
    "solve_by": str,
}
"""The fields that may be empty, and what they hold otherwise."""


def _is_moment(value: str) -> bool:
    moment = datetime.fromisoformat(value)
    return moment.tzinfo is None and value.startswith(wall_of(moment))


_FITTING: dict[str, Callable[[Any], bool]] = {
    "channel": CHANNEL_NAMES.__contains__,
    "state": STATE_NAMES.__contains__,
    "kind": KIND_NAMES.__contains__,
    "outcome": OUTCOME_NAMES.__contains__,
    "severity": SEVERITY_NAMES.__contains__,
    "owner_side": ("ours", "theirs").__contains__,
    "satisfaction": SATISFACTION_NAMES.__contains__,
    "expectation_level": EXPECTATION_NAMES.__contains__,
    "minutes": range(1, 100_001).__contains__,
    "due": lambda value: date.fromisoformat(value).isoformat() == value,
    "carried_on": lambda value: date.fromisoformat(value).isoformat() == value,
    "start": _is_moment,
    "raised_at": _is_moment,
    "answered_at": _is_moment,
    "answer_by": _is_moment,
    "solve_by": _is_moment,
}
"""The fields of which the window shows only what a journal can hold, and how that is told."""


def _fits(part: VisitSheet | SheetPerson | SheetQuestion | SheetStep, name: str, value: object) -> bool:
    try:
        if isinstance(part, SheetQuestion) and name == "kind":
            return value in QUESTION_KIND_NAMES
        return _FITTING[name](value)
    except (TypeError, ValueError):
        return False


def _is_number_of_record(value: object) -> TypeGuard[str]:
    if not isinstance(value, str) or len(value) > _DIGITS:
        return False
    return value.isascii() and value.isdigit() and 0 < int(value) < 1 << 63


_DIGITS = 19
"""How many figures the number of a record has at most."""


def _is_link(name: str) -> bool:
    return name == "id" or name.endswith("_id")
