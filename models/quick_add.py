"""The quick-add line: one line of text to a step or a visit.

'send BOQ to 徐海 next tue !promise @Northern Rail' is a promise to 徐海 at Northern Rail, due on Tuesday. Whatever is
not understood stays in the title, so that nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from models import contacts, drafts, steps, visits
from models.changes import Changes
from models.clock import Clock
from models.errors import InvalidValue
from models.journal import Journal
from models.known_names import KnownNames
from models.quick_line import Line, Part

if TYPE_CHECKING:
    from models.visit_sheet import VisitSheet


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line means: a step with its due date, or a visit with its start (time on the wall), state and summary.

    `kind` is a kind of step or 'visit'; the title of a visit is its purpose. `parts` are the places in the cleaned line
    that say so, in its order; what no part holds stands in the title or the summary.
    """

    kind: str
    title: str
    account_id: int | None
    account: str
    people: tuple[tuple[int, str], ...]
    due: date | None = None
    repeats: str = ""
    start: str = ""
    state: str = ""
    summary: str = ""
    severity: str | None = None
    unknown: tuple[str, ...] = ()
    """Names of people who were met, or are to be, and whom nobody has written down yet; they stand in the words."""
    parts: tuple[Part, ...] = ()


def understand(
    text: str, clock: Clock, names: KnownNames, *, as_words: Collection[str] = (), at: int | None = None
) -> Understood:
    """Return what a line means, read on the clock's day; `as_words` are parts of it that are to stay words.

    Where the account is given by `at` (0 for one that is not known yet), others that are named stay words.

    Raises NotFound for an @name that is no account and no contact or may mean several, and InvalidValue for an
    impossible day, a step without words, and a visit without an account.
    """
    line = Line(text, names, as_words, at)
    kind = line.take_kind()
    line.take_mentions()
    return _visit(line, clock) if kind == "visit" else _step(line, kind, clock)


def understand_following(text: str, clock: Clock, names: KnownNames, account_id: int | None) -> Understood:
    """Return what a line means that follows something at an account: it is there, unless it names another one.

    Raises as `understand`.
    """
    following = understand(text, clock, names, at=account_id)
    if "@" in text or "＠" in text:
        elsewhere = understand(text, clock, names)
        if any(part.what == "account" for part in elsewhere.parts):
            return elsewhere
    return following


def save(
    journal: Journal, understood: Understood, draft_id: int | None = None, *, follows: int | None = None
) -> Changes:
    """Write the step or visit that a line meant into the journal, and throw the draft of the line away with it.

    What `follows` a step belongs to the same plan; an outreach has one step for each account, and no more.
    """
    name = "visits.record" if understood.kind == "visit" else "steps.create"
    with journal.operation(name, subject=understood.title):
        changes = _written(journal, understood)
        if follows is not None and understood.kind != "visit":
            _follow(journal, changes.id, follows)
        drafts.discard(journal, draft_id)
        return changes


def _follow(journal: Journal, step_id: int, before_id: int) -> None:
    from models import many_steps

    before = steps.get(journal, before_id)
    secret = journal.row("SELECT id FROM visit WHERE id = ? AND confidential = 1", before.visit_id)
    if secret is not None:
        # What follows from a confidential visit stays with it: apart from it, it would be in summaries for others.
        steps.edit(journal, step_id, visit_id=secret[0])
    goes_on = "SELECT 1 FROM plan WHERE id = ? AND kind = 'goal' AND closed_on IS NULL AND deleted_at IS NULL"
    if before.plan_id is not None and journal.row(goes_on, before.plan_id) is not None:
        many_steps.move_to_plan(journal, [("step", step_id)], before.plan_id)


def _written(journal: Journal, understood: Understood) -> Changes:
    people = [contact_id for contact_id, _ in understood.people]
    if understood.kind == "visit":
        return visits.record(
            journal,
            account_id=_required(understood.account_id),
            start=understood.start,
            state=understood.state,
            purpose=understood.title,
            summary=understood.summary,
            people=people,
        )
    return steps.create(
        journal,
        kind=understood.kind,
        title=understood.title,
        account_id=understood.account_id,
        due_on=understood.due,
        repeats=understood.repeats,
        severity=understood.severity,
        people=people,
    )


def sheet(journal: Journal, understood: Understood) -> VisitSheet:
    """Return the sheet on which the visit that a line meant is written on."""
    from models import visit_sheet

    people = tuple(
        visit_sheet.SheetPerson(contact_id, name, contacts.get(journal, contact_id).role_group)
        for contact_id, name in understood.people
    )
    return replace(
        visit_sheet.blank(journal, understood.account_id),
        start=understood.start,
        state=understood.state,
        purpose=understood.title,
        summary=understood.summary,
        people=people,
    )


def _step(line: Line, kind: str, clock: Clock) -> Understood:
    severity = line.take_severity() if kind == "complaint" else None
    line.take_receivers()
    repeats, first = line.take_repetition(clock.today())
    due = line.take_due(clock.today()) or first
    if repeats and due is None:
        due = clock.today()  # what comes back needs a day from which it is counted
    title = str(steps.RULES["title"](_capitalised(line.rest())))
    return Understood(
        kind,
        title,
        line.account_id,
        line.account,
        tuple(line.people.items()),
        due=due,
        repeats=repeats,
        severity=severity,
        parts=_in_order(line),
    )


def _visit(line: Line, clock: Clock) -> Understood:
    """Return a visit: before the colon stand day, time and people, behind it what was said, or is to be."""
    start = _start(*line.take_when(clock.today()), clock)
    line.find_met()
    purpose, summary = line.take_purpose(), line.rest()
    account_id = _required(line.account_id)
    planned = start > clock.wall()
    if planned:
        purpose, summary = " ".join(filter(None, (purpose, summary))), ""
    return Understood(
        "visit",
        str(visits.RULES["purpose"](purpose)),
        account_id,
        line.account,
        tuple(line.people.items()),
        start=start,
        state="planned" if planned else "held",
        summary=str(visits.RULES["summary"](summary)),
        unknown=tuple(line.unknown),
        parts=_in_order(line),
    )


def _in_order(line: Line) -> tuple[Part, ...]:
    return tuple(sorted(line.parts, key=lambda part: part.span))


def _start(day: date | None, at: time | None, clock: Clock) -> str:
    """Return when a visit began: now if nothing was said, the day's beginning if only another day was."""
    if at is None and day in (None, clock.today()):
        return clock.wall()
    return f"{day or clock.today()}T{(at or time()).strftime('%H:%M')}"


def _required(account_id: int | None) -> int:
    if account_id is None:
        raise InvalidValue("A visit needs an account. Name it with @, such as @Northern Rail.")
    return account_id


def _capitalised(title: str) -> str:
    """Return a title with a capital at its beginning, unless its first word has capitals of its own (eNodeB)."""
    first = title.partition(" ")[0]
    return title[:1].upper() + title[1:] if first.isascii() and first.islower() else title
