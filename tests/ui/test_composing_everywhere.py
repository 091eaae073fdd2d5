"""While an input method composes, no text field of the program does anything; what is committed arrives whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models import drafts
from models.changes import Changes
from tests.ui.composing import commit, compose
from tests.ui.every_dialog import MAKERS
from ui.command_palette.panel import ListPanel
from ui.main_window import MainWindow
from ui.session import Session
from ui.sidebar import PAGES
from ui.widgets.suggestion_list import SuggestionList


def _fields(widget: QWidget) -> list[QWidget]:
    """Return the fields into which something can be written now."""
    return [
        one
        for one in widget.findChildren(QWidget)
        if isinstance(one, QLineEdit | QPlainTextEdit | QTextEdit)
        and one.isVisible()
        and one.isEnabled()
        and not one.isReadOnly()
    ]


def _text(one: QWidget) -> str:
    return one.text() if isinstance(one, QLineEdit) else one.toPlainText()  # type: ignore[attr-defined]


def _is_taken(one: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    event.ignore()
    QApplication.sendEvent(one, event)
    return event.isAccepted()


def _prove(session: Session, one: QWidget) -> None:
    changed: list[Changes] = []
    session.changed.connect(changed.append)
    one.setFocus()
    if isinstance(one, QLineEdit):
        one.end(False)  # a selection would give way to the composition, as it does everywhere
    before, drafts_before = _text(one), session.read(drafts.waiting)
    compose(one, "zhangwei")
    assert _text(one) == before
    assert not [
        shown
        for shown in QApplication.topLevelWidgets()
        if isinstance(shown, SuggestionList | ListPanel) and shown.isVisible()
    ]
    for key, modifiers in (
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        assert _is_taken(one, key, modifiers), f"{one.accessibleName()} lets {key} through"
    session.keep_drafts()
    assert session.read(drafts.waiting) == drafts_before
    assert not changed
    commit(one, "张伟")
    assert "张伟" in _text(one), f"{one.accessibleName()} lost what was typed"
    session.changed.disconnect(changed.append)


def _free(window: QWidget) -> None:
    """Let a window go before its journal does, or a timer would still want to keep a draft."""
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("page", [*PAGES, "new visit", "account", "contact"])
def test_no_field_of_a_page_acts_while_composing(qtbot: QtBot, sample_session: Session, page: str) -> None:
    window = MainWindow(sample_session)
    window.resize(1440, 900)
    window.show_page({"new visit": "visits", "account": "accounts", "contact": "contacts"}.get(page, page))
    window.show()
    journal = sample_session.journal
    if page == "new visit":
        window.new_visit()
        window.page("visits").editor.more.unfold.click()
    elif page in ("account", "contact"):
        (found,) = journal.row(f"SELECT min(id) FROM {page}") or (0,)
        window.show_record(page, found)
    page_shown = window.current_page()
    assert page_shown is not None
    page_shown.focus_filter()
    QApplication.processEvents()
    fields = _fields(window)
    assert fields
    for one in fields:
        _prove(sample_session, one)
    _free(window)


@pytest.mark.parametrize("name", MAKERS)
def test_no_field_of_a_dialog_acts_while_composing(qtbot: QtBot, sample_session: Session, name: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = MAKERS[name](sample_session, window)
    dialog.open()
    QApplication.processEvents()
    for one in _fields(dialog):
        if not isinstance(one.parent(), QComboBox | QSpinBox):
            _prove(sample_session, one)
    _free(dialog)
