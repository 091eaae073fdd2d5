"""The preparation list of a visit: what to ask there, and the homework to do before.

What got no answer is not lost with its visit: it is offered for the next one with the same account, once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from models import values
from models.changes import Changes
from models.journal import Journal
from models.tables import Visit, VisitQuestion
from models.text.field_words import QUESTION_KIND_NAMES
from models.text.language import Label

LOOKED_AT = 5
"""So many of the last visits with an account are looked at for what they left open; what is older was let lie."""

words_of_question = values.line(Label("question"), 2000, required=True)
words_of_answer = values.paragraph(Label("answer"))
kind_of_question = values.choice(Label("kind of question"), QUESTION_KIND_NAMES)


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the list; `carried_on` is the day (ISO) of the visit it was taken over from, or ''."""

    id: int
    question: str
    done: bool
    answer: str
    kind: str
    carried_from_id: int | None
    carried_on: str


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A line that an earlier visit left open; `day` is that of the visit (ISO)."""

    id: int
    question: str
    kind: str
    visit_id: int
    day: str


def listing(journal: Journal, visit_id: int) -> list[Question]:
    """Return the preparation list of a visit, in its order."""
    return [Question(row[0], row[1], bool(row[2]), *row[3:]) for row in journal.rows(_LISTING, visit_id)]


def add(journal: Journal, visit_id: int, question: str, *, kind: str = "question") -> Changes:
    """Put a line at the end of a visit's list; one that stands there already is not put there twice.

    Raises InvalidValue for words that can't be stored, and NotFound for a visit that is not there.
    """
    stored = {"question": words_of_question(question), "kind": kind_of_question(kind)}
    with journal.operation("preparation.add", subject=str(stored["question"])[:200]) as work:
        work.require_live(Visit, visit_id)
        known = {one.question.casefold() for one in listing(journal, visit_id)}
        if str(stored["question"]).casefold() not in known:
            position = _end(journal, visit_id)
            return work.done(work.insert(VisitQuestion, visit_id=visit_id, position=position, **stored))
        return work.done()


def answer(journal: Journal, question_id: int, *, done: bool = True, answer: str = "") -> Changes:
    """Tick a line, with the answer."""
    with journal.operation("visits.answer_question", record=(VisitQuestion, question_id)) as work:
        work.update(VisitQuestion, question_id, {"done": values.flag(done), "answer": words_of_answer(answer)})
        return work.done()


def left_over(journal: Journal, account_id: int, before: str, visit_id: int | None = None) -> list[LeftOver]:
    """Return what earlier visits with an account left open, the newest visit first.

    That is what is neither done nor answered and was not taken over yet, the same words once; `before` is a time on
    the wall, and `visit_id` the visit it is asked for.
    """
    found: dict[str, LeftOver] = {}
    for row in journal.rows(_LEFT_OVER, account_id, min(before, journal.clock.wall()), visit_id or 0):
        found.setdefault(row[1].casefold(), LeftOver(*row))
    return list(found.values())


def carry_over(journal: Journal, visit_id: int, question_ids: Sequence[int]) -> Changes:
    """Put what earlier visits left open on the list of a visit, in the order given; what is there already stays once.

    Raises NotFound for a visit that is not there.
    """
    with journal.operation("preparation.carry_over") as work:
        work.require_live(Visit, visit_id)
        position = _end(journal, visit_id)
        wanted = json.dumps(list(dict.fromkeys(question_ids)))
        for number, (source, question, kind) in enumerate(journal.rows(_TO_CARRY, wanted)):
            work.insert(
                VisitQuestion,
                visit_id=visit_id,
                position=position + number,
                question=question,
                kind=kind,
                carried_from_id=source,
            )
        return work.done(visit_id)


def let_go(journal: Journal, question_ids: Sequence[int]) -> Changes:
    """Tick what earlier visits left open, because nobody needs the answer any more."""
    with journal.operation("preparation.let_go") as work:
        for question_id in question_ids:
            work.update(VisitQuestion, question_id, {"done": values.flag(True)})
        return work.done()


def is_there(journal: Journal, question_id: int) -> bool:
    """Return whether a line exists, be it in the trash: what was taken over from it may still point to it."""
    return journal.row("SELECT 1 FROM visit_question WHERE id = ?", question_id) is not None


def _end(journal: Journal, visit_id: int) -> int:
    found = journal.row("SELECT coalesce(max(position) + 1, 0) FROM visit_question WHERE visit_id = ?", visit_id)
    return int(found[0]) if found else 0


_LISTING = """
    SELECT visit_question.id, visit_question.question, visit_question.done, visit_question.answer, visit_question.kind,
           visit_question.carried_from_id, coalesce(substr(visit.start, 1, 10), '')
    FROM visit_question LEFT JOIN visit_question AS source ON source.id = visit_question.carried_from_id
    LEFT JOIN visit ON visit.id = source.visit_id
    WHERE visit_question.visit_id = ? AND visit_question.deleted_at IS NULL
    ORDER BY visit_question.position, visit_question.id"""

# One that was taken over and then removed by hand is not offered again; one whose visit lies in the trash is.
_NOT_CARRIED = """
    NOT EXISTS (SELECT 1 FROM visit_question AS later JOIN visit ON visit.id = later.visit_id
                WHERE later.carried_from_id = visit_question.id AND visit.deleted_at IS NULL)"""

_LEFT_OVER = f"""
    SELECT visit_question.id, question, kind, visit_id, substr(start, 1, 10)
    FROM visit_question JOIN visit AS past ON past.id = visit_id
    WHERE visit_id IN (
        SELECT id FROM visit WHERE account_id = ?1 AND start < ?2 AND id <> ?3 AND deleted_at IS NULL
        ORDER BY start DESC LIMIT {LOOKED_AT})
      AND visit_question.deleted_at IS NULL AND done = 0 AND answer = '' AND {_NOT_CARRIED}
    ORDER BY start DESC, position, visit_question.id"""

_TO_CARRY = f"""
    SELECT visit_question.id, question, kind FROM json_each(?) AS wanted
    JOIN visit_question ON visit_question.id = wanted.value
    WHERE visit_question.deleted_at IS NULL AND {_NOT_CARRIED} ORDER BY wanted.key"""
