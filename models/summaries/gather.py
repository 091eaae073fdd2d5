"""The summary of a period: what the reader may see of it, put into sections and into the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import facts, owed, sections
from models.summaries.facts import Scope
from models.summaries.periods import Period
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.report import Figure, Report, Section
from models.text.language import Label, Language

SHOWN_STATES = ("held", "missed", "planned")
"""A cancelled visit is nobody's news; a missed one is."""


def gather(
    journal: Journal,
    period: Period,
    *,
    language: Language,
    audience: AudienceName = "manager",
    account_ids: Sequence[int] = (),
    with_notes: bool = False,
    with_private: bool = False,
) -> Report:
    """Return the summary of a period for a reader: all accounts, or those of the ids.

    `with_notes` adds the notes of the visits, `with_private` (for myself only) the private ones too. Raises
    InvalidValue when the reader may never see what was asked for, and when a customer's summary names no account.
    """
    reader = Audience(audience, with_notes=with_notes, with_private=with_private)
    if audience == "customer" and not account_ids:
        raise InvalidValue("A summary for a customer must name the account, so that it shows no one else's visits.")
    left_out = _left_out(journal, period, reader, account_ids, language)
    with reading_as(journal, reader):
        return _Summary(journal, period, reader, Scope(tuple(account_ids)), language).report(left_out)


class _Summary:
    """One summary in the making: what every section needs to know."""

    def __init__(self, journal: Journal, period: Period, reader: Audience, scope: Scope, language: Language) -> None:
        self.journal = journal
        self.period = period
        self.reader = reader
        self.scope = scope
        self.language = language
        self.today = journal.clock.today()
        # What is said of "now" is said of the end of the period, once that is past.
        self.as_of = min(self.today, period.last)

    def report(self, left_out: str) -> Report:
        """Return the whole summary."""
        say = self.language.say
        name, region, manager = self._heading()
        return Report(
            kind="period",
            language=self.language.code,
            title=say(_TITLES[self.period.kind]),
            subtitle=self._subtitle(),
            author=name,
            reader=self._reader_line(region, manager),
            prepared_on=self.today,
            prepared=say("Prepared {day}", day=self.language.day(self.today)),
            figures=tuple(self._figures()),
            sections=tuple(self._sections()),
            left_out=left_out,
        )

    def _heading(self) -> tuple[str, str, str]:
        found = self.journal.row("SELECT name, region, manager_name FROM shown_profile ORDER BY id LIMIT 1")
        return (found[0], found[1], found[2]) if found else ("", "", "")

    def _subtitle(self) -> str:
        days = self.language.period(self.period.first, self.period.last)
        if self.period.kind != "week":
            return days
        number = self.period.first.isocalendar().week
        return self.language.say("{days} · Week {number}", days=days, number=number)

    def _reader_line(self, region: str, manager: str) -> str:
        if self.reader.name == "self":
            return self.language.say("For my own use")
        if self.reader.name == "customer":
            return ""
        say = self.language.say
        if region and manager:
            return say("{region} · for {manager}", region=region, manager=manager)
        return say("For {manager}", manager=manager) if manager else region

    def _figures(self) -> list[Figure]:
        now, before = self._counts(self.period), self._counts(self.period.before())
        plural = self.language.plural
        figures = [
            self._figure(now.visits, before.visits, plural("visit", "visits", now.visits)),
            self._figure(
                now.people,
                before.people,
                plural("person, {new} new", "people, {new} new", now.people, new=now.new_people),
            ),
        ]
        if now.promises_due:
            kept = Figure(
                f"{now.promises_kept} / {now.promises_due}",
                self.language.say("promises kept"),
                self._before(f"{before.promises_kept} / {before.promises_due}"),
            )
            figures.append(kept)
        if self.reader.name == "customer":
            return figures
        label = plural("complaint open", "complaints open", now.complaints)
        figures.append(self._figure(now.complaints, before.complaints, label))
        figures.extend(self._money_figures())
        return figures

    def _money_figures(self) -> list[Figure]:
        """Return what is overdue, one figure a currency, as amounts of several currencies have no sum."""
        now = owed.by_currency(facts.overdue_money(self.journal, self.scope, self.as_of))
        before = owed.by_currency(facts.overdue_money(self.journal, self.scope, self.period.before().last))
        money = self.language.money
        return [
            Figure(
                money(amount, currency),
                self.language.say("overdue"),
                self._before(money(before.get(currency, 0), currency)),
            )
            for currency, amount in now.items()
        ]

    def _figure(self, now: int, before: int, label: str) -> Figure:
        return Figure(str(now), label, self._before(str(before)))

    def _before(self, value: str) -> str:
        return self.language.say(_BEFORE[self.period.kind], value=value)

    def _counts(self, period: Period) -> sections.Counts:
        end = min(self.today, period.last)
        promises = [
            promise
            for promise in facts.promises(self.journal, period, self.scope, end)
            if promise.kind == "promise" and owed.counts_in(promise, period, end)
        ]
        people, new_people = facts.people_met(self.journal, period, self.scope)
        return sections.Counts(
            visits=len(facts.visits(self.journal, period, self.scope, ("held",))),
            people=people,
            new_people=new_people,
            promises_kept=sum(owed.was_kept(promise, period) for promise in promises),
            promises_due=len(promises),
            complaints=len(facts.open_of_kind(self.journal, "complaint", self.scope, end)),
        )

    def _sections(self) -> list[Section]:
        visits = facts.visits(self.journal, self.period, self.scope, SHOWN_STATES)
        people = facts.people_of(self.journal, [visit.id for visit in visits])
        built: list[Section | None] = [
            sections.visits(visits, people, self.period, self.today, self.language),
            sections.highlights(visits, self.language),
            owed.promises(
                facts.promises(self.journal, self.period, self.scope, self.as_of),
                self.period,
                self.as_of,
                self.language,
            ),
            owed.requests_and_complaints(
                facts.requests_and_complaints(self.journal, self.period, self.scope),
                self.period,
                self.as_of,
                self.language,
            ),
        ]
        if self.reader.name != "customer":
            built += self._inside_sections(visits)
        built.append(self._plan())
        built.append(sections.notes(visits, self.language))
        return [section for section in built if section is not None]

    def _inside_sections(self, visits: Sequence[facts.VisitFact]) -> list[Section | None]:
        """Return the sections that are never for a customer: risks, support needed, money."""
        risks = owed.risks(
            facts.open_of_kind(self.journal, "risk", self.scope, self.as_of),
            facts.open_of_kind(self.journal, "complaint", self.scope, self.as_of),
            facts.quiet_accounts(self.journal, self.scope, self.as_of),
            self.as_of,
            self.language,
        )
        return [
            risks,
            sections.support_needed(visits, self.language),
            owed.money(facts.overdue_money(self.journal, self.scope, self.as_of), self.as_of, self.language),
        ]

    def _plan(self) -> Section:
        after = self.period.after()
        planned = facts.visits(self.journal, after, self.scope, ("planned",))
        people = facts.people_of(self.journal, [visit.id for visit in planned])
        steps = [] if self.reader.name == "customer" else facts.next_steps_due(self.journal, after, self.scope)
        title = self.language.say(_PLANS[self.period.kind])
        return sections.plan(title, planned, people, steps, after, self.language)


_TITLES = {
    "week": Label("Weekly customer report"),
    "month": Label("Monthly customer report"),
    "quarter": Label("Quarterly customer report"),
    "range": Label("Customer report"),
}

_BEFORE = {
    "week": Label("{value} the week before"),
    "month": Label("{value} the month before"),
    "quarter": Label("{value} the quarter before"),
    "range": Label("{value} in the period before"),
}

_PLANS = {
    "week": Label("Next week’s plan"),
    "month": Label("Next month’s plan"),
    "quarter": Label("Next quarter’s plan"),
    "range": Label("What is planned next"),
}


def _left_out(
    journal: Journal, period: Period, reader: Audience, account_ids: Sequence[int], language: Language
) -> str:
    """Return one sentence on what this reader will not see, for the person who exports."""
    only_notes = language.say("Private notes are left out.")
    if reader.name == "self":
        return "" if reader.with_private else only_notes
    scope = Scope(tuple(account_ids))
    # The plan shows the period after this one, so what is confidential there is left out too.
    query = f"""
        SELECT count(*) FROM visit WHERE confidential = 1 AND deleted_at IS NULL AND state <> 'cancelled'
        AND date(start) BETWEEN ? AND ? AND {scope.condition("account_id")}"""
    bounds = (period.first.isoformat(), period.after().last.isoformat())
    (hidden,) = journal.row(query, *bounds, *scope.account_ids) or (0,)
    if hidden == 0:
        return only_notes
    return language.plural(
        "Private notes and {count} confidential visit are left out.",
        "Private notes and {count} confidential visits are left out.",
        hidden,
    )
