"""What a summary says of one project: where it stands, its stages, the dates that moved, its milestones, its owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from models.summaries.frame import Frame
from models.summaries.project_facts import DateMoveFact, MeetingFact, MilestoneFact, ProjectFact, StageSpan
from models.summaries.report import Cell, Column, Section, Table
from models.summaries.sections import day_column
from models.summaries.stage_strip import stage_strip
from models.summaries.visit_sheets import number
from models.text.durations import whole_months
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Label, Language

OUTCOMES = {"won": Label("Won"), "lost": Label("Lost")}
_OWNERS = {"sales": Label("Sales"), "delivery": Label("Delivery"), "finance": Label("Finance")}


def length_words(language: Language, days: int) -> str:
    """Return a span of time as people say it: '5 days', '3 months'."""
    if days < 61:
        return language.plural("{count} day", "{count} days", days)
    return language.plural("{count} month", "{count} months", whole_months(days))


def glance(
    frame: Frame,
    project: ProjectFact,
    spans: Sequence[StageSpan],
    moves: Sequence[DateMoveFact],
    meetings: Sequence[MeetingFact],
) -> Iterator[tuple[str, Cell]]:
    """Yield the rows that say where a project stands; what is not known, or not for this reader, has no row."""
    language = frame.language
    say = language.say
    yield say("Account"), Cell(project.account)
    if project.contract_number:
        yield say("Contract number"), Cell(project.contract_number)
    if not frame.is_for_customer:
        yield from _inside(frame, project, spans, moves)
    if meetings:
        yield say("Meetings"), Cell(meetings_words(frame, meetings))


def _inside(
    frame: Frame, project: ProjectFact, spans: Sequence[StageSpan], moves: Sequence[DateMoveFact]
) -> Iterator[tuple[str, Cell]]:
    language = frame.language
    say = language.say
    stage = stage_words(frame, project, spans)
    if stage:
        yield say("Stage"), Cell(stage, tone="strong")
    if project.outcome:
        yield say("Decided"), Cell(decided_words(language, project.outcome, project.decided_on, project.outcome_reason))
    if project.value_minor is not None and project.currency:
        value = language.money(project.value_minor, project.currency)
        if project.probability is not None and project.probability < 100 and not project.outcome:
            value = say("{value}, {percent} % likely", value=value, percent=project.probability)
        yield say("Value"), Cell(value)
    if project.expected_on:
        yield say("Expected"), Cell(_expected(language, project.expected_on, moves))
    owners = {"sales": project.sales, "delivery": project.delivery, "finance": project.finance}
    named = [say("{name} ({role})", name=name, role=_OWNERS[role]) for role, name in owners.items() if name]
    if named:
        yield say("Owners"), Cell(language.listing(named))
    if project.competitor:
        yield say("Competitors"), Cell(project.competitor)


def stage_words(frame: Frame, project: ProjectFact, spans: Sequence[StageSpan]) -> str:
    """Return the stage of a project at the end of the period, and for how long it was in it."""
    if not spans:
        return project.stage or ""
    now = spans[-1]
    length = length_words(frame.language, now.days(frame.as_of))
    return frame.language.say("{stage}, for {length}", stage=now.stage, length=length)


def decided_words(language: Language, outcome: str, decided_on: str | None, reason: str | None) -> str:
    """Return whether a project was won or lost, when where the day is wanted (ISO), and why."""
    words = language.say(OUTCOMES[outcome])
    if decided_on:
        words = language.say("{what} on {day}", what=words, day=language.day(date.fromisoformat(decided_on)))
    why = " ".join((reason or "").split())
    return language.say("{what}: {reason}", what=words, reason=why) if why else words


def _expected(language: Language, expected_on: str, moves: Sequence[DateMoveFact]) -> str:
    day = language.day(date.fromisoformat(expected_on))
    moved = sum(1 for move in moves if move.milestone is None and move.from_on)
    if not moved:
        return day
    return language.plural("{day}, moved {count} time", "{day}, moved {count} times", moved, day=day)


def meetings_words(frame: Frame, meetings: Sequence[MeetingFact]) -> str:
    """Return how many meetings there were, of each kind, and with technical people."""
    language = frame.language
    counted = Counter(meeting.channel for meeting in meetings)
    kinds = [
        language.say("{count} {kind}", count=counted[channel], kind=name)
        for channel, name in CHANNEL_NAMES.items()
        if counted[channel]
    ]
    words = language.say("{count}: {kinds}", count=len(meetings), kinds=tuple(kinds))
    technical = sum(meeting.is_technical for meeting in meetings)
    if not technical:
        return words
    return language.plural("{meetings}; {count} technical", "{meetings}; {count} technical", technical, meetings=words)


def glance_section(rows: Iterator[tuple[str, Cell]], title: str) -> Section:
    """Return the rows that say where a project stands."""
    columns = (Column("", 1.5), Column("", 7.5))
    table = Table(columns, tuple((Cell(label, tone="quiet"), cell) for label, cell in rows), bare=True)
    return Section("glance", title, table, medium="page")


def stages_section(frame: Frame, spans: Sequence[StageSpan], meetings: Sequence[MeetingFact]) -> Section | None:
    """Return the stages with how long each lasted and why it was entered, below a picture of the years, or nothing."""
    if not spans:
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Stage"), 1.6),
        day_column(say("From"), language),
        day_column(say("Until"), language),
        Column(say("Lasted"), 1.2),
        Column(say("Days in stage"), 0.8, "number", sheet_only=True),
        Column(say("Meetings"), 1, "number"),
        Column(say("Why it came there"), 3.6, sheet_only=not any(span.reason for span in spans)),
    )
    rows = tuple(_stage(frame, span, meetings) for span in spans)
    drawing = stage_strip(spans, meetings, frame.as_of, language)
    return Section("stages", say("Stages"), Table(columns, rows), drawing=drawing)


def _stage(frame: Frame, span: StageSpan, meetings: Sequence[MeetingFact]) -> tuple[Cell, ...]:
    language = frame.language
    days = span.days(frame.as_of)
    held = sum(span.since <= meeting.day and (span.until is None or meeting.day < span.until) for meeting in meetings)
    return (
        Cell(span.stage, tone="strong"),
        Cell(language.day(span.since), span.since, "quiet"),
        Cell(language.day(span.until), span.until, "quiet") if span.until else Cell(language.say("now")),
        Cell(length_words(language, days)),
        number(days),
        number(held),
        Cell(" ".join(span.reason.split()), tone="quiet"),
    )


def dates_section(frame: Frame, moves: Sequence[DateMoveFact]) -> Section | None:
    """Return how the expected dates moved, and why, or nothing when none did."""
    if not moves:
        return None
    language = frame.language
    say = language.say
    columns = (
        day_column(say("Noted"), language),
        Column(say("What"), 1.6),
        day_column(say("Old date"), language),
        day_column(say("New date"), language),
        Column(say("Moved by"), 1.5),
        Column(say("Why"), 2.5),
    )
    rows = tuple(
        (
            _day(frame, move.noted_on),
            Cell(move.milestone or say("Expected date")),
            _day(frame, move.from_on),
            _day(frame, move.to_on),
            _moved_by(frame, move),
            Cell(" ".join(move.reason.split())),
        )
        for move in moves
    )
    return Section("dates", say("Dates that moved"), Table(columns, rows))


def _moved_by(frame: Frame, move: DateMoveFact) -> Cell:
    if not (move.from_on and move.to_on):
        return Cell("")
    days = (date.fromisoformat(move.to_on) - date.fromisoformat(move.from_on)).days
    length = length_words(frame.language, abs(days))
    if days < 0:
        return Cell(frame.language.say("{length} earlier", length=length))
    return Cell(frame.language.say("{length} later", length=length), tone="soon")


def milestones_section(frame: Frame, found: Sequence[MilestoneFact]) -> Section | None:
    """Return the milestones, planned against reached and signed, or nothing where there are none."""
    if not found:
        return None
    language = frame.language
    say = language.say
    columns = (
        Column(say("Milestone"), 3),
        day_column(say("Planned for"), language),
        day_column(say("Reached on"), language),
        day_column(say("Signed on"), language, sheet_only=not any(one.signed_on for one in found)),
        Column(say("State"), 2),
    )
    rows = tuple(
        (
            Cell(one.name, tone="strong"),
            _day(frame, one.planned_on),
            _day(frame, one.reached_on),
            _day(frame, one.signed_on),
            _milestone_state(frame, one),
        )
        for one in found
    )
    return Section("milestones", say("Milestones"), Table(columns, rows))


def _milestone_state(frame: Frame, one: MilestoneFact) -> Cell:
    language = frame.language
    done = one.reached_on or one.signed_on
    if not one.planned_on:
        return Cell(language.say("reached without a planned day"), tone="quiet") if done else Cell("")
    days = (date.fromisoformat(done or frame.as_of.isoformat()) - date.fromisoformat(one.planned_on)).days
    if done and days <= 0:
        return Cell(language.say("in time"), tone="quiet")
    if done:
        return Cell(language.say("{length} late", length=length_words(language, days)), days, "quiet")
    if days <= 0:
        return Cell(language.say("to come"))
    return Cell(language.plural("{count} day late", "{count} days late", days), days, "late")


def _day(frame: Frame, day: str | None) -> Cell:
    if not day:
        return Cell("")
    when = date.fromisoformat(day)
    return Cell(frame.language.day(when), when, "quiet")
