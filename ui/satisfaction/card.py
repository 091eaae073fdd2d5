"""How satisfied an account was: its trend and its newest visits, beside its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.satisfaction import Rating, Trend
from models.text.day_words import near_date
from models.text.field_words import SATISFACTION_NAMES
from models.text.satisfaction_words import figure_words, gap_tone, gap_words
from models.text.territory_words import signed
from ui import theme
from ui.satisfaction.chart import SatisfactionChart
from ui.satisfaction.tones import FIGURE_TONES
from ui.session import Session
from ui.translations import capital, language, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column, row
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_ROW = 48
_FIGURE = 22


class RatingsModel(RowModel[Rating]):
    """The newest visits of which it is known how satisfied they were."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: Sequence[Rating] = ()

    def show(self, found: Sequence[Rating]) -> None:
        """Show other visits, or the same as they are now."""
        if list(found) != self.rows:
            self._known = found
            self.start_over()

    def read(self, last: Rating | None, limit: int) -> Sequence[Rating]:
        """Return all rows at once."""
        return self._known if last is None else ()

    def identity(self, row: Rating) -> object:
        """Return the id of the visit."""
        return row.visit_id

    def words(self, row: Rating) -> str:
        """Return a visit in words."""
        day = near_date(language(), date.fromisoformat(row.start[:10]), self._session.today())
        figure = figure_words(language(), row.felt, row.expected)
        gap = gap_words(language(), row.felt, row.expected)
        return language().listing(filter(None, (day, row.account, row.purpose, figure, gap)))


class RatingsDelegate(RowDelegate):
    """Draws a visit: the figure in its cell, the day, and how that was against what they expected."""

    has_line = False
    radius = 6

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.with_names = False

    def height(self, row: Rating) -> int:
        """Return the height of a row."""
        return _ROW

    def tip(self, row: Rating, rect: QRect, position: QPoint) -> str:
        """Return the visit in words."""
        return "\n".join(filter(None, (row.purpose, figure_words(language(), row.felt, row.expected))))

    def paint_row(self, painter: QPainter, rect: QRect, row: Rating, state: QStyle.StateFlag) -> None:
        """Draw one visit."""
        tone = FIGURE_TONES[row.felt]
        cell = QRect(rect.left() + 2, rect.center().y() - _FIGURE // 2 + 1, _FIGURE, _FIGURE)
        paint.rounded(painter, cell, 4, f"{tone}_tint")
        paint.text(painter, cell, str(row.felt), "caption_bold", tone, paint.CENTRE)
        left = cell.right() + theme.CARD_GAP
        first = QRect(left, rect.top() + 5, rect.right() - left - 4, 20)
        day = near_date(language(), date.fromisoformat(row.start[:10]), self._session.today())
        used = paint.text(painter, first, day, "caption", "text_3", paint.RIGHT)
        name = row.account if self.with_names else row.purpose or say("Visit")
        paint.text(painter, first.adjusted(0, 0, -used - theme.GAP, 0), name, "body", "text")
        token = {"late": "red", "good": "green"}.get(gap_tone(row.felt, row.expected), "text_2")
        paint.text(painter, first.translated(0, 19), _felt_words(row), "caption", token)


def _felt_words(row: Rating) -> str:
    """Return how satisfied they were, and how that was against what they expected if it is known."""
    felt = capital(say(SATISFACTION_NAMES[row.felt]))
    gap = gap_words(language(), row.felt, row.expected)
    return say("{left} · {right}", left=felt, right=gap) if gap else felt


class SatisfactionCard(QFrame):
    """The card, hidden where nothing is known. Enter opens a visit."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("Satisfaction"))
        self._average = label("", "caption", "text_2")
        self._sentence = label("", "caption", "text_2", wrap=True)
        self.chart = SatisfactionChart()
        self._legend = label(say("dashed: what they expected"), "hint", "text_3")
        self.model = RatingsModel(session)
        self._delegate = RatingsDelegate(session)
        self.view = RowView(self.model, self._delegate, say("Satisfaction by visit"), fit_content=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        head = row(label(say("Satisfaction"), "body_bold"), None, self._average)
        self.setLayout(
            column(head, self._sentence, self.chart, self._legend, self.view, spacing=theme.SPACE_4, margins=16)
        )
        self.view.opened.connect(lambda row: session.open_record("visit", row.visit_id))
        self.hide()

    def show_trend(self, trend: Trend) -> None:
        """Show the trend of another account, or as it is now."""
        self.setVisible(bool(trend.newest))
        if not trend.newest:
            return
        self._average.setText(say("{figure} of 5", figure=f"{trend.lately:.1f}") if trend.lately is not None else "")
        self._sentence.setText(sentence(trend))
        self._sentence.setVisible(bool(self._sentence.text()))
        self.chart.show_quarters(trend.quarters)
        self.chart.setVisible(sum(1 for one in trend.quarters if one.visits) > 1)
        self._legend.setVisible(not self.chart.isHidden() and any(one.expected for one in trend.quarters))
        self._delegate.with_names = trend.branches
        self.model.show(trend.newest)


def sentence(trend: Trend) -> str:
    """Say how the last four quarters stand to those before, and to what they expected."""
    said = []
    if trend.lately is not None and trend.before is not None:
        change = trend.lately - trend.before
        said.append(say("{change} against the year before", change=signed(change)))
    if trend.gap is not None:
        said.append(say("{gap} against what they expected", gap=signed(trend.gap)))
    if trend.branches:
        said.append(say("branches among it"))
    words = ""
    for part in said:
        words = say("{left} · {right}", left=words, right=part) if words else part
    return words
