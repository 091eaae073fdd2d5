"""The texts of the sample journal, read from the files the program carries with it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

ROLE_GROUPS = ("decision", "technical", "users", "commercial", "finance")
LANGUAGES = ("en", "zh")

_PART = re.compile(r"([a-z]+)-(\d+)-")


@dataclass(frozen=True, slots=True)
class StepText:
    """A step that comes of a situation: due `days` after it, and what came of it if it is known."""

    kind: str
    title: str
    days: int
    outcome: str
    severity: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What happened at one visit; {person} and {other} in the notes are its first two participants."""

    key: str
    language: str
    kind: str
    channel: str
    roles: tuple[str, ...]
    minutes: int
    industry: str
    purpose: str
    expected: str
    summary: str
    highlight: str
    support: str
    notes: str
    private: str
    satisfaction: int | None
    expectation: str
    confidential: bool
    questions: tuple[str, ...]
    steps: tuple[StepText, ...]

    @property
    def part(self) -> tuple[str, int] | None:
        """The prefix and number of a part of a story, or None."""
        found = _PART.match(self.key)
        return (found[1], int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class PlanText:
    """A goal with its reason and its steps in order."""

    goal: str
    why: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The people, titles and accounts of one language."""

    people: tuple[str, ...]
    colleagues: tuple[dict[str, str], ...]
    industries: dict[str, str]
    titles: dict[str, list[str]]
    departments: dict[str, list[str]]
    preferences: tuple[str, ...]
    kindnesses: tuple[str, ...]
    accounts: tuple[dict[str, str], ...]
    plans: tuple[PlanText, ...]


@dataclass(frozen=True, slots=True)
class StoryText:
    """A story: where it plays and when its parts took place, in days ago or days after one another."""

    language: str
    prefix: str
    account: str
    days_ago: tuple[int, ...] = ()
    gaps: tuple[int, ...] = ()
    quiet_until: int = 0


@dataclass(frozen=True, slots=True)
class Staging:
    """How situations are put on stage; the keys of the mappings are those of situations, or titles for `only`."""

    me: dict[str, str]
    mail: str
    stories: tuple[StoryText, ...]
    at: dict[str, list[str]]
    hour: dict[str, str]
    weekday: dict[str, int]
    months: dict[str, list[int]]
    only: dict[str, list[str]]
    plans: dict[str, str]
    departments: dict[str, str]
    still_open: tuple[str, ...]
    phrases: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TagText:
    """A tag, and who bears it: accounts by name, visits by the beginning of their situation or by its kind, and one
    of `every` so many people of some roles."""

    name: str
    language: str
    colour: str = ""
    accounts: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    every: int = 1


@dataclass(frozen=True, slots=True)
class PhotoText:
    """A photo, and the visit it was taken at: the newest of a situation, or the newest to a site of some kinds."""

    file: str
    name: str
    language: str
    caption: str
    situation: str = ""
    kinds: tuple[str, ...] = ()
    in_summary: bool = False


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template of the user's own."""

    name: str
    body: str


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """A step that comes back by a rule (RFC 5545), since so many days."""

    account: str
    title: str
    rule: str
    days: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept beside the visits."""

    tags: tuple[TagText, ...]
    homework: dict[str, list[str]]
    templates: tuple[TemplateText, ...]
    repeated: tuple[RepeatedText, ...]
    photos: tuple[PhotoText, ...]


@cache
def situations(language: str) -> tuple[Situation, ...]:
    """Return all situations of a language, in the order of their file."""
    return tuple(_situation(language, entry) for entry in _read(f"situations_{language}.toml")["situation"])


@cache
def names(language: str) -> Names:
    """Return the people, titles, accounts and plans of a language."""
    read = _read(f"names_{language}.toml")
    return Names(
        people=tuple(read["people"]),
        colleagues=tuple(read.get("colleagues") or read["colleague"]),
        industries=read["industries"],
        titles=read["titles"],
        departments=read["departments"],
        preferences=tuple(read["personal"]["preferences"]),
        kindnesses=tuple(read["personal"]["kindnesses"]),
        accounts=tuple(read["account"]),
        plans=tuple(PlanText(plan["goal"], plan["why"], tuple(plan["steps"])) for plan in read["plan"]),
    )


@cache
def staging() -> Staging:
    """Return how the situations are put on stage."""
    read = _read("staging.toml")
    return Staging(
        me=read["me"],
        mail=read["mail"],
        stories=tuple(_story(entry) for entry in read["story"]),
        at=read["at"],
        hour=read["hour"],
        weekday=read["weekday"],
        months=read["months"],
        only=read["only"],
        plans=read["plans"],
        departments=read["departments"],
        still_open=tuple(read["still"]["open"]),
        phrases={language: read[language] for language in LANGUAGES},
    )


@cache
def delivery() -> dict[str, Any]:
    """Return the projects with their stages, acceptance lists and receivables."""
    return _read("delivery.toml")


@cache
def after_sale() -> dict[str, Any]:
    """Return what goes on beside and after the sale: products, feedback, money asked for, risks, moved dates."""
    return _read("after_sale.toml")


@cache
def promises() -> dict[str, Any]:
    """Return what is owed and kept in touch with: steps, plans, meetings, the outreach, rhythms, snoozes, birthdays."""
    return _read("promises.toml")


@cache
def relations() -> dict[str, Any]:
    """Return how well accounts and people are known: relationships, coverage, a congress, doubled records."""
    return _read("relations.toml")


@cache
def keeping() -> Keeping:
    """Return what is kept beside the visits: tags, homework, templates, steps that come back, photos."""
    read = _read("keeping.toml")
    return Keeping(
        tags=tuple(TagText(**_frozen(entry)) for entry in read["tag"]),
        homework=read["homework"],
        templates=tuple(TemplateText(entry["name"], entry["body"].strip()) for entry in read["template"]),
        repeated=tuple(RepeatedText(**entry) for entry in read["repeated"]),
        photos=tuple(PhotoText(**_frozen(entry)) for entry in read["photo"]),
    )


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath("sample", name).read_text(encoding="utf-8"))


def _situation(language: str, entry: dict[str, Any]) -> Situation:
    return Situation(
        key=entry["key"],
        language=language,
        kind=entry["kind"],
        channel=entry["channel"].replace(" ", "_"),
        roles=tuple(entry["roles"]),
        minutes=entry["minutes"],
        industry=entry["industry"],
        purpose=entry["purpose"],
        expected=entry["expected"],
        summary=entry["summary"],
        highlight=entry["highlight"],
        support=entry["support"],
        notes=entry["notes"].strip(),
        private=entry["private"],
        satisfaction=entry["satisfaction"] or None,
        expectation=entry["expectation"],
        confidential=entry["confidential"],
        questions=tuple(entry["questions"]),
        steps=tuple(_step(step) for step in entry.get("steps", ())),
    )


def _step(entry: dict[str, Any]) -> StepText:
    kind = entry["kind"].replace(" ", "_")
    return StepText(kind, entry["title"], entry["days"], entry["outcome"], entry["severity"])


def _story(entry: dict[str, Any]) -> StoryText:
    return StoryText(
        language=entry["language"],
        prefix=entry["prefix"],
        account=entry["account"],
        days_ago=tuple(entry.get("days_ago", ())),
        gaps=tuple(entry.get("gaps", ())),
        quiet_until=entry.get("quiet_until", 0),
    )
