"""The sections of a summary: facts in, rows and sentences in the reader's language out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from models.summaries.facts import StepFact, VisitFact
from models.summaries.periods import Period
from models.summaries.report import Amount, Cell, Column, Note, Section, Table, Tone
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Language

NAMES_SHOWN = 2
"""How many names of those met a row shows before it counts the rest; a sheet has them all."""

SHOWN_AT_MOST = 30
"""How many open steps a section lists before it counts the rest."""


def visits(
    found: Sequence[VisitFact],
    people: Mapping[int, tuple[str, ...]],
    period: Period,
    today: date,
    language: Language,
) -> Section:
    """Return the table of visits: a line each on the page, everything there is to say in a sheet."""
    say = language.say
    columns = [
        Column(say("Day"), _day_width(period), "date"),
        Column(say("Account"), 1.9),
        Column(say("Met"), 1.7),
        Column(say("Result"), 4.5),
        Column(say("Start"), 1, "datetime", sheet_only=True),
        Column(say("Minutes"), 1, "number", sheet_only=True),
        Column(say("Channel"), 1, sheet_only=True),
        Column(say("Everyone met"), 2, sheet_only=True),
        Column(say("Purpose"), 3, sheet_only=True),
        Column(say("Expected result"), 3, sheet_only=True),
        Column(say("Highlight"), 3, sheet_only=True),
        Column(say("Support needed"), 3, sheet_only=True),
        Column(say("Satisfaction"), 1, "number", sheet_only=True),
    ]
    rows = []
    for visit in found:
        names = people.get(visit.id, ())
        rows.append(
            (
                Cell(day_in(visit.day, period, language), visit.day, "quiet"),
                Cell(visit.account, tone="strong"),
                Cell(met(names, language), tone="quiet"),
                result_line(visit, today, language),
                Cell(visit.start.replace("T", " "), datetime.fromisoformat(visit.start)),
                Cell("" if visit.minutes is None else str(visit.minutes), visit.minutes),
                Cell(say(CHANNEL_NAMES[visit.channel])),
                Cell(language.listing(names)),
                Cell(visit.purpose),
                Cell(visit.expected_result),
                Cell(visit.highlight),
                Cell(visit.support_needed or ""),
                Cell("" if visit.satisfaction is None else str(visit.satisfaction), visit.satisfaction),
            )
        )
    return Section("visits", say("Visits"), Table(tuple(columns), tuple(rows)), empty=say("No visits in this period."))


def result(visit: VisitFact, today: date, language: Language) -> Cell:
    """Return what came of a visit; one without a summary waits to be written up, and its notes never stand in."""
    say = language.say
    text = visit.summary.strip()
    if visit.state == "missed":
        return Cell(say("Missed: {text}", text=text or visit.purpose), tone="late")
    if visit.state == "planned" and visit.day >= today:
        return Cell(say("Planned: {purpose}", purpose=visit.purpose), tone="quiet")
    return Cell(text) if text else Cell(say("To be written up"), tone="soon")


def result_line(visit: VisitFact, today: date, language: Language) -> Cell:
    """Return what came of a visit in one line, with the channel when it was no meeting in person."""
    cell = result(visit, today, language)
    text = " ".join(cell.text.split())
    if cell.tone != "plain" or visit.channel in ("on_site", "event"):
        return Cell(text, tone=cell.tone)
    return Cell(language.say("{text} ({channel})", text=text, channel=CHANNEL_NAMES[visit.channel]))


def met(names: Sequence[str], language: Language, at_most: int = NAMES_SHOWN) -> str:
    """Return the first names of those met, and how many more there were."""
    shown = language.listing(names[:at_most])
    rest = len(names) - at_most
    return language.say("{names} +{count}", names=shown, count=rest) if rest > 0 else shown


def money_cell(minor_units: int, currency: str, language: Language, tone: Tone = "plain") -> Cell:
    """Return an amount as words, with the amount itself for a sheet."""
    return Cell(language.money(minor_units, currency), Amount(minor_units, currency), tone)


def day_in(day: date, period: Period, language: Language) -> str:
    """Return a day as short as the period allows."""
    if _is_short(period):
        return language.weekday(day) if period.first <= day <= period.last else language.short_day(day)
    return language.short_day(day) if period.first.year == period.last.year else language.day(day)


def day_column(title: str, language: Language, *, sheet_only: bool = False) -> Column:
    """Return a column for days with their year, so wide that none is broken in two."""
    return Column(title, 1.75 if language.is_chinese else 1.4, "date", sheet_only)


def _day_width(period: Period) -> float:
    """Return the share of a line that a day of a period needs, so that it is never broken in two."""
    if _is_short(period):
        return 0.9
    return 1.45 if period.first.year == period.last.year else 1.7


def _is_short(period: Period) -> bool:
    """Return whether a weekday and a day of the month say which day of a period is meant."""
    same_month = (period.first.year, period.first.month) == (period.last.year, period.last.month)
    return same_month or period.kind == "week"


def highlights(found: Sequence[VisitFact], language: Language) -> Section | None:
    """Return the sentences worth repeating, each with its account, or nothing."""
    return _sentences(
        "highlights", language.say("Highlights"), ((visit.account, visit.highlight) for visit in found), language
    )


def support_needed(found: Sequence[VisitFact], language: Language) -> Section | None:
    """Return what is needed from others, each with its account, or nothing."""
    wanted = ((visit.account, visit.support_needed or "") for visit in found)
    return _sentences("support", language.say("Support needed"), wanted, language, half=True)


def _sentences(
    key: str, title: str, pairs: Iterable[tuple[str, str]], language: Language, *, half: bool = False
) -> Section | None:
    items = tuple(about(account, " ".join(text.split()), language) for account, text in pairs if text.strip())
    return Section(key, title, items=items, half=half) if items else None


def about(account: str, sentence: str, language: Language) -> str:
    """Return a sentence that names its account, unless it does so already."""
    if not account or account.casefold() in sentence.casefold():
        return sentence
    return language.say("{account}: {sentence}", account=account, sentence=sentence)


def plan(
    title: str,
    planned: Sequence[VisitFact],
    people: Mapping[int, tuple[str, ...]],
    steps: Sequence[StepFact],
    period: Period,
    today: date,
    language: Language,
) -> Section:
    """Return what is planned after a period: visits, and our own next steps that are late or due, by day."""
    say = language.say
    rows: list[tuple[date, tuple[Cell, ...]]] = []
    for visit in planned:
        names = met(people.get(visit.id, ()), language)
        text = say("{purpose} with {names}", purpose=visit.purpose, names=names) if names else visit.purpose
        rows.append((visit.day, _plan_row(visit.day, visit.account, text, "strong", language)))
    for step in steps[:SHOWN_AT_MOST]:
        if step.due is not None:
            rows.append((step.due, _due_row(step, step.due, _days_late(step.due, period, today), language)))
    rows.sort(key=lambda row: row[0])
    columns = (Column(say("Day"), 1.2, "date"), Column(say("Account"), 1.9), Column(say("What"), 5.9))
    return Section(
        "plan",
        title,
        Table(columns, tuple(cells for _, cells in rows), bare=True),
        items=and_more(len(steps) - SHOWN_AT_MOST, language),
        empty=say("Nothing is planned yet."),
    )


def _plan_row(day: date, account: str, text: str, tone: Tone, language: Language) -> tuple[Cell, ...]:
    return (Cell(language.short_day(day), day, "quiet"), Cell(account, tone=tone), Cell(text))


def _due_row(step: StepFact, due: date, late: int, language: Language) -> tuple[Cell, ...]:
    if late == 0:
        return _plan_row(due, step.account, step.title, "plain", language)
    text = language.plural("{title} ({count} day late)", "{title} ({count} days late)", late, title=step.title)
    return (Cell(language.short_day(due), due, "late"), Cell(step.account), Cell(text))


def _days_late(due: date, period: Period, today: date) -> int:
    """Return how many days late a step was at the end of a period, or is today while it lasts; 0 when it is not."""
    if due >= today or due > period.last:
        return 0
    # Due on the last day of a period that is over, it is late by the day after.
    return max((min(today, period.last) - due).days, 1)


def notes(found: Sequence[VisitFact], language: Language) -> Section | None:
    """Return the notes of the visits that the reader may see, each under its visit; nothing unless they were ticked."""
    listed: list[Note] = []
    for visit in found:
        heading = language.say("{day} · {account}", day=language.short_day(visit.day), account=visit.account)
        if visit.notes:
            listed.append(Note(heading, visit.notes))
        if visit.private_notes:
            listed.append(Note(heading, visit.private_notes, private=True))
    return Section("notes", language.say("Notes"), notes=tuple(listed)) if listed else None


def and_more(rest: int, language: Language) -> tuple[str, ...]:
    """Return the line that counts what a list left out, or nothing when it is whole."""
    return (language.plural("and {count} more", "and {count} more", rest),) if rest > 0 else ()
