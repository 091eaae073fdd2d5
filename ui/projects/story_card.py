"""The card with a project's whole story: the strip of its stages and months, and how often we met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from models.project_story import Story
from ui import theme
from ui.projects import story_words
from ui.projects.story_strip import StoryStrip
from ui.translations import say
from ui.widgets.labels import label, set_token
from ui.widgets.layouts import column, row


class StoryCard(QFrame):
    """The story of a project. A story too long for the window scrolls, and begins at its end."""

    month_opened = Signal(object)
    """A month whose entries are wanted, by its first day (a date)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(say("The story of this project"))
        self._shown: Story | None = None
        self._language = ""
        self._goes_to_end = False
        self.strip = StoryStrip()
        self._area = _area(self.strip)
        self.facts = label("", "caption", "text_2", wrap=True)
        self.last = label("", "caption_bold", "text_2")
        below = row(self.facts, self.last, spacing=theme.CARD_PADDING)
        below.setStretch(0, 1)
        below.setAlignment(self.last, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(self._area, below, spacing=theme.GAP, margins=theme.CARD_PADDING))
        self.strip.month_opened.connect(self.month_opened)
        self.strip.month_reached.connect(self._keep_in_view)
        self._area.horizontalScrollBar().rangeChanged.connect(lambda *_: self._show_end())

    def show_story(self, story: Story, language: str) -> None:
        """Show a story in a language; what is shown already is not drawn again."""
        if (story, language) == (self._shown, self._language):
            return
        is_other = self._shown is None or self._shown.project_id != story.project_id
        self._shown, self._language = story, language
        self.strip.show_story(story)
        told = (story_words.meeting_facts, story_words.other_facts, story_words.date_facts, story_words.stage_facts)
        self.facts.setText(_side_by_side([words for tell in told for words in tell(story)]))
        self.last.setText(_side_by_side(story_words.last_words(story)))
        set_token(self.last, "amber" if story.is_quiet else "text_2")
        if is_other:
            self._goes_to_end = True
            self._show_end()

    def _show_end(self) -> None:
        """Give the scroll bar its room where there is one, and go to the end of a story that is new here."""
        bar = self._area.horizontalScrollBar()
        beside = bar.sizeHint().height() + 2 if bar.maximum() else 0
        self._area.setFixedHeight(self.strip.sizeHint().height() + 2 + beside)
        if self._goes_to_end and bar.maximum():
            self._goes_to_end = False
            bar.setValue(bar.maximum())

    def _keep_in_view(self, left: int, right: int) -> None:
        self._area.ensureVisible((left + right) // 2, 0, (right - left) // 2 + theme.CARD_PADDING, 0)


def _side_by_side(facts: Sequence[str]) -> str:
    """Return facts in a row; a line breaks between two of them, never within one."""
    return " · ".join(words.replace(" ", "\u00a0") for words in facts)


def _area(strip: StoryStrip) -> QScrollArea:
    """Return an area that scrolls sideways only where the strip has no room, and never takes the focus for itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setViewport(QWidget())  # Qt's own would be filled
    strip.setProperty("kind", "page")
    area.setWidget(strip)
    return area
