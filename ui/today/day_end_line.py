"""The end of the day in one line: how many visits it had, and what is not written up, with the ways in."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QPushButton, QWidget

from models import day_end
from ui import theme
from ui.session import Session
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row


class DayEndLine(QWidget):
    """Looks back on the day when it nears its end; not there before, nor on a day without visits."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._first: int | None = None
        self._words = label("", wrap=True)
        self._write_up = button(say("Write up"), "small")
        self._write_up.clicked.connect(self._open_first)
        self._review = button(say("Review"), "small", name=say("Review of the day and the week"))
        self._review.clicked.connect(lambda: session.open_page("summaries"))
        line = row(self._words, self._write_up, self._review, margins=QMargins(theme.CARD_GAP, 6, 6, 6))
        line.setStretch(0, 1)
        self._frame = frame("sunk", line)
        self.setLayout(column(self._frame))
        self.hide()

    def refresh(self) -> None:
        """Look back on the day again."""
        end = self._session.read(day_end.day_end)
        self.setVisible(end is not None)
        if end is None:
            return
        from models.text import coming_words

        self._first = end.first
        said = coming_words.day_end(language(), end)
        self._words.setText(said)
        self._frame.setAccessibleName(said)
        self._write_up.setVisible(end.first is not None)
        self._write_up.setAccessibleName(say("Write up the first of them"))

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def stops(self) -> list[QPushButton]:
        """Return what can be pressed, in the order it is read."""
        return [self._write_up, self._review]

    def _open_first(self) -> None:
        if self._first is not None:
            self._session.open_record("visit", self._first)
