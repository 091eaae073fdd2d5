"""Why two records may be one, and their fields, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from models.changes import Value
from models.duplicates.proposals import Proposal, Reason, ReasonKind
from models.merging.fields import Difference
from models.merging.preview import LINKED, Preview
from models.merging.sides import Side
from models.tags import names_in
from models.text.day_words import full_date
from models.text.field_words import INFLUENCE_NAMES, RELATIONSHIP_NAMES, TIER_NAMES
from models.text.language import Label
from ui.contacts.birthdays import birthday_words
from ui.contacts.words import closeness_words, level_words, role_words, stance_words
from ui.translations import capital, language, plural, say

_REASONS: Mapping[ReasonKind, Label] = {
    "same_email": Label("same e-mail {value}"),
    "same_phone": Label("same phone {value}"),
    "same_chat": Label("same chat {value}"),
    "same_name": Label("same name"),
    "same_sound": Label("names that sound the same"),
    "near_name": Label("names that differ by one letter"),
    "part_of_name": Label("one name is part of the other"),
    "initials": Label("initials of the same name"),
    "family_name": Label("one is noted by the family name alone"),
    "rare_name": Label("nobody else is called so"),
    "same_birthday": Label("same birthday"),
    "same_account": Label("both at {value}"),
    "same_tree": Label("both with {value}"),
    "same_core": Label("same name but for the legal form"),
    "short_name": Label("the short name of one is the name of the other"),
    "same_web": Label("same web page {value}"),
    "same_domain": Label("e-mail addresses of both end with {value}"),
    "same_people": Label("the same people work there ({value})"),
    "same_city": Label("in the same town"),
    "other_name": Label("quite different names"),
    "other_post": Label("different posts there"),
    "other_birthday": Label("different birthdays"),
    "in_one_visit": Label("both took part in the visit of {value}"),
    "other_city": Label("in different towns"),
    "other_parent": Label("branches of different accounts"),
    "one_above_other": Label("one is a branch of the other"),
}


def reason_words(reason: Reason) -> str:
    """Return a reason in a few words."""
    value = full_date(language(), date.fromisoformat(reason.value)) if reason.kind == "in_one_visit" else reason.value
    return say(_REASONS[reason.kind], value=value)


def for_words(proposal: Proposal) -> str:
    """Return what speaks for a pair."""
    return capital(language().listing(reason_words(one) for one in proposal.reasons if not one.speaks_against))


def against_words(proposal: Proposal) -> str:
    """Return what speaks against a pair, or nothing."""
    against = language().listing(reason_words(one) for one in proposal.reasons if one.speaks_against)
    return say("Against it: {reasons}", reasons=against) if against else ""


def pair_words(proposal: Proposal) -> str:
    """Return a pair in words, for a screen reader."""
    names = say("{first} and {second}", first=proposal.first.name, second=proposal.second.name)
    return language().listing(filter(None, (names, for_words(proposal), against_words(proposal))))


def visit_words(side: Side) -> str:
    """Return how often a record was visited."""
    return plural("{count} visit", "{count} visits", side.visits)


_MOVED: Mapping[str, tuple[Label, Label]] = {
    "visits": (Label("{count} visit"), Label("{count} visits")),
    "steps": (Label("{count} next step"), Label("{count} next steps")),
    "plans": (Label("{count} plan"), Label("{count} plans")),
    "projects": (Label("{count} project"), Label("{count} projects")),
    "receivables": (Label("{count} receivable"), Label("{count} receivables")),
    "assets": (Label("{count} installed product"), Label("{count} installed products")),
    "posts": (Label("{count} post"), Label("{count} posts")),
    "points": (Label("{count} phone or address"), Label("{count} phones and addresses")),
    "people": (Label("{count} person"), Label("{count} people")),
    "files": (Label("{count} file"), Label("{count} files")),
    "branches": (Label("{count} branch"), Label("{count} branches")),
}


def moving_words(preview: Preview) -> str:
    """Return what goes over to the record that stays."""
    parts = [plural(*_MOVED[name], count) for name, count in preview.moving]
    if not parts:
        return say("Nothing else hangs on {other}.", other=preview.other.name)
    return say("Goes over to {kept}: {things}.", kept=preview.kept.name, things=language().listing(parts))


def value_words(one: Difference, values: tuple[Value, ...], names: Mapping[tuple[str, int], str]) -> str:
    """Return what a record holds in a field, or nothing."""
    key = one.field.key
    first: Any = values[0]
    if key in LINKED and first is not None:
        first = names.get((key, first), "")
    if key == "introduced":
        return " · ".join(filter(None, (first, _day(values[1]), str(values[2] or ""))))
    if key == "standing":
        return " · ".join(filter(None, (stance_words(first), closeness_words(_number(values[1])))))
    if key == "rhythm" and first is None:
        return say("As the account above it") if values[1] else ""
    if first in (None, "", "[]"):
        return ""
    spoken = _SPOKEN.get(key)
    return spoken(first) if spoken is not None else str(first)


def _day(value: Value) -> str:
    return full_date(language(), date.fromisoformat(value)) if isinstance(value, str) and value else ""


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _days(count: int) -> str:
    return plural("every {count} day", "every {count} days", count)


_SPOKEN: Mapping[str, Callable[[Any], str]] = {
    "role_group": role_words,
    "birthday": lambda value: birthday_words(language(), value),
    "level": level_words,
    "influence": lambda value: capital(say(INFLUENCE_NAMES[value])),
    "wanted_closeness": closeness_words,
    "rhythm_days": _days,
    "rhythm": _days,
    "tags": lambda value: language().listing(names_in(value)),
    "portrait": lambda value: say("A picture"),
    "tier": lambda value: capital(say(TIER_NAMES[value])),
    "relationship": lambda value: capital(say(RELATIONSHIP_NAMES[value])),
    "wanted_relationship": lambda value: capital(say(RELATIONSHIP_NAMES[value])),
    "visit_target": lambda value: plural("{count} visit a quarter", "{count} visits a quarter", value),
}
