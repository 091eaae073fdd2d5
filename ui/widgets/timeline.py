"""The history of an account, a person or a project as a list: months, and what happened, on a line through time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models import timeline
from models.text.day_words import SHORT_MONTH_NAMES, month_name
from models.timeline import Entry
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint, timeline_words
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_FIRST_WINDOW = 30
"""Entries read when a history is opened: more than a screen shows."""
_FURTHER = 8
"""Who goes far back waits once for many more rows, and not again and again for a few."""
_ENTRY, _HEADING = 58, 28
_DATE_RIGHT, _CIRCLE, _CIRCLE_LEFT, _TEXT_LEFT = 56, 28, 66, 108
_TITLE_MIDDLE = 19
_WIDE = 540
"""From this width on there is room for the people at the right."""


@dataclass(frozen=True, slots=True)
class MonthHeading:
    """The heading of a month, by its first day, and the entry that stands above it."""

    month: date
    above: Entry | None


Row = Entry | MonthHeading


class TimelineModel(RowModel[Row]):
    """What happened at an account, with a person or in a project, the newest first, under the names of the months."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.owner: tuple[str, int] | None = None
        self.tree: Sequence[int] = ()
        self.account_id: int | None = None
        """The account that need not be named with each entry."""
        self.show = "everything"

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return the rows below the last one, with a heading wherever a month begins."""
        above = last.above if isinstance(last, MonthHeading) else last
        month = _month(last) if last is not None else None
        rows: list[Row] = []
        for entry in self._entries(above, limit):
            if _month(entry) != month:
                month = _month(entry)
                rows.append(MonthHeading(month, above))
            rows.append(entry)
            above = entry
        return rows[:limit]

    def _entries(self, above: Entry | None, limit: int) -> list[Entry]:
        if self.owner is None:
            return []
        kind, record_id = self.owner
        place = above.place if above is not None else None
        if kind == "account":
            return self.session.read(
                timeline.of_account, record_id, tree=self.tree, show=self.show, below=place, limit=limit
            )
        of_one = timeline.of_contact if kind == "contact" else timeline.of_project
        return self.session.read(of_one, record_id, show=self.show, below=place, limit=limit)

    def row_of_month(self, month: date) -> int:
        """Return the row of the newest entry in a month or before it, reading as far back as it lies; -1 for none."""
        while self.canFetchMore(QModelIndex()) and (not self.rows or _month(self.rows[-1]) >= month):
            self.read_up_to(_FURTHER * max(len(self.rows), _FIRST_WINDOW))
        fitting = (number for number, row in enumerate(self.rows) if isinstance(row, Entry) and _month(row) <= month)
        return next(fitting, len(self.rows) - 1)

    def identity(self, row: Row) -> object:
        """Return what tells an entry or a month from others."""
        return row.month if isinstance(row, MonthHeading) else (row.event, row.id)

    def words(self, row: Row) -> str:
        """Return an entry or a month in words."""
        if isinstance(row, MonthHeading):
            silent = self.silent_after(row)
            after = plural("then {count} month of silence", "then {count} months of silence", silent) if silent else ""
            return language().listing(part for part in (month_name(language(), row.month), after) if part)
        return timeline_words.spoken(row, self.session.today())

    def silent_after(self, row: MonthHeading) -> int:
        """Return how many months went by in a project without anything after this one; of plans there is no telling."""
        today = self.session.today()
        if self.owner is None or self.owner[0] != "project" or self.show != "everything" or row.month > today:
            return 0
        after = min(_month(row.above), today) if row.above is not None else today
        return max((after.year - row.month.year) * 12 + after.month - row.month.month - 1, 0)

    def can_select(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, MonthHeading)

    def reload(self) -> None:
        """Read again as many rows as were loaded; a history that is new here begins with what a screen shows."""
        wanted = max(len(self.rows), _FIRST_WINDOW)
        found = list(self.read(None, wanted))
        self.beginResetModel()
        self.rows = found
        self._complete = len(found) < wanted
        self.endResetModel()


class TimelineDelegate(RowDelegate):
    """Draws an entry: day, icon on the line, title with its marks, text, and at the right who was part of it."""

    has_line = False
    radius = 8

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        self._model = model

    def height(self, row: Row) -> int:
        """Return the height of an entry or of a heading."""
        return _HEADING if isinstance(row, MonthHeading) else _ENTRY

    def has_surface(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, MonthHeading)

    def tip(self, row: Row, rect: QRect, position: QPoint) -> str:
        """Return the whole entry, as its lines may be cut."""
        if isinstance(row, MonthHeading):
            return ""
        marks = timeline_words.mark_words(row)
        return "\n".join(part for part in (timeline_words.text(row), *marks) if part)[:600]

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw an entry or a heading."""
        self._paint_line(painter, rect, row)
        if isinstance(row, MonthHeading):
            self._paint_month(painter, rect.adjusted(_TEXT_LEFT, 0, 0, 0), row)
            return
        self._paint_day(painter, rect, row)
        self._paint_circle(painter, rect, row)
        right = rect.right() - theme.GAP
        room = right - self._paint_right(painter, rect, row, right) - rect.left() - _TEXT_LEFT
        self._paint_title(painter, QRect(rect.left() + _TEXT_LEFT, rect.top() + 9, room, 20), row)
        below = QRect(rect.left() + _TEXT_LEFT, rect.top() + 29, self._room_below(rect, row, right), 20)
        paint.text(painter, below, timeline_words.text(row), "body", "text_2")

    def _paint_month(self, painter: QPainter, rect: QRect, row: MonthHeading) -> None:
        left = paint.text(painter, rect, month_name(language(), row.month), "body_bold", "text_2")
        silent = self._model.silent_after(row)
        if silent:
            words = plural("then {count} month of silence", "then {count} months of silence", silent)
            middle = rect.top() + rect.height() // 2
            paint.pill(painter, rect.left() + left + theme.CARD_GAP, middle, words, "amber")

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row) -> None:
        rows = self._model.rows
        middle = rect.left() + _CIRCLE_LEFT + _CIRCLE // 2
        top = rect.top() + (20 if row is rows[0] else 0)
        last = row is rows[-1] and not self._model.canFetchMore(QModelIndex())
        bottom = rect.top() + _TITLE_MIDDLE if last else rect.bottom() + 1
        painter.fillRect(middle, top, 1, bottom - top, theme.colour("line"))

    def _paint_day(self, painter: QPainter, rect: QRect, row: Entry) -> None:
        day = date.fromisoformat(row.when[:10])
        words = say("{day} {month}", day=day.day, month=SHORT_MONTH_NAMES[day.month - 1])
        paint.text(painter, QRect(rect.left(), rect.top() + 9, _DATE_RIGHT, 20), words, "body", "text_2", paint.RIGHT)

    def _paint_circle(self, painter: QPainter, rect: QRect, row: Entry) -> None:
        icon, ink, fill = timeline_words.mark(row)
        place = QRect(rect.left() + _CIRCLE_LEFT, rect.top() + _TITLE_MIDDLE - _CIRCLE // 2, _CIRCLE, _CIRCLE)
        paint.rounded(painter, place, _CIRCLE / 2, fill or "card", "" if fill else "line")
        paint.icon(painter, place.left() + 7, place.top() + _CIRCLE // 2, icon, ink, 14)

    def _paint_right(self, painter: QPainter, rect: QRect, row: Entry, right: int) -> int:
        """Draw who was part of it, and below at which account if that is another one; return the room it took."""
        if rect.width() < _WIDE:
            return 0
        words = timeline_words.people(row)
        most = min(paint.width(words, "body") + 1, (rect.width() - _TEXT_LEFT) * 2 // 5) if words else 0
        if most:
            place = QRect(right - most, rect.top() + 9, most, 20)
            paint.text(painter, place, words, "body", "text_2", paint.RIGHT)
        wide = self._account_width(rect, row)
        if wide:
            place = QRect(right - wide, rect.top() + 29, wide, 20)
            paint.text(painter, place, row.account, "caption", "text_3", paint.RIGHT)
        return most + theme.CARD_GAP if most else 0

    def _account_width(self, rect: QRect, row: Entry) -> int:
        if not row.account or self._model.account_id == row.account_id or rect.width() < _WIDE:
            return 0
        return min(paint.width(row.account, "caption") + 1, rect.width() // 4)

    def _room_below(self, rect: QRect, row: Entry, right: int) -> int:
        wide = self._account_width(rect, row)
        return right - rect.left() - _TEXT_LEFT - (wide + theme.CARD_GAP if wide else 0)

    def _paint_title(self, painter: QPainter, room: QRect, row: Entry) -> None:
        pills = timeline_words.pills(row, self._model.session.today())
        marks = timeline_words.marks(row)
        beside = sum(paint.pill_width(words) + theme.GAP for words, _ in pills) + len(marks) * 20
        words = QRect(room.left(), room.top(), max(room.width() - beside, 0), room.height())
        token = "text_2" if row.state in ("cancelled", "missed") else "text"
        left = room.left() + paint.text(painter, words, timeline_words.title(row), "body_bold", token) + theme.GAP
        middle = room.top() + room.height() // 2
        for said, tone in pills:
            left += paint.pill(painter, left, middle, said, tone) + theme.GAP
        for icon in marks:
            left += paint.icon(painter, left, middle, icon, "text_3", 14) + 6


class TimelineView(RowView):
    """The history of one account, person or project; Enter or a double click opens what an entry is about."""

    def __init__(self, session: Session, name: str, parent: QWidget | None = None) -> None:
        self.timeline_model = TimelineModel(session)
        super().__init__(self.timeline_model, TimelineDelegate(self.timeline_model), name, parent=parent)
        self.timeline_model.setParent(self)
        self.opened.connect(self._open_entry)

    def show_account(self, account_id: int, tree: Sequence[int] = ()) -> None:
        """Show the history of an account and its branches, from the newest on; `tree` are their ids, if known."""
        self.timeline_model.tree = tree
        self.timeline_model.account_id = account_id
        self._show_owner("account", account_id)

    def show_contact(self, contact_id: int) -> None:
        """Show the history of a person, from the newest on."""
        self._show_owner("contact", contact_id)

    def show_project(self, project_id: int, account_id: int) -> None:
        """Show the history of a project, which is one of that account, from the newest on."""
        self.timeline_model.account_id = account_id
        self._show_owner("project", project_id)

    def show_month(self, month: date) -> None:
        """Go to the newest entry in a month, by its first day, or to the nearest before it."""
        number = self.timeline_model.row_of_month(month)
        if number >= 0:
            index = self.timeline_model.index(number, 0)
            self.setCurrentIndex(index)
            heading = self.timeline_model.index(max(number - 1, 0), 0)
            self.scrollTo(heading, self.ScrollHint.PositionAtTop)

    def set_filter(self, show: str) -> None:
        """Show one kind of entries alone; `show` is a key of models.timeline_kinds.FILTERS."""
        self.timeline_model.show = show
        self.timeline_model.start_over()
        self.scrollToTop()

    def reload(self) -> None:
        """Read again."""
        self.timeline_model.reload()

    def _show_owner(self, kind: str, record_id: int) -> None:
        if self.timeline_model.owner == (kind, record_id):
            self.timeline_model.reload()
            return
        self.timeline_model.owner = (kind, record_id)
        self.timeline_model.start_over()
        self.scrollToTop()

    def _open_entry(self, entry: Entry) -> None:
        record = timeline_words.record_of(entry)
        if record is not None:
            self.timeline_model.session.open_record(*record)


def _month(row: Row) -> date:
    return row.month if isinstance(row, MonthHeading) else date(int(row.when[:4]), int(row.when[5:7]), 1)
