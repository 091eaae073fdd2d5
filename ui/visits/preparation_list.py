"""The rows of the preparation list: a box, the words, and below them what else there is to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle

from models.text import day_words
from models.visit_sheet import SheetQuestion
from ui.translations import capital, language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_LINE, _DETAIL_LINE, _BOX = 28, 18, 16


@dataclass(frozen=True, slots=True)
class Item:
    """A question or homework and its place in the list."""

    place: int
    question: SheetQuestion


class PreparationModel(RowModel[Item]):
    """The list as it stands on the sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[SheetQuestion] = []

    def read(self, last: Item | None, limit: int) -> Sequence[Item]:
        """Return the whole list: it is short."""
        return [] if last else [Item(*one) for one in enumerate(self.questions)]

    def identity(self, row: Item) -> object:
        return row.place

    def words(self, row: Item) -> str:
        done = say("done") if row.question.done else say("open")
        return ", ".join(filter(None, (row.question.question, done, details(row.question))))


class PreparationDelegate(RowDelegate):
    """Draws a line with its box, and below it what else there is to say of it."""

    has_line = False
    radius = 6

    def height(self, row: Item) -> int:
        return _LINE + (_DETAIL_LINE if details(row.question) else 0)

    def paint_row(self, painter: QPainter, rect: QRect, row: Item, state: QStyle.StateFlag) -> None:
        question = row.question
        active = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        line = QRect(rect.left() + 24, rect.top(), rect.width() - 24 - (28 if active else 0), _LINE)
        paint.checkbox(painter, self._box(rect), checked=question.done)
        paint.text(painter, line, question.question, "body", "text_2" if question.done else "text")
        if said := details(question):
            below = QRect(line.left(), rect.top() + _LINE - 4, line.width(), _DETAIL_LINE)
            paint.text(painter, below, said, "caption", "text_3")
        if active:
            paint.icon(painter, rect.right() - 22, rect.top() + _LINE // 2, "close", "text_3", 14)

    def hot_spots(self, row: Item, rect: QRect) -> dict[str, QRect]:
        cross = QRect(rect.right() - 28, rect.top(), 28, _LINE)
        return {"tick": self._box(rect).adjusted(-2, -6, 6, 6), "remove": cross}

    def tip(self, row: Item, rect: QRect, position: object) -> str:
        return "\n".join(filter(None, (row.question.question, details(row.question))))

    def _box(self, rect: QRect) -> QRect:
        return QRect(rect.left(), rect.top() + (_LINE - _BOX) // 2, _BOX, _BOX)


def details(question: SheetQuestion) -> str:
    """Return whether it is homework, the visit it was taken over from, and the answer."""
    homework = capital(say("homework")) if question.kind == "homework" else ""
    day = date.fromisoformat(question.carried_on) if question.carried_on else None
    source = say("from {source_day}", source_day=day_words.day_and_month(language(), day)) if day else ""
    return " · ".join(filter(None, (homework, source, question.answer)))


class PreparationView(RowView):
    """The list, whose rows also move by Alt+Up and Alt+Down, and turn into homework or back by H."""

    moved = Signal(object, int)
    """A row, and by how many places."""
    switched = Signal(object)

    def __init__(self, model: PreparationModel, delegate: PreparationDelegate) -> None:
        super().__init__(model, delegate, say("Preparation"), fit_content=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        item = self.current_row()
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(item, by)
        elif event.key() == Qt.Key.Key_H and not event.modifiers() and item is not None:
            self.switched.emit(item)
        else:
            super().keyPressEvent(event)
