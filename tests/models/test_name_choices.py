"""Which record may be meant while its name is typed."""

from __future__ import annotations

import pytest

from models import colleagues, name_choices
from models.journal import Journal
from tests.factories import make_account, make_contact, make_visit


def names(found: list[name_choices.NameChoice]) -> list[str]:
    return [one.name for one in found]


def test_accounts_by_the_beginning_of_a_word_the_ones_visited_last_first(journal: Journal) -> None:
    north, harbour, metro = (make_account(journal, name) for name in ("Northern Rail", "Harbour Metro", "Metro Nord"))
    make_account(journal, "北方铁路", short_name="NR")
    make_visit(journal, metro, "2026-05-01T10:00")
    make_visit(journal, harbour, "2026-05-02T10:00")
    assert names(name_choices.accounts(journal, "metro")) == ["Metro Nord", "Harbour Metro"]
    assert names(name_choices.accounts(journal, "铁路")) == ["北方铁路"]
    assert names(name_choices.accounts(journal, "nr")) == ["北方铁路"]
    assert names(name_choices.accounts(journal, "etro")) == []
    assert names(name_choices.accounts(journal, "100%")) == []
    assert names(name_choices.accounts(journal, ""))[:2] == ["Harbour Metro", "Metro Nord"]
    assert north in [one.id for one in name_choices.accounts(journal, "")]


def test_people_at_the_account_come_first_and_nobody_twice(journal: Journal) -> None:
    rail, other = make_account(journal, "Northern Rail"), make_account(journal, "Delta Fibre")
    away = make_contact(journal, "Marta Abel", account_id=other, post={"title": "Buyer"})
    ruiz = make_contact(journal, "Marta Ruiz", account_id=rail, role_group="users", post={"title": "Head of radio"})
    lund = make_contact(journal, "Marta Lund", account_id=rail)
    make_visit(journal, rail, people=[lund])
    found = name_choices.people(journal, "marta", rail)
    assert [one.id for one in found] == [lund, ruiz, away]
    assert [one.detail for one in found] == ["", "Head of radio", "Delta Fibre · Buyer"]
    assert found[1].role_group == "users"
    assert [one.id for one in name_choices.people(journal, "marta", rail, without=[lund])] == [ruiz, away]
    assert names(name_choices.people(journal, "", rail)) == ["Marta Lund", "Marta Ruiz"]
    assert name_choices.people(journal, "", None) == []


def test_accents_do_not_count(journal: Journal) -> None:
    make_contact(journal, "Jörg Müller")
    assert names(name_choices.people(journal, "muller")) == ["Jörg Müller"]
    assert names(name_choices.people(journal, "JO")) == ["Jörg Müller"]


def test_no_name_is_as_long_as_a_page(journal: Journal) -> None:
    make_account(journal, "Harbour Metro")
    make_contact(journal, "Tom")
    for text in ("x" * 60_000, "Harbour " * 9_000):
        assert name_choices.accounts(journal, text) == name_choices.people(journal, text) == []


@pytest.mark.parametrize("text", ["zw", "ZW", "zhangw", "zhangwei", "zhang wei", "Zhang W", "wei", "张", "伟"])
def test_a_chinese_name_is_meant_by_its_sound(journal: Journal, text: str) -> None:
    make_contact(journal, "张伟")
    make_contact(journal, "徐海")
    colleagues.create(journal, name="张伟")
    colleagues.create(journal, name="徐海")
    make_account(journal, "张伟工作室")
    make_account(journal, "徐海工作室")
    assert names(name_choices.people(journal, text)) == ["张伟"]
    assert names(name_choices.colleagues(journal, text)) == ["张伟"]
    assert names(name_choices.accounts(journal, text)) == ["张伟工作室"]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("单雄信", ("shan", "sxx", "danxiong")),
        ("曾国", ("zeng", "zg")),
        ("解缙", ("xiejin", "jj")),
        ("吕布", ("lvbu",)),
    ],
)
def test_a_family_name_is_meant_by_either_reading(journal: Journal, name: str, texts: tuple[str, ...]) -> None:
    make_contact(journal, name)
    for text in texts:
        assert names(name_choices.people(journal, text)) == [name], text


def test_what_is_written_goes_before_what_only_sounds_so(journal: Journal) -> None:
    make_contact(journal, "王伟")
    make_contact(journal, "Tom Wang")
    make_contact(journal, "Wang")
    assert names(name_choices.people(journal, "wang")) == ["Wang", "Tom Wang", "王伟"]


def test_of_many_names_those_at_the_account_are_always_offered_first(journal: Journal) -> None:
    rail = make_account(journal, "Northern Rail")
    first = make_contact(journal, "张一", account_id=rail)
    with journal.operation("tests.many"):
        for number in range(700):
            make_contact(journal, f"赵{number}")
    assert name_choices.people(journal, "z", rail)[0].id == first


def test_a_name_is_meant_before_the_index_knows_it(journal: Journal) -> None:
    make_account(journal, "Zoë’s")
    journal.connection.execute("UPDATE account SET name = name || ' Müller'")
    assert names(name_choices.accounts(journal, "muller")) == ["Zoë’s Müller"]
    assert names(name_choices.accounts(journal, "zoe")) == ["Zoë’s Müller"]


@pytest.mark.parametrize("text", ['"', '""" OR', "*", "a*b", "(", "NOT x", "-", "name:", "'", "^a", "{name}"])
def test_no_sign_is_a_wrong_name(journal: Journal, text: str) -> None:
    make_account(journal, "Harbour Metro")
    make_contact(journal, "Tom")
    assert name_choices.accounts(journal, text) == name_choices.people(journal, text) == []
