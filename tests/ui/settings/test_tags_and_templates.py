"""The settings of tags and templates: every change is everywhere at once, and Undo stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import accounts, note_templates, tags
from tests.factories import make_account, make_contact
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.settings import tags as tags_room
from ui.settings.dialog import SettingsDialog
from ui.settings.tags import TagsPart
from ui.settings.templates import TemplatesPart


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _tags(session: Session, window: QWidget, qtbot: QtBot) -> TagsPart:
    dialog = SettingsDialog(session, window, part="tags")
    dialog.open()
    part = dialog.parts["tags"]
    assert isinstance(part, TagsPart)
    qtbot.waitUntil(lambda: part.is_settled())
    return part


def _templates(session: Session, window: QWidget) -> TemplatesPart:
    dialog = SettingsDialog(session, window, part="templates")
    dialog.open()
    part = dialog.parts["templates"]
    assert isinstance(part, TemplatesPart)
    return part


def _words(part: TagsPart) -> list[str]:
    return [part.model.words(row) for row in part.model.rows]


@pytest.fixture
def account(session: Session) -> int:
    account_id = make_account(session.journal, tags=["rail", "vip"])
    make_contact(session.journal, tags=["VIP"])
    make_account(session.journal, "Other", tags=["key"])
    return account_id


def test_tags_are_listed_with_their_uses(session: Session, account: int, window: QWidget, qtbot: QtBot) -> None:
    part = _tags(session, window, qtbot)
    assert _words(part) == [
        "#key, Grey, 1 account",
        "#rail, Grey, 1 account",
        "#vip, Grey, 1 account · 1 person",
    ]
    assert (part.current().name, part.name.text()) == ("key", "key")  # type: ignore[union-attr]


def test_a_tag_is_renamed_and_taken_back(session: Session, account: int, window: QWidget, qtbot: QtBot) -> None:
    part = _tags(session, window, qtbot)
    part.list.select("vip")
    part.name.selectAll()
    qtbot.keyClicks(part.name, "#Key account")
    qtbot.keyClick(part.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: part.is_settled())
    assert part.notice.words() == "#vip is now #Key account"
    assert part.current().name == "Key account"  # type: ignore[union-attr]
    assert accounts.get(session.journal, account).tags == '["Key account", "rail"]'
    part.notice.undo.click()
    qtbot.waitUntil(lambda: part.is_settled())
    assert accounts.get(session.journal, account).tags == '["rail", "vip"]'


def test_a_name_that_is_taken_is_said_at_the_field(
    session: Session, account: int, window: QWidget, qtbot: QtBot
) -> None:
    part = _tags(session, window, qtbot)
    part.name.setText("RAIL")
    part.rename()
    assert part._field.below() == "There is a tag RAIL already. Merge the two, or choose another name."
    assert part.name.text() == "RAIL"
    assert set(tags.colours(session.journal)) == set()


def test_tags_are_merged_coloured_and_removed_from_menus(
    session: Session, account: int, window: QWidget, qtbot: QtBot
) -> None:
    part = _tags(session, window, qtbot)
    part.merge_button.menu().aboutToShow.emit()
    others = {action.text(): action for action in part.merge_button.menu().actions()}
    assert list(others) == ["#rail", "#vip"]
    others["#vip"].trigger()
    qtbot.waitUntil(lambda: part.is_settled())
    assert _words(part) == ["#rail, Grey, 1 account", "#vip, Grey, 2 accounts · 1 person"]
    assert part.current().name == "vip"  # type: ignore[union-attr]
    part.colour_button.menu().aboutToShow.emit()
    next(action for action in part.colour_button.menu().actions() if action.text() == "Purple").trigger()
    qtbot.waitUntil(lambda: part.is_settled())
    assert _words(part)[1].startswith("#vip, Purple")
    qtbot.keyClick(part.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: part.is_settled())
    assert _words(part) == ["#rail, Grey, 1 account"]
    session.undo()
    session.undo()
    session.undo()
    assert accounts.get(session.journal, account).tags == '["rail", "vip"]'


def test_very_many_records_are_changed_behind_a_progress_bar(
    session: Session, account: int, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tags_room, "_MANY", 1)
    part = _tags(session, window, qtbot)
    part.list.select("vip")
    with qtbot.waitSignal(session.changed):
        part.remove()
    qtbot.waitUntil(lambda: part.is_settled())
    assert _words(part) == ["#key, Grey, 1 account", "#rail, Grey, 1 account"]
    assert part.notice.words() == "#vip was removed everywhere"


def test_no_tag_is_said_to_be_none(session: Session, window: QWidget, qtbot: QtBot) -> None:
    part = _tags(session, window, qtbot)
    assert part._stack.currentIndex() == 1
    assert not part.merge_button.isEnabled()


def test_while_one_composes_a_name_nothing_is_renamed(
    session: Session, account: int, window: QWidget, qtbot: QtBot
) -> None:
    part = _tags(session, window, qtbot)
    part.name.setText("")
    compose(part.name, "tielu")
    part.rename()
    assert [tag.name for tag in tags.listing(session.journal)] == ["key", "rail", "vip"]
    commit(part.name, "铁路")
    part.rename()
    assert [tag.name for tag in tags.listing(session.journal)] == ["rail", "vip", "铁路"]


def _names(session: Session) -> list[str]:
    return [one.name for one in note_templates.listing(session.journal)]


def test_templates_are_made_written_moved_and_removed(session: Session, window: QWidget, qtbot: QtBot) -> None:
    part = _templates(session, window)
    assert part._stack.currentIndex() == 1
    part.new_button.click()
    qtbot.keyClicks(part.name, "Trade fair")
    qtbot.keyClicks(part.body, "{account}: ")
    part.new_button.click()
    part.new_button.click()
    assert _names(session) == ["Trade fair", "New template", "New template 2"]
    part.up.click()
    part.up.click()
    assert _names(session) == ["New template 2", "Trade fair", "New template"]
    assert not part.up.isEnabled()
    part.remove_button.click()
    assert _names(session) == ["Trade fair", "New template"]
    assert part.notice.words() == "New template 2 was removed"
    part.notice.undo.click()
    assert _names(session) == ["New template 2", "Trade fair", "New template"]
    part.list.select(note_templates.listing(session.journal)[1].id)
    assert (part.name.text(), part.body.text()) == ("Trade fair", "{account}: ")


def test_what_is_written_is_kept_on_going_to_another_one_and_on_closing(session: Session, window: QWidget) -> None:
    first = note_templates.create(session.journal, "First", "one").id
    second = note_templates.create(session.journal, "Second", "two").id
    part = _templates(session, window)
    part.list.select(first)
    part.body.setPlainText("changed")
    part.list.select(second)
    assert note_templates.listing(session.journal)[0].body == "changed"
    assert part.body.text() == "two"
    part.name.setText("FIRST")
    part.list.select(first)
    assert (part.current().id, "already" in part._field.below()) == (second, True)  # type: ignore[union-attr]
    assert not part.keep()
    part.name.setText("Another")
    assert part.keep()
    assert _names(session) == ["First", "Another"]
