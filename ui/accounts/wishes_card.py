"""What the branches of an account ask for: their requests and what visits heard, said once however many ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.branch_wishes import Wish
from models.text.day_words import past_words
from models.text.field_words import KIND_NAMES
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SHOWN = 4
"""So many wishes are shown; the rest is counted, and shown when that is pressed."""
_ROW, _MORE = 54, 30


@dataclass(frozen=True, slots=True)
class More:
    """How many wishes there are beyond those shown."""

    count: int


Row = Wish | More


class WishesModel(RowModel[Row]):
    """The wishes, the most wanted first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wishes: Sequence[Wish] = ()
        self._shows_all = False

    def show(self, wishes: Sequence[Wish], *, other: bool) -> None:
        """Show the wishes at another account, or as they are now."""
        if other:
            self._shows_all = False
        if other or list(wishes) != list(self._wishes):
            self._wishes = wishes
            self.start_over()

    def show_all(self) -> None:
        """Show those too that were only counted."""
        self._shows_all = True
        self.start_over()

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return all rows at once."""
        if last is not None:
            return ()
        if self._shows_all or len(self._wishes) <= _SHOWN + 1:
            return self._wishes
        return [*self._wishes[:_SHOWN], More(len(self._wishes) - _SHOWN)]

    def identity(self, row: Row) -> object:
        """Return what tells a wish from others."""
        return (row.kind, row.record_id) if isinstance(row, Wish) else row

    def words(self, row: Row) -> str:
        """Return a row in words."""
        if isinstance(row, More):
            return more_words(row)
        return language().listing((kind_words(row), row.title, *row.branches, when(row, self._session.today())))


def kind_words(wish: Wish) -> str:
    """Return whether somebody asked for it, or expects it."""
    return say(KIND_NAMES["request"]) if wish.kind == "request" else say("expectation")


def who(wish: Wish) -> str:
    """Return the branch that asks, or how many do."""
    if len(wish.branches) == 1:
        return wish.branches[0]
    return plural("{count} branch", "{count} branches", len(wish.branches))


def when(wish: Wish, today: date) -> str:
    """Return how long ago it was asked for last."""
    return past_words(language(), date.fromisoformat(wish.asked_on), today)


def more_words(row: More) -> str:
    """Return how many wishes are not shown."""
    return plural("{count} more", "{count} more", row.count)


class WishesDelegate(RowDelegate):
    """Draws a wish, and below it who asks for it and since when."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: Row) -> int:
        """Return the height of a row."""
        return _MORE if isinstance(row, More) else _ROW

    def tip(self, row: Row, rect: QRect, position: QPoint) -> str:
        """Return the whole wish, and all branches that ask."""
        return "" if isinstance(row, More) else "\n".join((row.title, *row.branches))

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        if isinstance(row, More):
            paint.text(painter, rect, more_words(row), "caption", "accent")
            return
        room = rect.width() - 4
        paint.text(painter, QRect(rect.left(), rect.top() + 6, room, 20), row.title, "body")
        middle = rect.top() + 38
        tone = "request" if row.kind == "request" else "plain"
        used = paint.pill(painter, rect.left(), middle, kind_words(row), tone) + theme.GAP
        line = QRect(rect.left() + used, middle - 10, room - used, 20)
        ago = when(row, self._session.today())
        right = paint.width(ago, "caption") + theme.GAP
        paint.text(painter, line.adjusted(0, 0, -right, 0), who(row), "caption", "text_2")
        paint.text(painter, line, ago, "caption", "text_3", paint.RIGHT)


class WishesCard(QFrame):
    """The card, hidden where no branch asks for anything. Enter opens the step or the visit that says it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._account_id: int | None = None
        name = say("What the branches ask for")
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self.model = WishesModel(session)
        self.view = RowView(self.model, WishesDelegate(session), name, fit_content=True, open_on_click=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        self.setLayout(column(label(name, "body_bold"), self.view, spacing=4, margins=theme.CARD_PADDING))
        self.view.opened.connect(self._open)
        self.hide()

    def show_wishes(self, account_id: int, wishes: Sequence[Wish]) -> None:
        """Show what the branches of an account ask for."""
        self.model.show(wishes, other=account_id != self._account_id)
        self._account_id = account_id
        self.setVisible(bool(wishes))

    def _open(self, row: Row) -> None:
        if isinstance(row, More):
            self.model.show_all()
        elif row.kind == "request":
            from ui.steps.editor import edit_step

            edit_step(self._session, row.record_id, self)
        else:
            self._session.open_record("visit", row.record_id)
