"""Visit reports: every visit of a period in full, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.summaries import facts, photos, sections, visit_sheets
from models.summaries.facts import VisitFact
from models.summaries.frame import SHOWN_STATES, Frame
from models.summaries.key_figures import key_figures
from models.summaries.report import Cell, Column, Note, Report, Section, Table
from models.summaries.step_states import KIND_TITLES, state_on
from models.summaries.visit_details import VisitDetails, details_of
from models.summaries.visit_words import dotted, owner_of, post_of
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Language
from models.text.satisfaction_words import figure_words


def visit_reports(frame: Frame) -> Report:
    """Return a section for every visit, the earliest first; a sheet has a row for every visit and every step instead.

    What came of a visit is said as it stands today, not at the end of the period: a visit report is the file of a
    visit.
    """
    say = frame.language.say
    found = facts.visits(frame.journal, frame.period, frame.scope, SHOWN_STATES)
    details = details_of(frame.journal, [visit.id for visit in found], frame.scope, frame.reader)
    if found:
        shown = photos.of_visits(frame, [visit.id for visit in found]) if frame.reader.with_photos else {}
        parts = [replace(_section(frame, visit, details[visit.id]), photos=shown.get(visit.id, ())) for visit in found]
        parts += visit_sheets.sheets(frame, found, details)
    else:
        parts = [Section("visits", say("Visits"), empty=say("No visits in this period."))]
    return frame.report("visit", say("Visit reports"), key_figures(frame), parts, subtitle=frame.accounts_and_days())


def _section(frame: Frame, visit: VisitFact, details: VisitDetails) -> Section:
    say = frame.language.say
    rows = [*_what_happened(frame, visit, details), *_what_came_of_it(frame, details)]
    columns = (Column(say("Field"), 1.5), Column(say("Entry"), 7.5))
    notes = [
        Note(say("Notes"), markdown, private=private)
        for markdown, private in ((visit.notes, False), (visit.private_notes, True))
        if markdown
    ]
    return Section(
        f"visit-{visit.id}",
        say("{day} · {account}", day=_day(frame, visit), account=visit.account),
        Table(columns, tuple((Cell(label, tone="quiet"), cell) for label, cell in rows), bare=True),
        notes=tuple(notes),
        medium="page",
    )


def _day(frame: Frame, visit: VisitFact) -> str:
    language = frame.language
    same_year = frame.period.first.year == frame.period.last.year
    return language.short_day(visit.day) if same_year else language.day(visit.day)


def _what_happened(frame: Frame, visit: VisitFact, details: VisitDetails) -> Iterator[tuple[str, Cell]]:
    """Yield the rows about the visit itself; what was not written down, or is not for this reader, has no row."""
    language = frame.language
    say = language.say
    yield say("Time"), Cell(_time_and_place(visit, details, language))
    if visit.confidential:
        yield say("Confidential"), Cell(say("In no summary for others."), tone="soon")
    satisfaction = _satisfaction(visit, details, language)
    texts = (
        (say("Met"), "\n".join(post_of(person, language) for person in details.participants)),
        (say("With us"), language.listing(details.colleagues)),
        (say("Project"), details.project),
        # An event often has the name of its only visit.
        (say("Trip"), details.trip if details.trip != visit.purpose else None),
        (say("Purpose"), visit.purpose),
        (say("Expected result"), visit.expected_result),
    )
    yield from _filled(texts)
    yield say("Result"), sections.result(visit, frame.today, language)
    yield from _filled((
        (say("Highlight"), visit.highlight),
        (say("Support needed"), visit.support_needed),
        (say("Satisfaction"), satisfaction),
    ))  # fmt: skip


def _filled(texts: tuple[tuple[str, str | None], ...]) -> Iterator[tuple[str, Cell]]:
    for label, text in texts:
        if text and text.strip():
            yield label, Cell(text.strip())


def _time_and_place(visit: VisitFact, details: VisitDetails, language: Language) -> str:
    zoned = visit.time and details.zone
    parts = [
        language.say("{time} ({zone})", time=visit.time, zone=details.zone) if zoned else visit.time,
        "" if visit.minutes is None else language.plural("{count} minute", "{count} minutes", visit.minutes),
        language.say(CHANNEL_NAMES[visit.channel]),
        visit.place,
    ]
    return dotted([part for part in parts if part], language)


def _satisfaction(visit: VisitFact, details: VisitDetails, language: Language) -> str:
    """Return how satisfied they were, against what they had expected."""
    expected = (details.expectation or "").strip()
    if visit.satisfaction is None:
        return language.say("They expected: {expectation}", expectation=expected) if expected else ""
    figure = figure_words(language, visit.satisfaction, details.expectation_level)
    if not expected:
        return figure
    return language.say("{satisfaction}; they expected: {expectation}", satisfaction=figure, expectation=expected)


def _what_came_of_it(frame: Frame, details: VisitDetails) -> Iterator[tuple[str, Cell]]:
    """Yield a row for each step: what, whose, until when, and how it stands."""
    language = frame.language
    for owned in details.steps:
        step = owned.step
        state = state_on(step, frame.today, language)
        due = language.say("by {day}", day=language.short_day(step.due)) if step.due else ""
        # "By Friday" says already that it is open and due.
        standing = "" if due and state.tone == "plain" else state.text
        parts = [part for part in (step.title, owner_of(frame, owned), due, standing) if part]
        tone = state.tone if state.tone in ("late", "soon") else "plain"
        yield language.say(KIND_TITLES[step.kind]), Cell(dotted(parts, language), tone=tone)
