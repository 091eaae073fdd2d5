"""The accounts that a choice names, each with a tick that can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import outreach_choice
from models.outreach_choice import Candidate, Choice
from models.text.day_words import past_words
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE, _CHECKBOX = 12, 16
_REGION_AT, _SEEN_AT = 0.58, 0.78
"""Where the columns begin, as parts of the row's width."""


class CandidateModel(RowModel[Candidate]):
    """The accounts by name; all of them are ticked until one is left out."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.found: list[int] = []
        self._left_out: set[int] = set()

    def choose(self, choice: Choice) -> None:
        """Show the accounts of another choice; whoever was left out stays so."""
        self.found = self.session.read(outreach_choice.choose, choice)
        self.start_over()

    def read(self, last: Candidate | None, limit: int) -> Sequence[Candidate]:
        """Return the accounts below the last one."""
        first = len(self.rows) if last is not None else 0
        return self.session.read(outreach_choice.candidates, self.found[first : first + limit])

    def chosen(self) -> list[int]:
        """Return the ids of the accounts that are ticked."""
        return [account_id for account_id in self.found if account_id not in self._left_out]

    def is_chosen(self, row: Candidate) -> bool:
        """Return whether an account is ticked."""
        return row.id not in self._left_out

    def toggle(self, row: Candidate) -> None:
        """Leave an account out, or take it in again."""
        self._left_out ^= {row.id}
        index = self.index_of(row.id)
        self.dataChanged.emit(index, index)

    def words(self, row: Candidate) -> str:
        """Return an account in words."""
        said = [row.name, row.above, row.region, seen_words(row.last_visit, self.session.today())]
        if not self.is_chosen(row):
            said.insert(0, say("left out"))
        return language().listing(part for part in said if part)


class CandidateDelegate(RowDelegate):
    """Draws an account: its tick, its name and what stands above it, its region, when it was seen last."""

    radius = 6

    def __init__(self, model: CandidateModel) -> None:
        super().__init__()
        self._model = model

    def hot_spots(self, row: Candidate, rect: QRect) -> dict[str, QRect]:
        """Return where a click ticks: all over the row."""
        return {"tick": rect}

    def paint_row(self, painter: QPainter, rect: QRect, row: Candidate, state: QStyle.StateFlag) -> None:
        """Draw one account."""
        is_chosen = self._model.is_chosen(row)
        middle = rect.top() + rect.height() // 2
        box = QRect(rect.left() + _SIDE, middle - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        paint.checkbox(painter, box, checked=is_chosen, hover=bool(state & QStyle.StateFlag.State_MouseOver))
        left = box.right() + theme.CARD_GAP
        region, seen = (rect.left() + round(rect.width() * part) for part in (_REGION_AT, _SEEN_AT))
        name = QRect(left, rect.top(), max(region - left - theme.GAP, 0), rect.height())
        wide = paint.text(painter, name, row.name, "body_bold", "text" if is_chosen else "text_3")
        paint.text(painter, name.adjusted(wide + theme.GAP, 1, 0, 0), row.above, "caption", "text_3")
        place = QRect(region, rect.top(), seen - region - theme.GAP, rect.height())
        paint.text(painter, place, row.region, "body", "text_2")
        room = QRect(seen, rect.top(), rect.right() - _SIDE - seen, rect.height())
        words = seen_words(row.last_visit, self._model.session.today())
        paint.text(painter, room, words, "body", "text_2" if row.last_visit else "text_3", paint.RIGHT)


class CandidateView(RowView):
    """The list; Space takes an account out or in, and so does a click."""

    def __init__(self, model: CandidateModel, parent: QWidget | None = None) -> None:
        super().__init__(model, CandidateDelegate(model), say("Accounts to reach"), parent=parent)
        self.ticked.connect(model.toggle)
        self._delegate().pressed.connect(lambda _spot, row: model.toggle(row))


def seen_words(last_visit: str | None, today: date) -> str:
    """Return when an account was seen last."""
    return past_words(language(), date.fromisoformat(last_visit), today) if last_visit else say("never")
