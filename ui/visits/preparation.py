"""The preparation list: what to ask and what to bring, ticked in the visit, with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from models.text.clean import clean_line
from models.visit_sheet import SheetQuestion, VisitSheet
from ui import theme
from ui.translations import say
from ui.visits.part import SheetPart
from ui.visits.texts import heading
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_LINE, _ANSWER_LINE, _BOX = 28, 18, 16


@dataclass(frozen=True, slots=True)
class _Item:
    """A question and its place in the list."""

    place: int
    question: SheetQuestion


class _Items(RowModel[_Item]):
    def __init__(self) -> None:
        super().__init__()
        self.questions: list[SheetQuestion] = []

    def read(self, last: _Item | None, limit: int) -> Sequence[_Item]:
        """Return the whole list: it is short."""
        return [] if last else [_Item(*one) for one in enumerate(self.questions)]

    def identity(self, row: _Item) -> object:
        return row.place

    def words(self, row: _Item) -> str:
        done = say("done") if row.question.done else say("open")
        return ", ".join(filter(None, (row.question.question, done, row.question.answer)))


class _Delegate(RowDelegate):
    has_line = False
    radius = 6

    def height(self, row: _Item) -> int:
        return _LINE + (_ANSWER_LINE if row.question.answer else 0)

    def paint_row(self, painter: QPainter, rect: QRect, row: _Item, state: QStyle.StateFlag) -> None:
        question = row.question
        active = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        line = QRect(rect.left() + 24, rect.top(), rect.width() - 24 - (28 if active else 0), _LINE)
        paint.checkbox(painter, self._box(rect), checked=question.done)
        paint.text(painter, line, question.question, "body", "text_2" if question.done else "text")
        if question.answer:
            below = QRect(line.left(), rect.top() + _LINE - 4, line.width(), _ANSWER_LINE)
            paint.text(painter, below, question.answer, "caption", "text_3")
        if active:
            paint.icon(painter, rect.right() - 22, rect.top() + _LINE // 2, "close", "text_3", 14)

    def hot_spots(self, row: _Item, rect: QRect) -> dict[str, QRect]:
        cross = QRect(rect.right() - 28, rect.top(), 28, _LINE)
        return {"tick": self._box(rect).adjusted(-2, -6, 6, 6), "remove": cross}

    def tip(self, row: _Item, rect: QRect, position: object) -> str:
        return "\n".join(filter(None, (row.question.question, row.question.answer)))

    def _box(self, rect: QRect) -> QRect:
        return QRect(rect.left(), rect.top() + (_LINE - _BOX) // 2, _BOX, _BOX)


class _Progress(QWidget):
    """How much of the list is done, as a bar; the words stand above it."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setFixedHeight(6)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(100, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 3, "grey_tint")
        if self.share > 0:
            done = QRect(0, 0, max(round(self.width() * self.share), 6), self.height())
            paint.rounded(painter, done, 3, "accent")


class _View(RowView):
    """The list, whose rows also move by Alt+Up and Alt+Down."""

    def __init__(self, model: _Items, delegate: _Delegate, part: Preparation) -> None:
        super().__init__(model, delegate, say("Preparation"), fit_content=True)
        self._part = part

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._part.move_item(self.current_row(), by)
        else:
            super().keyPressEvent(event)


class Preparation(SheetPart):
    """The list with its progress, and a line that adds to it; Enter on a row writes its words or its answer anew."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Items()
        delegate = _Delegate()
        self.view = _View(self._model, delegate, self)
        self._words = label("", "caption", "text_2")
        self._bar = _Progress()
        self.line = LineField(say("Add a question or homework"), say("Add a question or homework"))
        self.line.setToolTip(say("Enter adds it"))
        self._editing: int | None = None
        self.question = LineField("", say("Question"))
        self.answer = LineField(say("What was the answer?"), say("Answer"))
        self._panel = holding(column(self.question, self.answer, spacing=theme.SPACE_4))
        self._panel.hide()
        name = heading(say("Preparation"))
        name.setBuddy(self.line)
        self.setLayout(column(row(name, None, self._words), self._bar, self.view, self._panel, self.line, spacing=4))
        self.view.ticked.connect(self._tick)
        self.view.removed.connect(self._remove)
        self.view.opened.connect(self._edit)
        delegate.pressed.connect(self._on_pressed)
        for line in (self.question, self.answer):
            line.edited.connect(lambda _text: self._take_edit())
            line.left.connect(self.left)
        self.line.edited.connect(lambda _text: self.changed.emit())
        self.line.left.connect(self.left)
        self._show()

    def fill(self, sheet: VisitSheet) -> None:
        """Show the list of a sheet."""
        self.line.clear()
        if list(sheet.questions) != self._model.questions:
            self._close_edit()
            self._model.questions = list(sheet.questions)
            self._show()
        self._show_progress()

    def written(self, sheet: VisitSheet) -> VisitSheet:
        """Return the sheet with the list, and with what is typed in the line below it."""
        more = clean_line(self.line.text())
        added = (SheetQuestion(None, more),) if more else ()
        return replace(sheet, questions=(*self._model.questions, *added))

    def is_composing(self) -> bool:
        """Return whether an input method composes in one of the lines."""
        return any(line.is_composing() for line in (self.line, self.question, self.answer))

    def is_pending(self) -> bool:
        """Return whether a question is being typed."""
        return bool(clean_line(self.line.text()))

    def settle(self) -> None:
        """Add what is typed in the line."""
        text = clean_line(self.line.text())
        if text:
            self.line.clear()
            self._model.questions.append(SheetQuestion(None, text))
            self._show()

    def move_item(self, item: _Item | None, by: int) -> None:
        """Move a question up or down."""
        questions = self._model.questions
        if item is None or not 0 <= item.place + by < len(questions):
            return
        questions[item.place], questions[item.place + by] = questions[item.place + by], questions[item.place]
        self._close_edit()
        self._show()
        self.view.select(item.place + by)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter add, or end the change of a row, and Esc end it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self._editing is not None and (self.question.hasFocus() or self.answer.hasFocus()):
                self._close_edit(focus=True)
                return
            if self.line.hasFocus() and self.line.text().strip():
                self.settle()
                self.changed.emit()
                return
        if event.key() == Qt.Key.Key_Escape and self._editing is not None:
            self._close_edit(focus=True)
            return
        super().keyPressEvent(event)

    def _on_pressed(self, spot: str, item: _Item) -> None:
        if spot == "tick":
            self._tick(item)
        else:
            self._remove(item)

    def _tick(self, item: _Item) -> None:
        self._replace(item.place, replace(item.question, done=not item.question.done))

    def _remove(self, item: _Item) -> None:
        self._close_edit()
        del self._model.questions[item.place]
        self._show()
        self.changed.emit()

    def _edit(self, item: _Item) -> None:
        self._editing = item.place
        self.question.setText(item.question.question)
        self.answer.setText(item.question.answer)
        self._panel.show()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_edit(self) -> None:
        if self._editing is not None:
            before = self._model.questions[self._editing]
            words = self.question.text() if clean_line(self.question.text()) else before.question
            self._replace(self._editing, replace(before, question=words, answer=self.answer.text()))

    def _close_edit(self, *, focus: bool = False) -> None:
        place, self._editing = self._editing, None
        self._panel.hide()
        if focus and place is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.select(place)

    def _replace(self, place: int, question: SheetQuestion) -> None:
        self._model.questions[place] = question
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._model.reload()
        self.view.setVisible(bool(self._model.questions))
        self._show_progress()

    def _show_progress(self) -> None:
        questions = self._model.questions
        done = sum(question.done for question in questions)
        self._bar.share = done / len(questions) if questions else 0.0
        self._bar.setVisible(bool(questions))
        self._bar.update()
        self._words.setText(say("{done} of {count} done", done=done, count=len(questions)) if questions else "")
