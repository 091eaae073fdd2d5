"""The steps of a plan in its panel: small rows with a check box, a date, and what a step waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QWidget

from models import plan_order
from models.step_lists import StepItem
from models.text.day_words import day_and_month, short_date
from ui.session import Session
from ui.steps.lines import StepLine, StepListView
from ui.steps.words import due_of, row_words
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.menus import add, add_menu, new_menu, show
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_ROW, _WAITING_ROW = 30, 46
_CHECKBOX = 16
SHOWN_CLOSED = 3
"""So many of the closed steps at the beginning are shown; the earlier ones only when they are wanted."""


class PlanStepModel(RowModel[StepItem]):
    """The steps of a plan in their order, without those closed long before."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._steps: tuple[StepItem, ...] = ()
        self._hidden = 0

    def set_steps(self, steps: Sequence[StepItem], *, shows_all: bool) -> None:
        """Show the steps of a plan, all of them or without the earlier closed ones; what is selected stays so."""
        closed = next((place for place, step in enumerate(steps) if step.closed_at is None), len(steps))
        self._hidden = 0 if shows_all else max(closed - SHOWN_CLOSED, 0)
        is_another = not self._steps or not steps or self._steps[0].plan_id != steps[0].plan_id
        self._steps = tuple(steps[self._hidden :])
        if is_another:
            self.start_over()
        else:
            self.reload()

    def hidden(self) -> int:
        """Return how many closed steps at the beginning are not shown."""
        return self._hidden

    def read(self, last: StepItem | None, limit: int) -> Sequence[StepItem]:
        """Return the steps below one."""
        start = next((place + 1 for place, step in enumerate(self._steps) if last and step.id == last.id), 0)
        return self._steps[start : start + limit]

    def words(self, row: StepItem) -> str:
        """Return a step in words, and what it waits for."""
        words = row_words(self._session, row)
        return language().listing((words, after_words(row))) if row.after else words


def after_words(row: StepItem) -> str:
    """Return what a step of a plan waits for."""
    return say("after: {title}", title=row.after)


class PlanStepDelegate(RowDelegate):
    """Draws a step of a plan: check box, title, and the day it is due or was closed."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: StepItem) -> int:
        """Return the height of a row."""
        return _WAITING_ROW if row.after else _ROW

    def hot_spots(self, row: StepItem, rect: QRect) -> dict[str, QRect]:
        """Return where the check box takes a click."""
        return {"tick": QRect(rect.left(), rect.top(), _CHECKBOX + 8, rect.height())}

    def tip(self, row: StepItem, rect: QRect, position: QPoint) -> str:
        """Return the whole title, and what the check box does."""
        if self.hot_spots(row, rect)["tick"].contains(position):
            return say("Open again (Space)") if row.closed_at else say("Done (Space)")
        return f"{row.title}\n{after_words(row)}" if row.after else row.title

    def paint_row(self, painter: QPainter, rect: QRect, row: StepItem, state: QStyle.StateFlag) -> None:
        """Draw a step; what waits for another one is quiet, and says for which."""
        line = QRect(rect.left(), rect.top(), rect.width(), _ROW)
        middle = line.top() + _ROW // 2
        box = QRect(line.left(), middle - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        paint.checkbox(
            painter,
            box,
            checked=row.closed_at is not None,
            hover=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        words, token = self._day_of(row)
        beside = paint.width(words, "caption")
        room = QRect(box.right() + 11, line.top(), line.width() - _CHECKBOX - 10 - beside - 10, _ROW)
        paint.text(painter, room, row.title, "body", "text_2" if row.closed_at or row.after else "text")
        place = QRect(line.right() - beside - 1, line.top(), beside + 2, _ROW)
        paint.text(painter, place, words, "caption", token, paint.RIGHT)
        if row.after:
            below = QRect(room.left(), line.bottom() - 5, rect.right() - room.left() - 8, 16)
            paint.text(painter, below, after_words(row), "caption", "text_3")

    def _day_of(self, row: StepItem) -> tuple[str, str]:
        """Return the day at the right of a step and its colour."""
        if row.closed_at:
            return day_and_month(language(), date.fromisoformat(row.closed_at[:10])), "text_3"
        due = due_of(self._session, row)
        if due.tone == "plain" and row.due_on:
            return short_date(language(), date.fromisoformat(row.due_on), self._session.today()), "text_2"
        return due.text, paint.TONES[due.tone]


class PlanStepView(StepListView):
    """The steps of a plan: besides what every list of steps can do, Alt+Up and Alt+Down move one, and A says which one
    it comes after.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a step, or say what it comes after."""
        item = self.current_row()
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if isinstance(item, StepItem) and by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(item, by)
        elif isinstance(item, StepItem) and event.key() == Qt.Key.Key_A and not event.modifiers():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
            show(self.after_menu(item, self), place)
        else:
            super().keyPressEvent(event)

    def after_menu(self, item: StepItem, parent: QWidget) -> QMenu:
        """Return the menu of the steps that one can come after."""
        menu = new_menu(say("Comes after"), parent)
        found = self.session.read(plan_order.choices, item.id)
        add(menu, say("No other step"), partial(self._follow, item, None, ""))
        menu.addSeparator()
        for other_id, title in found:
            add(menu, title, partial(self._follow, item, other_id, title))
        return menu

    def _follow(self, item: StepItem, after_id: int | None, title: str) -> None:
        if self.session.run(plan_order.follow, item.id, after_id) is None:
            return
        alone = say("{title} comes after no other step", title=item.title)
        said = say("{title} comes after {other}", title=item.title, other=title) if title else alone
        self.session.say(said, can_undo=True)

    def _move(self, item: StepItem, by: int) -> None:
        self.session.run(plan_order.move, item.id, by)
        self.select(item.id)

    def _show_menu(self, item: StepLine, place: QPoint) -> None:
        """Show the menu of a step, with its place in the plan."""
        if not isinstance(item, StepItem):
            return
        from ui.steps import menus

        items = self.chosen_items(item)
        menu = menus.step_menu(self.session, items, self, lambda: self.open_row(item))
        if len(items) == 1:
            menu.addSeparator()
            add_menu(menu, self.after_menu(item, menu), "hourglass", "A")
            add(menu, say("Move up"), partial(self._move, item, -1), "chevron-up", say("Alt+Up"))
            add(menu, say("Move down"), partial(self._move, item, 1), "chevron-down", say("Alt+Down"))
        show(menu, place)
