"""What a new journal shows: one suggested way to begin, two others, and what happens to the data."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui import theme
from ui.translations import say
from ui.widgets import paint
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.widgets.layouts import column, frame, row
from ui.widgets.picture import Picture

_CARD_WIDTH = 288
_CARD_HEIGHT = 224


class FirstStart(QWidget):
    """Three cards: record a visit, import contacts, look around in the sample."""

    visit_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = label(say("Start with the visit you remember best"), "page_name", wrap=True)
        promised = say("A name and two lines of notes are enough. Everything else can come later.")
        sentence = label(promised, "notes", "text_2", wrap=True)
        for one in (title, sentence):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.first = button(say("New visit"), "filled", "plus", key=QKeySequence("Ctrl+N"))
        self.first.clicked.connect(self.visit_wanted)
        choose = button(say("Choose a file…"))
        choose.clicked.connect(self.import_wanted)
        sample = button(say("Open sample"))
        sample.clicked.connect(self.sample_wanted)
        cards = row(
            None,
            _card(
                "visits",
                say("Record a first visit"),
                say("Who you met, what was said and what you promised."),
                self.first,
                suggested=True,
            ),
            _card(
                "import",
                say("Import contacts"),
                say("From a vCard or CSV file. You see every row before it is added."),
                choose,
            ),
            _card(
                "book",
                say("Open the sample journal"),
                say("Years of invented visits to look around in. Remove it at any time."),
                sample,
            ),
            None,
            spacing=24,
        )
        kept = label(say("Your journal is one file on this laptop. Nothing is sent anywhere."), "body", "text_2")
        data = row(None, Picture("lock"), kept, None)
        body = column(None, title, 12, sentence, 44, cards, 40, data, None, spacing=0, margins=theme.MARGIN)
        body.setStretch(0, 3)
        body.setStretch(body.count() - 1, 7)
        self.setLayout(body)


def _card(icon: str, title: str, sentence: str, action: QPushButton, *, suggested: bool = False) -> QFrame:
    tile = _Tile(icon, suggested=suggested)
    parts = column(row(tile, None), 16, label(title, "section"), 4, spacing=0, margins=theme.MARGIN)
    words = label(sentence, "body", "text_2", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    parts.addWidget(words, 1)
    parts.addSpacing(16)
    parts.addLayout(row(action, None))
    made = frame("chosen" if suggested else "card", parts, title)
    made.setMinimumHeight(_CARD_HEIGHT)
    made.setMinimumWidth(200)
    made.setMaximumWidth(_CARD_WIDTH)
    return made


class _Tile(QWidget):
    """An icon on a small tinted square."""

    def __init__(self, icon: str, *, suggested: bool) -> None:
        super().__init__()
        self._icon, self._suggested = icon, suggested
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), 8, "accent_tint" if self._suggested else "grey_tint")
        paint.icon(painter, 12, 20, self._icon, "accent" if self._suggested else "text_2")
