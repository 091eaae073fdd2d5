"""The plans of an account and its branches: how far each is, and what is to be expected of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QStyle, QWidget

from models import plan_lists
from models.plan_lists import PlanLine
from models.text.day_words import short_date
from models.text.plan_words import drift_words, ended_words, progress_words
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.layouts import column, row
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _BAR = 8, 72
_ROW = 54


class PlanListModel(RowModel[PlanLine]):
    """The plans of some accounts, open ones first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._account_ids: tuple[int, ...] = ()

    def show_accounts(self, account_ids: tuple[int, ...]) -> None:
        """Show the plans of other accounts, or those there are now."""
        if account_ids == self._account_ids:
            self.reload()
            return
        self._account_ids = account_ids
        self.start_over()

    def read(self, last: PlanLine | None, limit: int) -> Sequence[PlanLine]:
        """Return the plans below those shown."""
        begin = len(self.rows) if last is not None else 0
        return self._session.read(plan_lists.of_accounts, self._account_ids, limit=limit, offset=begin)

    def words(self, row: PlanLine) -> str:
        """Return a plan in words."""
        progress = progress_words(language(), row.steps_closed, row.steps_all) if row.steps_all else ""
        parts = (row.goal, progress, self.about(row), state(self, row))
        return language().listing([part for part in parts if part])

    def about(self, row: PlanLine) -> str:
        """Return whose plan it is, and until when."""
        target = say("target {day}", day=self.day(row.target_on)) if row.target_on and not row.closed_on else ""
        words = row.account
        for part in filter(None, (row.project, target)):
            words = say("{left} · {right}", left=words, right=part)
        return words

    def day(self, day: str) -> str:
        """Return a day, with its year where it is another one."""
        return short_date(language(), date.fromisoformat(day), self._session.today())


def state(model: PlanListModel, row: PlanLine) -> str:
    """Return how a plan stands: how it ended, or what is to be expected."""
    if row.closed_on:
        return ended_words(language(), row.closed_on, row.outcome)
    drift = drift_words(language(), row.outlook)
    if drift:
        return drift
    expected = row.outlook.expected_on
    return say("expected {day}", day=model.day(expected.isoformat())) if expected else ""


class _PlanDelegate(RowDelegate):
    radius = 6

    def __init__(self, model: PlanListModel) -> None:
        super().__init__()
        self._plans = model

    def height(self, row: PlanLine) -> int:
        return _ROW

    def tip(self, row: PlanLine, rect: QRect, position: QPoint) -> str:
        return row.goal

    def paint_row(self, painter: QPainter, rect: QRect, row: PlanLine, kind: QStyle.StateFlag) -> None:
        top = rect.top() + (rect.height() - 36) // 2
        words = state(self._plans, row)
        behind = row.outlook.drift is not None and row.outlook.drift > 0 and not row.closed_on
        wide = max(paint.width(words, "caption") + 4, 2 * _BAR)
        right = QRect(rect.right() - _SIDE - wide, top, wide, 20)
        self._paint_progress(painter, right, row)
        below = QRect(right.left(), top + 20, wide, 16)
        paint.text(painter, below, words, "caption", "red" if behind else "text_2", paint.RIGHT)
        room = right.left() - rect.left() - _SIDE - theme.CARD_PADDING
        token = "text_2" if row.closed_on else "text"
        paint.text(painter, QRect(rect.left() + _SIDE, top, room, 20), row.goal, "body_bold", token)
        about = QRect(rect.left() + _SIDE, top + 20, room, 16)
        paint.text(painter, about, self._plans.about(row), "caption", "text_2")

    def _paint_progress(self, painter: QPainter, place: QRect, row: PlanLine) -> None:
        if not row.steps_all:
            return
        number = say("{done} of {all}", done=row.steps_closed, all=row.steps_all)
        paint.text(painter, place, number, "caption", "text_2", paint.RIGHT)
        room = max(paint.width(number, "caption"), paint.width(say("{done} of {all}", done=88, all=88), "caption"))
        bar = QRect(place.right() + 1 - room - theme.GAP - _BAR, place.top() + 7, _BAR, 6)
        paint.rounded(painter, bar, 3, "grey_tint")
        if row.steps_closed:
            bar.setWidth(max(round(bar.width() * row.steps_closed / row.steps_all), 6))
            paint.rounded(painter, bar, 3, "accent")


class PlansTab(QWidget):
    """The list, and a button that makes a plan here. Enter shows a plan with its steps."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account: tuple[int, str] | None = None
        self.model = PlanListModel(session)
        self.view = RowView(self.model, _PlanDelegate(self.model), say("Plans"))
        self.model.setParent(self.view)
        self.new_button = button(say("New plan"), icon="plus", name=say("New plan at this account"))
        self._nothing = EmptyState(
            say("No plan yet"),
            say("A plan is a goal with its steps: to win a pursuit, to reach an acceptance, to collect a milestone."),
            say("New plan"),
            icon="steps",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.setLayout(column(row(None, self.new_button), self._stack, spacing=theme.GAP))
        self.view.opened.connect(lambda line: session.open_record("plan", line.id))
        self.new_button.clicked.connect(self.new_plan)
        self._nothing.pressed.connect(self.new_plan)

    def show_accounts(self, account_ids: tuple[int, ...], name: str) -> None:
        """Show the plans of an account, the first of its tree, and of its branches."""
        self._account = (account_ids[0], name)
        self.model.show_accounts(account_ids)
        self._stack.setCurrentWidget(self.view if self.model.rows else self._nothing)
        self.new_button.setVisible(bool(self.model.rows))

    def new_plan(self) -> None:
        """Open the editor for a new plan at the account."""
        from ui.steps.plan_editor import PlanEditor

        PlanEditor(self._session, self.window(), account=self._account).open()
