"""The candidates of an input method stand below the text, wherever the field is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.composing import compose
from ui.widgets.line_field import LineField
from ui.widgets.note_editor import NoteEditor


@pytest.fixture
def form(qtbot: QtBot) -> QScrollArea:
    """Show a line and a note on a page that is higher than its window."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(LineField("Line"))
    layout.addWidget(NoteEditor("Note"))
    page.setMinimumHeight(900)
    made = QScrollArea()
    made.setWidget(page)
    made.setWidgetResizable(True)
    made.resize(400, 300)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def cursor_of(field: LineField | NoteEditor) -> QRect:
    """Return where the cursor is painted in the window."""
    area = field.viewport() if isinstance(field, NoteEditor) else field
    return field.cursorRect().translated(area.mapTo(field.window(), QPoint()))


def told_to_the_input_method() -> QRect:
    """Return where an input method is told that the cursor is; whole pixels are near enough."""
    told = QGuiApplication.inputMethod().cursorRectangle()
    return QRect(int(told.x()), int(told.y()), int(told.width()), int(told.height()))


@pytest.mark.parametrize("kind", [LineField, NoteEditor])
def test_the_cursor_is_where_the_input_method_is_told(
    form: QScrollArea, kind: type[LineField] | type[NoteEditor]
) -> None:
    field = form.findChild(kind)
    assert field is not None
    field.setFocus()
    assert told_to_the_input_method() == cursor_of(field)
    form.verticalScrollBar().setValue(60)
    compose(field, "nihao")
    assert told_to_the_input_method() == cursor_of(field)


def test_the_padding_of_a_note_counts(form: QScrollArea) -> None:
    note = form.findChild(NoteEditor)
    assert note is not None
    assert note.viewport().pos() != QPoint()
    note.setFocus()
    form.widget().resize(form.widget().width(), 1200)
    assert told_to_the_input_method() == cursor_of(note)


class TakesAway:
    """The input method's side of Qt as ibus with Pinyin is: what it is asked to make text of, it takes away."""

    def __init__(self, field: LineField | NoteEditor) -> None:
        self.field = field

    def commit(self) -> None:
        self.field.inputMethodEvent(QInputMethodEvent())

    def reset(self) -> None:
        self.field.inputMethodEvent(QInputMethodEvent())


@pytest.mark.parametrize("kind", [LineField, NoteEditor])
def test_a_composition_becomes_text_even_if_the_input_method_takes_it_away(
    form: QScrollArea, kind: type[LineField] | type[NoteEditor], monkeypatch: pytest.MonkeyPatch
) -> None:
    field = form.findChild(kind)
    assert field is not None
    field.setFocus()
    compose(field, "下午")
    with monkeypatch.context() as patch:
        patch.setattr(QGuiApplication, "inputMethod", lambda: TakesAway(field))
        field.end_composition()
    assert field.text() == "下午"
    assert not field.is_composing()
