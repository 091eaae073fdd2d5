"""What every kind of summary shares: its reader, its period, its heading, and what is left out of it."""

from __future__ import annotations

from collections.abc import Sequence

from models.coverage import USUAL_MONTHS
from models.journal import Journal
from models.summaries.facts import Scope, bounds
from models.summaries.periods import Period
from models.summaries.privacy import Audience
from models.summaries.report import Figure, Report, Section
from models.text.language import Language

SHOWN_STATES = ("held", "missed", "planned")
"""A cancelled visit is nobody's news; a missed one is."""

_ACCOUNTS_NAMED = 3
"""How many accounts a heading names; more of them would be a list."""


class Frame:
    """One summary in the making: what every section needs to know. It is made and used while reading as its reader.

    `withheld` are people this reader may not learn of, `coverage_months` those whose contacts make up the coverage.
    """

    def __init__(
        self,
        journal: Journal,
        period: Period,
        reader: Audience,
        scope: Scope,
        language: Language,
        *,
        withheld: frozenset[int] = frozenset(),
        coverage_months: int = USUAL_MONTHS,
    ) -> None:
        self.journal = journal
        self.withheld = withheld
        self.coverage_months = coverage_months
        self.period = period
        self.reader = reader
        self.scope = scope
        self.language = language
        self.today = journal.clock.today()
        # What is said of "now" is said of the end of the period, once that is past.
        self.as_of = min(self.today, period.last)
        query = "SELECT name, region, manager_name, company FROM shown_profile ORDER BY id LIMIT 1"
        found = journal.row(query) or ("", "", "", "")
        self.author, self._region, self._manager, self.company = (str(text) for text in found)

    @property
    def is_for_customer(self) -> bool:
        """Whether a customer reads this."""
        return self.reader.name == "customer"

    @property
    def known_from(self) -> Scope:
        """Where an earlier meeting makes a person known: anywhere, but for a customer at his own accounts only.

        Otherwise a customer would learn from who is not new whom we had met elsewhere.
        """
        return self.scope if self.is_for_customer else Scope()

    def report(
        self, kind: str, title: str, figures: Sequence[Figure], sections: Sequence[Section], *, subtitle: str = ""
    ) -> Report:
        """Return the report with these parts under the heading that all kinds share."""
        return Report(
            kind=kind,
            language=self.language.code,
            title=title,
            subtitle=self._with_tag(subtitle or self.days()),
            author=self.author,
            reader=self._reader_line(),
            prepared_on=self.today,
            prepared=self.language.say("Prepared {day}", day=self.language.day(self.today)),
            figures=tuple(figures),
            sections=tuple(sections),
        )

    def _with_tag(self, subtitle: str) -> str:
        """Return the heading's second line with the tag that the summary is narrowed to."""
        if not self.scope.tag:
            return subtitle
        return self.language.say("{heading} · tag {tag}", heading=subtitle, tag=f"#{self.scope.tag}")

    def days(self) -> str:
        """Return the days of the period, with the number of a week."""
        days = self.language.period(self.period.first, self.period.last)
        if self.period.kind != "week":
            return days
        number = self.period.first.isocalendar().week
        return self.language.say("{days} · Week {number}", days=days, number=number)

    def accounts_and_days(self) -> str:
        """Return the days of the period, and before them the accounts asked for, when they are few."""
        names = [name for _, name in self.roots()]
        if not 0 < len(names) <= _ACCOUNTS_NAMED:
            return self.days()
        return self.language.say("{accounts} · {days}", accounts=self.language.listing(names), days=self.days())

    def roots(self) -> list[tuple[int, str]]:
        """Return (id, name) of the accounts asked for, without those that are branches of another one of them."""
        if not self.scope.account_ids:
            return []
        query = f"SELECT id, name, parent_id FROM shown_account WHERE {self.scope.condition('id')} ORDER BY name, id"
        found = self.journal.rows(query, *self.scope.account_ids)
        asked = {account_id for account_id, _, _ in found}
        return [(account_id, name) for account_id, name, parent in found if parent not in asked]

    def _reader_line(self) -> str:
        if self.reader.name == "self":
            return self.language.say("For my own use")
        if self.is_for_customer:
            return ""
        say = self.language.say
        if self._region and self._manager:
            return say("{region} · for {manager}", region=self._region, manager=self._manager)
        return say("For {manager}", manager=self._manager) if self._manager else self._region


def left_out(
    journal: Journal,
    days: Period,
    reader: Audience,
    scope: Scope,
    language: Language,
    *,
    planned: Period | None = None,
) -> str:
    """Return one sentence on what this reader will not see of some days, for the person who exports.

    Of the days of `planned` only planned visits are shown to anyone, so only those of them can be left out.
    This counts what no reader but me may know of, so it is asked before reading as the reader.
    """
    only_notes = language.say("Private notes are left out.")
    if reader.name == "self":
        return "" if reader.with_private else only_notes
    query = f"""
        SELECT count(*) FROM visit WHERE confidential = 1 AND deleted_at IS NULL AND start >= ? AND start < ?
        AND (state = 'planned' OR (? AND state <> 'cancelled')) AND {scope.condition("account_id")}
        AND {scope.of_visits()}"""
    hidden = 0
    for part, in_any_state in ((days, True), (planned, False)):
        if part is not None:
            (count,) = journal.row(query, *bounds(part), in_any_state, *scope.account_ids) or (0,)
            hidden += count
    if hidden == 0:
        return only_notes
    return language.plural(
        "Private notes and {count} confidential visit are left out.",
        "Private notes and {count} confidential visits are left out.",
        hidden,
    )
