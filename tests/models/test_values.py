"""What a field refuses, it refuses with its name and a remedy; what it takes, the tables take too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import accounts, colleagues, contacts, plans, steps, values, visits
from models.errors import InvalidValue, JournalError
from models.journal import Journal
from models.text.language import Label
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.readers import contact_named

FIELD = Label("due date")


@pytest.mark.parametrize(
    "given",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "29.2.2025",
        "2025-02-29",
        "10000-01-01",
        "soon",
        "2026-5-4",
        "٢٠٢٦-٠٥-١٤",
        3.5,
    ],
)
def test_impossible_days(given: object) -> None:
    with pytest.raises(InvalidValue, match=r"is no possible date for the due date. Write it as 2026-05-14"):
        values.day(FIELD)(given)


@pytest.mark.parametrize(
    "given",
    ["2026-05-14T25:00", "2026-05-14T24:01", "2026-02-30T10:00", "10 o'clock", "T10:00", 12, "2026-05-14T15:00Z"],
)
def test_impossible_times(given: object) -> None:
    with pytest.raises(InvalidValue, match=r"is no possible time .* Write it as 2026-05-14T15:00"):
        values.moment(FIELD)(given)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-05-14", "2026-05-14"),
        (" 20260514 ", "2026-05-14"),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2026, 5, 14, 23, 59), "2026-05-14"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("", None),
        (None, None),
    ],
)
def test_possible_days(journal: Journal, given: object, stored: str | None) -> None:
    assert values.day(FIELD)(given) == stored
    if stored:
        due: Any = given
        assert steps.get(journal, make_step(journal, due_on=due)).due_on == stored


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-05-14T15:00", "2026-05-14T15:00"),
        ("2026-05-14 15:00:59.9", "2026-05-14T15:00"),
        ("2026-05-14", "2026-05-14T00:00"),
        ("0999-01-02T03:04", "0999-01-02T03:04"),
        (datetime(2026, 5, 14, 15, 0, 30), "2026-05-14T15:00"),
        (datetime(1, 1, 1), "0001-01-01T00:00"),
    ],
)
def test_possible_times(journal: Journal, given: Any, stored: str) -> None:
    assert values.moment(FIELD)(given) == stored
    assert steps.get(journal, make_step(journal, raised_at=given)).raised_at == stored


@given(st.one_of(st.text(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.none(), st.booleans()))
def test_a_rule_stores_a_value_or_refuses_it(given: object) -> None:
    rules: list[values.Rule] = [
        values.line(FIELD),
        values.paragraph(FIELD),
        values.day(FIELD),
        values.moment(FIELD),
        values.choice(FIELD, ("a", "b"), optional=True),
        values.number(FIELD, 1, 5),
        values.flag,
        values.link,
        values.birthday,
        values.tags,
        values.currency,
    ]
    for rule in rules:
        try:
            stored = rule(given)
        except InvalidValue as refusal:
            assert str(refusal).endswith((".", "…"))  # noqa: PT017
            continue
        assert stored is None or isinstance(stored, str | int)


@pytest.mark.parametrize("given", ["--02-30", "--13-01", "1980-02-30", "yesterday", "--2-3"])
def test_impossible_birthdays(given: str) -> None:
    with pytest.raises(InvalidValue, match="birthday"):
        values.birthday(given)


@pytest.mark.parametrize(
    ("given", "stored"),
    [("--02-29", "--02-29"), ("19800307", "1980-03-07"), (date(1980, 3, 7), "1980-03-07"), ("", ""), (None, "")],
)
def test_possible_birthdays(journal: Journal, given: Any, stored: str) -> None:
    assert contacts.get(journal, make_contact(journal, birthday=given)).birthday == stored


@pytest.mark.parametrize("given", ["12", "no number", 0, -1, 1 << 63, 2**70, True, 1.0])
def test_a_reference_that_is_none_is_not_dropped_in_silence(given: object) -> None:
    with pytest.raises(InvalidValue, match=r"no record's number. Choose"):
        values.link(given)


@pytest.mark.parametrize("given", ["EURO", "€", "12", "人民币"])
def test_no_currency(given: str) -> None:
    with pytest.raises(InvalidValue, match="Use a code of three letters"):
        values.currency(given)


def test_tags_are_words_without_doubles() -> None:
    assert values.tags("#vip #五月 vip") == '["vip", "五月"]'
    assert values.tags(["two words", "", "two  words"]) == '["two words"]'
    with pytest.raises(InvalidValue, match=r"tags can hold.*Please shorten"):
        values.tags([str(number) for number in range(2000)])


Make = Callable[[Journal, str], object]

NAMED: dict[str, Make] = {
    "account": lambda journal, text: accounts.create(journal, name=text),
    "contact": lambda journal, text: contacts.create(journal, name=text),
    "colleague": lambda journal, text: colleagues.create(journal, name=text),
    "post": lambda journal, text: contacts.create(
        journal, name="Anna", account_id=make_account(journal), post={"title": text}
    ),
    "step": lambda journal, text: steps.create(journal, title=text * 2),
    "plan": lambda journal, text: plans.create(journal, goal=text * 2),
    "place": lambda journal, text: visits.record(journal, account_id=make_account(journal), place=text * 2),
}


@pytest.mark.parametrize("make", NAMED.values(), ids=NAMED)
@pytest.mark.parametrize("letter", ["x", "价", "👍", "ש"])
def test_names_of_300_characters_are_refused_with_the_length_that_fits(
    journal: Journal, make: Make, letter: str
) -> None:
    with pytest.raises(InvalidValue, match=r"can hold (200|500) characters, and this text has \d+. Please shorten"):
        make(journal, letter * 300)
    make(journal, letter * 200)


@pytest.mark.parametrize(
    "text", ["👍🏽", "\u202eשלום\u202c", "O'Brien; DROP TABLE account; --", "{name} %s", "null", "1.50"]
)
def test_odd_names_stay_as_they_are(journal: Journal, text: str) -> None:
    assert accounts.get(journal, make_account(journal, text)).name == text
    assert accounts.find(journal, text).name == text
    assert contact_named(journal, contacts.get(journal, make_contact(journal, text)).name).name == text


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\r\n\t", "\u3000", "\u200b", "\u202e \u202c", "\x1b"])
def test_a_name_of_nothing_is_missing(journal: Journal, text: str) -> None:
    for make in (accounts.create, contacts.create, colleagues.create):
        with pytest.raises(InvalidValue, match=r"is missing. Please enter one"):
            make(journal, name=text)


def test_notes_of_a_megabyte_fit_and_endless_ones_do_not(journal: Journal) -> None:
    account_id = make_account(journal)
    notes = "价格 > 一切\n" * 120_000
    assert visits.get(journal, make_visit(journal, account_id, notes=notes)).notes == notes.strip("\n")
    with pytest.raises(InvalidValue, match="notes can hold"):
        make_visit(journal, account_id, notes="x" * 2_000_001)
    assert journal.row("SELECT count(*) FROM visit") == (1,)


WRONG: list[tuple[Callable[..., object], dict[str, Any]]] = [
    (accounts.create, {"name": "x", "account_class": "D"}),
    (accounts.create, {"name": "x", "rhythm_days": 0}),
    (accounts.create, {"name": "x", "parent_id": 77}),
    (accounts.create, {"name": 5}),
    (contacts.create, {"name": "x", "stance": 3}),
    (contacts.create, {"name": "x", "closeness": -1}),
    (contacts.create, {"name": "x", "reports_to_id": 77}),
    (contacts.create, {"name": "x", "introduced_on": "2026-02-30"}),
    (contacts.create, {"name": "x", "account_id": 77}),
    (contacts.create, {"name": "x", "points": [contacts.Point("phone", "")]}),
    (contacts.create, {"name": "x", "points": [contacts.Point("fax", "1")]}),
    (visits.record, {}),
    (visits.record, {"account_id": 77}),
    (visits.record, {"account_id": 1 << 70}),
    (steps.create, {"title": "x", "kind": "wish"}),
    (steps.create, {"title": "x", "owner_contact_id": 77}),
    (steps.create, {"title": "x", "people": [77]}),
    (steps.create, {"title": "x", "plan_position": -1}),
    (plans.create, {"goal": "x", "start_on": "2026-05-14", "target_on": "2026-05-13"}),
    (plans.create, {"goal": "x", "step_titles": ["fine", ""]}),
]


@pytest.mark.parametrize(("make", "fields"), WRONG)
def test_a_wrong_field_is_refused_and_nothing_is_stored(
    journal: Journal, make: Callable[..., object], fields: dict[str, Any]
) -> None:
    with pytest.raises(JournalError) as refusal:
        make(journal, **fields)
    assert str(refusal.value)[-1] in ".…)"
    tables = ("account", "contact", "visit", "step", "plan", "contact_post", "contact_point", "operation", "change")
    assert [journal.row(f"SELECT count(*) FROM {table}") for table in tables] == [(0,)] * len(tables)
