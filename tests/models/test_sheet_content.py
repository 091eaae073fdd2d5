"""The content of a sheet as a draft keeps it: any text comes back, and nothing foreign does harm."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import FIRST_YEAR, LAST_YEAR
from models.errors import InvalidValue
from models.sheet_content import SheetPerson, SheetQuestion, SheetStep, VisitSheet, as_known, from_json, to_json
from models.text.clean import clean
from models.text.field_words import CHANNEL_NAMES, KIND_NAMES, STATE_NAMES

IDS = st.none() | st.integers(1, (1 << 63) - 1)
TEXTS = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["\ud800 alone", "a\0b", "👩‍💻🚆", "\u202eright to left\u202c שלום", "é", "a\r\nb\rc", '"\\u0000"', "走访记"]
)
DAYS = st.dates().filter(lambda day: FIRST_YEAR <= day.year <= LAST_YEAR).map(lambda day: day.isoformat())
MOMENTS = DAYS.map(lambda day: f"{day}T15:00")
PEOPLE = st.lists(st.builds(SheetPerson, IDS, TEXTS, st.none() | TEXTS), max_size=3).map(tuple)
QUESTIONS = st.lists(st.builds(SheetQuestion, IDS, TEXTS, st.booleans(), TEXTS), max_size=3).map(tuple)
STEPS = st.lists(
    st.builds(
        SheetStep,
        IDS,
        st.sampled_from(list(KIND_NAMES)),
        TEXTS,
        PEOPLE,
        due=st.none() | DAYS,
        owner_side=st.sampled_from(["ours", "theirs"]),
        owner_colleague_id=IDS,
        owner_contact_id=IDS,
        closed=st.booleans(),
        owner=TEXTS,
        revision=st.integers(0, 9),
    ),
    max_size=3,
).map(tuple)
SHEETS = st.builds(
    VisitSheet,
    visit_id=IDS,
    revision=st.integers(0, 99),
    account_id=IDS,
    account=TEXTS,
    project_id=IDS,
    project=TEXTS,
    start=MOMENTS | st.just(""),
    minutes=st.none() | st.integers(1, 100_000),
    repeats=st.sampled_from(["", "FREQ=WEEKLY"]),
    repeats_words=TEXTS,
    all_later=st.booleans(),
    channel=st.sampled_from(list(CHANNEL_NAMES)),
    state=st.sampled_from(list(STATE_NAMES)),
    place=TEXTS,
    purpose=TEXTS,
    expected_result=TEXTS,
    people=PEOPLE,
    colleagues=PEOPLE,
    questions=QUESTIONS,
    notes=TEXTS,
    summary=TEXTS,
    highlight=TEXTS,
    support_needed=TEXTS,
    steps=STEPS,
    satisfaction=st.none() | st.integers(1, 5),
    expectation_level=st.none() | st.integers(1, 5),
    expectation=TEXTS,
    private_notes=TEXTS,
    confidential=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(SHEETS, SHEETS)
def test_every_sheet_comes_back_from_its_draft(sheet: VisitSheet, before: VisitSheet) -> None:
    again = from_json(to_json(replace(sheet, as_read=before)))
    assert again == sheet
    assert again.as_read == before
    assert (again.revision, again.project) == (sheet.revision, sheet.project)
    assert [one.owner for one in again.steps] == [one.owner for one in sheet.steps]


@settings(deadline=None)
@given(SHEETS)
def test_the_journals_door_changes_no_more_of_a_draft_than_of_its_texts(sheet: VisitSheet) -> None:
    again = from_json(clean(to_json(sheet)))
    assert clean(again.notes) == clean(sheet.notes)
    assert clean(again.private_notes) == clean(sheet.private_notes)


def test_two_million_letters_come_back() -> None:
    sheet = as_known(VisitSheet(notes="走访👩‍💻 " * 400_000))
    assert from_json(to_json(sheet)) == sheet


@settings(deadline=None)
@given(st.text(st.characters(), max_size=80) | JSON.map(json.dumps))
def test_what_is_foreign_is_read_or_refused_in_a_sentence(content: str) -> None:
    with suppress(InvalidValue):
        assert isinstance(from_json(content), VisitSheet)


@pytest.mark.parametrize("content", ["[" * 200_000, '{"sheet": ' + "[" * 200_000, '{"sheet":{"visit_id":' + "9" * 9000])
def test_what_no_reader_can_bear_is_refused_in_a_sentence(content: str) -> None:
    with pytest.raises(InvalidValue, match="draft"):
        from_json(content)


@settings(deadline=None)
@given(SHEETS, st.sampled_from([one.name for one in fields(VisitSheet) if one.name != "as_read"]), JSON)
def test_a_value_that_does_not_fit_leaves_its_field_empty(sheet: VisitSheet, name: str, value: object) -> None:
    content = json.loads(to_json(sheet))
    content["sheet"][name] = value
    again = from_json(json.dumps(content))
    assert type(getattr(again, name)) in {type(getattr(VisitSheet(), name)), type(getattr(sheet, name)), int, str}
    assert all(getattr(again, one.name) == getattr(sheet, one.name) for one in fields(sheet) if one.name != name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("satisfaction", 9),
        ("satisfaction", 0),
        ("expectation_level", 6),
        ("minutes", -5),
        ("minutes", 10**30),
        ("channel", "smoke signs"),
        ("state", "lost"),
        ("start", "next tue"),
        ("start", "2026-02-30T15:00"),
        ("account_id", "9" * 9000),
    ],
)
def test_a_value_that_no_visit_can_have_is_as_if_it_were_not_there(name: str, value: object) -> None:
    again = from_json(json.dumps({"sheet": {"notes": "Words", name: value}}))
    assert again == VisitSheet(notes="Words")


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "wish"), ("due", "fri"), ("owner_side", "nobody"), ("raised_at", "once"), ("answered_at", "twice")],
)
def test_a_value_that_no_step_can_have_is_as_if_it_were_not_there(name: str, value: object) -> None:
    again = from_json(json.dumps({"sheet": {"steps": [{"title": "Send the BOQ", name: value}]}}))
    assert again.steps == (SheetStep(None, "next_step", "Send the BOQ"),)
    assert (again.steps[0].raised_at, again.steps[0].answered_at) == ("", None)
