"""The brief: one page on an account or a planned visit, read in a minute before one goes in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from models import accounts, coverage, visits
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries import brief_facts
from models.summaries.brief_facts import BriefFacts
from models.summaries.brief_page import BriefPage, clipped, sections_of
from models.summaries.brief_parts import ROOMS, parts
from models.summaries.data_rows import withheld_people
from models.summaries.one_page import fits_one_page
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.report import Figure, Report
from models.text import day_words
from models.text.language import Language

_TITLE, _PLACE = 120, 120
"""No longer title and line below it is printed."""

_SHORTEST = 40
"""So much of both is printed even where there is hardly room."""

_CURRENCIES = 2
"""Amounts in more currencies than this are in the list of money alone."""


def read(
    journal: Journal,
    account_id: int | None = None,
    *,
    language: Language,
    visit_id: int | None = None,
    audience: AudienceName = "self",
    with_private: bool = False,
) -> BriefPage:
    """Return the brief on an account with its branches, or on a planned visit, as the screen shows it.

    Private lines come only `with_private`, and then for myself alone. Raises NotFound for what is not there, and
    InvalidValue for a reader who may not see it: a customer, or anyone but me of a confidential visit.
    """
    made = _Brief(journal, account_id, visit_id, language, Audience(audience, with_private=with_private))
    return made.page(made.first(fits_one_page), on_screen=True)


def brief(
    journal: Journal,
    account_id: int | None = None,
    *,
    language: Language,
    visit_id: int | None = None,
    audience: AudienceName = "self",
    with_private: bool = False,
    with_map: bool = False,
) -> Report:
    """Return the brief to be printed or saved; it stands on one page, as it is tried out. Raises what `read` does.

    The map of people, if it is wanted, has a second page.
    """
    made = _Brief(journal, account_id, visit_id, language, Audience(audience, with_private=with_private))
    page = made.page(made.first(_is_one_page))
    report = made.report(page)
    if not with_map:
        return report
    from models.summaries.map_picture import gather
    from models.summaries.map_section import map_section

    drawn = map_section(gather(journal, page.account_id, audience), language, journal.clock.today())
    return replace(report, sections=(*report.sections, drawn))


def _is_one_page(report: Report) -> bool:
    """Return whether a report stands on one page once it is printed, which no estimate knows of every script."""
    from models.summaries import pdf

    return len(pdf.preview(report, _SMALL)) == 1


_SMALL = 8.0
"""Pixels per inch of a page that is only counted."""


class _Brief:
    """The facts of one brief, and the pages they make, from the fullest (0) to the shortest."""

    def __init__(
        self, journal: Journal, account_id: int | None, visit_id: int | None, language: Language, reader: Audience
    ) -> None:
        if reader.name == "customer":
            raise InvalidValue("A brief is never for a customer. Make it for yourself or for a colleague.")
        self._language, self._reader = language, reader
        self._today = journal.clock.today()
        if visit_id is not None:
            visit = visits.get(journal, visit_id)
            if visit.confidential and reader.name != "self":
                raise InvalidValue("This visit is confidential: a brief on it is for yourself only.")
            account_id = visit.account_id
        if account_id is None:
            raise InvalidValue("A brief needs an account or a planned visit. Choose one.")
        accounts.get(journal, account_id)
        tree = accounts.tree_ids(journal, account_id)
        hidden, months = withheld_people(journal, reader), coverage.months(journal)
        with reading_as(journal, reader):
            self._facts: BriefFacts = brief_facts.read(journal, tree, visit_id, hidden, months)

    def first(self, fits: Callable[[Report], bool]) -> int:
        """Return the number of the fullest page that fits on a sheet; a fuller one never takes less room."""
        return bisect_left(range(len(ROOMS) - 1), True, key=lambda number: fits(self.report(self.page(number))))

    def page(self, number: int, *, on_screen: bool = False) -> BriefPage:
        """Return the brief as it is read, with as much as the room of that number holds.

        On screen, where the end can be scrolled to, more questions are offered.
        """
        room = replace(ROOMS[number], suggested=ROOMS[0].suggested) if on_screen else ROOMS[number]
        say, account = self._language.say, self._facts.account
        place = self._language.listing([part for part in (account.city, account.region, account.industry) if part])
        subtitle = say("Brief · {place}", place=place) if place else say("Brief")
        return BriefPage(
            account_id=account.id,
            visit_id=self._facts.visit.id if self._facts.visit else None,
            title=clipped(account.name, min(_TITLE, max(room.letters, _SHORTEST))),
            subtitle=clipped(subtitle, min(_PLACE, max(room.letters, _SHORTEST))),
            figures=tuple(self._figures()),
            parts=parts(self._facts, self._today, self._language, room),
            warning=self._warning(),
        )

    def report(self, page: BriefPage) -> Report:
        """Return a page as a report, to be printed or saved."""
        say = self._language.say
        return Report(
            kind="brief",
            language=self._language.code,
            title=page.title,
            subtitle=page.subtitle,
            author=clipped(self._facts.author, _TITLE),
            reader=say("For my own use") if self._reader.name == "self" else say("For colleagues only"),
            prepared_on=self._today,
            prepared=say("Prepared {day}", day=day_words.full_date(self._language, self._today)),
            figures=page.figures,
            sections=sections_of(page, self._language),
            left_out=page.warning,
        )

    def _warning(self) -> str:
        say = self._language.say
        if self._reader.name != "self":
            return say("Private notes, preparation lists and confidential visits are left out.")
        if self._reader.with_private:
            return say("This brief holds private notes: keep it to yourself.")
        return say("Private notes are left out.")

    def _figures(self) -> Iterator[Figure]:
        say, plural = self._language.say, self._language.plural
        facts = self._facts
        rhythm = facts.account.rhythm_days
        every = plural("rhythm: every day", "rhythm: every {count} days", rhythm) if rhythm else ""
        yield Figure(self._last_seen(), say("last seen"), every)
        held = facts.held_this_year
        yield Figure(str(held), plural("visit this year", "visits this year", held))
        ours, theirs = len(facts.of_kind("promise")), len(facts.of_kind("customer_promise"))
        yield Figure(f"{ours} / {theirs}", say("open promises, ours / theirs"))
        complaints = len(facts.of_kind("complaint"))
        yield Figure(str(complaints), plural("complaint open", "complaints open", complaints))
        late: dict[str, int] = {}
        for money in facts.delivery.money:
            if money.due_on < self._today.isoformat():
                late[money.currency] = late.get(money.currency, 0) + money.rest_minor
        for code, amount in sorted(late.items())[:_CURRENCIES]:
            yield Figure(self._language.money(amount, code), say("overdue"))

    def _last_seen(self) -> str:
        if self._facts.last_seen is None:
            return self._language.say("never")
        days = (self._today - date.fromisoformat(self._facts.last_seen[:10])).days
        if days <= 0:
            return self._language.say("today")
        return self._language.plural("{count} day ago", "{count} days ago", days)
