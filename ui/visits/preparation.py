"""The preparation list: what to ask and what to do before, ticked in the visit, with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.preparation import LeftOver
from models.text.clean import clean_line
from models.text.field_words import QUESTION_KIND_NAMES
from models.visit_sheet import SheetQuestion, VisitSheet
from ui import theme
from ui.session import Session
from ui.translations import capital, say
from ui.visits.left_over import LeftOverOffer
from ui.visits.part import SheetPart
from ui.visits.preparation_list import Item, PreparationDelegate, PreparationModel, PreparationView
from ui.visits.texts import heading
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.segments import Segments


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


class Preparation(SheetPart):
    """The list with its progress, what earlier visits left open, and a line that adds to the list.

    Enter on a row writes its words or its answer anew.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._model = PreparationModel()
        delegate = PreparationDelegate()
        self.view = PreparationView(self._model, delegate)
        self._words = label("", "caption", "text_2")
        self._bar = _Progress()
        self.line = LineField(say("Add a question or homework"), say("Add a question or homework"))
        self.line.setToolTip(say("Enter adds a question, Shift+Enter homework"))
        self._editing: int | None = None
        self.question = LineField("", say("Question"))
        self.answer = LineField(say("What was the answer?"), say("Answer"))
        kinds = [(key, capital(say(name)), "") for key, name in QUESTION_KIND_NAMES.items()]
        self.kind = Segments(say("Kind"), kinds)
        self._panel = holding(column(self.question, self.answer, row(self.kind, None), spacing=theme.SPACE_4))
        self._panel.hide()
        self.left_over = LeftOverOffer(session)
        name = heading(say("Preparation"))
        name.setBuddy(self.line)
        top = row(name, None, self._words)
        self.setLayout(column(top, self._bar, self.view, self._panel, self.line, self.left_over, spacing=4))
        self._connect(delegate)
        self._show()

    def _connect(self, delegate: PreparationDelegate) -> None:
        self.view.ticked.connect(self._tick)
        self.view.removed.connect(self._remove)
        self.view.opened.connect(self._edit)
        self.view.moved.connect(self.move_item)
        self.view.switched.connect(self._switch)
        delegate.pressed.connect(self._on_pressed)
        for line in (self.question, self.answer):
            line.edited.connect(lambda _text: self._take_edit())
            line.left.connect(self.left)
        self.line.edited.connect(lambda _text: self.changed.emit())
        self.line.left.connect(self.left)
        self.kind.changed.connect(lambda _kind: self._take_edit())
        self.left_over.taken.connect(self._take_over)

    def fill(self, sheet: VisitSheet) -> None:
        """Show the list of a sheet."""
        self.line.clear()
        if list(sheet.questions) != self._model.questions:
            self._close_edit()
            self._model.questions = list(sheet.questions)
            self._show()
        self._show_progress()
        self.left_over.look(sheet, again=True)

    def look_back(self, sheet: VisitSheet) -> None:
        """Offer what was left open before the visit of a sheet whose account, time or state may have changed."""
        self.left_over.look(sheet)

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
        """Add what is typed in the line, as a question."""
        self._add("question")

    def _add(self, kind: str) -> None:
        text = clean_line(self.line.text())
        if text:
            self.line.clear()
            self._model.questions.append(SheetQuestion(None, text, kind=kind))
            self._show()

    def move_item(self, item: Item | None, by: int) -> None:
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
        """Let Enter add (with Shift homework), or end the change of a row, and Esc end it too."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if is_enter and with_shift and self.line.hasFocus() and self.line.text().strip():
            self._add("homework")
            self.changed.emit()
            return
        if is_enter and not event.modifiers():
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

    def _on_pressed(self, spot: str, item: Item) -> None:
        if spot == "tick":
            self._tick(item)
        else:
            self._remove(item)

    def _tick(self, item: Item) -> None:
        self._replace(item.place, replace(item.question, done=not item.question.done))

    def _switch(self, item: Item) -> None:
        kind = "question" if item.question.kind == "homework" else "homework"
        self._replace(item.place, replace(item.question, kind=kind))

    def _take_over(self, found: Sequence[LeftOver]) -> None:
        """Put what earlier visits left open at the end of the list."""
        self._close_edit()
        self._model.questions += [
            SheetQuestion(None, one.question, kind=one.kind, carried_from_id=one.id, carried_on=one.day)
            for one in found
        ]
        self._show()
        self.view.select(len(self._model.questions) - 1)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _remove(self, item: Item) -> None:
        self._close_edit()
        del self._model.questions[item.place]
        self._show()
        self.changed.emit()

    def _edit(self, item: Item) -> None:
        self._editing = item.place
        self.question.setText(item.question.question)
        self.answer.setText(item.question.answer)
        self.kind.set_current(item.question.kind)
        self._panel.show()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_edit(self) -> None:
        if self._editing is not None:
            before = self._model.questions[self._editing]
            words = self.question.text() if clean_line(self.question.text()) else before.question
            changed = replace(before, question=words, answer=self.answer.text(), kind=self.kind.current())
            self._replace(self._editing, changed)

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
        self.left_over.set_there(self._model.questions)
        self._show_progress()

    def _show_progress(self) -> None:
        questions = self._model.questions
        done = sum(question.done for question in questions)
        self._bar.share = done / len(questions) if questions else 0.0
        self._bar.setVisible(bool(questions))
        self._bar.update()
        self._words.setText(say("{done} of {count} done", done=done, count=len(questions)) if questions else "")
