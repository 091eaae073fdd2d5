"""The card with a project's whole story: the strip of its stages and months, and how often we met."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from models.project_story import Story
from ui import theme
from ui.projects import story_words
from ui.projects.story_strip import StoryStrip
from ui.translations import say
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import label
from ui.widgets.layouts import clear_layout, column, holding


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
        self.strip = StoryStrip()
        self._area = _area(self.strip)
        self._facts = FlowLayout(spacing=theme.CARD_PADDING)
        self.setLayout(column(self._area, holding(self._facts), spacing=theme.GAP, margins=theme.CARD_PADDING))
        self.strip.month_opened.connect(self.month_opened)
        self.strip.month_reached.connect(self._keep_in_view)

    def show_story(self, story: Story, language: str) -> None:
        """Show a story in a language; what is shown already is not drawn again."""
        if (story, language) == (self._shown, self._language):
            return
        is_other = self._shown is None or self._shown.project_id != story.project_id
        self._shown, self._language = story, language
        self.strip.show_story(story)
        self._area.setFixedHeight(self.strip.sizeHint().height() + 2)
        clear_layout(self._facts)
        facts = (*story_words.meeting_facts(story), *story_words.other_facts(story), *story_words.date_facts(story))
        for number, words in enumerate(facts):
            self._facts.addWidget(label(words, "caption_bold" if number == 0 else "caption", "text_2"))
        self._facts.addWidget(label(story_words.last_words(story), "caption", "amber" if story.is_quiet else "text_2"))
        if is_other:
            bar = self._area.horizontalScrollBar()
            bar.setValue(bar.maximum())

    def facts(self) -> list[str]:
        """Return what stands below the strip."""
        widgets = (self._facts.itemAt(number) for number in range(self._facts.count()))
        labels = (item.widget() for item in widgets if item is not None)
        return [words for words in (getattr(one, "text", str)() for one in labels) if words]

    def _keep_in_view(self, left: int, right: int) -> None:
        self._area.ensureVisible((left + right) // 2, 0, (right - left) // 2 + theme.CARD_PADDING, 0)


def _area(strip: StoryStrip) -> QScrollArea:
    """Return an area that scrolls sideways only where the strip has no room, and never takes the focus for itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setViewport(QWidget())  # Qt's own would be filled
    area.setWidget(strip)
    return area
