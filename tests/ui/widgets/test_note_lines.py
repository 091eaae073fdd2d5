"""Lists, boxes, links and lines of a note, by keys and by the pointer; each change is taken back by one Ctrl+Z."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.composing import commit, compose
from tests.ui.conftest import RecordedAlerts
from ui import theme
from ui.widgets import note_boxes
from ui.widgets.note_editor import NoteEditor
from ui.widgets.note_keys import menu_of
from ui.widgets.open_link import url_of

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEY = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def notes(window: QWidget, qtbot: QtBot) -> NoteEditor:
    made, after = NoteEditor("Notes"), NoteEditor("After")
    box = QVBoxLayout(window)
    box.addWidget(made)
    box.addWidget(after)
    window.resize(500, 500)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    return made


def at(notes: NoteEditor, text: str) -> None:
    """Write a text in which | marks the cursor, or the two ends of what is selected."""
    first, *more = text.split("|")
    notes.set_text(text.replace("|", ""))
    cursor = notes.textCursor()
    cursor.setPosition(len(first))
    if len(more) == 2:
        cursor.setPosition(len(first) + len(more[0]), QTextCursor.MoveMode.KeepAnchor)
    notes.setTextCursor(cursor)


def now(notes: NoteEditor) -> str:
    """Return the text with the cursor, or the ends of the selection, in it."""
    cursor, text = notes.textCursor(), notes.text()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    middle = text[start:end] + "|" if end > start else ""
    return f"{text[:start]}|{middle}{text[end:]}"


@pytest.mark.parametrize(
    ("key", "modifiers", "before", "after"),
    [
        (KEY.Key_Return, NONE, "- one|", "- one\n- |"),
        (KEY.Key_Return, NONE, "- [x] one|", "- [x] one\n- [ ] |"),
        (KEY.Key_Return, NONE, "- on|e", "- on\n- |e"),
        (KEY.Key_Return, NONE, "1. a|\n2. b\n3. c", "1. a\n2. |\n3. b\n4. c"),
        (KEY.Key_Return, NONE, "9. a|\n10. b", "9. a\n10. |\n11. b"),
        (KEY.Key_Return, NONE, "- a\n  - |", "- a\n- |"),
        (KEY.Key_Return, NONE, "- a\n- |", "- a\n|"),
        (KEY.Key_Return, NONE, "1. a\n   1. b\n   2. |\n2. c", "1. a\n   1. b\n2. |\n3. c"),
        (KEY.Key_Return, NONE, "- [ ] → |", "- [ ] → \n- [ ] |"),
        (KEY.Key_Return, NONE, "|- one", "\n|- one"),
        (KEY.Key_Return, SHIFT, "- one|", "- one\n  |"),
        (KEY.Key_Return, SHIFT, "12. one|", "12. one\n    |"),
        (KEY.Key_Return, SHIFT, "plain|", "plain\n|"),
        (KEY.Key_Tab, NONE, "- a\n- b|", "- a\n  - b|"),
        (KEY.Key_Tab, NONE, "1. a\n2. b|\n3. c", "1. a\n   1. b|\n2. c"),
        (KEY.Key_Tab, NONE, "- a\n|- b\n- c|\nd", "- a\n  |- b\n  - c|\nd"),
        (KEY.Key_Backtab, SHIFT, "- a\n  - b|", "- a\n- b|"),
        (KEY.Key_Backtab, SHIFT, "1. a\n   1. b|\n2. c", "1. a\n2. b|\n3. c"),
        (KEY.Key_BracketRight, CTRL, "plain|", "  plain|"),
        (KEY.Key_BracketLeft, CTRL, "  plain|", "plain|"),
        (KEY.Key_T, CTRL, "- [ ] one|", "- [x] one|"),
        (KEY.Key_T, CTRL, "- [x] one|", "- [ ] one|"),
        (KEY.Key_T, CTRL, "words|", "- [ ] words|"),
        (KEY.Key_T, CTRL, "|", "- [ ] |"),
        (KEY.Key_T, CTRL, "|- [ ] a\n- [x] b|", "|- [x] a\n- [x] b|"),
        (KEY.Key_T, CTRL, "|- [x] a\n- [x] b|", "|- [ ] a\n- [ ] b|"),
        (KEY.Key_T, CTRL, "|a\n\n- b|", "- [ ] |a\n\n- [ ] b|"),
        (KEY.Key_Up, ALT, "a\nb|\nc", "b|\na\nc"),
        (KEY.Key_Down, ALT, "a|\nb\nc", "b\na|\nc"),
        (KEY.Key_Down, ALT, "|a\nb|\nc", "c\n|a\nb|"),
        (KEY.Key_Up, ALT, "a\n|b\nc|", "|b\nc|\na"),
        (KEY.Key_Up, ALT, "1. a\n2. b|\n3. c", "1. b|\n2. a\n3. c"),
        (KEY.Key_Down, ALT, "1. a\n2. b|\n3. c", "1. a\n2. c\n3. b|"),
        (KEY.Key_Up, ALT, "|a\nb", "|a\nb"),
        (KEY.Key_Down, ALT, "a\nb|", "a\nb|"),
        (KEY.Key_B, CTRL, "one li|st", "one **|list|**"),
        (KEY.Key_B, CTRL, "one **|list|**", "one |list|"),
        (KEY.Key_I, CTRL, "|报价|", "*|报价|*"),
        (KEY.Key_I, CTRL, "**|bold|**", "***|bold|***"),
    ],
)
def test_a_key_changes_the_lines_and_one_undo_takes_it_back(
    notes: NoteEditor, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier, before: str, after: str
) -> None:
    at(notes, before)
    qtbot.keyClick(notes, key, modifiers)
    assert now(notes) == after
    if notes.text() != before.replace("|", ""):
        notes.undo()
        assert notes.text() == before.replace("|", "")
        assert not notes.document().isUndoAvailable()
        notes.redo()
        assert notes.text() == after.replace("|", "")


@pytest.mark.parametrize("text", ["plain|", "- first|", "- a\n  - as far as it goes|", "|", "- a\n\n- b|"])
def test_tab_leads_on_where_there_is_nothing_to_indent(notes: NoteEditor, qtbot: QtBot, text: str) -> None:
    at(notes, text)
    qtbot.keyClick(notes, KEY.Key_Tab)
    assert not notes.hasFocus()
    assert notes.text() == text.replace("|", "")


def test_tab_is_never_a_trap(notes: NoteEditor, qtbot: QtBot) -> None:
    at(notes, "- a\n- b|")
    qtbot.keyClick(notes, KEY.Key_Tab)
    assert notes.hasFocus()
    qtbot.keyClick(notes, KEY.Key_Tab)
    assert not notes.hasFocus()


def test_nothing_changes_in_a_note_that_is_only_read(notes: NoteEditor, qtbot: QtBot) -> None:
    at(notes, "- [ ] a\n- b|")
    notes.setReadOnly(True)
    for key, modifiers in ((KEY.Key_T, CTRL), (KEY.Key_Return, NONE), (KEY.Key_Up, ALT), (KEY.Key_B, CTRL)):
        qtbot.keyClick(notes, key, modifiers)
    press_box(notes, qtbot, 0)
    assert notes.text() == "- [ ] a\n- b"


def box_of(notes: NoteEditor, line: int) -> QPoint:
    """Return the middle of a line's box."""
    cursor = notes.textCursor()
    cursor.setPosition(notes.document().findBlockByNumber(line).position() + notes.text().split("\n")[line].index("["))
    return QPoint(notes.cursorRect(cursor).left() + 8, notes.cursorRect(cursor).center().y())


def press_box(notes: NoteEditor, qtbot: QtBot, line: int) -> None:
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=box_of(notes, line))


def test_a_press_on_a_box_ticks_it_and_moves_no_cursor(notes: NoteEditor, qtbot: QtBot) -> None:
    at(notes, "- [ ] a\n  2. [x] b\nend|")
    told: list[str] = []
    notes.edited.connect(lambda: told.append(notes.text()))
    press_box(notes, qtbot, 0)
    press_box(notes, qtbot, 1)
    assert now(notes) == "- [x] a\n  2. [ ] b\nend|"
    assert len(told) == 2
    notes.undo()
    assert notes.text() == "- [x] a\n  2. [x] b\nend"


def test_two_quick_presses_are_two(notes: NoteEditor) -> None:
    at(notes, "- [ ] a\nend|")
    place = box_of(notes, 0)
    for _ in range(2):
        QTest.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    QTest.mouseDClick(notes.viewport(), Qt.MouseButton.LeftButton, NONE, place)  # which ends pressed
    QTest.mouseRelease(notes.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert notes.text() in ("- [x] a\nend", "- [ ] a\nend")
    assert not notes.textCursor().hasSelection()


def test_a_box_is_seen_where_its_signs_stand_and_not_in_code(notes: NoteEditor) -> None:
    at(notes, "- [ ] a\n```\n- [ ] b\n```\n|")
    place = box_of(notes, 0)
    assert note_boxes.pressed(notes, place) is not None
    assert note_boxes.pressed(notes, box_of(notes, 2)) is None
    painted = notes.viewport().grab().toImage()
    at(notes, "- [x] a\n```\n- [ ] b\n```\n|")
    ticked = notes.viewport().grab().toImage()
    assert ticked.pixelColor(place) != painted.pixelColor(place)
    assert ticked.pixelColor(place.x() - 3, place.y() - 4) == theme.colour("accent")


def test_the_words_stand_still_when_a_box_is_ticked(notes: NoteEditor) -> None:
    lefts = []
    for sign in " x":
        at(notes, f"- [{sign}] word|")
        lefts.append(notes.cursorRect().left())
    assert abs(lefts[0] - lefts[1]) <= 1


def test_between_the_brackets_their_signs_show(notes: NoteEditor) -> None:
    notes.setCursorWidth(0)
    at(notes, "- [x]| a")
    boxed = notes.viewport().grab().toImage()
    at(notes, "- [|x] a")
    assert notes.viewport().grab().toImage() != boxed


def test_boxes_and_styles_stay_while_something_is_composed(notes: NoteEditor, qtbot: QtBot) -> None:
    at(notes, "- [ ] 给**徐海**|")
    compose(notes, "fabaojia")
    notes.viewport().grab()
    press_box(notes, qtbot, 0)
    commit(notes, "发报价")
    assert "给**徐海**" in notes.text()
    compose(notes, "x")
    qtbot.keyClick(notes, KEY.Key_Tab)
    qtbot.keyClick(notes, KEY.Key_T, CTRL)
    commit(notes, "。")
    assert notes.text().startswith("- [")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def note(url: object) -> bool:
        found.append(url.toString())  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return found


def test_a_link_is_opened_only_after_asking(
    notes: NoteEditor, qtbot: QtBot, alerts: RecordedAlerts, opened: list[str]
) -> None:
    at(notes, "see [the pl|an](https://example.com/plan)")
    qtbot.keyClick(notes, KEY.Key_Return, ALT)
    assert opened == []
    assert "https://example.com/plan" in alerts.told[0]
    alerts.answers = [True, True]
    qtbot.keyClick(notes, KEY.Key_Return, ALT)
    rect = notes.cursorRect()
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, CTRL, rect.center())
    assert opened == ["https://example.com/plan"] * 2
    assert notes.text() == "see [the plan](https://example.com/plan)"


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:x", "smb://host/share", "//host/share", "https:", "http:///x", "data:x"],
)
def test_other_links_are_not_opened(
    notes: NoteEditor, qtbot: QtBot, alerts: RecordedAlerts, opened: list[str], address: str
) -> None:
    at(notes, f"[wo|rds]({address})")
    alerts.answers = [True]
    qtbot.keyClick(notes, KEY.Key_Return, ALT)
    assert opened == []
    assert [told for told in alerts.told if told.startswith("This link is not opened")]
    assert url_of(address) is None


def test_letters_that_look_like_others_are_shown_as_what_they_are(alerts: RecordedAlerts, notes: NoteEditor) -> None:
    at(notes, "https://аррle.com/|")
    QTest.keyClick(notes, KEY.Key_Return, ALT)
    assert "xn--" in alerts.told[0]


def test_a_press_without_ctrl_only_moves_the_cursor(notes: NoteEditor, qtbot: QtBot, opened: list[str]) -> None:
    at(notes, "|see [the plan](https://example.com/plan)")
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 18))
    assert opened == []


def test_links_look_like_links(notes: NoteEditor) -> None:
    at(notes, "see [the plan](https://x.y/z) and https://q.w\n|")
    formats = notes.document().firstBlock().layout().formats()
    linked = [one for one in formats if one.format.fontUnderline()]
    text = notes.text()
    assert [text[one.start : one.start + one.length] for one in linked] == ["the plan", "https://q.w"]


def test_the_menu_names_what_the_keys_do(notes: NoteEditor) -> None:
    at(notes, "see https://x.y|")
    QApplication.clipboard().setText("words")
    names = [action.text() for action in menu_of(notes).actions()]
    for name in ("Bold", "Italic", "Check box: set or tick", "Open the link…", "Paste as plain text"):
        assert name in names
    assert "Make it a next step" not in names
    notes.makes_steps = True
    assert "Make it a next step" in [action.text() for action in menu_of(notes).actions()]


def test_a_large_paste_is_styled_to_its_end(notes: NoteEditor, qtbot: QtBot) -> None:
    notes.set_text("\n".join("- **bold** words" for _ in range(2000)))

    def is_styled() -> bool:
        formats = notes.document().lastBlock().layout().formats()
        return any(one.format.fontWeight() == QFont.Weight.Bold for one in formats)

    assert not is_styled()
    qtbot.waitUntil(is_styled)


def test_whatever_was_done_can_be_taken_back_to_the_beginning(notes: NoteEditor) -> None:
    chance = random.Random(5)
    begin = "# Line 4\n1. a\n   1. b\n2. c\n- [ ] send\n- [x] done\n\nwords 报价\n> q"
    at(notes, begin)
    keys = [
        (KEY.Key_Return, NONE), (KEY.Key_Return, SHIFT), (KEY.Key_BracketRight, CTRL), (KEY.Key_BracketLeft, CTRL),
        (KEY.Key_T, CTRL), (KEY.Key_Up, ALT), (KEY.Key_Down, ALT), (KEY.Key_B, CTRL), (KEY.Key_I, CTRL),
        (KEY.Key_A, NONE), (KEY.Key_Backspace, NONE), (KEY.Key_Delete, NONE),
    ]  # fmt: skip
    for _ in range(400):
        length = len(notes.text())
        cursor = notes.textCursor()
        cursor.setPosition(chance.randint(0, length))
        if chance.random() < 0.4:
            cursor.setPosition(chance.randint(0, length), QTextCursor.MoveMode.KeepAnchor)
        notes.setTextCursor(cursor)
        QTest.keyClick(notes, *chance.choice(keys))
    end = notes.text()
    while notes.document().isUndoAvailable():
        notes.undo()
    assert notes.text() == begin
    while notes.document().isRedoAvailable():
        notes.redo()
    assert notes.text() == end
