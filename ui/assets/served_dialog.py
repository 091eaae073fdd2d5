"""Ticking which products of its account a visit serves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import served_products, service
from models.errors import JournalError
from models.served_products import Served
from models.text.day_words import full_date
from ui import theme
from ui.assets.words import version_words
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import label
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_WIDTH, _LIST, _AROUND = 560, 320, 260
_SIDE, _CHECKBOX = 12, 16


class ServedModel(RowModel[Served]):
    """The products of the account, those that are served first."""

    def __init__(self, found: Sequence[Served], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.ticked = {one.asset_id for one in found if one.is_served}
        self.reload()

    def read(self, last: Served | None, limit: int) -> Sequence[Served]:
        """Return all of them at once."""
        return self._found if last is None else ()

    def toggle(self, row: Served) -> None:
        """Tick a product, or take the tick away."""
        self.ticked ^= {row.asset_id}
        index = self.index_of(row.id)
        self.dataChanged.emit(index, index)

    def words(self, row: Served) -> str:
        """Return a product in words."""
        said = [name_words(row), about_words(row)]
        if row.asset_id in self.ticked:
            said.insert(0, say("served"))
        return language().listing(part for part in said if part)


class ServedDelegate(RowDelegate):
    """Draws a product with its tick."""

    radius = 6

    def __init__(self, model: ServedModel) -> None:
        super().__init__()
        self._model = model

    def height(self, row: Served) -> int:
        """Return the height of a row of two lines."""
        return theme.TWO_LINE_ROW

    def hot_spots(self, row: Served, rect: QRect) -> dict[str, QRect]:
        """Return where a click ticks: all over the row."""
        return {"tick": rect}

    def paint_row(self, painter: QPainter, rect: QRect, row: Served, state: QStyle.StateFlag) -> None:
        """Draw one product."""
        middle = rect.top() + rect.height() // 2
        box = QRect(rect.left() + _SIDE, middle - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        is_ticked = row.asset_id in self._model.ticked
        paint.checkbox(painter, box, checked=is_ticked, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        top, left = rect.top() + (rect.height() - 36) // 2, box.right() + theme.CARD_GAP
        room = QRect(left, top, rect.right() - _SIDE - left, 20)
        paint.text(painter, room, name_words(row), "body_bold", "text" if is_ticked else "text_2")
        paint.text(painter, room.translated(0, 20), about_words(row), "caption", "text_2")


class ServedDialog(Dialog):
    """Space or a click ticks; Ctrl+Enter or the button saves."""

    def __init__(self, session: Session, visit_id: int, parent: QWidget | None) -> None:
        super().__init__(say("Products this visit serves"), parent, accept=say("Save"), width=_WIDTH)
        self.session = session
        self._visit_id = visit_id
        self.model = ServedModel(session.read(served_products.servable, visit_id), self)
        self._before = set(self.model.ticked)
        self.view = RowView(self.model, ServedDelegate(self.model), say("Products of the account"))
        self.view.setFixedHeight(self.height_of_list(_LIST, _AROUND))
        self.view.ticked.connect(self.model.toggle)
        self.view.opened.connect(self.model.toggle)
        self.view.itemDelegate().pressed.connect(lambda _spot, row: self.model.toggle(row))  # type: ignore[attr-defined]
        self.fault = label("", "body", "red", wrap=True)
        self.fault.hide()
        if self.model.rows:
            self.body.addWidget(self.view)
        else:
            sentence = say("None of our products stands at this account. Note them on the account’s page first.")
            self.body.addWidget(EmptyState(say("Nothing to serve"), sentence, icon="box"))
            if self.accept_button is not None:
                self.accept_button.setEnabled(False)
        self.body.addWidget(self.fault)
        self.view.select_first()
        self.view.setFocus()

    def accept(self) -> None:
        """Save the ticks; what can't be saved is said below the list."""
        wanted = [one.asset_id for one in self.model.rows if one.asset_id in self.model.ticked]
        try:
            self.session.attempt(service.serve, self._visit_id, wanted)
        except JournalError as error:
            self.fault.setText(error.say(language()))
            self.fault.show()
            return
        super().accept()

    def typed_words(self) -> str:
        """Return the sentence that says what closing would lose, or '' where nothing was ticked yet."""
        return say("What you ticked is not saved yet.") if self.model.ticked != self._before else ""


def name_words(row: Served) -> str:
    """Return a product with its pieces and its version."""
    name = say("{product} × {count}", product=row.product, count=row.quantity) if row.quantity > 1 else row.product
    return say("{left} · {right}", left=name, right=version_words(row.version)) if row.version else name


def about_words(row: Served) -> str:
    """Return where a product stands, its number, and for which day it is served."""
    number = say("no. {number}", number=row.serial_number) if row.serial_number else ""
    due = ""
    if row.due_on:
        due = say("due {day}", day=full_date(language(), date.fromisoformat(row.due_on)))
    words = ""
    for part in filter(None, (row.site, number, due)):
        words = say("{left} · {right}", left=words, right=part) if words else part
    return words
