"""The choices of the Review page are remembered, and read as one summary with all its writer should know."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from models import accounts, attachments
from models.errors import InvalidValue
from models.journal import Journal
from models.summaries.choices import SETTING, Choices, remember, remembered
from models.summaries.periods import week_of
from models.summaries.review import accounts_to_choose, read
from models.text.language import Language
from tests.factories import TODAY, make_account, make_visit
from tests.models.picture_files import photo
from tests.models.summaries.reading import column, section

ENGLISH = Language("en")
CHOSEN = Choices(
    period="2026-05-01..2026-05-31", account_ids=(4711,), audience="customer", language="zh_CN", kind="visit",
    form="docx", with_notes=True, with_photos=True, template="reports/own.docx", folder="reports",
    order={"visit": ("visits",)}, hidden={"period": ("risks",)},
)  # fmt: skip


def test_what_was_chosen_is_there_the_next_time(journal: Journal) -> None:
    assert remembered(journal) == Choices()
    remember(journal, CHOSEN)
    assert remembered(journal) == CHOSEN


@pytest.mark.parametrize(
    "stored",
    ["7", "[]", '{"audience": "everyone", "kind": 3, "form": "exe", "period": null, "account_ids": ["x", 5], '
     '"order": {"period": 7, "weather": ["x"]}, "hidden": [], "with_notes": "yes"}'],
)  # fmt: skip
def test_what_cannot_be_read_any_more_is_as_it_was_at_first(journal: Journal, stored: str) -> None:
    journal.set_setting(SETTING, stored)
    assert replace(remembered(journal), order={}) == Choices()


def test_ids_are_kept_as_text_because_other_programs_cut_long_numbers(journal: Journal) -> None:
    remember(journal, CHOSEN)
    assert json.loads(journal.setting(SETTING) or "")["account_ids"] == ["4711"]


def test_a_journal_for_reading_only_remembers_nothing_and_says_nothing(journal: Journal) -> None:
    with Journal.open(journal.path, clock=journal.clock, read_only=True) as locked:
        remember(locked, CHOSEN)
        assert remembered(locked) == Choices()


def test_the_keys_are_those_of_the_kind_without_the_hidden_ones() -> None:
    choices = Choices(order={"period": ("plan",)}, hidden={"period": ("risks", "money"), "visit": ("visits",)})
    assert choices.keys()[:2] == ("plan", "figures")
    assert not {"risks", "money"} & set(choices.keys())


def test_an_account_comes_with_its_branches(journal: Journal) -> None:
    group = make_account(journal, "Northern Rail")
    for parent, name in ((group, "Depot 4"), (None, "Port of Vessen")):
        make_visit(journal, make_account(journal, name, parent_id=parent), summary=name)
    report = read(journal, Choices(account_ids=(group,)), ENGLISH, writer=ENGLISH).report
    assert column(section(report, "visits"), "Account") == ["Depot 4"]


def test_accounts_that_are_gone_never_widen_a_summary_to_all(journal: Journal) -> None:
    gone, there = make_account(journal, "Gone"), make_account(journal, "There")
    make_visit(journal, there, summary="Agreed")
    accounts.trash(journal, gone)
    with pytest.raises(InvalidValue, match="no longer there"):
        read(journal, Choices(account_ids=(gone,)), ENGLISH, writer=ENGLISH)
    report = read(journal, Choices(account_ids=(gone, there)), ENGLISH, writer=ENGLISH).report
    assert column(section(report, "visits"), "Account") == ["There"]


@pytest.mark.parametrize("count", [0, 2])
def test_a_customer_reads_of_one_account(journal: Journal, count: int) -> None:
    ids = tuple(make_account(journal, str(number)) for number in range(count))
    with pytest.raises(InvalidValue, match="one account"):
        read(journal, Choices(audience="customer", account_ids=ids), ENGLISH, writer=ENGLISH)


def test_notes_ticked_for_the_manager_do_not_reach_a_customer(journal: Journal) -> None:
    account = make_account(journal)
    make_visit(journal, account, notes="NOTES")
    reading = read(
        journal, Choices(audience="customer", account_ids=(account,), with_notes=True), ENGLISH, writer=ENGLISH
    )
    assert "notes" not in [part.key for part in reading.report.sections]
    assert reading.left_out.notes == 1


def test_accounts_are_offered_by_their_visits(journal: Journal) -> None:
    quiet = make_account(journal, "A quiet one")
    seen = make_account(journal, "Depot 4", parent_id=quiet)
    make_visit(journal, seen)
    accounts.trash(journal, make_account(journal, "Gone"))
    offered = [(one.name, one.parent, one.visits) for one in accounts_to_choose(journal, week_of(TODAY))]
    assert offered == [("Depot 4", "A quiet one", 1), ("A quiet one", "", 0)]


def test_the_writer_is_told_in_his_own_language_what_the_reader_reads_in_another(journal: Journal) -> None:
    make_visit(journal, make_account(journal), confidential=True)
    reading = read(journal, Choices(), Language("zh_CN"), writer=ENGLISH)
    assert reading.report.title == "客户拜访周报"
    assert reading.sentence == "Private notes and 1 confidential visit are left out."


def test_it_says_how_many_accounts_were_visited_and_when_there_is_nothing_to_say(journal: Journal) -> None:
    empty = read(journal, Choices(), ENGLISH, writer=ENGLISH)
    assert (empty.visited, empty.is_empty) == (0, True)
    here, there = make_account(journal), make_account(journal, "Port of Vessen")
    for account in (here, here, there):
        make_visit(journal, account)
    make_visit(journal, make_account(journal, "Secret"), confidential=True)
    assert read(journal, Choices(), ENGLISH, writer=ENGLISH).visited == 2
    assert read(journal, Choices(audience="self"), ENGLISH, writer=ENGLISH).visited == 3
    assert not read(journal, Choices(), ENGLISH, writer=ENGLISH).is_empty


def test_the_chosen_photos_that_a_reader_may_see_are_counted(journal: Journal) -> None:
    account_id = make_account(journal)
    for confidential in (False, True):
        visit_id = make_visit(journal, account_id, confidential=confidential)
        for chosen in (False, True):
            content = photo(20 + confidential, 20 + chosen)
            added = attachments.add(journal, "visit", visit_id, "a.jpg", content).id
            attachments.set_in_summary(journal, added, chosen)
    for audience, count in (("manager", 1), ("self", 2)):
        choices = Choices(audience=audience, with_photos=True)  # type: ignore[arg-type]
        reading = read(journal, choices, ENGLISH, writer=ENGLISH)
        assert reading.photos == count
        assert len(section(reading.report, "photos").photos) == count
    assert read(journal, Choices(kind="person"), ENGLISH, writer=ENGLISH).photos == 0
    assert not [one for one in read(journal, Choices(), ENGLISH, writer=ENGLISH).report.sections if one.photos]
