"""Below the coverage: for which signatures nobody is named, and which signers nobody has met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from models.coverage_signers import SignerGap
from ui import theme
from ui.session import Session
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.labels import label
from ui.widgets.layouts import column
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.rows import RowModel, RowView

_SIDE = 8


class SignerModel(RowModel[SignerGap]):
    """The gaps, in the order of the acceptance."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: Sequence[SignerGap] = ()

    def show(self, gaps: Sequence[SignerGap]) -> None:
        """Show these gaps."""
        if list(gaps) != list(self._gaps):
            self._gaps = gaps
            self.start_over()

    def read(self, last: SignerGap | None, limit: int) -> Sequence[SignerGap]:
        """Return all rows at once."""
        return () if last is not None else self._gaps

    def identity(self, row: SignerGap) -> object:
        """Return what tells a gap from others."""
        return (row.project_id, row.department, row.contact_id)

    def words(self, row: SignerGap) -> str:
        """Return a gap in words."""
        return language().listing((row.department, gap_words(row), row.project, count_words(row)))


def gap_words(row: SignerGap) -> str:
    """Return what is missing: a name, or a meeting."""
    return say("{name}: not met yet", name=row.name) if row.contact_id is not None else say("Nobody named to sign")


def count_words(row: SignerGap) -> str:
    """Return how many signatures are still open there."""
    return plural("{count} signature open", "{count} signatures open", row.count)


class SignerDelegate(RowDelegate):
    """Draws a gap on one line: the department, what is missing, the project."""

    radius = 6

    def paint_row(self, painter: QPainter, rect: QRect, row: SignerGap, state: QStyle.StateFlag) -> None:
        """Draw one row."""
        third = (rect.width() - 2 * _SIDE) // 3
        room = QRect(rect.left() + _SIDE, rect.top(), third - theme.GAP, rect.height())
        paint.text(painter, room, row.department, "body")
        paint.text(painter, room.translated(third, 0), gap_words(row), "body", "amber")
        end = QRect(rect.left() + _SIDE + 2 * third, rect.top(), third, rect.height())
        count = count_words(row)
        paint.text(painter, end, count, "caption", "text_3", paint.RIGHT)
        left = end.adjusted(0, 0, -paint.width(count, "caption") - theme.GAP, 0)
        paint.text(painter, left, row.project, "caption", "text_2")


class SignerPart(QFrame):
    """The card, hidden where every open signature has a signer whom we know. Enter opens either."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        name = say("Signers")
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self.model = SignerModel()
        self.view = RowView(self.model, SignerDelegate(), name, fit_content=True, open_on_click=True)
        self.view.setProperty("kind", "card")
        self.model.setParent(self.view)
        self.setLayout(column(label(name, "body_bold"), self.view, spacing=4, margins=theme.CARD_PADDING))
        self.view.opened.connect(self._open)
        self.hide()

    def show_gaps(self, gaps: Sequence[SignerGap]) -> None:
        """Show what is missing of signers."""
        self.model.show(gaps)
        self.setVisible(bool(gaps))

    def _open(self, row: SignerGap) -> None:
        if row.contact_id is not None:
            self._session.open_record("contact", row.contact_id)
        else:
            self._session.open_record("signature", row.id)
