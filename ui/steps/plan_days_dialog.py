"""Days that would fit the steps of a plan: shown beside the days they have, and taken over at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import plan_order, plan_sheets
from models.errors import JournalError
from models.plan_sheets import PlanSheet
from models.row_class import row_class
from models.text.day_words import near_date
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_BOX = 16
_LINES_SHOWN = 8


@row_class
class SuggestedDay:
    """A step with the day it has and one that would fit; `taken` is whether it is to be taken over."""

    id: int
    title: str
    due_on: str | None
    fits: date
    taken: bool


class SuggestedDayModel(RowModel[SuggestedDay]):
    """The steps for which there is a day."""

    def __init__(self, session: Session, days: Sequence[SuggestedDay]) -> None:
        super().__init__()
        self._session = session
        self._days = list(days)
        self.start_over()

    def read(self, last: SuggestedDay | None, limit: int) -> Sequence[SuggestedDay]:
        """Return all of them at once."""
        return tuple(self._days) if last is None else ()

    def words(self, row: SuggestedDay) -> str:
        """Return a step and its day in words."""
        state = say("ticked") if row.taken else say("not ticked")
        return language().listing((row.title, self.days(row), state))

    def days(self, row: SuggestedDay) -> str:
        """Return the day a step has and the one that fits: 'Tue 19 May → Mon 25 May'."""
        today = self._session.today()
        fits = near_date(language(), row.fits, today)
        if row.due_on is None:
            return fits
        return say(
            "{before} → {after}", before=near_date(language(), date.fromisoformat(row.due_on), today), after=fits
        )

    def toggle(self, row: SuggestedDay) -> None:
        """Take a day over, or leave it."""
        place = next(place for place, one in enumerate(self._days) if one.id == row.id)
        self._days[place] = SuggestedDay(row.id, row.title, row.due_on, row.fits, not row.taken)
        self.reload()

    def taken(self) -> dict[int, date]:
        """Return the days that are to be taken over, by the ids of their steps."""
        return {one.id: one.fits for one in self._days if one.taken}


class _DayDelegate(RowDelegate):
    radius = 6

    def __init__(self, model: SuggestedDayModel) -> None:
        super().__init__()
        self._days = model

    def hot_spots(self, row: SuggestedDay, rect: QRect) -> dict[str, QRect]:
        return {"tick": QRect(rect.left(), rect.top(), _BOX + 20, rect.height())}

    def tip(self, row: SuggestedDay, rect: QRect, position: QPoint) -> str:
        return row.title

    def paint_row(self, painter: QPainter, rect: QRect, row: SuggestedDay, state: QStyle.StateFlag) -> None:
        middle = rect.top() + rect.height() // 2
        box = QRect(rect.left() + 8, middle - _BOX // 2, _BOX, _BOX)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        paint.checkbox(painter, box, checked=row.taken, hover=hover)
        words = self._days.days(row)
        beside = paint.width(words, "body") + 2
        place = QRect(rect.right() - beside - 8, rect.top(), beside, rect.height())
        paint.text(painter, place, words, "body", "accent" if row.taken else "text_3", paint.RIGHT)
        room = QRect(box.right() + 12, rect.top(), place.left() - box.right() - 24, rect.height())
        paint.text(painter, room, row.title, "body")


class PlanDaysDialog(Dialog):
    """Space or a click leaves a step out; one Undo takes all days back."""

    def __init__(self, session: Session, sheet: PlanSheet, parent: QWidget | None) -> None:
        super().__init__(say("Days that would fit"), parent, accept=say("Take these days"), width=560)
        self._session, self._plan = session, sheet.plan
        days = session.read(plan_sheets.fitting_days, sheet)
        self.model = SuggestedDayModel(
            session,
            [SuggestedDay(one.id, one.title, one.due_on, days[one.id], True) for one in sheet.steps if one.id in days],
        )
        delegate = _DayDelegate(self.model)
        self.list = RowView(self.model, delegate, say("Days that would fit"))
        self.list.setFixedHeight(min(max(len(self.model.rows), 1), _LINES_SHOWN) * theme.ROW + 2)
        self.list.ticked.connect(self._toggle)
        self.list.opened.connect(self._toggle)
        delegate.pressed.connect(lambda _spot, row: self._toggle(row))
        self._problem = label("", "body", "red", wrap=True)
        self._problem.hide()
        hint = say(
            "Steps without a day are spread up to the target; what comes after a late step moves along with it. "
            "All are working days."
        )
        self.body.addWidget(label(hint, "body", "text_2", wrap=True))
        self.body.addWidget(self.list)
        self.body.addWidget(self._problem)
        self.list.select_first()
        self.list.setFocus()

    def accept(self) -> None:
        """Give the steps their days."""
        taken = self.model.taken()
        if taken:
            try:
                self._session.attempt(plan_order.set_days, self._plan.id, taken)
            except JournalError as error:
                self._problem.setText(error.say(language()))
                self._problem.show()
                return
            said = plural("{count} step has a new day", "{count} steps have new days", len(taken))
            self._session.say(said, can_undo=True)
        super().accept()

    def _toggle(self, row: SuggestedDay) -> None:
        self.model.toggle(row)
        if self.accept_button is not None:
            self.accept_button.setEnabled(bool(self.model.taken()))
