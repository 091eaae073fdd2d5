"""What customers say of our products, and wish they did: noted by product, and handed over to those who make them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Literal, TypedDict, Unpack

from models import records, values
from models.changes import Changes, Operation, Value
from models.errors import InvalidValue
from models.journal import Journal
from models.merging.chain import follow
from models.row_class import row_class
from models.tables import Account, Asset, Contact, Visit
from models.tables import Feedback as Table
from models.text.clean import clean_line, is_seen
from models.text.language import Label

KINDS: dict[str, Label] = {
    "feedback": Label("Feedback"),
    "wish": Label("Wish"),
    "problem": Label("Problem"),
    "praise": Label("Praise"),
}
WINDOW = 100
"""How many rows a screen asks for at a time."""
State = Literal["", "open", "handed_over", "answered"]


class FeedbackFields(TypedDict, total=False):
    """The fields of some feedback; days are dates or ISO text."""

    account_id: int
    product: str
    asset_id: int | None
    contact_id: int | None
    visit_id: int | None
    kind: str
    words: str
    noted_on: date | str
    handed_over_on: date | str | None
    answer: str


def _words(value: object) -> Value:
    """Some words of any number of lines; there must be something to see."""
    text = values.paragraph(Label("words of the feedback"))(value)
    if not is_seen(str(text)):
        raise InvalidValue("What was said is missing. Write it down.")
    return text


RULES: dict[str, values.Rule] = {
    "account_id": values.required(Label("account"), values.link),
    "product": values.line(Label("product"), values.NAME_LENGTH, required=True),
    "asset_id": values.link,
    "contact_id": values.link,
    "visit_id": values.link,
    "kind": values.choice(Label("kind of feedback"), KINDS),
    "words": _words,
    "noted_on": values.required(Label("day of the feedback"), values.day(Label("day of the feedback"))),
    "handed_over_on": values.day(Label("day it was handed over")),
    "answer": values.paragraph(Label("answer")),
}


@row_class
class FeedbackRow:
    """Some feedback as it is read; `revision` goes back with an edit."""

    id: int
    revision: int
    account_id: int
    product: str
    asset_id: int | None
    contact_id: int | None
    visit_id: int | None
    kind: str
    words: str
    noted_on: str
    handed_over_on: str | None
    answer: str


@row_class
class FeedbackFilter:
    """Which feedback is meant; nothing given means all. `tree` are the accounts asked for, None for all of them."""

    product: str = ""
    kind: str = ""
    state: State = ""
    text: str = ""
    visit_id: int | None = None
    tree: tuple[int, ...] | None = None


@row_class
class FeedbackLine:
    """A row of the list; days are ISO, `version` is that of the product it is about, if that is known."""

    id: int
    product: str
    version: str
    kind: str
    words: str
    noted_on: str
    account_id: int
    account: str
    contact_id: int | None
    contact: str
    visit_id: int | None
    handed_over_on: str | None
    answer: str
    confidential: int

    @property
    def state(self) -> State:
        """Return how far it has come."""
        if self.answer:
            return "answered"
        return "handed_over" if self.handed_over_on else "open"


def create(journal: Journal, **fields: Unpack[FeedbackFields]) -> Changes:
    """Note what a customer says of a product, today if no day is given; raises InvalidValue for a wrong field."""
    given = {"account_id": None, "product": "", "words": "", "noted_on": journal.clock.today(), **fields}
    stored = values.checked(given, RULES)
    _follow_merges(journal, stored)
    _check_days(stored)
    with journal.operation("feedback.create", subject=str(stored["product"])) as work:
        _require_links(work, stored)
        return work.done(work.insert(Table, **stored))


def edit(
    journal: Journal, feedback_id: int, *, revision: int | None = None, **fields: Unpack[FeedbackFields]
) -> Changes:
    """Change fields of some feedback; raises InvalidValue, NotFound or ChangedElsewhere."""
    stored = values.checked(fields, RULES)
    _follow_merges(journal, stored)
    before = get(journal, feedback_id)
    _check_days({"noted_on": before.noted_on, "handed_over_on": before.handed_over_on, **stored})
    with journal.operation("feedback.edit", record=(Table, feedback_id)) as work:
        _require_links(work, stored)
        work.update(Table, feedback_id, stored, revision=before.revision if revision is None else revision)
        return work.done(feedback_id)


def hand_over(journal: Journal, feedback_ids: Sequence[int]) -> Changes:
    """Note that feedback was handed over today; what was handed over before keeps its day.

    Raises InvalidValue when there is none of it.
    """
    today = journal.clock.today().isoformat()
    if not feedback_ids:
        raise InvalidValue("No feedback is chosen. Choose what to hand over.")
    with journal.operation("feedback.hand_over") as work:
        for feedback_id in dict.fromkeys(feedback_ids):
            if get(journal, feedback_id).handed_over_on is None:
                work.update(Table, feedback_id, {"handed_over_on": today})
        return work.done(feedback_ids[0] if len(feedback_ids) == 1 else None)


def trash(journal: Journal, feedback_id: int) -> Changes:
    """Put some feedback into the trash."""
    with journal.operation("feedback.trash", subject=get(journal, feedback_id).product) as work:
        work.trash(Table, feedback_id)
        return work.done(feedback_id)


def restore(journal: Journal, feedback_id: int) -> Changes:
    """Take some feedback out of the trash; raises NotFound if it is not there, or if its account lies there too."""
    with journal.operation("feedback.restore") as work:
        owner = journal.row("SELECT account_id FROM feedback WHERE id = ?", feedback_id)
        work.require_live(Account, owner[0] if owner else None)
        work.restore_trashed(Table, feedback_id)
        return work.done(feedback_id)


def get(journal: Journal, feedback_id: int) -> FeedbackRow:
    """Return some feedback; raises NotFound for what is not there or lies in the trash."""
    return records.get(journal, Table, FeedbackRow, feedback_id)


def listing(
    journal: Journal, wanted: FeedbackFilter, *, below: FeedbackLine | None = None, limit: int = WINDOW
) -> list[FeedbackLine]:
    """Return feedback, the newest first, from below a row on."""
    conditions, given = _conditions(wanted)
    if below is not None:
        conditions.append("(noted_on, feedback.id) < (?, ?)")
        given += [below.noted_on, below.id]
    query = f"{_LINES} WHERE {' AND '.join(conditions)} ORDER BY noted_on DESC, feedback.id DESC LIMIT ?"
    return [FeedbackLine(*row) for row in journal.rows(query, *given, limit)]


def count(journal: Journal, wanted: FeedbackFilter) -> int:
    """Return how much feedback passes a filter."""
    conditions, given = _conditions(wanted)
    found = journal.row(f"SELECT count(*) {_FROM} WHERE {' AND '.join(conditions)}", *given)
    return int(found[0]) if found else 0


def products(journal: Journal) -> list[str]:
    """Return the products of which something was said, by name."""
    query = "SELECT DISTINCT product FROM feedback WHERE deleted_at IS NULL ORDER BY product"
    return [row[0] for row in journal.rows(query)]


def _check_days(stored: dict[str, Value]) -> None:
    noted, handed_over = Label("day of the feedback"), Label("day it was handed over")
    values.in_order(stored.get("noted_on"), stored.get("handed_over_on"), noted, handed_over)


def _follow_merges(journal: Journal, stored: dict[str, Value]) -> None:
    follow(journal, "account", stored, "account_id")
    follow(journal, "contact", stored, "contact_id")


def _require_links(work: Operation, stored: dict[str, Value]) -> None:
    for table, column in ((Account, "account_id"), (Asset, "asset_id"), (Contact, "contact_id"), (Visit, "visit_id")):
        work.require_live(table, stored.get(column))


def _conditions(wanted: FeedbackFilter) -> tuple[list[str], list[Value]]:
    made, given = ["feedback.deleted_at IS NULL", _STATES[wanted.state]], list[Value]()
    for column, value in (("feedback.product", wanted.product), ("feedback.kind", wanted.kind)):
        if value:
            made.append(f"{column} = ?")
            given.append(value)
    if wanted.visit_id is not None:
        made.append("feedback.visit_id = ?")
        given.append(wanted.visit_id)
    if wanted.tree is not None:
        made.append("feedback.account_id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(list(wanted.tree)))
    for word in dict.fromkeys(clean_line(wanted.text).split()[:20]):
        made.append(f"{_TEXT} LIKE ? ESCAPE '!'")
        given.append(f"%{word[:200].replace('!', '!!').replace('%', '!%').replace('_', '!_')}%")
    return made, given


_STATES: dict[State, str] = {
    "": "1",
    "open": "handed_over_on IS NULL AND answer = ''",
    "handed_over": "handed_over_on IS NOT NULL AND answer = ''",
    "answered": "answer <> ''",
}
_TEXT = (
    "(feedback.product || ' ' || words || ' ' || answer || ' ' || account.name || ' ' || coalesce(contact.name, ''))"
)
_FROM = """
    FROM feedback JOIN account ON account.id = feedback.account_id AND account.deleted_at IS NULL
    LEFT JOIN contact ON contact.id = feedback.contact_id AND contact.deleted_at IS NULL"""
_LINES = f"""
    SELECT feedback.id, feedback.product, coalesce(asset.version, ''), feedback.kind, words, noted_on,
           feedback.account_id, account.name, contact.id, coalesce(contact.name, ''), visit.id, handed_over_on, answer,
           coalesce(visit.confidential, 0)
    {_FROM} LEFT JOIN asset ON asset.id = feedback.asset_id AND asset.deleted_at IS NULL
    LEFT JOIN visit ON visit.id = feedback.visit_id AND visit.deleted_at IS NULL"""
