"""A picture kept with a person stands for them; initials do where there is none."""

from __future__ import annotations

import pytest

from models import attachments, changes, contacts, portraits
from models.errors import InvalidValue, NotFound
from models.journal import Journal
from models.pictures import prepare
from tests.factories import make_account, make_contact
from tests.models.picture_files import photo


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("徐海", "徐海"),
        ("王小明", "小明"),
        ("欧阳娜娜", "娜娜"),
        ("李", "李"),
        ("Marta Ruiz", "MR"),
        ("Dr. Anna Maria Weber", "AW"),
        ("Plato", "P"),
        ("Łukasz Żak", "ŁŻ"),
        ("Zheng Kai 郑凯", "郑凯"),
        ("24 7", "27"),
        ("…", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert portraits.initials(name) == shown


def test_a_photo_is_kept_and_chosen_in_one_deed_and_taken_back_in_one(journal: Journal) -> None:
    anna = make_contact(journal)
    picture = prepare(photo(40, 30))
    portraits.add(journal, anna, "anna.jpg", picture)
    (chosen,) = portraits.of_contacts(journal, [anna, 12]).values()
    assert portraits.thumbnail(journal, chosen) == picture.thumbnail
    changes.undo(journal)
    assert portraits.of_contacts(journal, [anna]) == {}
    assert attachments.listing(journal, "contact", anna) == []
    changes.redo(journal)
    assert portraits.of_contacts(journal, [anna]) == {anna: chosen}


def test_the_picture_goes_with_its_file_and_comes_back_with_it(journal: Journal) -> None:
    anna = make_contact(journal)
    file = attachments.add(journal, "contact", anna, "anna.jpg", photo(40, 30)).id
    assert portraits.of_contacts(journal, [anna]) == {}
    portraits.choose(journal, anna, file)
    assert anna in portraits.of_contacts(journal, [anna])
    attachments.trash(journal, file)
    assert portraits.of_contacts(journal, [anna]) == {}
    attachments.restore(journal, file)
    assert anna in portraits.of_contacts(journal, [anna])
    portraits.clear(journal, anna)
    assert portraits.of_contacts(journal, [anna]) == {}
    assert contacts.get(journal, anna).portrait == ""
    assert portraits.thumbnail(journal, "") is None


def test_only_a_picture_of_the_person_can_stand_for_them(journal: Journal) -> None:
    anna, other = make_contact(journal), make_contact(journal, "Béla")
    text = attachments.add(journal, "contact", anna, "list.txt", b"some words").id
    elsewhere = attachments.add(journal, "contact", other, "b.jpg", photo(40, 30)).id
    of_account = attachments.add(journal, "account", make_account(journal), "c.jpg", photo(20, 30)).id
    for file in (text, elsewhere, of_account):
        with pytest.raises(InvalidValue, match="Only a photo"):
            portraits.choose(journal, anna, file)
    with pytest.raises(InvalidValue, match=r"list\.txt is no picture"):
        portraits.add(journal, anna, "list.txt", prepare(b"some words"))
    with pytest.raises(NotFound):
        portraits.choose(journal, anna, 7)
