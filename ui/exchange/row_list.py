"""The rows of an import as a list: whom each is about, what became of it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models.exchange.outcome import RowOutcome, RowState
from models.text.language import Label
from ui import theme, translations
from ui.translations import say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

STATE_NAMES: dict[RowState, Label] = {
    "new": Label("new"),
    "updated": Label("completed"),
    "unchanged": Label("nothing new"),
    "doubtful": Label("doubtful"),
    "refused": Label("refused"),
}

_TONES: dict[RowState, str] = {
    "new": "green",
    "updated": "blue",
    "unchanged": "outlined",
    "doubtful": "amber",
    "refused": "red",
}


class ImportRowModel(RowModel[tuple[int, RowOutcome]]):
    """The rows that a filter lets through, each with its number; all of them are known already."""

    def __init__(self, parent: QObject | None = None, names: Mapping[RowState, Label] = STATE_NAMES) -> None:
        super().__init__(parent)
        self._names = names
        self._all: list[tuple[int, RowOutcome]] = []
        self._wanted = ""

    def show_rows(self, rows: Sequence[RowOutcome], wanted: str = "") -> None:
        """Show rows: those of a state, 'doubts' for all that have reasons and came in or may come in, or all."""
        self._all = list(enumerate(rows))
        self.filter(wanted)

    def filter(self, wanted: str) -> None:
        """Show the rows of another state."""
        self._wanted = wanted
        self.start_over()

    def read(self, last: tuple[int, RowOutcome] | None, limit: int) -> list[tuple[int, RowOutcome]]:
        """Return the next rows that the filter lets through."""
        start = 0 if last is None else last[0] + 1
        return list(islice((row for row in self._all[start:] if is_wanted(row[1], self._wanted)), limit))

    def identity(self, row: tuple[int, RowOutcome]) -> object:
        """Return the number of the row."""
        return row[0]

    def words(self, row: tuple[int, RowOutcome]) -> str:
        """Return the row with its state and its reasons."""
        outcome = row[1]
        parts = (what_it_is(outcome), _detail(outcome), say(self._names[outcome.state]), why(outcome))
        return ", ".join(filter(None, parts))


class ImportRowDelegate(RowDelegate):
    """Draws whom a row is about, its state, and below it the reasons where there are some."""

    def __init__(self, names: Mapping[RowState, Label] = STATE_NAMES) -> None:
        super().__init__()
        self._names = names

    def height(self, row: tuple[int, RowOutcome]) -> int:
        """Return the height of one line, or of two where there are reasons."""
        return theme.TWO_LINE_ROW + 4 if row[1].reasons else theme.ROW

    def paint_row(self, painter: QPainter, rect: QRect, row: tuple[int, RowOutcome], state: QStyle.StateFlag) -> None:
        """Draw one row."""
        outcome = row[1]
        inner = rect.adjusted(12, 0, -12, 0)
        top = QRect(inner.left(), inner.top() + (6 if outcome.reasons else 0), inner.width(), 20)
        if not outcome.reasons:
            top.setHeight(inner.height())
        words = say(self._names[outcome.state])
        pill = paint.pill_width(words)
        paint.pill(painter, top.right() - pill + 1, top.center().y() + 1, words, _TONES[outcome.state])
        room = top.adjusted(0, 0, -pill - 12, 0)
        name = what_it_is(outcome)
        used = paint.text(painter, room, name, "body_bold" if outcome.name else "body")
        paint.text(painter, room.adjusted(used + 12, 0, 0, 0), _detail(outcome), "body", "text_2")
        if outcome.reasons:
            below = QRect(inner.left(), top.bottom() + 2, inner.width(), 20)
            paint.text(painter, below, why(outcome), "caption", "text_2")

    def tip(self, row: tuple[int, RowOutcome], rect: QRect, position: QPoint) -> str:
        """Return all reasons, which one line may be too short for."""
        return "\n".join(reason.say(translations.language()) for reason in row[1].reasons)


def is_wanted(row: RowOutcome, wanted: str) -> bool:
    """Tell whether a filter lets a row through."""
    if wanted == "doubts":
        return bool(row.reasons) and row.state != "refused"
    return not wanted or row.state == wanted


def what_it_is(row: RowOutcome) -> str:
    """Return whom a row is about; of one that could not be read, where it stands."""
    return row.name or (say("{file}, line {row}", file=row.file, row=row.row) if row.row else row.file)


def _detail(row: RowOutcome) -> str:
    day = translations.language().day(row.day) if row.day is not None else ""
    return " · ".join(filter(None, (day, row.detail)))


def why(row: RowOutcome) -> str:
    """Return the reasons of a row in one line."""
    return " ".join(reason.say(translations.language()) for reason in row.reasons)
