"""Which sections of a summary its writer wants, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.summaries.gather import Kind
from models.summaries.period_report import PLAN_TITLES
from models.summaries.periods import PeriodKind
from models.summaries.privacy import AudienceName
from models.summaries.report import Report, Section
from models.text.language import Label

FIGURES = "figures"
"""The key of the key figures; they stand above all sections and have no place among them."""

NOTES = "notes"
"""Notes are asked for by themselves, so they are never chosen here: where there are any, they come last."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a summary that can be left out or moved; `inside` ones are never for a customer."""

    key: str
    title: Label
    inside: bool = False


PARTS: dict[Kind, tuple[Part, ...]] = {
    "period": (
        Part(FIGURES, Label("Key figures")),
        Part("visits", Label("Visits")),
        Part("highlights", Label("Highlights")),
        Part("promises", Label("Promises")),
        Part("requests", Label("Requests, complaints")),
        Part("risks", Label("Risks"), inside=True),
        Part("support", Label("Support needed"), inside=True),
        Part("money", Label("Receivables"), inside=True),
        Part("plan", Label("What is planned next")),
    ),
    "visit": (
        Part(FIGURES, Label("Key figures")),
        Part("visits", Label("Visits")),
        Part("steps", Label("What came of it")),
    ),
    "account": (
        Part(FIGURES, Label("Key figures")),
        Part("accounts", Label("Overview")),
        Part("account", Label("Each account")),
        Part("history", Label("History")),
        Part("open", Label("What is open")),
        Part("money", Label("Receivables"), inside=True),
        Part("visits", Label("Visits")),
    ),
    "person": (
        Part(FIGURES, Label("Key figures")),
        Part("people", Label("People met")),
        Part("roles", Label("By role"), inside=True),
    ),
    "trip": (
        Part(FIGURES, Label("Key figures")),
        Part("trips", Label("Overview")),
        Part("trip", Label("Each trip")),
        Part("visits", Label("Visits")),
    ),
}
"""What each kind is made of, in the order in which it comes."""

_ONE_OF_MANY = {"visit": "visits", "account": "account", "trip": "trip"}
"""Beginning of the key of a section about one record (such as 'visit-4711') → the part it belongs to."""


def parts(kind: Kind, audience: AudienceName, period: PeriodKind = "range") -> tuple[Part, ...]:
    """Return what a summary of a kind may be made of for its reader, in the order in which it comes."""
    shown = (part for part in PARTS[kind] if not (part.inside and audience == "customer"))
    return tuple(replace(part, title=PLAN_TITLES[period]) if part.key == "plan" else part for part in shown)


def part_of(section: Section) -> str:
    """Return the key of the part that a section belongs to."""
    beginning, dash, _ = section.key.partition("-")
    return _ONE_OF_MANY.get(beginning, section.key) if dash else section.key


def in_order(kind: Kind, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of every part of a kind once: those that are wanted first, then the rest as it comes."""
    known = [part.key for part in PARTS[kind]]
    return tuple(dict.fromkeys([key for key in wanted if key in known] + known))


def chosen(report: Report, keys: Sequence[str]) -> Report:
    """Return the report with these parts alone, in the order of their keys, and its notes after them."""
    order = {key: place for place, key in enumerate(keys)}
    last = len(order)
    kept = [section for section in report.sections if part_of(section) in order or section.key == NOTES]
    kept.sort(key=lambda section: order.get(part_of(section), last))
    figures = report.figures if FIGURES in order else ()
    return replace(report, figures=figures, sections=tuple(kept))
