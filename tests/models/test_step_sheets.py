"""The sheet of a step."""

from __future__ import annotations

import pytest

from models import accounts, changes, contacts, step_sheets, steps
from models.errors import ChangedElsewhere, InvalidValue
from models.journal import Journal
from tests.factories import make_account, make_contact, make_step


def test_a_new_step_may_bring_its_account_and_people_along(journal: Journal) -> None:
    tom = make_contact(journal, "Tom")
    made = step_sheets.save(
        journal, None, fields={"title": "Call"}, people=[(tom, "Tom"), (None, "Ada")], new_account="Delta Fibre"
    )
    sheet = step_sheets.read(journal, made.id)
    assert (sheet.account, [name for _, name, _ in sheet.people]) == ("Delta Fibre", ["Tom", "Ada"])
    ada = sheet.people[1][0]
    assert [post.account_id for post in contacts.posts(journal, ada)] == [sheet.step.account_id]
    changes.undo(journal)
    assert accounts.listing(journal) == []
    assert [one.name for one in contacts.listing(journal)] == ["Tom"]


def test_an_edit_changes_people_and_fields_together(journal: Journal) -> None:
    account_id = make_account(journal)
    tom, priya = make_contact(journal, "Tom"), make_contact(journal, "Priya")
    step_id = make_step(journal, people=[tom])
    step_sheets.save(
        journal, step_id, fields={"title": "Call", "account_id": account_id}, people=[(priya, "Priya")], revision=1
    )
    sheet = step_sheets.read(journal, step_id)
    assert (sheet.step.title, sheet.account, [name for _, name, _ in sheet.people]) == (
        "Call",
        "Northern Rail",
        ["Priya"],
    )


def test_what_fails_leaves_nothing_behind(journal: Journal) -> None:
    with pytest.raises(InvalidValue):
        step_sheets.save(journal, None, fields={"title": " "}, new_account="Delta Fibre")
    assert accounts.listing(journal) == []


def test_a_step_changed_elsewhere_is_not_written_over(journal: Journal) -> None:
    step_id = make_step(journal)
    revision = steps.get(journal, step_id).revision
    steps.edit(journal, step_id, title="Theirs")
    with pytest.raises(ChangedElsewhere):
        step_sheets.save(journal, step_id, fields={"title": "Mine"}, revision=revision)
    assert steps.get(journal, step_id).title == "Theirs"
