"""Every dialog without a mouse: Tab reaches each control as it is read, the focus is seen, and it comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.every_dialog import MAKERS
from ui.session import Session
from ui.widgets.dialog import Dialog
from ui.widgets.layouts import column

_AROUND = QMargins(3, 3, 3, 3)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with two buttons, the lower of which has the focus."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(column(QPushButton("Above"), QPushButton("Below"), margins=40))
    made.resize(1100, 900)
    made.show()
    made.findChildren(QPushButton)[1].setFocus()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture(params=MAKERS)
def dialog(request: pytest.FixtureRequest, sample_session: Session, window: QWidget, qtbot: QtBot) -> Iterator[Dialog]:
    made = MAKERS[request.param](sample_session, window)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    reading = [part for part in made.findChildren(QWidget) if hasattr(part, "is_settled")]
    qtbot.waitUntil(lambda: all(part.is_settled() for part in reading))  # an empty list has no row to show it on
    QApplication.processEvents()
    yield made
    if shiboken6.isValid(made):
        made.close()


def _stops(dialog: Dialog) -> Iterator[QWidget]:
    """Press Tab from the first control until it comes round; each control as it is reached."""
    seen: list[QWidget] = []
    while (focused := dialog.focusWidget()) not in seen:
        assert focused is not None, "nothing has the focus"
        seen.append(focused)
        yield focused
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QApplication.processEvents()
    assert focused is seen[0], f"Tab comes back to {_name(focused)} and never to the start"


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")
    return f"{type(widget).__name__} {widget.accessibleName() or text()}"


def test_tab_reaches_every_control(dialog: Dialog) -> None:
    reached = set(_stops(dialog))
    left_out = {
        _name(widget)
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget not in reached
        and not any(other.parent() is widget.parent() and type(other) is type(widget) for other in reached)
    }
    assert left_out == set()


def test_the_focus_is_seen_and_in_sight(dialog: Dialog) -> None:
    unseen = []
    for widget in _stops(dialog):
        place = QRect(widget.mapTo(dialog, QPoint()), widget.size()).marginsAdded(_AROUND)
        focused = dialog.grab(place).toImage()
        in_sight = not widget.visibleRegion().isEmpty()
        widget.clearFocus()
        if not in_sight or dialog.grab(place).toImage() == focused:
            unseen.append(_name(widget))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert unseen == []


def test_esc_closes_it_and_the_focus_is_where_it_was(dialog: Dialog, window: QWidget, qtbot: QtBot) -> None:
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focused = window.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Below"
