"""The ageing of all that is owed, on paper or as a sheet: by currency, by account, branch or project, and each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models import ageing
from models.ageing import AgeingLine
from models.journal import Journal
from models.money import plain
from models.summaries import money_facts, money_sections
from models.summaries.facts import Scope
from models.summaries.frame import Frame
from models.summaries.money_facts import ReceivableFact
from models.summaries.money_sections import AGES
from models.summaries.periods import Period
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.report import Amount, Cell, Column, Figure, Report, Section, Table, Tone
from models.summaries.sections import money_cell
from models.text.language import Label, Language

GROUP_NAMES = {
    "account": Label("By account"),
    "branch": Label("By branch"),
    "project": Label("By project"),
}
_MOST_LINES = 200
"""So many accounts, branches or projects are told, the gravest first."""

_TONES: dict[str, Tone] = {"not_invoiced": "quiet", "not_due": "plain", "to_30": "soon"}


def paper(journal: Journal, grouping: str, *, language: Language, audience: AudienceName = "self") -> Report:
    """Return what is owed today, by account, branch or project, for myself or for colleagues."""
    today = journal.clock.today()
    reader = Audience(audience)
    lines = ageing.grouped(journal, grouping, most=_MOST_LINES)
    with reading_as(journal, reader):
        frame = Frame(journal, Period(today, today), reader, Scope(), language)
        facts = [fact for fact in money_facts.receivables(frame) if fact.rest_minor > 0]
        found = money_facts.ageing(facts, today)
        parts = [
            money_sections.ageing_section(frame, found),
            _grouped(frame, grouping, lines),
            _list(frame, facts),
            _sheet(frame, facts),
        ]
        late = [one for one in found if one.late]
        figures = [Figure(language.money(one.late, one.currency), language.say("overdue")) for one in late]
        title = language.say("Receivables by age")
        return frame.report("ageing", title, figures, [part for part in parts if part is not None])


def _grouped(frame: Frame, grouping: str, lines: Sequence[AgeingLine]) -> Section | None:
    """Return a row for each account, branch or project and each currency, what is most late first."""
    if not lines:
        return None
    say = frame.language.say
    names = {"account": say("Account"), "branch": say("Branch"), "project": say("Project")}
    columns = [Column(names[grouping], 2.6)]
    columns += [
        Column(say(title), 1.3, "number", sheet_only=not any(line.ageing.of(age) for line in lines))
        for age, title in AGES.items()
    ]
    columns.append(Column(say("Together"), 1.4, "number"))
    rows = tuple(
        (
            Cell(line.name or say("Without a project")),
            *(_money(frame, line.ageing.of(age), line.ageing.currency, _TONES.get(age, "late")) for age in AGES),
            money_cell(line.ageing.total, line.ageing.currency, frame.language, "strong"),
        )
        for line in lines
    )
    return Section(grouping, say(GROUP_NAMES[grouping]), Table(tuple(columns), rows))


def _money(frame: Frame, minor: int, currency: str, tone: Tone) -> Cell:
    return money_cell(minor, currency, frame.language, tone) if minor else Cell("")


def _list(frame: Frame, facts: Sequence[ReceivableFact]) -> Section | None:
    """Return each receivable as paper has room for it; a sheet has all of it anyway."""
    section = money_sections.receivables_section(frame, facts, with_account=True)
    return replace(section, medium="page") if section else None


def _sheet(frame: Frame, facts: Sequence[ReceivableFact]) -> Section:
    """Return each receivable with exact figures, for other programs to read."""
    say = frame.language.say
    titles = (
        *(say("Account"), say("Project"), say("Milestone"), say("Receivable"), say("Currency"), say("Amount")),
        *(say("Paid"), say("Still owed"), say("Age"), say("Days late"), say("Invoice"), say("Invoice date")),
        *(say("Due"), say("Promised for"), say("Risk")),
    )
    rows = tuple(_row(frame, fact) for fact in facts)
    table = Table(tuple(Column(title) for title in titles), rows)
    return Section("all", say("All receivables"), table, medium="sheet")


def _row(frame: Frame, fact: ReceivableFact) -> tuple[Cell, ...]:
    late = fact.days_late(frame.as_of)
    age = ageing.bucket_of(fact.due_on, fact.invoiced_on, frame.as_of)
    return (
        *(Cell(words) for words in (fact.account, fact.project, fact.milestone, fact.title, fact.currency)),
        *(
            Cell(plain(minor, fact.currency), Amount(minor, fact.currency))
            for minor in (fact.amount_minor, fact.paid_minor, fact.rest_minor)
        ),
        Cell(frame.language.say(AGES[age])),
        Cell(str(late) if late else "", late or None),
        Cell(fact.invoice_number),
        *(_day(frame, day) for day in (fact.invoiced_on, fact.due_on, fact.promised_on)),
        Cell(" ".join(fact.risk.split())),
    )


def _day(frame: Frame, day: str | None) -> Cell:
    found = date.fromisoformat(day) if day else None
    return Cell(frame.language.day(found) if found else "", found)
