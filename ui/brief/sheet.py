"""The page of a brief as widgets: what reads like the paper, with a way from each line to its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QWidget

from models.summaries.brief_page import BriefLine, BriefPage, BriefPart
from models.summaries.report import Cell, Figure
from models.text.field_words import KIND_NAMES, ROLE_NAMES
from ui import theme
from ui.brief.marks import Dots
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, holding, line, row
from ui.widgets.link import Link
from ui.widgets.picture import Picture
from ui.widgets.pills import Pill
from ui.widgets.role_dot import RoleDot
from ui.widgets.wrapped_link import WrappedLink

_TOKENS = {"plain": "text", "strong": "text", "quiet": "text_2", "late": "red", "soon": "amber"}
_NARROWEST = 48
_WITH_KINDS = "waiting"
"""The part whose lines are of several kinds, so that each says which."""


class BriefSheet(QWidget):
    """Shows a brief; what can be pressed on it tells which record is wanted, or what is to be prepared."""

    record_wanted = Signal(str, object)
    prepare_wanted = Signal(str)
    """A suggested question that is to stand on the preparation list."""
    carry_wanted = Signal(object)
    """The id of a line of an earlier list that is to be taken over."""

    def __init__(self) -> None:
        super().__init__()
        self._around = column(spacing=0)
        self.setLayout(self._around)
        self._content: QWidget | None = None
        self._page: BriefPage | None = None

    def show_page(self, page: BriefPage) -> None:
        """Show a brief in place of the one before."""
        self.clear()
        self._page = page
        whole = column(self._figures(page.figures), spacing=theme.CARD_PADDING, margins=theme.CARD_PADDING)
        for parts in _side_by_side(page.parts):
            shown = [self._part(part) for part in parts]
            # One half by itself may be as wide as the page.
            whole.addLayout(_halves(shown) if len(shown) > 1 else column(*shown))
        whole.addStretch(1)
        self._content = holding(whole)
        self._around.addWidget(self._content)
        self._content.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text is at this width: an area that scrolls would press it together."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(self._around.heightForWidth(self.width()), 0))

    def clear(self) -> None:
        """Show nothing."""
        self._page = None
        if self._content is not None:
            # Not at once: what was pressed to get here may be on it.
            self._around.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None

    def stops(self) -> list[QAbstractButton]:
        """Return what can be pressed, in the order it is read."""
        return self._content.findChildren(QAbstractButton) if self._content is not None else []

    def _figures(self, figures: Sequence[Figure]) -> QLayout:
        shown = []
        for figure in figures:
            words = [label(figure.value, "section"), label(figure.label, "caption", "text_2", wrap=True)]
            words += [label(figure.before, "hint", "text_3", wrap=True)] if figure.before else []
            shown.append(holding(column(*words, None, spacing=0), ", ".join((figure.value, figure.label))))
        parts = row(*shown, spacing=theme.CARD_PADDING)
        for place in range(len(shown)):
            parts.setStretch(place, 1)
        return parts

    def _part(self, part: BriefPart) -> QWidget:
        title = label(part.title, "section", "private" if part.is_private else "accent")
        heading = row(Picture("lock", "private"), title, None) if part.is_private else row(title, None)
        body = column(heading, spacing=theme.SPACE_4)
        if part.columns and part.lines:
            body.addWidget(self._table(part))
        for shown in () if part.columns else part.lines:
            body.addWidget(self._line(part, shown))
        if part.rest:
            body.addLayout(row(self._more(part), None))
        if part.empty and not part.lines:
            body.addWidget(label(part.empty, "body", "text_2"))
        body.addStretch(1)
        if not part.is_private:
            return holding(body, part.title)
        body.setContentsMargins(theme.CARD_GAP, theme.GAP, theme.CARD_GAP, theme.GAP)
        return frame("private", body, part.title)

    def _more(self, part: BriefPart) -> Link:
        """Return the line that counts what had no room, and leads to the account, where all of it is."""
        more = Link(plural("and {count} more", "and {count} more", part.rest), "caption", "accent")
        more.setAccessibleName(say("{title}: {more}", title=part.title, more=more.text()))
        account_id = self._page.account_id if self._page is not None else None
        more.clicked.connect(lambda: self.record_wanted.emit("account", account_id))
        return more

    def _line(self, part: BriefPart, shown: BriefLine) -> QWidget:
        words: QWidget
        if shown.opens is None:
            words = label(shown.text, "body", "private" if part.is_private else "text", wrap=True)
        else:
            words = self._link(shown, WrappedLink(shown.text, token="private" if part.is_private else "text"))
        parts = row(words, spacing=theme.GAP)
        parts.setStretch(0, 1)
        if part.key == _WITH_KINDS:
            pill = Pill(language().say(KIND_NAMES[shown.kind]), shown.kind)
            parts.insertWidget(0, pill, 0, Qt.AlignmentFlag.AlignTop)
            parts.setStretch(0, 0)
            parts.setStretch(1, 1)
        if shown.state:
            state = label(shown.state, "caption", "text_2" if shown.tone == "plain" else _TOKENS[shown.tone], wrap=True)
            state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            parts.addWidget(state, 0 if len(shown.state) < 24 else 1)
        if self._page is not None and self._page.visit_id is not None:
            self._add_deed(parts, shown)
        return holding(parts)

    def _add_deed(self, parts: QLayout, shown: BriefLine) -> None:
        """Put beside a question the button that puts it on the list of the visit."""
        if shown.kind == "suggested":
            made = button(say("Prepare"), "small", name=say("Put on the preparation list: {text}", text=shown.text))
            made.clicked.connect(lambda: self.prepare_wanted.emit(shown.text))
            parts.addWidget(made)
        elif shown.question_id is not None:
            made = button(say("Take over"), "small", name=say("Take over: {text}", text=shown.text))
            made.clicked.connect(lambda: self.carry_wanted.emit(shown.question_id))
            parts.addWidget(made)

    def _table(self, part: BriefPart) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.CARD_GAP)
        grid.setVerticalSpacing(theme.SPACE_4)
        for place, one in enumerate(part.columns):
            grid.setColumnStretch(place, round(10 * one.share))
            grid.addWidget(label(one.title, "hint", "text_3"), 0, place)
        for number, shown in enumerate(part.lines):
            at = 2 * number + 2
            grid.addWidget(line(), at - 1, 0, 1, len(part.columns))
            for place, cell in enumerate(shown.cells):
                grid.addWidget(self._cell(shown, cell, place), at, place, Qt.AlignmentFlag.AlignTop)
        return holding(grid, part.title)

    def _cell(self, shown: BriefLine, cell: Cell, place: int) -> QWidget:
        if place == 0 and shown.opens is not None:
            style = "body_bold" if cell.tone == "strong" else "body"
            return self._link(shown, WrappedLink(cell.text, style, _TOKENS[cell.tone]))
        if isinstance(cell.value, int):
            return Dots(cell.value, cell.text)
        if shown.kind in paint.ROLES and cell.text == language().say(ROLE_NAMES[shown.kind]):
            return holding(row(RoleDot(shown.kind), label(cell.text, "body", "text_2", wrap=True), spacing=6))
        words = label(cell.text, "body", _TOKENS[cell.tone], wrap=True)
        words.setMinimumWidth(_NARROWEST)  # else its longest word would make the page wider than the window
        return words

    def _link(self, shown: BriefLine, link: Link) -> Link:
        kind, record_id = shown.opens or ("", None)
        link.clicked.connect(lambda: self.record_wanted.emit(kind, record_id))
        return link


def _side_by_side(parts: Iterable[BriefPart]) -> Iterator[tuple[BriefPart, ...]]:
    """Yield the parts as they stand on paper: two neighbouring halves together, everything else alone."""
    waiting: BriefPart | None = None
    for part in parts:
        if waiting is not None:
            yield (waiting, part) if part.half else (waiting,)
        if part.half:
            waiting = None if waiting is not None else part
        else:
            waiting = None
            yield (part,)
    if waiting is not None:
        yield (waiting,)


def _halves(shown: Sequence[QWidget]) -> QLayout:
    parts = row(*shown, spacing=theme.MARGIN)
    for place in range(len(shown)):
        parts.setStretch(place, 1)
    return parts
