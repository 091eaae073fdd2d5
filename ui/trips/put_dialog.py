"""Choosing the visits that belong to a trip, among those around its days."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import trip_lists, trips
from models.errors import JournalError
from models.visit_lists import VisitLine
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.trips.visit_rows import TripVisitDelegate, TripVisitsModel
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.rows import RowView

_WIDTH, _LIST_HEIGHT, _AROUND = 760, 380, 192
_CHECKBOX, _SIDE = 16, 12


class ChosenVisitsModel(TripVisitsModel):
    """Visits of which some are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: dict[int, None] = {}

    def toggle(self, row: VisitLine) -> None:
        """Tick a visit, or take the tick away."""
        if row.id in self.chosen:
            del self.chosen[row.id]
        else:
            self.chosen[row.id] = None
        index = self.index_of(row.id)
        self.dataChanged.emit(index, index)

    def words(self, row: VisitLine) -> str:
        """Return a visit in words, and whether it is ticked."""
        state = say("chosen") if row.id in self.chosen else say("not chosen")
        return language().listing((state, super().words(row)))


class _ChosenVisitDelegate(TripVisitDelegate):
    """Draws a visit with its tick."""

    def __init__(self, model: ChosenVisitsModel) -> None:
        super().__init__()
        self._model = model

    def hot_spots(self, row: VisitLine, rect: QRect) -> dict[str, QRect]:
        """Return where a click ticks: all over the row."""
        return {"tick": rect}

    def paint_row(self, painter: QPainter, rect: QRect, row: VisitLine, state: QStyle.StateFlag) -> None:
        """Draw the tick, and the visit beside it."""
        middle = rect.top() + rect.height() // 2
        box = QRect(rect.left() + _SIDE, middle - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        paint.checkbox(painter, box, checked=row.id in self._model.chosen, hover=hover)
        super().paint_row(painter, rect.adjusted(_SIDE + _CHECKBOX, 0, 0, 0), row, state)


class ChosenVisitsView(RowView):
    """The list; Space ticks a visit or takes the tick away, and so does a click."""

    def __init__(self, model: ChosenVisitsModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, _ChosenVisitDelegate(model), name, parent=parent)
        model.setParent(self)
        self.ticked.connect(model.toggle)
        self._delegate().pressed.connect(lambda _spot, row: model.toggle(row))


class VisitsDialog(Dialog):
    """What the dialogs have in common that put visits into a trip: the list, how many are ticked, and what is wrong."""

    def __init__(
        self, session: Session, title: str, name: str, parent: QWidget | None, *, height: int, around: int
    ) -> None:
        super().__init__(title, parent, accept=say("Add them"), width=_WIDTH)
        self._session = session
        self.model = ChosenVisitsModel()
        self.view = ChosenVisitsView(self.model, name)
        self.view.setFixedHeight(self.height_of_list(height, around))
        self.count = label("", "body", "text_2")
        self.problem = label("", "body", "red", wrap=True)
        self.problem.hide()
        self.body.setSpacing(theme.GAP)
        self.model.dataChanged.connect(lambda *_: self._show_count())

    def trip_id(self) -> int | None:
        """Return the trip the visits go into, or None while there is none."""
        raise NotImplementedError

    def accept(self) -> None:
        """Put the visits into the trip and close."""
        chosen, trip_id = list(self.model.chosen), self.trip_id()
        if not chosen or trip_id is None:
            return
        try:
            self._session.attempt(trips.put_visits, chosen, trip_id)
        except JournalError as error:
            self.problem.setText(error.say(language()))
            self.problem.show()
            return
        added = plural("{count} visit added to the trip", "{count} visits added to the trip", len(chosen))
        self._session.say(added, can_undo=True)
        super().accept()

    def _show_count(self) -> None:
        chosen = len(self.model.chosen)
        self.count.setText(plural("{count} visit chosen", "{count} visits chosen", chosen))
        assert self.accept_button is not None
        self.accept_button.setEnabled(chosen > 0 and self.trip_id() is not None)


class PutVisitsDialog(VisitsDialog):
    """Space ticks a visit, Enter puts all ticked ones into the trip."""

    def __init__(self, session: Session, trip_id: int, parent: QWidget | None) -> None:
        title = say("Visits of {trip}", trip=session.read(trips.get, trip_id).name)
        name = say("Visits that belong to no trip")
        super().__init__(session, title, name, parent, height=_LIST_HEIGHT, around=_AROUND)
        self._trip_id = trip_id
        hint = say("Visits of these days, and of a week around them, that belong to no trip yet.")
        for part in (label(hint, "body", "text_2", wrap=True), self.view, self.count, self.problem):
            self.body.addWidget(part)
        self.model.show(session.read(trip_lists.near, trip_id))
        self.view.opened.connect(lambda _row: self.accept())
        self._show_count()
        self.view.select_first()
        self.view.setFocus()

    def trip_id(self) -> int | None:
        """Return the trip."""
        return self._trip_id
