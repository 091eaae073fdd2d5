"""Person report: the people met in a period, by account, in the post of that time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.summaries import facts
from models.summaries.frame import Frame
from models.summaries.key_figures import visits_and_people
from models.summaries.report import Cell, Column, Report, Section, Table
from models.summaries.sections import met as met_names
from models.summaries.visit_sheets import number
from models.text.field_words import ROLE_NAMES, STANCE_NAMES
from models.text.language import Language

NAMES_SHOWN = 12
"""How many names a role group shows before it counts the rest."""


@dataclass(frozen=True, slots=True)
class MetFact:
    """Someone met in a period; account and post are those of the last time, what may not be seen is None."""

    account: str
    name: str
    title: str
    department: str
    role_group: str | None
    stance: int | None
    closeness: int | None
    times: int
    last_met: str
    is_new: int


def person_report(frame: Frame) -> Report:
    """Return who was met, how often, when last, and who for the first time; stance and closeness only inside."""
    say = frame.language.say
    found = _people_met(frame)
    people = Section("people", say("People met"), _table(frame, found), empty=say("No one was met in this period."))
    parts = [people, *_roles(frame, found)]
    title = say("People met")
    return frame.report("person", title, visits_and_people(frame), parts, subtitle=frame.accounts_and_days())


def _people_met(frame: Frame) -> list[MetFact]:
    """Return everyone met in a held visit of the period, by account and name."""
    # A customer is not told where else somebody works.
    account, posts = (
        ("shown_visit.account_id", "shown_contact_post.account_id = meeting.account_id")
        if frame.is_for_customer
        else ("coalesce(shown_visit_contact.account_id, shown_visit.account_id)", "1")
    )
    query = f"""
        WITH meeting AS (
            SELECT contact_id, contact_post_id, start, {account} AS account_id,
                   count(*) OVER (PARTITION BY contact_id) AS times,
                   row_number() OVER (PARTITION BY contact_id ORDER BY start DESC, visit_id DESC) AS place
            FROM shown_visit_contact JOIN shown_visit ON shown_visit.id = visit_id
            WHERE start >= ?1 AND start < ?2 AND state = 'held'
              AND {frame.scope.condition("shown_visit.account_id")})
        SELECT coalesce(shown_account.name, ''), shown_contact.name, coalesce(title, ''), coalesce(department, ''),
               role_group, stance, closeness, times, start, NOT EXISTS (
                   SELECT 1 FROM shown_visit_contact JOIN shown_any_visit ON shown_any_visit.id = visit_id
                   WHERE shown_visit_contact.contact_id = meeting.contact_id AND state = 'held' AND start < ?1
                     AND {frame.known_from.condition("shown_any_visit.account_id")})
        FROM meeting JOIN shown_contact ON shown_contact.id = meeting.contact_id
        LEFT JOIN shown_account ON shown_account.id = meeting.account_id
        LEFT JOIN shown_contact_post ON shown_contact_post.id = contact_post_id AND {posts}
        WHERE place = 1 ORDER BY shown_account.name, times DESC, shown_contact.name"""
    bounds = facts.bounds(frame.period)
    accounts = (*frame.scope.account_ids, *frame.known_from.account_ids)
    return [MetFact(*row) for row in frame.journal.rows(query, *bounds, *accounts)]


def _table(frame: Frame, found: Sequence[MetFact]) -> Table:
    say = frame.language.say
    columns = [
        Column(say("Account"), 1.7),
        Column(say("Person"), 1.6),
        Column(say("Post"), 2.1),
        Column(say("Times"), 0.95),
        Column(say("Last met"), 1.45, "date"),
        Column(say("First time"), 1, sheet_only=True),
    ]
    if not frame.is_for_customer:
        columns += [
            Column(say("Role"), 1.4),
            Column(say("Stance, closeness"), 1.6),
            Column(say("Closeness"), 0.8, "number", sheet_only=True),
        ]
    first_of_account = {met.account: place for place, met in reversed(list(enumerate(found)))}
    rows = (_row(frame, met, begins=first_of_account[met.account] == place) for place, met in enumerate(found))
    return Table(tuple(columns), tuple(rows))


def _row(frame: Frame, met: MetFact, *, begins: bool) -> tuple[Cell, ...]:
    """Return the row of a person; the first one of each account shows its name stronger than the others."""
    language = frame.language
    say = language.say
    day = date.fromisoformat(met.last_met[:10])
    times = say("{count}, new", count=met.times) if met.is_new else str(met.times)
    cells = (
        Cell(met.account, tone="strong" if begins else "quiet"),
        Cell(met.name),
        Cell(language.listing([part for part in (met.title, met.department) if part])),
        Cell(times, met.times),
        Cell(language.short_day(day), day, "quiet"),
        Cell(say("first time") if met.is_new else ""),
    )
    if frame.is_for_customer:
        return cells
    return (
        *cells,
        Cell(say(ROLE_NAMES[met.role_group]) if met.role_group else "", tone="quiet"),
        Cell(_closeness(met, language), tone="quiet"),
        number(met.closeness),
    )


def _closeness(met: MetFact, language: Language) -> str:
    """Return how someone stands towards us, and how close we are."""
    stance = language.say(STANCE_NAMES[met.stance]) if met.stance is not None else ""
    parts = [stance, "" if met.closeness is None else f"{met.closeness}/5"]
    return language.listing([part for part in parts if part])


def _roles(frame: Frame, found: Sequence[MetFact]) -> list[Section]:
    """Return how many were met in each role group, so that a group where no one was met shows."""
    if frame.is_for_customer or not found:
        return []
    language = frame.language
    rows = []
    for group, label in ROLE_NAMES.items():
        met = [person.name for person in found if person.role_group == group]
        names = met_names(met, language, NAMES_SHOWN) if met else language.say("no one")
        rows.append((Cell(language.say(label)), number(len(met)), Cell(names, tone="quiet" if met else "soon")))
    columns = (Column(language.say("Role"), 1.6), Column(language.say("People"), 0.8, "number"),
               Column(language.say("Names"), 7))  # fmt: skip
    return [Section("roles", language.say("By role"), Table(columns, tuple(rows)), medium="page")]
