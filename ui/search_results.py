"""What a search of everything that was written has found, the newest first, and the way to each of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import search
from models.errors import JournalError
from models.search import Hit
from models.text.day_words import near_date
from models.text.language import Label
from ui import translations
from ui.background import Background
from ui.session import Session
from ui.translations import plural, say
from ui.widgets import paint
from ui.widgets.dialog import Dialog
from ui.widgets.labels import label
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView
from ui.workers import beside

_MOST = 200
"""Records that are looked for; whoever wants another one narrows the search."""
_KINDS = {
    "account": ("accounts", Label("Account")),
    "contact": ("person", Label("person")),
    "visit": ("visits", Label("Visit")),
    "step": ("steps", Label("Next step")),
}
_HEIGHT = 60
_WIDTH = 640
_TITLE_ROOM = 400
"""Pixels of the title that the words looked for may take."""


class _HitModel(RowModel[Hit]):
    """All hits at once: there are never many."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.found: Sequence[Hit] = ()

    def read(self, last: Hit | None, limit: int) -> Sequence[Hit]:
        return self.found if last is None else ()

    def words(self, row: Hit) -> str:
        return ", ".join(part for part in (say(_KINDS[row.kind][1]), row.title, row.account, row.snippet) if part)


class _HitDelegate(RowDelegate):
    """Two lines: what it is and when, and the words around what was looked for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: Hit) -> int:
        return _HEIGHT

    def paint_row(self, painter: QPainter, rect: QRect, row: Hit, state: QStyle.StateFlag) -> None:
        paint.icon(painter, rect.left() + 10, rect.top() + 20, _KINDS[row.kind][0])
        when = near_date(translations.language(), date.fromisoformat(row.when[:10]), self._session.today())
        wide = paint.width(when, "caption") + 16
        upper = QRect(rect.left() + 38, rect.top() + 10, rect.width() - 38 - wide, 20)
        used = paint.text(painter, upper, row.title, "body_bold")
        beside_title = upper.adjusted(used + 8, 0, 0, 0)
        if row.account and row.account != row.title and beside_title.width() > 40:
            paint.text(painter, beside_title, row.account, "body", "text_2")
        paint.text(painter, QRect(upper.right(), upper.top(), wide - 8, 20), when, "caption", "text_3", paint.RIGHT)
        lower = QRect(upper.left(), rect.top() + 31, rect.width() - 48, 18)
        paint.text(painter, lower, row.snippet, "caption", "text_2")


class SearchResults(Dialog):
    """The records that hold every word; Enter opens one. The journal is read beside the window, so nothing waits."""

    def __init__(self, session: Session, text: str, parent: QWidget | None) -> None:
        super().__init__(say("Found for “{text}”", text=_shortened(text)), parent, width=_WIDTH)
        self._session = session
        self._text = text
        self._model = _HitModel(self)
        self._view = RowView(self._model, _HitDelegate(session), say("Found"), open_on_click=True)
        self._view.setMinimumHeight(360)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # as long as there is nothing in it
        self._view.opened.connect(self._open)
        self._said = label(say("Searching…"), "body", "text_2")
        self.body.addWidget(self._said)
        self.body.addWidget(self._view)
        self._background = Background(self)
        self._background.run("search", self._search, self._show, self._fail)

    def _search(self) -> list[Hit]:
        with beside(self._session.journal) as own:
            return search.search(own, self._text, _MOST)

    def _show(self, found: Sequence[Hit]) -> None:
        self._model.found = found
        self._model.start_over()
        if not found:
            self._said.setText(say("Nothing in this journal holds all of these words."))
        elif len(found) == _MOST:
            self._said.setText(say("The newest {count}; add a word to find less.", count=_MOST))
        else:
            self._said.setText(plural("{count} found", "{count} found", len(found)))
        if found:
            self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._view.setFocus()
            self._view.select_first()

    def _fail(self, error: JournalError) -> None:
        self._said.setText(error.say(translations.language()))

    def _open(self, row: Hit) -> None:
        self.accept()
        self._session.open_record(row.kind, row.id)


def _shortened(text: str) -> str:
    return paint.metrics("panel_title").elidedText(text, Qt.TextElideMode.ElideRight, _TITLE_ROOM)
