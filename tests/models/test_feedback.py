"""What customers say of products, by product, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest

from models import feedback
from models.errors import InvalidValue, NotFound
from models.feedback import FeedbackFilter
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def note(journal: Journal, words: str, product: str = "Base station", **fields: Any) -> int:
    """Note some feedback and return its id."""
    account_id = fields.pop("account_id", None) or make_account(journal)
    return feedback.create(journal, account_id=account_id, product=product, words=words, **fields).id


def told(journal: Journal, **wanted: Any) -> list[str]:
    """Return the words of the feedback that passes a filter."""
    return [one.words for one in feedback.listing(journal, FeedbackFilter(**wanted))]


def test_it_is_noted_today_with_whom_and_where_it_was_said(journal: Journal) -> None:
    account_id = make_account(journal)
    tom = make_contact(journal, "Tom", account_id=account_id)
    visit_id = make_visit(journal, account_id, confidential=True)
    note(journal, "Too loud", account_id=account_id, contact_id=tom, visit_id=visit_id, kind="problem")
    (line,) = feedback.listing(journal, FeedbackFilter(visit_id=visit_id))
    assert (line.words, line.contact, line.account, line.noted_on) == ("Too loud", "Tom", "Northern Rail", "2026-05-14")
    assert (line.kind, line.state, bool(line.confidential)) == ("problem", "open", True)


@pytest.mark.parametrize(
    "fields",
    [{"words": "  "}, {"product": ""}, {"kind": "rumour"}, {"noted_on": "x"}, {"handed_over_on": "2026-05-01"}],
)
def test_what_can_not_be_is_refused(journal: Journal, fields: dict[str, Any]) -> None:
    given = {"account_id": make_account(journal), "product": "Base station", "words": "Good", **fields}
    with pytest.raises(InvalidValue):
        feedback.create(journal, **given)


def test_it_is_handed_over_and_answered(journal: Journal) -> None:
    ids = [note(journal, "Too loud"), note(journal, "More ports", "Console", kind="wish")]
    feedback.hand_over(journal, ids)
    assert told(journal, state="open") == []
    feedback.edit(journal, ids[1], answer="In 3.0")
    assert told(journal, state="handed_over") == ["Too loud"]
    assert told(journal, state="answered") == ["More ports"]
    assert feedback.get(journal, ids[0]).handed_over_on == "2026-05-14"
    with pytest.raises(InvalidValue):
        feedback.hand_over(journal, [])


def test_what_was_handed_over_keeps_its_day(journal: Journal) -> None:
    one = note(journal, "Too loud", noted_on="2026-01-01", handed_over_on="2026-02-01")
    feedback.hand_over(journal, [one])
    assert feedback.get(journal, one).handed_over_on == "2026-02-01"


def test_the_list_is_narrowed_and_read_on(journal: Journal) -> None:
    for number in range(5):
        note(journal, f"Wish {number}", kind="wish", noted_on=f"2026-05-0{number + 1}")
    note(journal, "Too loud", "Console", noted_on="2026-04-01")
    assert told(journal, kind="wish", text="wish 3") == ["Wish 3"]
    assert told(journal, product="Console") == ["Too loud"]
    assert told(journal, tree=()) == []
    assert feedback.products(journal) == ["Base station", "Console"]
    got = feedback.listing(journal, FeedbackFilter(), limit=2)
    while window := feedback.listing(journal, FeedbackFilter(), below=got[-1], limit=2):
        got += window
    assert [one.words for one in got] == ["Wish 4", "Wish 3", "Wish 2", "Wish 1", "Wish 0", "Too loud"]
    assert feedback.count(journal, FeedbackFilter(kind="wish")) == 5


def test_it_goes_to_the_trash_and_comes_back(journal: Journal) -> None:
    one = note(journal, "Too loud")
    feedback.trash(journal, one)
    assert told(journal) == []
    with pytest.raises(NotFound):
        feedback.get(journal, one)
    feedback.restore(journal, one)
    assert told(journal) == ["Too loud"]
