"""What a field may hold, said once: each topic lists its fields with one of these rules.

A rule takes what was typed and returns what is stored; it raises InvalidValue, naming the field and the remedy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from models.changes import Value
from models.clock import wall_of
from models.errors import InvalidValue
from models.text.clean import clean, clean_line, is_seen
from models.text.language import Label

Rule = Callable[[object], Value]

NAME_LENGTH = 200
LINE_LENGTH = 500
PARAGRAPH_LENGTH = 20_000
NOTES_LENGTH = 2_000_000
TAGS_LENGTH = 4000

_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")


def checked(fields: Mapping[str, object], rules: Mapping[str, Rule]) -> dict[str, Value]:
    """Return the fields as they are stored; raises InvalidValue for the first that can't be."""
    return {name: rules[name](value) for name, value in fields.items()}


def line(field: Label, longest: int = LINE_LENGTH, *, required: bool = False) -> Rule:
    """A text of one line; the length is counted in characters."""

    def rule(value: object) -> Value:
        text = clean_line(_text(field, value))
        if required and not is_seen(text):
            raise InvalidValue("The {field} is missing. Please enter one.", field=field)
        return _short_enough(field, text, longest)

    return rule


def paragraph(field: Label, longest: int = PARAGRAPH_LENGTH) -> Rule:
    """A text of any number of lines; the length is counted in characters."""

    def rule(value: object) -> Value:
        return _short_enough(field, clean(_text(field, value)).strip("\n"), longest)

    return rule


def day(field: Label) -> Rule:
    """A day or none: a date, or ISO text '2026-05-14'."""

    def rule(value: object) -> Value:
        if value is None or value == "":
            return None
        return as_day(field, value).isoformat()

    return rule


def as_day(field: Label, value: object) -> date:
    """Return a date given as one or as ISO text; raises InvalidValue for a day that no calendar has."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise InvalidValue(
            "{value} is no possible date for the {field}. Write it as 2026-05-14.", field=field, value=_shown(value)
        ) from None


def moment(field: Label) -> Rule:
    """A time on the wall, to the minute, or none: a datetime, or ISO text '2026-05-14T15:00' (a day means 00:00)."""

    def rule(value: object) -> Value:
        if value is None or value == "":
            return None
        try:
            given = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
        except ValueError:
            given = None
        # A time with an offset is no time on a wall; cut off, it would mean another moment.
        if given is None or given.tzinfo is not None:
            raise InvalidValue(
                "{value} is no possible time for the {field}. Write it as 2026-05-14T15:00.",
                field=field,
                value=_shown(value),
            )
        return wall_of(given)

    return rule


def required(field: Label, rule: Rule) -> Rule:
    """The same rule, but something must be given."""

    def with_value(value: object) -> Value:
        stored = rule(value)
        if stored is None or stored == "":
            raise InvalidValue("The {field} is missing. Please enter one.", field=field)
        return stored

    return with_value


def choice(field: Label, choices: Iterable[str], *, optional: bool = False) -> Rule:
    """One of some words."""
    allowed = tuple(choices)

    def rule(value: object) -> Value:
        if optional and (value is None or value == ""):
            return None
        if value not in allowed:
            raise InvalidValue(
                "{value} is no {field}. Choose one of: {choices}.",
                value=_shown(value),
                field=field,
                choices=", ".join(allowed),
            )
        return str(value)

    return rule


def number(field: Label, lowest: int, highest: int) -> Rule:
    """A whole number between two bounds, both included, or none."""

    def rule(value: object) -> Value:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise InvalidValue(
                "{value} does not fit the {field}. Enter a whole number from {lowest} to {highest}.",
                value=_shown(value),
                field=field,
                lowest=lowest,
                highest=highest,
            )
        return value

    return rule


def flag(value: object) -> Value:
    """Yes or no, stored as 1 or 0."""
    return 1 if value else 0


def link(value: object) -> Value:
    """The id of another record, or none; the tables see to it that it exists."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 1 << 63:
        raise InvalidValue("{value} is no record's number. Choose the record again.", value=_shown(value))
    return value


def birthday(value: object) -> Value:
    """A birthday, as '1980-03-07', or '--03-07' when the year is not known, or nothing."""
    text = clean_line(str(value or ""))
    yearless = _YEARLESS.fullmatch(text)
    if not text:
        return ""
    # 2000 was a leap year, so that 29 February may be a birthday.
    known = as_day(Label("birthday"), f"2000-{yearless[1]}-{yearless[2]}" if yearless else text)
    return text if yearless else known.isoformat()


def tags(value: object) -> Value:
    """Some words, stored as a JSON list in order; of one word in two spellings (vip, VIP) the first one stays."""
    words = value if isinstance(value, (list, tuple, set, frozenset)) else str(value or "").replace("#", " ").split()
    known: dict[str, str] = {}
    for word in words:
        name = tag_name(word)
        if name:
            known.setdefault(name.casefold(), name)
    return _short_enough(Label("tags"), json.dumps(sorted(known.values()), ensure_ascii=False), TAGS_LENGTH)


def tag_name(word: object) -> str:
    """Return a tag as it is stored, without the # before it; nothing for one of which nothing can be seen."""
    name = clean_line(str(word)).lstrip("#＃ ")
    return name if is_seen(name) else ""


def currency(value: object) -> Value:
    """An ISO 4217 code such as EUR, or none."""
    if value is None or value == "":
        return None
    code = str(value).strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise InvalidValue(
            "{value} is no currency. Use a code of three letters such as EUR or CNY.", value=_shown(value)
        )
    return code


def day_before(field: Label, day: date) -> date:
    """Return the day before another one; raises InvalidValue for the first that a calendar has."""
    if day == date.min:
        raise InvalidValue(
            "{value} is no possible date for the {field}. Write it as 2026-05-14.", field=field, value=day.isoformat()
        )
    return day - timedelta(days=1)


def in_order(first: Value, last: Value, first_field: Label, last_field: Label) -> None:
    """Refuse an end before its start; ISO texts sort like the times they mean."""
    if isinstance(first, str) and isinstance(last, str) and last < first:
        raise InvalidValue(
            "The {last_field} ({last}) lies before the {first_field} ({first}). Correct one of the two.",
            first_field=first_field,
            last_field=last_field,
            first=first,
            last=last,
        )


def _text(field: Label, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InvalidValue("The {field} must be text.", field=field)
    return value


def _short_enough(field: Label, text: str, longest: int) -> str:
    if len(text) > longest:
        raise InvalidValue(
            "The {field} can hold {longest} characters, and this text has {length}. Please shorten it.",
            field=field,
            length=len(text),
            longest=longest,
        )
    return text


def _shown(value: object) -> str:
    """Return a value as an error may show it: on one line, and not endless."""
    text = clean_line(str(value))
    return text if len(text) <= 60 else text[:57] + "…"
