"""A column of the pipeline: the stage with its sums, and its projects as cards that go to another stage by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from models import money
from models.pipeline import Column, PipelineProject, Sum
from models.stages import Stage
from ui import theme
from ui.projects.list_model import DEED_KEYS
from ui.projects.words import value_words
from ui.translations import language, plural, say
from ui.widgets import drag_hand, paint
from ui.widgets.layouts import column
from ui.widgets.row_delegate import Index, RowDelegate
from ui.widgets.rows import RowModel, RowView
from ui.widgets.tips import plain

FORMAT = "application/x-rounds-project"
"""What is dragged: a project's id as JSON."""

NARROWEST = 152
_SIDE, _GAP = 10, 6
_CARD = 100
_LINE = 18
_SURE = 100


class CardModel(RowModel[PipelineProject]):
    """The projects of a stage."""

    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[PipelineProject] = ()

    def show(self, projects: Sequence[PipelineProject]) -> None:
        """Show other projects, or the same ones as they are now."""
        self._known = projects
        self.reload()

    def read(self, last: PipelineProject | None, limit: int) -> Sequence[PipelineProject]:
        """Return the projects below the last one."""
        first = len(self.rows) if last is not None else 0
        return self._known[first : first + limit]

    def words(self, row: PipelineProject) -> str:
        """Return a project in words."""
        return language().listing(part for part in (row.name, row.account, *card_words(row)) if part)


def card_words(row: PipelineProject) -> tuple[str, str, str, str]:
    """Return what a project is worth, how likely it is, how long it is in its stage, and how long nobody was there."""
    is_open = row.probability is not None and row.probability < _SURE and not row.is_won
    percent = say("{percent} %", percent=row.probability) if is_open else ""
    value = value_words(row.value_minor, row.currency)
    days = plural("{count} day here", "{count} days here", row.days) if row.days is not None else ""
    quiet = plural("quiet {count} day", "quiet {count} days", row.silent_days) if row.silent_days is not None else ""
    return value, percent, days, quiet


def _broken(name: str, room: int) -> list[str]:
    """Return a name on one line, or on two: broken at a space where there is one, else where the room ends."""
    if paint.width(name, "body_bold") <= room:
        return [name]
    end = next(number for number in range(1, len(name) + 1) if paint.width(name[:number], "body_bold") > room) - 1
    end = max(end, 1)
    space = name.rfind(" ", 0, end + 1)
    end = space if space > 0 else end
    return [name[:end], name[end:].strip()]


class _CardDelegate(RowDelegate):
    has_line = False
    radius = 8

    def height(self, row: PipelineProject) -> int:
        return _CARD + _GAP

    def tip(self, row: PipelineProject, rect: QRect, position: QPoint) -> str:
        lines = [row.name, row.account]
        if row.is_slow and row.usual_days is not None:
            usual = plural("Usual here: {count} day", "Usual here: {count} days", row.usual_days)
            lines.append(usual)
        lines += filter(None, card_words(row)[-1:])
        return "\n".join(lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = QStyleOptionViewItem(option)
        card.rect = QRect(option.rect.left(), option.rect.top(), option.rect.width(), _CARD)  # a gap is below it
        paint.rounded(painter, card.rect, self.radius, "card", "line")
        super().paint(painter, card, index)

    def paint_row(self, painter: QPainter, rect: QRect, row: PipelineProject, state: QStyle.StateFlag) -> None:
        inner = rect.adjusted(_SIDE, 7, -_SIDE, -7)
        worth, percent, days, quiet = card_words(row)
        top = QRect(inner.left(), inner.top(), inner.width(), _LINE)
        for line in _broken(row.name, inner.width()):
            paint.text(painter, top, line, "body_bold")
            top.translate(0, _LINE)
        paint.text(painter, top, row.account, "caption", "text_2")
        money_line = QRect(inner.left(), inner.bottom() - 2 * _LINE + 4, inner.width(), _LINE)
        wide = paint.text(painter, money_line, worth, "caption", "text")
        if inner.width() - wide > paint.width(percent, "caption") + 4:
            paint.text(painter, money_line, percent, "caption", "text_3", paint.RIGHT)
        last = money_line.translated(0, _LINE - 2)
        wide = paint.text(painter, last, days, "caption", "amber" if row.is_slow else "text_3")
        room = inner.width() - wide - theme.SPACE_4
        forms = (quiet, say("quiet")) if quiet else ()
        told = next((words for words in forms if paint.width(words, "caption") <= room), "")
        paint.text(painter, last, told, "caption", "amber", paint.RIGHT)


class CardView(RowView):
    """The cards. Arrows to the sides go to the next stage, with Ctrl they take the project along; N makes a new one."""

    beside_wanted = Signal(int)
    """The keys go to a stage so many places further."""
    carried = Signal(object, int)
    """A project is to go to a stage so many places further."""
    new_wanted = Signal()
    deed_wanted = Signal(str, object)
    """What DEED_KEYS names is to be done with a project."""

    def __init__(self, model: CardModel, name: str) -> None:
        super().__init__(model, _CardDelegate(), name, open_on_click=True)
        self._pressed_at: QPoint | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the side, take along, make a new project."""
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        row = self.current_row()
        if side is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if row is not None:
                self.carried.emit(row, side)
        elif side is not None:
            self.beside_wanted.emit(side)
        elif event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_wanted.emit()
        elif event.key() in DEED_KEYS and not event.modifiers() and row is not None:
            self.deed_wanted.emit(DEED_KEYS[event.key()], row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take a card into the hand of the pointer."""
        at, begun = event.position().toPoint(), self._pressed_at
        row = self.rows_model().row_at(self.indexAt(begun)) if begun is not None else None
        far = begun is not None and (at - begun).manhattanLength() >= QApplication.startDragDistance()
        if row is None or not far or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        self._pressed_at = None
        carried = QMimeData()
        carried.setData(FORMAT, json.dumps(row.id).encode())
        drag_hand.drag(self, carried, row.name)


class _Head(QWidget):
    """The name of a stage, how many projects are in it, and what they are worth in each currency."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._count = "", 0
        self._lines: list[str] = []
        self._rows = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.watcher().changed.connect(self.update)

    def show_column(self, found: Column, rows: int) -> None:
        """Show a stage; all heads have room for as many currencies."""
        self._name, self._count, self._rows = found.stage.name or say("No stage yet"), len(found.projects), rows
        self._lines = [money.amount(one.value_minor, one.currency) for one in found.sums]
        self.setToolTip(plain(column_words(found)))
        self.setAccessibleName(column_words(found))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST, 24 + _LINE * self._rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        count = str(self._count) if self._count else ""
        room = QRect(2, 0, self.width() - 4, 22)
        paint.text(painter, room, count, "caption", "text_3", paint.RIGHT)
        paint.text(painter, room.adjusted(0, 0, -paint.width(count, "caption") - 6, 0), self._name, "body_bold")
        for number, words in enumerate(self._lines[: self._rows]):
            place = QRect(2, 22 + _LINE * number, self.width() - 4, _LINE)
            paint.text(painter, place, words, "caption", "text_2")


class StageColumn(QFrame):
    """One stage: its head, and its cards; a card that is dropped here goes to this stage."""

    dropped = Signal(object)
    """The id of a project that was dropped here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunk")
        self.setAcceptDrops(True)
        self.setMinimumWidth(NARROWEST)
        self.stage: Stage | None = None
        self.head = _Head()
        self.model = CardModel()
        self.view = CardView(self.model, "")
        self.model.setParent(self.view)
        self.view.setStyleSheet("background: transparent")
        body = column(self.head, self.view, spacing=4, margins=theme.GAP)
        body.setStretch(1, 1)
        self.setLayout(body)

    def show_column(self, found: Column, rows: int) -> None:
        """Show a stage and its projects; `rows` are the lines of sums that every head has room for."""
        self.stage = found.stage
        self.head.show_column(found, rows)
        self.view.setAccessibleName(column_words(found))
        self.model.show(found.projects)
        reached = Qt.FocusPolicy.StrongFocus if found.projects else Qt.FocusPolicy.NoFocus
        self.view.setFocusPolicy(reached)  # where nothing stands, the focus would not be seen

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a project."""
        if event.mimeData().hasFormat(FORMAT):
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that nothing is about to be dropped."""
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which project was dropped."""
        self._mark(over=False)
        event.acceptProposedAction()
        self.dropped.emit(int(json.loads(bytes(event.mimeData().data(FORMAT).data()))))

    def _mark(self, *, over: bool) -> None:
        self.setProperty("kind", "chosen" if over else "sunk")
        self.style().unpolish(self)
        self.style().polish(self)


def column_words(found: Column) -> str:
    """Return a stage in words: its projects, what they are worth, and how long one usually is in it."""
    count = plural("{count} project", "{count} projects", len(found.projects))
    usual = found.stage.usual_days
    days = plural("usually {count} day", "usually {count} days", usual) if usual else ""
    worth = [sum_words(one) for one in found.sums]
    words = language().listing(part for part in (count, *worth, days) if part)
    return say("{stage}: {words}", stage=found.stage.name or say("No stage yet"), words=words)


def sum_words(one: Sum) -> str:
    """Return what projects of one currency are worth, and what of it is likely."""
    value, weighted = money.amount(one.value_minor, one.currency), money.amount(one.weighted_minor, one.currency)
    return say("{value} ({weighted} weighted)", value=value, weighted=weighted)
