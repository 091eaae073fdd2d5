"""The pages of a summary as they will be printed: one at a time on the canvas, as large as wanted, always sharp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QWidget

from models.errors import JournalError
from models.summaries.report import Report
from models.text.language import Label
from ui import theme
from ui.background import Background
from ui.summaries.paper import PageArea, Paper
from ui.translations import language, plural, say
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import label
from ui.widgets.layouts import NO_LIMIT, column, holding, row

A4 = (595.28, 841.89)
"""Width and height of a page in points."""

_POINTS = 72
_SCREEN = 96
"""Pixels per inch of a page shown at 100 %."""

_SMALLEST, _LARGEST = 24, 384
"""Pixels per inch, before the screen's own scale, that a page may be shown at."""

_STEP = 1.2
"""How much larger one turn of the wheel makes the page."""

_MARGIN = 12
_CONTROLS_BELOW = 640
"""Pixels of width below which the controls stand above the page instead of beside it."""

_CONTROLS = 120
_KEPT = 4
"""Pictures kept, so that leafing back is at once."""

MODES = {"page": Label("Fit page"), "width": Label("Fit width"), "full": Label("100 %")}


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages as PNG files, one of them unpacked, and what to say about letters that no font has."""

    pages: list[bytes]
    number: int
    picture: QImage
    warnings: list[str]


class Preview(QFrame):
    """The canvas with a page on it, and the controls to leaf and to zoom."""

    rendered = Signal(int)
    """The pages are there: how many."""
    warned = Signal(list)
    """Sentences about letters that no font on this computer has; an empty list when all is well."""
    failed = Signal(object)
    """A JournalError kept the pages from being made."""

    def __init__(self, *, mode: str = "page") -> None:
        super().__init__()
        self.setProperty("kind", "canvas")
        self._report: Report | None = None
        self._is_whole = True
        self._pages: list[bytes] = []
        self._pictures: dict[int, QImage] = {}
        self._number = 0
        self._mode = mode
        self._zoom = float(_SCREEN)
        self._shown_at = (0, 0.0)
        self._background = Background(self)
        self._background.slow.connect(self._show_slow)
        self.paper = Paper()
        self.area = PageArea(self.paper)
        self.area.leafed.connect(self.leaf)
        self.area.zoomed.connect(self.zoom)
        self.area.resized.connect(self._on_resized)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(80)
        self._resized.timeout.connect(self._render)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(8, 8, theme.MARGIN, 8)
        self._box.setSpacing(theme.GAP)
        self._box.addWidget(self.area, 1)
        self._box.addWidget(self._controls())
        self.setLayout(self._box)
        self._show_place()

    def _controls(self) -> QWidget:
        self.back_button = icon_button("chevron-left", say("Page before (Page Up)"))
        self.on_button = icon_button("chevron-right", say("Next page (Page Down)"))
        for made in (self.back_button, self.on_button):
            made.setProperty("kind", "small")
            made.setFixedSize(theme.SMALL_BUTTON, theme.SMALL_BUTTON)
        self.back_button.clicked.connect(lambda: self.leaf(-1))
        self.on_button.clicked.connect(lambda: self.leaf(1))
        self.place = label("", "caption", "text_2")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_button: QPushButton = button("", "small", "chevron-down")
        self.zoom_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.zoom_button.setMenu(self._zoom_menu())
        self.busy = label("", "caption", "text_3", wrap=True)
        self.busy.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        leafing = row(self.back_button, self.place, self.on_button)
        leafing.setStretch(1, 1)
        self._controls_box = column(leafing, self.zoom_button, self.busy, None)
        self._controls_holder = holding(self._controls_box)
        self._controls_holder.setFixedWidth(_CONTROLS)
        return self._controls_holder

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for mode, words in MODES.items():
            action = menu.addAction(say(words))
            action.setCheckable(True)
            action.setChecked(mode == self._mode)
            action.setData(mode)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, mode=mode: self.set_mode(mode))
        self._modes = group
        return menu

    def show_report(self, report: Report | None, *, is_whole: bool = True) -> None:
        """Show the pages of a report, or an empty canvas; `is_whole` is false for the beginning of a longer one."""
        self._report = report
        self._is_whole = is_whole
        self._shown_at = (0, 0.0)
        if report is None:
            self._background.drop("pages")
            self._pages, self._pictures = [], {}
            self.paper.hide()
            self._show_place()
            return
        self._render()

    def is_busy(self) -> bool:
        """Return whether pages are being made, or will be."""
        return self._background.is_busy() or self._resized.isActive()

    def page_count(self) -> int:
        """Return how many pages there are to leaf through."""
        return len(self._pages)

    def is_whole(self) -> bool:
        """Return whether these are all pages of the summary."""
        return self._is_whole

    def number(self) -> int:
        """Return which page is shown, the first being 0."""
        return self._number

    def mode(self) -> str:
        """Return 'page', 'width' or 'full', or nothing while another size was chosen with the wheel."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Fit the whole page, or its width, into the canvas, or show it at 100 %."""
        self._mode = mode
        self._render()

    def zoom(self, steps: int) -> None:
        """Make the page some steps larger, or smaller when the number is negative."""
        self._zoom = min(max(self._inches() * _STEP**steps, _SMALLEST), _LARGEST)
        self._mode = ""
        self._render()

    def leaf(self, by: int) -> None:
        """Go on by some pages, or back; never beyond the ends."""
        wanted = min(max(self._number + by, 0), max(len(self._pages) - 1, 0))
        if wanted == self._number:
            return
        self._number = wanted
        self.area.verticalScrollBar().setValue(0 if by > 0 else self.area.verticalScrollBar().maximum())
        self._show_place()
        self._show_page()

    def _inches(self) -> float:
        """Return how many pixels an inch of the page takes, before the screen's own scale."""
        if self._mode == "full":
            return _SCREEN
        if self._mode == "":
            return self._zoom
        room = self.area.size()
        wide = (room.width() - 2 * _MARGIN) / A4[0] * _POINTS
        high = (room.height() - 2) / A4[1] * _POINTS
        if self._mode == "page":
            return min(max(min(wide, high), _SMALLEST), _LARGEST)
        return min(max((room.width() - 2 * _MARGIN - 12) / A4[0] * _POINTS, _SMALLEST), _LARGEST)

    def _render(self) -> None:
        """Have the pages made at the size and scale of this moment, unless they are there already."""
        self._show_place()
        if self._report is None or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        inches = int(self._inches() * ratio)
        if (inches, ratio) == self._shown_at:
            return
        self._shown_at = (inches, ratio)
        report, number = self._report, self._number
        self._background.drop("page")
        self._background.run("pages", lambda: _rendered(report, inches, ratio, number), self._take, self._fail)

    def _take(self, rendered: Rendered) -> None:
        self._pages = rendered.pages
        self._number = rendered.number
        self._pictures = {rendered.number: rendered.picture}
        self._show_page()
        self._show_place()
        self.warned.emit(rendered.warnings)
        self.rendered.emit(len(self._pages))

    def _fail(self, error: JournalError) -> None:
        self._shown_at = (0, 0.0)
        self.failed.emit(error)

    def _show_page(self) -> None:
        number = self._number
        if number in self._pictures:
            self.paper.show_picture(self._pictures[number])
            self.paper.show()
        elif number < len(self._pages):
            page, ratio = self._pages[number], self._shown_at[1]
            take: Callable[[QImage], None] = lambda picture: self._keep(number, picture)  # noqa: E731
            self._background.run("page", lambda: _picture(page, ratio), take, self._fail)

    def _keep(self, number: int, picture: QImage) -> None:
        self._pictures[number] = picture
        while len(self._pictures) > _KEPT:
            del self._pictures[next(iter(self._pictures))]
        if number == self._number:
            self._show_page()

    def _show_place(self) -> None:
        count = len(self._pages)
        number = min(self._number + 1, count)
        words = say("{number} of {count}", number=number, count=count)
        if not self._is_whole:
            words = say("{number} of more than {count}", number=number, count=count)
        self.place.setText(words if count else "")
        self.area.setAccessibleName(say("Preview, page {place}", place=words) if count else say("Preview, no page"))
        self.back_button.setEnabled(number > 1)
        self.on_button.setEnabled(number < count)
        size = say("{percent} %", percent=round(100 * self._zoom / _SCREEN))
        shown = say(MODES[self._mode]) if self._mode else size
        self.zoom_button.setText(shown)
        self.zoom_button.setAccessibleName(say("Size of the page: {size}", size=shown))
        for action in self._modes.actions():
            action.setChecked(action.data() == self._mode)

    def _show_slow(self, is_slow: bool) -> None:
        self.busy.setText(say("Preparing pages…") if is_slow else "")

    def _on_resized(self) -> None:
        self._resized.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < _CONTROLS_BELOW
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self._controls_holder.setMinimumWidth(0 if narrow else _CONTROLS)
            self._controls_holder.setMaximumWidth(NO_LIMIT if narrow else _CONTROLS)
            self._controls_box.setDirection(
                QBoxLayout.Direction.LeftToRight if narrow else QBoxLayout.Direction.TopToBottom
            )
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_resized()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._on_resized()
        return super().event(event)


def _rendered(report: Report, inches: int, ratio: float, number: int) -> Rendered:
    """Make the pages; this runs in a thread."""
    from models.summaries import fonts, pdf

    pages = pdf.preview(report, float(inches))
    number = min(number, len(pages) - 1)
    return Rendered(pages, number, _picture(pages[number], ratio), fonts.warnings(report, language()))


def _picture(page: bytes, ratio: float) -> QImage:
    picture = QImage.fromData(page).convertToFormat(QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    return picture


def more_words(count: int) -> str:
    """Return what to say below the pages of a summary of which only the beginning is shown."""
    return plural(
        "The preview shows the first page; the file has all of them.",
        "The preview shows the first {count} pages; the file has all of them.",
        count,
    )
