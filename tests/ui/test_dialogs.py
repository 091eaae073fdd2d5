"""Every dialog opens in every language, is worked by the keyboard, and is freed when it closes."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.every_dialog import MAKERS, all_kinds
from ui import theme, translations
from ui.session import Session
from ui.widgets.dialog import Dialog
from ui.widgets.rows import RowView

_WORKED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, RowView)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def _shown(session: Session, window: QWidget, name: str) -> Dialog:
    dialog = MAKERS[name](session, window)
    dialog.open()
    QApplication.processEvents()
    return dialog


def _has_chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


def test_no_dialog_is_left_out(sample_session: Session, window: QWidget, qtbot: QtBot) -> None:
    made = set()
    for make in MAKERS.values():
        dialog = make(sample_session, window)
        made.add(type(dialog))
        dialog.close()
        dialog.deleteLater()
    assert not all_kinds() - made


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("name", MAKERS)
def test_a_dialog_opens_in_each_language_and_is_freed(
    sample_session: Session, window: QWidget, qtbot: QtBot, qapp: QApplication, name: str, code: str
) -> None:
    translations.use(code)
    theme.apply(qapp, "dark" if code == "zh_CN" else "light")
    dialog = _shown(sample_session, window, name)
    assert dialog.windowTitle()
    if code == "zh_CN" and name != "account":
        assert _has_chinese(dialog.windowTitle())
    assert dialog.height() <= 900
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog) or not dialog.isVisible())
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(dialog)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("name", MAKERS)
def test_nothing_of_a_dialog_is_cut_off_at_the_side(
    sample_session: Session, window: QWidget, name: str, code: str
) -> None:
    translations.use(code)
    dialog = _shown(sample_session, window, name)
    areas = [one for one in dialog.findChildren(QScrollArea) if one.isVisible() and one.widget()]
    sticking_out = [one.accessibleName() for one in areas if one.widget().width() > one.viewport().width()]
    dialog.reject()
    assert sticking_out == []


@pytest.mark.parametrize("name", MAKERS)
def test_every_control_of_a_dialog_has_a_name(sample_session: Session, window: QWidget, name: str) -> None:
    dialog = _shown(sample_session, window, name)
    nameless = [
        type(one).__name__
        for one in dialog.findChildren(QWidget)
        if isinstance(one, _WORKED)
        and one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]
    dialog.reject()
    assert nameless == []
