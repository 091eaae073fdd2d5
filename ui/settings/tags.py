"""The tags: what they are called, their colours, merging two that mean the same, and taking one away everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models import tags
from models.changes import Changes
from models.errors import JournalError
from models.journal import Journal
from models.tags import COLOURS, TagRow
from ui import alerts, icons, theme, workers
from ui.background import Background
from ui.session import Session
from ui.settings.part import Part
from ui.settings.tag_list import TagDelegate, TagListModel
from ui.settings.undo_notice import UndoNotice
from ui.tags.looks import COLOUR_NAMES, dot_token, tag_words
from ui.translations import language, say
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import field
from ui.widgets.labels import label
from ui.widgets.layouts import column, holding, row
from ui.widgets.line_field import LineField
from ui.widgets.rows import RowView

_MANY, _MANY_VISITS = 20, 3000
"""Records that bear a tag, or visits to look through for it, from which a change of it is work beside the window."""


class TagsPart(Part):
    """A list of all tags. Below it the chosen one can be changed; each change can be undone where it is said."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self)
        self._next = ""
        self.model = TagListModel()
        self.list = RowView(self.model, TagDelegate(), say("Tags"))
        self.list.setMinimumHeight(6 * theme.ROW)
        self.name = LineField("", say("Name of the tag"))
        self.rename_button = button(say("Rename"))
        self.colour_button = button(say("Colour"), icon="chevron-down")
        self.merge_button = button(say("Merge into"), icon="chevron-down")
        self.remove_button = button(say("Remove"), icon="trash")
        self.notice = UndoNotice(session)
        self._field = field(say("Name of the tag"), self.name)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        empty = EmptyState(
            say("No tag yet"),
            say("Tags are made where they are written: in the editor of an account, a person or a visit."),
            icon="tag",
        )
        changing = row(self.rename_button, self.colour_button, self.merge_button, self.remove_button, None)
        self._stack = QStackedWidget()
        self._stack.addWidget(holding(column(self.list, self._field, changing, spacing=theme.CARD_GAP)))
        self._stack.addWidget(empty)
        hint = say("A tag is the same word on every record: what is changed here is changed everywhere at once.")
        self.setLayout(
            column(label(hint, "body", "text_2", wrap=True), self._stack, self.notice, spacing=theme.CARD_GAP)
        )

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.list.opened.connect(lambda _tag: self._begin_naming())
        self.list.removed.connect(lambda _tag: self.remove())
        self.name.edited.connect(lambda _text: self._show_error(""))
        self.name.returnPressed.connect(self.rename)
        self.rename_button.clicked.connect(self.rename)
        self.remove_button.clicked.connect(self.remove)
        for one in (self.colour_button, self.merge_button):
            one.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        for one, fill in ((self.colour_button, self._fill_colours), (self.merge_button, self._fill_others)):
            menu = QMenu(one)
            menu.setAccessibleName(one.text())
            menu.aboutToShow.connect(partial(fill, menu))
            one.setMenu(menu)
        self._session.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Count the tags again, beside the window's thread: of very many visits that takes its time."""
        journal = self._session.journal

        def work() -> list[TagRow]:
            with workers.beside(journal) as own:
                return tags.listing(own)

        self._background.run("tags", work, self._show, lambda error: alerts.current().error(error))

    def is_settled(self) -> bool:
        """Return whether what is shown is what there is."""
        return not self._background.is_busy()

    def current(self) -> TagRow | None:
        """Return the tag that is chosen in the list."""
        chosen = self.list.current_row()
        return chosen if isinstance(chosen, TagRow) else None

    def rename(self) -> None:
        """Give the chosen tag the name that is written in the field."""
        tag, name = self.current(), self.name.text().strip()
        if tag is None or self.name.is_composing() or name in (tag.name, tag_words(tag.name)):
            return
        sentence = say("{tag} is now {new}", tag=tag_words(tag.name), new=tag_words(name.lstrip("#")))
        self._change(tag, lambda journal: tags.rename(journal, tag.name, name), sentence, name.lstrip("#"))

    def set_colour(self, colour: str) -> None:
        """Give the chosen tag a colour."""
        tag = self.current()
        if tag is not None and tag.colour != colour:
            sentence = say("{tag} is now {colour}", tag=tag_words(tag.name), colour=say(COLOUR_NAMES[colour]))
            self._change(tag, lambda journal: tags.set_colour(journal, tag.name, colour), sentence, everywhere=False)

    def merge(self, into: str) -> None:
        """Let what bears the chosen tag bear another one instead."""
        tag = self.current()
        if tag is not None:
            sentence = say("{tag} was merged into {other}", tag=tag_words(tag.name), other=tag_words(into))
            self._change(tag, lambda journal: tags.merge(journal, tag.name, into), sentence, into)

    def remove(self) -> None:
        """Take the chosen tag away from every record."""
        tag = self.current()
        if tag is not None:
            sentence = say("{tag} was removed everywhere", tag=tag_words(tag.name))
            self._change(tag, lambda journal: tags.remove(journal, tag.name), sentence)

    def _change(
        self,
        tag: TagRow,
        work: Callable[[Journal], Changes],
        sentence: str,
        then: str = "",
        *,
        everywhere: bool = True,
    ) -> None:
        """Change a tag and say so; on very many records that goes on behind a progress bar."""
        self._next = then or tag.name

        def tell(_done: object) -> None:
            self.notice.tell(sentence)

        if everywhere and (tag.uses > _MANY or sum(one.visits for one in self.model.rows) > _MANY_VISITS):
            title = say("Changing the tag everywhere…")
            self._session.run_beside(self.window(), title, lambda own, _progress: work(own), tell)
            return
        try:
            tell(self._session.attempt(work))
        except JournalError as error:
            self._next = ""
            self._show_error(error.say(language()))

    def _fill_colours(self, menu: QMenu) -> None:
        menu.clear()
        tag = self.current()
        for colour in COLOURS:
            action = menu.addAction(icons.icon("tag", dot_token(colour)), say(COLOUR_NAMES[colour]))
            action.setCheckable(True)
            action.setChecked(tag is not None and tag.colour == colour)
            action.triggered.connect(lambda _checked=False, colour=colour: self.set_colour(colour))

    def _fill_others(self, menu: QMenu) -> None:
        menu.clear()
        tag = self.current()
        for other in self.model.rows:
            if tag is not None and other.name != tag.name:
                action = menu.addAction(
                    icons.icon("tag", dot_token(other.colour)), tag_words(other.name).replace("&", "&&")
                )
                action.triggered.connect(lambda _checked=False, name=other.name: self.merge(name))

    def _begin_naming(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def _show(self, found: list[TagRow]) -> None:
        chosen = self._next or (tag.name if (tag := self.current()) else "")
        self._next = ""
        place = max(self.list.currentIndex().row(), 0)
        self.model.show_tags(found)
        self._stack.setCurrentIndex(0 if found else 1)
        if found and not (chosen and self.list.select(chosen.casefold())):
            self.list.setCurrentIndex(self.model.index(min(place, len(self.model.rows) - 1)))
        self._show_current()

    def _show_current(self) -> None:
        tag = self.current()
        self._show_error("")
        self.name.setText(tag.name if tag else "")
        for one in (self.name, self.rename_button, self.colour_button, self.remove_button):
            one.setEnabled(tag is not None)
        self.merge_button.setEnabled(tag is not None and len(self.model.rows) > 1)

    def _show_error(self, sentence: str) -> None:
        self._field.set_error(sentence)

    def _on_changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()
