"""What is said before a summary is saved: what is left out, what is not written yet, what can't be printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.summaries.write_up import LISTED_AT_MOST, Unwritten
from ui import icons, theme
from ui.translations import language, plural, say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import clear_layout, column, frame, row
from ui.widgets.tips import plain

_ICON = 16
_LINK = 236
"""Pixels that the name of a visit may take."""

_NAMED = 3
"""Visits to be written up that the panel names; the others are counted."""


class _Icon(QWidget):
    """An icon beside the first line of a text."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self.name, self.token = name, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.watcher().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_ICON, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self.name, QRect(0, 2, _ICON, _ICON), self.token)


def link(words: str, name: str = "") -> QPushButton:
    """Return words to press among other words: without a border, at the left, as high as a line."""
    made = button(words.replace("&", "&&"), "text", name=name)
    made.setStyleSheet("text-align: left; padding: 0; min-height: 18px")
    return made


def _card(icon: QWidget, text: QVBoxLayout, kind: str) -> QFrame:
    box = row(icon, text, spacing=12, margins=12)
    box.setStretch(1, 1)
    return frame(kind, box)


class LeftOutCard(QWidget):
    """The green card that says what is left out; private notes that are in turn it into a warning."""

    details_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = _Icon("shield", "green")
        self.sentence = label("", "body_bold", "green", wrap=True)
        self.link = link(say("See what is left out"))
        self.link.clicked.connect(self.details_wanted)
        text = column(self.sentence, row(self.link, None), spacing=2)
        self._frame = _card(self._icon, text, "green")
        self.setLayout(column(self._frame))
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show what is left out; nothing means that private notes are in."""
        warns = not sentence
        self.sentence.setText(sentence or say("Private notes are in this summary. Keep it to yourself."))
        self._icon.name, self._icon.token = ("lock", "private") if warns else ("shield", "green")
        self._icon.update()
        set_token(self.sentence, self._icon.token)
        kind = "private" if warns else "green"
        if self._frame.property("kind") != kind:
            self._frame.setProperty("kind", kind)
            self._frame.style().unpolish(self._frame)
            self._frame.style().polish(self._frame)
        self.show()


class WriteUpCard(QWidget):
    """Names the visits that are still to be written up, each a way to it."""

    visit_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", "body_bold", "amber", wrap=True)
        self._links = column(spacing=0)
        self.links: list[QPushButton] = []
        text = column(self.sentence, self._links, spacing=2)
        self.setLayout(column(_card(_Icon("edit", "amber"), text, "sunk")))
        self.hide()

    def show_visits(self, visits: Sequence[Unwritten]) -> None:
        """Show the visits; without any the card is gone."""
        clear_layout(self._links)
        self.links = []
        self.setVisible(bool(visits))
        if len(visits) >= LISTED_AT_MOST:
            self.sentence.setText(say("{count} or more visits are to be written up", count=len(visits)))
        else:
            self.sentence.setText(
                plural("{count} visit is to be written up", "{count} visits are to be written up", len(visits))
            )
        for visit in visits[:_NAMED]:
            words = say("{day} · {account}", day=language().short_day(visit.day), account=visit.account)
            shown = paint.metrics("body").elidedText(words, Qt.TextElideMode.ElideRight, _LINK)
            one = link(shown, say("Write up {visit}", visit=words))
            one.setToolTip(plain(words) if shown != words else "")
            one.clicked.connect(lambda _checked=False, visit=visit: self.visit_wanted.emit(visit.id))
            self._links.addWidget(one)
            self.links.append(one)
        if len(visits) > _NAMED:
            rest = len(visits) - _NAMED
            self._links.addWidget(label(plural("and {count} more", "and {count} more", rest), "caption", "text_2"))


class WarningCard(QWidget):
    """Sentences to know before saving, such as letters that no font has."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", "caption", "amber", wrap=True)
        self.setLayout(column(_card(_Icon("warning", "amber"), column(self.sentence), "sunk")))
        self.hide()

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """Show some sentences; without any the card is gone."""
        self.sentence.setText("\n".join(warnings))
        self.setVisible(bool(warnings))
