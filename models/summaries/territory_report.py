"""The territory as a summary: branches, regions, classes and industries against the visits of a period, with bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from models import territory
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import sections
from models.summaries.facts import Scope
from models.summaries.frame import Frame, left_out
from models.summaries.periods import Period
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.report import Bar, Cell, Column, Figure, Report, Section, Table
from models.summaries.visit_sheets import number, without_empty
from models.territory_lines import CHANNELS, GROUPINGS, Grouping, Line, Order, Territory
from models.text import territory_words as words
from models.text.field_words import CHANNEL_NAMES
from models.text.language import Language

MOST_LINES = 60
"""So many lines a table on paper has at most: further levels of the branches are for the sheet."""

MOST_NAMED = 30
"""So many accounts a list on paper names; the sheet has all."""

_INDENT = "\u2003"


def paper(
    journal: Journal,
    period: Period,
    grouping: Grouping,
    *,
    language: Language,
    audience: AudienceName = "self",
    channel: str = "",
    order: Order = "name",
) -> Report:
    """Return the territory by one grouping, as it is shown, for myself or for colleagues."""
    reader = Audience(audience)
    sentence = left_out(journal, period, reader, Scope(), language)
    with reading_as(journal, reader):
        report = _report(Frame(journal, period, reader, Scope(), language), (grouping,), channel, order)
    return replace(report, left_out=sentence)


def territory_report(frame: Frame) -> Report:
    """Return the territory by each grouping, who was not seen and who never.

    Raises InvalidValue when a customer would read it: it names all customers.
    """
    if frame.is_for_customer:
        raise InvalidValue("A territory names several customers, so its summary is never for one. Choose another kind.")
    return _report(frame, None)


def _report(frame: Frame, wanted: Sequence[Grouping] | None, channel: str = "", order: Order = "name") -> Report:
    """Return the territory by the groupings wanted, or by all that have something to compare."""
    found = {
        grouping: territory.read(frame.journal, frame.period, grouping, frame.scope, channel=channel, order=order)
        for grouping in GROUPINGS
    }
    branches = found["branch"]
    say = frame.language.say
    if wanted is None:  # one group alone tells nothing that the branches don't
        wanted = [grouping for grouping in found if grouping == "branch" or len(found[grouping].lines) > 1]
    parts = [
        *(_groups(frame, grouping, found[grouping]) for grouping in wanted),
        _channels(frame, branches.total),
        *_unseen(frame, branches),
        _sheet(frame, found),
    ]
    title = say("Territory")
    if channel:
        title = say("Territory: {channel}", channel=CHANNEL_NAMES[channel])
    figures = _figures(frame, branches)
    return frame.report("territory", title, figures, parts, subtitle=frame.accounts_and_days())


def _figures(frame: Frame, found: Territory) -> list[Figure]:
    language, total = frame.language, found.total
    plural, say = language.plural, language.say
    visits = plural("visit", "visits", total.visits)
    target = found.target(total)
    of_target = say("target: {count}", count=words.amount(target)) if target is not None else ""
    seen = f"{total.seen} / {total.accounts}"
    figures = [
        Figure(str(total.visits), visits, of_target),
        Figure(seen, plural("account seen", "accounts seen", total.accounts)),
        Figure(str(total.never), say("never visited")),
    ]
    if total.rhythm_share is not None:
        figures.append(Figure(words.rhythm_words(language, total), say("of the rhythm kept")))
    if total.satisfaction is not None:
        gap = say("{gap} against what they expected", gap=words.signed(total.gap)) if total.gap is not None else ""
        figures.append(Figure(f"{total.satisfaction:.1f}", say("satisfaction of 5"), gap))
    return figures


def _groups(frame: Frame, grouping: Grouping, found: Territory) -> Section:
    """Return a row for each line that paper has room for, and how visits are spread over them."""
    language = frame.language
    say = language.say
    shown = _shown(found)
    lines = [line for line, _ in shown]
    columns = (
        Column(words.group_words(language, grouping), 3),
        Column(say("Accounts"), 0.9, "number"),
        Column(say("Seen"), 0.8, "number"),
        Column(say("Not seen"), 0.9, "number"),
        Column(say("Never"), 0.7, "number", sheet_only=not any(line.never for line in lines)),
        Column(say("Visits"), 1.6, "number"),
        Column(say("Visit target"), 1, "number", sheet_only=True),
        Column(say("Per account"), 0.9, "number"),
        Column(say("Rhythm kept"), 1.3, "number", sheet_only=not any(line.due for line in lines)),
        Column(say("Satisfaction"), 1.2, "number", sheet_only=not any(line.felt_visits for line in lines)),
    )
    most = max((words.per_account(line) for line in lines), default=0.0)
    rows = tuple(_row(frame, found, line, depth, most) for line, depth in shown)
    title = words.by_words(language, grouping)
    items = tuple(filter(None, (words.balance_words(language, found), words.legend_words(language, found))))
    return Section(grouping, title, Table(columns, rows), items, empty=say("There are no accounts yet."))


def _shown(found: Territory) -> list[tuple[Line, int]]:
    """Return the lines for paper with their depth: level after level of the branches, while there is room."""
    deepest = 0
    while found.grouping == "branch" and deepest < 6:
        if len(list(_down(found, found.lines, 0, deepest + 1))) > MOST_LINES:
            break
        deepest += 1
    return list(_down(found, found.lines, 0, deepest))


def _down(found: Territory, lines: Sequence[Line], depth: int, deepest: int) -> Iterator[tuple[Line, int]]:
    for line in lines:
        yield line, depth
        if depth < deepest:
            yield from _down(found, found.below.get(line.key, ()), depth + 1, deepest)


def _row(frame: Frame, found: Territory, line: Line, depth: int, most: float) -> tuple[Cell, ...]:
    language = frame.language
    target = found.target(line)
    each = words.per_account(line)
    return (
        Cell(_INDENT * depth + words.name_words(language, found.grouping, line), tone="plain" if depth else "strong"),
        number(line.accounts),
        number(line.seen),
        Cell(str(line.unseen), line.unseen, "soon" if line.unseen else "quiet"),
        Cell(str(line.never), line.never, "late" if line.never else "quiet"),
        Cell(words.visits_words(language, found, line), line.visits, bar=visits_bar(found, line, each / (most or 1))),
        _amount(target),
        _amount(each),
        _rhythm(frame, line),
        Cell(words.satisfaction_words(language, line)),
    )


def visits_bar(found: Territory, line: Line, spread: float) -> Bar:
    """Return how far the visits of a line are to its target, with a mark where today asks for them to be.

    Without a target the bar compares the lines: `spread` is how many visits an account had, against the most.
    """
    share = found.target_share(line)
    if share is None:
        return Bar(min(1.0, spread), tone="quiet")
    mark = found.passed if 0 < found.passed < 1 else None
    return Bar(min(1.0, share), mark, "soon" if found.is_behind(line) else "plain")


def _rhythm(frame: Frame, line: Line) -> Cell:
    share = line.rhythm_share
    if share is None:
        return Cell("")
    tone = words.rhythm_tone(line)
    return Cell(words.rhythm_words(frame.language, line), round(100 * share), tone, Bar(share, tone=tone))


def _amount(number: float | None) -> Cell:
    if number is None:
        return Cell("")
    rounded = round(number, 1)
    return Cell(words.amount(number), int(rounded) if rounded.is_integer() else rounded)


def _felt(line: Line) -> Cell:
    felt = line.satisfaction
    return Cell("") if felt is None else Cell(f"{felt:.1f}", round(felt, 1))


def _channels(frame: Frame, total: Line) -> Section:
    language = frame.language
    say = language.say
    columns = (Column(say("Channel"), 2), Column(say("Visits"), 1, "number"), Column(say("Share"), 2, "number"))
    rows = tuple(
        (
            Cell(say(CHANNEL_NAMES[channel])),
            number(count),
            _share(frame, count / total.visits),
        )
        for channel, count in zip(CHANNELS, total.channels, strict=True)
        if count
    )
    return Section("channels", say("By channel"), Table(columns, rows), empty=say("No visits in this period."))


def _share(frame: Frame, share: float) -> Cell:
    return Cell(words.percent(frame.language, share), round(100 * share), bar=Bar(share))


def _unseen(frame: Frame, found: Territory) -> Iterator[Section]:
    """Yield who was not seen in the period, the most important and longest silent first, and who never was."""
    say = frame.language.say
    unseen = [line for line in found.alone if not line.visits]
    before = sorted(
        (line for line in unseen if line.last_seen is not None),
        key=lambda line: (line.account_class or "Z", line.last_seen or "", line.name),
    )
    never = [line for line in unseen if line.last_seen is None]
    columns = (Column(say("Account"), 3), Column(say("Class"), 0.7), Column(say("Last seen"), 1.3, "date"))
    rows = tuple(
        (Cell(line.name, tone="strong"), Cell(line.account_class or "", tone="quiet"), _last_seen(frame, line))
        for line in before[:MOST_NAMED]
    )
    more = sections.and_more(len(before) - MOST_NAMED, frame.language)
    everyone = say("Every account was seen in this period.")
    title = say("Not seen in this period")
    yield Section("unseen", title, Table(columns, rows), more, medium="page", empty="" if never else everyone)
    if never:
        names = tuple(line.name for line in never[:MOST_NAMED])
        more = sections.and_more(len(never) - MOST_NAMED, frame.language)
        yield Section("never", say("Never visited"), items=(*names, *more), medium="page")


def _last_seen(frame: Frame, line: Line) -> Cell:
    if line.last_seen is None:
        return Cell(frame.language.say("never"), tone="late")
    day = date.fromisoformat(line.last_seen)
    return Cell(frame.language.day(day), day, "quiet")


def _sheet(frame: Frame, found: dict[Grouping, Territory]) -> Section:
    """Return a row for each account: its own visits, and those to it and all below it against its target."""
    say = frame.language.say
    columns = (
        Column(say("Account")),
        Column(say("Part of")),
        Column(say("Class")),
        Column(say("Region")),
        Column(say("Industry")),
        Column(say("Visits"), kind="number"),
        Column(say("Days seen"), kind="number"),
        Column(say("Times due"), kind="number"),
        Column(say("Rhythm in days"), kind="number"),
        Column(say("Last seen"), kind="date"),
        Column(say("Accounts with branches"), kind="number"),
        Column(say("Visits with branches"), kind="number"),
        Column(say("Target with branches"), kind="number"),
        Column(say("Satisfaction"), kind="number"),
        *(Column(say(CHANNEL_NAMES[channel]), kind="number") for channel in CHANNELS),
    )
    places = {
        grouping: {line.key: group.name for group in one.lines for line in one.below[group.key]}
        for grouping, one in found.items()
        if grouping != "branch"
    }
    branches = {line.key: line for line in found["branch"].each()}
    above = {line.key: branches[key].name for key, lines in found["branch"].below.items() for line in lines}
    alone = {line.key: line for line in found["branch"].alone}
    rows = []
    for key, whole in branches.items():
        own, target = alone[key], found["branch"].target(whole)
        cells = (
            Cell(own.name, tone="strong"),
            Cell(above.get(key, "")),
            Cell(own.account_class or ""),
            Cell(places["region"][key]),
            Cell(places["industry"][key]),
            number(own.visits),
            number(own.times),
            _amount(own.due or None),
            number(own.rhythm_days),
            _last_seen(frame, own),
            number(whole.accounts),
            number(whole.visits),
            _amount(target),
            _felt(own),
            *(number(count) for count in own.channels),
        )
        rows.append(cells)
    return Section("accounts", say("Accounts"), without_empty(Table(columns, tuple(rows))), medium="sheet")
