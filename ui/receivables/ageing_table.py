"""The ageing as a table: a line for each currency, or for each account, branch or project, its ages and a bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from models.ageing import BUCKETS, AgeingLine
from models.money import amount, digits
from ui import theme
from ui.receivables import words
from ui.translations import language, say
from ui.widgets import paint
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE = 12
_HEAD = 30
_BAR = 6
_BAR_ROOM = 140
_LEAST_NAME = 64
_LARGE = 1_000_000
"""From so many on an amount is told in whole units; its words have all of it."""
_WIDE = 960
"""From this width on there is room for a bar behind the figures."""


class Head:
    """The names of the columns."""


Row = AgeingLine | Head


class AgeingModel(RowModel[Row]):
    """Ageings below the names of their columns."""

    def __init__(self) -> None:
        super().__init__()
        self._known: list[Row] = []

    def show(self, lines: Sequence[AgeingLine]) -> None:
        """Show other ageings, or as they are now."""
        self._known = [_HEADING, *lines] if lines else []
        self.reload()

    def read(self, last: Row | None, limit: int) -> Sequence[Row]:
        """Return all rows at once; how many there are at most, the journal says."""
        return self._known if last is None else ()

    def identity(self, row: Row) -> object:
        """Return whose line it is, and its currency."""
        return row if isinstance(row, Head) else (row.id, row.ageing.currency)

    def can_select(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, Head)

    def words(self, row: Row) -> str:
        """Return a line in words."""
        if isinstance(row, Head):
            return language().listing(say(name) for name in words.BUCKET_NAMES.values())
        name = row.name or row.ageing.currency
        return say("{name}: {words}", name=name, words=words.ageing_words(row.ageing))


_HEADING = Head()


class _AgeingDelegate(RowDelegate):
    """Draws a line: its name, the amount of each age, the total, and a bar of all ages where there is room."""

    radius = 6
    named = False
    """Whether the lines are of accounts, branches or projects, not of currencies alone."""

    def height(self, row: Row) -> int:
        """Return the height of a row."""
        return _HEAD if isinstance(row, Head) else theme.ROW

    def has_surface(self, row: Row) -> bool:
        """Return whether this is no heading."""
        return not isinstance(row, Head)

    def hot_spots(self, row: Row, rect: QRect) -> dict[str, QRect]:
        """Return where a click shows one age alone."""
        if isinstance(row, Head):
            return {}
        return {
            bucket: cell
            for bucket, cell in _cells(rect, self.named).items()
            if bucket in BUCKETS and row.ageing.of(bucket)
        }

    def tip(self, row: Row, rect: QRect, position: QPoint) -> str:
        """Return the line in words."""
        return "" if isinstance(row, Head) else words.ageing_words(row.ageing)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag) -> None:
        """Draw a line, or the names of the columns."""
        cells = _cells(rect, self.named)
        if isinstance(row, Head):
            for bucket, name in words.BUCKET_NAMES.items():
                paint.text(painter, cells[bucket], say(name), "caption", "text_2", paint.RIGHT)
            paint.text(painter, cells["total"], say("Total"), "caption", "text_2", paint.RIGHT)
            paint.separator(painter, rect)
            return
        shown = row.ageing.currency
        if self.named:
            shown = say("{name}, {currency}", name=row.name or say("Without a project"), currency=shown)
        paint.text(painter, cells["name"], shown, "body_bold")
        for bucket in BUCKETS:
            owed = row.ageing.of(bucket)
            token = {"to_30": "amber", "not_due": "text", "not_invoiced": "text_2"}.get(bucket, "red")
            figure = _figure(owed, row.ageing.currency) if owed else "–"
            paint.text(painter, cells[bucket], figure, "body", token if owed else "text_3", paint.RIGHT)
        total = _figure(row.ageing.total, row.ageing.currency)
        paint.text(painter, cells["total"], total, "body_bold", "text", paint.RIGHT)
        if "bar" in cells:
            _paint_bar(painter, cells["bar"], row)


class AgeingTable(RowView):
    """The lines; Enter or a click shows the receivables of one, a click on a figure those of that age."""

    wanted = Signal(object, str)
    """The receivables of a line are wanted: the line, and one age or 'open' for all."""

    def __init__(self, name: str, *, fit_content: bool = False, parent: QWidget | None = None) -> None:
        self.rows = AgeingModel()
        self._look = delegate = _AgeingDelegate()
        super().__init__(self.rows, delegate, name, fit_content=fit_content, open_on_click=True, parent=parent)
        self.rows.setParent(self)
        self.opened.connect(lambda line: self.wanted.emit(line, "open"))
        delegate.pressed.connect(lambda bucket, line: self.wanted.emit(line, bucket))

    def show_lines(self, lines: Sequence[AgeingLine]) -> None:
        """Show other ageings, or as they are now."""
        self._look.named = any(line.name for line in lines)
        self.rows.show(lines)


def _figure(minor: int, currency: str) -> str:
    """Return an amount without its currency, which stands at the head of the line; a large one in whole units."""
    unit = 10 ** digits(currency)
    if minor >= _LARGE * unit:
        minor = (minor + unit // 2) // unit * unit
    return amount(minor, currency).partition(" ")[2]


def _cells(rect: QRect, named: bool) -> dict[str, QRect]:
    """Return where the name (of more than a currency, if so), the figures and the bar stand."""
    inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    bar = _BAR_ROOM if rect.width() >= _WIDE else 0
    room = inner.width() - bar
    name = max(min(round(room * 0.22), 260), _LEAST_NAME) if named else _LEAST_NAME
    each = (room - name) // (len(BUCKETS) + 1)
    cells = {"name": QRect(inner.left(), rect.top(), name - theme.GAP, rect.height())}
    left = inner.left() + name
    for column in (*BUCKETS, "total"):
        cells[column] = QRect(left, rect.top(), each - theme.GAP, rect.height())
        left += each
    if bar:
        cells["bar"] = QRect(
            inner.right() - bar + theme.CARD_PADDING, rect.top(), bar - theme.CARD_PADDING, rect.height()
        )
    return cells


def _paint_bar(painter: QPainter, rect: QRect, row: AgeingLine) -> None:
    """Draw the ages as parts of a bar; an age that is there is always to be seen."""
    top = rect.center().y() - _BAR // 2
    total = row.ageing.total
    paint.rounded(painter, QRect(rect.left(), top, rect.width(), _BAR), _BAR / 2, "grey_tint")
    there = [bucket for bucket in BUCKETS if row.ageing.of(bucket)]
    free = rect.width() - 3 * len(there)
    left = rect.left()
    for bucket in there:
        wide = 2 + free * row.ageing.of(bucket) // total
        paint.rounded(painter, QRect(left, top, wide, _BAR), 2, words.BUCKET_TOKENS[bucket])
        left += wide + 1
