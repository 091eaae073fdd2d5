"""Tags: one for all its spellings, counted, coloured, renamed, merged and removed on every record at once."""

from __future__ import annotations

import json
import random

import pytest

from models import account_lists, accounts, changes, contact_list, contacts, step_lists, tags, visit_pages, visits
from models.clock import FixedClock
from models.errors import InvalidValue
from models.journal import Journal
from models.visit_filter import VisitFilter
from tests.factories import make_account, make_contact, make_step, make_visit
from tests.models.random_work import fingerprint


def _borne(journal: Journal) -> dict[str, int]:
    return {tag.name: tag.uses for tag in tags.listing(journal)}


def test_a_tag_is_counted_wherever_it_is_borne(journal: Journal) -> None:
    rail = make_account(journal, tags="#vip #铁路")
    make_contact(journal, tags=["vip"])
    make_visit(journal, rail, tags=["fair 2026"])
    make_visit(journal, rail, tags=["fair 2026", "vip"])
    assert tags.listing(journal) == [
        tags.TagRow("fair 2026", "grey", 2, visits=2),
        tags.TagRow("vip", "grey", 3, accounts=1, contacts=1, visits=1),
        tags.TagRow("铁路", "grey", 1, accounts=1),
    ]
    assert [tag.name for tag in tags.known(journal)] == ["vip", "fair 2026", "铁路"]


def test_spellings_of_one_tag_are_one(journal: Journal) -> None:
    make_account(journal, tags=["VIP"])
    make_contact(journal, tags="#vip")
    make_contact(journal, "Ärzte", tags=["Öffentlich"])
    make_contact(journal, "Anna", tags=["öffentlich"])
    assert _borne(journal) == {"VIP": 2, "Öffentlich": 2}
    found = contact_list.listing(journal, wanted=contact_list.Filter(tag="ÖFFENTLICH"))
    assert [line.name for line in found] == ["Anna", "Ärzte"]


def test_no_tag_is_in_use_in_an_empty_journal(journal: Journal) -> None:
    assert not tags.any_known(journal)
    account_id = make_account(journal, tags=["vip"])
    assert tags.any_known(journal)
    accounts.trash(journal, account_id)
    assert not tags.any_known(journal)
    assert tags.listing(journal) == []


def test_a_colour_belongs_to_the_word(journal: Journal) -> None:
    make_account(journal, tags=["VIP"])
    tags.set_colour(journal, "#vip", "red")
    given = tags.colours(journal)
    assert [tags.colour_of(given, name) for name in ("VIP", "#Vip", "other")] == ["red", "red", "grey"]
    tags.set_colour(journal, "Vip", "blue")
    assert tags.colour_of(tags.colours(journal), "vip") == "blue"
    changes.undo(journal)
    changes.undo(journal)
    assert tags.colours(journal) == {}
    with pytest.raises(InvalidValue, match="pink is no colour"):
        tags.set_colour(journal, "vip", "pink")


def test_a_tag_is_renamed_on_every_record_at_once(journal: Journal) -> None:
    account_id = make_account(journal, tags=["key", "rail"])
    contact_id = make_contact(journal, tags=["Key"])
    visit_id = make_visit(journal, account_id, tags=["key"])
    tags.set_colour(journal, "key", "amber")
    before = fingerprint(journal)
    tags.rename(journal, "key", "#Key account")
    assert accounts.get(journal, account_id).tags == '["Key account", "rail"]'
    assert contacts.get(journal, contact_id).tags == visits.get(journal, visit_id).tags == '["Key account"]'
    assert tags.colours(journal) == {"key account": "amber"}
    changes.undo(journal)
    assert fingerprint(journal) == before


def test_another_spelling_is_a_rename_and_another_tag_is_not(journal: Journal) -> None:
    make_account(journal, tags=["vip"])
    make_account(journal, "Other", tags=["rail"])
    tags.rename(journal, "vip", "VIP")
    assert _borne(journal) == {"VIP": 1, "rail": 1}
    with pytest.raises(InvalidValue, match="There is a tag RAIL already"):
        tags.rename(journal, "vip", "RAIL")
    with pytest.raises(InvalidValue, match="tag is missing"):
        tags.rename(journal, "vip", " # ")


def test_two_tags_become_one(journal: Journal) -> None:
    both = make_account(journal, tags=["vip", "key"])
    one = make_account(journal, "Other", tags=["key"])
    tags.set_colour(journal, "key", "red")
    tags.set_colour(journal, "vip", "green")
    tags.merge(journal, "KEY", "VIP")
    assert (accounts.get(journal, both).tags, accounts.get(journal, one).tags) == ('["vip"]', '["vip"]')
    assert tags.colours(journal) == {"vip": "green"}
    changes.undo(journal)
    assert _borne(journal) == {"key": 2, "vip": 1}
    assert tags.colours(journal) == {"key": "red", "vip": "green"}
    with pytest.raises(InvalidValue, match="can't be merged with itself"):
        tags.merge(journal, "vip", "VIP")


def test_a_tag_is_taken_away_everywhere_and_comes_back(journal: Journal) -> None:
    account_id = make_account(journal, tags=["vip", "rail"])
    tags.set_colour(journal, "vip", "red")
    tags.remove(journal, "Vip")
    assert accounts.get(journal, account_id).tags == '["rail"]'
    assert tags.colours(journal) == {}
    tags.set_colour(journal, "vip", "blue")
    changes.undo(journal)
    changes.undo(journal)
    assert accounts.get(journal, account_id).tags == '["rail", "vip"]'
    assert tags.colours(journal) == {"vip": "red"}


@pytest.mark.parametrize("name", ["100%", "a_b", "!", 'say "hi"', "o'neil", "back\\slash", "a,b", "北京", "emoji 🚄"])
def test_a_tag_of_any_letters_finds_its_records_and_no_others(journal: Journal, name: str) -> None:
    make_account(journal, "Bears it", tags=[name, "else"])
    make_account(journal, "Longer", tags=[f"{name}x", f"x{name}"])
    make_account(journal, "None")
    assert [line.name for line in account_lists.listing(journal, tag=name)] == ["Bears it"]
    assert account_lists.listing(journal, tag=name, text="longer") == []


def test_lists_hold_what_bears_a_tag_itself_or_by_its_account(journal: Journal) -> None:
    vip, other = make_account(journal, "A", tags=["vip"]), make_account(journal, "B")
    of_account = make_visit(journal, vip)
    own = make_visit(journal, other, tags=["VIP"])
    make_visit(journal, other)
    wanted = VisitFilter(tag="vip")
    assert {visit.id for visit in visit_pages.window(journal, wanted).rows} == {of_account, own}
    assert visit_pages.count_in_month(journal, "2026-05", wanted) == 2
    first = make_step(journal, "By the account", account_id=vip)
    second = make_step(journal, "By the visit", account_id=other, visit_id=own)
    make_step(journal, "Neither", account_id=other)
    make_step(journal, "Nobody's")
    found = step_lists.read(journal, step_lists.StepFilter(tag="Vip", plans=True))
    assert {item.id for item in found} == {first, second}


def test_what_may_be_meant_begins_so_first(journal: Journal) -> None:
    rows = [tags.TagRow(name, "grey", 1) for name in ("grail", "rail", "Railway", "铁路")]
    assert [tag.name for tag in tags.matching(rows, "#RAIL")] == ["rail", "Railway", "grail"]
    assert [tag.name for tag in tags.matching(rows, "铁")] == ["铁路"]
    for typed in ("tl", "tielu", "lu", "tie lu"):
        assert [tag.name for tag in tags.matching(rows, typed)] == ["铁路"]
    assert tags.matching(rows, "") == rows


def test_random_renames_merges_and_removals_are_undone_and_redone(journal: Journal, clock: FixedClock) -> None:
    source = random.Random(20260514)
    names = ["vip", "VIP", "rail", "铁路", "a b", "o'x", 'q"t', "100%"]
    for place in range(12):
        account_id = make_account(journal, f"Account {place}", tags=source.sample(names, 2))
        make_contact(journal, f"Person {place}", tags=source.sample(names, 1))
        make_visit(journal, account_id, tags=source.sample(names, source.randrange(3)))
    states = [fingerprint(journal)]
    for number in range(120):
        present = [tag.name for tag in tags.listing(journal)]
        name, other = source.choice(present), source.choice(present)
        work = {
            "rename": lambda name=name, number=number: tags.rename(journal, name, f"{name[:20]} {number}"),
            "respell": lambda name=name: tags.rename(journal, name, name.swapcase()),
            "merge": lambda name=name, other=other: tags.merge(journal, name, other),
            "colour": lambda name=name: tags.set_colour(journal, name, source.choice(tags.COLOURS)),
            "remove": lambda name=name: tags.remove(journal, name),
            "bear": lambda name=name: make_account(journal, tags=[name, f"new {source.randrange(5)}"]),
        }[source.choice(["rename", "respell", "merge", "colour", "remove", "bear", "bear", "bear"])]
        try:
            work()
        except InvalidValue:
            assert fingerprint(journal) == states[-1]
            continue
        if fingerprint(journal) != states[-1]:  # what changed nothing is no step of undo
            states.append(fingerprint(journal))
        for (stored,) in journal.rows("SELECT tags FROM account UNION ALL SELECT tags FROM visit"):
            keys = [tags.key_of(one) for one in json.loads(stored)]
            assert len(keys) == len(set(keys))
    for state in reversed(states[:-1]):
        assert changes.undo(journal) is not None
        assert fingerprint(journal) == state
    for state in states[1:]:
        assert changes.redo(journal) is not None
        assert fingerprint(journal) == state
