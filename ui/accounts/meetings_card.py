"""The meetings with an account that come back: when the next one is, and how many were missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.text import day_words
from models.text.field_words import CHANNEL_NAMES, LEVEL_NAMES
from models.visit_series import MeetingSeries
from ui import theme
from ui.session import Session
from ui.translations import capital, language, plural, say
from ui.visits.series_part import history_words, missed_words
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_ROW = 72


class MeetingsModel(RowModel[MeetingSeries]):
    """The series of meetings with an account."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: Sequence[MeetingSeries] = ()

    def show(self, found: Sequence[MeetingSeries]) -> None:
        """Show the meetings with another account, or as they are now."""
        if list(found) != self.rows:
            self._known = found
            self.start_over()

    def read(self, last: MeetingSeries | None, limit: int) -> Sequence[MeetingSeries]:
        """Return all rows at once."""
        return self._known if last is None else ()

    def identity(self, row: MeetingSeries) -> object:
        """Return the id of the series."""
        return row.series_id

    def words(self, row: MeetingSeries) -> str:
        """Return a meeting in words."""
        parts = (title(row), level(row), next_words(row, self._session.today()), missed_words(row), history_words(row))
        return language().listing(filter(None, parts))


class MeetingsDelegate(RowDelegate):
    """Draws a meeting: what it is about, how often and when next, and how many were missed."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def height(self, row: MeetingSeries) -> int:
        """Return the height of a row."""
        return _ROW

    def tip(self, row: MeetingSeries, rect: QRect, position: QPoint) -> str:
        """Return what has no room in the row."""
        return "\n".join(filter(None, (title(row), history_words(row), missed_words(row))))

    def paint_row(self, painter: QPainter, rect: QRect, row: MeetingSeries, state: QStyle.StateFlag) -> None:
        """Draw one row of three lines."""
        left, room = rect.left(), rect.width() - 4
        line = QRect(left, rect.top() + 6, room, 20)
        paint.text(painter, line, title(row), "body", "text")
        line.translate(0, 20)
        today = self._session.today()
        token = "amber" if row.start[:10] < today.isoformat() else "text_2"
        paint.text(painter, line, next_words(row, today), "caption", token)
        line.translate(0, 20)
        middle, used = line.center().y(), 0
        if row.level:
            used = paint.pill(painter, left, middle, level(row), "plain") + theme.GAP
        if row.missed:
            words = plural("{count} missed in a year", "{count} missed in a year", len(row.missed))
            used += paint.pill(painter, left + used, middle, words, "amber") + theme.GAP
        rest = QRect(left + used, line.top(), room - used, line.height())
        paint.text(painter, rest, _last_words(row), "caption", "text_3")


class MeetingsCard(QFrame):
    """The card, hidden where no meeting comes back. Enter opens the visit that is planned next."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Regular meetings"))
        self.model = MeetingsModel(session)
        self.view = RowView(self.model, MeetingsDelegate(session), say("Regular meetings"), fit_content=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        self.setLayout(column(label(say("Regular meetings"), "body_bold"), self.view, spacing=4, margins=16))
        self.view.opened.connect(lambda row: session.open_record("visit", row.visit_id))
        self.hide()

    def show_meetings(self, found: Sequence[MeetingSeries]) -> None:
        """Show the meetings with another account, or as they are now."""
        self.model.show(found)
        self.setVisible(bool(found))


def title(row: MeetingSeries) -> str:
    """Return what a meeting is about, or how it is held where nothing says so."""
    return row.purpose or capital(say(CHANNEL_NAMES[row.channel]))


def level(row: MeetingSeries) -> str:
    """Return the highest level of those who take part, or nothing."""
    return say(LEVEL_NAMES[row.level]) if row.level else ""


def next_words(row: MeetingSeries, today: date) -> str:
    """Return when a meeting is next, or was to be, and how often: 'Thu 14 May · every quarter'."""
    from models.text.repetitions import words

    found, repetition = date.fromisoformat(row.start[:10]), words(language(), row.repeats)
    day = day_words.near_date(language(), found, today)
    if found < today:
        return say("was due {day} · {repetition}", day=day, repetition=repetition)
    return say("next {day} · {repetition}", day=day, repetition=repetition)


def _last_words(row: MeetingSeries) -> str:
    if not row.last_held:
        return say("not held yet")
    return say("last {day}", day=day_words.day_and_month(language(), date.fromisoformat(row.last_held)))
