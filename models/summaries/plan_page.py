"""A plan on paper: its goal and why, how far it is and what is to be expected, and its steps in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models import plan_dates, plans
from models.errors import InvalidValue
from models.journal import Journal
from models.plan_dates import DatedStep
from models.plans import PlanRow
from models.summaries.privacy import Audience, AudienceName, reading_as
from models.summaries.report import Cell, Column, Figure, Report, Section, Table
from models.text import day_words, plan_words
from models.text.field_words import OUTCOME_NAMES
from models.text.language import Language


@dataclass(frozen=True, slots=True)
class _Step:
    """A step as its reader may see it; `who` names whoever does it, if that is not me or somebody of the customer.

    `account` is the one it is about, where that is not the plan's own: an outreach has a step for each of many.
    """

    title: str
    account: str
    outcome: str | None
    owner_side: str
    who: str
    dated: DatedStep


def report(journal: Journal, plan_id: int, *, language: Language, audience: AudienceName = "self") -> Report:
    """Return a plan to be printed or saved, for myself or for colleagues.

    What came of a confidential visit is for myself alone. Raises NotFound for a plan that is not there, and
    InvalidValue for a customer: a plan tells what we mean to do.
    """
    if audience == "customer":
        raise InvalidValue("A plan is never for a customer. Make it for yourself or for a colleague.")
    plan = plans.get(journal, plan_id)
    count = "SELECT count(*) FROM step WHERE plan_id = ? AND deleted_at IS NULL"
    (every,) = journal.row(count, plan_id) or (0,)
    with reading_as(journal, Audience(audience)):
        return _Page(journal, plan, language, audience).report(every)


class _Page:
    """One plan in the making: it is read as its reader."""

    def __init__(self, journal: Journal, plan: PlanRow, language: Language, audience: AudienceName) -> None:
        self._plan, self._language, self._audience = plan, language, audience
        self._today = journal.clock.today()
        account, project, author = journal.row(
            """SELECT (SELECT name FROM shown_account WHERE id = ?1), (SELECT name FROM shown_project WHERE id = ?2),
                      (SELECT name FROM shown_profile ORDER BY id LIMIT 1)""",
            plan.account_id,
            plan.project_id,
        ) or (None, None, None)
        self._account, self._project, self._author = str(account or ""), str(project or ""), str(author or "")
        self._steps = _read(journal, plan)
        dated = [step.dated for step in self._steps]
        self._outlook = plan_dates.outlook(dated, self._today, _day(plan.target_on), _day(plan.first_target_on))

    def report(self, every: int) -> Report:
        """Return the page; `every` is how many steps there are for me, to say what others don't see."""
        say = self._language.say
        return Report(
            kind="plan",
            language=self._language.code,
            title=self._plan.goal,
            subtitle=self._subtitle(),
            author=self._author,
            reader=say("For my own use") if self._audience == "self" else say("For colleagues only"),
            prepared_on=self._today,
            prepared=say("Prepared {day}", day=day_words.full_date(self._language, self._today)),
            figures=tuple(self._figures()),
            sections=tuple(self._sections()),
            left_out=self._language.plural(
                "{count} step of a confidential visit is left out.",
                "{count} steps of confidential visits are left out.",
                every - len(self._steps),
            )
            if every > len(self._steps)
            else "",
        )

    def _subtitle(self) -> str:
        words = self._language.say("Plan")
        for part in filter(None, (self._account, self._project)):
            words = self._language.say("{left} · {right}", left=words, right=part)
        return words

    def _figures(self) -> Iterator[Figure]:
        language, plan = self._language, self._plan
        closed = sum(step.dated.closed_on is not None for step in self._steps)
        yield Figure(f"{closed} / {len(self._steps)}", language.say("steps done"))
        if plan.start_on:
            yield Figure(self._short(plan.start_on), language.say("started"))
        if plan.target_on:
            moved = plan_words.moved_words(language, self._outlook)
            yield Figure(self._short(plan.target_on), language.say("target"), moved)
        if plan.closed_on:
            yield Figure(self._short(plan.closed_on), language.say("ended"))
        elif self._outlook.expected_on:
            drift = plan_words.drift_words(language, self._outlook)
            yield Figure(self._short(self._outlook.expected_on.isoformat()), language.say("expected"), drift)

    def _sections(self) -> Iterator[Section]:
        say, plan = self._language.say, self._plan
        if plan.why.strip():
            yield Section("why", say("Why"), items=_lines(plan.why))
        if plan.closed_on:
            ended = plan_words.ended_words(self._language, plan.closed_on, plan.outcome)
            yield Section("result", say("Result"), items=(ended, *_lines(plan.result)))
        yield Section("steps", say("Steps"), self._table(), empty=say("This plan has no steps yet."))

    def _table(self) -> Table:
        say = self._language.say
        numbers = {step.dated.id: number for number, step in enumerate(self._steps, start=1)}
        columns = (
            Column(say("No."), 0.55, "number"),
            Column(say("Step"), 4.6),
            Column(say("After"), 0.65, "number", sheet_only=all(step.dated.after_id is None for step in self._steps)),
            Column(say("Who"), 1.4),
            Column(say("Due"), 1.25, "date"),
            Column(say("State"), 1.5),
        )
        rows = tuple(
            (
                Cell(str(number), number, "quiet"),
                Cell(self._title(step), tone="plain" if step.dated.closed_on is None else "quiet"),
                self._number(numbers.get(step.dated.after_id or 0)),
                Cell(self._who(step), tone="quiet"),
                Cell(self._short(step.dated.due_on.isoformat()) if step.dated.due_on else "", step.dated.due_on),
                self._state(step),
            )
            for number, step in enumerate(self._steps, start=1)
        )
        return Table(columns, rows)

    def _title(self, step: _Step) -> str:
        if not step.account:
            return step.title
        return self._language.say("{left} · {right}", left=step.account, right=step.title)

    def _number(self, number: int | None) -> Cell:
        return Cell(str(number), number, "quiet") if number else Cell("")

    def _who(self, step: _Step) -> str:
        if step.who:
            return step.who
        if step.owner_side == "theirs":
            return self._language.say("Customer")
        return self._author or self._language.say("Me")

    def _state(self, step: _Step) -> Cell:
        language, dated = self._language, step.dated
        if dated.closed_on is not None:
            words = language.say(
                "{outcome}, {day}",
                outcome=OUTCOME_NAMES[step.outcome or "done"],
                day=self._short(dated.closed_on.isoformat()),
            )
            return Cell(words, tone="late" if step.outcome == "broken" else "quiet")
        if dated.due_on is None:
            return Cell(language.say("open"))
        due = day_words.due_words(language, dated.due_on.isoformat(), self._today)
        return Cell(due.text if dated.due_on <= self._today else language.say("open"), tone=due.tone)

    def _short(self, day: str) -> str:
        return day_words.short_date(self._language, date.fromisoformat(day), self._today)


def _read(journal: Journal, plan: PlanRow) -> Sequence[_Step]:
    query = """
        SELECT title, iif(account_id IS ?2, '', coalesce(shown_account.name, '')), outcome, owner_side,
               coalesce(shown_colleague.name, shown_contact.name, ''), shown_step.id, due_on, closed_at, after_id
        FROM shown_step LEFT JOIN shown_account ON shown_account.id = account_id
        LEFT JOIN shown_colleague ON shown_colleague.id = owner_colleague_id
        LEFT JOIN shown_contact ON shown_contact.id = owner_contact_id
        WHERE plan_id = ?1 ORDER BY plan_position, shown_step.id"""
    return [
        _Step(title, account, outcome, side, who, DatedStep(step_id, _day(due_on), _day(closed_at), after_id))
        for title, account, outcome, side, who, step_id, due_on, closed_at, after_id in journal.rows(
            query, plan.id, plan.account_id
        )
    ]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
