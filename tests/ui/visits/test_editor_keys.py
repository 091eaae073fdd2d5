"""A visit written down by the keyboard alone, with few keystrokes beyond the words themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import timeline, visit_sheet
from tests.factories import make_account, make_contact
from tests.ui.composing import commit, compose
from ui.session import Session
from ui.visits.editor import VisitEditor

MOST = 14


@dataclass
class Keyboard:
    """Types as a person does, into whatever has the focus, and counts each key that is no letter of a text."""

    window: QWidget
    pressed: list[str] = field(default_factory=list)

    def press(self, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed.append(name)
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> VisitEditor:
    made = VisitEditor(session)
    qtbot.addWidget(made)
    new = QAction(made)
    new.setShortcut("Ctrl+N")
    new.triggered.connect(lambda: made.open_new())
    made.addAction(new)
    made.resize(920, 800)
    with qtbot.waitActive(made):
        made.show()
    made.open_new()
    return made


def check(editor: VisitEditor, session: Session, account_id: int, known: int, new: str, keys: list[str]) -> None:
    visit_id = editor.visit_id()
    assert visit_id, editor.notice.text()
    sheet = visit_sheet.read(session.journal, visit_id)
    assert sheet.account_id == account_id
    assert [one.name for one in sheet.people] == [sheet.people[0].name, new]
    assert sheet.people[0].id == known
    assert [(one.kind, one.due) for one in sheet.steps] == [("promise", "2026-05-15")]
    assert len(keys) <= MOST, keys
    histories = [timeline.of_account(session.journal, account_id)]
    histories += [timeline.of_contact(session.journal, one.id or 0) for one in sheet.people]
    for history in histories:
        assert visit_id in [one.id for one in history]


def test_a_visit_with_a_promise_takes_few_keys(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "Northern Rail")
    known = make_contact(session.journal, "Marta Ruiz", account_id=account_id)
    keyboard = Keyboard(editor)

    keyboard.press("Ctrl+N", Qt.Key.Key_N, CTRL)
    keyboard.type("north")
    keyboard.press("Enter: takes Northern Rail and moves on", Qt.Key.Key_Return)
    keyboard.press("Alt+3: people", Qt.Key.Key_3, ALT)
    keyboard.type("mar")
    keyboard.press("Enter: takes Marta Ruiz", Qt.Key.Key_Return)
    keyboard.type("Zheng Kai")
    keyboard.press("Enter: makes Zheng Kai", Qt.Key.Key_Return)
    keyboard.press("Enter: on to the notes", Qt.Key.Key_Return)
    assert editor.texts.notes.hasFocus()
    keyboard.type("They want one list for all stations.")
    keyboard.press("Alt+6: next steps", Qt.Key.Key_6, ALT)
    keyboard.type("send the list 2026-05-15 !promise")
    keyboard.press("Enter: adds the promise", Qt.Key.Key_Return)
    with qtbot.waitSignals([editor.saved, editor.closed]):
        keyboard.press("Ctrl+Enter: saves and closes", Qt.Key.Key_Return, CTRL)

    check(editor, session, account_id, known, "Zheng Kai", keyboard.pressed)


def test_the_same_by_tab_alone(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "Northern Rail")
    known = make_contact(session.journal, "Marta Ruiz", account_id=account_id)
    keyboard = Keyboard(editor)
    keyboard.press("Ctrl+N", Qt.Key.Key_N, CTRL)
    keyboard.type("north")
    for where in ("channel", "when", "how long", "purpose", "people"):
        keyboard.press(f"Tab: {where}", Qt.Key.Key_Tab)
    keyboard.type("mar")
    keyboard.press("Enter", Qt.Key.Key_Return)
    keyboard.type("Zheng Kai")
    keyboard.press("Enter", Qt.Key.Key_Return)
    keyboard.press("Tab: notes", Qt.Key.Key_Tab)
    assert editor.texts.notes.hasFocus()
    keyboard.type("One list.")
    keyboard.press("Tab: summary", Qt.Key.Key_Tab)
    keyboard.press("Tab: next steps", Qt.Key.Key_Tab)
    keyboard.type("send the list tomorrow !promise")
    with qtbot.waitSignal(editor.closed):
        keyboard.press("Ctrl+Enter", Qt.Key.Key_Return, CTRL)
    check(editor, session, account_id, known, "Zheng Kai", keyboard.pressed)


def test_the_same_in_chinese_through_an_input_method(editor: VisitEditor, session: Session, qtbot: QtBot) -> None:
    account_id = make_account(session.journal, "北方铁路")
    known = make_contact(session.journal, "徐海", account_id=account_id)
    keyboard = Keyboard(editor)

    def say_in_chinese(letters: str, words: str) -> None:
        compose(keyboard.focus(), letters)
        swallowed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(keyboard.focus(), swallowed)
        commit(keyboard.focus(), words)

    keyboard.press("Ctrl+N", Qt.Key.Key_N, CTRL)
    say_in_chinese("beifang", "北方")
    keyboard.press("Enter", Qt.Key.Key_Return)
    keyboard.press("Alt+3", Qt.Key.Key_3, ALT)
    say_in_chinese("xuhai", "徐海")
    keyboard.press("Enter", Qt.Key.Key_Return)
    say_in_chinese("zhengkai", "郑凯")
    keyboard.press("Enter", Qt.Key.Key_Return)
    keyboard.press("Enter: on to the notes", Qt.Key.Key_Return)
    say_in_chinese("jiandan", "他们要一份清单。")
    keyboard.press("Alt+6", Qt.Key.Key_6, ALT)
    say_in_chinese("mingtian", "明天发清单")
    keyboard.type(" !promise")
    with qtbot.waitSignal(editor.closed):
        keyboard.press("Ctrl+Enter", Qt.Key.Key_Return, CTRL)
    check(editor, session, account_id, known, "郑凯", keyboard.pressed)
    assert visit_sheet.read(session.journal, editor.visit_id() or 0).notes == "他们要一份清单。"


def test_tab_goes_through_the_editor_in_reading_order(editor: VisitEditor, qtbot: QtBot) -> None:
    editor.header.account.setFocus()
    names = []
    for _ in range(16):
        widget = QApplication.focusWidget()
        names.append(widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else ""))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert names == [
        "Account",
        "On site",
        "When",
        "How long",
        "Purpose",
        "Add a person",
        "Notes",
        "Summary for my manager",
        "Add a next step",
        "More",
        "Add attachments",
        "More about attachments",
        "Add a question or homework",
        "Satisfaction · 1 · very dissatisfied",
        "They expected · 1 · very little",
        "Private note",
    ]


def test_every_control_has_a_name(editor: VisitEditor) -> None:
    editor.more.unfold.click()
    nameless = [
        type(one).__name__
        for one in editor.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not one.accessibleName()
        and not (hasattr(one, "text") and callable(one.text) and one.text())
    ]
    assert nameless == []
