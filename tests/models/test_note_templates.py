"""Templates for notes: filled in with what is known, and the user's own kept in order."""

from __future__ import annotations

import re

import pytest

from models import changes, colleagues, note_templates, visit_sheet
from models.errors import ChangedElsewhere, InvalidValue, NotFound
from models.journal import Journal
from models.note_templates import BUILT_IN, PLACES, built_in, facts_of, filled
from models.text.language import Language
from tests.factories import make_account, make_contact, make_visit


def _names(journal: Journal) -> list[str]:
    return [template.name for template in note_templates.listing(journal)]


def test_places_are_filled_in_and_unknown_ones_stay() -> None:
    facts = {"account": "北方铁路", "people": "徐海、李明", "purpose": ""}
    text = "{account} {客户} {People} {人员} {purpose} {budget} { account } {} {{account}} {0} {a.b} {account!r}"
    said = "北方铁路 北方铁路 徐海、李明 徐海、李明 {purpose} {budget} { account } {} {北方铁路} {0} {a.b} {account!r}"
    assert filled(text, facts) == said


def test_a_known_place_without_a_value_is_a_gap_after_a_colon_and_stays_elsewhere() -> None:
    facts = {"purpose": "", "account": "", "people": "徐海"}
    text = "Subject: {purpose}\n主题：{目的} \n## Visit · {account} · {people}\n"
    text += "From {account}: {people}\n{budget}: {purpose}."
    assert filled(text, facts).split("\n") == [
        "Subject: ",
        "主题： ",
        "## Visit · {account} · 徐海",
        "From {account}: 徐海",
        "{budget}: {purpose}.",
    ]


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert filled("{purpose}", {"purpose": "{me}", "me": "Tom"}) == "{me}"


def test_the_facts_are_those_of_the_sheet(journal: Journal) -> None:
    colleagues.set_profile(journal, name="Tom Berg", company="Nordbahn")
    people = [make_contact(journal, "徐海"), make_contact(journal, "李明")]
    visit_id = make_visit(journal, make_account(journal), purpose="BOQ", place="Room 4", people=people)
    facts = facts_of(journal, visit_sheet.read(journal, visit_id), Language("en"))
    assert facts == {
        "account": "Northern Rail",
        "people": "徐海, 李明",
        "date": "13 May 2026",
        "time": "15:00",
        "place": "Room 4",
        "purpose": "BOQ",
        "project": "",
        "me": "Tom Berg",
        "company": "Nordbahn",
    }
    assert facts.keys() == PLACES.keys()
    assert facts_of(journal, visit_sheet.VisitSheet(), Language("zh_CN"))["date"] == ""


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("key", BUILT_IN)
def test_every_template_of_the_program_is_whole_in_both_languages(key: str, code: str) -> None:
    text = built_in(key, Language(code))
    facts = {name: f"<{name}>" for name in PLACES}
    assert not re.search(r"[{}]", filled(text, facts))
    assert "- [ ] " in text
    assert "<account>" in filled(text, facts)
    assert "<date>" in filled(text, facts)
    has_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
    assert has_chinese == (code == "zh_CN")


def test_the_languages_have_as_many_parts(journal: Journal) -> None:
    for key in BUILT_IN:
        english, chinese = (built_in(key, Language(code)) for code in ("en", "zh_CN"))
        assert [english.count(sign) for sign in ("## ", "- [ ]")] == [chinese.count(sign) for sign in ("## ", "- [ ]")]


def test_own_templates_are_made_edited_ordered_and_thrown_away(journal: Journal) -> None:
    first = note_templates.create(journal, " My  visit ", "# {account}\n").id
    second = note_templates.create(journal, "Fair", "{people}").id
    third = note_templates.create(journal, "Call", "").id
    assert _names(journal) == ["My visit", "Fair", "Call"]
    note_templates.move(journal, third, -1)
    assert _names(journal) == ["My visit", "Call", "Fair"]
    note_templates.move(journal, first, 9)
    assert _names(journal) == ["Call", "Fair", "My visit"]
    note_templates.edit(journal, second, name="Trade fair", body="{account}")
    note_templates.trash(journal, third)
    assert [(one.name, one.body) for one in note_templates.listing(journal)] == [
        ("Trade fair", "{account}"),
        ("My visit", "# {account}"),
    ]
    for _ in range(4):
        changes.undo(journal)
    assert _names(journal) == ["My visit", "Fair", "Call"]


def test_names_are_told_apart_and_edits_of_two_windows_too(journal: Journal) -> None:
    first = note_templates.create(journal, "Fair", "").id
    note_templates.create(journal, "Call", "")
    with pytest.raises(InvalidValue, match="a template called FAIR already"):
        note_templates.create(journal, "FAIR", "")
    with pytest.raises(InvalidValue, match="a template called call already"):
        note_templates.edit(journal, first, name="call")
    with pytest.raises(InvalidValue, match="name of the template is missing"):
        note_templates.create(journal, " ", "text")
    note_templates.edit(journal, first, name="fair", revision=1)
    with pytest.raises(ChangedElsewhere):
        note_templates.edit(journal, first, body="new", revision=1)
    note_templates.trash(journal, first)
    with pytest.raises(NotFound):
        note_templates.edit(journal, first, body="new")
