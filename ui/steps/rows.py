"""The rows of a list of steps: which ones, under which headings, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from models import step_lists
from models.row_class import row_class
from models.step_lists import Group, Grouping, StepFilter, StepItem
from models.text.day_words import DueWords
from ui import theme
from ui.session import Session
from ui.steps.words import (
    GROUP_NAMES,
    about_words,
    due_of,
    kind_words,
    owner_words,
    progress_words,
    row_words,
    waits_words,
)
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel

_NOTHING = "nothing"
"""The key of no group: before the first row."""
_CHECKBOX = 16
_HEADING, _FURTHER_HEADING = 32, 40
_WIDE, _MEDIUM = 640, 460
"""From these widths on a row has room for its owner, and for its account."""
_COUNT = 40
"""Room for the count behind a heading."""
_MOST_BESIDE = 0.45
"""How much of the title's room may be taken by what it comes after."""
_LEAST_OWNER = 28
"""With less room than this a name would be nothing but dots."""


@row_class
class GroupHeading:
    """The heading of a group, an account or a plan, with its open steps counted and the step that stands above it.

    `key` is the group, or the id of the account or plan; None is what belongs to none.
    """

    key: Group | int | None
    title: str
    count: int
    above: StepItem | None

    @property
    def id(self) -> tuple[str, object]:
        """What tells this row from others."""
        return ("heading", self.key)


StepLine = StepItem | GroupHeading


class StepRowModel(RowModel[StepLine]):
    """Steps (and plans) that a filter wants, under headings if they are grouped; at most `most` of them."""

    def __init__(
        self,
        session: Session,
        wanted: StepFilter,
        *,
        grouped: bool = False,
        most: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.wanted = wanted
        self._grouped = grouped
        self._most = most
        self._can_drag = False
        self.by: Grouping = "due"
        self.counts: Mapping[Group | int | None, int] = {}

    def read(self, last: StepLine | None, limit: int) -> Sequence[StepLine]:
        """Return the rows below the last one, with a heading wherever a group begins."""
        if last is None and self._grouped:
            self.counts = self._read_counts()
        if self._most is not None:
            limit = min(limit, self._most - len(self.rows) if last is not None else self._most)
        above = last.above if isinstance(last, GroupHeading) else last
        found = self._session.read(step_lists.read, self.wanted, by=self.by, after=above, limit=max(limit, 0))
        return self._with_headings(found, last)[:limit] if self._grouped else found

    def words(self, row: StepLine) -> str:
        """Return a step or a heading in words."""
        if isinstance(row, GroupHeading):
            return say("{group}, {count}", group=row.title, count=row.count)
        return row_words(self._session, row)

    def can_drag(self) -> bool:
        """Return whether steps can be taken to another day by the pointer."""
        return self._can_drag

    def let_drag(self) -> None:
        """Let steps be taken to another day by the pointer: there is a place to drop them."""
        self._can_drag = True

    def can_select(self, row: StepLine) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, GroupHeading)

    def _read_counts(self) -> Mapping[Group | int | None, int]:
        if self.by == "due":
            return {**self._session.read(step_lists.counts, self.wanted)}
        return {**self._session.read(step_lists.section_counts, self.wanted, by=self.by)}

    def _with_headings(self, found: Sequence[StepItem], last: StepLine | None) -> list[StepLine]:
        """Return rows with a heading before each that stands in another group than the row above it."""
        rows: list[StepLine] = []
        above = last.above if isinstance(last, GroupHeading) else last
        # A heading stands for the row that follows it.
        key = last.key if isinstance(last, GroupHeading) else self._key(last) if last is not None else _NOTHING
        for item in found:
            if self._key(item) != key:
                key = self._key(item)
                rows.append(GroupHeading(key, self._title(item), self.counts.get(key, 0), above))
            rows.append(item)
            above = item
        return rows

    def _key(self, item: StepItem) -> Group | int | None:
        if self.by == "account":
            return item.account_id
        if self.by == "plan":
            return item.plan_id if item.plan else None
        return item.group

    def _title(self, item: StepItem) -> str:
        if self.by == "account":
            return item.account or say("Without an account")
        if self.by == "plan":
            return item.plan or say("In no plan")
        return say(GROUP_NAMES[item.group])

    def items(self) -> list[StepItem]:
        """Return the steps and plans that are loaded, without the headings."""
        return [row for row in self.rows if isinstance(row, StepItem)]


class StepDelegate(RowDelegate):
    """Draws a step: check box, kind, title, account, owner and due date on one line, or on two."""

    radius = 6

    def __init__(self, session: Session, *, two_lines: bool = False, shows_account: bool = True) -> None:
        super().__init__()
        self._session = session
        self.by: Grouping = "due"
        self._two_lines = two_lines
        self._shows_account = shows_account
        if two_lines:
            self.radius = 0
        self._indent = 12 if two_lines else 8

    def height(self, row: StepLine) -> int:
        """Return the height of a row or of a heading."""
        if isinstance(row, GroupHeading):
            return _FURTHER_HEADING if row.above else _HEADING
        return theme.TWO_LINE_ROW if self._two_lines else theme.ROW

    def has_surface(self, row: StepLine) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, GroupHeading)

    def hot_spots(self, row: StepLine, rect: QRect) -> dict[str, QRect]:
        """Return where the check box takes a click: all around it."""
        if isinstance(row, GroupHeading):
            return {}
        return {"tick": QRect(rect.left(), rect.top(), self._indent + _CHECKBOX + 8, rect.height())}

    def tip(self, row: StepLine, rect: QRect, position: QPoint) -> str:
        """Return the whole title, and what the check box does."""
        if isinstance(row, GroupHeading):
            return ""
        if self.hot_spots(row, rect)["tick"].contains(position):
            return say("Open again (Space)") if row.closed_at else say("Done (Space)")
        return row.title

    def paint_row(self, painter: QPainter, rect: QRect, row: StepLine, state: QStyle.StateFlag) -> None:
        """Draw a step or a heading."""
        if isinstance(row, GroupHeading):
            self._paint_heading(painter, rect, row)
            return
        middle = rect.top() + rect.height() // 2
        box = QRect(rect.left() + self._indent, middle - _CHECKBOX // 2, _CHECKBOX, _CHECKBOX)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        paint.checkbox(painter, box, checked=row.closed_at is not None, hover=hover)
        left = box.right() + 13
        after = left + paint.pill(painter, left, middle, kind_words(row.kind), row.kind) + theme.CARD_GAP
        title_left = max(rect.left() + self._indent + 118, after)
        due = due_of(self._session, row)
        right = rect.right() - self._indent - self._paint_due(painter, rect, row, due) - theme.CARD_GAP
        if self._two_lines:
            self._paint_two_lines(painter, QRect(title_left, rect.top(), right - title_left, rect.height()), row)
        else:
            self._paint_one_line(painter, rect, title_left, right, row)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: GroupHeading) -> None:
        line = QRect(rect.left(), rect.bottom() - 31, rect.width(), 32)
        token = "red" if row.key == "overdue" else "text"
        wide = paint.text(painter, line.adjusted(0, 0, -_COUNT, 0), row.title, "body_bold", token)
        if row.count:
            count = line.adjusted(wide + theme.GAP, 1, 0, 0)
            paint.text(painter, count, str(row.count), "caption", "text_3")

    def _paint_due(self, painter: QPainter, rect: QRect, row: StepItem, due: DueWords) -> int:
        """Draw the due date at the right and return its width."""
        token = "text_3" if row.closed_at else {"late": "red", "soon": "amber", "plain": "text_2"}[due.tone]
        wide = paint.width(due.text, "body" if not self._two_lines else "caption")
        place = QRect(rect.right() - self._indent - wide, rect.top(), wide + 1, rect.height())
        paint.text(painter, place, due.text, "caption" if self._two_lines else "body", token, paint.RIGHT)
        if not due.waits:
            return wide
        icon = "clock" if due.waits == "them" else "hourglass"
        paint.icon(painter, place.left() - 20, rect.top() + rect.height() // 2, icon, token, 14)
        return wide + 20

    def _paint_one_line(self, painter: QPainter, rect: QRect, left: int, right: int, row: StepItem) -> None:
        account_left, owner_left, end = right, right, right
        if rect.width() >= _WIDE:
            owner_left = rect.left() + round(rect.width() * 0.78)
            if end - owner_left >= _LEAST_OWNER:
                room = QRect(owner_left, rect.top(), end - owner_left, rect.height())
                paint.text(painter, room, owner_words(row), "body", "text_2")
            end = owner_left - theme.CARD_GAP
            account_left = owner_left
        if rect.width() >= _MEDIUM and self._shows_account:
            account_left = rect.left() + round(rect.width() * 0.615)
            room = QRect(account_left, rect.top(), max(end - account_left, 0), rect.height())
            paint.text(painter, room, self._beside(row), "body", "text_2")
        end = account_left - theme.CARD_GAP
        self._paint_title(painter, QRect(left, rect.top(), max(end - left, 0), rect.height()), row)

    def _beside(self, row: StepItem) -> str:
        """Return what stands beside the title: the account, or the people where the account is the heading."""
        if self.by == "account":
            return language().listing(row.people)
        return row.account or about_words(row)

    def _paint_two_lines(self, painter: QPainter, room: QRect, row: StepItem) -> None:
        about = about_words(row) if self._shows_account else owner_words(row)
        if not about:
            self._paint_title(painter, room, row)
            return
        top = room.top() + (room.height() - 36) // 2
        self._paint_title(painter, QRect(room.left(), top, room.width(), 20), row)
        paint.text(painter, QRect(room.left(), top + 20, room.width(), 16), about, "caption", "text_2")

    def _paint_title(self, painter: QPainter, room: QRect, row: StepItem) -> None:
        closed = row.closed_at is not None
        further = progress_words(row) or waits_words(row)
        beside = min(paint.width(further, "body") + theme.GAP, round(room.width() * _MOST_BESIDE)) if further else 0
        words = QRect(room.left(), room.top(), max(room.width() - beside, 0), room.height())
        wide = paint.text(painter, words, row.title, "body", "text_3" if closed else "text", struck=closed)
        if further:
            left = room.left() + wide + theme.GAP
            place = QRect(left, room.top(), max(room.left() + room.width() - left, 0), room.height())
            paint.text(painter, place, further, "body", "text_3")
