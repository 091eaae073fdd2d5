"""The small dialogs of the Review page: the days of a period, the order of the sections, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from models.errors import InvalidValue
from models.summaries.choosing import Part
from models.summaries.left_out import LeftOut
from models.summaries.periods import Period, parse_period
from models.text.language import Label
from ui import theme
from ui.translations import language, plural, say
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row

_ROW = 30


class PeriodDialog(Dialog):
    """Asks for the first and the last day of a period, in words."""

    chosen = Signal(str)
    """The period as '2026-05-01..2026-05-31'."""

    def __init__(self, period: Period, today: Callable[[], date], parent: QWidget | None) -> None:
        super().__init__(say("Days of the summary"), parent, accept=say("Show these days"))
        self._today = today
        self.first = DateField(today, say("From"), forward=False, edge="start")
        self.last = DateField(today, say("To"), forward=False, edge="end")
        self.first.set_value(period.first.isoformat())
        self.last.set_value(period.last.isoformat())
        self._first_field, self._last_field = field(say("From"), self.first), field(say("To"), self.last)
        self._error = label("", "caption", "red", wrap=True)
        self._error.hide()
        self.body.addLayout(row(self._first_field, self._last_field, spacing=12))
        self.body.addWidget(self._error)
        for one in (self.first, self.last):
            one.changed.connect(self._check)
        self.first.setFocus()

    def accept(self) -> None:
        """Give back the days, once they make a period."""
        words = self._check()
        if words:
            self.chosen.emit(words)
            super().accept()

    def _check(self) -> str:
        """Return the period that is written, or nothing, and say what is wrong with it."""
        first, last = self.first.value(), self.last.value()
        words = f"{first}..{last}" if first and last else ""
        sentence = ""
        if words:
            try:
                parse_period(words, self._today())
            except InvalidValue as error:
                words, sentence = "", error.say(language())
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        if self.accept_button is not None:
            self.accept_button.setEnabled(bool(words))
        return words


class _OrderList(QListWidget):
    """A list whose rows move: by dragging, and by Alt and an arrow."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(by)
        else:
            super().keyPressEvent(event)

    def move_current(self, by: int) -> None:
        """Move the current row up (−1) or down (1), as far as there is room."""
        place = self.currentRow()
        wanted = place + by
        if place >= 0 and 0 <= wanted < self.count():
            self.insertItem(wanted, self.takeItem(place))
            self.setCurrentRow(wanted)


class OrderDialog(Dialog):
    """Puts the sections of a summary into another order."""

    chosen = Signal(list)
    """The keys of the sections, in their new order; an empty list for the usual one."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None) -> None:
        super().__init__(say("Order of the sections"), parent, accept=say("Use this order"), width=360)
        self.list = _OrderList()
        self.list.setAccessibleName(say("Sections"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setFont(theme.font("body"))
        for part in parts:
            item = QListWidgetItem(say(part.title))
            item.setData(Qt.ItemDataRole.UserRole, part.key)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedHeight(len(parts) * _ROW + 4)
        up = button(say("Move up"), "small", "chevron-up", name=say("Move up (Alt+Up)"))
        down = button(say("Move down"), "small", "chevron-down", name=say("Move down (Alt+Down)"))
        up.clicked.connect(lambda: self.list.move_current(-1))
        down.clicked.connect(lambda: self.list.move_current(1))
        usual = button(say("Usual order"), "text")
        usual.clicked.connect(self._use_usual)
        self.body.addWidget(label(say("Key figures always stand at the top, notes at the end."), "caption", "text_2",
                                  wrap=True))  # fmt: skip
        self.body.addWidget(frame("card", column(self.list, margins=theme.SPACE_4)))
        self.body.addLayout(row(up, down, None))
        self.add_button(usual)
        self.list.setFocus()

    def keys(self) -> list[str]:
        """Return the keys of the sections in the order shown."""
        return [str(self.list.item(place).data(Qt.ItemDataRole.UserRole)) for place in range(self.list.count())]

    def accept(self) -> None:
        """Give back the order."""
        self.chosen.emit(self.keys())
        super().accept()

    def _use_usual(self) -> None:
        self.chosen.emit([])
        super().accept()


class LeftOutDialog(Dialog):
    """Says how much is left out of a summary and by which rules; never what it was."""

    def __init__(self, counts: LeftOut, rules: Sequence[Label], parent: QWidget | None) -> None:
        super().__init__(say("What is left out"), parent, width=440)
        counted = count_words(counts)
        self.body.addWidget(label(say("In this period"), "body_bold"))
        for words in counted or [say("Nothing of this period is left out.")]:
            self.body.addWidget(label(words, wrap=True))
        self.body.addWidget(label(say("Always"), "body_bold"))
        for rule in rules:
            self.body.addWidget(label(say(rule), "body", "text_2", wrap=True))


def count_words(counts: LeftOut) -> list[str]:
    """Return a sentence for each kind of thing that is left out of a period."""
    found = []
    if counts.confidential_visits:
        found.append(plural("{count} confidential visit", "{count} confidential visits", counts.confidential_visits))
    if counts.confidential_steps:
        found.append(
            plural(
                "{count} next step or promise that came of them",
                "{count} next steps and promises that came of them",
                counts.confidential_steps,
            )
        )
    if counts.private_notes:
        found.append(plural("Private notes of {count} visit", "Private notes of {count} visits", counts.private_notes))
    if counts.notes:
        found.append(plural("Notes of {count} visit", "Notes of {count} visits", counts.notes))
    return found
