"""What may go when an account is split: each kind under a heading that opens, everything with a box to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle

from models import split_choice
from models.split_choice import Part
from ui import theme
from ui.accounts.split_words import KIND_HEADINGS, detail_of, title_of
from ui.session import Session
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_OPEN_UP_TO = 12
"""An account with so few things shows all of them at once."""
_BOX, _SIDE, _INDENT = 16, 8, 24


@dataclass(frozen=True, slots=True)
class KindRow:
    """The heading of a kind: how many of how many are ticked."""

    kind: str
    count: int
    ticked: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class PartRow:
    """One thing that may go."""

    part: Part
    is_ticked: bool


Row = KindRow | PartRow


class SplitModel(RowModel[Row]):
    """The kinds of which there is anything; below each that is open, its things."""

    changed = Signal()
    """Other things are ticked now."""

    def __init__(self, session: Session, account_id: int) -> None:
        super().__init__()
        self._session = session
        self._days = {kind: days for kind, days in session.read(split_choice.days_by_kind, account_id).items() if days}
        self._ticked: dict[str, set[int]] = {kind: set() for kind in self._days}
        few = sum(map(len, self._days.values())) <= _OPEN_UP_TO
        self._opened = set(self._days) if few else set()
        self._seen = self._all_seen()
        self.reload()

    def chosen(self) -> dict[str, tuple[int, ...]]:
        """Return what is ticked, by kind."""
        return {kind: tuple(one for one in days if one in self._ticked[kind]) for kind, days in self._days.items()}

    def tick(self, row: Row) -> None:
        """Tick something, or take its tick away; a heading does so with all below it."""
        kind, part_id = self._of(row)
        ticked = self._ticked[kind]
        if part_id is None:
            self._ticked[kind] = set() if len(ticked) == len(self._days[kind]) else set(self._days[kind])
        elif part_id in ticked:
            ticked.remove(part_id)
        else:
            ticked.add(part_id)
        self._show_ticks()

    def tick_visits_since(self, day: str) -> None:
        """Tick the visits from a day (ISO) on, and no others."""
        if "visits" in self._days:
            self._ticked["visits"] = {one for one, on in self._days["visits"].items() if on >= day}
            self._show_ticks()

    def toggle(self, row: Row) -> None:
        """Show what stands below a heading, or hide it."""
        if isinstance(row, KindRow):
            self._opened ^= {row.kind}
            self._seen = self._all_seen()
            self.reload()

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return the rows below those shown."""
        start = len(self.rows) if last is not None else 0
        return self._made(self._seen[start : start + limit])

    def identity(self, row: Row) -> object:
        """Return the kind and the id."""
        return self._of(row)

    def words(self, row: Row) -> str:
        """Return a row in words."""
        if isinstance(row, KindRow):
            count = say("{ticked} of {count} chosen", ticked=row.ticked, count=row.count)
            return language().listing((say(KIND_HEADINGS[row.kind]), count))
        state = say("chosen") if row.is_ticked else say("not chosen")
        found = (title_of(row.part), detail_of(row.part, self._session.today()), state)
        return language().listing(filter(None, found))

    def _of(self, row: Row) -> tuple[str, int | None]:
        return (row.kind, None) if isinstance(row, KindRow) else (row.part.kind, row.part.id)

    def _all_seen(self) -> list[tuple[str, int | None]]:
        seen: list[tuple[str, int | None]] = []
        for kind, days in self._days.items():
            seen.append((kind, None))
            if kind in self._opened:
                seen += [(kind, part_id) for part_id in days]
        return seen

    def _made(self, wanted: Iterable[tuple[str, int | None]]) -> list[Row]:
        ids: dict[str, list[int]] = {}
        wanted = list(wanted)
        for kind, part_id in wanted:
            if part_id is not None:
                ids.setdefault(kind, []).append(part_id)
        read = self._session.read
        found = {(kind, part.id): part for kind, of in ids.items() for part in read(split_choice.parts, kind, of)}
        made: list[Row] = []
        for kind, part_id in wanted:
            if part_id is None:
                made.append(self._heading(kind))
            elif (kind, part_id) in found:
                made.append(PartRow(found[kind, part_id], part_id in self._ticked[kind]))
        return made

    def _heading(self, kind: str) -> KindRow:
        return KindRow(kind, len(self._days[kind]), len(self._ticked[kind]), kind in self._opened)

    def _show_ticks(self) -> None:
        for number, row in enumerate(self.rows):
            if isinstance(row, KindRow):
                self.rows[number] = self._heading(row.kind)
            elif (row.part.id in self._ticked[row.part.kind]) != row.is_ticked:
                self.rows[number] = replace(row, is_ticked=not row.is_ticked)
        self.dataChanged.emit(self.index(0), self.index(max(len(self.rows) - 1, 0)))
        self.changed.emit()


class SplitDelegate(RowDelegate):
    """Draws a heading with its count, or a thing with what one knows it by."""

    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def hot_spots(self, row: Row, rect: QRect) -> dict[str, QRect]:
        """Return where a click ticks, and where it opens a heading."""
        tick = QRect(rect.left(), rect.top(), _box(row, rect).right() + 6 - rect.left(), rect.height())
        return {"tick": rect} if isinstance(row, PartRow) else {"tick": tick, "open": rect}

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        box = _box(row, rect)
        left, right = box.right() + 10, rect.right() - _SIDE
        if isinstance(row, KindRow):
            paint.checkbox(painter, box, checked=row.ticked == row.count)
            if 0 < row.ticked < row.count:
                bar = QRect(box.left() + 4, box.center().y(), box.width() - 8, 2)
                painter.fillRect(bar, theme.colour("accent"))
            icon = "chevron-down" if row.is_open else "chevron-right"
            left += paint.icon(painter, left, rect.center().y() + 1, icon, "text_2", 14) + 6
            count = say("{ticked} of {count}", ticked=row.ticked, count=row.count)
            taken = paint.text(painter, rect.adjusted(0, 0, -_SIDE, 0), count, "caption", "text_3", paint.RIGHT)
            place = QRect(left, rect.top(), right - left - taken - theme.GAP, rect.height())
            paint.text(painter, place, say(KIND_HEADINGS[row.kind]), "body_bold")
            return
        paint.checkbox(painter, box, checked=row.is_ticked)
        wide = paint.text(painter, QRect(left, rect.top(), right - left, rect.height()), title_of(row.part), "body")
        left += wide + theme.CARD_GAP
        if right - left > 40:
            place = QRect(left, rect.top() + 1, right - left, rect.height())
            paint.text(painter, place, detail_of(row.part, self._session.today()), "caption", "text_3", paint.RIGHT)


def _box(row: Row, rect: QRect) -> QRect:
    left = rect.left() + _SIDE + (0 if isinstance(row, KindRow) else _INDENT)
    return QRect(left, rect.center().y() - _BOX // 2 + 1, _BOX, _BOX)


class SplitView(RowView):
    """The list. Space ticks, Right and Left open and close a heading, as Enter does."""

    def __init__(self, session: Session, model: SplitModel) -> None:
        super().__init__(model, SplitDelegate(session), say("What goes"), open_on_click=True)
        model.setParent(self)
        self._split_model = model
        self.ticked.connect(model.tick)
        self.opened.connect(self._enter)
        self._delegate().pressed.connect(self._press)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close headings with the arrows."""
        row = self.current_row()
        if row is None or event.key() not in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            super().keyPressEvent(event)
        elif isinstance(row, PartRow):
            if event.key() == Qt.Key.Key_Left:
                self.setCurrentIndex(self._heading_of(row))
        elif row.is_open != (event.key() == Qt.Key.Key_Right):
            self._split_model.toggle(row)

    def _heading_of(self, row: PartRow) -> QModelIndex:
        return self._split_model.index_of((row.part.kind, None))

    def _press(self, spot: str, row: Row) -> None:
        if spot == "tick":
            self._split_model.tick(row)
        else:
            self._split_model.toggle(row)

    def _enter(self, row: Row) -> None:
        if isinstance(row, KindRow):
            self._split_model.toggle(row)
        else:
            self._split_model.tick(row)
