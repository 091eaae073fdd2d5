"""Tags on the sheet of a visit: kept in a draft, saved, and brought together when both sides changed them."""

from __future__ import annotations

import json
from dataclasses import replace

from models import changes, visit_sheet, visits
from models.journal import Journal
from models.merging_sheets import differences, merged
from models.visit_sheet import from_json, to_json
from tests.factories import make_account, make_visit


def test_a_draft_keeps_the_tags(journal: Journal) -> None:
    sheet = replace(visit_sheet.blank(journal), tags=("vip", "两会 2026"))
    assert from_json(to_json(sheet)) == sheet


def test_a_draft_of_an_older_program_has_none(journal: Journal) -> None:
    content = json.loads(to_json(visit_sheet.blank(journal)))
    for kept in (None, "vip", [["a"], 7, "vip"]):
        content["sheet"]["tags"] = kept
        found = from_json(json.dumps(content)).tags
        assert found == (("vip",) if isinstance(kept, list) else ())
    del content["sheet"]["tags"]
    assert from_json(json.dumps(content)).tags == ()


def test_tags_are_saved_with_the_visit_and_taken_back(journal: Journal) -> None:
    account_id = make_account(journal)
    made = visit_sheet.save(journal, replace(visit_sheet.blank(journal, account_id), tags=("b", "#a", "B")))
    assert visits.get(journal, made.id).tags == '["a", "b"]'
    sheet = visit_sheet.read(journal, made.id)
    assert sheet.tags == ("a", "b")
    before = visits.get(journal, made.id)
    visit_sheet.save(journal, replace(sheet, tags=("b", "a")))
    assert visits.get(journal, made.id) == before  # the same tags in another order are no change
    visit_sheet.save(journal, replace(sheet, tags=()))
    assert visits.get(journal, made.id).tags == "[]"
    changes.undo(journal)
    assert visits.get(journal, made.id).tags == '["a", "b"]'


def test_tags_of_both_sides_come_together(journal: Journal) -> None:
    visit_id = make_visit(journal, make_account(journal), tags=["kept", "mine gone", "theirs gone"])
    sheet = visit_sheet.read(journal, visit_id)
    visits.edit(journal, visit_id, tags=["kept", "mine gone", "theirs new"])
    mine = replace(sheet, tags=("kept", "mine new", "theirs gone"))
    theirs = visit_sheet.read(journal, visit_id)
    assert differences(mine, theirs) == []
    together = merged(mine, theirs)
    assert set(together.tags) == {"kept", "mine new", "theirs new"}
    visit_sheet.save(journal, together)
    assert visits.get(journal, visit_id).tags == '["kept", "mine new", "theirs new"]'
