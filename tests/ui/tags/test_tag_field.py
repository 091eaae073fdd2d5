"""The field of tags: what is known is completed, what is new is made, and nothing happens while one composes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import tags
from tests.factories import make_account
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.tags.tag_field import TagField, tags_of
from ui.widgets.layouts import column


@pytest.fixture
def field(qtbot: QtBot, session: Session) -> Iterator[TagField]:
    make_account(session.journal, tags=["VIP", "railway"])
    make_account(session.journal, "Other", tags=["railway", "铁路"])
    tags.set_colour(session.journal, "vip", "red")
    window = QWidget()
    made = TagField(session)
    window.setLayout(column(made))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    yield made
    window.close()


def _offered(field: TagField) -> list[str]:
    return [one.text for one in field.field.suggestions()]


def _write(field: TagField, words: str) -> None:
    """Type letters of any language: what is no ASCII comes as an input method sends it."""
    for letter in words:
        commit(field.field, letter)


def test_known_tags_are_completed_by_the_keys_alone(field: TagField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.field, "RA")
    assert _offered(field) == ["railway", "New tag #RA"]
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert field.tags() == ["railway"]
    qtbot.keyClick(field.field, Qt.Key.Key_Down)
    assert _offered(field) == ["VIP", "铁路"]  # not what is there already
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert field.tags() == ["railway", "VIP"]


def test_a_new_tag_is_made_on_the_spot(field: TagField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.field, "#trade fair")
    assert _offered(field) == ["New tag #trade fair"]
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert (field.tags(), field.field.text()) == (["trade fair"], "")


@pytest.mark.parametrize(
    ("typed", "chips", "rest"),
    [
        ("a, b", ["a"], "b"),
        ("a，", ["a"], ""),
        ("#a #b", ["a"], "#b"),
        ("x、y；z,", ["x", "y", "z"], ""),
        ("vip,", ["VIP"], ""),
        (",,", [], ""),
        ("C# dev", [], "C# dev"),
    ],
)
def test_a_comma_or_a_sign_ends_a_tag(field: TagField, qtbot: QtBot, typed: str, chips: list[str], rest: str) -> None:
    _write(field, typed)
    assert (field._items, field.field.text().strip()) == (chips, rest)


def test_a_tag_stands_there_once_in_the_letters_it_has_elsewhere(field: TagField, qtbot: QtBot) -> None:
    for typed in ("vip,", "Vip,", "VIP,", "ViP"):
        qtbot.keyClicks(field.field, typed)
    assert field.tags() == ["VIP"]
    field.settle()
    assert (field.tags(), field.field.text()) == (["VIP"], "")


def test_what_is_still_typed_counts(field: TagField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.field, "half")
    assert (field.tags(), field.pending()) == (["half"], "half")
    field.settle()
    assert (field.tags(), field.pending()) == (["half"], "")


def test_backspace_and_delete_take_tags_away(field: TagField, qtbot: QtBot) -> None:
    field.set_tags(["a", "b", "c"])
    changed: list[object] = []
    field.changed.connect(lambda: changed.append(1))
    qtbot.keyClick(field.field, Qt.Key.Key_Backspace)
    assert field.tags() == ["a", "b"]
    qtbot.keyClick(field.field, Qt.Key.Key_Left)
    qtbot.keyClick(field._chips[1], Qt.Key.Key_Left)
    qtbot.keyClick(field._chips[0], Qt.Key.Key_Delete)
    assert (field.tags(), len(changed)) == (["b"], 2)


def test_enter_on_a_chip_asks_what_bears_it(field: TagField, qtbot: QtBot) -> None:
    field.set_tags(["VIP"])
    qtbot.keyClick(field.field, Qt.Key.Key_Left)
    with qtbot.waitSignal(field.tag_opened) as opened:
        qtbot.keyClick(field._chips[0], Qt.Key.Key_Return)
    assert opened.args == ["VIP"]


def test_nothing_happens_while_one_composes(field: TagField, qtbot: QtBot) -> None:
    changed: list[object] = []
    field.changed.connect(lambda: changed.append(1))
    compose(field.field, "tielu")
    assert (_offered(field), field.tags(), changed) == ([], [], [])
    commit(field.field, "铁路")
    assert _offered(field) == ["铁路"]
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert (field.tags(), len(changed)) == (["铁路"], 1)
    compose(field.field, "xin")
    commit(field.field, "新，")
    assert field.tags() == ["铁路", "新"]


def test_a_tag_made_elsewhere_is_offered(field: TagField, qtbot: QtBot, session: Session) -> None:
    qtbot.keyClicks(field.field, "z")
    assert _offered(field) == ["New tag #z"]
    session.run(_account_with("zebra"))
    qtbot.keyClicks(field.field, "e")
    assert _offered(field) == ["zebra", "New tag #ze"]


def _account_with(tag: str) -> Callable[..., object]:
    from models import accounts

    return lambda journal: accounts.create(journal, name="New", tags=[tag])  # type: ignore[return-value]


def test_drafts_of_an_older_program_are_understood() -> None:
    assert tags_of("#vip rail") == ("rail", "vip")
    assert tags_of(["two words", "vip"]) == ("two words", "vip")
