"""Which sections of a summary its writer wants, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from models.summaries.gather import Kind
from models.summaries.period_report import PLAN_TITLES
from models.summaries.periods import PeriodKind
from models.summaries.privacy import AudienceName
from models.summaries.report import Report, Section
from models.text.language import Label

FIGURES = "figures"
"""The key of the key figures; they stand above all sections and have no place among them."""

NOTES, PHOTOS = "notes", "photos"
"""Notes and photos are asked for by themselves, so they are never chosen here: where there are any, they come last."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a summary that can be left out or moved; `inside` ones are never for a customer."""

    key: str
    title: Label
    inside: bool = False
    accounts: Literal["any", "one", "many"] = "any"
    """Whether it is there only when the summary is about one account (or one project), or only when it is not."""


PARTS: dict[Kind, tuple[Part, ...]] = {
    "period": (
        Part(FIGURES, Label("Key figures")),
        Part("visits", Label("Visits")),
        Part("highlights", Label("Highlights")),
        Part("promises", Label("Promises")),
        Part("requests", Label("Requests, complaints")),
        Part("risks", Label("Risks"), inside=True),
        Part("support", Label("Support needed"), inside=True),
        Part("installed", Label("Warranties"), inside=True),
        Part("pipeline", Label("Pipeline"), inside=True),
        Part("acceptance", Label("Acceptance"), inside=True),
        Part("money", Label("Receivables"), inside=True),
        Part("feedback", Label("Feedback"), inside=True),
        Part("plan", Label("What is planned next")),
    ),
    "visit": (
        Part(FIGURES, Label("Key figures")),
        Part("visits", Label("Visits")),
    ),
    "account": (
        Part(FIGURES, Label("Key figures")),
        Part("accounts", Label("Overview")),
        Part("account", Label("Each account"), accounts="many"),
        Part("history", Label("History"), accounts="one"),
        Part("coverage", Label("Coverage"), inside=True, accounts="one"),
        Part("open", Label("What is open"), accounts="one"),
        Part("projects", Label("Projects"), accounts="one"),
        Part("installed", Label("Installed products"), accounts="one"),
        Part("money", Label("Receivables"), inside=True, accounts="one"),
        Part("risks", Label("Risks"), inside=True, accounts="one"),
        Part("feedback", Label("Feedback"), inside=True, accounts="one"),
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
    ),
    "project": (
        Part(FIGURES, Label("Key figures")),
        Part("projects", Label("Overview"), accounts="many"),
        Part("project", Label("Each project"), accounts="many"),
        Part("glance", Label("Where it stands"), accounts="one"),
        Part("stages", Label("Stages"), inside=True, accounts="one"),
        Part("dates", Label("Dates that moved"), inside=True, accounts="one"),
        Part("milestones", Label("Milestones"), accounts="one"),
        Part("departments", Label("Acceptance"), accounts="one"),
        Part("signatures", Label("Missing sign-offs"), accounts="one"),
        Part("money", Label("Receivables"), inside=True, accounts="one"),
        Part("risks", Label("Risks"), inside=True, accounts="one"),
        Part("installed", Label("Installed products"), accounts="one"),
        Part("feedback", Label("Feedback"), inside=True, accounts="one"),
        Part("open", Label("Who owes what"), accounts="one"),
        Part("history", Label("History"), accounts="one"),
    ),
    "territory": (
        Part(FIGURES, Label("Key figures")),
        Part("branch", Label("By branch")),
        Part("region", Label("By region")),
        Part("class", Label("By class")),
        Part("industry", Label("By industry")),
        Part("channels", Label("By channel")),
        Part("unseen", Label("Not seen in this period")),
        Part("never", Label("Never visited")),
        Part("accounts", Label("Each account")),
    ),
}
"""What each kind is made of, in the order in which it comes."""

_WITHIN = {"ageing": "money", "collected": "money", "all-products": "installed"}
"""For each section that belongs to the part of another one: the key of that part."""

_ONE_BY_ONE = {"visit": "visits", "account": "account", "trip": "trip", "project": "project"}
"""For each kind that tells of its records one by one: the part these sections belong to. Their keys name the record
(such as 'visit-4711'), and a sheet holds as rows what the pages tell."""


def parts(
    kind: Kind, audience: AudienceName, period: PeriodKind = "range", *, one_account: bool = False
) -> tuple[Part, ...]:
    """Return what a summary of a kind may be made of for its reader, in the order in which it comes."""
    elsewhere = "many" if one_account else "one"
    shown = (
        part for part in PARTS[kind] if part.accounts != elsewhere and not (part.inside and audience == "customer")
    )
    return tuple(replace(part, title=PLAN_TITLES[period]) if part.key == "plan" else part for part in shown)


def part_of(kind: str, section: Section) -> str:
    """Return the key of the part that a section of a kind of summary belongs to."""
    if section.key in _WITHIN:
        return _WITHIN[section.key]
    is_of_record = "-" in section.key or section.medium == "sheet"
    if is_of_record and section.key not in (NOTES, PHOTOS):
        return _ONE_BY_ONE.get(kind, section.key)
    return section.key


def in_order(kind: Kind, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of every part of a kind once: those that are wanted first, then the rest as it comes."""
    known = [part.key for part in PARTS[kind]]
    return tuple(dict.fromkeys([key for key in wanted if key in known] + known))


def chosen(report: Report, keys: Sequence[str]) -> Report:
    """Return the report with these parts alone, in the order of their keys, its notes and photos after them."""
    order = {key: place for place, key in enumerate(keys)}
    last = len(order)
    placed = [
        (order.get(part_of(report.kind, section), last), section)
        for section in report.sections
        if part_of(report.kind, section) in order or section.key in (NOTES, PHOTOS)
    ]
    # A sort that is stable: the sections of one part keep their order.
    kept = [section for _, section in sorted(placed, key=lambda pair: pair[0])]
    figures = report.figures if FIGURES in order else ()
    return replace(report, figures=figures, sections=tuple(kept))
